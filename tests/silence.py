"""What a test must not leave behind: log records, threads, timers, windows."""

from __future__ import annotations

import gc
import logging
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest

PATIENCE = 2.0
"""Seconds a thread may take to end after its test."""


class LogWatch(logging.Handler):
    """Collects every record from WARNING on; a test names those it expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._expected: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def expect(self, pattern: str) -> None:
        """This test logs a message in which `pattern` is found; it fails if no such message comes."""
        self._expected.append(re.compile(pattern))

    def complaints(self) -> list[str]:
        """Unexpected records, and expectations nothing answered."""
        found = [
            f"unexpected log record {record.levelname} {record.name}: {record.getMessage()}"
            for record in self._records
            if not any(pattern.search(record.getMessage()) for pattern in self._expected)
        ]
        return found + [
            f"expected log record never came: {pattern.pattern}"
            for pattern in self._expected
            if not any(pattern.search(record.getMessage()) for record in self._records)
        ]


@contextmanager
def watched_log() -> Iterator[LogWatch]:
    """Watches the root logger; fails the test on leaving if there are complaints."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    try:
        yield watch
    finally:
        root.removeHandler(watch)
    complaints = watch.complaints()
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


@contextmanager
def nothing_left_behind(*, windows_and_timers: bool = True) -> Iterator[None]:
    """Fails the test on leaving if threads, active timers or top-level windows are new.

    Looking for timers means looking at every object made in the test: only worth it where Qt is in play.
    """
    threads = set(threading.enumerate())
    if windows_and_timers:
        # What is there already is set aside: looking through all of it after each test would take
        # longer than most tests.
        gc.collect(1)
        gc.freeze()
    windows = {id(window) for window in _windows()} if windows_and_timers else set()
    yield
    left = [f"thread {thread.name}" for thread in _new_threads(threads)]
    if windows_and_timers:
        # Always: a widget that only a cycle holds may otherwise be collected in some later test's
        # worker thread, and Qt does not survive that.
        _let_qt_delete()
        left += [
            f"window {type(window).__name__} {window.objectName()!r}"
            for window in _windows()
            if id(window) not in windows
        ]
        left += [f"active timer {timer!r}" for timer in _active_timers()]
    if left:
        pytest.fail("left behind: " + ", ".join(left), pytrace=False)


def _new_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    """Threads started in the test that do not end by themselves in good time.

    A thread that Qt owns shows up as a dummy; its QThread answers for it.
    """
    new = [thread for thread in threading.enumerate() if thread not in before]
    started_here = [thread for thread in new if not isinstance(thread, threading._DummyThread)]
    for thread in started_here:
        thread.join(timeout=PATIENCE)
    return [thread for thread in started_here if thread.is_alive()]


def _qt(module: str) -> ModuleType | None:
    """A Qt module if the test loaded it; the guard itself never loads Qt."""
    return sys.modules.get(f"PySide6.{module}")


def _windows() -> list[Any]:
    widgets = _qt("QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [window for window in widgets.QApplication.topLevelWidgets() if window.parent() is None]


def _active_timers() -> list[object]:
    """Timers that run, of those made since the last `gc.freeze()`."""
    core = _qt("QtCore")
    widgets = _qt("QtWidgets")
    if core is None or widgets is None or widgets.QApplication.instance() is None:
        return []
    import shiboken6

    kinds = {core.QTimer, *core.QTimer.__subclasses__()}
    timers = [thing for thing in gc.get_objects() if type(thing) in kinds]
    return [timer for timer in timers if shiboken6.isValid(timer) and timer.isActive()]


def _let_qt_delete() -> None:
    """Carries out `deleteLater` and drops windows only a reference cycle still holds."""
    core = _qt("QtCore")
    if core is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    gc.collect()
    if core is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
