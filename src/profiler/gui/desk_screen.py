"""The open desk: rail, pages and the ways between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from profiler.casework.desk import UnlockedDesk
from profiler.gui.icons.names import Icon
from profiler.gui.people.people_page import PeoplePage
from profiler.gui.printing import PrinterSink
from profiler.gui.shell.desk_page import AtDesk, DeskPage
from profiler.gui.shell.layouts import column, row
from profiler.gui.shell.rail import Rail
from profiler.gui.tasks import Runners
from profiler.gui.widgets.notice_board import NoticeBoard
from profiler.ports import OutputSink

_PEOPLE, _OFFICES = "people", "offices"
_ROOMS = {_PEOPLE: ("Personen", Icon.PEOPLE), _OFFICES: ("Stellen", Icon.BUILDING)}


class DeskScreen(QWidget):
    """Shows one page at a time; a page is made when it is entered and deleted when it is left.

    Signals:
        lock_wanted: close the vault now.
    """

    lock_wanted = Signal()

    def __init__(
        self,
        desk: UnlockedDesk,
        runners: Runners,
        printer: PrinterSink,
        make_file_sink: Callable[[Path], OutputSink],
        client_language: str | None,
    ) -> None:
        super().__init__()
        self.setObjectName("desk")
        board = NoticeBoard()
        self._at = AtDesk(desk, runners, board, printer, make_file_sink, client_language)
        self._board = board
        self._rail = Rail(_ROOMS, desk.caseworker.name)
        self._stack = QStackedWidget()
        content = QWidget()
        beside = row(content, spacing=0)
        beside.addWidget(self._rail)
        beside.addWidget(self._stack, 1)
        board.set_content(content)
        column(self, spacing=0).addWidget(board)
        self._page: DeskPage | None = None
        self._rail.chosen.connect(self._on_room)
        self._rail.lock_wanted.connect(self.lock_wanted)

    def leave(self) -> None:
        """Hand over what was typed and not saved yet; nothing is shown any more."""
        if self._page is not None:
            self._page.leave()

    def show_people(self, chosen: UUID | None = None) -> None:
        """The list of people, one of them chosen."""
        page = PeoplePage(self._at, chosen)
        self._show(page, _PEOPLE)

    def _show(self, page: DeskPage, room: str = "") -> None:
        before, self._page = self._page, page
        if before is not None:
            before.leave()
        self._board.clear_banner()
        self._rail.setVisible(bool(room))
        if room:
            self._rail.show_room(room)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        page.take_focus()

    def _on_room(self, room: str) -> None:
        if room == _PEOPLE:
            self.show_people()
