"""Tables of repeated answers: languages, trainings, jobs, family; unknown repeats column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from profiler.documents import scale
from profiler.documents.answers import AnswerWords, as_date
from profiler.documents.labels import EVIDENCE, FIELD_LABELS, FROM_TO, LANGUAGE_LEVELS, WHAT_DONE
from profiler.documents.marks import LEVELS, Evidence, EvidenceCell, LevelCell
from profiler.documents.parts import Beside, Gap, Part, Row, Stack, row_of, text
from profiler.documents.text.paragraph import Align, Paragraph, Span
from profiler.documents.wording import Pair, Words
from profiler.forms.answer import Precision
from profiler.languages.tags import GERMAN
from profiler.release.outputs import DisclosedItem, DisclosedTable

_LONG = 24
"""From here on a length is said in years."""
_MOST_COLUMNS = 6
_SCHOOL_YEAR: Mapping[str, float] = {
    "y": 14,
    "country": 28,
    "grade": 14,
    "school_type": 44,
    "teach_lang": 30,
    "hours_week": 24,
    "missed_months": 22,
}
"""Columns of the table of school years with their widths."""

Given = Mapping[str, DisclosedItem]
"""Answers of one row by question name."""


@dataclass(frozen=True)
class TableTexts:
    """What a table needs to speak: words, answers and the day of printing."""

    words: Words
    answers: AnswerWords
    today: date


@dataclass(frozen=True)
class _Column:
    """A column that exists only while one of its questions was released and answered in some row."""

    questions: tuple[str, ...]
    width: float
    head: Pair


def table_parts(table: DisclosedTable, texts: TableTexts) -> tuple[Row, tuple[Row, ...]]:
    """Head and rows of a table."""
    rows = [{item.question.name: item for item in row} for row in newest_first(table.repeat, table.rows)]
    present = {name for row in rows for name in row}
    columns = [column for column in _columns(table, rows, texts) if present & set(column.questions)]
    widths = _stretched([column.width for column in columns])
    language = texts.words.language.code
    head = Row(
        row_of(widths, [_head(column.head, language) for column in columns]),
        above=1.0,
        below=1.6,
        rule=scale.STRONG,
    )
    return head, tuple(
        Row(row_of(widths, [_cell(table.repeat, column, row, texts) for column in columns])) for row in rows
    )


def newest_first(
    repeat: str, rows: Sequence[tuple[DisclosedItem, ...]]
) -> tuple[tuple[DisclosedItem, ...], ...]:
    """Jobs by their beginning and trainings by their end, the newest first; other repeats as they are."""
    by = {"jobs": "j_from", "trainings": "t_to"}.get(repeat)
    if by is None:
        return tuple(rows)

    def day(row: tuple[DisclosedItem, ...]) -> str:
        return next((item.answer.value for item in row if item.question.name == by), "")

    return tuple(sorted(rows, key=day, reverse=True))


def months(row: Given, today: date) -> int:
    """Length of a job in months, 0 if it is not known."""
    start = as_date(row["j_from"].answer.value) if "j_from" in row else None
    end = as_date(row["j_to"].answer.value) if "j_to" in row else today
    if start is None or end is None or end < start:
        return 0
    return (end.year - start.year) * 12 + end.month - start.month + 1


def label(name: str, texts: TableTexts, row: Given) -> Pair:
    """Short label of a question, else the question as it was asked."""
    if name in FIELD_LABELS:
        return texts.words.of(FIELD_LABELS[name])
    return texts.answers.question(row[name].question)


def _columns(table: DisclosedTable, rows: Sequence[Given], texts: TableTexts) -> list[_Column]:
    merged: dict[str, DisclosedItem] = {}
    for row in rows:
        merged.update({name: item for name, item in row.items() if name not in merged})

    def column(width: float, *names: str, head: Pair | None = None) -> _Column:
        shown = next((name for name in names if name in merged), names[0])
        return _Column(names, width, head or (label(shown, texts, merged) if shown in merged else Pair("")))

    words = texts.words
    if table.repeat == "languages":
        levels = [column(23.4, name) for name in ("hear", "read", "talk", "present", "write")]
        return [column(29, "lang", "first_lang"), *levels, column(30, "lang_basis")]
    if table.repeat == "trainings":
        return [
            column(18, "t_to"),
            column(
                78,
                "t_title_de",
                "t_title_orig",
                "t_kind",
                "t_country",
                "t_done",
                head=words.of(FIELD_LABELS["t_title_de"]),
            ),
            column(42, "t_ev_state"),
            column(38, "rec_wish"),
        ]
    if table.repeat == "jobs":
        return [
            column(31, "j_from", "j_to", head=words.of(FROM_TO)),
            column(103, "j_own_words", "j_tasks", "j_kind", "j_country", head=words.of(WHAT_DONE)),
            column(42, "j_ev_state"),
        ]
    if table.repeat == "school_years_table":
        return [column(width, name) for name, width in _SCHOOL_YEAR.items()]
    names = list(dict.fromkeys(name for row in rows for name in row))
    if len(names) <= _MOST_COLUMNS:
        return [column(10, name) for name in names]
    first, rest = names[: _MOST_COLUMNS - 1], names[_MOST_COLUMNS - 1 :]
    return [*(column(10, name) for name in first), column(14, *rest)]


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


def _cell(repeat: str, column: _Column, row: Given, texts: TableTexts) -> Part:
    if repeat == "languages" and "lang" in column.questions:
        return _language_cell(row, texts)
    if repeat == "trainings" and "t_title_de" in column.questions:
        return _described(row, texts, "t_title_de", "t_title_orig", ("t_kind", "t_country", "t_done"))
    if repeat == "jobs" and "j_own_words" in column.questions:
        return _described(row, texts, "j_own_words", "", ("j_kind", "j_country"), "j_tasks")
    if repeat == "jobs" and "j_from" in column.questions:
        return _period(row, texts)
    parts = [_single(name, row, texts) for name in column.questions if name in row]
    return Stack(tuple(parts)) if parts else text("–", scale.RUNNING)


def _single(name: str, row: Given, texts: TableTexts) -> Part:
    item = row[name]
    value = item.answer.value
    if not item.answer.declined:
        if (name in EVIDENCE or item.question.choice_list == "ev_state") and value in set(Evidence):
            return EvidenceCell(Evidence(value), texts.answers.value(item).german)
        if (name in LANGUAGE_LEVELS or item.question.choice_list == "cefr") and value in LEVELS:
            return LevelCell(value)
    return text(texts.answers.value(item).german, scale.RUNNING)


def _language_cell(row: Given, texts: TableTexts) -> Part:
    lines: list[Part] = []
    if "lang" in row:
        bold = row["lang"].answer.value == "deu"
        lines.append(
            text(texts.answers.value(row["lang"]).german, scale.RUNNING_BOLD if bold else scale.RUNNING)
        )
    if "first_lang" in row and row["first_lang"].answer.value == "ja":
        lines.append(text(texts.words.of(FIELD_LABELS["first_lang"]).german, scale.LABEL))
    return Stack(tuple(lines)) if lines else Gap(0)


def _described(
    row: Given, texts: TableTexts, title: str, own: str, facts: Sequence[str], longer: str = ""
) -> Part:
    """Bold title with the person's own words at the end of the line, then facts, then the longer text."""
    lines: list[Part] = []
    german = texts.answers.value(row[title]).german if title in row else ""
    original = texts.answers.value(row[own]).german if own in row else ""
    if german or original:
        start = Paragraph((Span(german or original, scale.RUNNING_BOLD),), GERMAN)
        end = Paragraph((Span(original, scale.RUNNING),), GERMAN) if german and original else None
        lines.append(Beside(start, end))
    known = [texts.answers.value(row[name]).german for name in facts if name in row]
    if known:
        lines.append(text(" · ".join(known), scale.RUNNING))
    if longer and longer in row:
        told = texts.answers.value(row[longer]).german
        lines.append(text("; ".join(told.split("\n")), scale.RUNNING))
    return Stack(tuple(lines)) if lines else text("–", scale.RUNNING)


def _period(row: Given, texts: TableTexts) -> Part:
    start = texts.answers.value(row["j_from"]).german if "j_from" in row else "?"
    end = texts.answers.value(row["j_to"]).german if "j_to" in row else "heute"
    lines: list[Part] = [text(f"{start} – {end}", scale.RUNNING)]
    length = duration(row, texts)
    if length:
        lines.append(text(length, scale.RUNNING))
    return Stack(tuple(lines))


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
