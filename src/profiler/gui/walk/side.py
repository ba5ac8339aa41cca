"""Where one is: the section list at the left, or one bar above the page when the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from profiler.gui import style
from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Ink, Measure, Radius, Size, Space
from profiler.gui.walk.depth_switch import DepthSwitch
from profiler.gui.widgets.buttons import SecondaryButton
from profiler.gui.widgets.lists import Place, SectionList
from profiler.gui.widgets.painting import MARK_WORDS, ring, state_mark
from profiler.gui.widgets.texts import Text, ground


class SectionPanel(QFrame):
    """Form title, sections with their state, and the way to the next open question.

    Signals:
        chosen: place of a section, from 0.
        next_open_asked: go to the next open question.
    """

    chosen = Signal(int)
    next_open_asked = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "canvas")
        self.setProperty("rule", "right")
        self.setFixedWidth(245)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.S, Space.L, Space.S, Space.M)
        layout.setSpacing(Space.S)
        head = Text(title, size=Size.NAME, bold=True)
        head.setContentsMargins(Space.M, 0, Space.XS, 0)
        layout.addWidget(head)
        self.sections = SectionList()
        ground(self.sections, "canvas")
        self.sections.chosen.connect(self.chosen)
        self._shown: int | None = None
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground(scroll.viewport(), "canvas")
        holder = ground(QWidget(), "canvas")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sections)
        column.addStretch(1)
        scroll.setWidget(holder)
        # The lines have their places only after the list was laid out: shown, grown, or in a lower window.
        scroll.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._reveal())
        layout.addWidget(scroll, 1)
        self.switch = DepthSwitch("walk.depth")
        layout.addWidget(self.switch)
        self.next_open = SecondaryButton("Nächste offene Frage", "walk.next_open", key="F2")
        self.next_open.clicked.connect(lambda: self.next_open_asked.emit())
        layout.addWidget(self.next_open)

    def show_places(self, places: Sequence[Place], current: int) -> None:
        """Show all sections; the one shown is in sight when it becomes another."""
        self.sections.show_places(places, current)
        if current != self._shown:
            self._shown = current
            self._reveal()

    def _reveal(self) -> None:
        if self._shown is None or self._shown >= len(self.sections.rows):
            return
        self._scroll.ensureWidgetVisible(self.sections.rows[self._shown], 0, Measure.SECTION)


_MOST_MARKS: Final = 10
"""More do not fit beside the names of a section; the menu has them all."""


class _Dot(QPushButton):
    """A section as its mark alone; the bar beside names the one shown."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._place: Place | None = None
        self._current = False
        self.setObjectName(name)
        self.setFixedSize(32, 36)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_place(self, place: Place, *, current: bool) -> None:
        """Show another state."""
        self._place, self._current = place, current
        spoken = f"{place.pair.german}: {MARK_WORDS[place.mark]}, {place.count}"
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.setEnabled(place.enabled)
        self.update()

    def paintEvent(self, event: object) -> None:
        """The mark, framed if it is the section shown."""
        if self._place is None:
            return
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(3, 5, -3, -5)
        if self._current:
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.setBrush(QColor(tokens.tint))
            painter.drawRoundedRect(box, Radius.BADGE, Radius.BADGE)
        state_mark(painter, box.adjusted(4, 4, -4, -4), self._place.mark)
        if self.hasFocus():
            ring(painter, box.adjusted(1, 1, -1, -1), Radius.BADGE)


class SectionBar(QFrame):
    """The same in one line: the section shown, "4 von 10", a mark a section while there are few.

    Signals:
        chosen: place of a section, from 0.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "canvas")
        self.setProperty("rule", "bottom")
        self._places: tuple[Place, ...] = ()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20 - Measure.RING, Space.XS - 2, 20, Space.XS - 2)
        layout.setSpacing(Space.S)
        self.button = SecondaryButton("", "walk.sections", trailing=Icon.DOWN)
        self.button.clicked.connect(lambda: self._open())
        layout.addWidget(self.button)
        self._client = QHBoxLayout()
        layout.addLayout(self._client)
        layout.addStretch(1)
        self.switch = DepthSwitch("walk.bar.depth")
        layout.addWidget(self.switch)
        self._count = Text("", ink=Ink.SECOND, wrap=False)
        layout.addWidget(self._count)
        self._marks = QHBoxLayout()
        self._marks.setSpacing(0)
        self._marks.setContentsMargins(0, 0, 0, 0)
        self._marked = QWidget()
        self._marked.setLayout(self._marks)
        layout.addWidget(self._marked)
        self._dots: list[_Dot] = []
        self._label: Text | None = None
        self._menu: QMenu | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(600, 48)

    def show_places(self, places: Sequence[Place], current: int, count: str) -> None:
        """Show all sections; `count` says "4 von 10"."""
        self._places = tuple(places)
        self._marked.setVisible(len(places) <= _MOST_MARKS)
        while len(self._dots) < len(places):
            place = len(self._dots)
            dot = _Dot(f"walk.dot.{places[place].name.rsplit('.', 1)[-1]}", self)
            dot.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
            self._marks.addWidget(dot)
            self._dots.append(dot)
        for number, (dot, place_shown) in enumerate(zip(self._dots, places, strict=True)):
            dot.show_place(place_shown, current=number == current)
        pair = places[current].pair
        self.button.show_text(f"{current + 1}  {pair.german}")
        self._count.show_text(count)
        if self._label is not None:
            self._client.removeWidget(self._label)
            self._label.hide()
            self._label.deleteLater()
            self._label = None
        if not pair.is_single:
            self._label = Text(pair.client, pair.language, ink=Ink.SECOND, wrap=False)
            self._client.addWidget(self._label)

    def _open(self) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        menu = QMenu(self)
        menu.setObjectName("walk.sections.menu")
        for number, place in enumerate(self._places):
            action = QAction(f"{place.pair.german.replace('&', '&&')}\t{place.count}", menu)
            action.setEnabled(place.enabled)
            action.triggered.connect(lambda _checked=False, number=number: self.chosen.emit(number))
            menu.addAction(action)
        self._menu = menu
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))
