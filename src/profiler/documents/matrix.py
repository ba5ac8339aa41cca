"""The matrix of a release: categories as rows, recipients as columns; yes is a cross, no is a dash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from profiler.documents import scale
from profiler.documents.canvas import BLACK, MM, ROW_TINT, RULE_GREY, Canvas
from profiler.documents.pages import Block
from profiler.documents.parts import Band, Gap, Part, Stack, Together, text, tick_box
from profiler.documents.text.itemise import TextStyle
from profiler.documents.text.paragraph import Align, Paragraph, Span, Typesetter
from profiler.documents.wording import Pair, Words, term
from profiler.languages.tags import GERMAN
from profiler.release.releases import Category, Grant

_MOST_COLUMNS = 4
_COLUMNS = (42 * MM, 42 * MM, 32 * MM, 26 * MM)
"""Width of a recipient's column, by their number: names should break between words only."""
_BOX = 3.4 * MM
_COUNT = term("document", "{count} von {all}")


def counted(grant: Grant, words: Words) -> str:
    """How many categories an office gets, in German, e.g. "7 von 12"."""
    return words.of(_COUNT, count=len(grant.categories), all=len(Category)).german


def _column(count: int) -> float:
    return _COLUMNS[count - 1]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One line of the matrix.

    Attributes:
        cells: one for each recipient: True, False, or words.
        label_style: of the German label; the client's has the same size.
        least: least height in points.
    """

    label: Pair
    client: str
    cells: tuple[bool | str, ...]
    tinted: bool = False
    label_style: TextStyle = scale.RUNNING
    cell_style: TextStyle = scale.RUNNING
    least: float = 4.8 * MM
    rule: float = scale.HAIR

    def _label_parts(self, width: float) -> tuple[tuple[float, float, Paragraph], ...]:
        room = width - len(self.cells) * _column(len(self.cells))
        german = Paragraph((Span(self.label.german, self.label_style),), GERMAN)
        if not self.label.client:
            return ((0, room - 2 * MM, german),)
        half = room / 2
        # The client's label stands at the column's start, whatever way it reads, next to its German label.
        client = Paragraph((Span(self.label.client, self.label_style),), self.client, Align.LEFT)
        return ((0, half - 2 * MM, german), (half, half - 2 * MM, client))

    def height(self, setter: Typesetter, width: float) -> float:
        """Height of the tallest label."""
        inner = max(setter.height(paragraph, room) for _, room, paragraph in self._label_parts(width))
        return max(self.least, inner + 0.6 * MM)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """A row of the matrix shares no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw labels, crosses and dashes, and the rules between the columns."""
        setter = canvas.type
        height = self.height(setter, width)
        if self.tinted:
            canvas.box(x, top, width, height, fill=ROW_TINT)
        parts = self._label_parts(width)
        ascent = max(setter.lines(paragraph, room)[0].ascent for _, room, paragraph in parts)
        tallest = max(setter.height(paragraph, room) for _, room, paragraph in parts)
        for left, room, paragraph in parts:
            drop = ascent - setter.lines(paragraph, room)[0].ascent
            setter.draw(canvas, paragraph, x + left, top + (height - tallest) / 2 + drop, room)
        column = _column(len(self.cells))
        first = x + width - len(self.cells) * column
        for index, cell in enumerate(self.cells):
            left = first + index * column
            canvas.line(left, top, left, top + height, scale.STRONG)
            if cell is True:
                tick_box(canvas, left + (column - _BOX) / 2, top + (height - _BOX) / 2, _BOX, ticked=True)
                continue
            words = Paragraph((Span("–" if cell is False else cell, self.cell_style),), GERMAN, Align.CENTRE)
            high = setter.height(words, column)
            setter.draw(canvas, words, left, top + (height - high) / 2, column)
        grey = RULE_GREY if self.rule < scale.STRONG else BLACK
        canvas.line(x, top + height, x + width, top + height, self.rule, grey)


@dataclass(frozen=True, slots=True)
class MatrixHead:
    """Names of the recipients and what they may use the data for, over their columns."""

    label: Pair
    client: str
    recipients: tuple[tuple[str, Pair], ...]

    def _title(self, name: str, purpose: Pair) -> Stack:
        lines: list[Part] = [
            text(name, scale.RUNNING_BOLD, GERMAN, Align.CENTRE),
            text(purpose.german, scale.LABEL, GERMAN, Align.CENTRE),
        ]
        if purpose.client:
            lines.append(text(purpose.client, scale.LABEL_CLIENT, self.client, Align.CENTRE))
        return Stack(tuple(lines))

    def height(self, setter: Typesetter, width: float) -> float:
        """Height of the tallest column."""
        inner = _column(len(self.recipients)) - 2 * MM
        return max(self._title(*one).height(setter, inner) for one in self.recipients) + 1.6 * MM

    def ascent(self, setter: Typesetter, width: float) -> float:
        """A head shares no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the names, and at the left what the rows are."""
        setter = canvas.type
        height = self.height(setter, width)
        wide = _column(len(self.recipients))
        first = x + width - len(self.recipients) * wide
        for index, (name, purpose) in enumerate(self.recipients):
            left = first + index * wide
            canvas.line(left, top, left, top + height, scale.STRONG)
            title = self._title(name, purpose)
            high = title.height(setter, wide - 2 * MM)
            title.draw(canvas, left + MM, top + height - 0.8 * MM - high, wide - 2 * MM)
        room = (first - x) / (2 if self.label.client else 1)
        for left, words, code in ((0.0, self.label.german, GERMAN), (room, self.label.client, self.client)):
            if words:
                style = scale.LABEL_BOLD if code == GERMAN else scale.LABEL_CLIENT
                part = text(words, style, code, Align.LEFT)
                part.draw(canvas, x + left, top + height - 1.2 * MM - part.height(setter, room), room)
        canvas.line(x, top + height, x + width, top + height, scale.STRONG)


def matrix_blocks(grants: Sequence[Grant], words: Words, band: Band, note: Part) -> list[Block]:
    """The matrix in tables of at most four recipients."""
    blocks = []
    for start in range(0, len(grants), _MOST_COLUMNS):
        above: tuple[Part, ...] = (band, Gap(0.6 * MM)) if start else (band, note, Gap(0.6 * MM))
        blocks.append(_table(grants[start : start + _MOST_COLUMNS], words, above))
    return blocks


def _table(grants: Sequence[Grant], words: Words, above: tuple[Part, ...]) -> Block:
    """One table, never parted: the initials stand below the crosses they confirm."""
    client = words.language.code
    titles = tuple((grant.recipient.name, words.purpose(grant.purpose)) for grant in grants)
    rows: list[Part] = [
        MatrixRow(
            words.category(category),
            client,
            tuple(category in grant.categories for grant in grants),
            tinted=index % 2 == 1,
        )
        for index, category in enumerate(Category)
    ]
    rows += [
        MatrixRow(
            words.text("release_count"),
            client,
            tuple(counted(grant, words) for grant in grants),
            label_style=scale.RUNNING_BOLD,
            cell_style=scale.RUNNING_BOLD,
            rule=scale.STRONG,
        ),
        MatrixRow(words.text("release_mutual"), client, tuple(grant.mutual for grant in grants)),
        MatrixRow(
            words.text("release_initials"),
            client,
            tuple(" " for _ in grants),
            label_style=scale.RUNNING_BOLD,
            least=8.6 * MM,
            rule=scale.STRONG,
        ),
    ]
    matrix_head = MatrixHead(words.text("release_information"), client, titles)
    return Block((matrix_head,), (Together(Stack(tuple(rows))),), band=above)
