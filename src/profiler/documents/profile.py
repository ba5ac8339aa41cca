"""The sheet for one recipient, e.g. "Profilbogen Arbeit": what was released to it, nothing else.

The same sheet may be a paper of the person's own, who then carries it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from profiler.documents import pictograms, scale
from profiler.documents.answer_fields import fields_of, is_past, tables_of
from profiler.documents.answers import AnswerWords
from profiler.documents.by_hand import by_hand
from profiler.documents.canvas import MM, Canvas
from profiler.documents.closing import closed
from profiler.documents.fields import Field, pack
from profiler.documents.marks import LEVELS
from profiler.documents.pages import Block, Sheet, write
from profiler.documents.parts import Band, Beside, Gap, Part, beside, text
from profiler.documents.tables import TableTexts, duration, months, newest_first, table_parts
from profiler.documents.text.isolate import isolated
from profiler.documents.text.paragraph import Paragraph, Span, Typesetter
from profiler.documents.wording import Pair, Words, WriterTexts
from profiler.forms.definition import FormDefinition
from profiler.languages.formats import format_date
from profiler.languages.tags import GERMAN
from profiler.ports.paper import Sender
from profiler.release.outputs import (
    DisclosedItem,
    DisclosedSection,
    Disclosure,
    Header,
    OwnCopy,
)
from profiler.release.sheets import Sheet as RecipientSheet

SHEET_CODES: Mapping[str, str] = {
    "jobcenter": "P1",
    "auslaenderbehoerde": "B1",
    "iq": "A1",
    "schule": "S1",
    "kurs": "K1",
    "kita": "K2",
    "beratung": "M1",
}
_WORK = {
    "erwerbstaetigkeit_gestattet": "Arbeit erlaubt",
    "beschaeftigung_gestattet": "Anstellung erlaubt",
    "nur_mit_erlaubnis": "Arbeit nur mit Erlaubnis",
    "nicht_gestattet": "Arbeit nicht erlaubt",
    "steht_nichts": "Arbeit: bitte klären",
}
_COURSE = {"laeuft": "Integrationskurs läuft", "beendet": "Integrationskurs beendet"}
_BESIDE_TEXT = 11.6 * MM
"""Room that pictogram and edges take in a box of the strip."""
_LAST_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
_CLARIFY = "slip_clarify"
_LEAST_FACTS = 3
_MOST_FACTS = 5


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on a sheet, whoever gets it."""

    header: Header
    sheet: RecipientSheet
    form: FormDefinition
    sections: tuple[DisclosedSection, ...]


def profile_sheet(
    disclosure: Disclosure, sender: Sender, texts: WriterTexts, setter: Typesetter, *, preview: bool
) -> bytes:
    """The PDF of one disclosure."""
    words = Words(texts, disclosure.header.client_language)
    content = Content(disclosure.header, disclosure.sheet, disclosure.form, disclosure.sections)
    sheet = _sheet(content, _subtitle(disclosure, words), sender, words, preview=preview)
    return write(setter, sheet, list(_blocks(content, sheet, setter)))


def own_sheet(
    copy: OwnCopy[RecipientSheet], sender: Sender, texts: WriterTexts, setter: Typesetter, *, preview: bool
) -> bytes:
    """The PDF of a sheet that belongs to the person."""
    words = Words(texts, copy.header.client_language)
    content = Content(copy.header, copy.enclosure, copy.form, copy.sections)
    note = beside(words.text("own_copy_note"), words.language.code, scale.RUNNING_BOLD, scale.RUNNING)
    sheet = _sheet(content, note, sender, words, preview=preview)
    return write(setter, sheet, list(_blocks(content, sheet, setter)))


def _sheet(content: Content, subtitle: Beside, sender: Sender, words: Words, *, preview: bool) -> Sheet:
    code = content.sheet.code
    return Sheet(
        code=SHEET_CODES.get(code, "X1"),
        title=words.pair(f"sheet:{code}:title", content.sheet.title),
        subtitle=subtitle,
        case_number=content.header.case_number,
        sender=sender,
        words=words,
        preview=preview,
    )


def _blocks(content: Content, sheet: Sheet, setter: Typesetter) -> Iterator[Block]:
    """Facts, answers, confirmation; at the end what the recipient fills in by hand."""
    words = sheet.words
    answers = AnswerWords(content.form, words)
    table_texts = TableTexts(words, answers, sheet.sender.printed_at.date())
    blocks = []
    facts = tuple(_facts(content, answers, table_texts))[:_MOST_FACTS]
    if len(facts) >= _LEAST_FACTS:
        blocks.append(Block((), (Strip(facts),), gap=0))
    for number, section in enumerate(content.sections, start=1):
        blocks.extend(_section_blocks(number, section, content, table_texts, setter))
    yield from closed(blocks, content.form, content.sections, words, setter)
    yield from by_hand(len(content.sections) + 1, content.form, content.sheet.blanks, words, setter)


def _subtitle(disclosure: Disclosure, words: Words) -> Beside:
    client = words.language.code
    recipient = words.text("sheet_for", recipient=disclosure.recipient.name)
    only = words.text("sheet_only_released")
    german = Paragraph(
        (
            Span(recipient.german, scale.RUNNING_BOLD),
            Span(
                f" · Freigabe Nr. {disclosure.release_number}, gültig bis "
                f"{format_date(disclosure.valid_until)} · {only.german}",
                scale.RUNNING,
            ),
        ),
        GERMAN,
    )
    if not words.bilingual or not only.client:
        return Beside(german, None)
    return Beside(german, Paragraph((Span(only.client, scale.RUNNING),), client))


def _section_blocks(
    number: int, section: DisclosedSection, content: Content, texts: TableTexts, setter: Typesetter
) -> Iterator[Block]:
    """Fields and tables of one band; whichever the sheet names first stands first."""
    words = texts.words
    client = words.language.code
    title = Pair(
        section.title.get(GERMAN, section.code), section.title.get(client, "") if words.bilingual else ""
    )
    band: tuple[Part, ...] = (Band(str(number), title, client), Gap(1.0 * MM))
    case = Field(words.text("case_number"), content.header.case_number) if number == 1 else None
    fields = fields_of(section, texts, case)
    blocks = []
    for table in tables_of(section):
        head, rows = table_parts(table, texts)
        blocks.append(Block((head,), rows, gap=1.6 * MM, joined=True))
    if fields:
        packed = Block((), tuple(_spaced(pack(fields, client, setter))), gap=1.4 * MM, joined=True)
        blocks.insert(0 if _fields_first(section, content) else len(blocks), packed)
    first = blocks[0]
    yield replace(first, band=band, gap=2.4 * MM, joined=False)
    yield from blocks[1:]


def _fields_first(section: DisclosedSection, content: Content) -> bool:
    order = next((part.questions for part in content.sheet.sections if part.code == section.code), ())
    in_tables = {item.question.name for table in section.tables for row in table.rows for item in row}
    shown = in_tables | {item.question.name for item in section.items}
    return next((name not in in_tables for name in order if name in shown), True)


def _spaced(rows: tuple[Part, ...]) -> Iterator[Part]:
    for index, row in enumerate(rows):
        if index:
            yield Gap(0.8 * MM)
        yield row


@dataclass(frozen=True, slots=True)
class Fact:
    """One box of the strip: pictogram, the fact, what is known about it."""

    pictogram: str
    fact: str
    more: str


def _facts(content: Content, answers: AnswerWords, texts: TableTexts) -> Iterator[Fact]:
    """What a reader wants to know first, taken from the released answers, never typed."""
    items = {item.question.name: item for section in content.sections for item in section.items}
    tables = {table.repeat: table.rows for section in content.sections for table in section.tables}

    def told(name: str) -> str:
        item = items.get(name)
        return "" if item is None or item.answer.is_empty else answers.value(item).german

    def code(name: str) -> str:
        return items[name].answer.value if told(name) else ""

    if told("work_permission"):
        until = told("res_valid_until")
        allowed = _WORK.get(code("work_permission"), told("work_permission"))
        if until and is_past(items["res_valid_until"], texts):
            until = f"{until}, {texts.words.text(_CLARIFY).german}"
        yield Fact("beruf", allowed, f"Papier bis {until}" if until else "")
    german = _german(tables.get("languages", ()))
    if german:
        yield Fact("sprache", f"Deutsch {german}", _COURSE.get(code("intcourse"), ""))
    jobs = [
        {item.question.name: item for item in row} for row in newest_first("jobs", tables.get("jobs", ()))
    ]
    if jobs:
        row = max(jobs, key=lambda job: months(job, texts.today))
        more = [duration(row, texts), answers.value(row["j_kind"]).german if "j_kind" in row else ""]
        if "j_own_words" in row:
            said = _LAST_BRACKET.sub("", row["j_own_words"].answer.value)
            yield Fact("werkzeug", isolated(said), " · ".join(part for part in more if part))
    goals = told("goal").split(" · ") if told("goal") else []
    if goals:
        yield Fact("fahne", goals[0], " · ".join(goals[1:]))
    if told("hours"):
        start = told("offer_start")
        yield Fact("uhr", told("hours"), f"ab {start}" if start else "")


def _german(rows: tuple[tuple[DisclosedItem, ...], ...]) -> str:
    """The lowest of the four skills in German, as in the answers' own calculation."""
    for row in rows:
        values = {item.question.name: item.answer.value for item in row}
        if values.get("lang") == "deu":
            levels = [
                values[skill] for skill in ("hear", "read", "talk", "write") if values.get(skill) in LEVELS
            ]
            if levels:
                lowest = min(levels, key=LEVELS.index)
                return "0" if lowest == LEVELS[0] else lowest.upper()
    return ""


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip at the top: four or five facts in one frame, German only."""

    facts: tuple[Fact, ...]

    def _texts(self, fact: Fact) -> tuple[Part, ...]:
        lines: list[Part] = [text(fact.fact, scale.VALUE_BOLD)]
        if fact.more:
            lines.append(text(fact.more, scale.LABEL))
        return tuple(lines)

    def widths(self, setter: Typesetter, width: float) -> list[float]:
        """Every box as wide as its longest word needs, the rest shared equally."""
        needed = []
        for fact in self.facts:
            words = [setter.line([Span(word, scale.VALUE_BOLD)], GERMAN).width for word in fact.fact.split()]
            words += [setter.line([Span(word, scale.LABEL)], GERMAN).width for word in fact.more.split()]
            needed.append(max(words) + _BESIDE_TEXT + 1)
        fair = width / len(needed)
        if sum(needed) > width:  # long words break inside their boxes
            over = sum(max(0.0, one - fair) for one in needed)
            room = sum(max(0.0, fair - one) for one in needed)
            return [min(one, fair) + max(0.0, one - fair) * room / over for one in needed]
        spare = (width - sum(needed)) / len(needed)
        return [one + spare for one in needed]

    def height(self, setter: Typesetter, width: float) -> float:
        """Height of the fullest box."""
        tallest = max(
            sum(part.height(setter, box - _BESIDE_TEXT) for part in self._texts(fact))
            for fact, box in zip(self.facts, self.widths(setter, width), strict=True)
        )
        return max(11 * MM, tallest + 2.2 * MM)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """A frame shares no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw frame, dividing rules, pictograms and facts."""
        height = self.height(canvas.type, width)
        canvas.box(x, top, width, height, rule=1.0)
        left = x
        for fact, box in zip(self.facts, self.widths(canvas.type, width), strict=True):
            if left > x:
                canvas.line(left, top, left, top + height, 1.0)
            pictograms.draw(canvas, fact.pictogram, left + 1.6 * MM, top + 1.8 * MM, 7 * MM)
            line_top = top + 1.0 * MM
            for part in self._texts(fact):
                part.draw(canvas, left + 10.2 * MM, line_top, box - _BESIDE_TEXT)
                line_top += part.height(canvas.type, box - _BESIDE_TEXT)
            left += box
