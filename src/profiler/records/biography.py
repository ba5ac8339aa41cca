"""Which years of a life nobody has spoken of: between school, training, courses and work.

The Federal Court of Audit found every third file of a job centre incomplete (2018); a gap is no fault of the
person, and an occasion to ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from profiler.forms.answer import Address, Precision
from profiler.forms.expressions.values import as_date
from profiler.forms.session import FormSession

FIRST_AGE: Final = 16
"""From this age on a biography should say something."""

SHORTEST: Final = 12
"""Months; shorter pauses are nobody's business."""

_SPANS: Final = (("s_from", "s_to"), ("t_from", "t_to"), ("j_from", "j_to"), ("course_from", "course_to"))
_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Gap:
    """Months of which nothing is known, both included.

    Attributes:
        first: first day of the first month.
        last: first day of the last month.
    """

    first: date
    last: date

    @property
    def years(self) -> str:
        """The years it lies in, `2016` or `2016–2019`."""
        if self.first.year == self.last.year:
            return str(self.first.year)
        return f"{self.first.year}–{self.last.year}"


def gaps_of(session: FormSession, today: date) -> tuple[Gap, ...]:
    """Gaps of a year and more since the sixteenth birthday, the earliest first.

    Without a birth date only what lies between two entries, and after the last one, can be missing. An entry
    without an end goes on until today, one without a beginning counts for the month of its end.
    """
    spans = sorted(_spans(session, _month(today)))
    born = _value(session, Address(path)) if (path := _path(session, "birth_date")) else None
    if born is not None:
        start = _month(born) + FIRST_AGE * _YEAR
    elif spans:
        start = spans[0][0]
    else:
        return ()
    return tuple(Gap(_day(first), _day(last)) for first, last in _between(spans, start, _month(today)))


def _between(spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    known = start
    for first, last in [*spans, (end, end)]:
        if first - known >= SHORTEST:
            yield known, first - 1
        known = max(known, last + 1)


def _spans(session: FormSession, now: int) -> Iterator[tuple[int, int]]:
    for begins, ends in _SPANS:
        first_path, last_path = _path(session, begins), _path(session, ends)
        if first_path is None or last_path is None:
            continue
        repeat = session.form.repeat_of(first_path)
        for row in session.rows(repeat.path) if repeat is not None else ():
            first, last = Address(first_path, row), Address(last_path, row)
            start, end = _value(session, first), _value(session, last)
            if start is None and end is None:
                continue
            closed = now if end is None else _month(end) + _slack(session, last)
            yield (_month(start) if start is not None else closed), closed


def _slack(session: FormSession, address: Address) -> int:
    """A year that is known alone is meant to its end; the stored day is its first."""
    rough = session.answer(address).precision in (Precision.JAHR, Precision.GESCHAETZT)
    return _YEAR - 1 if rough else 0


def _path(session: FormSession, name: str) -> str | None:
    return session.form.question(name).path if session.form.has_question(name) else None


def _value(session: FormSession, address: Address) -> date | None:
    return as_date(session.value(address))


def _month(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def _day(month: int) -> date:
    return date(month // _YEAR, month % _YEAR + 1, 1)
