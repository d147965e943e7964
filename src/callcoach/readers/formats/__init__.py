"""One module per format. A module here with ``FORMATS`` is a reader; the folder is scanned once."""
