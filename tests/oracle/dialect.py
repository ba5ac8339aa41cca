"""Where Profiler and JavaRosa do not agree on purpose, with a reason each; `docs/deviations.md` says more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from profiler.forms.definition import FormDefinition, Question
from tests.oracle.standing import Difference


@dataclass(frozen=True)
class Deviation:
    """A difference somebody has thought about.

    Attributes:
        reason: why Profiler does otherwise.
        covers: whether a difference, at a question, is of this kind.
    """

    reason: str
    covers: Callable[[Question, Difference], bool]


def _truth_written_as_number(question: Question, difference: Difference) -> bool:
    pair = (difference.ours, difference.theirs)
    return bool(question.calculation) and pair in (("true", "1"), ("false", "0"))


def _day_written_as_moment(question: Question, difference: Difference) -> bool:
    return bool(question.calculation) and difference.theirs == f"{difference.ours}T00:00:00.000Z"


def _maximum_below_zero(question: Question, difference: Difference) -> bool:
    return "max(" in question.calculation and difference.theirs == "0" and difference.ours.startswith("-")


def _no_date(question: Question, difference: Difference) -> bool:
    return difference.aspect == "exception" and "can't be converted to a date" in difference.theirs


DEVIATIONS = (
    Deviation(
        "a truth value is stored as XPath writes it, true or false; JavaRosa stores 1 or 0",
        _truth_written_as_number,
    ),
    Deviation(
        "a day that is calculated stays a day; JavaRosa stores midnight of that day", _day_written_as_moment
    ),
    Deviation("the maximum of negative numbers is negative; JavaRosa starts from 0", _maximum_below_zero),
    Deviation(
        "what is no date leaves the calculation empty; JavaRosa throws an exception and is of no more use",
        _no_date,
    ),
)


def excuse(form: FormDefinition, difference: Difference) -> str:
    """The reason for a difference, "" if nobody has thought about it."""
    question = form.by_path.get(difference.generic)
    if not isinstance(question, Question):
        return ""
    return next((each.reason for each in DEVIATIONS if each.covers(question, difference)), "")
