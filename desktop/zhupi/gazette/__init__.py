"""Raw gazette text to documents: pure functions, no I/O."""
