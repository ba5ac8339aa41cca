"""Draws an icon into a painter, with lines equally thick at every size."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from profiler import paths
from profiler.gui import style
from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Ink

_GRID = 24
_LINE = 1.75


@cache
def _source(icon: Icon) -> str:
    return (paths.resources_folder() / "icons" / f"{icon}.svg").read_text(encoding="utf-8")


@cache
def _renderer(icon: Icon, colour: str, side: float) -> QSvgRenderer:
    thickness = _LINE * _GRID / side
    text = _source(icon).replace("currentColor", colour)
    text = text.replace('stroke-width="2"', f'stroke-width="{thickness:.3f}"')
    return QSvgRenderer(QByteArray(text.encode()))


def draw(painter: QPainter, icon: Icon, rect: QRectF, colour: str, *, mirrored: bool = False) -> None:
    """Draw the icon centred into the rectangle.

    Args:
        painter: where to.
        icon: which one.
        rect: its shorter side is the icon's size.
        colour: `#RRGGBB`, a value of `Tokens`.
        mirrored: arrows point the other way in right-to-left text; nothing else mirrors.
    """
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mirrored:
        painter.translate(2 * box.center().x(), 0)
        painter.scale(-1, 1)
    _renderer(icon, colour, side).render(painter, box)
    painter.restore()


def pixmap(icon: Icon, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `side` logical pixels, for the few places that take nothing else."""
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw(painter, icon, QRectF(0, 0, side, side), colour)
    painter.end()
    return picture


def qicon(icon: Icon, colour: str, side: int = 18) -> QIcon:
    """The icon for menus, at one and two times the density."""
    made = QIcon(pixmap(icon, colour, side))
    made.addPixmap(pixmap(icon, colour, side, 2.0))
    return made


class IconLabel(QWidget):
    """An icon by itself; always with a word beside it, therefore without an accessible name."""

    def __init__(
        self, icon: Icon, side: int = 20, ink: Ink = Ink.SECOND, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._side, self._ink = icon, side, ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(side, side)

    def show_icon(self, icon: Icon, ink: Ink) -> None:
        """Change picture and colour."""
        self._icon, self._ink = icon, ink
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: object) -> None:
        """Draw in the palette of the moment."""
        painter = QPainter(self)
        draw(painter, self._icon, QRectF(self.rect()), self._ink.of(style.tokens()))
