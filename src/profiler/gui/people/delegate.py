"""Paints one line of the list of people."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from profiler.clock import Clock
from profiler.gui import fonts, style
from profiler.gui.icons.names import Icon
from profiler.gui.people import wording
from profiler.gui.people.columns import Columns, columns
from profiler.gui.people.model import LINE_ROLE
from profiler.gui.people.wording import HintTone, Progress
from profiler.gui.tokens import Ink, Measure, Radius, Size, Tone
from profiler.gui.widgets.badges import badge_width, draw_badge
from profiler.gui.widgets.painting import Mark, draw_text, state_mark
from profiler.languages.tags import GERMAN, is_rtl
from profiler.records.people import PersonLine

ROW_HEIGHT = 53
_GAP = 12
_MARK = 16
_TONES = {HintTone.NEUTRAL: Tone.NEUTRAL, HintTone.WARN: Tone.WARN, HintTone.ERROR: Tone.ERROR}
_MARKS = {Progress.EMPTY: Mark.EMPTY, Progress.PART: Mark.PART, Progress.DONE: Mark.DONE}
_TONE_ICONS = {HintTone.NEUTRAL: Icon.MINUS, HintTone.WARN: Icon.CLOCK, HintTone.ERROR: Icon.ALERT}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute


class PersonDelegate(QStyledItemDelegate):
    """Name in both scripts, language, progress, hint, last change; an empty line while it is being read."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are equally high, so that a hundred thousand of them cost nothing to lay out."""
        return QSize(200, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, state)
        line = index.data(LINE_ROLE)
        if isinstance(line, PersonLine):
            self._paint_line(painter, rect, line)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        tokens = style.tokens()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.tint))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(tokens.accent))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), Radius.BADGE, Radius.BADGE)

    def _paint_line(self, painter: QPainter, rect: QRect, line: PersonLine) -> None:
        at = columns(rect.width())
        self._paint_name(painter, rect, at, line)
        language_room = _cell(rect, at.language, at.progress)
        _text(painter, language_room, wording.language_name(line), fonts.font(Size.BODY), Ink.FIRST)
        self._paint_progress(painter, _cell(rect, at.progress, at.hint), line)
        found = wording.hint(line, self._clock.today())
        if found:
            _badge(painter, _cell(rect, at.hint, at.changed), found.text, found.tone)
        changed = wording.changed_text(line.updated_at, self._now())
        _text(painter, _cell(rect, at.changed, at.end + _GAP), changed, fonts.font(Size.SECOND), Ink.SECOND)

    def _paint_name(self, painter: QPainter, rect: QRect, at: Columns, line: PersonLine) -> None:
        room = _cell(rect, at.person, at.language)
        name_font = fonts.font(Size.NAME, bold=True)
        second = wording.second_name(line)
        if not second:
            _text(painter, room, wording.shown_name(line), name_font, Ink.FIRST)
            return
        upper = QRect(room.left(), room.top() + 6, room.width(), 24)
        lower = QRect(room.left(), room.top() + 29, room.width(), 19)
        code = line.client_language
        _text(painter, upper, wording.shown_name(line), name_font, Ink.FIRST)
        _text(painter, lower, second, fonts.font(Size.SECOND, code), Ink.SECOND, code)

    def _paint_progress(self, painter: QPainter, room: QRect, line: PersonLine) -> None:
        box = QRectF(room.left(), room.center().y() - _MARK / 2 + 0.5, _MARK, _MARK)
        state_mark(painter, box, _MARKS[wording.progress(line)])
        words = room.adjusted(_MARK + 8, 0, 0, 0)
        _text(painter, words, wording.progress_text(line), fonts.font(Size.SECOND), Ink.FIRST)

    def _now(self) -> datetime:
        return self._clock.now()


def _cell(rect: QRect, left: int, right: int) -> QRect:
    return QRect(rect.left() + left, rect.top(), max(0, right - left - _GAP), rect.height() - 1)


def _text(painter: QPainter, room: QRect, text: str, font: QFont, ink: Ink, language: str = GERMAN) -> None:
    """One line, shortened in the list because the whole text stands on the person's own page."""
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    draw_text(painter, QRectF(room), elided, font, ink.of(style.tokens()), rtl=is_rtl(language), align=_LEFT)


def _badge(painter: QPainter, room: QRect, text: str, tone: HintTone) -> None:
    width = min(room.width(), badge_width(text))
    box = QRectF(room.left(), room.center().y() - Measure.BADGE / 2 + 1, width, Measure.BADGE)
    draw_badge(painter, box, _TONE_ICONS[tone], text, _TONES[tone])
