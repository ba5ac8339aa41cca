"""Frames round content: card, scrolling page, footer, empty state, curtain."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Ink, Measure, Size, Space
from profiler.gui.widgets.badges import KeyCap
from profiler.gui.widgets.texts import Text, ground


class Card(QFrame):
    """A thing that is compared with others or carried away; never a card in a card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Line(QFrame):
    """A hairline."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("line", True)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Page(QScrollArea):
    """A column of content that scrolls, at most 1080 px wide, with the page's margins."""

    def __init__(self, name: str, *, on: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab goes to what can be answered; the keys scroll from there.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground(self.viewport(), on)
        self._outer = ground(QWidget(), on)
        row = QHBoxLayout(self._outer)
        row.setContentsMargins(Space.XXL, Space.M, Space.XXL, Space.XL)
        row.setSpacing(0)
        self.column = QWidget(self._outer)
        self.column.setMaximumWidth(Measure.CONTENT)
        self.column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self.column, 1)
        self.content = QVBoxLayout(self.column)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(Space.S)
        self.setWidget(self._outer)
        self._margins = row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows get narrow margins."""
        side = 20 if event.size().width() < Measure.NARROW - 60 else Space.XXL
        margins = self._margins.contentsMargins()
        if margins.left() != side:
            self._margins.setContentsMargins(side, margins.top(), side, margins.bottom())
        super().resizeEvent(event)

    def reveal(self, widget: QWidget) -> None:
        """Scroll as little as needed to show a widget."""
        self.ensureWidgetVisible(widget, 0, 48)


class FooterBar(QFrame):
    """Back at the left, what is open in the middle, the one filled button at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "surface")
        self.setProperty("rule", "top")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.XXL - Measure.RING, Space.S, Space.XXL - Measure.RING, Space.S)
        layout.setSpacing(Space.M)
        self._margins = layout
        self._sides = [QHBoxLayout() for _ in range(3)]
        for side, stretch in zip(self._sides, (1, 0, 1), strict=True):
            side.setSpacing(Space.S)
            layout.addLayout(side, stretch)
        self._sides[0].addStretch(1)
        self._sides[2].addStretch(1)
        self._may_go: list[QWidget] = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows get narrow margins, as pages do."""
        super().resizeEvent(event)
        side = (20 if event.size().width() < Measure.NARROW - 60 else Space.XXL) - Measure.RING
        if self._margins.contentsMargins().left() != side:
            self._margins.setContentsMargins(side, Space.S, side, Space.S)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """Without what may go, so that it keeps no window from getting narrow."""
        least = super().minimumSizeHint()
        return QSize(self._needed(self._staying()), least.height()) if self._may_go else least

    def fit(self) -> None:
        """Hide what may go where there is no room for it; after a text changed call it again."""
        if self._may_go:
            fits = self._needed([*self._staying(), *self._may_go]) <= self.width()
            for widget in self._may_go:
                widget.setVisible(fits)

    def _staying(self) -> list[QWidget]:
        inside = [side.itemAt(place) for side in self._sides for place in range(side.count())]
        widgets = [item.widget() for item in inside if item is not None]
        return [each for each in widgets if each and not each.isHidden() and each not in self._may_go]

    def _needed(self, widgets: Sequence[QWidget]) -> int:
        margins = self._margins.contentsMargins()
        gaps = Space.S * len(widgets) + 2 * Space.M
        return margins.left() + margins.right() + gaps + sum(each.sizeHint().width() for each in widgets)

    def put_left(self, widget: QWidget) -> None:
        """Add at the left."""
        self._sides[0].insertWidget(self._sides[0].count() - 1, widget)

    def put_middle(self, widget: QWidget, *, may_go: bool = False) -> None:
        """Add in the middle; what may go is hidden where there is no room."""
        self._sides[1].addWidget(widget)
        if may_go:
            self._may_go.append(widget)

    def put_right(self, widget: QWidget) -> None:
        """Add at the right end."""
        self._sides[2].addWidget(widget)


class EmptyState(QWidget):
    """Outline icon, one bold sentence, one sentence what to do, the keys for it."""

    def __init__(
        self,
        icon: Icon,
        title: str,
        sentence: str,
        keys: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`keys` are pairs of a key and what it does."""
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setSpacing(Space.S)
        layout.addStretch(1)
        layout.addWidget(IconLabel(icon, 40, Ink.HINT), 0, Qt.AlignmentFlag.AlignHCenter)
        for text, size, bold, ink in (
            (title, Size.TITLE, True, Ink.FIRST),
            (sentence, Size.BODY, False, Ink.SECOND),
        ):
            label = Text(text, size=size, bold=bold, ink=ink)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        self._actions = QVBoxLayout()
        layout.addLayout(self._actions)
        table = QVBoxLayout()
        table.setSpacing(Space.S)
        for key, words in keys:
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(KeyCap(key))
            line.addSpacing(Space.XS)
            line.addWidget(Text(words, ink=Ink.SECOND, wrap=False), 1)
            line.addStretch(1)
            table.addLayout(line)
        layout.addSpacing(Space.S)
        layout.addLayout(table)
        layout.addStretch(1)

    def add_action(self, button: QWidget) -> None:
        """Put a button below the sentences."""
        self._actions.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)


class PrivacyCurtain(QWidget):
    """Covers a page so that nobody reads along; lies over its parent while shown."""

    def __init__(self, parent: QWidget, key: str = "F12") -> None:
        super().__init__(parent)
        ground(self, "canvas")
        self.setObjectName("privacy.curtain")
        layout = QVBoxLayout(self)
        layout.addWidget(
            EmptyState(
                Icon.EYE_OFF,
                "Die Angaben sind verborgen",
                f"{key} zeigt sie wieder.",
            )
        )
        self.hide()

    def cover(self, hidden: bool) -> None:
        """Draw or open the curtain."""
        parent = self.parentWidget()
        if hidden and parent is not None:
            self.setGeometry(parent.rect())
            self.raise_()
        self.setVisible(hidden)
