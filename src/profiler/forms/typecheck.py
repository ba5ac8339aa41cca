"""Whether a text can be an answer to a question of some kind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from profiler.forms.definition import Choice, QuestionKind
from profiler.forms.expressions.values import as_date, as_moment

_INTEGER = re.compile(r"-?\d{1,15}")
_DECIMAL = re.compile(r"-?(\d+(\.\d*)?|\.\d+)")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")


def canonical(kind: QuestionKind, value: str) -> str:
    """The one way a value is written: several choices with one blank between, numbers and dates trimmed."""
    if kind in (QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK):
        return " ".join(dict.fromkeys(value.split()))
    return value if kind is QuestionKind.TEXT else value.strip()


def fits(kind: QuestionKind, value: str, choices: Iterable[Choice] | None) -> bool:
    """Whether a canonical, non-empty value is of the kind.

    Args:
        kind: kind of the question.
        value: the value.
        choices: the choices on offer, None if there is no list.
    """
    match kind:
        case QuestionKind.INTEGER:
            return _INTEGER.fullmatch(value) is not None
        case QuestionKind.DECIMAL:
            return _DECIMAL.fullmatch(value) is not None
        case QuestionKind.DATE:
            return as_date(value) is not None
        case QuestionKind.TIME:
            return _TIME.fullmatch(value) is not None
        case QuestionKind.DATETIME:
            return as_moment(value) is not None
        case QuestionKind.SELECT_ONE:
            return choices is None or value in {choice.code for choice in choices}
        case QuestionKind.SELECT_MULTIPLE | QuestionKind.RANK:
            return choices is None or set(value.split()) <= {choice.code for choice in choices}
        case _:
            return True
