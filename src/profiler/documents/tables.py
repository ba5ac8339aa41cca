"""Tables of repeated answers: a row for each entry, further answers below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from profiler.documents import scale
from profiler.documents.answers import AnswerWords, as_date
from profiler.documents.canvas import MM
from profiler.documents.columns import Column, Shows, columns_of, is_evidence
from profiler.documents.details import Details
from profiler.documents.labels import DETAIL_LABELS, FACTS, FIELD_LABELS, LANGUAGE_LEVELS
from profiler.documents.marks import LEVELS, LevelCell
from profiler.documents.parts import Beside, Cell, Part, Row, Stack, row_of, text
from profiler.documents.proofs import proof_parts
from profiler.documents.text.paragraph import Align, Paragraph, Span
from profiler.documents.wording import Pair, Words
from profiler.forms.answer import Precision
from profiler.languages.tags import GERMAN
from profiler.release.outputs import DisclosedItem, DisclosedTable

_LONG = 24
"""From here on a length is said in years."""
_NEWEST_BY: Mapping[str, tuple[str, ...]] = {
    "jobs": ("j_from",),
    "trainings": ("t_to", "t_from"),
    "schools": ("s_from",),
    "courses": ("course_from",),
}
_INDENT = 4 * MM
"""Of the further answers, where no period leads the row."""

Given = Mapping[str, DisclosedItem]
"""Answers of one row by question name."""


@dataclass(frozen=True)
class TableTexts:
    """What a table needs to speak: words, answers and the day of printing."""

    words: Words
    answers: AnswerWords
    today: date


def table_parts(table: DisclosedTable, texts: TableTexts) -> tuple[Row, tuple[Part, ...]]:
    """Head and rows of a table; what has no column stands below its row."""
    rows = [{item.question.name: item for item in row} for row in newest_first(table.repeat, table.rows)]
    columns = columns_of(table.repeat, list(dict.fromkeys(name for row in rows for name in row)))
    widths = _stretched([column.width for column in columns])
    language = texts.words.language.code
    heads = [_head(_head_words(column, rows, texts), language) for column in columns]
    head = Row(row_of(widths, heads), above=1.0, below=1.6, rule=scale.STRONG)
    return head, tuple(_entry(row, columns, widths, texts) for row in rows)


def _entry(row: Given, columns: Sequence[Column], widths: Sequence[float], texts: TableTexts) -> Part:
    cells = row_of(widths, [_cell(column, row, texts) for column in columns])
    shown = {name for column in columns for name in column.questions}
    rest = tuple(
        (_detail_label(name, texts, row), _in_line(item, texts))
        for name, item in row.items()
        if name not in shown
    )
    if not rest:
        return Row(cells)
    left = widths[0] if columns[0].shows is Shows.PERIOD else _INDENT
    further = Cell(left, scale.CONTENT - left, Details(rest))
    return Stack((Row(cells, below=0.8, rule=0), Row((further,), above=0)))


def _in_line(item: DisclosedItem, texts: TableTexts) -> str:
    return "; ".join(texts.answers.value(item).german.split("\n"))


def newest_first(
    repeat: str, rows: Sequence[tuple[DisclosedItem, ...]]
) -> tuple[tuple[DisclosedItem, ...], ...]:
    """Jobs, schools and courses by their beginning, trainings by their end; other repeats as they are."""
    by = _NEWEST_BY.get(repeat)
    if by is None:
        return tuple(rows)

    def day(row: tuple[DisclosedItem, ...]) -> str:
        told = {item.question.name: item.answer.value for item in row}
        return next((told[name] for name in by if told.get(name)), "")

    return tuple(sorted(rows, key=day, reverse=True))


def months(row: Given, today: date) -> int:
    """Length of a job in months, 0 if it is not known."""
    start = as_date(row["j_from"].answer.value) if "j_from" in row else None
    end = as_date(row["j_to"].answer.value) if "j_to" in row else today
    if start is None or end is None or end < start:
        return 0
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _detail_label(name: str, texts: TableTexts, row: Given) -> str:
    return DETAIL_LABELS.get(name) or texts.answers.label(row[name].question).german


def _head_words(column: Column, rows: Sequence[Given], texts: TableTexts) -> Pair:
    if column.head is not None:
        return texts.words.of(column.head)
    return next(
        texts.answers.label(row[name].question) for name in column.questions for row in rows if name in row
    )


def _stretched(widths: Sequence[float]) -> list[float]:
    total = sum(widths)
    return [width * scale.CONTENT / total for width in widths]


def _head(pair: Pair, language: str) -> Part:
    lines: list[Part] = [text(pair.german, scale.LABEL_BOLD)]
    if pair.client:
        lines.append(_at_column_start(pair.client, language))
    return Stack(tuple(lines))


def _at_column_start(client: str, language: str) -> Part:
    """The client's head stands at the column's left edge, in whatever direction it reads."""
    return text(client, scale.LABEL_CLIENT, language, Align.LEFT)


def _cell(column: Column, row: Given, texts: TableTexts) -> Part:
    match column.shows:
        case Shows.LANGUAGE:
            parts = tuple(_language(row, texts))
        case Shows.TITLE:
            parts = tuple(_described(column, row, texts))
        case Shows.PERIOD:
            parts = tuple(_period(column, row, texts))
        case Shows.EACH:
            parts = tuple(_each(column, row, texts))
    return Stack(parts) if parts else text("–", scale.RUNNING)


def _each(column: Column, row: Given, texts: TableTexts) -> Iterator[Part]:
    """Answer below answer; what is known of a paper comes last, together."""
    given = [row[name] for name in column.questions if name in row]
    for item in given:
        if not is_evidence(item.question.name):
            yield _single(item, texts)
    papers = [item for item in given if is_evidence(item.question.name)]
    if papers:
        yield from proof_parts(papers, texts.answers)


def _single(item: DisclosedItem, texts: TableTexts) -> Part:
    is_level = item.question.name in LANGUAGE_LEVELS or item.question.choice_list == "cefr"
    if is_level and item.answer.value in LEVELS and not item.answer.declined:
        return LevelCell(item.answer.value)
    return text(texts.answers.value(item).german, scale.RUNNING)


def _language(row: Given, texts: TableTexts) -> Iterator[Part]:
    if "lang" in row:
        bold = row["lang"].answer.value == "deu"
        yield text(texts.answers.value(row["lang"]).german, scale.RUNNING_BOLD if bold else scale.RUNNING)
    if "first_lang" in row and row["first_lang"].answer.value == "ja":
        yield text(texts.words.of(FIELD_LABELS["first_lang"]).german, scale.LABEL)


def _described(column: Column, row: Given, texts: TableTexts) -> Iterator[Part]:
    """Bold title with the person's own words at the end of the line, then facts, then the longer text."""
    german, original = (
        texts.answers.value(row[name]).german if name in row else "" for name in (column.title, column.own)
    )
    if german or original:
        start = Paragraph((Span(german or original, scale.RUNNING_BOLD),), GERMAN)
        end = Paragraph((Span(original, scale.RUNNING),), GERMAN) if german and original else None
        yield Beside(start, end)
    known = [_fact(row[name], texts) for name in column.facts if name in row]
    if known:
        yield text(" · ".join(known), scale.RUNNING)
    if column.longer in row:
        yield text(_in_line(row[column.longer], texts), scale.RUNNING)


def _fact(item: DisclosedItem, texts: TableTexts) -> str:
    told = texts.answers.value(item).german
    return told if item.answer.declined else FACTS.get(item.question.name, "{}").format(told)


def _period(column: Column, row: Given, texts: TableTexts) -> Iterator[Part]:
    begin, end = (texts.answers.value(row[name]).german if name in row else "" for name in column.questions)
    if begin and not end:
        yield text(f"{begin} – heute" if column.until_now else f"ab {begin}", scale.RUNNING)
    elif begin or end:
        yield text(f"{begin} – {end}" if begin else f"bis {end}", scale.RUNNING)
    length = duration(row, texts) if column.until_now else ""
    if length:
        yield text(length, scale.RUNNING)


def duration(row: Given, texts: TableTexts) -> str:
    """Length of a job in German: months up to two years, then years and months."""
    length = months(row, texts.today)
    if not length:
        return ""
    if length < _LONG and _is_rough(row):
        return ""
    if length < _LONG:
        return _months(length)
    if _is_rough(row):
        return f"etwa {round(length / 12)} Jahre"
    years, rest = divmod(length, 12)
    return f"{years} Jahre {_months(rest)}" if rest else f"{years} Jahre"


def _months(count: int) -> str:
    return "1 Monat" if count == 1 else f"{count} Monate"


def _is_rough(row: Given) -> bool:
    """Whether beginning or end is known to the year only, or estimated."""
    rough = (Precision.JAHR, Precision.GESCHAETZT)
    return any(row[name].answer.precision in rough for name in ("j_from", "j_to") if name in row)
