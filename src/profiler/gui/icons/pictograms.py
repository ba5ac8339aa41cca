"""Draws a pictogram into a painter, in one colour."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from profiler import paths


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer | None:
    file = paths.resources_folder() / "pictograms" / f"{name}.svg"
    if not file.is_file():
        return None
    return QSvgRenderer(QByteArray(file.read_text("utf-8").replace("currentColor", colour).encode()))


def draw_pictogram(painter: QPainter, name: str, box: QRectF, colour: str) -> None:
    """Draw the pictogram into the square `box`; a name without a file leaves its place empty.

    Args:
        painter: where to.
        name: of a file in `resources/pictograms`, without its ending.
        box: at least 28 pixels wide, below that lines run together.
        colour: `#RRGGBB`, a value of `Tokens`.
    """
    renderer = _renderer(name, colour)
    if renderer is not None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, box)
        painter.restore()
