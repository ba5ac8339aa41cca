"""Saves edits one after the other and says so only when the vault has said so."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakSet

from profiler.casework.explain import OUR_FAULT, sentence
from profiler.errors import WorldError
from profiler.gui.notices import Action, Notices
from profiler.gui.tasks import Runner
from profiler.gui.tokens import Tone
from profiler.gui.widgets.bars import SaveState
from profiler.records.record import RecordEdit, Saved


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """What may be shown.

    Attributes:
        at: local time of the last acknowledgement as "10:42", "" before the first.
    """

    state: SaveState
    at: str = ""


class _NotTriedError(Exception):
    """An edit before this one failed; this one waits for the retry."""


class Saver:
    """A queue of edits; an edit leaves it only when the vault has acknowledged it.

    Edits depend on each other (each carries only the facts it changed), so after a failure nothing
    overtakes the one that failed. Every edit is handed to the runner at once: when the runner is drained,
    everything submitted before is saved or has failed. No Qt object: it outlives the page that made it, so
    that the last edits of a page that is being left are followed to their end.

    As long as something is typed that is not an edit yet, nothing is called saved.

    Args:
        save: commits one edit, on the runner's thread.
        runner: does one piece of work after the other.
        notices: told when saving fails, with the retry, and when it works again.
        show: told every change of the status, until `be_silent`.
    """

    def __init__(
        self,
        save: Callable[[RecordEdit], Saved],
        runner: Runner,
        notices: Notices,
        show: Callable[[SaveStatus], None],
    ) -> None:
        self._save, self._runner, self._notices = save, runner, notices
        self._show: Callable[[SaveStatus], None] | None = show
        self._waiting: deque[RecordEdit] = deque()
        self._stopped = threading.Event()
        self._typing: WeakSet[object] = WeakSet()
        self.status = SaveStatus(SaveState.NOTHING)

    @property
    def unsaved(self) -> int:
        """Edits the vault has not acknowledged yet."""
        return len(self._waiting)

    def expect(self, where: object) -> None:
        """Something was typed at `where` that will become an edit; a place that disappears is forgotten."""
        self._typing.add(where)
        if self.status.state in (SaveState.SAVED, SaveState.NOTHING):
            self._tell(SaveState.SAVING)

    def expect_no_more(self, where: object) -> None:
        """What was typed at `where` has been submitted, or came to nothing."""
        self._typing.discard(where)
        if self.status.state is SaveState.SAVING:
            self._tell(self._settled())

    def submit(self, edit: RecordEdit) -> None:
        """Save this edit after those before it."""
        if _is_empty(edit):
            return
        self._waiting.append(edit)
        if self.status.state is not SaveState.FAILED:
            self._tell(SaveState.SAVING)
            self._hand_over(edit)

    def retry(self) -> None:
        """Try again from the edit that failed."""
        if self.status.state is not SaveState.FAILED:
            return
        # What was handed over before belongs to the stop that is set; it never runs any more.
        self._stopped = threading.Event()
        self._notices.clear_banner()
        self._tell(SaveState.SAVING)
        for edit in tuple(self._waiting):
            self._hand_over(edit)

    def be_silent(self) -> None:
        """The page is gone: its label is told nothing any more, failures are still told by a banner."""
        self._show = None

    def _hand_over(self, edit: RecordEdit) -> None:
        stopped = self._stopped

        def work() -> Saved:
            if stopped.is_set():
                raise _NotTriedError
            try:
                return self._save(edit)
            except Exception:
                stopped.set()
                raise

        self._runner.run(work, self._on_saved, self._on_failed)

    def _on_saved(self, saved: Saved) -> None:
        self._waiting.popleft()
        at = saved.at.astimezone().strftime("%H:%M")
        self.status = SaveStatus(self.status.state, at)
        self._tell(self._settled())

    def _settled(self) -> SaveState:
        if self._waiting or self._typing:
            return SaveState.SAVING
        return SaveState.SAVED if self.status.at else SaveState.NOTHING

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, _NotTriedError):
            return
        self._tell(SaveState.FAILED)
        told = sentence(error) if isinstance(error, WorldError) else OUR_FAULT
        self._notices.banner(Tone.ERROR, str(told), Action("Noch einmal speichern", self.retry, name="retry"))
        if not isinstance(error, WorldError):
            raise error

    def _tell(self, state: SaveState) -> None:
        self.status = SaveStatus(state, self.status.at)
        if self._show is not None:
            self._show(self.status)


def _is_empty(edit: RecordEdit) -> bool:
    told = edit.answers or edit.rows or edit.facts
    return not told and edit.client_language is None and edit.state is None
