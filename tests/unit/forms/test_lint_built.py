"""A form of any origin is checked as it was built, without its tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from profiler.forms.definition import FormDefinition, Group, Question, QuestionKind, Repeat
from profiler.forms.lint_built import lint_built

NAME = Question("/form/name", "name", QuestionKind.TEXT, {"de": "Name?"})
TOWN = Question("/form/town", "town", QuestionKind.SELECT_ONE, {"de": "Ort?"}, choice_list="towns")
TITLE = Question("/form/jobs/title", "title", QuestionKind.TEXT, {"de": "Als was?"})


def form(*children: Question | Group, languages: tuple[str, ...] = ("de",)) -> FormDefinition:
    return FormDefinition("form", "1", "sha", {}, languages, Group("/form", "form", children=children))


def codes(*children: Question | Group, languages: tuple[str, ...] = ("de",)) -> list[tuple[str, str]]:
    found = lint_built(form(*children, languages=languages), "form.xml")
    assert all(each.file == "form.xml" for each in found)
    return [(each.code.value, each.question) for each in found]


def test_a_sound_form_has_no_findings() -> None:
    jobs = Repeat("/form/jobs", "jobs", {"de": "Arbeiten"}, children=(TITLE,), count="2")
    assert codes(replace(NAME, calculation="concat('a', /form/jobs/title)"), jobs) == []
    assert codes(replace(NAME, label={}), languages=()) == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (replace(NAME, relevant="1 +"), "syntax"),
        (replace(NAME, relevant="older(.)"), "unknown_function"),
        (replace(NAME, calculation="area(.)"), "unsupported_function"),
        (replace(NAME, required="/form/nobody = 'a'"), "dead_path"),
        (replace(NAME, readonly="../nobody = 'a'"), "dead_path"),
        (replace(NAME, constraint=". = /form/jobs/title"), "many_as_one"),
        (replace(NAME, constraint=". > 5 and . < 3"), "never_valid"),
        (replace(NAME, relevant="false()"), "never_asked"),
        (replace(NAME, constraint="regex(., '[a-z]')"), "unanchored_pattern"),
        (replace(NAME, kind=QuestionKind.OTHER), "unsupported_type"),
    ],
)
def test_a_fault_of_a_question_is_found(question: Question, expected: str) -> None:
    jobs = Repeat("/form/jobs", "jobs", {"de": "Arbeiten"}, children=(TITLE,))
    assert (expected, "name") in codes(question, jobs)


def test_a_select_needs_choices() -> None:
    assert codes(TOWN) == [("list_without_choices", "town")]
    assert codes(replace(TOWN, choice_list=None)) == [("list_without_choices", "town")]


def test_several_answers_at_once_contradict_nothing() -> None:
    several = replace(NAME, kind=QuestionKind.SELECT_MULTIPLE, choice_list="towns")
    after = replace(TITLE, path="/form/title", relevant="/form/name = 'a' and /form/name = 'b'")
    assert ("never_asked", "title") not in codes(several, after)
    assert ("never_asked", "title") in codes(NAME, after)


def test_questions_in_a_group_that_is_never_asked_are_told_once() -> None:
    group = Group("/form/g", "g", {"de": "G"}, "false()", children=(replace(NAME, path="/form/g/name"),))
    assert codes(group) == [("never_asked", "g")]


def test_a_text_every_language_needs_is_missed() -> None:
    partly = replace(NAME, label={"de": "Name?", "uk": "Ім'я?"}, hint={"de": "Wie im Papier"})
    assert codes(partly, languages=("de", "uk")) == [("untranslated", "name")]


def test_circles_are_told_with_all_their_questions() -> None:
    one = replace(NAME, kind=QuestionKind.CALCULATE, calculation="/form/title + 1")
    two = replace(TITLE, path="/form/title", kind=QuestionKind.CALCULATE, calculation="/form/name + 1")
    assert codes(one, two) == [("cycle", "name, title")]
