"""A table of entries, one line each, and the frame in which the chosen one is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from profiler.gui import bidi, fonts, style
from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Ink, Radius, Size, Space
from profiler.gui.widgets.buttons import LinkButton
from profiler.gui.widgets.painting import draw_text, ring, text_height
from profiler.gui.widgets.texts import Text

_ROW: Final = 36
_HEAD: Final = 32
_NUMBER: Final = 40
_PAD: Final = 14


def _column_boxes(width: float, count: int, height: float, right: float) -> list[QRectF]:
    """The first column is half as wide again as the others."""
    room = max(width - _NUMBER - _PAD - right, 1.0)
    unit = room / (count + 0.6)
    boxes, x = [], float(_NUMBER)
    for number in range(count):
        wide = unit * 1.6 if number == 0 else unit
        boxes.append(QRectF(x, 0, wide - 10, height))
        x += wide
    return boxes


def _elided(painter: QPainter, text: str, width: float) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))


class TableRow(QRadioButton):
    """One entry; chosen = tint and bar."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = 0
        self._cells: tuple[str, ...] = ("",)
        self.last = False
        self.right = 0
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cells(self, number: int, cells: Sequence[str]) -> None:
        """Show the entry; `number` counts from 1."""
        self._number, self._cells = number, tuple(cells)
        spoken = ", ".join(cell for cell in cells if cell)
        self.setText(f"{number}")
        self.setAccessibleName(bidi.plain(f"{number}: {spoken}" if spoken else f"{number}: noch leer"))
        self.update()

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts shown."""
        return self._cells

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(400, _ROW)

    def hitButton(self, position: QPoint) -> bool:
        """The whole line."""
        return self.rect().contains(position)

    def paintEvent(self, event: object) -> None:
        """Number, cells, bar, ring."""
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.last:
            clip = QPainterPath()
            clip.addRoundedRect(box.adjusted(0, -20, 0, 0), Radius.CARD - 1, Radius.CARD - 1)
            painter.setClipPath(clip)
        chosen = self.isChecked()
        painter.fillRect(box, QColor(tokens.tint if chosen else tokens.surface))
        if chosen:
            painter.fillRect(QRectF(0, 0, 3, box.height()), QColor(tokens.accent))
        if not self.last:
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(QPointF(0, box.height() - 0.5), QPointF(box.width(), box.height() - 0.5))
        number = QRectF(_PAD, 0, _NUMBER - _PAD, box.height())
        draw_text(painter, number, str(self._number), fonts.font(Size.BODY), tokens.ink2)
        boxes = _column_boxes(box.width(), len(self._cells), box.height(), max(_PAD, self.right))
        for place, (cell_box, text) in enumerate(zip(boxes, self._cells, strict=True)):
            font = fonts.font(Size.BODY, bold=place == 0)
            painter.setFont(font)
            empty = place == 0 and not text
            shown = _elided(painter, text or ("noch leer" if empty else ""), cell_box.width())
            draw_text(painter, cell_box, shown, font, tokens.ink2 if empty else tokens.ink)
        if self.hasFocus():
            painter.setClipping(False)
            ring(painter, box.adjusted(6, 5, -6, -5), Radius.BADGE)


class _TableHead(QWidget):
    """Names of the columns."""

    def __init__(self, columns: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self.last = False
        self.right = 0
        self.setMinimumHeight(_HEAD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """High enough for the names, wrapped."""
        super().resizeEvent(event)
        font = fonts.font(Size.CAPTION)
        cells = zip(self._boxes(), self._columns, strict=True)
        tallest = max((text_height(text, font, cell.width()) for cell, text in cells), default=0.0)
        self.setMinimumHeight(max(_HEAD, round(tallest) + 12))

    def _boxes(self) -> list[QRectF]:
        return _column_boxes(self.width(), len(self._columns), self.height(), max(_PAD, self.right))

    def paintEvent(self, event: object) -> None:
        """Sunken ground, small type."""
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        clip = QPainterPath()
        clip.addRoundedRect(box.adjusted(0, 0, 0, 0 if self.last else 20), Radius.CARD - 1, Radius.CARD - 1)
        painter.setClipPath(clip)
        painter.fillRect(box, QColor(tokens.sunken))
        font = fonts.font(Size.CAPTION)
        for cell, text in zip(self._boxes(), self._columns, strict=True):
            draw_text(painter, cell, text, font, tokens.ink2)


class RepeatTable(QFrame):
    """Entries of a repeat; add stands at its head.

    Signals:
        chosen: place of the chosen entry, from 0.
        add_asked: one more entry is wanted.
    """

    chosen = Signal(int)
    add_asked = Signal()

    def __init__(
        self, name: str, columns: Sequence[str], add_label: str, parent: QWidget | None = None
    ) -> None:
        """Rows are `<name>.row<n>`, the button is `<name>.add`."""
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)
        self._head = _TableHead(columns, self)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, Space.S, 0)
        head.addStretch(1)
        self.add = LinkButton(add_label, f"{name}.add", icon=Icon.PLUS)
        self.add.clicked.connect(lambda: self.add_asked.emit())
        head.addWidget(self.add)
        self._head.right = self.add.sizeHint().width() + Space.S
        self._layout.addWidget(self._head)
        self._rows: list[TableRow] = []
        self._group = QButtonGroup(self)
        self._showing = False

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """The lines, in order."""
        return tuple(self._rows)

    def show_rows(self, entries: Sequence[Sequence[str]], chosen: int | None) -> None:
        """Show all entries; `chosen` is the place of the one in the frame below."""
        self._showing = True
        while len(self._rows) > len(entries):
            row = self._rows.pop()
            self._group.removeButton(row)
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(entries):
            row = TableRow(f"{self._name}.row{len(self._rows)}", self)
            row.right = self._head.right
            self._group.addButton(row)
            row.toggled.connect(lambda on, row=row: self._on_toggled(row, on))
            self._layout.addWidget(row)
            row.show()
            self._rows.append(row)
        self._head.last = not entries
        for place, (row, cells) in enumerate(zip(self._rows, entries, strict=True)):
            row.last = place == len(entries) - 1
            row.show_cells(place + 1, cells)
        self._group.setExclusive(False)
        for place, row in enumerate(self._rows):
            row.setChecked(place == chosen)
        self._group.setExclusive(True)
        self._showing = False

    def _on_toggled(self, row: TableRow, on: bool) -> None:
        if on and not self._showing:
            self.chosen.emit(self._rows.index(row))

    def paintEvent(self, event: object) -> None:
        """The frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(style.tokens().line2), 1))
        painter.setBrush(QColor(style.tokens().surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CARD, Radius.CARD)


class DetailFrame(QFrame):
    """The chosen entry, filled in: "Arbeit 2 von 3", remove at the right.

    Signals:
        remove_asked: the entry shall go.
    """

    remove_asked = Signal()

    def __init__(self, name: str, remove_label: str, parent: QWidget | None = None) -> None:
        """The button is `<name>.remove`."""
        super().__init__(parent)
        self.setObjectName(f"{name}.detail")
        self.setProperty("frame", "accent")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 10, 18, 16)
        layout.setSpacing(Space.S)
        head = QHBoxLayout()
        self.title = Text("", size=Size.SECOND, bold=True, ink=Ink.SECOND)
        head.addWidget(self.title, 1)
        self.remove = LinkButton(remove_label, f"{name}.remove", icon=Icon.BIN)
        self.remove.clicked.connect(lambda: self.remove_asked.emit())
        head.addWidget(self.remove)
        layout.addLayout(head)
        self._layout = layout
        self._content: QWidget | None = None

    def content_layout(self) -> QLayout:
        """Where the content goes."""
        return self._layout

    def show_content(self, title: str, content: QWidget, *, removable: bool = True) -> None:
        """Show one entry; the widget shown before is deleted."""
        self.title.show_text(title)
        self.remove.setVisible(removable)
        if self._content is not None and self._content is not content:
            self._layout.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        if self._content is not content:
            self._layout.addWidget(content)
            content.show()
        self._content = content
