"""The values of expressions and how they turn into each other: text, number, truth, node-set, date."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias

from profiler.forms.expressions.nodes import Node

Value: TypeAlias = str | float | bool | list[Node]

EPOCH = date(1970, 1, 1)
_DAY = timedelta(days=1)
_NUMBER = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,6})\d*)?(Z|[+-]\d{2}(?::?\d{2})?)?"
)


class EvaluationError(ValueError):
    """An expression that can be read but not evaluated: unknown function, wrong arguments, impossible date.

    Attributes:
        reason: a code, e.g. `unknown_function`.
        subject: the function it happened in.
    """

    def __init__(self, reason: str, subject: str) -> None:
        super().__init__(f"{reason}: {subject}")
        self.reason = reason
        self.subject = subject


def as_date(text: str) -> date | None:
    """The day a canonical date `2026-11-21` names, None for anything else."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def as_moment(text: str) -> datetime | None:
    """The moment an ISO 8601 date and time names; without an offset it is taken as UTC."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    day, clock, fraction, zone = found.groups()
    zone = "+00:00" if zone in (None, "Z") else zone if len(zone) > 3 else f"{zone}:00"
    try:
        return datetime.fromisoformat(
            f"{day}T{clock}.{(fraction or '0').ljust(6, '0')}{zone}"
            if len(clock) > 5
            else f"{day}T{clock}{zone}"
        )
    except ValueError:
        return None


def days_of(moment: datetime) -> float:
    """Days since 1970-01-01T00:00Z, with fraction."""
    return (moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) / _DAY


def day_from_number(days: float) -> date | None:
    """The day that many days after 1970-01-01, None outside the calendar."""
    try:
        return EPOCH + timedelta(days=math.floor(days))
    except (OverflowError, ValueError):
        return None


def to_text(value: Value) -> str:
    """XPath `string()`: node-sets give their first node, whole numbers print without a point."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return value[0].text if value else ""
    return number_text(value)


def number_text(number: float) -> str:
    """A number in plain digits, without exponent; `NaN`, `Infinity`, `-Infinity` as XPath writes them."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return (
            str(int(number)) if abs(number) < 1e15 else format(Decimal(repr(number)).to_integral_value(), "f")
        )
    return format(Decimal(repr(number)), "f")


def text_number(text: str) -> float:
    """A text as number: dates count days since 1970-01-01 (ODK XForms), anything else unreadable is NaN."""
    if _NUMBER.fullmatch(text):
        return float(text)
    day = as_date(text)
    if day is not None:
        return float((day - EPOCH).days)
    moment = as_moment(text)
    return math.nan if moment is None else days_of(moment)


def to_number(value: Value) -> float:
    """XPath `number()` with ODK's reading of dates."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float | int):
        return float(value)
    return text_number(to_text(value))


def to_boolean(value: Value) -> bool:
    """XPath `boolean()`: a node-set is true if it holds a node, whatever the node says."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float | int):
        return bool(value) and not math.isnan(value)
    return bool(value)


def to_nodes(value: Value, function: str) -> list[Node]:
    """A node-set as it is.

    Raises:
        EvaluationError: the value is not a node-set.
    """
    if not isinstance(value, list):
        raise EvaluationError("node_set_expected", function)
    return value


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float | int) or isinstance(right, float | int):
        return to_number(left) == to_number(right)
    return to_text(left) == to_text(right)


def _less(left: Value, right: Value) -> bool:
    return to_number(left) < to_number(right)


def _at_most(left: Value, right: Value) -> bool:
    return to_number(left) <= to_number(right)


_COMPARE: dict[str, Callable[[Value, Value], bool]] = {
    "=": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": _less,
    "<=": _at_most,
    ">": lambda left, right: _less(right, left),
    ">=": lambda left, right: _at_most(right, left),
}


def _alternatives(value: Value, other: Value, operator: str) -> list[Value]:
    """What a side of a comparison may stand for: each node's text; an empty node-set reads as ""."""
    if not isinstance(value, list):
        return [value]
    if isinstance(other, bool) and operator in ("=", "!="):
        return [bool(value)]
    return [node.text for node in value] or [""]


def compare(operator: str, left: Value, right: Value) -> bool:
    """A comparison of XPath 1.0, section 3.4: true if any pair of nodes makes it true.

    Args:
        operator: one of `= != < <= > >=`.
        left: left side.
        right: right side.
    """
    test = _COMPARE[operator]
    lefts, rights = _alternatives(left, right, operator), _alternatives(right, left, operator)
    return any(test(one, two) for one in lefts for two in rights)
