"""Qt calls do not wear out the interpreter."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

from profiler.gui.interpreter import keep_constants_alive


def test_many_calls_that_return_nothing_leave_enough_of_nothing() -> None:
    keep_constants_alive()
    thing = QObject()
    for _ in range(20_000):
        thing.setObjectName("x")
    for constant in (None, True, False, NotImplemented):
        assert sys.getrefcount(constant) > 1_000_000
