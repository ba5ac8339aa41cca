"""Statements in both languages side by side, with a pictogram: rights, notes, framed warnings."""

from __future__ import annotations

from dataclasses import dataclass

from profiler.documents import pictograms, scale
from profiler.documents.canvas import MM, Canvas
from profiler.documents.parts import Cell, Gap, Part, Row, text
from profiler.documents.text.itemise import TextStyle
from profiler.documents.text.paragraph import Typesetter
from profiler.documents.wording import Pair
from profiler.languages.tags import GERMAN

_ICON = 5 * MM
_ICON_COLUMN = 8 * MM


@dataclass(frozen=True, slots=True)
class Icon:
    """A pictogram of a size in points."""

    name: str
    size: float = _ICON

    def height(self, setter: Typesetter, width: float) -> float:
        """Its size."""
        return self.size

    def ascent(self, setter: Typesetter, width: float) -> float:
        """A picture has no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw it."""
        pictograms.draw(canvas, self.name, x, top, self.size)


def statement(
    pair: Pair,
    client: str,
    *,
    icon: str = "",
    style: TextStyle = scale.RUNNING,
    width: float = scale.CONTENT,
    rule: float = scale.HAIR,
) -> Row:
    """One statement: pictogram, German half, client's half; the whole width without a second language."""
    left = _ICON_COLUMN if icon else 0
    cells = [Cell(0, _ICON, Icon(icon) if icon else Gap(0))] if icon else []
    if pair.client:
        half = (width - left - scale.GUTTER) / 2
        cells.append(Cell(left, half, text(pair.german, style, GERMAN)))
        cells.append(Cell(left + half + scale.GUTTER, half, text(pair.client, style, client)))
    else:
        cells.append(Cell(left, width - left, text(pair.german, style, GERMAN)))
    return Row(tuple(cells), above=1.4, below=1.8, rule=rule, centred=True)


@dataclass(frozen=True, slots=True)
class Note:
    """A statement in a frame."""

    pair: Pair
    client: str
    icon: str
    rule: float = 1.0

    def _row(self, width: float) -> Row:
        return statement(self.pair, self.client, icon=self.icon, width=width - 4.8 * MM, rule=0)

    def height(self, setter: Typesetter, width: float) -> float:
        """Height of the statement and its frame."""
        return max(9 * MM, self._row(width).height(setter, width) + 1.6 * MM)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """A frame shares no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw frame and statement."""
        height = self.height(canvas.type, width)
        canvas.box(x, top, width, height, rule=self.rule)
        row = self._row(width)
        inner = row.height(canvas.type, width)
        row.draw(canvas, x + 2.4 * MM, top + (height - inner) / 2, width - 4.8 * MM)


def spaced(parts: tuple[Part, ...], gap: float) -> tuple[Part, ...]:
    """The parts with a gap in points between any two."""
    result: list[Part] = []
    for part in parts:
        if result:
            result.append(Gap(gap))
        result.append(part)
    return tuple(result)
