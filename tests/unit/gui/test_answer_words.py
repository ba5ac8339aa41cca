"""Answers as a caseworker reads them."""

from __future__ import annotations

import pytest

from profiler.forms.answer import Answer, Precision
from profiler.forms.definition import Question, QuestionKind
from profiler.gui.answer_words import in_words
from tests.fakes.desks import shipped_content


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("birth_date", Answer("1991-06-03"), "03.06.1991"),
        ("birth_date", Answer("1991-01-01", precision=Precision.JAHR), "1991"),
        ("birth_date", Answer("1991-01-01", precision=Precision.GESCHAETZT), "ungefähr 1991"),
        ("j_from", Answer("2012-05-01", precision=Precision.MONAT), "05/2012"),
        ("nationalities", Answer("SY"), "Syrien"),
        ("client_language", Answer("tir"), "Tigrinya"),
        ("goal", Answer("deutsch arbeit_sofort"), "Deutsch lernen, Sofort arbeiten"),
        ("j_esco", Answer("elektroniker"), "Elektroniker/in für Energie- und Gebäudetechnik"),
        ("family_name", Answer(declined=True), "keine Angabe"),
        ("birth_date", Answer("nicht bekannt"), "nicht bekannt"),
    ],
)
def test_an_answer_in_words(name: str, answer: Answer, words: str) -> None:
    content = shipped_content()
    form = content.assessment
    assert in_words(form, form.question(name), answer, content.classifications.label_of) == words


def test_without_the_list_an_occupation_stands_for_itself() -> None:
    question = Question("/f/job", "job", QuestionKind.TEXT, appearance="code-occupation")
    assert in_words(shipped_content().assessment, question, Answer("elektroniker")) == "elektroniker"
