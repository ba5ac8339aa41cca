"""Work beside the window: what blocks runs on a thread, its result arrives on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool, Signal, Slot

T = TypeVar("T")


class Runner(Protocol):
    """Does one piece of work after the other, in the order they came."""

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Run `work` elsewhere; then call `done` with its result or `failed` on the window's thread."""
        ...


class ThreadRunner(QObject):
    """A runner with one thread of its own; belongs to the thread that made it."""

    _finished = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        # A connection to the vault belongs to its thread: it must not end between two pieces of work.
        self._pool.setExpiryTimeout(-1)
        self._finished.connect(self._deliver)

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Queue the work behind everything that was queued before."""

        def job() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - handed to the window's thread, nothing is swallowed
                fault = error
                self._finished.emit(lambda: failed(fault))
            else:
                self._finished.emit(lambda: done(result))

        self._pool.start(job)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        call()

    def drain(self) -> None:
        """Wait until everything queued is done and its results are delivered: before the window closes."""
        self._pool.waitForDone()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)


class ImmediateRunner:
    """Does the work at once, on the caller's thread: for tests and for the program without a window."""

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Run the work and report before returning."""
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - the same promise as a thread: failures are reported
            failed(error)
            return
        done(result)

    def drain(self) -> None:
        """Nothing ever waits."""


@dataclass(frozen=True)
class Runners:
    """The two threads beside the window: autosave never waits for a report.

    Attributes:
        writer: everything that changes the vault, and reads that must see the last change.
        reader: long reads: lists, search, previews.
    """

    writer: Runner
    reader: Runner
