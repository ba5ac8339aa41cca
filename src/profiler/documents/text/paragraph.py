"""Sets paragraphs: one bidi text of several styles, broken into lines, each line ordered by itself."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate
from typing import Protocol

from profiler.documents.text import bidi, breaking
from profiler.documents.text.fonts import FontBook, FontFace
from profiler.documents.text.itemise import NOT_DRAWN, SOFT_HYPHEN, Run, TextStyle, itemise
from profiler.documents.text.scripts import script_of
from profiler.documents.text.shaping import Glyph, shape
from profiler.languages.tags import is_rtl

_TITLE = 14.0
_SLACK = 0.01
"""Points by which a line may exceed its width through rounding."""


class Align(StrEnum):
    """Edge a line keeps to; start and end follow the paragraph's direction."""

    START = "start"
    END = "end"
    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a paragraph in one style; `language` is Babel's code, "" for the paragraph's own."""

    text: str
    style: TextStyle
    language: str = ""


@dataclass(frozen=True, slots=True)
class PlacedRun:
    """Glyphs of one run on a line.

    Attributes:
        x: distance from the line's left edge, in points.
        size: font size in points, scaled for the script.
    """

    x: float
    glyphs: tuple[Glyph, ...]
    face: FontFace
    size: float
    grey: float
    language: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line, ready to be drawn; all measures in points.

    Attributes:
        width: of its ink and inner blanks.
        ascent: from the top of the line's box to its baseline.
        descent: from the baseline to the bottom of the box.
    """

    runs: tuple[PlacedRun, ...]
    width: float
    ascent: float
    descent: float

    @property
    def height(self) -> float:
        """Height of the line's box."""
        return self.ascent + self.descent


class GlyphPainter(Protocol):
    """What can put a run's glyphs on a page."""

    def glyphs(self, run: PlacedRun, x: float, baseline: float) -> None:
        """Draw a run whose line starts at `x`, its baseline `baseline` points below the page's top."""
        ...


def draw_line(painter: GlyphPainter, line: Line, x: float, baseline: float) -> None:
    """Draw a line from its left edge `x`."""
    for run in line.runs:
        painter.glyphs(run, x, baseline)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text to be set; a line feed forces a new line and starts a new bidi paragraph.

    Attributes:
        language: Babel code; decides direction and shaping, never guessed from the text.
        align: edge the lines keep to.
        keep_with_next: must stand on the same page as what follows.
        first_line: lines before it were set elsewhere (second half of a split).
        end_line: lines from here on are set elsewhere.
    """

    spans: tuple[Span, ...]
    language: str
    align: Align = Align.START
    keep_with_next: bool = False
    first_line: int = 0
    end_line: int | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """One bidi paragraph with everything that does not depend on the line width."""

    text: str
    levels: bidi.Levels
    runs: tuple[Run, ...]
    edges: tuple[float, ...]
    boundaries: frozenset[int]
    breaks: tuple[int, ...]
    style: TextStyle
    language: str


class Typesetter:
    """Sets the text of one document; what it remembers goes away with it."""

    def __init__(self, book: FontBook) -> None:
        self._book = book
        self._blocks: dict[tuple[tuple[Span, ...], str], tuple[_Block, ...]] = {}
        self._lines: dict[tuple[tuple[Span, ...], str, float], tuple[Line, ...]] = {}
        self._shapes: dict[tuple[str, FontFace, str, str, bool, str, str], tuple[Glyph, ...]] = {}

    def lines(self, paragraph: Paragraph, width: float) -> tuple[Line, ...]:
        """The paragraph's lines at a width in points.

        Raises:
            WorldError: GLYPH_MISSING, FONTS_MISSING.
        """
        key = (paragraph.spans, paragraph.language, round(width, 3))
        lines = self._lines.get(key)
        if lines is None:
            lines = tuple(
                line
                for block in self._blocks_of(paragraph.spans, paragraph.language)
                for line in self._block_lines(block, width)
            )
            self._lines[key] = lines
        return lines[paragraph.first_line : paragraph.end_line]

    def line(self, spans: Sequence[Span], language: str) -> Line:
        """All spans on one line, however wide."""
        return self.lines(Paragraph(tuple(spans), language), float("inf"))[0]

    def height(self, paragraph: Paragraph, width: float) -> float:
        """Height of the paragraph at a width, in points."""
        return sum(line.height for line in self.lines(paragraph, width))

    def split(self, paragraph: Paragraph, width: float, height: float) -> tuple[Paragraph, Paragraph] | None:
        """The part that fits into `height` and the rest; None, if not even one line or everything fits."""
        lines = self.lines(paragraph, width)
        edges = list(accumulate(line.height for line in lines))
        fitting = bisect_right(edges, height + _SLACK)
        if fitting == 0 or fitting == len(lines):
            return None
        cut = paragraph.first_line + fitting
        return (replace(paragraph, end_line=cut, keep_with_next=False), replace(paragraph, first_line=cut))

    def draw(self, painter: GlyphPainter, paragraph: Paragraph, x: float, top: float, width: float) -> float:
        """Draw the paragraph into `[x, x + width]` and return the `top` below it."""
        for line in self.lines(paragraph, width):
            left = x + shift(paragraph, line.width, width)
            draw_line(painter, line, left, top + line.ascent)
            top += line.height
        return top

    def _blocks_of(self, spans: tuple[Span, ...], language: str) -> tuple[_Block, ...]:
        key = (spans, language)
        blocks = self._blocks.get(key)
        if blocks is None:
            blocks = self._blocks[key] = tuple(
                self._analyse(piece, language) for piece in _split_at_newlines(spans)
            )
        return blocks

    def _analyse(self, spans: Sequence[Span], language: str) -> _Block:
        text = ""
        styles: list[TextStyle] = []
        languages: list[str] = []
        for span in spans:
            piece = unicodedata.normalize("NFC", span.text)
            text += piece
            styles += [span.style] * len(piece)
            languages += [span.language or language] * len(piece)
        levels = bidi.analyse(text, 1 if is_rtl(language) else 0)
        runs = itemise(text, _without_gaps(levels.levels, levels.base), styles, languages, self._book)
        advances = [0.0] * len(text)
        boundaries = set(range(len(text) + 1)) if not runs else {0, len(text)}
        for run in runs:
            kept, shaped = self._shape(text, run, run.start, run.end)
            scale = font_size(run) / run.face.units
            for glyph in shaped:
                advances[kept[glyph.cluster]] += glyph.advance * scale
                boundaries.add(kept[glyph.cluster])
        edges = (0.0, *accumulate(advances))
        breaks = tuple(sorted(breaking.opportunities(text)))
        style = styles[0] if styles else spans[0].style
        return _Block(text, levels, runs, edges, frozenset(boundaries), breaks, style, language)

    def _shape(self, text: str, run: Run, start: int, end: int) -> tuple[list[int], tuple[Glyph, ...]]:
        """Positions of the drawn characters of `[start, end)`, and their glyphs."""
        kept = [index for index in range(start, end) if text[index] not in NOT_DRAWN]
        drawn = "".join(text[index] for index in kept)
        before = _joining_context(text[start - 1]) if start else ""
        after = _joining_context(text[end]) if end < len(text) else ""
        key = (drawn, run.face, run.script, run.language, run.level % 2 == 1, before, after)
        glyphs = self._shapes.get(key)
        if glyphs is None:
            glyphs = self._shapes[key] = shape(
                drawn, run.face, run.script, run.language, rtl=run.level % 2 == 1, before=before, after=after
            )
        return kept, glyphs

    def _block_lines(self, block: _Block, width: float) -> list[Line]:
        lines = []
        start = 0
        length = len(block.text)
        while start < length:
            hyphen = False
            if _fits(block, start, length, width):
                end = length
            else:
                end, hyphen = self._line_end(block, start, width)
            lines.append(self._build_line(block, start, end, hyphen=hyphen))
            start = end
        return lines or [self._build_line(block, 0, 0)]

    def _line_end(self, block: _Block, start: int, width: float) -> tuple[int, bool]:
        """Where a line from `start` ends, and whether a hyphen has to be added there.

        It ends at the last opportunity that fits, else inside the word: between syllables, or anywhere.
        """
        best = 0
        for index in range(bisect_right(block.breaks, start), len(block.breaks)):
            if not _fits(block, start, block.breaks[index], width):
                break
            best = block.breaks[index]
        if best:
            return best, False
        syllable = _last_syllable(block, start, width)
        if syllable:
            return syllable, True
        candidates = [p for p in range(start + 1, len(block.text)) if p in block.boundaries]
        fitting = [p for p in candidates if _fits(block, start, p, width)]
        allowed = [p for p in fitting if breaking.emergency(block.text, p)]
        if allowed or fitting:
            return (allowed or fitting)[-1], False
        return (candidates[0] if candidates else len(block.text)), False

    def _build_line(self, block: _Block, start: int, end: int, *, hyphen: bool = False) -> Line:
        stop = _trimmed(block.text, start, end)
        levels = _without_gaps(bidi.line_levels(block.levels, start, stop), block.levels.base)
        first = bisect_right(block.runs, start, key=lambda run: run.end)
        last = bisect_left(block.runs, stop, key=lambda run: run.start)
        pieces = [piece for run in block.runs[first:last] for piece in _cut_run(run, start, stop, levels)]
        if hyphen and pieces:
            block, pieces = _with_hyphen(block, pieces, stop, stop)
        elif end < len(block.text) and stop > start and block.text[stop - 1] == SOFT_HYPHEN and pieces:
            block, pieces = _with_hyphen(block, pieces, stop - 1, stop)
        ascent, descent = _box(block.style, None)
        placed = []
        x = 0.0
        for index in bidi.visual_order([piece.level for piece in pieces]):
            piece = pieces[index]
            _, glyphs = self._shape(block.text, piece, piece.start, piece.end)
            size = font_size(piece)
            placed.append(PlacedRun(x, glyphs, piece.face, size, piece.style.grey, piece.language))
            x += sum(glyph.advance for glyph in glyphs) * size / piece.face.units
            above, below = _box(piece.style, piece)
            ascent, descent = max(ascent, above), max(descent, below)
        return Line(tuple(placed), x, ascent, descent)


def font_size(run: Run) -> float:
    """Points at which a run's font looks as large as German text of the same style."""
    scripts = run.face.row.scripts
    size = run.style.size
    if "Arab" in scripts:
        return size * (1.15 if size > _TITLE or run.face.is_urdu_style else 1.17)
    if "Ethi" in scripts:
        return size * (1.08 if run.style.long_text else 1.06)
    if scripts & {"Deva", "Beng", "Taml"}:
        return size * 1.08
    return size


def shift(paragraph: Paragraph, line_width: float, width: float) -> float:
    """Distance of a line from the left edge of a box of `width`."""
    rtl = is_rtl(paragraph.language)
    side = paragraph.align
    if side is Align.CENTRE:
        return (width - line_width) / 2
    right = side is Align.RIGHT or (side is Align.END and not rtl) or (side is Align.START and rtl)
    return width - line_width if right else 0.0


def _box(style: TextStyle, run: Run | None) -> tuple[float, float]:
    """Space above and below the baseline; scripts taller than Latin take what their font asks for."""
    if run is None or run.face.row.scripts & {"Latn", "Zsym"}:
        size, ascent, descent = style.size, 1.069, 0.293
        leading = style.leading
    else:
        size, ascent, descent = font_size(run), run.face.ascent, run.face.descent
        leading = max(style.leading, (ascent + descent) * size)
    spare = leading - (ascent + descent) * size
    return ascent * size + spare / 2, descent * size + spare / 2


def _split_at_newlines(spans: tuple[Span, ...]) -> list[list[Span]]:
    blocks: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n")
        blocks[-1].append(replace(span, text=first))
        blocks.extend([replace(span, text=other)] for other in others)
    return blocks


def _without_gaps(levels: Sequence[int], base: int) -> list[int]:
    """Joiners and other characters that rule X9 takes out stay with the text before them."""
    filled = []
    for level in levels:
        base = level if level != bidi.REMOVED else base
        filled.append(base)
    return filled


def _joining_context(character: str) -> str:
    """A neighbour matters only when a letter may join with it."""
    return character if character.isalpha() and character not in NOT_DRAWN else ""


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in breaking.BLANKS:
        end -= 1
    return end


def _fits(block: _Block, start: int, end: int, width: float) -> bool:
    stop = _trimmed(block.text, start, end)
    hyphen = _hyphen_width(block) if stop > start and block.text[stop - 1] == SOFT_HYPHEN else 0.0
    return block.edges[stop] - block.edges[start] + hyphen <= width + _SLACK


def _hyphen_width(block: _Block) -> float:
    return 0.4 * block.style.size


def _last_syllable(block: _Block, start: int, width: float) -> int:
    """The last place in a Latin word from `start` that leaves room for a hyphen; 0 if there is none."""
    end = start
    while end < len(block.text) and script_of(block.text[end]) == "Latn":
        end += 1
    fitting = [
        start + place
        for place in breaking.syllables(block.text[start:end])
        if start + place in block.boundaries
        and _fits(block, start, start + place, width - _hyphen_width(block))
    ]
    return fitting[-1] if fitting else 0


def _cut_run(run: Run, start: int, stop: int, levels: Sequence[int]) -> list[Run]:
    """The part of a run on the line `[start, stop)`, with the levels that rule L1 gives it there."""
    first, last = max(run.start, start), min(run.end, stop)
    pieces: list[Run] = []
    while first < last:
        level = levels[first - start]
        end = first + 1
        while end < last and levels[end - start] == level:
            end += 1
        pieces.append(Run(first, end, level, run.face, run.script, run.language, run.style))
        first = end
    return pieces


def _with_hyphen(block: _Block, pieces: list[Run], stop: int, resume: int) -> tuple[_Block, list[Run]]:
    """The block with a hyphen in place of `[stop, resume)`, and the last run grown over it."""
    text = block.text[:stop] + "-" + block.text[resume:]
    return replace(block, text=text), [*pieces[:-1], replace(pieces[-1], end=stop + 1)]
