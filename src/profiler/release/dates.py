"""How long a release lasts: months on the calendar, default and limit (Form C6)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

DEFAULT_MONTHS = 12
LONGEST_MONTHS = 24


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def usual_end(valid_from: date) -> date:
    """Last valid day unless somebody chooses otherwise: twelve months, the first day counted."""
    return months_later(valid_from, DEFAULT_MONTHS) - timedelta(days=1)


def latest_end(valid_from: date) -> date:
    """Last day a release may name at most (Form C6: at most 24 months)."""
    return months_later(valid_from, LONGEST_MONTHS)
