"""Small layout helpers: rows and columns with the house's distances."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from profiler.gui.tokens import Measure, Space
from profiler.gui.widgets.texts import ground


def column(parent: QWidget | None = None, *, spacing: int = Space.S, margin: int = 0) -> QVBoxLayout:
    """A column without margins."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def row(parent: QWidget | None = None, *, spacing: int = Space.S, margin: int = 0) -> QHBoxLayout:
    """A row without margins."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def row_of(*widgets: QWidget, spacing: int = Space.S, stretch: bool = True) -> QHBoxLayout:
    """The widgets side by side, pushed to the left."""
    layout = row(spacing=spacing)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
    return layout


def inset(widget: QWidget) -> QWidget:
    """Move a text by the room that buttons keep for their focus ring, so that both stand in one line."""
    widget.setContentsMargins(Measure.RING, 0, Measure.RING, 0)
    return widget


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def scrolling(content: QWidget, name: str, ground_name: str = "canvas", *, wraps: bool = True) -> QScrollArea:
    """A vertical scroll area around a page; it takes no Tab stop of its own.

    Args:
        content: what scrolls.
        name: object name of the area.
        ground_name: ground of the content.
        wraps: whether the content holds texts that wrap; what has a height of its own does not.
    """
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    ground(content, ground_name)
    area.setWidget(content)
    if wraps:
        by_width(area)
    return area


def by_width(area: QScrollArea) -> None:
    """Let the content be as high as its texts need at the width it has.

    Otherwise it is as high as they would need in a narrow column, and scrolls over empty room.
    """
    content = area.widget()
    if content is not None:
        content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)


def line() -> QFrame:
    """A hairline between parts."""
    made = QFrame()
    made.setProperty("line", "true")
    made.setFixedHeight(1)
    return made


def card() -> QFrame:
    """A frame for what is compared or carried away."""
    made = QFrame()
    made.setProperty("card", "true")
    return made
