"""The person's own copy: everything told, the way ahead and who may know what, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from profiler.documents import scale
from profiler.documents.answers import AnswerWords
from profiler.documents.canvas import MM
from profiler.documents.pages import Block, Sheet, write
from profiler.documents.parts import Band, Cell, Gap, Part, Row, Stack, Text, beside, text
from profiler.documents.statements import Note, statement
from profiler.documents.stations import moment
from profiler.documents.text.isolate import isolated, ltr
from profiler.documents.text.paragraph import Paragraph, Span, Typesetter
from profiler.documents.wording import Pair, Words, WriterTexts, listed, term
from profiler.languages.formats import format_date
from profiler.languages.tags import GERMAN
from profiler.ports.paper import CopyContent, Sender
from profiler.release.outputs import DisclosedItem, DisclosedSection, OwnCopy
from profiler.release.releases import Category, Release
from profiler.routing.plans import Station, StationState

CODE = "E1"
_HALF = (scale.CONTENT - scale.GUTTER) / 2
_INDENT = 5 * MM
"""Room for the number of a row."""
_RELEASE_GAP = 2.4 * MM
_FULL_STOPS = ".\u06d4\u1362"
"""Of sentences that are confirmed: Latin, Arabic and Ethiopic."""
_RELEASES = term("document", "Wer etwas bekommen darf")
_RELEASE = term("document", "Freigabe Nr. {number}, gültig bis {until}")
_NOT_SIGNED = term("document", "noch nicht unterschrieben")
_WITHDRAWN = term("document", "widerrufen am {day}")
_HELP = term("document", "Hilfe")
_BY = term("document", "bis {day}")


def own_copy(
    copy: OwnCopy[CopyContent], sender: Sender, texts: WriterTexts, setter: Typesetter, *, preview: bool
) -> bytes:
    """The PDF of the full copy."""
    words = Words(texts, copy.header.client_language)
    client = words.language.code
    answers = AnswerWords(copy.form, words)
    sheet = Sheet(
        code=CODE,
        title=words.text("own_copy_title"),
        subtitle=beside(words.text("own_copy_note"), client, scale.RUNNING_BOLD, scale.RUNNING_BOLD),
        case_number=copy.header.case_number,
        sender=sender,
        words=words,
        preview=preview,
    )
    blocks: list[Block] = []
    number = 0
    for section in copy.sections:
        number += 1
        blocks.extend(_section(number, section, words, answers))
    stations = _visible(copy.enclosure)
    if stations:
        number += 1
        rows = tuple(_station(index, station, words) for index, station in enumerate(stations, start=1))
        blocks.append(Block((Band(str(number), words.text("slip_your_way"), client),), rows, whole=False))
    if copy.enclosure.releases:
        number += 1
        band = Band(str(number), words.of(_RELEASES), client)
        for index, release in enumerate(copy.enclosure.releases):
            named, *told = _release(release, words)
            above = () if index else (band,)
            blocks.append(Block((named,), tuple(told), gap=_RELEASE_GAP, joined=index > 0, band=above))
    help_rows = (
        Gap(3),
        Note(words.text("help_card"), client, "beratung"),
        Gap(5),
        Note(words.text("talk_alone"), client, "freiwillig"),
    )
    blocks.append(Block((Band(str(number + 1), words.of(_HELP), client),), help_rows))
    return write(setter, sheet, blocks)


def _visible(content: CopyContent) -> tuple[Station, ...]:
    """Stations that may stand on paper: what must stay unseen is dropped here too; others may find it."""
    if content.plan is None:
        return ()
    dropped = StationState.ENTFAELLT
    return tuple(one for one in content.plan.stations if one.on_slip and one.state is not dropped)


def _section(number: int, section: DisclosedSection, words: Words, answers: AnswerWords) -> Iterator[Block]:
    client = words.language.code
    title = Pair(
        section.title.get(GERMAN, section.code), section.title.get(client, "") if words.bilingual else ""
    )
    band = Band(str(number), title, client)
    if section.items:
        told = tuple(_answer(item, words, answers) for item in section.items)
        yield Block((), told, whole=False, band=(band,))
    for index, table in enumerate(section.tables):
        name = Pair(table.label.get(GERMAN, ""), table.label.get(client, "") if words.bilingual else "")
        heading = statement(name, client, style=scale.RUNNING_BOLD, rule=scale.STRONG)
        rows = tuple(_told_row(count, row, words, answers) for count, row in enumerate(table.rows, start=1))
        joined = bool(section.items or index)
        yield Block(
            (heading,),
            rows,
            gap=3.0 if joined else 7.0,
            whole=False,
            joined=joined,
            band=() if joined else (band,),
        )


def _answer(item: DisclosedItem, words: Words, answers: AnswerWords) -> Row:
    label = answers.label(item.question)
    value = answers.value(item)
    client = words.language.code
    german = Cell(0, _HALF, Stack(tuple(_labelled(label.german, value.german, GERMAN))))
    if not words.bilingual:
        return Row(_across(label.german, value.german), above=1.6, below=2.2)
    told = value.client or value.german
    other = Stack(tuple(_labelled(label.client or label.german, told, client if label.client else GERMAN)))
    return Row((german, Cell(_HALF + scale.GUTTER, _HALF, other)), above=1.6, below=2.2)


def _across(label: str, value: str) -> tuple[Cell, ...]:
    """On German paper the label stands in the left third, the answer beside it."""
    left = scale.span_width(4)
    return (
        Cell(0, left, text(label, scale.RUNNING)),
        Cell(left + scale.GUTTER, scale.CONTENT - left - scale.GUTTER, text(value, scale.RUNNING_BOLD)),
    )


def _labelled(label: str, value: str, language: str) -> Iterator[Part]:
    first, *others = value.split("\n") or [""]
    colon = "" if label.endswith(("?", "\u061f")) else ":"
    spans = (Span(f"{label.rstrip(_FULL_STOPS)}{colon} ", scale.RUNNING), Span(first, scale.RUNNING_BOLD))
    yield Text(Paragraph(spans, language))
    for line in others:
        yield text(line, scale.RUNNING_BOLD, language)


def _told_row(number: int, row: Sequence[DisclosedItem], words: Words, answers: AnswerWords) -> Row:
    """All answers of one row; every answer stands beside its translation."""
    client = words.language.code
    lines = []
    for item in row:
        label, value = answers.label(item.question), answers.value(item)
        cells = [
            Cell(_INDENT, _left_width(words), Stack(tuple(_labelled(label.german, value.german, GERMAN))))
        ]
        if words.bilingual:
            code = client if label.client else GERMAN
            other = _labelled(label.client or label.german, value.client or value.german, code)
            cells.append(Cell(_HALF + scale.GUTTER, _HALF, Stack(tuple(other))))
        lines.append(Row(tuple(cells), above=0, below=0, rule=0))
    return _numbered(number, Stack(tuple(lines)))


def _numbered(number: int, part: Part) -> Row:
    """A part of the whole width with its number at the left, on the first baseline."""
    cells = (Cell(0, _INDENT, text(str(number), scale.RUNNING_BOLD)), Cell(0, scale.CONTENT, part))
    return Row(cells, above=1.8, below=2.4)


def _left_width(words: Words) -> float:
    return (_HALF if words.bilingual else scale.CONTENT) - _INDENT


def _station(number: int, station: Station, words: Words) -> Row:
    """Where to go and why; the full reason stands on the person's own copy only.

    A law is named as it is; a basis in German words alone says nothing to the person.
    """
    client = words.language.code
    kind = words.kind(station.kind)
    name = Pair(isolated(station.office.name) if station.office else kind.german, kind.client)
    left: list[Part] = [text(name.german, scale.RUNNING_BOLD)]
    right: list[Part] = [text(name.client, scale.RUNNING_BOLD, client)] if name.client else []
    for reason in station.reasons:
        told = words.pair(f"rule:{reason.rule.rule_id}:reason", reason.rule.reason)
        left.append(text(told.german, scale.RUNNING))
        right.append(text(told.client or told.german, scale.RUNNING, client if told.client else GERMAN))
        if reason.to_clarify:
            clarify = words.text("slip_clarify")
            left.append(text(clarify.german, scale.RUNNING_BOLD))
            right.append(text(clarify.client or clarify.german, scale.RUNNING_BOLD, client))
        if "§" in reason.rule.legal_basis:
            left.append(text(reason.rule.legal_basis, scale.LABEL))
    for extra in _dates(station, words):
        left.append(text(extra.german, scale.RUNNING_BOLD))
        right.append(
            text(extra.client or extra.german, scale.RUNNING_BOLD, client if extra.client else GERMAN)
        )
    papers = [words.bring(code) for code in station.bring]
    if papers:
        bring = words.text("slip_bring")
        left.append(text(f"{bring.german}: {', '.join(paper.german for paper in papers)}", scale.RUNNING))
        named = listed((paper.client or paper.german for paper in papers), client)
        right.append(text(f"{bring.client or bring.german}: {named}", scale.RUNNING, client))
    cells = [Cell(_INDENT, _left_width(words), Stack(tuple(left)))]
    if words.bilingual:
        cells.append(Cell(_HALF + scale.GUTTER, _HALF, Stack(tuple(right))))
    return _numbered(number, Row(tuple(cells), above=0, below=0, rule=0))


def _dates(station: Station, words: Words) -> Iterator[Pair]:
    if station.deadline is not None:
        yield words.of(_BY, day=ltr(format_date(station.deadline)))
    if station.appointment is not None:
        label = words.text("slip_appointment")
        at = ltr(moment(station.appointment))
        yield Pair(f"{label.german}: {at}", f"{label.client}: {at}" if label.client else "")


def _release(release: Release, words: Words) -> Iterator[Part]:
    """One release: until when, its state, and what each office may know."""
    client = words.language.code
    until = ltr(format_date(release.valid_until))
    yield statement(words.of(_RELEASE, number=release.number, until=until), client, style=scale.RUNNING_BOLD)
    if release.signature is None:
        yield statement(words.of(_NOT_SIGNED), client)
    for withdrawal in release.withdrawals:
        day = ltr(format_date(withdrawal.at.date()))
        yield statement(words.of(_WITHDRAWN, day=day), client)
    for grant in release.grants:
        known = [words.category(category) for category in Category if category in grant.categories]
        name = isolated(grant.recipient.name)
        purpose = words.purpose(grant.purpose)
        german = f"{name} ({purpose.german}): {', '.join(one.german for one in known) or '–'}"
        others = listed((one.client or one.german for one in known), client)
        other = f"{name} ({purpose.client or purpose.german}): {others or '–'}"
        yield statement(Pair(german, other if words.bilingual else ""), client)
