"""The overview of one person: who, what is due, the route, releases, papers, history."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from profiler.casework import household, school_forms
from profiler.forms.answer import Source
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.person import overview
from profiler.gui.person.cards import titled_card
from profiler.gui.person.family import family_card
from profiler.gui.person.history import history_card
from profiler.gui.person.overview import Due, Overview
from profiler.gui.person.sheets_dialog import SheetsDialog
from profiler.gui.person.told import SummaryLine
from profiler.gui.route.wording import appointment_text
from profiler.gui.shell.desk_page import AtDesk, PersonPage
from profiler.gui.shell.layouts import clear, column, row, row_of, scrolling
from profiler.gui.tokens import Ink, Size, Space, Tone
from profiler.gui.walk.sheets import Sheets
from profiler.gui.walk.speech import Speech
from profiler.gui.widgets.badges import Badge, StateMark
from profiler.gui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from profiler.gui.widgets.frames import Card, Line
from profiler.gui.widgets.painting import Mark
from profiler.gui.widgets.texts import Text, ground
from profiler.languages.formats import format_date
from profiler.languages.tags import language
from profiler.release.releases import Release, WithdrawalScope
from profiler.routing.plans import Station, StationState

_SOURCES = {
    Source.DOKUMENT_GESEHEN: Icon.DOCUMENT,
    Source.BEOBACHTET: Icon.EYE,
    Source.PAPIERBOGEN: Icon.NOTE,
}
_MOST_STATIONS = 5
_MOST_PAPERS = 5


class PersonOverview(PersonPage):
    """Where one comes back to between conversation, release, route and papers.

    Signals:
        conversation_wanted: go on with the interview; object, id of the record.
        release_wanted: object, id of the record.
        route_wanted: object, id of the record.
        documents_wanted: object, id of the record.
        school_form_opened: object, id of the child's record; object, id of this one.
        person_wanted: somebody of the family; object, id of their record.
    """

    conversation_wanted = Signal(object)
    release_wanted = Signal(object)
    route_wanted = Signal(object)
    documents_wanted = Signal(object)
    school_form_opened = Signal(object, object)
    person_wanted = Signal(object)

    def __init__(self, at: AtDesk, record_id: UUID) -> None:
        super().__init__(at, "person", "Personen", "canvas")
        self._record_id = record_id
        self._found: Overview | None = None
        self._head = _Head()
        self._cards = QWidget()
        self._columns = column(self._cards, spacing=14)
        self._columns.setContentsMargins(28, Space.L, 28, Space.L)
        layout = column(self.body, spacing=0)
        layout.addWidget(self._head)
        layout.addWidget(scrolling(self._cards, "person.cards"), 1)
        self._head.conversation.clicked.connect(partial(self._go, self.conversation_wanted))
        self._head.release.clicked.connect(partial(self._go, self.release_wanted))
        self._head.route.clicked.connect(partial(self._go, self.route_wanted))
        self._head.documents.clicked.connect(partial(self._go, self.documents_wanted))
        self._read()

    def take_focus(self) -> None:
        """Going on with the conversation is what is done most."""
        self._head.conversation.setFocus()

    def show_narrow(self, narrow: bool) -> None:
        """Two columns instead of three; the name stands in the bar anyway."""
        self._head.show_narrow(narrow)
        if self._found is not None:
            self._show_cards(self._found)

    def _go(self, signal: SignalInstance, _checked: bool = False) -> None:
        signal.emit(self._record_id)

    def _read(self) -> None:
        self.write(lambda: overview.load(self.at.desk, self._record_id), self._show)

    def _show(self, found: Overview) -> None:
        self.show_identity(found.who)
        self._head.route.setVisible(found.has_route)
        self.top.show_language(found.who.language)
        self._head.show_person(found)
        self._found = found
        self._show_cards(found)

    def _show_cards(self, found: Overview) -> None:
        clear(self._columns)
        upper = row(spacing=14)
        family = self._family(found)
        middle = (
            _due(found),
            *((family,) if family else ()),
            *((self._route(found),) if found.has_route else ()),
        )
        right = (self._releases(found), self._papers(found))
        beside = ((*middle, *right),) if self._is_narrow else (middle, right)
        for cards in ((self._summary(found),), *beside):
            upper.addWidget(_below_each_other(*cards), 1)
        self._columns.addLayout(upper, 1)
        self._columns.addWidget(history_card(found.events))

    def _summary(self, found: Overview) -> Card:
        card, lines = titled_card(
            "Kurz gesagt", self._link("Alle Angaben", "person.all", self.conversation_wanted)
        )
        lines.setSpacing(Space.XS)
        for told in found.summary:
            lines.addWidget(_told(told))
        if not found.summary:
            lines.addWidget(Text("Noch nichts erzählt. Beginnen Sie mit dem Gespräch.", ink=Ink.SECOND))
        lines.addStretch(1)
        if found.summary:
            lines.addWidget(_legend())
        return card

    def _family(self, found: Overview) -> Card | None:
        return family_card(
            found.children,
            found.relatives,
            found.taken_over,
            on_form=self._on_school_form,
            on_person=self.person_wanted.emit,
            on_confirm=self._on_confirm,
        )

    def _on_confirm(self) -> None:
        def confirm() -> Overview:
            household.confirm(self.at.desk, self._record_id)
            return overview.load(self.at.desk, self._record_id)

        self.write(confirm, self._show)

    def _on_school_form(self, row: str) -> None:
        self.write(
            lambda: school_forms.open_school_form(self.at.desk, self._record_id, row),
            lambda opened: self.school_form_opened.emit(opened, self._record_id),
        )

    def _route(self, found: Overview) -> Card:
        card, lines = titled_card("Laufzettel", self._link("Öffnen", "person.route.open", self.route_wanted))
        for station in found.plan.stations[:_MOST_STATIONS]:
            lines.addWidget(_station(station, found))
        more = len(found.plan.stations) - _MOST_STATIONS
        if more > 0:
            lines.addWidget(Text(f"und {more} weitere", size=Size.SECOND, ink=Ink.SECOND))
        if not found.plan.stations:
            lines.addWidget(Text("Noch keine Station.", ink=Ink.SECOND))
        lines.addStretch(1)
        return card

    def _releases(self, found: Overview) -> Card:
        card, lines = titled_card(
            "Freigaben", self._link("Ändern", "person.release.open", self.release_wanted)
        )
        rows = [
            (release, index) for release in reversed(found.releases) for index in range(len(release.grants))
        ]
        for release, index in rows[:_MOST_STATIONS]:
            lines.addWidget(_grant(release, index, found))
        if not rows:
            lines.addWidget(Text("Noch darf niemand etwas erfahren.", ink=Ink.SECOND))
        lines.addStretch(1)
        sheets = LinkButton("Gesundheit, Kopien und andere Blätter", "person.sheets", icon=Icon.SHIELD)
        sheets.clicked.connect(lambda: self._on_sheets(found))
        lines.addLayout(row_of(sheets))
        return card

    def _on_sheets(self, found: Overview) -> None:
        at = self.at
        sheets = Sheets(at.desk, self._record_id, at.runners, at.notices)
        speech = Speech(at.desk.content.translator, found.who.language)
        dialog = SheetsDialog(sheets, speech, self)
        # A withdrawal may leave something to be done.
        dialog.finished.connect(self._read)
        dialog.open()

    def _papers(self, found: Overview) -> Card:
        link = self._link("Dokumente", "person.documents.open", self.documents_wanted)
        card, lines = titled_card("Wer hat was bekommen", link)
        for given in found.given[:_MOST_PAPERS]:
            line = row(spacing=Space.M)
            line.addWidget(IconLabel(Icon.DOCUMENT, 18, Ink.SECOND))
            words = column(spacing=0)
            words.addWidget(Text(given.paper))
            words.addWidget(Text(given.to_whom, size=Size.CAPTION, ink=Ink.SECOND))
            line.addLayout(words, 1)
            lines.addLayout(line)
        if not found.given:
            lines.addWidget(Text("Noch hat niemand etwas bekommen.", ink=Ink.SECOND))
        lines.addStretch(1)
        return card

    def _link(self, text: str, name: str, signal: SignalInstance) -> LinkButton:
        made = LinkButton(text, name)
        made.clicked.connect(partial(self._go, signal))
        return made


class _Head(QFrame):
    """Name in both scripts, one line about the person, and the ways on."""

    def __init__(self) -> None:
        super().__init__()
        ground(self, "surface")
        self.setProperty("rule", "bottom")
        layout = column(self, spacing=Space.XS)
        layout.setContentsMargins(28, Space.M, 24, Space.M)
        upper = row(spacing=Space.S)
        self._who = QWidget()
        self._names = row(self._who, spacing=Space.L)
        # Gives way, or the window could not be made narrow any more.
        self._who.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        upper.addWidget(self._who, 1)
        self._gap = QWidget()
        self._gap.hide()
        upper.addWidget(self._gap, 1)
        self.route = SecondaryButton("Laufzettel", "person.route", icon=Icon.ROUTE)
        self.release = SecondaryButton("Freigabe", "person.release", icon=Icon.SHIELD)
        self.documents = SecondaryButton("Dokumente", "person.documents", icon=Icon.DOCUMENT)
        self.conversation = PrimaryButton("Gespräch fortsetzen", "person.conversation", trailing=Icon.FORWARD)
        for button in (self.route, self.release, self.documents, self.conversation):
            upper.addWidget(button)
        layout.addLayout(upper)
        self._facts = Text("", ink=Ink.SECOND)
        self._facts.setObjectName("person.facts")
        layout.addWidget(self._facts)

    def show_narrow(self, narrow: bool) -> None:
        """Leave the room to the buttons."""
        self._who.setVisible(not narrow)
        self._gap.setVisible(narrow)

    def show_person(self, found: Overview) -> None:
        """Show who it is."""
        who = found.who
        clear(self._names)
        name = Text(who.name or who.case_number, size=Size.PAGE, bold=True, wrap=False)
        name.setObjectName("person.name")
        self._names.addWidget(name)
        if who.original and who.original != who.name:
            self._names.addWidget(
                Text(who.original, who.language, size=Size.PAGE, ink=Ink.SECOND, wrap=False)
            )
        age = next((told.text for told in found.summary if told.label == "Alter"), "")
        here = next((told.text for told in found.summary if told.label == "Hier seit"), "")
        progress = (
            "Gespräch abgeschlossen" if found.finished else f"{found.answered} von {found.asked} Fragen"
        )
        parts = (
            age,
            language(who.language).german_name,
            f"in Deutschland seit {here}" if here else "",
            progress,
            who.case_number,
        )
        self._facts.show_text("  ·  ".join(part for part in parts if part))


def _below_each_other(*cards: Card) -> QWidget:
    """One of three equally wide columns; its last card takes the room that is left."""
    box = QWidget()
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    layout = column(box, spacing=14)
    for number, card in enumerate(cards, start=1):
        layout.addWidget(card, 1 if number == len(cards) else 0)
    return box


def _told(told: SummaryLine) -> QWidget:
    box = QWidget()
    line = row(box, spacing=Space.S)
    label = Text(told.label, size=Size.SECOND, ink=Ink.SECOND)
    label.setFixedWidth(96)
    top = Qt.AlignmentFlag.AlignTop
    line.addWidget(label, 0, top)
    line.addWidget(Text(told.text), 1, top)
    icon = _SOURCES.get(told.source) if told.source else None
    if icon is not None:
        line.addWidget(IconLabel(icon, 16, Ink.SECOND), 0, top)
    return box


def _legend() -> QWidget:
    box = QWidget()
    line = row(box, spacing=Space.XS)
    for icon, word in ((Icon.DOCUMENT, "Papier gesehen"), (Icon.EYE, "beobachtet")):
        line.addWidget(IconLabel(icon, 16, Ink.SECOND))
        line.addWidget(Text(word, size=Size.CAPTION, ink=Ink.SECOND, wrap=False))
        line.addSpacing(Space.S)
    line.addWidget(Text("ohne Zeichen: selbst gesagt", size=Size.CAPTION, ink=Ink.SECOND, wrap=False))
    line.addStretch(1)
    return box


def _due(found: Overview) -> Card:
    badge = Badge(str(len(found.due)), Icon.CLOCK, Tone.NEUTRAL) if found.due else None
    card, lines = titled_card("Was ansteht", badge=badge)
    for number, due in enumerate(found.due):
        if number:
            lines.addWidget(Line())
        lines.addWidget(_due_row(due))
    if not found.due:
        lines.addWidget(Text("Nichts ist offen.", ink=Ink.SECOND))
    lines.addStretch(1)
    return card


def _due_row(due: Due) -> QWidget:
    box = QWidget()
    line = row(box, spacing=Space.M)
    line.addWidget(IconLabel(due.icon, 18, due.ink), 0, Qt.AlignmentFlag.AlignTop)
    words = column(spacing=0)
    words.addWidget(Text(due.title, bold=True))
    if due.sentence:
        words.addWidget(Text(due.sentence, size=Size.SECOND, ink=Ink.SECOND))
    line.addLayout(words, 1)
    if due.when:
        line.addWidget(Text(due.when, size=Size.SECOND, bold=True, ink=due.ink, wrap=False))
    return box


def _station(station: Station, found: Overview) -> QWidget:
    box = QWidget()
    line = row(box, spacing=Space.M)
    marks = {
        StationState.ERLEDIGT: Mark.DONE,
        StationState.TERMIN: Mark.PART,
        StationState.BESUCHT: Mark.PART,
    }
    mark = StateMark(marks.get(station.state, Mark.EMPTY))
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    words = column(spacing=0)
    words.addWidget(Text(station.office.name if station.office else station.kind.label))
    further = ""
    if station.appointment is not None:
        further = f"Termin {appointment_text(station.appointment, found.today)}"
    elif station.deadline is not None:
        further = f"bis {format_date(station.deadline)}"
    if further:
        words.addWidget(Text(further, size=Size.CAPTION, ink=Ink.SECOND))
    line.addLayout(words, 1)
    return box


def _grant(release: Release, index: int, found: Overview) -> QWidget:
    grant = release.grants[index]
    box = QWidget()
    line = row(box, spacing=Space.M)
    words = column(spacing=0)
    words.addWidget(Text(grant.recipient.name, bold=True))
    count = len(grant.categories)
    topics = "1 Thema" if count == 1 else f"{count} Themen"
    until = format_date(release.valid_until)
    words.addWidget(Text(f"{topics} · bis {until}", size=Size.SECOND, ink=Ink.SECOND))
    line.addLayout(words, 1)
    stopped = any(
        taken.scope is WithdrawalScope.ALLES
        or (taken.scope is WithdrawalScope.EMPFAENGER and taken.which == grant.recipient.recipient_id)
        for taken in release.withdrawals
    )
    if stopped:
        badge = Badge("widerrufen", Icon.CROSS, Tone.ERROR)
    elif release.signature is None:
        badge = Badge("Unterschrift fehlt", Icon.CLOCK, Tone.WARN)
    elif release.valid_until < found.today:
        badge = Badge("abgelaufen", Icon.CLOCK, Tone.WARN)
    else:
        badge = Badge("unterschrieben", Icon.CHECK, Tone.DONE)
    line.addWidget(badge)
    return box
