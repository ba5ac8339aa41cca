"""The overview of one person."""
