"""Saves edits one after the other and says so only when the vault has said so."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from profiler.errors import WorldError
from profiler.gui.tasks import Runner
from profiler.gui.widgets.bars import SaveState
from profiler.records.record import RecordEdit, Saved


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """What may be shown.

    Attributes:
        at: local time of the last acknowledgement as "10:42", "" before the first.
        error: why the last attempt failed.
    """

    state: SaveState
    at: str = ""
    error: Exception | None = None


class Saver(QObject):
    """A queue of edits; an edit leaves it only when the vault has acknowledged it.

    Edits depend on each other (each carries only the facts it changed), so after a failure nothing
    overtakes the one that failed.

    Signals:
        status_changed: carries a `SaveStatus`.
    """

    status_changed = Signal(object)

    def __init__(
        self, save: Callable[[RecordEdit], Saved], runner: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._save, self._runner = save, runner
        self._waiting: deque[RecordEdit] = deque()
        self._busy = False
        self.status = SaveStatus(SaveState.NOTHING)

    @property
    def unsaved(self) -> int:
        """Edits the vault has not acknowledged yet."""
        return len(self._waiting)

    def submit(self, edit: RecordEdit) -> None:
        """Save this edit after those before it."""
        if _is_empty(edit):
            return
        self._waiting.append(edit)
        if self.status.state is not SaveState.FAILED:
            self._go_on()

    def retry(self) -> None:
        """Try again from the edit that failed."""
        self._go_on()

    def _go_on(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        edit = self._waiting[0]
        self._show(SaveStatus(SaveState.SAVING, self.status.at))
        self._runner.run(lambda: self._save(edit), self._on_saved, self._on_failed)

    def _on_saved(self, saved: Saved) -> None:
        self._busy = False
        self._waiting.popleft()
        at = saved.at.astimezone().strftime("%H:%M")
        if self._waiting:
            self.status = SaveStatus(SaveState.SAVING, at)
            self._go_on()
        else:
            self._show(SaveStatus(SaveState.SAVED, at))

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self._show(SaveStatus(SaveState.FAILED, self.status.at, error))
        if not isinstance(error, WorldError):
            raise error

    def _show(self, status: SaveStatus) -> None:
        self.status = status
        self.status_changed.emit(status)


def _is_empty(edit: RecordEdit) -> bool:
    told = edit.answers or edit.rows or edit.facts
    return not told and edit.client_language is None and edit.state is None
