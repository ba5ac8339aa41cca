"""Answers as words: dates, names of countries and languages, labels of choices, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from profiler.documents.labels import FIELD_LABELS
from profiler.documents.text.isolate import clean, isolated, ltr, protect
from profiler.documents.wording import Pair, Words, listed, term
from profiler.forms.answer import Answer, Precision
from profiler.forms.definition import FormDefinition, Question, QuestionKind
from profiler.languages.formats import format_date, format_month
from profiler.languages.names import SPECIAL_NATIONALITIES, country_name, language_name
from profiler.languages.tags import GERMAN
from profiler.release.outputs import DisclosedItem

_NUMBERS = frozenset({QuestionKind.INTEGER, QuestionKind.DECIMAL, QuestionKind.TIME, QuestionKind.DATETIME})

_BETWEEN_CHOICES = " · "
YEARS = "_years_"
"""Between the name of a question and the code of a choice: for how many years that was done."""
_ACKNOWLEDGED = term("walk", "Gelesen und verstanden")
"""As on screen; the answer itself is a code."""


class AnswerWords:
    """Puts the answers of one form into words."""

    def __init__(self, form: FormDefinition, words: Words) -> None:
        self._form = form
        self._words = words

    def value(self, item: DisclosedItem) -> Pair:
        """The answer in German and in the client's language; free words stay as they were said."""
        if item.answer.declined:
            return self._words.text("declined")
        german = self._in(GERMAN, item)
        if not self._words.bilingual:
            return Pair(german)
        return Pair(german, self._in(self._words.language.code, item))

    def chosen_with(self, item: DisclosedItem, more: Mapping[str, str]) -> str:
        """The chosen answers in German, each with what else is known of it in brackets, by its code."""
        said = []
        for code in item.answer.value.split():
            label = protect(self._form.choice_label(item.question, code, GERMAN))
            said.append(f"{label} ({more[code]})" if more.get(code) else label)
        return _BETWEEN_CHOICES.join(said)

    def label(self, question: Question) -> Pair:
        """The short label of a question; in a language that has none the question as it was asked."""
        asked = self.question(question)
        if YEARS in question.name:
            years = self._words.of(FIELD_LABELS["years"])
            client = f"{asked.client} ({years.client})" if asked.client and years.client else asked.client
            return Pair(f"{asked.german} ({years.german})", client)
        if question.name not in FIELD_LABELS:
            return asked
        short = self._words.of(FIELD_LABELS[question.name])
        return Pair(short.german, short.client or asked.client)

    def question(self, question: Question) -> Pair:
        """The question as it was asked."""
        german = question.label.get(GERMAN, question.name)
        client = question.label.get(self._words.language.code, "") if self._words.bilingual else ""
        return Pair(protect(german), protect(client))

    def _in(self, language: str, item: DisclosedItem) -> str:
        question, answer = item.question, item.answer
        if question.kind is QuestionKind.DATE:
            return self._date(language, question, answer)
        if question.kind is QuestionKind.ACKNOWLEDGE:
            said = self._words.of(_ACKNOWLEDGED)
            return said.german if language == GERMAN else said.client
        if question.kind.is_select:
            labels = (self._form.choice_label(question, code, language) for code in answer.value.split())
            # Labels begin with a capital letter, which may not stand behind a comma.
            return _BETWEEN_CHOICES.join(protect(label) for label in labels)
        if "code-language" in question.appearance:
            return listed(
                (isolated(language_name(code, language)) for code in answer.value.split()), language
            )
        if "code-country" in question.appearance:
            return listed(
                (isolated(self._country(code, language)) for code in answer.value.split()), language
            )
        if "code-occupation" in question.appearance or "code-skill" in question.appearance:
            named = (self._words.concept(code, language) for code in answer.value.split())
            return _BETWEEN_CHOICES.join(isolated(name) for name in named)
        if question.kind in _NUMBERS or question.name in ("phone", "email"):
            return ltr(answer.value)
        return "\n".join(isolated(line) for line in clean(answer.value).splitlines() if line.strip())

    def _country(self, code: str, language: str) -> str:
        if code in SPECIAL_NATIONALITIES:
            choice = self._form.choice("nationality", code)
            return (choice.label.get(language) or choice.label.get(GERMAN, code)) if choice else code
        return country_name(code, language)

    def _date(self, language: str, question: Question, answer: Answer) -> str:
        precision = answer.precision
        if precision is Precision.TAG and "month-year" in question.appearance:
            precision = Precision.MONAT
        return told_date(answer.value, precision, self._words, language)


def told_date(value: str, precision: Precision, words: Words, language: str = GERMAN) -> str:
    """A date no more exactly than it is known: an estimated first of January is an estimated year."""
    day = as_date(value)
    if day is None:
        return ltr(value)
    estimated = precision is Precision.GESCHAETZT
    if precision is Precision.JAHR or (estimated and (day.month, day.day) == (1, 1)):
        shown = f"{day.year:04d}"
    else:
        shown = format_month(day) if precision is Precision.MONAT else format_date(day)
    if not estimated:
        return ltr(shown)
    about = words.text("estimated")
    word = about.client if language != GERMAN and about.client else about.german
    return f"{word} {ltr(shown)}"


def as_date(value: str) -> date | None:
    """The day of a canonical date, None for anything else."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
