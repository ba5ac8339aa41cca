"""Names of the columns above the list of people; the last one changes the order."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from profiler.gui import fonts, style
from profiler.gui.icons.names import Icon
from profiler.gui.people.columns import columns
from profiler.gui.tokens import Measure, Size
from profiler.gui.widgets.buttons import QuietButton
from profiler.gui.widgets.painting import draw_text
from profiler.records.people import PeopleOrder

_HEIGHT = 36


class PeopleHead(QWidget):
    """One line of small type over a hairline.

    Signals:
        order_chosen: object, a `PeopleOrder`.
    """

    order_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._by_name = _OrderButton("Person", "main.order.name", self)
        self._by_change = _OrderButton("Geändert", "main.order.changed", self)
        self._by_name.clicked.connect(lambda: self._choose(PeopleOrder.NAME))
        self._by_change.clicked.connect(lambda: self._choose(PeopleOrder.CHANGED))
        self.show_order(PeopleOrder.CHANGED)

    def show_order(self, order: PeopleOrder) -> None:
        """Mark by what the list is sorted."""
        self._by_name.show_trailing(order is PeopleOrder.NAME)
        self._by_change.show_trailing(order is PeopleOrder.CHANGED)
        self._place_buttons()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(400, _HEIGHT)

    def resizeEvent(self, event: object) -> None:
        """Keep the buttons over their columns."""
        self._place_buttons()

    def paintEvent(self, event: object) -> None:
        """The names that are no buttons, and the hairline."""
        tokens = style.tokens()
        painter = QPainter(self)
        at = columns(self.width())
        font = fonts.font(Size.SECOND)
        for left, text in ((at.language, "Sprache"), (at.progress, "Stand"), (at.hint, "Hinweis")):
            draw_text(painter, QRectF(left, 0, 140, _HEIGHT - 2), text, font, tokens.ink2)
        painter.fillRect(0, _HEIGHT - 1, self.width(), 1, QColor(tokens.line))

    def _choose(self, order: PeopleOrder) -> None:
        self.show_order(order)
        self.order_chosen.emit(order)

    def _place_buttons(self) -> None:
        at = columns(self.width())
        edge = QuietButton.padding + Measure.RING
        for button, left in ((self._by_name, at.person), (self._by_change, at.changed)):
            button.resize(button.sizeHint())
            button.move(left - edge, (_HEIGHT - button.height()) // 2 - 1)


class _OrderButton(QuietButton):
    """Names a column; an arrow shows that it sorts the list."""

    def show_trailing(self, sorts: bool) -> None:
        """Show or hide the arrow."""
        self._trailing = Icon.DOWN if sorts else None
        self.setAccessibleDescription("sortiert die Liste" if sorts else "Liste danach sortieren")
        self.update()

    def __init__(self, text: str, name: str, parent: QWidget) -> None:
        super().__init__(text, name, parent=parent)
