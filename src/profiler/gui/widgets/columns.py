"""Cells side by side at fixed shares of the width, so that rows of different questions line up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class ColumnsLayout(QLayout):
    """One row of cells; the tallest decides the height, all begin at the top.

    Args:
        shares: width of each cell as a share of the whole.
        gap: pixels between cells.
    """

    def __init__(self, shares: Sequence[float], gap: int = 16, parent: QWidget | None = None) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self._shares = tuple(share / sum(shares) for share in shares)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take the next cell."""
        self._items.append(item)

    def count(self) -> int:
        """How many cells there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """The cell at a place, None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Remove and return a cell, None behind the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """As wide as there is room."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Texts in the cells wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the tallest cell."""
        if width not in self._heights:
            boxes = self._boxes(QRect(0, 0, width, 0))
            heights = [_height(item, box.width()) for item, box in zip(self._items, boxes, strict=True)]
            self._heights[width] = max(heights, default=0)
        return self._heights[width]

    def invalidate(self) -> None:
        """A cell changed: measure again."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Put the cells into their places."""
        super().setGeometry(rect)
        for item, box in zip(self._items, self._boxes(rect), strict=True):
            item.setGeometry(QRect(box.x(), rect.y(), box.width(), _height(item, box.width())))

    def sizeHint(self) -> QSize:
        """Wide; as high as needed at that width."""
        return QSize(640, self.heightForWidth(640))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow; heights follow the width."""
        return QSize(320, 0)

    def _boxes(self, rect: QRect) -> list[QRect]:
        shares = self._shares[: len(self._items)]
        room = rect.width() - self._gap * max(len(shares) - 1, 0)
        boxes, x = [], float(rect.x())
        for share in shares:
            wide = room * share
            boxes.append(QRect(round(x), 0, max(round(wide), 1), 0))
            x += wide + self._gap
        return boxes


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
