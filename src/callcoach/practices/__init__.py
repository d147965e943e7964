"""Facts to outcomes: one file per practice. The folder is scanned once, nothing registers."""
