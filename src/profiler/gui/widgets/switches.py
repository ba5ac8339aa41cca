"""Two equal halves "Nein | Ja": same size, weight and fill, nothing preset but no."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from profiler.gui import fonts, style
from profiler.gui.icons.drawing import draw
from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Measure, Radius, Size
from profiler.gui.widgets.painting import draw_text, ring, text_width
from profiler.gui.widgets.texts import Pair
from profiler.languages.tags import is_rtl

_HEIGHT: Final = 34
_ICON: Final = 14
_PAD: Final = 12
_GAP: Final = 8


class _Half(QRadioButton):
    """One answer; both halves are as wide as the wider one."""

    def __init__(self, name: str, pair: Pair, icon: Icon, *, right: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._pair, self._icon, self._right = pair, icon, right
        self.setObjectName(name)
        self.setText(pair.german)
        self.setAccessibleName(pair.spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def needed(self) -> int:
        """Width of this half by itself."""
        width = _PAD * 2.0 + _ICON + _GAP + text_width(self._pair.german, fonts.font(Size.BODY, bold=True))
        if not self._pair.is_single:
            font = fonts.font(Size.BODY, self._pair.language, bold=True)
            width += _GAP + text_width(self._pair.client, font)
        return round(width + 2)

    def sizeHint(self) -> QSize:
        """As `needed`; the switch makes both alike."""
        return QSize(self.needed(), _HEIGHT)

    def hitButton(self, position: QPoint) -> bool:
        """The whole half."""
        return self.rect().contains(position)

    def paintEvent(self, event: object) -> None:
        """Filled when chosen, whatever it says."""
        tokens = style.tokens()
        chosen = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        path = QPainterPath()
        wide = box.adjusted(-12, 0, 0, 0) if self._right else box.adjusted(0, 0, 12, 0)
        path.addRoundedRect(wide, Radius.CONTROL, Radius.CONTROL)
        painter.setClipRect(box)
        painter.fillPath(path, QColor(tokens.accent if chosen else tokens.surface))
        edge = QPainterPath()
        edge.addRoundedRect(wide.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        painter.strokePath(edge, QPen(QColor(tokens.accent if chosen else tokens.control), 1))
        ink = tokens.on_accent if chosen else tokens.ink2
        font = fonts.font(Size.BODY, bold=chosen)
        if chosen:
            icon = QRectF(_PAD, box.center().y() - _ICON / 2, _ICON, _ICON)
            draw(painter, self._icon, icon, ink)
        words = box.adjusted(_PAD + _ICON + _GAP - 2, 0, -_PAD + 4, 0)
        draw_text(painter, words, self._pair.german, font, ink)
        if not self._pair.is_single:
            language = self._pair.language
            client = fonts.font(Size.BODY, language, bold=chosen)
            words.setLeft(
                words.left() + text_width(self._pair.german, fonts.font(Size.BODY, bold=True)) + _GAP
            )
            align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
            draw_text(painter, words, self._pair.painted, client, ink, rtl=is_rtl(language), align=align)


class YesNoSwitch(QWidget):
    """A decision of the person.

    Signals:
        decided: True for yes, False for no.
    """

    decided = Signal(bool)

    def __init__(
        self, name: str, no: Pair, yes: Pair, *, about: str = "", parent: QWidget | None = None
    ) -> None:
        """Halves are `<name>.no` and `<name>.yes`; `about` is said before them to people who listen."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        margin = Measure.RING
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(0)
        self.no = _Half(f"{name}.no", no, Icon.CROSS, right=False, parent=self)
        self.yes = _Half(f"{name}.yes", yes, Icon.CHECK, right=True, parent=self)
        self._group = QButtonGroup(self)
        width = max(self.no.needed(), self.yes.needed())
        for half in (self.no, self.yes):
            half.setFixedSize(width, _HEIGHT)
            self._group.addButton(half)
            layout.addWidget(half)
            if about:
                half.setAccessibleName(f"{about}: {half.accessibleName()}")
        self.no.setChecked(True)
        self._showing = False
        self.yes.toggled.connect(self._on_toggled)
        for half in (self.no, self.yes):
            half.installEventFilter(self)
        self.setFocusProxy(self.no)

    def is_yes(self) -> bool:
        """Whether the answer is yes."""
        return self.yes.isChecked()

    def show_answer(self, yes: bool) -> None:
        """Show a decision without telling anybody."""
        self._showing = True
        (self.yes if yes else self.no).setChecked(True)
        self._showing = False

    def _on_toggled(self, yes: bool) -> None:
        self.setFocusProxy(self.yes if yes else self.no)
        self.update()
        if not self._showing:
            self.decided.emit(yes)

    def eventFilter(self, watched: object, event: object) -> bool:
        """The ring lies outside the halves, so the switch paints it when the keyboard comes or goes."""
        self.update()
        return False

    def paintEvent(self, event: object) -> None:
        """The focus ring round the half that has the keyboard."""
        focused = next((half for half in (self.no, self.yes) if half.hasFocus()), None)
        if focused is not None:
            ring(QPainter(self), QRectF(focused.geometry()), Radius.CONTROL)
