"""Painting that several parts share: text in its own direction, key caps, focus rings, marks."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTextOption

from profiler.gui import fonts, style
from profiler.gui.icons.drawing import draw
from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Radius, Size

_TALL: Final = 100_000.0


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: str,
    *,
    rtl: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw text, wrapped, vertically centred, in the direction of its language.

    Args:
        painter: where to.
        rect: the text wraps within its width.
        text: shown as it is, never as markup.
        font: from `fonts.font`.
        colour: `#RRGGBB`.
        rtl: base direction of the text.
        align: AlignLeft is the side where reading starts; add AlignAbsolute for the left of the screen.
    """
    option = QTextOption(align | Qt.AlignmentFlag.AlignVCenter)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(rect, text, option)


def text_height(text: str, font: QFont, width: float) -> float:
    """Height of the text wrapped into a width."""
    box = QRectF(0, 0, max(width, 1.0), _TALL)
    flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
    return QFontMetricsF(font).boundingRect(box, flags, text).height()


def text_width(text: str, font: QFont) -> float:
    """Width of the text on one line."""
    return QFontMetricsF(font).horizontalAdvance(text)


def ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The focus ring: 2 px, round the given rectangle with a gap of 2 px."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(style.tokens().focus), 2))
    painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)
    painter.restore()


def key_cap_width(key: str) -> float:
    """Width of a key cap."""
    return max(20.0, text_width(key, fonts.font(Size.KEY)) + 12)


def key_cap(painter: QPainter, rect: QRectF, key: str, *, ink: str, edge: str) -> None:
    """A key as it looks on the keyboard: left-to-right in every language."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(edge), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), Radius.BADGE, Radius.BADGE)
    draw_text(painter, rect, key, fonts.font(Size.KEY), ink, align=Qt.AlignmentFlag.AlignHCenter)
    painter.restore()


def radio_mark(painter: QPainter, centre: QPointF, *, chosen: bool, focused: bool, side: float = 18) -> None:
    """A round mark."""
    tokens = style.tokens()
    box = QRectF(0, 0, side, side)
    box.moveCenter(centre)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.control), 2 if chosen else 1.5))
    painter.setBrush(QColor(tokens.surface))
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawEllipse(box.adjusted(4.5, 4.5, -4.5, -4.5))
    painter.restore()
    if focused:
        ring(painter, box, side / 2)


def check_mark(
    painter: QPainter, centre: QPointF, *, chosen: bool, focused: bool, side: float = 20, rank: str = ""
) -> None:
    """A square mark; with a rank it shows the number instead of the check."""
    tokens = style.tokens()
    box = QRectF(0, 0, side, side)
    box.moveCenter(centre)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(box, Radius.BADGE, Radius.BADGE)
        if rank:
            bold = fonts.font(Size.CAPTION, bold=True)
            draw_text(painter, box, rank, bold, tokens.on_accent, align=Qt.AlignmentFlag.AlignHCenter)
        else:
            draw(painter, Icon.CHECK, box.adjusted(3, 3, -3, -3), tokens.on_accent)
    else:
        painter.setPen(QPen(QColor(tokens.control), 1.5))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), Radius.BADGE, Radius.BADGE)
    painter.restore()
    if focused:
        ring(painter, box, Radius.BADGE)


class Mark(StrEnum):
    """How something stands: shape first, colour second, a word or a count beside it."""

    EMPTY = "empty"
    PART = "part"
    DONE = "done"
    CHECK = "check"
    SKIPPED = "skipped"
    LOCKED = "locked"


MARK_WORDS: Final = {
    Mark.EMPTY: "leer",
    Mark.PART: "teilweise",
    Mark.DONE: "fertig",
    Mark.CHECK: "prüfen",
    Mark.SKIPPED: "entfällt",
    Mark.LOCKED: "gesperrt",
}
"""What each mark is called, for people who listen."""


def state_mark(painter: QPainter, rect: QRectF, mark: Mark) -> None:
    """Ring, half ring, filled check, triangle, dashed ring or lock, centred into the rectangle."""
    tokens = style.tokens()
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    inner = box.adjusted(1.25, 1.25, -1.25, -1.25)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark is Mark.EMPTY:
        painter.setPen(QPen(QColor(tokens.control), 1.5))
        painter.drawEllipse(inner)
    elif mark is Mark.SKIPPED:
        painter.setPen(QPen(QBrush(QColor(tokens.control)), 1.5, Qt.PenStyle.CustomDashLine))
        pen = painter.pen()
        pen.setDashPattern([3.0, 2.4])
        painter.setPen(pen)
        painter.drawEllipse(inner)
    elif mark is Mark.PART:
        painter.setPen(QPen(QColor(tokens.accent), 1.75))
        painter.drawEllipse(inner)
        half = QPainterPath(box.center())
        core = inner.adjusted(2.5, 2.5, -2.5, -2.5)
        half.arcTo(core, 90, -180)
        half.closeSubpath()
        painter.fillPath(half, QColor(tokens.accent))
    elif mark is Mark.DONE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.done))
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        core = box.adjusted(side * 0.24, side * 0.24, -side * 0.24, -side * 0.24)
        draw(painter, Icon.CHECK, core, tokens.surface)
    elif mark is Mark.CHECK:
        draw(painter, Icon.ALERT, box, tokens.err)
    else:
        draw(painter, Icon.LOCK, box.adjusted(1, 1, -1, -1), tokens.ink2)
    painter.restore()
