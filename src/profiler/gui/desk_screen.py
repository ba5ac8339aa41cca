"""The open desk: rail, pages and the ways between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from profiler.casework.desk import UnlockedDesk
from profiler.casework.hand_over import Paper
from profiler.gui.directory.directory_page import DirectoryPage
from profiler.gui.documents.documents_page import DocumentsPage
from profiler.gui.icons.names import Icon
from profiler.gui.notices import Action
from profiler.gui.people.people_page import PeoplePage
from profiler.gui.person.new_person_page import NewPersonPage
from profiler.gui.person.person_page import PersonOverview
from profiler.gui.person.walk_host import WalkHost
from profiler.gui.printing import PrinterSink
from profiler.gui.release.release_page import ReleasePage
from profiler.gui.route.route_page import RoutePage
from profiler.gui.shell.desk_page import AtDesk, DeskPage
from profiler.gui.shell.layouts import column, row
from profiler.gui.shell.rail import Rail
from profiler.gui.tasks import Runners
from profiler.gui.tokens import Tone
from profiler.gui.widgets.notice_board import NoticeBoard
from profiler.ports.paper import OutputSink

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
        # On every page, also where the rail is not shown.
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock_wanted)

    def leave(self) -> None:
        """Hand over what was typed and not saved yet; nothing is shown any more."""
        if self._page is not None:
            self._page.leave()

    def flush(self) -> None:
        """Hand over what was typed, and stay."""
        if self._page is not None:
            self._page.flush()

    @property
    def unsaved(self) -> int:
        """Edits of the page that the vault does not have."""
        return self._page.unsaved if self._page is not None else 0

    def tell_troubles(self) -> None:
        """Say which forms of the county are not used, and why; the desk works all the same."""
        troubles = self._at.desk.content.troubles
        if troubles:
            from profiler.casework import explain

            seen = Action("Verstanden", self._board.clear_banner, "seen")
            reason = explain.sentence(troubles[0]).what
            text = f"Ein Formular des Landkreises wird nicht benutzt, es gilt das mitgelieferte. {reason}"
            self._board.banner(Tone.WARN, text, seen)

    def show_people(self, chosen: UUID | None = None) -> None:
        """The list of people, one of them chosen."""
        page = PeoplePage(self._at, chosen)
        page.person_opened.connect(self.show_person)
        page.conversation_wanted.connect(self.show_conversation)
        page.new_person_wanted.connect(self.show_new_person)
        self._show(page, _PEOPLE)

    def show_new_person(self) -> None:
        """Choose the language for somebody new."""
        page = NewPersonPage(self._at)
        page.back.connect(self.show_people)
        page.started.connect(self.show_conversation)
        self._show(page)

    def show_person(self, record_id: UUID) -> None:
        """The overview of one person."""
        page = PersonOverview(self._at, record_id)
        page.back.connect(lambda: self.show_people(record_id))
        page.conversation_wanted.connect(self.show_conversation)
        page.release_wanted.connect(self.show_release)
        page.route_wanted.connect(self.show_route)
        page.documents_wanted.connect(self.show_documents)
        page.school_form_opened.connect(self.show_conversation)
        page.person_wanted.connect(self.show_person)
        self._show(page)

    def show_conversation(self, record_id: UUID, come_back_to: UUID | None = None) -> None:
        """The walk through the form of a record; it leads back to the same person, or to the parent."""
        page = WalkHost(self._at, record_id)
        page.finished.connect(lambda: self.show_person(come_back_to or record_id))
        self._show(page)

    def show_release(self, record_id: UUID) -> None:
        """The release in four steps."""
        page = ReleasePage(self._at, record_id)
        page.back.connect(lambda: self.show_person(record_id))
        page.documents_wanted.connect(self.show_documents)
        self._show(page)

    def show_route(self, record_id: UUID) -> None:
        """The stations."""
        page = RoutePage(self._at, record_id)
        page.back.connect(lambda: self.show_person(record_id))
        page.slip_wanted.connect(lambda wanted: self.show_documents(wanted, Paper.ROUTE_SLIP))
        self._show(page)

    def show_documents(self, record_id: UUID, first: Paper | None = None) -> None:
        """The papers, one of them chosen."""
        page = DocumentsPage(self._at, record_id, first)
        page.back.connect(lambda: self.show_person(record_id))
        self._show(page)

    def show_offices(self) -> None:
        """The local directory."""
        self._show(DirectoryPage(self._at), _OFFICES)

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
            before.hide()
            self._delete_when_answered(before)
        page.take_focus()

    def _delete_when_answered(self, page: DeskPage) -> None:
        """Delete a page once everything it handed to both threads was answered."""
        runners = self._at.runners

        def nothing() -> None:
            return None

        def behind_the_writer(_: None) -> None:
            runners.reader.run(nothing, lambda _: page.deleteLater(), _raise)

        runners.writer.run(nothing, behind_the_writer, _raise)

    def _on_room(self, room: str) -> None:
        if room == _PEOPLE:
            self.show_people()
        else:
            self.show_offices()


def _raise(error: Exception) -> None:
    raise error
