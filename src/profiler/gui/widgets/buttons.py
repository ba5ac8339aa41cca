"""Buttons: one filled a page, outlined, links, chips; with room for a focus ring outside."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from profiler.gui import bidi, fonts, style
from profiler.gui.icons.drawing import draw
from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Measure, Radius, Size, Tokens
from profiler.gui.widgets.painting import draw_text, key_cap, key_cap_width, ring, text_width
from profiler.languages.tags import GERMAN, is_rtl

_ICON: Final = 18
_GAP: Final = 8


class Button(QPushButton):
    """A button that paints itself; the kinds below only choose colours.

    Args:
        text: in `language`.
        name: object name, never translated.
        icon: at the start of the text.
        trailing: at its end: where the button leads.
        key: the key that does the same, shown as a cap.
    """

    padding = 14
    text_size: int = Size.BODY
    height_inside = Measure.BUTTON
    bold = False

    def __init__(
        self,
        text: str,
        name: str,
        *,
        icon: Icon | None = None,
        trailing: Icon | None = None,
        key: str = "",
        language: str = GERMAN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._trailing, self._key = icon, trailing, key
        self._language = language
        self._label = ""
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Change text and accessible name."""
        self._label = text
        # An ampersand would become a shortcut.
        self.setText(bidi.isolate(text, self._language).replace("&", "&&"))
        self.setAccessibleName(bidi.plain(text))
        self.updateGeometry()
        self.update()

    def show_icon(self, icon: Icon | None) -> None:
        """Change the icon at the start."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    @property
    def label(self) -> str:
        """The text shown, without marks."""
        return self._label

    def sizeHint(self) -> QSize:
        """Text, icons, key cap, padding, and room for the ring."""
        width = 2.0 * self.padding + text_width(self._label, self._font())
        width += sum(_ICON + _GAP for icon in (self._icon, self._trailing) if icon is not None)
        if not self._label:
            width -= _GAP
        if self._key:
            width += _GAP + key_cap_width(self._key)
        return QSize(round(width + 0.5) + 2 * Measure.RING, self.height_inside + 2 * Measure.RING)

    def minimumSizeHint(self) -> QSize:
        """The same: a button never cuts its text."""
        return self.sizeHint()

    def _font(self) -> QFont:
        return fonts.font(self.text_size, self._language, bold=self.bold)

    def _colours(self, tokens: Tokens) -> tuple[str, str | None, str | None]:
        """Ink, ground, edge."""
        return tokens.ink, tokens.surface, tokens.control

    def _hovered(self, tokens: Tokens) -> str:
        return tokens.sunken

    def paintEvent(self, event: object) -> None:
        """Ground, edge, icons, text, key, ring."""
        tokens = style.tokens()
        ink, ground, edge = self._colours(tokens)
        if not self.isEnabled():
            ink, edge = tokens.ink3, tokens.line2
            ground = tokens.sunken if ground is not None else None
        elif self.underMouse() or self.isDown():
            ground = self._hovered(tokens)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margin = Measure.RING
        box = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        painter.setPen(QPen(QColor(edge), 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        half = 0.5 if edge else 0
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), Radius.CONTROL, Radius.CONTROL)
        self._paint_content(painter, box, ink)
        if self.hasFocus():
            ring(painter, box, Radius.CONTROL)

    def _paint_content(self, painter: QPainter, box: QRectF, ink: str) -> None:
        rtl = is_rtl(self._language)
        inner = box.adjusted(self.padding, 0, -self.padding, 0)
        left, right = (self._trailing, self._icon) if rtl else (self._icon, self._trailing)
        if left is not None:
            draw(painter, left, _square(inner.left(), inner.center().y()), ink, mirrored=rtl and _turns(left))
            inner.setLeft(inner.left() + _ICON + _GAP)
        if right is not None:
            x = inner.right() - _ICON
            draw(painter, right, _square(x, inner.center().y()), ink, mirrored=rtl and _turns(right))
            inner.setRight(x - _GAP)
        if self._key:
            width = key_cap_width(self._key)
            cap = QRectF(inner.right() - width, inner.center().y() - 10, width, 20)
            key_cap(painter, cap, self._key, ink=ink, edge=ink)
            inner.setRight(cap.left() - _GAP)
        draw_text(
            painter,
            inner.adjusted(-2, 0, 2, 0),
            self._label,
            fonts.font(self.text_size, self._language, bold=self.bold),
            ink,
            rtl=rtl,
            align=Qt.AlignmentFlag.AlignHCenter,
        )


def _square(x: float, middle: float) -> QRectF:
    return QRectF(x, middle - _ICON / 2, _ICON, _ICON)


def _turns(icon: Icon) -> bool:
    return icon in (Icon.BACK, Icon.FORWARD, Icon.ARROW_RIGHT, Icon.UNDO)


class PrimaryButton(Button):
    """The one filled button of a page."""

    padding = 16
    bold = True

    def _colours(self, tokens: Tokens) -> tuple[str, str | None, str | None]:
        return tokens.on_accent, tokens.accent, None

    def _hovered(self, tokens: Tokens) -> str:
        return QColor(tokens.accent).darker(112).name()


class SecondaryButton(Button):
    """Everything else that is pressed."""


class DangerButton(Button):
    """What takes something away for good."""

    def _colours(self, tokens: Tokens) -> tuple[str, str | None, str | None]:
        return tokens.err, tokens.surface, tokens.err

    def _hovered(self, tokens: Tokens) -> str:
        return tokens.err_tint


class LinkButton(Button):
    """A quiet action inside a line."""

    padding = 6
    height_inside = 28

    def _colours(self, tokens: Tokens) -> tuple[str, str | None, str | None]:
        return tokens.accent, None, None

    def _hovered(self, tokens: Tokens) -> str:
        return tokens.tint


class QuietButton(LinkButton):
    """A link in small type: at hand, not in the way; checkable where it is a state."""

    text_size = Size.SECOND

    def _colours(self, tokens: Tokens) -> tuple[str, str | None, str | None]:
        if self.isCheckable() and self.isChecked():
            return tokens.accent, tokens.tint, tokens.accent
        return tokens.ink2, None, None


class ChosenChip(QuietButton):
    """Something that was chosen and can be taken away again."""

    def _colours(self, tokens: Tokens) -> tuple[str, str | None, str | None]:
        return tokens.ink, tokens.tint, None


class Chip(Button):
    """A filter or a tab with its count; chosen = tint, bold, accent edge."""

    padding = 12
    height_inside = 34

    def __init__(
        self,
        text: str,
        name: str,
        *,
        count: str = "",
        icon: Icon | None = None,
        language: str = GERMAN,
        parent: QWidget | None = None,
    ) -> None:
        self._count = count
        super().__init__(text, name, icon=icon, language=language, parent=parent)
        self.setCheckable(True)

    def show_count(self, count: str) -> None:
        """Change the small text beside the label."""
        self._count = count
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the bold label, so that nothing moves when the chip is chosen."""
        bold = fonts.font(self.text_size, self._language, bold=True)
        width = 2.0 * self.padding + text_width(self._label, bold)
        if self._icon is not None:
            width += _ICON + _GAP
        if self._count:
            width += _GAP + text_width(self._count, fonts.font(Size.CAPTION))
        return QSize(round(width + 1) + 2 * Measure.RING, self.height_inside + 2 * Measure.RING)

    def _colours(self, tokens: Tokens) -> tuple[str, str | None, str | None]:
        if self.isChecked():
            return tokens.ink, tokens.tint, tokens.accent
        return tokens.ink, tokens.surface, tokens.line2

    def _paint_content(self, painter: QPainter, box: QRectF, ink: str) -> None:
        rtl = is_rtl(self._language)
        inner = box.adjusted(self.padding, 0, -self.padding, 0)
        if self._icon is not None:
            draw(painter, self._icon, _square(inner.left(), inner.center().y()), ink)
            inner.setLeft(inner.left() + _ICON + _GAP)
        if self._count:
            small = fonts.font(Size.CAPTION)
            width = text_width(self._count, small)
            place = QRectF(inner.right() - width - 1, inner.top() + 1, width + 2, inner.height())
            draw_text(painter, place, self._count, small, style.tokens().ink2)
            inner.setRight(place.left() - _GAP + 2)
        font = fonts.font(self.text_size, self._language, bold=self.isChecked())
        draw_text(painter, inner.adjusted(0, 0, 2, 0), self._label, font, ink, rtl=rtl)
