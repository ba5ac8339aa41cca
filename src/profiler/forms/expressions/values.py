"""The values of expressions and how they turn into each other: text, number, truth, node-set, date."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import TypeAlias

from profiler.forms.expressions.nodes import Node

Value: TypeAlias = str | float | bool | list[Node]

EPOCH = date(1970, 1, 1)
_EPOCH_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_SHORTEST_DATE = 10
_NUMBER = re.compile(r"[ \t\r\n]*-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[ \t\r\n]*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.([0-9]{1,6})[0-9]*)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
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
    if len(text) != 10 or not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def as_moment(text: str, zone: tzinfo | None = None) -> datetime | None:
    """The moment an ISO 8601 date and time names; without an offset it is taken in the zone, else as UTC."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    day, clock, fraction, offset = found.groups()
    offset = (
        "" if offset is None else "+00:00" if offset == "Z" else offset if len(offset) > 3 else f"{offset}:00"
    )
    try:
        moment = datetime.fromisoformat(
            f"{day}T{clock}.{(fraction or '0').ljust(6, '0')}{offset}"
            if len(clock) > 5
            else f"{day}T{clock}{offset}"
        )
    except ValueError:
        return None
    return moment if offset else moment.replace(tzinfo=zone or UTC)


def days_of(moment: datetime) -> float:
    """Days since 1970-01-01T00:00Z, with fraction."""
    return (moment - _EPOCH_MOMENT) / _DAY


def day_number(day: date, zone: tzinfo | None) -> float:
    """Days since 1970-01-01: whole without a zone, up to midnight there with one."""
    if zone is None:
        return float((day - EPOCH).days)
    return days_of(datetime(day.year, day.month, day.day, tzinfo=zone))


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


def text_number(text: str, zone: tzinfo | None = None) -> float:
    """A text as number: dates count days since 1970-01-01 (ODK XForms), anything else unreadable is NaN."""
    if (text.isascii() and text.isdigit()) or _NUMBER.fullmatch(text):
        return float(text)
    if len(text) < _SHORTEST_DATE:
        return math.nan
    day = as_date(text)
    if day is not None:
        return day_number(day, zone)
    moment = as_moment(text, zone)
    return math.nan if moment is None else days_of(moment)


def to_number(value: Value, zone: tzinfo | None = None) -> float:
    """XPath `number()` with ODK's reading of dates."""
    if isinstance(value, float):
        return value
    if isinstance(value, list):
        return text_number(value[0].text, zone) if value else math.nan
    if isinstance(value, str):
        return text_number(value, zone)
    return float(value)


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
