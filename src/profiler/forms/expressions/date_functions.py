"""Functions over dates; dates have no zone, moments carry their offset."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta

from profiler.forms.expressions.context import Context
from profiler.forms.expressions.registry import Function, strict
from profiler.forms.expressions.values import (
    EvaluationError,
    Value,
    as_date,
    as_moment,
    day_from_number,
    to_number,
    to_text,
)

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CLOCK = re.compile(r"(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(?:Z|[+-]\d{2}:?\d{2})?")


def _moment_of(value: Value, function: str) -> datetime | None:
    """The moment a value names, None if it names nothing.

    Raises:
        EvaluationError: it names an impossible moment.
    """
    if isinstance(value, bool):
        raise EvaluationError("invalid_date", function)
    text = to_text(value)
    if text in ("", "NaN"):
        return None
    moment = as_moment(text)
    if moment is not None:
        return moment
    day = as_date(text)
    number = to_number(text)
    fraction = 0.0
    if day is None and math.isfinite(number):
        day = day_from_number(number)
        fraction = number - math.floor(number)
    if day is None:
        raise EvaluationError("invalid_date", function)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
        milliseconds=round(fraction * 86_400_000)
    )


def _date(value: Value) -> str:
    moment = _moment_of(value, "date")
    return "" if moment is None else moment.date().isoformat()


def _moment_text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _date_time(value: Value) -> str:
    moment = _moment_of(value, "date-time")
    return "" if moment is None else _moment_text(moment)


def _formatted(moment: datetime, pattern: str) -> str:
    parts = {
        "Y": f"{moment.year:04d}",
        "y": f"{moment.year % 100:02d}",
        "m": f"{moment.month:02d}",
        "n": str(moment.month),
        "b": _MONTHS[moment.month - 1],
        "d": f"{moment.day:02d}",
        "e": str(moment.day),
        "a": _WEEKDAYS[moment.weekday()],
        "H": f"{moment.hour:02d}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02d}",
        "S": f"{moment.second:02d}",
        "3": f"{moment.microsecond // 1000:03d}",
    }
    return re.sub(r"%(.)", lambda found: parts.get(found.group(1), found.group()), pattern)


def _format(value: Value, pattern: Value) -> str:
    """English short names for `%b` and `%a`: forms use digits, clients format dates for people."""
    moment = _moment_of(value, "format-date")
    return "" if moment is None else _formatted(moment, to_text(pattern))


def _decimal_date_time(value: Value) -> float:
    number = to_number(to_text(value))
    if math.isnan(number) and to_text(value):
        _moment_of(value, "decimal-date-time")
    return number


def _decimal_time(value: Value) -> float:
    text = to_text(value)
    found = _CLOCK.fullmatch(text.partition("T")[2] if "T" in text else text)
    if found is None:
        return math.nan
    hours, minutes, seconds, thousandths = found.groups("0")
    if int(hours) > 23 or int(minutes) > 59 or int(seconds) > 59:
        return math.nan
    total = int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths.ljust(3, "0")) / 1000
    return total / 86_400


def _today(context: Context) -> str:
    day: date = context.environment.today()
    return day.isoformat()


DATE_FUNCTIONS: tuple[Function, ...] = (
    Function("today", 0, 0, _today),
    Function("now", 0, 0, lambda context: _moment_text(context.environment.moment())),
    strict("date", 1, 1, _date),
    strict("date-time", 1, 1, _date_time),
    strict("format-date", 2, 2, _format),
    strict("format-date-time", 2, 2, _format),
    strict("decimal-date-time", 1, 1, _decimal_date_time),
    strict("decimal-time", 1, 1, _decimal_time),
)
