"""Breaks parts into pages and puts head and foot round them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from profiler.documents import scale
from profiler.documents.canvas import BLACK, MM, PAGE_HEIGHT, PAGE_WIDTH, RULE_GREY, Canvas, Metadata
from profiler.documents.parts import Beside, Part, Splittable, beside
from profiler.documents.text.fonts import Weight
from profiler.documents.text.isolate import ltr
from profiler.documents.text.itemise import TextStyle
from profiler.documents.text.paragraph import Line, Paragraph, Span, Typesetter, draw_line
from profiler.documents.wording import Pair, Words
from profiler.languages.formats import format_date
from profiler.languages.tags import GERMAN, language
from profiler.ports.paper import Sender

EDITION = "2026-11"
"""State of the layouts, printed on every page as "Fassung"."""

_FIRST_TOP = 13.6 * MM
_FOOT_RULE = 284.4 * MM
_FOOT_BASELINE = 288.2 * MM
_SECTION_GAP = 2.4 * MM
_LONGEST_START = 60 * MM
"""A row taller than this may begin at the foot of a page and be cut."""
_WIDEST_WHITE = 1 / 6
"""Share of a page that a section moving on may leave empty; else it is parted between its rows."""
_WATERMARK = TextStyle(84, 100, Weight.BOLD, grey=0.9)
_TAB = TextStyle(10, 12, Weight.BOLD)


@dataclass(frozen=True, slots=True)
class Block:
    """Parts that belong together.

    Attributes:
        head: stands before the rows and is repeated on every further page these rows need.
        rows: may be parted between pages if the block is longer than a page.
        gap: space in points above, except at the top of a page.
        whole: moves to the next page as a whole while it fits on one and leaves little white behind.
        joined: belongs to the section of the block before it.
        band: stands over the head, and is repeated on every further page the whole section needs.
    """

    head: tuple[Part, ...]
    rows: tuple[Part, ...]
    gap: float = _SECTION_GAP
    whole: bool = True
    joined: bool = False
    band: tuple[Part, ...] = ()

    @property
    def heading(self) -> tuple[Part, ...]:
        """Band and head."""
        return (*self.band, *self.head)


@dataclass(frozen=True)
class Sheet:
    """What head and foot of a paper say.

    Attributes:
        code: short code of the sheet ("P1").
        title: in both languages.
        subtitle: line under the title: German at the left, client's language at the right; may be absent.
        case_number: what offices quote, "" on paper without a person.
        words: both languages.
    """

    code: str
    title: Pair
    subtitle: Beside | None
    case_number: str
    sender: Sender
    words: Words
    preview: bool = False

    def metadata(self) -> Metadata:
        """Title and author of the file; neither names a person."""
        title = " ".join(part for part in (self.title.german, self.case_number) if part)
        return Metadata(title, self.sender.desk.organisation, GERMAN)


_Placed = list[tuple[Part, float]]


def write(setter: Typesetter, sheet: Sheet, blocks: Sequence[Block]) -> bytes:
    """Lay out the blocks, draw every page, return the PDF."""
    canvas = Canvas(setter, sheet.metadata())
    pages = lay_out(
        setter, blocks, first_top=_first_top(setter, sheet), next_top=_next_top(), bottom=scale.BOTTOM
    )
    for number, placed in enumerate(pages, start=1):
        begin_page(canvas, sheet, first=number == 1)
        for part, top in placed:
            part.draw(canvas, scale.LEFT, top, scale.CONTENT)
        end_page(canvas, sheet, number, len(pages))
    return canvas.finish()


def lay_out(
    setter: Typesetter, blocks: Sequence[Block], *, first_top: float, next_top: float, bottom: float
) -> list[_Placed]:
    """Parts with their tops, page by page.

    A section (a block and those joined to it) moves on as a whole. Where it is longer than a page, or would
    leave more than a sixth of one empty, it is parted between rows: head and first row stay together and the
    heads are repeated.
    """
    flow = _Flow(setter, first_top, next_top, bottom)
    for section in _sections(blocks):
        whole = sum((block.gap if index else 0) + flow.high(block) for index, block in enumerate(section))
        room = flow.room(section[0].gap)
        rows = sum(len(block.rows) for block in section)
        parted = rows > 1 and room > (bottom - next_top) * _WIDEST_WHITE
        if room < whole <= bottom - next_top and section[0].whole and not parted:
            flow.turn(())
        for block in section:
            flow.add(block, (*section[0].band, *block.head))
    return flow.pages


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    sections: list[list[Block]] = []
    for block in blocks:
        if block.joined and sections:
            sections[-1].append(block)
        else:
            sections.append([block])
    return sections


class _Flow:
    """Where the next part goes."""

    def __init__(self, setter: Typesetter, first_top: float, next_top: float, bottom: float) -> None:
        self.pages: list[_Placed] = [[]]
        self._setter = setter
        self._top = first_top
        self._next_top = next_top
        self._bottom = bottom

    def high(self, block: Block) -> float:
        """Height of a block without its gap."""
        return sum(self._height(part) for part in (*block.heading, *block.rows))

    def room(self, gap: float) -> float:
        """What is left of the page below a gap."""
        return self._bottom - self._top - (gap if self.pages[-1] else 0)

    def turn(self, heads: Sequence[Part]) -> None:
        """Begin a page with the heads that continue on it; an empty page is used first."""
        if self.pages[-1]:
            self.pages.append([])
            self._top = self._next_top
        for part in heads:
            self._place(part)

    def add(self, block: Block, repeated: Sequence[Part]) -> None:
        """Place a block row by row."""
        start = sum(self._height(part) for part in (*block.heading, *block.rows[:1]))
        if block.rows and isinstance(block.rows[0], Splittable):
            start = min(start, _LONGEST_START)
        if self.room(block.gap) < start:
            self.turn(repeated)
        else:
            self._top += block.gap if self.pages[-1] else 0
            for part in block.heading:
                self._place(part)
        first = True
        for row in block.rows:
            self._add_row(row, repeated, first=first)
            first = False

    def _add_row(self, row: Part, repeated: Sequence[Part], *, first: bool) -> None:
        rest: Part = row
        while self._height(rest) > self._bottom - self._top:
            halves = self._cut(rest, at_head=first)
            if halves is not None:
                self._place(halves[0])
                rest = halves[1]
            elif first:
                break  # nothing can be done: it stands alone below its head and is longer than a page
            self.turn(repeated)
            first = True
        self._place(rest)

    def _cut(self, part: Part, *, at_head: bool) -> tuple[Part, Part] | None:
        """A row is cut only where it could not stand whole on a page of its own."""
        if not at_head and self._height(part) <= self._bottom - self._next_top - _LONGEST_START:
            return None
        if not isinstance(part, Splittable):
            return None
        return part.split(self._setter, scale.CONTENT, self._bottom - self._top)

    def _place(self, part: Part) -> None:
        self.pages[-1].append((part, self._top))
        self._top += self._height(part)

    def _height(self, part: Part) -> float:
        return part.height(self._setter, scale.CONTENT)


def begin_page(canvas: Canvas, sheet: Sheet, *, first: bool) -> None:
    """Sender, language, title; on further pages a short title."""
    if sheet.preview:
        watermark(canvas)
    sender_line(canvas, sheet, rule=scale.STRONG)
    canvas.line(5.5 * MM, PAGE_HEIGHT / 2, 10.5 * MM, PAGE_HEIGHT / 2, 0.5, RULE_GREY)
    if first:
        top = _FIRST_TOP + titles(canvas.type, sheet.title, sheet.words.language.code, scale.CONTENT).draw(
            canvas, scale.LEFT, _FIRST_TOP
        )
        if sheet.subtitle is not None:
            sheet.subtitle.draw(canvas, scale.LEFT, top, scale.CONTENT)
        return
    short = beside(sheet.title, sheet.words.language.code, scale.VALUE_BOLD, scale.VALUE_BOLD)
    short.draw(canvas, scale.LEFT, _FIRST_TOP + 0.6 * MM, scale.CONTENT)


def end_page(canvas: Canvas, sheet: Sheet, number: int, count: int) -> None:
    """Foot with sheet, state of translation, page numbers in both languages, case number; next page."""
    words = sheet.words
    canvas.line(scale.LEFT, _FOOT_RULE, scale.RIGHT, _FOOT_RULE, 0.6)
    left = f"{_SHEET} {sheet.code} · {words.text('version').german} {EDITION}"
    if words.bilingual:
        state = words.text(f"translation_{words.state.value}").german
        left += f" · {words.language.german_name}: {state}"
    left_line = canvas.type.line([Span(left, scale.FOOT)], GERMAN)
    draw_line(canvas, left_line, scale.LEFT, _FOOT_BASELINE)
    at = sheet.sender.printed_at
    right = f"{words.text('printed').german} {ltr(f'{format_date(at.date())} {at:%H:%M}')}"
    if sheet.case_number:
        right = f"{ltr(sheet.case_number)} · {right}"
    line = canvas.type.line([Span(right, scale.FOOT)], GERMAN)
    draw_line(canvas, line, scale.RIGHT - line.width, _FOOT_BASELINE)
    _page_numbers(canvas, words, number, count, least_x=scale.LEFT + left_line.width + 3 * MM)
    canvas.next_page()


def _page_numbers(canvas: Canvas, words: Words, number: int, count: int, *, least_x: float) -> None:
    """Both page numbers as separate runs, so that neither turns the other round."""
    pair = words.text("page", page=number, pages=count)
    pieces: list[Line] = [canvas.type.line([Span(pair.german, scale.FOOT_BOLD)], GERMAN)]
    if pair.client:
        pieces.append(canvas.type.line([Span("\u00a0·\u00a0", scale.FOOT_BOLD)], GERMAN))
        pieces.append(canvas.type.line([Span(pair.client, scale.FOOT_BOLD)], words.language.code))
    x = max(least_x, scale.LEFT + (scale.CONTENT - sum(piece.width for piece in pieces)) / 2)
    for piece in pieces:
        draw_line(canvas, piece, x, _FOOT_BASELINE)
        x += piece.width


@dataclass(frozen=True, slots=True)
class Titles:
    """Both titles on one baseline; one below the other where they do not fit."""

    german: Line
    client: Line | None
    width: float
    one_line: bool

    @property
    def height(self) -> float:
        """Height in points."""
        lines = [line for line in (self.german, self.client) if line]
        if self.one_line:
            return max(line.ascent for line in lines) + max(line.descent for line in lines)
        return sum(line.height for line in lines)

    def draw(self, canvas: Canvas, x: float, top: float) -> float:
        """Draw and return the height."""
        ascent = (
            max(line.ascent for line in (self.german, self.client) if line)
            if self.one_line
            else self.german.ascent
        )
        draw_line(canvas, self.german, x, top + ascent)
        if self.client is not None:
            baseline = top + ascent if self.one_line else top + self.german.height + self.client.ascent
            draw_line(canvas, self.client, x + self.width - self.client.width, baseline)
        return self.height


def titles(setter: Typesetter, title: Pair, client: str, width: float) -> Titles:
    """The titles in the largest size in which they fit beside each other."""
    for style in (scale.TITLE, scale.TITLE_SMALL, scale.TITLE_LEAST):
        german = setter.line([Span(title.german, style)], GERMAN)
        translated = setter.line([Span(title.client, style)], client) if title.client else None
        used = german.width + (translated.width + 5 * MM if translated else 0)
        if used <= width:
            return Titles(german, translated, width, one_line=True)
    return Titles(german, translated, width, one_line=False)


def _first_top(setter: Typesetter, sheet: Sheet) -> float:
    top = _FIRST_TOP + titles(setter, sheet.title, sheet.words.language.code, scale.CONTENT).height
    if sheet.subtitle is not None:
        top += sheet.subtitle.height(setter, scale.CONTENT)
    return top + 2.0 * MM


def _next_top() -> float:
    return _FIRST_TOP + 7.4 * MM


def sender_line(canvas: Canvas, sheet: Sheet, *, rule: float) -> None:
    """Who issues the paper, and the tab with the client's language."""
    desk = sheet.sender.desk
    place = " ".join(part for part in (desk.zip, desk.city) if part)
    address = ", ".join(part for part in (desk.street, place) if part)
    spans = [Span(desk.organisation, scale.SMALL_BOLD)]
    if address:
        spans.append(Span(f" · {address}", scale.SMALL))
    if desk.phone:
        spans.append(Span(f" · Tel. {ltr(desk.phone)}", scale.SMALL_BOLD))
    draw_line(canvas, canvas.type.line(spans, GERMAN), scale.LEFT, 10.2 * MM)
    canvas.line(scale.LEFT, 12.5 * MM, scale.RIGHT, 12.5 * MM, rule)
    if sheet.words.bilingual:
        language_tab(canvas, sheet.words.language.code)


def language_tab(canvas: Canvas, code: str) -> None:
    """The language's own name in a frame at the top right, the German name beside it."""
    named = language(code)
    own = canvas.type.line([Span(named.own_name, _TAB)], code)
    german = canvas.type.line([Span(named.german_name, scale.SMALL)], GERMAN)
    wide = own.width + german.width + 6.4 * MM
    left, top = scale.RIGHT - wide, 6.2 * MM
    canvas.box(left, top, wide, 5.4 * MM, rule=1.0, radius=1.2 * MM, grey=BLACK)
    baseline = top + 3.85 * MM
    draw_line(canvas, own, left + 2.2 * MM, baseline)
    draw_line(canvas, german, left + 4.2 * MM + own.width, baseline)


def watermark(canvas: Canvas) -> None:
    """The word "Vorschau" behind the content of a page."""
    line = canvas.type.line([Span(_PREVIEW, _WATERMARK)], GERMAN)
    for share in (0.28, 0.55, 0.82):
        draw_line(canvas, line, (PAGE_WIDTH - line.width) / 2, PAGE_HEIGHT * share)


_PREVIEW = "Vorschau"
_SHEET = "Bogen"


def paragraph(text: str, style: TextStyle, code: str = GERMAN) -> Paragraph:
    """A paragraph in one style."""
    return Paragraph((Span(text, style),), code)
