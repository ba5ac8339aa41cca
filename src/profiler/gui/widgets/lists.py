"""Lists at the left: sections with their state, steps of a procedure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from profiler.gui import fonts, style
from profiler.gui.tokens import Measure, Radius, Size
from profiler.gui.widgets.painting import (
    MARK_WORDS,
    Mark,
    draw_text,
    ring,
    state_mark,
    text_height,
    text_width,
)
from profiler.gui.widgets.texts import Pair
from profiler.languages.tags import is_rtl

_TEXT_X: Final = 40
_MARK: Final = 18


@dataclass(frozen=True, slots=True)
class Place:
    """One line of such a list.

    Attributes:
        name: object name, unique in the window.
        pair: what it is called, in both languages.
        mark: how it stands.
        count: small text at the right ("3 / 5", "1 prüfen").
        further: third line ("6 × Ja, 5 × Nein").
        enabled: whether one can go there.
    """

    name: str
    pair: Pair
    mark: Mark = Mark.EMPTY
    count: str = ""
    further: str = ""
    enabled: bool = True


class PlaceRow(QRadioButton):
    """One line: mark, German above the client's language, count; chosen = tint, bar, bold."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self.setObjectName(place.name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_place(place)

    @property
    def place(self) -> Place:
        """What is shown."""
        return self._place

    def show_place(self, place: Place) -> None:
        """Show another state of the same line."""
        self._place = place
        self._heights: dict[int, int] = {}
        self.setText(place.pair.german.replace("&", "&&"))
        words = [place.pair.spoken, MARK_WORDS[place.mark], place.count, place.further]
        self.setAccessibleName(", ".join(word for word in words if word))
        self.setEnabled(place.enabled)
        self.setCursor(Qt.CursorShape.PointingHandCursor if place.enabled else Qt.CursorShape.ArrowCursor)
        self.updateGeometry()
        self.update()

    def _lines(self) -> list[tuple[str, QFont, bool]]:
        """Text, font, right-to-left; German bold for measuring, so that nothing moves when chosen."""
        pair = self._place.pair
        lines = [(pair.german, fonts.font(Size.BODY, bold=True), False)]
        if not pair.is_single and pair.client:
            lines.append((pair.client, fonts.font(Size.SECOND, pair.language), is_rtl(pair.language)))
        if self._place.further:
            lines.append((self._place.further, fonts.font(Size.CAPTION), False))
        return lines

    def _room(self, width: float) -> float:
        count = text_width(self._place.count, fonts.font(Size.CAPTION)) + 12 if self._place.count else 0
        return max(width - _TEXT_X - 8 - count, 40.0)

    def heightForWidth(self, width: int) -> int:
        """High enough for all lines, wrapped."""
        if width not in self._heights:
            self._heights[width] = self._measure(width)
        return self._heights[width]

    def _measure(self, width: int) -> int:
        room = self._room(width)
        height = sum(text_height(text, font, room) for text, font, _ in self._lines())
        return max(Measure.OPTION, round(height + 8))

    def hasHeightForWidth(self) -> bool:
        """Names wrap."""
        return True

    def sizeHint(self) -> QSize:
        """As high as needed at the present width."""
        width = max(self.width(), 200)
        return QSize(200, self.heightForWidth(width))

    def hitButton(self, position: QPoint) -> bool:
        """The whole line."""
        return self.rect().contains(position)

    def paintEvent(self, event: object) -> None:
        """Ground, bar, mark, texts, count, ring."""
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.tint if chosen else tokens.sunken))
            painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
        if chosen:
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(0, 8, 3, box.height() - 16), 1.5, 1.5)
        mark = QRectF(12, box.center().y() - _MARK / 2, _MARK, _MARK)
        state_mark(painter, mark, self._place.mark)
        room = self._room(box.width())
        lines = self._lines()
        heights = [text_height(text, font, room) for text, font, _ in lines]
        y = box.center().y() - sum(heights) / 2
        for number, ((text, font, rtl), height) in enumerate(zip(lines, heights, strict=True)):
            ink = tokens.ink if number == 0 else tokens.ink2
            if not self.isEnabled():
                ink = tokens.ink2
            if number == 0 and not chosen:
                font = fonts.font(Size.BODY)
            align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
            draw_text(painter, QRectF(_TEXT_X, y, room, height), text, font, ink, rtl=rtl, align=align)
            y += height
        if self._place.count:
            small = fonts.font(Size.CAPTION)
            place = QRectF(_TEXT_X, 0, box.width() - _TEXT_X - 8, box.height())
            ink = tokens.err if self._place.mark is Mark.CHECK else tokens.ink2
            draw_text(painter, place, self._place.count, small, ink, align=Qt.AlignmentFlag.AlignRight)
        if self.hasFocus():
            ring(painter, box.adjusted(4, 4, -4, -4), Radius.CONTROL - 2)


class SectionList(QWidget):
    """Lines to choose from, one of them chosen.

    Signals:
        chosen: place of the line that was chosen, from 0.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._rows: list[PlaceRow] = []
        self._group = QButtonGroup(self)
        self._showing = False

    @property
    def rows(self) -> tuple[PlaceRow, ...]:
        """The lines, in order."""
        return tuple(self._rows)

    def show_places(self, places: Sequence[Place], current: int | None) -> None:
        """Show all lines; those that stay keep the keyboard."""
        self._showing = True
        if [row.place.name for row in self._rows] != [place.name for place in places]:
            for row in self._rows:
                self._group.removeButton(row)
                self._layout.removeWidget(row)
                row.hide()
                row.deleteLater()
            self._rows = []
            for place in places:
                row = PlaceRow(place, self)
                row.toggled.connect(lambda on, row=row: self._on_toggled(row, on))
                self._group.addButton(row)
                self._layout.addWidget(row)
                row.show()
                self._rows.append(row)
        for row, place in zip(self._rows, places, strict=True):
            if row.place != place:
                row.show_place(place)
        self._group.setExclusive(False)
        for number, row in enumerate(self._rows):
            row.setChecked(number == current)
        self._group.setExclusive(True)
        self._showing = False

    def _on_toggled(self, row: PlaceRow, on: bool) -> None:
        if on and not self._showing:
            self.chosen.emit(self._rows.index(row))


class StepList(SectionList):
    """Steps of a procedure, numbered by their names ("1 Erklären")."""
