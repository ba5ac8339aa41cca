"""A pictogram of the house, always with a word beside it."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from profiler import paths
from profiler.gui import style
from profiler.gui.tokens import Ink


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer | None:
    file = paths.resources_folder() / "pictograms" / f"{name}.svg"
    if not file.is_file():
        return None
    return QSvgRenderer(QByteArray(file.read_text("utf-8").replace("currentColor", colour).encode()))


class Pictogram(QWidget):
    """Drawn in one colour; a name without a file leaves its place empty."""

    def __init__(self, name: str, side: int = 32, ink: Ink = Ink.FIRST) -> None:
        super().__init__()
        self._name, self._ink = name, ink
        self.setFixedSize(side, side)

    def show_ink(self, ink: Ink) -> None:
        """Change the colour."""
        self._ink = ink
        self.update()

    def paintEvent(self, event: object) -> None:
        """Draw in the palette of the moment."""
        renderer = _renderer(self._name, self._ink.of(style.tokens()))
        if renderer is not None:
            renderer.render(QPainter(self), QRectF(self.rect()))
