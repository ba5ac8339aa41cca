"""Functions over dates; without a zone dates are whole days and moments carry their own offset."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from profiler.forms.expressions.context import Context
from profiler.forms.expressions.registry import Function
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
_CLOCK = re.compile(
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,3})[0-9]*)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_SHORT_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_FULL_DAY = 86_400_000
"""Milliseconds."""


def _moment_of(context: Context, value: Value, function: str) -> datetime | None:
    """The moment a value names, None if it names nothing; with a zone, as the clocks there show it.

    Raises:
        EvaluationError: it names an impossible moment.
    """
    if isinstance(value, bool):
        raise EvaluationError("invalid_date", function)
    text = to_text(value)
    if text in ("", "NaN"):
        return None
    zone = context.environment.zone
    try:
        moment = _named(text, zone)
        if moment is not None:
            # By way of UTC, so that a time the clocks skip (summer time) is the one they show instead.
            return moment if zone is None else moment.astimezone(UTC).astimezone(zone)
    except OverflowError:  # before the year 1 or after 9999
        pass
    raise EvaluationError("invalid_date", function)


def _named(text: str, zone: tzinfo | None) -> datetime | None:
    day = as_date(text) or _day(text)
    if day is not None:
        return datetime(day.year, day.month, day.day, tzinfo=zone or UTC)
    return as_moment(text, zone) or _moment_from(to_number(text))


def _day(text: str) -> date | None:
    """A date, also with single digits (`1970-1-2`)."""
    found = _SHORT_DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = found.groups()
    return as_date(f"{year}-{month:0>2}-{day:0>2}")


def _moment_from(days: float) -> datetime | None:
    day = day_from_number(days) if math.isfinite(days) else None
    if day is None:
        return None
    fraction = days - math.floor(days)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
        milliseconds=round(fraction * _FULL_DAY)
    )


def _moment_text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _date(context: Context, value: Value) -> str:
    """Without a zone the day alone; with one the moment, written as a day if it is midnight there."""
    moment = _moment_of(context, value, "date")
    if moment is None:
        return ""
    if context.environment.zone is None or moment.time() == time():
        return moment.date().isoformat()
    return _moment_text(moment)


def _date_time(context: Context, value: Value) -> str:
    """Not in the Spec; ODK Web Forms takes it as another name of `date`."""
    if context.environment.zone is not None:
        return _date(context, value)
    moment = _moment_of(context, value, "date-time")
    return "" if moment is None else _moment_text(moment)


_PARTS: Mapping[str, Callable[[datetime], str]] = {
    "%Y": lambda moment: f"{moment.year:04d}",
    "%y": lambda moment: f"{moment.year % 100:02d}",
    "%m": lambda moment: f"{moment.month:02d}",
    "%n": lambda moment: str(moment.month),
    "%b": lambda moment: _MONTHS[moment.month - 1],
    "%d": lambda moment: f"{moment.day:02d}",
    "%e": lambda moment: str(moment.day),
    "%a": lambda moment: _WEEKDAYS[moment.weekday()],
    "%H": lambda moment: f"{moment.hour:02d}",
    "%h": lambda moment: str(moment.hour),
    "%M": lambda moment: f"{moment.minute:02d}",
    "%S": lambda moment: f"{moment.second:02d}",
    "%3": lambda moment: f"{moment.microsecond // 1000:03d}",
}


@lru_cache(maxsize=256)
def _pieces(pattern: str) -> tuple[str | Callable[[datetime], str], ...]:
    return tuple(_PARTS.get(piece, piece) for piece in re.split(r"(%.)", pattern) if piece)


def _formatted(moment: datetime, pattern: str) -> str:
    return "".join([piece if isinstance(piece, str) else piece(moment) for piece in _pieces(pattern)])


def _format(context: Context, value: Value, pattern: Value) -> str:
    """English short names for `%b` and `%a`: forms use digits, clients format dates for people."""
    moment = _moment_of(context, value, "format-date")
    return "" if moment is None else _formatted(moment, to_text(pattern))


def _decimal_date_time(context: Context, value: Value) -> float:
    text = to_text(value)
    number = to_number(text, context.environment.zone)
    if math.isnan(number) and text:
        _moment_of(context, value, "decimal-date-time")
    return number


def _decimal_time(context: Context, value: Value) -> float:
    """The part of the day that is over, 0 to 1; with a zone, by the clocks there."""
    text = to_text(value)
    day, _, clock = text.rpartition("T")
    found = _CLOCK.fullmatch(clock)
    if found is None:
        return math.nan
    hours, minutes, seconds = (int(part or "0") for part in found.groups()[:3])
    offset = _offset(found[5] or "Z")
    if hours > 23 or minutes > 59 or seconds > 59 or offset is None:
        return math.nan
    milliseconds = (hours * 3600 + minutes * 60 + seconds) * 1000 + int((found[4] or "").ljust(3, "0"))
    zone = context.environment.zone
    if zone is not None and found[5]:
        shown = _offset_in(zone, as_date(day) or context.environment.today())
        milliseconds = (milliseconds + (shown - offset) * 60_000) % _FULL_DAY
    return milliseconds / _FULL_DAY


def _offset(text: str) -> int | None:
    """Minutes ahead of UTC, None if no place on earth could have it."""
    if text == "Z":
        return 0
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 23 or minutes > 59:
        return None
    return (hours * 60 + minutes) * (-1 if text[0] == "-" else 1)


def _offset_in(zone: tzinfo, day: date) -> int:
    offset = zone.utcoffset(datetime.combine(day, time(12)))
    return 0 if offset is None else round(offset / timedelta(minutes=1))


def _today(context: Context) -> str:
    day: date = context.environment.today()
    return day.isoformat()


DATE_FUNCTIONS: tuple[Function, ...] = (
    Function("today", 0, 0, _today),
    Function("now", 0, 0, lambda context: _moment_text(context.environment.moment())),
    Function("date", 1, 1, _date),
    Function("date-time", 1, 1, _date_time),
    Function("format-date", 2, 2, _format),
    Function("format-date-time", 2, 2, _format),
    Function("decimal-date-time", 1, 1, _decimal_date_time),
    Function("decimal-time", 1, 1, _decimal_time),
)
