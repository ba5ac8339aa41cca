"""One station as a card: why and what to bring in both languages, by when, and what can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from profiler.directory.offices import Office
from profiler.gui import fonts, style
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.route import wording
from profiler.gui.route.wording import RouteTexts
from profiler.gui.shell.fields import Complaint
from profiler.gui.shell.layouts import column, row, row_of
from profiler.gui.shell.pictogram import Pictogram
from profiler.gui.tokens import Ink, Size, Space, Tone
from profiler.gui.widgets.badges import Badge
from profiler.gui.widgets.buttons import DangerButton, LinkButton, QuietButton, SecondaryButton
from profiler.gui.widgets.dates import DateField
from profiler.gui.widgets.fields import TextField
from profiler.gui.widgets.flow import FlowLayout
from profiler.gui.widgets.frames import Card, Line
from profiler.gui.widgets.painting import draw_text
from profiler.gui.widgets.search_combo import Entry, SearchCombo
from profiler.gui.widgets.texts import Pair, Text
from profiler.languages.tags import GERMAN, is_rtl
from profiler.routing.plans import Station, StationState

_RIGHT = 290


class StationCard(Card):
    """Everything about one station of the route.

    Signals:
        appointed: object, a local `datetime` or None to take the appointment away.
        office_chosen: str, id of another office of the same kind.
        moved: int, -1 up or +1 down.
        removed: str, why the station is taken off.
        done_marked: bool, whether the station is done with.
    """

    appointed = Signal(object)
    office_chosen = Signal(str)
    moved = Signal(int)
    removed = Signal(str)
    done_marked = Signal(bool)

    def __init__(
        self, number: int, station: Station, texts: RouteTexts, offices: Sequence[Office], today: date
    ) -> None:
        super().__init__()
        self._station, self._today = station, today
        self._name = f"route.item.{station.kind.code}"
        self.setObjectName(self._name)
        layout = column(self, spacing=Space.S)
        layout.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        upper = row(spacing=Space.L)
        upper.addWidget(_left(number, station), 0, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(_words(station, texts), 1)
        upper.addWidget(Line(upright=True))
        upper.addWidget(self._facts())
        layout.addLayout(upper)
        self._change = _ChangeRow(self._name, station, offices, today)
        self._change.hide()
        layout.addWidget(self._change)
        self._change.appointed.connect(self.appointed)
        self._change.office_chosen.connect(self.office_chosen)
        self._change.removed.connect(self.removed)

    def _facts(self) -> QWidget:
        box = QWidget()
        box.setFixedWidth(_RIGHT)
        facts = column(box, spacing=2)
        holder = QWidget()
        badges = FlowLayout(holder, spacing=Space.S)
        for found in wording.badges(self._station, self._today):
            badges.addWidget(Badge(found.text, found.icon, found.tone))
        facts.addWidget(holder)
        facts.addSpacing(2)
        line, tone = wording.when(self._station, self._today)
        if line:
            ink = Ink.ERROR if tone is Tone.ERROR else Ink.FIRST
            facts.addWidget(Text(line, size=Size.NAME, bold=True, ink=ink))
        who = wording.with_whom(self._station)
        if who:
            facts.addWidget(Text(who, size=Size.SECOND, ink=Ink.SECOND))
        facts.addWidget(Text(wording.legal_basis(self._station), size=Size.CAPTION, ink=Ink.HINT))
        done = self._station.state is StationState.ERLEDIGT
        mark = QuietButton("wieder offen" if done else "erledigt", f"{self._name}.done", icon=Icon.CHECK)
        change = QuietButton("ändern", f"{self._name}.change", icon=Icon.PEN)
        up = _arrow("nach oben", f"{self._name}.up", Icon.UP)
        down = _arrow("nach unten", f"{self._name}.down", Icon.DOWN)
        mark.clicked.connect(lambda: self.done_marked.emit(not done))
        change.clicked.connect(lambda: self._change.setVisible(self._change.isHidden()))
        up.clicked.connect(lambda: self.moved.emit(-1))
        down.clicked.connect(lambda: self.moved.emit(1))
        facts.addStretch(1)
        facts.addLayout(row_of(mark, change, up, down, spacing=0))
        return box


class _ChangeRow(QWidget):
    """Appointment, office and removal, opened by "ändern"."""

    appointed = Signal(object)
    office_chosen = Signal(str)
    removed = Signal(str)

    def __init__(self, name: str, station: Station, offices: Sequence[Office], today: date) -> None:
        super().__init__()
        self._today = today
        layout = column(self, spacing=Space.S)
        layout.addWidget(Line())
        grid = QGridLayout()
        grid.setContentsMargins(52, Space.XS, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(2, 1)
        self._day = DateField(f"{name}.day", "Termin")
        self._time = TextField(f"{name}.time", "Uhrzeit", placeholder="14:00")
        self._time.setFixedWidth(90)
        keep = SecondaryButton("Termin merken", f"{name}.appoint", icon=Icon.CALENDAR)
        without = LinkButton("Termin löschen", f"{name}.disappoint")
        without.setVisible(station.appointment is not None)
        if station.appointment is not None:
            self._day.show_date(station.appointment.date().isoformat())
            self._time.setText(f"{station.appointment:%H:%M}")
        self._wrong = Complaint(f"{name}.appointment")
        grid.addWidget(Text("Termin", bold=True, wrap=False), 0, 0)
        grid.addLayout(row_of(self._day, self._time, keep, without), 0, 1, 1, 2)
        grid.addWidget(self._wrong, 1, 1, 1, 2)
        if len(offices) > 1:
            self._office = SearchCombo(f"{name}.office", lambda: _entries(offices), "Stelle")
            self._office.show_answer(station.office.office_id if station.office else "")
            self._office.answered.connect(self._on_office)
            grid.addWidget(Text("Stelle", bold=True, wrap=False), 2, 0)
            grid.addWidget(self._office, 2, 1, 1, 2)
        self._because = TextField(
            f"{name}.because", "Grund", placeholder="Warum nicht? Zum Beispiel: war schon dort"
        )
        take_off = DangerButton("Vom Weg nehmen", f"{name}.remove")
        self._no_reason = Complaint(f"{name}.remove")
        removal = row(spacing=Space.S)
        removal.addWidget(self._because, 1)
        removal.addWidget(take_off)
        grid.addWidget(Text("Grund", bold=True, wrap=False), 3, 0)
        grid.addLayout(removal, 3, 1, 1, 2)
        grid.addWidget(self._no_reason, 4, 1, 1, 2)
        layout.addLayout(grid)
        keep.clicked.connect(self._on_appoint)
        without.clicked.connect(lambda: self.appointed.emit(None))
        take_off.clicked.connect(self._on_remove)
        self._because.textChanged.connect(lambda _: self._no_reason.say(""))

    def _on_appoint(self) -> None:
        moment = read_moment(self._day.entry().iso, self._time.text())
        if moment is None:
            self._wrong.say("Bitte Tag, Monat, Jahr und Uhrzeit angeben, zum Beispiel 14:00.")
            return
        if moment.date() < self._today:
            self._wrong.say("Dieser Tag ist schon vorbei. Bitte prüfen Sie das Datum.")
            return
        self._wrong.say("")
        self.appointed.emit(moment)

    def _on_office(self, office_id: str) -> None:
        if office_id:
            self.office_chosen.emit(office_id)

    def _on_remove(self) -> None:
        because = self._because.text().strip()
        if not because:
            self._no_reason.say("Bitte schreiben Sie kurz, warum. Der Grund bleibt in der Akte.")
            return
        self.removed.emit(because)


def read_moment(day_iso: str, clock_time: str) -> datetime | None:
    """A whole day and a time of day ("14:00", "14.00", "9") as local moment, None if they are not one."""
    digits = clock_time.strip().replace(".", ":").replace(" Uhr", "")
    hours, _, minutes = digits.partition(":")
    try:
        at = time(int(hours), int(minutes or "0"))
        return datetime.combine(date.fromisoformat(day_iso), at)
    except ValueError:
        return None


def _words(station: Station, texts: RouteTexts) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.XL)
    grid.setVerticalSpacing(Space.XS)
    lines: list[tuple[Pair, int, bool]] = [(texts.title(station), Size.TITLE, True)]
    lines += [(pair, Size.BODY, False) for pair in texts.reasons(station)]
    number = 0
    for number, (pair, size, bold) in enumerate(lines):
        _put(grid, number, pair, size, bold)
    bring = texts.bring(station)
    if bring is not None:
        _put_bring(grid, number + 1, bring, texts.fixed("slip_bring"))
    # What the right side is higher stays below, not between the sentences.
    grid.setRowStretch(len(lines) + 1, 1)
    for side in range(1 if lines[0][0].is_single else 2):
        grid.setColumnStretch(side, 1)
    return grid


def _put(grid: QGridLayout, number: int, pair: Pair, size: int, bold: bool) -> None:
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(Text(pair.german, size=size, bold=bold), number, 0, top)
    if not pair.is_single:
        grid.addWidget(Text(pair.client, pair.language, size=size, bold=bold), number, 1, top)


def _put_bring(grid: QGridLayout, number: int, pair: Pair, heading: Pair) -> None:
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(_bring(f"{heading.german}: {pair.german}", GERMAN), number, 0, top)
    if not pair.is_single:
        grid.addWidget(
            _bring(f"{heading.client or heading.german}: {pair.client}", pair.language), number, 1, top
        )


def _bring(text: str, language: str) -> QWidget:
    box = QWidget()
    rtl = is_rtl(language)
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    line = row(box, spacing=Space.S)
    line.addWidget(IconLabel(Icon.BAG, 16, Ink.SECOND), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(text, language, size=Size.SECOND, ink=Ink.SECOND), 1)
    return box


def _left(number: int, station: Station) -> QWidget:
    box = QWidget()
    box.setFixedWidth(36)
    layout: QVBoxLayout = column(box, spacing=Space.M)
    layout.addWidget(
        _Number(number, station.state is StationState.ERLEDIGT), 0, Qt.AlignmentFlag.AlignHCenter
    )
    layout.addWidget(Pictogram(station.kind.pictogram, 32), 0, Qt.AlignmentFlag.AlignHCenter)
    return box


class _Number(QWidget):
    """A filled circle with the place in the order."""

    def __init__(self, number: int, done: bool) -> None:
        super().__init__()
        self._number, self._done = number, done
        self.setFixedSize(26, 26)

    def paintEvent(self, event: object) -> None:
        """Draw in the palette of the moment."""
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.done if self._done else tokens.accent))
        painter.drawEllipse(QPointF(13, 13), 13, 13)
        draw_text(
            painter,
            QRectF(self.rect()),
            str(self._number),
            fonts.font(Size.SECOND, bold=True),
            tokens.on_accent if not self._done else tokens.surface,
            align=Qt.AlignmentFlag.AlignHCenter,
        )


def _arrow(spoken: str, name: str, icon: Icon) -> QuietButton:
    button = QuietButton("", name, icon=icon)
    button.setAccessibleName(spoken)
    button.setToolTip(spoken)
    return button


def _entries(offices: Sequence[Office]) -> list[Entry]:
    return [
        Entry(office.office_id, ", ".join(part for part in (office.name, office.city) if part))
        for office in offices
    ]
