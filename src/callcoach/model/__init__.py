"""The nouns: frozen, validated, without behaviour. Each module defines one family."""
