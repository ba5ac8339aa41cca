"""Parts every paper is made of: texts, rows, bands, boxes; each knows its height before it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from profiler.documents import scale
from profiler.documents.canvas import BAND_TINT, BLACK, HAIR_GREY, MM, RULE_GREY, WHITE, Canvas
from profiler.documents.text.itemise import TextStyle
from profiler.documents.text.paragraph import Align, Line, Paragraph, Span, Typesetter, draw_line
from profiler.documents.wording import Pair
from profiler.languages.tags import GERMAN


class Part(Protocol):
    """Something that can stand on a page."""

    def height(self, setter: Typesetter, width: float) -> float:
        """Height in points at a width in points."""
        ...

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Distance from the top to the first baseline, which parts in a row share; 0 if there is none."""
        ...

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at (x, top)."""
        ...


@runtime_checkable
class Splittable(Protocol):
    """A part that may be longer than a page."""

    def split(self, setter: Typesetter, width: float, height: float) -> tuple[Part, Part] | None:
        """What fits into `height` and the rest; None if nothing fits."""
        ...


def text(content: str, style: TextStyle, language: str = GERMAN, align: Align = Align.START) -> Text:
    """Text in one style."""
    return Text(Paragraph((Span(content, style),), language, align))


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    paragraph: Paragraph

    def height(self, setter: Typesetter, width: float) -> float:
        """Height of its lines."""
        return setter.height(self.paragraph, width)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Ascent of its first line."""
        return setter.lines(self.paragraph, width)[0].ascent

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw its lines."""
        canvas.type.draw(canvas, self.paragraph, x, top, width)

    def split(self, setter: Typesetter, width: float, height: float) -> tuple[Part, Part] | None:
        """Between two lines."""
        halves = setter.split(self.paragraph, width, height)
        return None if halves is None else (Text(halves[0]), Text(halves[1]))


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty space of a height in points."""

    points: float

    def height(self, setter: Typesetter, width: float) -> float:
        """Its height."""
        return self.points

    def ascent(self, setter: Typesetter, width: float) -> float:
        """No baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Parts one below the other."""

    parts: tuple[Part, ...]
    gap: float = 0

    def height(self, setter: Typesetter, width: float) -> float:
        """Sum of the heights and gaps."""
        heights = sum(part.height(setter, width) for part in self.parts)
        return heights + self.gap * max(0, len(self.parts) - 1)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """That of the first part."""
        return self.parts[0].ascent(setter, width) if self.parts else 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw from top to bottom."""
        for part in self.parts:
            part.draw(canvas, x, top, width)
            top += part.height(canvas.type, width) + self.gap

    def split(self, setter: Typesetter, width: float, height: float) -> tuple[Part, Part] | None:
        """Between two parts, or inside the one that reaches over the edge."""
        used = 0.0
        for index, part in enumerate(self.parts):
            own = part.height(setter, width)
            if used + own > height:
                halves = part.split(setter, width, height - used) if isinstance(part, Splittable) else None
                if halves is not None:
                    first, rest = halves
                    return (
                        replace(self, parts=(*self.parts[:index], first)),
                        replace(self, parts=(rest, *self.parts[index + 1 :])),
                    )
                if index == 0:
                    return None
                return replace(self, parts=self.parts[:index]), replace(self, parts=self.parts[index:])
            used += own + self.gap
        return None


@dataclass(frozen=True, slots=True)
class Together:
    """Parts one below the other that no page parts."""

    stack: Stack

    def height(self, setter: Typesetter, width: float) -> float:
        """Height of the stack."""
        return self.stack.height(setter, width)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """That of the first part."""
        return self.stack.ascent(setter, width)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw from top to bottom."""
        self.stack.draw(canvas, x, top, width)


@dataclass(frozen=True, slots=True)
class Beside:
    """German at the left edge, the other language at the right edge, on one baseline if both fit."""

    start: Paragraph
    end: Paragraph | None
    gap: float = 6.0

    def height(self, setter: Typesetter, width: float) -> float:
        """One line where both fit, else one below the other."""
        lines = self.on_one_line(setter, width)
        if lines is not None:
            return max(line.ascent for line in lines) + max(line.descent for line in lines)
        return setter.height(self.start, width) + (setter.height(self.end, width) if self.end else 0)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Baseline of the first line."""
        lines = self.on_one_line(setter, width)
        if lines is not None:
            return max(line.ascent for line in lines)
        return setter.lines(self.start, width)[0].ascent

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw both."""
        lines = self.on_one_line(canvas.type, width)
        if lines is not None:
            baseline = top + max(line.ascent for line in lines)
            draw_line(canvas, lines[0], x, baseline)
            if len(lines) > 1:
                draw_line(canvas, lines[1], x + width - lines[1].width, baseline)
            return
        top = canvas.type.draw(canvas, self.start, x, top, width)
        if self.end is not None:
            canvas.type.draw(canvas, replace(self.end, align=Align.RIGHT), x, top, width)

    def on_one_line(self, setter: Typesetter, width: float) -> list[Line] | None:
        """Both lines if they fit beside each other, None otherwise."""
        paragraphs = [self.start] if self.end is None else [self.start, self.end]
        lines = [setter.line(paragraph.spans, paragraph.language) for paragraph in paragraphs]
        used = sum(line.width for line in lines) + (self.gap if self.end else 0)
        return lines if used <= width + 0.01 else None


def beside(
    pair: Pair, client: str, german_style: TextStyle, client_style: TextStyle, gap: float = 6.0
) -> Beside:
    """Both halves of a pair in their styles; `client` is the Babel code of the second language."""
    return Beside(
        Paragraph((Span(pair.german, german_style),), GERMAN),
        Paragraph((Span(pair.client, client_style),), client) if pair.client else None,
        gap,
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A part at a place in a row: distance from the row's left edge and width, in points."""

    left: float
    width: float
    part: Part


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side with their first baselines aligned, ruled off below.

    Attributes:
        above: padding in points over the tallest cell.
        below: padding in points under it.
        rule: thickness of the rule below, 0 for none.
        least: least height in points.
        tint: grey behind the row.
    """

    cells: tuple[Cell, ...]
    above: float = 2.6
    below: float = 3.0
    rule: float = scale.HAIR
    least: float = 0
    tint: float | None = None
    centred: bool = False

    def height(self, setter: Typesetter, width: float) -> float:
        """Height of the tallest cell with its padding."""
        return max(self.least, self.above + self._inner(setter) + self.below)

    def _inner(self, setter: Typesetter) -> float:
        base = self._ascent(setter)
        return max(
            (cell.part.height(setter, cell.width) + self._drop(cell, base, setter) for cell in self.cells),
            default=0,
        )

    def _drop(self, cell: Cell, base: float, setter: Typesetter) -> float:
        """How far a cell moves down to share the first baseline; pictures stay where they are."""
        own = cell.part.ascent(setter, cell.width)
        return base - own if own else 0

    def ascent(self, setter: Typesetter, width: float) -> float:
        """The shared first baseline."""
        return self.above + self._ascent(setter)

    def _ascent(self, setter: Typesetter) -> float:
        return max((cell.part.ascent(setter, cell.width) for cell in self.cells), default=0)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw tint, cells and rule."""
        height = self.height(canvas.type, width)
        if self.tint is not None:
            canvas.box(x, top, width, height, fill=self.tint)
        inner_top = top + self.above
        if self.centred:
            inner_top = top + (height - self._inner(canvas.type)) / 2
        base = self._ascent(canvas.type)
        for cell in self.cells:
            drop = self._drop(cell, base, canvas.type)
            cell.part.draw(canvas, x + cell.left, inner_top + drop, cell.width)
        if self.rule:
            edge = top + height - self.rule / 2
            canvas.line(x, edge, x + width, edge, self.rule, RULE_GREY if self.rule < 1 else BLACK)

    def split(self, setter: Typesetter, width: float, height: float) -> tuple[Part, Part] | None:
        """Every cell at the same height; cells that fit stay in the upper half."""
        room = height - self.above - self.below
        upper: list[Cell] = []
        lower: list[Cell] = []
        for cell in self.cells:
            if cell.part.height(setter, cell.width) <= room:
                upper.append(cell)
                continue
            halves = cell.part.split(setter, cell.width, room) if isinstance(cell.part, Splittable) else None
            if halves is None:
                return None
            upper.append(replace(cell, part=halves[0]))
            lower.append(replace(cell, part=halves[1]))
        if not lower or not upper:
            return None
        return replace(self, cells=tuple(upper), rule=0, least=0), replace(self, cells=tuple(lower), least=0)


def row_of(widths: Sequence[float], parts: Sequence[Part], padding: float = 2.4 * MM) -> tuple[Cell, ...]:
    """Cells of consecutive widths; `padding` stays free at the right of all but the last."""
    cells = []
    left = 0.0
    for index, (width, part) in enumerate(zip(widths, parts, strict=True)):
        inner = width if index == len(parts) - 1 else width - padding
        cells.append(Cell(left, inner, part))
        left += width
    return tuple(cells)


@dataclass(frozen=True, slots=True)
class Band:
    """Head of a section: number on black, German at the left, the client's language at the right.

    Attributes:
        hint: small German hint behind the title, "" for none.
        answer: whether another office fills the section in: black with white text.
    """

    number: str
    title: Pair
    client: str
    hint: str = ""
    answer: bool = False

    def height(self, setter: Typesetter, width: float) -> float:
        """5.6 mm, 6.4 mm for answers; more when the titles do not fit beside each other."""
        least = 6.4 * MM if self.answer else 5.6 * MM
        return least if self._fits(setter, width) else 2 * least - 1.6 * MM

    def ascent(self, setter: Typesetter, width: float) -> float:
        """A band shares no baseline."""
        return 0

    def _lines(self, setter: Typesetter) -> tuple[Line, Line | None]:
        bold = scale.white(scale.VALUE_BOLD) if self.answer else scale.VALUE_BOLD
        small = scale.white(scale.LABEL) if self.answer else scale.LABEL
        spans = [Span(self.title.german, bold)]
        if self.hint:
            spans.append(Span(f"    {self.hint}", small))
        client = setter.line([Span(self.title.client, bold)], self.client) if self.title.client else None
        return setter.line(spans, GERMAN), client

    def _fits(self, setter: Typesetter, width: float) -> bool:
        german, client = self._lines(setter)
        square = 5.6 * MM
        return client is None or german.width + client.width + square + 8 * MM <= width

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw tint, rule, number and titles."""
        height = self.height(canvas.type, width)
        square = min(height, 5.6 * MM)
        canvas.box(x, top, width, height, fill=BLACK if self.answer else BAND_TINT)
        canvas.line(x, top, x + width, top, scale.BAND_RULE)
        if self.number:
            canvas.box(x, top, square, square, fill=BLACK)
            number = canvas.type.line([Span(self.number, scale.white(scale.VALUE_BOLD))], GERMAN)
            draw_line(canvas, number, x + (square - number.width) / 2, top + square / 2 + 3.4)
        german, client = self._lines(canvas.type)
        baseline = top + square / 2 + 3.4
        draw_line(canvas, german, x + (square + 2.2 * MM if self.number else 2 * MM), baseline)
        if client is not None:
            if not self._fits(canvas.type, width):
                baseline += height - square
            draw_line(canvas, client, x + width - 1.6 * MM - client.width, baseline)


def stamp_field(canvas: Canvas, x: float, top: float, width: float, height: float, label: str) -> None:
    """A dashed field for an office's stamp, its name in the corner."""
    canvas.box(x, top, width, height, rule=0.6, grey=HAIR_GREY, dash=2.2)
    line = canvas.type.line([Span(label, scale.STAMP_LABEL)], GERMAN)
    draw_line(canvas, line, x + 1.2 * MM, top + 0.8 * MM + line.ascent)


def write_line(canvas: Canvas, x: float, y: float, width: float, caption: Pair, client: str) -> None:
    """A line to write on, with its caption below: German left, the client's language right."""
    canvas.line(x, y, x + width, y, scale.FIELD_RULE)
    beside(caption, client, scale.FOOT, scale.LABEL_CLIENT).draw(canvas, x, y + 0.6, width)


def tick_box(canvas: Canvas, x: float, top: float, size: float, *, ticked: bool = False) -> None:
    """A box to tick; ticked is a cross from edge to edge."""
    canvas.box(x, top, size, size, rule=scale.STRONG, fill=WHITE)
    if ticked:
        inset = 0.6
        canvas.line(x + inset, top + inset, x + size - inset, top + size - inset, 1.3)
        canvas.line(x + inset, top + size - inset, x + size - inset, top + inset, 1.3)


def number_disc(canvas: Canvas, x: float, y: float, number: str) -> None:
    """The number of a station, white on a black disc of 8 mm around (x, y)."""
    canvas.disc(x, y, 4 * MM, fill=BLACK)
    line = canvas.type.line([Span(number, scale.NUMBER)], GERMAN)
    draw_line(canvas, line, x - line.width / 2, y + 4.7)
