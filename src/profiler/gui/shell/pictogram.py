"""A pictogram of the house, always with a word beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from profiler.gui import style
from profiler.gui.icons.pictograms import draw_pictogram
from profiler.gui.tokens import Ink


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
        draw_pictogram(QPainter(self), self._name, QRectF(self.rect()), self._ink.of(style.tokens()))
