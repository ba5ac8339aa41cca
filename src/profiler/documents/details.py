"""Answers that found no column of a table: label and answer beside each other, in two columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from profiler.documents import scale
from profiler.documents.canvas import Canvas
from profiler.documents.parts import Cell, Part, Row, Stack, Text
from profiler.documents.text.paragraph import Paragraph, Span, Typesetter
from profiler.languages.tags import GERMAN

_SLACK = 1.0


@dataclass(frozen=True, slots=True)
class Details:
    """Pairs of a label and an answer, German only, in the order of the form.

    An answer that is longer than half of the width takes the whole of it.
    """

    pairs: tuple[tuple[str, str], ...]

    def height(self, setter: Typesetter, width: float) -> float:
        """Height of all lines."""
        return self._stack(setter, width).height(setter, width)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Baseline of the first line."""
        return self._stack(setter, width).ascent(setter, width)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw all lines."""
        self._stack(canvas.type, width).draw(canvas, x, top, width)

    def split(self, setter: Typesetter, width: float, height: float) -> tuple[Part, Part] | None:
        """Between two lines, or inside a long answer."""
        return self._stack(setter, width).split(setter, width, height)

    def _stack(self, setter: Typesetter, width: float) -> Stack:
        return Stack(tuple(self._rows(setter, width)))

    def _rows(self, setter: Typesetter, width: float) -> Iterator[Row]:
        half = (width - scale.GUTTER) / 2
        waiting: Cell | None = None
        for label, value in self.pairs:
            said = _said(label, value)
            is_short = setter.line(said.spans, GERMAN).width + _SLACK <= half
            if is_short and waiting is not None:
                yield _line(waiting, Cell(half + scale.GUTTER, half, Text(said)))
                waiting = None
                continue
            if waiting is not None:
                yield _line(waiting)
            waiting = Cell(0, half if is_short else width, Text(said))
            if not is_short:
                yield _line(waiting)
                waiting = None
        if waiting is not None:
            yield _line(waiting)


def _said(label: str, value: str) -> Paragraph:
    colon = "" if label.endswith("?") else ":"
    return Paragraph((Span(f"{label}{colon} ", scale.LABEL), Span(value, scale.RUNNING)), GERMAN)


def _line(*cells: Cell) -> Row:
    return Row(cells, above=0, below=0, rule=0)
