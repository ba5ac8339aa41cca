"""The list of people: search, filters, lines, and what is to be done next at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QListView, QStackedWidget, QWidget

from profiler.casework import people
from profiler.gui.icons.names import Icon
from profiler.gui.people.delegate import PersonDelegate
from profiler.gui.people.glance import Glance
from profiler.gui.people.head import PeopleHead
from profiler.gui.people.model import LINE_ROLE, PeopleModel
from profiler.gui.people.wording import spoken
from profiler.gui.shell.desk_page import AtDesk, CoveredPage
from profiler.gui.shell.layouts import column, row
from profiler.gui.tokens import Ink, Measure, Size, Space
from profiler.gui.widgets.buttons import Chip, PrimaryButton
from profiler.gui.widgets.fields import TextField
from profiler.gui.widgets.frames import EmptyState
from profiler.gui.widgets.texts import Text, ground
from profiler.records.people import PeopleOrder, PeopleQuery, PersonLine
from profiler.records.people import PeoplePage as PageOfPeople

DEBOUNCE_MS = 100
"""Time after the last key before the search starts."""


class PeoplePage(CoveredPage):
    """Everybody in the vault, a page of 200 at a time.

    Signals:
        person_opened: object, id of the record.
        conversation_wanted: go on with the interview; object, id of the record.
        new_person_wanted: begin with somebody new.
    """

    person_opened = Signal(object)
    conversation_wanted = Signal(object)
    new_person_wanted = Signal()

    def __init__(self, at: AtDesk, chosen: UUID | None = None) -> None:
        super().__init__(at, "main")
        self._chosen = chosen
        self._model = PeopleModel(self._fetch, lambda line: spoken(line, at.desk.clock.today()), self)
        self._search = _SearchField()
        self._search.down.connect(self._on_down)
        self._total = Text("", size=Size.SECOND, ink=Ink.SECOND, wrap=False)
        self._total.setObjectName("main.total")
        self._head = PeopleHead()
        self._list = PeopleView(self._model, PersonDelegate(at.desk.clock, self))
        self._filters = {
            "all": Chip("Alle", "main.filter.all"),
            "mine": Chip("Meine", "main.filter.mine"),
            "drafts": Chip("Unvollständig", "main.filter.drafts"),
        }
        self._group = QButtonGroup(self)
        self._below = QStackedWidget()
        self._glance = Glance(at.desk.clock)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DEBOUNCE_MS)
        self._delay.timeout.connect(self.refresh)
        self._build()
        self._connect()
        self.refresh()
        self._count()

    def take_focus(self) -> None:
        """The search field takes the first letters."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Ask nothing more."""
        self._delay.stop()
        super().leave()

    def refresh(self) -> None:
        """Ask again with what stands in the search field and the chosen filter."""
        query = replace(self._filtered(self._filter()), text=self._search.text().strip())
        self._model.ask(replace(query, order=self._model.query.order))

    def _build(self) -> None:
        layout = row(self.body, spacing=0)
        left = QWidget()
        inside = column(left, spacing=0)
        title = row(spacing=Space.L)
        title.setContentsMargins(Space.XL, Space.M, Space.XL - Measure.RING, Space.XS)
        title.addWidget(Text("Personen", size=Size.PAGE, bold=True, wrap=False))
        title.addWidget(self._total)
        title.addStretch(1)
        self._new = PrimaryButton("Neue Person", "main.new", icon=Icon.PLUS, key="Strg N")
        self._new.setToolTip("Neue Person (Strg+N)")
        title.addWidget(self._new)
        inside.addLayout(title)
        search = row()
        search.setContentsMargins(Space.XL, 0, Space.XL, 0)
        search.addWidget(self._search)
        inside.addLayout(search)
        chips = row(spacing=0)
        chips.setContentsMargins(Space.XL - Measure.RING, Space.XS, Space.XL, 0)
        for chip in self._filters.values():
            self._group.addButton(chip)
            chips.addWidget(chip)
        chips.addStretch(1)
        self._filters["all"].setChecked(True)
        inside.addLayout(chips)
        self._empty = EmptyState(
            Icon.PEOPLE,
            "Noch niemand in diesem Tresor",
            "Beginnen Sie ein Gespräch. Danach steht die Person hier.",
            (("Strg N", "Neue Person"),),
        )
        self._nothing = EmptyState(
            Icon.SEARCH,
            "Niemand gefunden",
            "Prüfen Sie die Schreibweise, suchen Sie nach der Fallnummer oder wählen Sie „Alle“.",
        )
        listed = QWidget()
        lines = column(listed, spacing=0)
        lines.addWidget(self._head)
        lines.addWidget(self._list, 1)
        for page in (listed, self._empty, self._nothing):
            self._below.addWidget(page)
        inside.addWidget(self._below, 1)
        layout.addWidget(left, 1)
        right = QFrame()
        right.setProperty("rule", "left")
        ground(right, "canvas")
        right.setFixedWidth(312)
        column(right, spacing=0).addWidget(self._glance)
        layout.addWidget(right)
        self._right = right

    def show_narrow(self, narrow: bool) -> None:
        """A narrow window shows the list alone."""
        self._right.setVisible(not narrow)

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda _: self._delay.start())
        self._search.returnPressed.connect(self._on_return)
        for chip in self._filters.values():
            chip.toggled.connect(self._on_filter)
        self._head.order_chosen.connect(self._on_order)
        self._model.counted.connect(self._on_counted)
        self._list.opened.connect(self._on_opened)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._glance.open_wanted.connect(self.person_opened)
        self._glance.conversation_wanted.connect(self.conversation_wanted)
        self._new.clicked.connect(self.new_person_wanted)
        for keys, slot in (("Ctrl+N", self.new_person_wanted.emit), ("Ctrl+F", self.take_focus)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _fetch(self, query: PeopleQuery, arrived: Callable[[PageOfPeople], None]) -> None:
        self.read(lambda: people.list_people(self.at.desk, query), arrived)

    def _filter(self) -> str:
        return next(code for code, chip in self._filters.items() if chip.isChecked())

    def _filtered(self, code: str) -> PeopleQuery:
        own = self.at.desk.caseworker.caseworker_id if code == "mine" else ""
        return PeopleQuery(only_created_by=own, only_drafts=code == "drafts")

    def _count(self) -> None:
        for code, chip in self._filters.items():
            query = replace(self._filtered(code), limit=1)
            self._fetch(query, partial(_show_count, chip))
        self._fetch(PeopleQuery(limit=1), lambda page: self._show_total(page.total))

    def _show_total(self, total: int) -> None:
        self._total.show_text(f"{total} in diesem Tresor" if total else "")

    def _on_counted(self, found: int) -> None:
        query = self._model.query
        asks_for_all = not (query.text or query.only_created_by or query.only_drafts)
        shown = 0 if found else 1 if asks_for_all else 2
        self._below.setCurrentIndex(shown)
        chosen = self._model.row_of(self._chosen) if self._chosen else None
        if chosen is not None:
            self._choose_row(chosen)
        else:
            self._glance.show_line(None)

    def _choose_row(self, number: int) -> None:
        self._list.selectionModel().setCurrentIndex(
            self._model.index(number), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._list.scrollTo(self._model.index(number))

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        line = current.data(LINE_ROLE) if current.isValid() else None
        if isinstance(line, PersonLine):
            self._chosen = line.record_id
            self._glance.show_line(line)

    def _on_filter(self, chosen: bool) -> None:
        if chosen:
            self.refresh()

    def _on_order(self, order: PeopleOrder) -> None:
        self._model.ask(replace(self._model.query, order=order))

    def _on_opened(self, number: int) -> None:
        line = self._model.line(number)
        if line is not None:
            self.person_opened.emit(line.record_id)

    def _on_down(self) -> None:
        if self._model.rowCount():
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self._list.currentIndex().isValid():
                self._choose_row(0)

    def _on_return(self) -> None:
        if self._model.rowCount() == 1:
            self._on_opened(0)
        else:
            self._on_down()


def _show_count(chip: Chip, page: PageOfPeople) -> None:
    chip.show_count(str(page.total))


class PeopleView(QListView):
    """The painted lines; Enter or a double click opens one.

    Signals:
        opened: int, row.
    """

    opened = Signal(int)

    def __init__(self, model: PeopleModel, delegate: PersonDelegate) -> None:
        super().__init__()
        self.setObjectName("main.list")
        self.setAccessibleName("Personen")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; everything else moves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class _SearchField(TextField):
    """Down leads into the list.

    Signals:
        down: the arrow key was pressed.
    """

    down = Signal()

    def __init__(self) -> None:
        super().__init__("main.search", "Personen suchen", placeholder="Name, Fallnummer oder Geburtsdatum")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave for the list."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
            return
        super().keyPressEvent(event)
