"""Badges, marks with a word, key hints: small parts that only tell something."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from profiler.gui import bidi, fonts, style
from profiler.gui.icons.drawing import draw
from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Measure, Radius, Size, Tone
from profiler.gui.widgets.painting import (
    Mark,
    draw_text,
    key_cap,
    key_cap_width,
    state_mark,
    text_width,
)
from profiler.languages.tags import GERMAN, is_rtl

_PAD = 7
_ICON = 14
_GAP = 5


def badge_width(text: str, language: str = GERMAN) -> int:
    """Width of a badge with this word; also for delegates."""
    return round(2 * _PAD + _ICON + _GAP + text_width(text, fonts.font(Size.CAPTION, language)) + 1)


def draw_badge(
    painter: QPainter, rect: QRectF, icon: Icon, text: str, tone: Tone, language: str = GERMAN
) -> None:
    """Draw a badge into the rectangle; also for delegates."""
    tokens = style.tokens()
    ink, rtl = tone.ink(tokens), is_rtl(language)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.ground(tokens)))
    painter.drawRoundedRect(rect, Radius.BADGE, Radius.BADGE)
    x = rect.right() - _PAD - _ICON if rtl else rect.left() + _PAD
    draw(painter, icon, QRectF(x, rect.center().y() - _ICON / 2, _ICON, _ICON), ink)
    words = rect.adjusted(_PAD, 0, -_PAD, 0)
    if rtl:
        words.setRight(x - _GAP)
    else:
        words.setLeft(x + _ICON + _GAP)
    draw_text(painter, words.adjusted(-1, 0, 1, 0), text, fonts.font(Size.CAPTION, language), ink, rtl=rtl)
    painter.restore()


class Badge(QWidget):
    """Icon and word on a tinted ground."""

    def __init__(
        self, text: str, icon: Icon, tone: Tone, language: str = GERMAN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._icon, self._tone, self._language = text, icon, tone, language
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(bidi.plain(text))

    def show_badge(self, text: str, icon: Icon, tone: Tone) -> None:
        """Change what it says."""
        self._text, self._icon, self._tone = text, icon, tone
        self.setAccessibleName(bidi.plain(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        return QSize(badge_width(self._text, self._language), Measure.BADGE)

    def paintEvent(self, event: object) -> None:
        """Draw in the palette of the moment."""
        draw_badge(QPainter(self), QRectF(self.rect()), self._icon, self._text, self._tone, self._language)


class StateMark(QWidget):
    """Ring, half ring, check, triangle or dashed ring; a word stands beside it."""

    def __init__(self, mark: Mark, side: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self.setFixedSize(side, side)

    def show_mark(self, mark: Mark) -> None:
        """Change the state."""
        self._mark = mark
        self.update()

    def paintEvent(self, event: object) -> None:
        """Draw in the palette of the moment."""
        state_mark(QPainter(self), QRectF(self.rect()), self._mark)


class KeyCap(QWidget):
    """A key to press, as a picture of the key."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setFixedSize(round(key_cap_width(key)) + 1, 20)
        self.setAccessibleName(key)

    def paintEvent(self, event: object) -> None:
        """Draw in the palette of the moment."""
        tokens = style.tokens()
        key_cap(QPainter(self), QRectF(self.rect()), self._key, ink=tokens.ink2, edge=tokens.line2)
