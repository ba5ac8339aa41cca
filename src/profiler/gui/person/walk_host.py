"""Opens somebody's interview and shows the walk through it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal

from profiler.casework import intake
from profiler.casework.intake import Intake
from profiler.gui.shell.desk_page import AtDesk, DeskPage
from profiler.gui.shell.layouts import column
from profiler.gui.walk.copies import Copies
from profiler.gui.walk.page import WalkPage


class WalkHost(DeskPage):
    """The walk as a page of the desk.

    Signals:
        finished: the walk was left; object, id of the record.
    """

    finished = Signal(object)

    def __init__(self, at: AtDesk, record_id: UUID) -> None:
        super().__init__(at, "conversation")
        self._record_id = record_id
        self._walk: WalkPage | None = None
        self._layout = column(self, spacing=0)
        self.write(lambda: intake.resume(at.desk, record_id), self._show)

    def take_focus(self) -> None:
        """The walk puts the keyboard on the first open question."""
        if self._walk is not None:
            self._walk.take_focus()

    def flush(self) -> None:
        """Hand everything typed to the writer."""
        if self._walk is not None:
            self._walk.flush()

    @property
    def unsaved(self) -> int:
        """Edits the vault has refused or not acknowledged yet."""
        return self._walk.unsaved if self._walk is not None else 0

    def _show(self, opened: Intake) -> None:
        content = self.at.desk.content
        writer, notices = self.at.runners.writer, self.at.notices
        walk = WalkPage(
            opened,
            writer,
            content.translator,
            notices,
            keeps=lambda editing: Copies(self.at.desk, opened, editing, self.at.runners, notices),
            pictures=content.pictures,
        )
        self._walk = walk
        self._layout.addWidget(walk)
        walk.back_asked.connect(lambda: self.finished.emit(self._record_id))
        walk.completed.connect(lambda: self.finished.emit(self._record_id))
        walk.take_focus()
