"""Language packs: the schema and the loader (code), and the packs (data only)."""
