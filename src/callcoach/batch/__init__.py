"""Many calls: stream in, stream out."""
