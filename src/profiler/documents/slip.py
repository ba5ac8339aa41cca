"""The routing slip "Laufzettel": one row for every station, a stamp field in each, a part to tear off."""

from __future__ import annotations

from collections.abc import Sequence

from profiler.documents import pictograms, scale
from profiler.documents.canvas import HAIR_GREY, MM, PAGE_WIDTH, RULE_GREY, Canvas
from profiler.documents.marks import qr_code
from profiler.documents.pages import Sheet, end_page, sender_line, titles, watermark
from profiler.documents.parts import Stack, beside, text, tick_box, write_line
from profiler.documents.stations import StationRow
from profiler.documents.text.isolate import clean, isolated, ltr
from profiler.documents.text.itemise import TextStyle
from profiler.documents.text.paragraph import Line, Span, Typesetter, draw_line
from profiler.documents.wording import Pair, Words, WriterTexts
from profiler.languages.formats import format_date
from profiler.languages.tags import GERMAN
from profiler.ports.paper import Sender, SlipContent
from profiler.release.outputs import OwnCopy
from profiler.routing.plans import StationState

CODE = "L1"
_HEAD_END = 34.5 * MM
_FOOT_TOP = 236 * MM
"""Above it stations may stand on the first page; below lie cards and the part to tear off."""
_NOTES = 238.6 * MM
_LINE_PITCH = 9 * MM
_CUT = 264.5 * MM
_QR = 17.4 * MM
_HEAD_WIDTH = 150 * MM
_NAME = TextStyle(9.5, 12, scale.VALUE_BOLD.weight)


def route_slip(
    copy: OwnCopy[SlipContent], sender: Sender, texts: WriterTexts, setter: Typesetter, *, preview: bool
) -> bytes:
    """The PDF of a slip. Stations that may not stand on a visible slip are left out, not blanked."""
    words = Words(texts, copy.header.client_language)
    sheet = Sheet(CODE, words.text("slip_title"), None, copy.header.case_number, sender, words, preview)
    shown = [
        station
        for station in copy.enclosure.plan.stations
        if station.on_slip and station.state is not StationState.ENTFAELLT
    ]
    rows = [StationRow(number, station, words) for number, station in enumerate(shown, start=1)]
    pages = _paginate(setter, rows)
    canvas = Canvas(setter, sheet.metadata())
    for number, page in enumerate(pages, start=1):
        _begin(canvas, sheet, copy)
        top = _HEAD_END
        for row in page:
            row.draw(canvas, scale.LEFT, top, scale.CONTENT)
            top += row.height(setter, scale.CONTENT)
        if number == 1:
            _foot(canvas, sheet, len(rows), top)
        else:
            _notes(canvas, sheet, top, _CUT - 2 * MM)
        end_page(canvas, sheet, number, len(pages))
    return canvas.finish()


def _paginate(setter: Typesetter, rows: list[StationRow]) -> list[list[StationRow]]:
    """As many stations as fit; the first page has the foot, no other reaches below its cutting line."""
    pages: list[list[StationRow]] = [[]]
    top = _HEAD_END
    for row in rows:
        high = row.height(setter, scale.CONTENT)
        bottom = _FOOT_TOP if len(pages) == 1 else _CUT - 2 * MM
        if pages[-1] and top + high > bottom:
            pages.append([])
            top = _HEAD_END
        pages[-1].append(row)
        top += high
    return pages


def _begin(canvas: Canvas, sheet: Sheet, copy: OwnCopy[SlipContent]) -> None:
    words = sheet.words
    client = words.language.code
    if sheet.preview:
        watermark(canvas)
    sender_line(canvas, sheet, rule=scale.TITLE_RULE)
    canvas.line(5.5 * MM, 148.5 * MM, 10.5 * MM, 148.5 * MM, scale.HAIR, RULE_GREY)
    titles(canvas.type, sheet.title, client, _HEAD_WIDTH).draw(canvas, scale.LEFT, 12.7 * MM)
    header = copy.header
    name = " ".join(part for part in (header.given_names, header.family_name) if part)
    fields = (
        (words.text("name"), isolated(name), True),
        (words.text("case_number"), ltr(header.case_number), False),
        (words.text("issued"), format_date(sheet.sender.printed_at.date()), False),
        (words.text("valid_until"), format_date(copy.enclosure.valid_until.date()), True),
    )
    _draw_head_fields(canvas, sheet, fields)
    line = beside(words.text("slip_disclaimer"), client, scale.RUNNING, scale.RUNNING)
    line.draw(canvas, scale.LEFT, 30.0 * MM, _HEAD_WIDTH)
    qr_code(canvas, scale.RIGHT - _QR - 1.4 * MM, 14.8 * MM, _QR, f"{sheet.case_number} {CODE}")
    canvas.line(scale.LEFT, _HEAD_END, scale.RIGHT, _HEAD_END, 1.2)


def _draw_head_fields(canvas: Canvas, sheet: Sheet, fields: Sequence[tuple[Pair, str, bool]]) -> None:
    """Labels over values; every field as wide as it needs, the name takes what is left."""
    setter = canvas.type
    labels = [
        beside(pair, sheet.words.language.code, scale.LABEL, scale.LABEL_CLIENT) for pair, _, _ in fields
    ]
    values = [
        setter.line([Span(value, scale.VALUE_BOLD if bold else scale.VALUE)], GERMAN)
        for _, value, bold in fields
    ]
    gap = 3 * MM
    needed = []
    for label, value in zip(labels[1:], values[1:], strict=True):
        lines = [label.start] + ([label.end] if label.end else [])
        used = sum(setter.line(line.spans, line.language).width for line in lines) + label.gap
        needed.append(max(used, value.width, 24 * MM))
    needed.insert(0, _HEAD_WIDTH - sum(needed) - gap * len(needed))
    values[0] = _fitting(setter, fields[0][1], needed[0])
    x = scale.LEFT
    for label, value, width in zip(labels, values, needed, strict=True):
        label.draw(canvas, x, 23.3 * MM - label.ascent(setter, width), width)
        draw_line(canvas, value, x, 27.8 * MM)
        canvas.line(x, 29.3 * MM, x + width, 29.3 * MM, scale.HAIR, RULE_GREY)
        x += width + gap


def _fitting(setter: Typesetter, name: str, width: float) -> Line:
    """A name in the largest size that fits; a name too long for all of them loses its end."""
    for style in (scale.VALUE_BOLD, scale.RUNNING_BOLD, scale.SMALL_BOLD):
        line = setter.line([Span(name, style)], GERMAN)
        if line.width <= width:
            return line
    kept = clean(name)
    while line.width > width:
        kept = kept[:-1]
        line = setter.line([Span(f"{isolated(kept.rstrip())}…", scale.SMALL_BOLD)], GERMAN)
    return line


def _foot(canvas: Canvas, sheet: Sheet, count: int, top: float) -> None:
    words = sheet.words
    client = words.language.code
    keep = beside(words.text("slip_keep"), client, scale.RUNNING, scale.RUNNING)
    keep_top = top + 0.8 * MM
    below = keep_top + keep.height(canvas.type, scale.CONTENT)
    keep.draw(canvas, scale.LEFT, keep_top, scale.CONTENT)
    _notes(canvas, sheet, below, _NOTES)
    half = scale.span_width(6)
    language_name = Pair(words.language.german_name, words.language.own_name)
    interpreter = words.text("slip_interpreter", language=language_name.german)
    if interpreter.client:
        own = words.text("slip_interpreter", language=language_name.client)
        interpreter = Pair(interpreter.german, own.client)
    phone = ltr(sheet.sender.desk.phone)
    cards_top = 241.4 * MM
    if words.bilingual:
        _card(canvas, scale.LEFT, cards_top, half, "dolmetschen", interpreter, client)
    _card(
        canvas,
        scale.RIGHT - half,
        cards_top,
        half,
        "telefon",
        words.text("slip_questions", phone=phone),
        client,
    )
    _tear_off(canvas, sheet, count)


def _notes(canvas: Canvas, sheet: Sheet, top: float, bottom: float) -> None:
    """Lines for notes from the last station down to `bottom`, as far as there is room for one."""
    label = beside(sheet.words.text("slip_notes"), sheet.words.language.code, scale.LABEL, scale.LABEL_CLIENT)
    high = label.height(canvas.type, scale.CONTENT)
    line = bottom
    while line >= top + high + 2 * MM:
        canvas.line(scale.LEFT, line, scale.RIGHT, line, scale.HAIR, RULE_GREY)
        line -= _LINE_PITCH
    if line < bottom:
        label.draw(canvas, scale.LEFT, top + 0.4 * MM, scale.CONTENT)


def _card(canvas: Canvas, x: float, top: float, width: float, icon: str, pair: Pair, client: str) -> None:
    """A card to be shown: the sentence in both languages."""
    high = 17.6 * MM
    canvas.box(x, top, width, high, rule=1.0, radius=1.2 * MM)
    pictograms.draw(canvas, icon, x + 2.6 * MM, top + (high - 9 * MM) / 2, 9 * MM)
    lines = [text(pair.german, scale.VALUE_BOLD)]
    if pair.client:
        lines.append(text(pair.client, scale.VALUE, client))
    stack = Stack(tuple(lines))
    inner = width - 16.6 * MM
    own = stack.height(canvas.type, inner)
    stack.draw(canvas, x + 14 * MM, top + (high - own) / 2, inner)


def _tear_off(canvas: Canvas, sheet: Sheet, count: int) -> None:
    """What the desk keeps, below a line from edge to edge."""
    words = sheet.words
    client = words.language.code
    hint = canvas.type.line([Span(words.text("slip_tear_off").german, scale.STAMP_LABEL)], GERMAN)
    hint_left = scale.RIGHT - hint.width - 14 * MM
    canvas.line(5.5 * MM, _CUT, hint_left - 1.6 * MM, _CUT, scale.FIELD_RULE, HAIR_GREY, dash=2.4)
    canvas.line(
        hint_left + hint.width + 1.6 * MM,
        _CUT,
        PAGE_WIDTH - 5.5 * MM,
        _CUT,
        scale.FIELD_RULE,
        HAIR_GREY,
        dash=2.4,
    )
    canvas.box(scale.LEFT + 1.4 * MM, _CUT - 2.4 * MM, 6.2 * MM, 4.8 * MM, fill=1.0)
    pictograms.draw(canvas, "schere", scale.LEFT + 2 * MM, _CUT - 2.5 * MM, 5 * MM)
    draw_line(canvas, hint, hint_left, _CUT + 0.7 * MM)

    qr_code(canvas, scale.LEFT + 1.6 * MM, _CUT + 3.0 * MM, 15 * MM, f"{sheet.case_number} {CODE}")
    left = scale.LEFT + 21 * MM
    middle = scale.span_width(6) + 2 * MM
    case = canvas.type.line([Span(ltr(sheet.case_number), _NAME)], GERMAN)
    draw_line(canvas, case, left, _CUT + 5.6 * MM)
    about = " · ".join(
        part
        for part in (
            words.language.german_name if words.bilingual else "",
            format_date(sheet.sender.printed_at.date()),
            isolated(sheet.sender.caseworker),
        )
        if part
    )
    draw_line(
        canvas,
        canvas.type.line([Span(about, scale.SMALL)], GERMAN),
        left + case.width + 4 * MM,
        _CUT + 5.6 * MM,
    )
    feedback = canvas.type.line([Span(words.text("slip_feedback").german, scale.SMALL)], GERMAN)
    draw_line(canvas, feedback, left, _CUT + 10.8 * MM)
    box_left = left + feedback.width + 2 * MM
    for number in range(1, min(count, 9) + 1):
        tick_box(canvas, box_left, _CUT + 8.0 * MM, 3.4 * MM)
        shown = canvas.type.line([Span(str(number), scale.SMALL)], GERMAN)
        draw_line(canvas, shown, box_left + 4.2 * MM, _CUT + 10.8 * MM)
        box_left += 8 * MM
    talk = words.text("slip_next_talk")
    cursor, baseline = left, _CUT + 15.8 * MM
    for said, code in ((talk.german, GERMAN), (talk.client, client)):
        if said:
            line = canvas.type.line([Span(said, scale.SMALL)], code)
            draw_line(canvas, line, cursor, baseline)
            cursor += line.width + 2 * MM
    if cursor < left + middle:
        canvas.line(cursor, baseline + 0.6, left + middle, baseline + 0.6, scale.FIELD_RULE)

    right_left = left + middle + 4 * MM
    room = scale.RIGHT - right_left
    received = words.text("slip_received")
    lines = [text(received.german, scale.SMALL)]
    if received.client:
        lines.append(text(received.client, scale.SMALL, client))
    Stack(tuple(lines)).draw(canvas, right_left, _CUT + 2.6 * MM, room)
    date, signature = words.text("slip_date"), words.text("signature")
    caption = Pair(f"{date.german}, {signature.german}", signature.client)
    write_line(canvas, right_left, _CUT + 15.6 * MM, room, caption, client)
