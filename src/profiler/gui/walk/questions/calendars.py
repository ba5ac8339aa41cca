"""A small panel under the date boxes: a date told in another calendar, and the Gregorian day at once."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from profiler.forms.answer import Precision
from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.walk.speech import Speech
from profiler.gui.widgets.buttons import Chip, QuietButton, SecondaryButton
from profiler.gui.widgets.dates import DateEntry, covering, nearest
from profiler.gui.widgets.fields import TextField
from profiler.gui.widgets.flow import FlowLayout
from profiler.gui.widgets.frames import Card
from profiler.gui.widgets.texts import Pair, Text
from profiler.languages.calendars import (
    YEARS,
    Calendar,
    CalendarError,
    CalendarFault,
    Told,
    calendar_of,
    german_for,
    names_of_months,
    read_month,
    read_number,
    span,
    written,
)
from profiler.languages.formats import format_date, format_month

_CHIPS: Final = {
    Calendar.PERSIAN: "Persisch",
    Calendar.ISLAMIC: "Islamisch",
    Calendar.ETHIOPIAN: "Äthiopisch",
    Calendar.GREGORIAN: "Gregorianisch",
}
_HINT: Final = "So genau, wie es bekannt ist: Jahr; Monat und Jahr; oder der ganze Tag."
_NO_MONTH: Final = "Monat als Zahl oder Name, zum Beispiel 1 oder {first}."
_NO_MONTH_YET: Final = "Bitte auch den Monat eintragen oder den Tag leer lassen."
_NO_YEAR: Final = "Bitte das Jahr mit vier Ziffern eintragen."
_NO_SUCH_DAY: Final = "Diesen Tag gibt es in diesem Kalender nicht."
_NO_SUCH_YEAR: Final = "Umrechnen lassen sich hier die Jahre {first} bis {last}."
_DIGITS: Final = "[0-9٠-٩۰-۹]{{0,{count}}}"


def calendar_name(calendar: Calendar, speech: Speech) -> Pair:
    """What a calendar is called."""
    if calendar is Calendar.PERSIAN:
        return speech.pair("walk", "Persischer Kalender")
    if calendar is Calendar.ISLAMIC:
        return speech.pair("walk", "Islamischer Kalender")
    if calendar is Calendar.ETHIOPIAN:
        return speech.pair("walk", "Äthiopischer Kalender")
    return speech.pair("walk", "Gregorianischer Kalender")


def named(told: Told, speech: Speech) -> str:
    """The told date in the client's language behind the name of its calendar, without it if untranslated."""
    pair = calendar_name(told.calendar, speech)
    shown = written(told, speech.language)
    return shown if pair.client in ("", pair.german) else f"{pair.client}: {shown}"


class CalendarPanel(Card):
    """Calendar, day, month, year, and what they are; only with the keyboard, too (Enter takes, Esc closes).

    Signals:
        taken: a `DateEntry` and the first day (ISO) of what was told.
        closed: nothing is to be taken.
        edited: what is told is different now.
    """

    taken = Signal(object, str)
    closed = Signal()
    edited = Signal()

    def __init__(self, name: str, speech: Speech, *, by_month: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech, self._by_month = speech, by_month
        self._german = german_for(speech.language)
        self.setObjectName(f"{name}.calendar")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self._make_chips(name))
        column.addLayout(self._make_boxes(name))
        self._result = Text("", size=Size.SECOND)
        self._result.setObjectName(f"{name}.calendar.result")
        self._stored = Text("", size=Size.SECOND, ink=Ink.SECOND)
        self._stored.setObjectName(f"{name}.calendar.stored")
        column.addWidget(self._result)
        column.addWidget(self._stored)
        self.about = QuietButton("ungefähr", f"{name}.calendar.about")
        self.about.setCheckable(True)
        self.about.setToolTip("Auch das Gesagte ist nur geschätzt.")
        self.about.toggled.connect(lambda _on: self._on_edited())
        self._take = SecondaryButton("Übernehmen", f"{name}.calendar.take", icon=Icon.CHECK)
        self._take.clicked.connect(lambda: self.take())
        leave = QuietButton("Schließen", f"{name}.calendar.close", key="Esc")
        leave.clicked.connect(self.closed)
        foot = QWidget()
        line = FlowLayout(foot)
        for button in (self._take, self.about, leave):
            line.addWidget(button)
        column.addWidget(foot)
        self._show()

    def _make_chips(self, name: str) -> QWidget:
        self._calendars = QButtonGroup(self)
        place = QWidget()
        line = FlowLayout(place)
        preferred = calendar_of(self._speech.language) or Calendar.GREGORIAN
        self._chips: dict[Calendar, Chip] = {}
        for calendar, label in _CHIPS.items():
            chip = Chip(label, f"{name}.calendar.{calendar}")
            spoken = calendar_name(calendar, self._speech).spoken
            chip.setAccessibleName(spoken)
            chip.setToolTip(spoken)
            chip.setChecked(calendar is preferred)
            self._calendars.addButton(chip)
            line.addWidget(chip)
            self._chips[calendar] = chip
        self._calendars.buttonToggled.connect(lambda _button, on: self._on_edited() if on else None)
        return place

    def _make_boxes(self, name: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        self._boxes: dict[str, TextField] = {}
        for part, label, width, count in (
            ("day", "Tag", 60, 2),
            ("month", "Monat", 0, 0),
            ("year", "Jahr", 76, 4),
        ):
            box = TextField(f"{name}.calendar.{part}", f"{label}, anderer Kalender", placeholder=label)
            if width:
                box.setFixedWidth(width)
                pattern = QRegularExpression(_DIGITS.format(count=count))
                box.setValidator(QRegularExpressionValidator(pattern, box))
                box.setProperty("part", "date")
            else:
                box.setMinimumWidth(80)
                box.setMaximumWidth(190)
            box.textEdited.connect(lambda _text: self._on_edited())
            line.addWidget(box, 0 if width else 1)
            self._boxes[part] = box
        line.addStretch(0)
        return line

    @property
    def calendar(self) -> Calendar:
        """The calendar that is chosen."""
        return next(calendar for calendar, chip in self._chips.items() if chip.isChecked())

    def take_focus(self) -> None:
        """Put the keyboard into the first box."""
        self._boxes["day"].setFocus()

    def told(self) -> Told | None:
        """What the boxes say, None as long as that is no date of the calendar."""
        told = self._read()
        if isinstance(told, str):
            return None
        try:
            span(told)
        except CalendarError:
            return None
        return told

    def client_text(self) -> str:
        """What is told, and its Gregorian days, in the client's language; "" as long as there is nothing."""
        told = self.told()
        if told is None or self._speech.is_single:
            return ""
        text = f"{named(told, self._speech)} = {_days(told)}"
        note = self._note(told)
        return text if note is None else f"{text}\n{note.client}"

    def _note(self, told: Told) -> Pair | None:
        if told.calendar is not Calendar.ISLAMIC or told.day is None:
            return None
        return self._speech.pair("walk", "Je nach Sichtung des Mondes einen Tag früher oder später.")

    def _read(self) -> Told | str:
        """The boxes, or a German sentence about what is missing; "" while they are empty."""
        day, month, year = (self._boxes[part].text().strip() for part in ("day", "month", "year"))
        number = read_month(month, self.calendar)
        if not (day or month or year):
            return ""
        if month and number is None:
            return _NO_MONTH.format(first=names_of_months(self.calendar, self._german)[0])
        if day and not month:
            return _NO_MONTH_YET
        if len(year) < 4:
            return _NO_YEAR
        return Told(self.calendar, read_number(year) or 0, number, read_number(day) if day else None)

    def _entry(self, told: Told) -> DateEntry:
        first, last = span(told)
        estimated = self.about.isChecked()
        if self._by_month:
            precision = Precision.JAHR if told.month is None else Precision.MONAT
            return nearest(first, last, precision, estimated=estimated)
        return covering(first, last, estimated=estimated)

    def _on_edited(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        told = self._read()
        fault = ""
        if not isinstance(told, str):
            try:
                span(told)
            except CalendarError as error:
                low, high = YEARS[told.calendar]
                outside = error.fault is CalendarFault.YEAR_UNKNOWN
                fault = _NO_SUCH_YEAR.format(first=low, last=high) if outside else _NO_SUCH_DAY
        usable = not fault and not isinstance(told, str)
        self._take.setEnabled(usable)
        self._result.show_ink(Ink.ERROR if fault else Ink.FIRST if usable else Ink.SECOND)
        if isinstance(told, str) or fault:
            self._result.show_text(fault or (told if isinstance(told, str) else "") or _HINT)
            self._stored.hide()
            return
        self._result.show_text(f"{written(told, self._german)} = {_days(told)}")
        note = self._note(told)
        stored = " ".join(
            part
            for part in (note.german if note else "", _stored(self._entry(told), by_month=self._by_month))
            if part
        )
        self._stored.show_text(stored)
        self._stored.setVisible(bool(stored))

    def take(self) -> None:
        """Hand over what is told, if it is a date."""
        told = self.told()
        if told is not None:
            self.taken.emit(self._entry(told), span(told)[0].isoformat())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.take()
        else:
            super().keyPressEvent(event)


def _days(told: Told) -> str:
    first, last = span(told)
    return format_date(first) if first == last else f"{format_date(first)} – {format_date(last)}"


def _stored(entry: DateEntry, *, by_month: bool) -> str:
    """What will stand in the Gregorian boxes, where that is not the day itself."""
    day = date.fromisoformat(entry.iso)
    month = format_month(day)
    if entry.precision is Precision.TAG:
        return ""
    if entry.precision is Precision.MONAT:
        return f"Eingetragen wird: {month}."
    first_of_year = (day.month, day.day) == (1, 1)
    if entry.precision is Precision.JAHR:
        about = "" if by_month or first_of_year else f", ungefähr {month}"
        return f"Eingetragen wird: {day.year}{about}."
    whole = str(day.year) if first_of_year else format_date(day)
    return f"Eingetragen wird: ungefähr {month if by_month else whole}, bis zu einem Jahr früher oder später."
