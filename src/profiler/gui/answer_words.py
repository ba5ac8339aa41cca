"""Answers as German words, as a caseworker reads them."""

from __future__ import annotations

from datetime import date

from profiler.forms.answer import Answer, Precision
from profiler.forms.definition import FormDefinition, Question, QuestionKind
from profiler.languages.formats import format_date, format_month
from profiler.languages.names import country_name, language_name
from profiler.languages.tags import GERMAN

_UNITS = {"age": "Jahre", "child_age": "Jahre", "school_years": "Jahre"}


def in_words(form: FormDefinition, question: Question, answer: Answer) -> str:
    """One answer in German, as the form it was given to says it."""
    if answer.declined:
        return "keine Angabe"
    if question.kind is QuestionKind.DATE:
        return _date(question, answer)
    codes = answer.value.split()
    if question.kind.is_select:
        return ", ".join(form.choice_label(question, code, GERMAN) for code in codes)
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
