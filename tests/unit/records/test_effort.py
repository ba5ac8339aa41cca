from __future__ import annotations

import pytest

from profiler.forms.definition import Question, QuestionKind
from profiler.records.effort import Effort, effort_of, seconds_of
from tests.unit.records.rough_form import asked


def question(kind: QuestionKind, appearance: str = "") -> Question:
    return Question("/f/q", "q", kind, appearance=appearance)


@pytest.mark.parametrize(
    ("kind", "appearance", "seconds"),
    [
        (QuestionKind.SELECT_ONE, "", 9),
        (QuestionKind.SELECT_ONE, "cefr", 6),
        (QuestionKind.TEXT, "", 16),
        (QuestionKind.TEXT, "multiline", 40),
        (QuestionKind.TEXT, "code-occupation multiple", 20),
        (QuestionKind.FILE, "", 30),
    ],
)
def test_what_takes_longer_counts_for_more(kind: QuestionKind, appearance: str, seconds: int) -> None:
    assert seconds_of(question(kind, appearance)) == seconds


def test_the_short_form_is_part_of_the_whole() -> None:
    effort = effort_of(asked({"birth_date": "1990-05-01"}))
    assert effort.short == Effort(5, 16 + 16 + 12 + 16 + 9)
    assert effort.whole == Effort(9, effort.short.seconds + 16 + 12 + 12 + 9)


def test_only_what_is_asked_at_present_counts() -> None:
    assert effort_of(asked({"birth_date": "2015-05-01"})).short.questions == 5


def test_minutes_are_rounded_up() -> None:
    assert [Effort(1, seconds).minutes for seconds in (0, 1, 60, 61)] == [0, 1, 1, 2]
