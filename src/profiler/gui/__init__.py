"""The window: all of PySide6."""

from __future__ import annotations

from profiler.gui.interpreter import keep_constants_alive

# Here, because every module that uses Qt passes this place first.
keep_constants_alive()
