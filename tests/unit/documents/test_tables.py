"""How long somebody worked, and in which order it is told."""

from __future__ import annotations

import pytest

from profiler.documents.answers import AnswerWords
from profiler.documents.tables import TableTexts, duration, newest_first
from profiler.documents.wording import Pair, Words
from profiler.forms.answer import Answer, Precision
from profiler.languages.catalogues import Translator
from profiler.release.outputs import DisclosedItem
from tests.unit.documents import samples

FORM = samples.form()
WORDS = Words(samples.writer_texts(), "de")
TEXTS = TableTexts(WORDS, AnswerWords(FORM, WORDS), samples.TODAY)


def item(name: str, value: str, precision: Precision = Precision.MONAT) -> DisclosedItem:
    return DisclosedItem(FORM.question(name), Answer(value, precision=precision))


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-04-01", "2024-04-30", "1 Monat"),
        ("2024-04-01", "2026-02-01", "23 Monate"),
        ("2014-06-01", "2021-08-01", "7 Jahre 3 Monate"),
        ("2014-01-01", "2015-12-01", "2 Jahre"),
        ("2021-08-01", "2014-06-01", ""),
        ("", "2014-06-01", ""),
    ],
)
def test_the_length_of_a_job(start: str, end: str, said: str) -> None:
    assert duration({"j_from": item("j_from", start), "j_to": item("j_to", end)}, TEXTS) == said


def test_a_job_without_an_end_lasts_until_today() -> None:
    assert duration({"j_from": item("j_from", "2026-01-01")}, TEXTS) == "11 Monate"


def test_a_rough_length_says_so() -> None:
    row = {
        "j_from": item("j_from", "2002-01-01", Precision.JAHR),
        "j_to": item("j_to", "2015-01-01", Precision.JAHR),
    }
    assert duration(row, TEXTS) == "etwa 13 Jahre"


def test_jobs_are_told_newest_first_and_families_as_they_were() -> None:
    old, new = (item("j_from", "2009-01-01"),), (item("j_from", "2021-01-01"),)
    assert newest_first("jobs", (old, new)) == (new, old)
    assert newest_first("household", (old, new)) == (old, new)


@pytest.mark.parametrize(
    ("value", "precision", "said"),
    [
        ("1991-03-14", Precision.TAG, "14.03.1991"),
        ("1991-03-14", Precision.MONAT, "03/1991"),
        ("1991-01-01", Precision.JAHR, "1991"),
        ("1991-01-01", Precision.GESCHAETZT, "ungefähr 1991"),
        ("1991-03-14", Precision.GESCHAETZT, "ungefähr 14.03.1991"),
    ],
)
def test_a_date_is_never_said_more_exactly_than_it_is_known(
    value: str, precision: Precision, said: str
) -> None:
    told = TEXTS.answers.value(item("birth_date", value, precision)).german
    assert told.replace("\u2066", "").replace("\u2069", "") == said


def test_a_refused_answer_says_so_in_both_languages() -> None:
    words = Words(samples.writer_texts(), "ar")
    said = AnswerWords(FORM, words).value(DisclosedItem(FORM.question("phone"), Answer(declined=True)))
    assert said.german == "keine Angabe"
    assert said.client


def test_a_telephone_number_is_kept_whole() -> None:
    said = TEXTS.answers.value(item("phone", "0152 28817386"))
    assert said.german == "\u20660152 28817386\u2069"


def test_a_label_without_a_translation_is_the_question_as_it_was_asked() -> None:
    form = samples.form("ar")
    answers = AnswerWords(form, Words(samples.writer_texts(Translator(())), "ar"))
    label = answers.label(form.question("city"))
    assert label == Pair("Ort", answers.question(form.question("city")).client)
    assert label.client


def test_years_of_practice_say_that_they_are_years() -> None:
    question = FORM.question("informal_years_naehen")
    assert TEXTS.answers.label(question) == Pair("Nähen (Jahre)")
    form = samples.form("ar")
    answers = AnswerWords(form, Words(samples.writer_texts(), "ar"))
    asked = answers.question(form.question("informal_years_naehen")).client
    said = answers.label(form.question("informal_years_naehen")).client
    assert said.startswith(f"{asked} (")
