"""The same casework without a window."""
