"""The window: all of PySide6."""
