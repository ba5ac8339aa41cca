"""Answers as German words, as a caseworker reads them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from profiler.forms.answer import Answer, Precision
from profiler.forms.definition import FormDefinition, Question, QuestionKind
from profiler.languages.formats import format_date, format_month
from profiler.languages.names import country_name, language_name
from profiler.languages.tags import GERMAN

_UNITS = {"age": "Jahre", "child_age": "Jahre", "school_years": "Jahre"}


def in_words(
    form: FormDefinition,
    question: Question,
    answer: Answer,
    label_of: Callable[[str], str] | None = None,
) -> str:
    """One answer in German, as the form it was given to says it.

    Args:
        form: the form the answer was given to.
        question: what was asked.
        answer: what was said.
        label_of: German label of an occupation or a skill; without it the code stands for itself.
    """
    if answer.declined:
        return "keine Angabe"
    if question.kind is QuestionKind.DATE:
        return shown_date(answer, month_only="month-year" in question.appearance)
    if question.kind is QuestionKind.ACKNOWLEDGE:
        return "Gelesen und verstanden" if answer.value else ""
    codes = answer.value.split()
    if question.kind.is_select:
        return ", ".join(form.choice_label(question, code, GERMAN) for code in codes)
    if "code-language" in question.appearance:
        return ", ".join(language_name(code, GERMAN) for code in codes)
    if "code-country" in question.appearance:
        return ", ".join(country_name(code, GERMAN) for code in codes)
    if label_of is not None and {"code-occupation", "code-skill"} & set(question.appearance.split()):
        return ", ".join(label_of(code) for code in codes)
    unit = _UNITS.get(question.name)
    return f"{answer.value} {unit}" if unit else answer.value


def shown_date(answer: Answer, *, month_only: bool = False) -> str:
    """A date as exactly as it is known; an estimated one says so."""
    try:
        day = date.fromisoformat(answer.value[:10])
    except ValueError:
        return answer.value
    if answer.precision is Precision.GESCHAETZT:
        return f"ungefähr {day.year}"
    if answer.precision is Precision.JAHR:
        return str(day.year)
    if answer.precision is Precision.MONAT or month_only:
        return format_month(day)
    return format_date(day)
