"""A date in plain boxes: day, month, year, as exactly as somebody knows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from profiler.forms.answer import Precision
from profiler.gui.widgets.fields import TextField, show_wrong


class DateParts(StrEnum):
    """Which boxes are shown."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DateFault(StrEnum):
    """Why the boxes do not say a date yet."""

    YEAR_MISSING = "year_missing"
    MONTH_MISSING = "month_missing"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class DateEntry:
    """What the boxes say.

    Attributes:
        iso: a whole day (`2012-09-01` for September 2012), "" if nothing or nothing usable is there.
        precision: how much of it was typed.
        fault: None if the entry is empty or a date.
    """

    iso: str = ""
    precision: Precision = Precision.TAG
    fault: DateFault | None = None


def read_date(day: str, month: str, year: str) -> DateEntry:
    """The texts of three boxes as a date; day, or day and month, may be left empty."""
    if not (day or month or year):
        return DateEntry()
    if len(year) != 4:
        return DateEntry(fault=DateFault.YEAR_MISSING)
    if day and not month:
        return DateEntry(fault=DateFault.MONTH_MISSING)
    precision = Precision.TAG if day else Precision.MONAT if month else Precision.JAHR
    try:
        iso = date(int(year), int(month or "1"), int(day or "1")).isoformat()
    except ValueError:
        return DateEntry(fault=DateFault.IMPOSSIBLE)
    return DateEntry(iso, precision)


def covering(first: date, last: date, *, estimated: bool = False) -> DateEntry:
    """A span of days as a whole day with the most exact precision that leaves none of them out.

    The day lies inside the span, so that a month which begins in one Gregorian month and ends in the next is
    still in the value; only a year that lies inside a Gregorian one is that year's first day, as if typed. A
    span over a New Year becomes that New Year's Day, estimated: a year either way
    (`records.readings.ESTIMATE`) holds both years.
    """
    new_year = date(last.year, 1, 1)
    day = new_year if first < new_year else first + (last - first) // 2
    if estimated or first < new_year:
        return DateEntry(day.isoformat(), Precision.GESCHAETZT)
    if first == last:
        return DateEntry(day.isoformat(), Precision.TAG)
    if first.month == last.month:
        return DateEntry(day.isoformat(), Precision.MONAT)
    whole_year = (last - first).days > _LONGEST_MONTH
    return DateEntry((new_year if whole_year else day).isoformat(), Precision.JAHR)


_LONGEST_MONTH: Final = 31


def nearest(first: date, last: date, precision: Precision, *, estimated: bool = False) -> DateEntry:
    """The month or the year in which the middle of a span lies, for questions that ask no more exactly."""
    month = (first + (last - first) // 2).replace(day=1)
    day = month.replace(month=1) if precision is Precision.JAHR else month
    return DateEntry(day.isoformat(), Precision.GESCHAETZT if estimated else precision)


_BOXES: Final = {"day": ("TT", 2, 56), "month": ("MM", 2, 56), "year": ("JJJJ", 4, 76)}
_SHOWN: Final = {
    DateParts.DAY: ("day", "month", "year"),
    DateParts.MONTH: ("month", "year"),
    DateParts.YEAR: ("year",),
}
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPOKEN: Final = {"day": "Tag", "month": "Monat", "year": "Jahr"}


class _Box(TextField):
    """A few digits; a point, a slash or a blank leads to the next box."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move on at a separator."""
        if event.text() in (".", "/", "-", " ") and self.text():
            self.focusNextChild()
            return
        super().keyPressEvent(event)


class DateField(QWidget):
    """Three boxes TT MM JJJJ, left-to-right in every language.

    Signals:
        edited: somebody typed.
        left: the keyboard left one of the boxes.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self, name: str, spoken: str = "", parts: DateParts = DateParts.DAY, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        # A widget of its own with its own direction: a layout would be mirrored with its parent.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.boxes: dict[str, TextField] = {}
        for part in _SHOWN[parts]:
            placeholder, digits, width = _BOXES[part]
            box = _Box(f"{name}.{part}", f"{spoken}: {_SPOKEN[part]}", placeholder=placeholder, parent=self)
            box.setProperty("part", "date")
            box.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            box.setFixedWidth(width)
            box.setValidator(QRegularExpressionValidator(QRegularExpression(f"[0-9]{{0,{digits}}}"), box))
            box.textEdited.connect(self._on_edited)
            box.left.connect(self.left)
            layout.addWidget(box)
            self.boxes[part] = box
        self.setFocusProxy(next(iter(self.boxes.values())))

    def _on_edited(self) -> None:
        self.edited.emit()

    def entry(self) -> DateEntry:
        """What the boxes say now."""
        texts = {part: box.text() for part, box in self.boxes.items()}
        return read_date(texts.get("day", ""), texts.get("month", ""), texts.get("year", ""))

    def typed(self) -> str:
        """The texts of the boxes as `31.02.2027`, for entries that are no date (yet)."""
        return ".".join(self.boxes[part].text() if part in self.boxes else "" for part in _BOXES)

    def show_typed(self, typed: str) -> None:
        """Show what `typed` gave."""
        texts = (typed.split(".") + ["", "", ""])[:3]
        for part, text in zip(_BOXES, texts, strict=True):
            if part in self.boxes and self.boxes[part].text() != text:
                self.boxes[part].setText(text)

    def show_date(self, iso: str, precision: Precision = Precision.TAG) -> None:
        """Show a date as exactly as it is known; "" empties the boxes, anything else counts as typed."""
        if iso and not _ISO.fullmatch(iso):
            self.show_typed(iso)
            return
        year, month, day = iso.split("-") if iso else ("", "", "")
        if precision is Precision.GESCHAETZT and (month, day) == ("01", "01"):
            # As on paper: an estimated first of January is an estimated year.
            precision = Precision.JAHR
        if precision in (Precision.MONAT, Precision.JAHR):
            day = ""
        if precision is Precision.JAHR:
            month = ""
        for part, text in {"day": day, "month": month, "year": year}.items():
            if part in self.boxes and self.boxes[part].text() != text:
                self.boxes[part].setText(text)

    def has_keyboard(self) -> bool:
        """Whether one of the boxes is being typed into."""
        return any(box.hasFocus() for box in self.boxes.values())

    def show_wrong(self, wrong: bool) -> None:
        """Mark the boxes as wrong or right."""
        for box in self.boxes.values():
            show_wrong(box, wrong)
