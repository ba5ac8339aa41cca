"""A strip of years with what was when, and the times nobody has spoken of yet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from profiler.gui import fonts, style
from profiler.gui.tokens import Radius, Size
from profiler.gui.widgets.painting import draw_text, text_width

MONTHS: Final = 12
LONG_GAP: Final = 12
"""Months nobody has spoken of that are worth a question."""

_LANE: Final = 26
_AXIS: Final = 20


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasted.

    Attributes:
        label: what it was.
        start: first month, counted as year * 12 + month - 1.
        end: month after the last one.
        place: its place in the table, from 0.
    """

    label: str
    start: int
    end: int
    place: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Months between spans that nothing covers."""

    start: int
    end: int

    @property
    def label(self) -> str:
        """What stands in the gap: "offen: 2016–2019"."""
        first, last = self.start // MONTHS, (self.end - 1) // MONTHS
        return f"offen: {first}" if first == last else f"offen: {first}–{last}"


def month_count(iso: str) -> int | None:
    """A date as a count of months, None if it is no date."""
    year, _, rest = iso.partition("-")
    month = rest[:2]
    if not (year.isdecimal() and month.isdecimal() and 1 <= int(month) <= MONTHS):
        return None
    return int(year) * MONTHS + int(month) - 1


def gaps(spans: Sequence[Span]) -> tuple[Gap, ...]:
    """Long times between the first and the last span that none of them covers."""
    found: list[Gap] = []
    reached: int | None = None
    for span in sorted(spans, key=lambda each: each.start):
        if reached is not None and span.start - reached >= LONG_GAP:
            found.append(Gap(reached, span.start))
        reached = span.end if reached is None else max(reached, span.end)
    return tuple(found)


def lanes(spans: Sequence[Span]) -> list[list[Span]]:
    """Spans in as few lines as possible, so that none covers another."""
    found: list[list[Span]] = []
    for span in sorted(spans, key=lambda each: (each.start, each.place)):
        lane = next((each for each in found if each[-1].end <= span.start), None)
        if lane is None:
            found.append([span])
        else:
            lane.append(span)
    return found


class Timeline(QWidget):
    """The strip; the table beside it says the same to people who listen.

    Signals:
        chosen: place of the span that was clicked.
    """

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._spans: tuple[Span, ...] = ()
        self._chosen: int | None = None

    def show_spans(self, spans: Sequence[Span], chosen: int | None) -> None:
        """Show what was when; hidden while there is nothing."""
        self._spans, self._chosen = tuple(spans), chosen
        words = [span.label for span in spans] + [gap.label for gap in gaps(spans)]
        self.setAccessibleName(f"Zeitstrahl: {', '.join(words)}")
        self.setVisible(bool(spans))
        self.updateGeometry()
        self.update()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Times nobody has spoken of."""
        return gaps(self._spans)

    def sizeHint(self) -> QSize:
        """One line a lane, and the years."""
        return QSize(400, max(len(lanes(self._spans)), 1) * _LANE + _AXIS)

    def _range(self) -> tuple[int, int]:
        start = min(span.start for span in self._spans) // MONTHS * MONTHS
        end = math.ceil(max(span.end for span in self._spans) / MONTHS) * MONTHS
        return start, max(end, start + MONTHS)

    def _box(self, start: int, end: int, lane: int) -> QRectF:
        first, last = self._range()
        month = self.width() / (last - first)
        left = (start - first) * month
        return QRectF(left + 1, lane * _LANE + 1, max((end - start) * month - 2, 4), _LANE - 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the span under the mouse."""
        for number, lane in enumerate(lanes(self._spans)):
            for span in lane:
                if self._box(span.start, span.end, number).contains(event.position()):
                    self.chosen.emit(span.place)
                    return

    def paintEvent(self, event: object) -> None:
        """Bars, dashed gaps, years."""
        if not self._spans:
            return
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawn = lanes(self._spans)
        for number, lane in enumerate(drawn):
            for span in lane:
                chosen = span.place == self._chosen
                box = self._box(span.start, span.end, number)
                painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.line2), 1.5 if chosen else 1))
                painter.setBrush(QColor(tokens.tint if chosen else tokens.sunken))
                painter.drawRoundedRect(box, Radius.BADGE, Radius.BADGE)
                self._write(painter, box, span.label, tokens.ink, bold=chosen)
        for gap in gaps(self._spans):
            box = self._box(gap.start, gap.end, 0)
            pen = QPen(QColor(tokens.warn), 1.25, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([4.0, 3.0])
            painter.setPen(pen)
            painter.setBrush(QColor(tokens.warn_tint))
            painter.drawRoundedRect(box, Radius.BADGE, Radius.BADGE)
            self._write(painter, box, gap.label, tokens.warn, centred=True)
        self._draw_years(painter, len(drawn) * _LANE)

    def _write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        ink: str,
        *,
        bold: bool = False,
        centred: bool = False,
    ) -> None:
        font = fonts.font(Size.CAPTION, bold=bold)
        painter.setFont(font)
        room = box.adjusted(8, 0, -6, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        if room.width() < 20 or (centred and shown != text):
            return
        align = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        draw_text(painter, room.adjusted(0, 0, 2, 0), shown, font, ink, align=align)

    def _draw_years(self, painter: QPainter, top: int) -> None:
        tokens = style.tokens()
        font = fonts.font(Size.KEY)
        first, last = (months // MONTHS for months in self._range())
        wide = text_width("2026", font)
        fit = max(int(self.width() // (wide + 24)), 1)
        step = max(math.ceil((last - first) / fit), 1)
        painter.setPen(QPen(QColor(tokens.line2), 1))
        painter.drawLine(QPointF(0, top + 1.5), QPointF(self.width(), top + 1.5))
        year_width = self.width() / (last - first)
        for year in range(first, last + 1, step):
            x = (year - first) * year_width
            painter.setPen(QPen(QColor(tokens.line2), 1))
            painter.drawLine(QPointF(x, top + 1.5), QPointF(x, top + 5.5))
            left = min(max(x - wide / 2, 0.0), self.width() - wide)
            draw_text(painter, QRectF(left, top + 5, wide + 2, 14), str(year), font, tokens.ink2)
