"""What happened with a record, as points on a line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from profiler.gui import fonts, style
from profiler.gui.person.cards import titled_card
from profiler.gui.person.overview import Event
from profiler.gui.tokens import Size, Space
from profiler.gui.widgets.frames import Card
from profiler.gui.widgets.painting import draw_text

_MOST_EVENTS = 6


def history_card(events: tuple[Event, ...]) -> Card:
    """The latest points of the history."""
    card, lines = titled_card("Verlauf")
    lines.addWidget(_Timeline(events[-_MOST_EVENTS:]))
    return card


class _Timeline(QWidget):
    """Points on a line, the latest filled."""

    def __init__(self, events: tuple[Event, ...]) -> None:
        super().__init__()
        self._events = events
        self.setFixedHeight(62)
        self.setAccessibleName("; ".join(f"{event.title}, {_when(event)}" for event in events))

    def paintEvent(self, event: object) -> None:
        """Line, points, words."""
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line2), 2))
        painter.drawLine(QPointF(6, 8), QPointF(self.width() - 4, 8))
        room = self.width() / max(len(self._events), 1)
        for number, point in enumerate(self._events):
            latest = number == len(self._events) - 1
            left = number * room
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(QColor(tokens.accent if latest else tokens.surface))
            painter.drawEllipse(QPointF(left + 6, 8), 5, 5)
            title = QRectF(left, 20, room - Space.S, 20)
            font = fonts.font(Size.SECOND, bold=True)
            painter.setFont(font)
            words = painter.fontMetrics().elidedText(
                point.title, Qt.TextElideMode.ElideRight, int(title.width())
            )
            draw_text(painter, title, words, font, tokens.ink)
            below = QRectF(left, 40, room - Space.S, 18)
            draw_text(painter, below, _when(point), fonts.font(Size.CAPTION), tokens.ink2)


def _when(event: Event) -> str:
    at = event.at.astimezone()
    return " · ".join(part for part in (f"{at:%d.%m., %H:%M}", event.who) if part)
