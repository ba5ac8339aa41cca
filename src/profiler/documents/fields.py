"""Field cells: bilingual label over a value, packed into rows of the twelve-column grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from profiler.documents import scale
from profiler.documents.canvas import MM, RULE_GREY, Canvas
from profiler.documents.text.paragraph import Align, Line, Paragraph, Span, Typesetter, draw_line
from profiler.documents.wording import Pair
from profiler.languages.tags import GERMAN

_WIDTHS = (2, 3, 4, 6, 8, 9, 10, 12)
_LABEL_GAP = 2.2 * MM
_VALUE_SLACK = 1.0
_ALONE = 6
"""A field alone in its row takes half of it, unless it needs more."""


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled value.

    Attributes:
        value: German value; the person's own script stays as it is.
        bold: whether it is one of the facts looked for first.
        written: whether the value is written by hand (the cell is taller and empty).
    """

    label: Pair
    value: str
    bold: bool = False
    written: bool = False
    least_columns: int = 2


@dataclass(frozen=True, slots=True)
class FieldRow:
    """Cells of one row: (field, first column, columns)."""

    cells: tuple[tuple[Field, int, int], ...]
    client: str

    def height(self, setter: Typesetter, width: float) -> float:
        """8.6 mm, 11.5 mm for handwriting, more where a value takes several lines."""
        least = 11.5 * MM if any(field.written for field, _, _ in self.cells) else 8.6 * MM
        return max(least, self._label_height(setter) + self._value_height(setter) + 1.8)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Fields share no baseline with other parts."""
        return 0

    def _label_lines(self, setter: Typesetter) -> list[tuple[Line, Line | None]]:
        return [label_lines(setter, field, self.client) for field, _, _ in self.cells]

    def _label_ascent(self, setter: Typesetter) -> float:
        return max(line.ascent for pair in self._label_lines(setter) for line in pair if line)

    def _label_height(self, setter: Typesetter) -> float:
        descent = max(line.descent for pair in self._label_lines(setter) for line in pair if line)
        return self._label_ascent(setter) + descent - 1.2

    def _value_height(self, setter: Typesetter) -> float:
        base = self._value_ascent(setter)
        heights = []
        for field, _, columns in self.cells:
            lines = setter.lines(_value(field), scale.span_width(columns))
            heights.append(base - lines[0].ascent + sum(line.height for line in lines))
        return max(heights)

    def _value_ascent(self, setter: Typesetter) -> float:
        return max(
            setter.lines(_value(field), scale.span_width(columns))[0].ascent
            for field, _, columns in self.cells
        )

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw labels, values and the rule under every cell."""
        setter = canvas.type
        bottom = top + self.height(setter, width) - 0.3
        baseline = top + self._label_ascent(setter)
        value_top = top + self._label_height(setter)
        base = self._value_ascent(setter)
        for field, first, columns in self.cells:
            left = x + first * (scale.COLUMN + scale.GUTTER)
            wide = scale.span_width(columns)
            german, client = label_lines(setter, field, self.client)
            draw_line(canvas, german, left, baseline)
            if client is not None:
                draw_line(canvas, client, left + wide - client.width, baseline)
            value = _value(field)
            drop = base - setter.lines(value, wide)[0].ascent
            setter.draw(canvas, value, left, value_top + drop, wide)
            canvas.line(left, bottom, left + wide, bottom, scale.FIELD_RULE, RULE_GREY)


def pack(fields: Sequence[Field], client: str, setter: Typesetter) -> tuple[FieldRow, ...]:
    """Fields in order, each in the narrowest cell that takes labels and value; rows always fill the grid."""
    rows: list[list[tuple[Field, int]]] = [[]]
    for field in fields:
        wanted = columns_for(field, client, setter)
        if rows[-1] and sum(columns for _, columns in rows[-1]) + wanted > scale.COLUMNS:
            rows.append([])
        rows[-1].append((field, wanted))
    return tuple(FieldRow(_filled(row), client) for row in rows if row)


def columns_for(field: Field, client: str, setter: Typesetter) -> int:
    """Width of a field in columns: labels may not wrap or touch, the value should take one line."""
    german, translated = label_lines(setter, field, client)
    label = german.width + (translated.width + _LABEL_GAP if translated else 0)
    value = (
        max((line.width for line in setter.lines(_value(field), float("inf"))), default=0.0) + _VALUE_SLACK
    )
    for columns in _WIDTHS:
        room = scale.span_width(columns)
        if columns >= field.least_columns and label <= room and (value <= room or columns == scale.COLUMNS):
            return columns
    return scale.COLUMNS


def label_lines(setter: Typesetter, field: Field, client: str) -> tuple[Line, Line | None]:
    """The two labels of a field, each on one line."""
    german = setter.line([Span(field.label.german, scale.LABEL)], GERMAN)
    if not field.label.client:
        return german, None
    return german, setter.line([Span(field.label.client, scale.LABEL_CLIENT)], client)


def _value(field: Field) -> Paragraph:
    style = scale.VALUE_BOLD if field.bold else scale.VALUE
    return Paragraph((Span(field.value or " ", style),), GERMAN, Align.LEFT)


def _filled(row: list[tuple[Field, int]]) -> tuple[tuple[Field, int, int], ...]:
    """Spreads the columns left over, the last cells first, so that the rules reach the right edge."""
    columns = [wanted for _, wanted in row]
    spare = (scale.COLUMNS if len(columns) > 1 else max(_ALONE, columns[0])) - sum(columns)
    index = len(columns) - 1
    while spare:
        columns[index] += 1
        spare -= 1
        index = index - 1 if index else len(columns) - 1
    cells = []
    first = 0
    for (field, _), count in zip(row, columns, strict=True):
        cells.append((field, first, count))
        first += count
    return tuple(cells)
