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
from profiler.documents.wording import Pair, Words, term
from profiler.languages.formats import format_date
from profiler.languages.tags import GERMAN, language
from profiler.ports import Sender

EDITION = "2026-11"
"""State of the layouts, printed on every page as "Fassung"."""

_FIRST_TOP = 13.6 * MM
_FOOT_RULE = 284.4 * MM
_FOOT_BASELINE = 288.2 * MM
_SECTION_GAP = 2.4 * MM
_WATERMARK = TextStyle(84, 100, Weight.BOLD, grey=0.9)
_TAB = TextStyle(10, 12, Weight.BOLD)


@dataclass(frozen=True, slots=True)
class Block:
    """Parts that belong together.

    Attributes:
        head: stands before the rows and is repeated on every further page.
        rows: may be parted between pages if the block is longer than a page.
        gap: space in points above, except at the top of a page.
        whole: moves to the next page as a whole while it fits on one.
    """

    head: tuple[Part, ...]
    rows: tuple[Part, ...]
    gap: float = _SECTION_GAP
    whole: bool = True


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
    """Parts with their tops, page by page. Head and first row of a block never part."""
    pages: list[_Placed] = [[]]
    top = first_top

    def high(parts: Sequence[Part]) -> float:
        return sum(part.height(setter, scale.CONTENT) for part in parts)

    def place(part: Part) -> None:
        nonlocal top
        pages[-1].append((part, top))
        top += part.height(setter, scale.CONTENT)

    def turn() -> None:
        nonlocal top
        pages.append([])
        top = next_top

    for block in blocks:
        gap = block.gap if pages[-1] else 0
        total = high(block.head) + high(block.rows)
        if top + gap + total <= bottom:
            top += gap
            for part in (*block.head, *block.rows):
                place(part)
            continue
        first_rows = high(block.head) + high(block.rows[:1])
        fits_alone = block.whole and next_top + total <= bottom
        if pages[-1] and (fits_alone or top + gap + min(first_rows, 60 * MM) > bottom):
            turn()
        else:
            top += gap
        for part in block.head:
            place(part)
        at_head = True
        for row in block.rows:
            rest: Part | None = row
            while rest is not None:
                if top + rest.height(setter, scale.CONTENT) <= bottom:
                    place(rest)
                    rest = None
                else:
                    halves = _halves(setter, rest, bottom - top, force=at_head)
                    if halves is not None:
                        place(halves[0])
                        rest = halves[1]
                    elif at_head:
                        place(rest)
                        rest = None
                    if rest is not None:
                        turn()
                        for part in block.head:
                            place(part)
                at_head = rest is not None
    return pages


def _halves(setter: Typesetter, part: Part, room: float, *, force: bool) -> tuple[Part, Part] | None:
    """A row is cut only where it could not stand whole on a page of its own."""
    whole_page = scale.BOTTOM - _next_top() - 30 * MM
    if not force and part.height(setter, scale.CONTENT) <= whole_page:
        return None
    return part.split(setter, scale.CONTENT, room) if isinstance(part, Splittable) else None


def begin_page(canvas: Canvas, sheet: Sheet, *, first: bool) -> None:
    """Sender, language, title; on further pages a short title."""
    if sheet.preview:
        _watermark(canvas)
    _sender(canvas, sheet, rule=scale.STRONG)
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
    left = f"{_SHEET.german} {sheet.code} · {words.text('version').german} {EDITION}"
    if words.bilingual:
        state = words.text(f"translation_{words.state.value}").german
        left += f" · {words.language.german_name}: {state}"
    draw_line(canvas, canvas.type.line([Span(left, scale.FOOT)], GERMAN), scale.LEFT, _FOOT_BASELINE)
    at = sheet.sender.printed_at
    right = f"{words.text('printed').german} {ltr(f'{format_date(at.date())} {at:%H:%M}')}"
    if sheet.case_number:
        right = f"{ltr(sheet.case_number)} · {right}"
    line = canvas.type.line([Span(right, scale.FOOT)], GERMAN)
    draw_line(canvas, line, scale.RIGHT - line.width, _FOOT_BASELINE)
    _page_numbers(canvas, words, number, count)
    canvas.next_page()


def _page_numbers(canvas: Canvas, words: Words, number: int, count: int) -> None:
    """Both page numbers as separate runs, so that neither turns the other round."""
    pair = words.text("page", page=number, pages=count)
    pieces: list[Line] = [canvas.type.line([Span(pair.german, scale.FOOT_BOLD)], GERMAN)]
    if pair.client:
        pieces.append(canvas.type.line([Span("\u00a0· ", scale.FOOT_BOLD)], GERMAN))
        pieces.append(canvas.type.line([Span(pair.client, scale.FOOT_BOLD)], words.language.code))
    x = scale.LEFT + (scale.CONTENT - sum(piece.width for piece in pieces)) / 2
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
    """The titles in the larger size if they fit beside each other, else in the smaller one."""
    for style in (scale.TITLE, scale.TITLE_SMALL):
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


def _sender(canvas: Canvas, sheet: Sheet, *, rule: float) -> None:
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


def _watermark(canvas: Canvas) -> None:
    line = canvas.type.line([Span(_PREVIEW.german, _WATERMARK)], GERMAN)
    for share in (0.28, 0.55, 0.82):
        draw_line(canvas, line, (PAGE_WIDTH - line.width) / 2, PAGE_HEIGHT * share)


_PREVIEW = term("document", "Vorschau")
_SHEET = term("document", "Bogen")


def paragraph(text: str, style: TextStyle, code: str = GERMAN) -> Paragraph:
    """A paragraph in one style."""
    return Paragraph((Span(text, style),), code)
