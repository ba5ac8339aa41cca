"""Answers as German words, and the few lines that say who somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from profiler.forms.answer import Answer, Precision, Source
from profiler.forms.definition import Question, QuestionKind
from profiler.languages.formats import format_date, format_month
from profiler.languages.names import country_name, language_name
from profiler.languages.tags import GERMAN
from profiler.records.view import AnsweredForm, AnsweredItem

_SUMMARY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Alter", ("age",)),
    ("Wohnort", ("city", "housing")),
    ("Hier seit", ("arrived_de",)),
    ("Papier", ("residence", "res_valid_until")),
    ("Arbeit erlaubt", ("work_permission",)),
    ("Sprachen", ("lang",)),
    ("Deutsch", ("german_shown",)),
    ("Schule", ("school_ever", "school_years")),
    ("Ausbildung", ("t_title_de",)),
    ("Arbeit", ("j_own_words",)),
    ("Kann gut", ("informal",)),
    ("Ziele", ("goal",)),
    ("Betreuung", ("care_need", "care_now")),
    ("Erreichbar", ("phone", "email")),
)
"""Label of a line -> names of the questions it is made of; answers from rows are put one after the other."""

_UNITS = {"age": "Jahre", "school_years": "Jahre"}


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of the overview; `source` is how the caseworker came to know it, None for several sources."""

    label: str
    text: str
    source: Source | None


def summary(answered: AnsweredForm) -> tuple[SummaryLine, ...]:
    """The lines that have an answer; with a secret address the place is left out (domain 7.1, 4)."""
    secret = answered.value("address_secret") == "ja"
    by_name: dict[str, list[AnsweredItem]] = {}
    for item in answered.every_item():
        by_name.setdefault(item.question.name, []).append(item)
    lines = []
    for label, names in _SUMMARY:
        if secret and "city" in names:
            continue
        items = [item for name in names for item in by_name.get(name, []) if not item.answer.is_empty]
        if items:
            sources = {item.answer.source for item in items}
            text = ", ".join(in_words(answered, item.question, item.answer) for item in items)
            lines.append(SummaryLine(label, text, sources.pop() if len(sources) == 1 else None))
    return tuple(lines)


def in_words(answered: AnsweredForm, question: Question, answer: Answer) -> str:
    """One answer in German."""
    if answer.declined:
        return "keine Angabe"
    if question.kind is QuestionKind.DATE:
        return _date(question, answer)
    codes = answer.value.split()
    if question.kind.is_select:
        return ", ".join(answered.form.choice_label(question, code, GERMAN) for code in codes)
    if "code-language" in question.appearance:
        return ", ".join(language_name(code, GERMAN) for code in codes)
    if "code-country" in question.appearance:
        return ", ".join(country_name(code, GERMAN) for code in codes)
    unit = _UNITS.get(question.name)
    return f"{answer.value} {unit}" if unit else answer.value


def _date(question: Question, answer: Answer) -> str:
    try:
        day = date.fromisoformat(answer.value[:10])
    except ValueError:
        return answer.value
    if answer.precision is Precision.JAHR:
        return f"{day.year}"
    if answer.precision is Precision.MONAT or "month-year" in question.appearance:
        return format_month(day)
    return format_date(day)
