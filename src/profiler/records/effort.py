"""How long an interview takes: questions counted, minutes estimated, short and with the deep questions."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from profiler.forms.definition import Question, QuestionKind
from profiler.forms.session import FormSession
from profiler.records.completeness import asked_questions
from profiler.records.summary import SHORT_FORM

_SECONDS: Final = {
    QuestionKind.NOTE: 6,
    QuestionKind.SELECT_ONE: 9,
    QuestionKind.SELECT_MULTIPLE: 16,
    QuestionKind.RANK: 20,
    QuestionKind.INTEGER: 9,
    QuestionKind.DECIMAL: 9,
    QuestionKind.RANGE: 9,
    QuestionKind.DATE: 12,
    QuestionKind.TIME: 8,
    QuestionKind.DATETIME: 14,
    QuestionKind.TEXT: 16,
    QuestionKind.ACKNOWLEDGE: 6,
}
"""Seconds a question takes on average: said, interpreted, answered, typed.

An estimate of ours, to compare forms with, and no measurement: half of the talks need an interpreter, and a
practised caseworker types while the interpreter still speaks.
"""

_OTHER_SECONDS: Final = 30
"""A file has to be fetched first."""

_APPEARANCE_SECONDS: Final = {"multiline": 40, "cefr": 6, "code-occupation": 20, "code-skill": 20}


@dataclass(frozen=True, slots=True)
class Effort:
    """What an interview asks of two people.

    Attributes:
        questions: how many are asked, in every row.
        seconds: how long that takes, estimated.
    """

    questions: int
    seconds: int

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded up."""
        return math.ceil(self.seconds / 60)


@dataclass(frozen=True, slots=True)
class InterviewEffort:
    """Effort by tier.

    Attributes:
        short: the short form alone.
        whole: with every deep question that is asked at present.
    """

    short: Effort
    whole: Effort


def effort_of(session: FormSession) -> InterviewEffort:
    """Counts what a session asks at present."""
    asked = [question for _, question in asked_questions(session)]
    return InterviewEffort(
        short=_effort(question for question in asked if question.tier == SHORT_FORM),
        whole=_effort(asked),
    )


def seconds_of(question: Question) -> int:
    """How long one question takes, estimated."""
    shown = question.appearance.split()
    special = [seconds for token, seconds in _APPEARANCE_SECONDS.items() if token in shown]
    return max(special) if special else _SECONDS.get(question.kind, _OTHER_SECONDS)


def _effort(questions: Iterable[Question]) -> Effort:
    each = [seconds_of(question) for question in questions]
    return Effort(len(each), sum(each))
