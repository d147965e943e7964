"""A review as JSON, as table rows, in the terminal."""
