"""Whether a text can be an answer to a question of some kind."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from profiler.forms.definition import Bounds, Choice, Question, QuestionKind
from profiler.forms.expressions.values import Value, as_date, as_moment, day_from_number, number_text, to_text

_INTEGER = re.compile(r"-?[0-9]{1,15}")
_DECIMAL = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_FILE_NAME = re.compile(r"(?!\.{1,2}$)[^/\\\x00-\x1f]{1,255}")
# A choice may be somebody's answer, blanks and all.
_AS_WRITTEN = frozenset(
    [
        QuestionKind.TEXT,
        QuestionKind.SELECT_ONE,
        QuestionKind.CALCULATE,
        QuestionKind.HIDDEN,
        QuestionKind.NOTE,
        QuestionKind.OTHER,
    ]
)
_UNSEEN = frozenset([QuestionKind.CALCULATE, QuestionKind.HIDDEN])
_INTEGER_TYPES = frozenset(["int", "integer", "long"])
ACKNOWLEDGED = "OK"
"""What an acknowledgement stores (ODK XForms, `trigger`)."""


def canonical(kind: QuestionKind, value: str) -> str:
    """The one way a value is written: several choices with one blank between, numbers and dates trimmed."""
    if kind in (QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK):
        return " ".join(dict.fromkeys(value.split()))
    return value if kind in _AS_WRITTEN else value.strip()


def stored(question: Question, value: Value) -> str:
    """The outcome of an expression as it is kept: NaN is empty, whole numbers have no point.

    A number becomes a day for a date question, and whole for an integer one, also if nobody sees that
    (JavaRosa does the same).
    """
    if isinstance(value, float):
        return _number(question, value)
    text = to_text(value)
    return "" if text == "NaN" else text


def _number(question: Question, value: float) -> str:
    if value != value:
        return ""
    if question.kind is QuestionKind.DATE:
        day = day_from_number(value)
        return "" if day is None else day.isoformat()
    if (question.kind is QuestionKind.INTEGER or _is_unseen_integer(question)) and abs(value) < float("inf"):
        return str(int(value))
    return number_text(value)


def _is_unseen_integer(question: Question) -> bool:
    return question.kind in _UNSEEN and question.datatype in _INTEGER_TYPES


def fits(
    kind: QuestionKind, value: str, choices: Collection[Choice] | None, bounds: Bounds | None = None
) -> bool:
    """Whether a canonical, non-empty value is of the kind.

    Args:
        kind: kind of the question.
        value: the value.
        choices: the choices on offer, None if there is no list.
        bounds: of a range.
    """
    match kind:
        case QuestionKind.INTEGER:
            return _INTEGER.fullmatch(value) is not None
        case QuestionKind.DECIMAL:
            return _DECIMAL.fullmatch(value) is not None
        case QuestionKind.RANGE:
            return _DECIMAL.fullmatch(value) is not None and (bounds is None or _on_scale(value, bounds))
        case QuestionKind.DATE:
            return as_date(value) is not None
        case QuestionKind.TIME:
            return _TIME.fullmatch(value) is not None
        case QuestionKind.DATETIME:
            return as_moment(value) is not None
        case QuestionKind.SELECT_ONE:
            return choices is None or any(choice.code == value for choice in choices)
        case QuestionKind.SELECT_MULTIPLE:
            return choices is None or set(value.split()) <= {choice.code for choice in choices}
        case QuestionKind.RANK:
            return choices is None or set(value.split()) == {choice.code for choice in choices}
        case QuestionKind.ACKNOWLEDGE:
            return value == ACKNOWLEDGED
        case QuestionKind.FILE:
            return _FILE_NAME.fullmatch(value) is not None
        case _:
            return True


def _on_scale(value: str, bounds: Bounds) -> bool:
    """Whether a number lies on one of the steps of a range, which may also run downwards."""
    number, start, end = Decimal(value), Decimal(bounds.start), Decimal(bounds.end)
    step = abs(Decimal(bounds.step))
    return min(start, end) <= number <= max(start, end) and (not step or (number - start) % step == 0)
