"""What a record may mean where dates are known only roughly: one reading, or several that differ."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import TypeAlias

from profiler.forms.answer import Address, Answer, Precision, Snapshot
from profiler.forms.changes import ProblemCode
from profiler.forms.definition import FormDefinition, Question, QuestionKind
from profiler.forms.expressions.deciding import PlainAnswers
from profiler.forms.expressions.values import as_date
from profiler.forms.session import FormSession
from profiler.records.view import opened

ESTIMATE = timedelta(days=365)
"""How far an estimated date may be off, either way."""

_APART = 2

_Alternative: TypeAlias = tuple[tuple[Address, date], ...]
"""Days that are assumed together."""


def readings_of(form: FormDefinition, snapshot: Snapshot, today: date) -> tuple[PlainAnswers, ...]:
    """The answers once for each interpretation of imprecise dates, one reading if all are exact.

    Age is an interval where the birth date is rough (domain 7.2, 11). The first two rough dates outside
    repeats vary on their own, all others together: every question about one or two dates meets its extremes,
    and the number of readings stays small.

    Raises:
        WorldError: FORM_INVALID.
    """
    session = opened(form, snapshot, today)
    rough = [
        (address, session.answer(address), question)
        for address, question in _dates(session)
        if session.answer(address).precision is not Precision.TAG
    ]
    single = [each for each in rough if not each[0].row]
    groups = [[each] for each in single[:_APART]]
    together = single[_APART:] + [each for each in rough if each[0].row]
    if together:
        groups.append(together)
    dimensions = [_alternatives(session, group, today) for group in groups]
    readings: list[PlainAnswers] = []
    for chosen in product(*dimensions):
        for address, day in (assumed for alternative in chosen for assumed in alternative):
            session.set(address, replace(session.answer(address), value=day.isoformat()))
        reading = session.plain_answers()
        if reading not in readings:
            readings.append(reading)
    return tuple(readings)


def span(value: date, precision: Precision) -> tuple[date, date]:
    """First and last day a date of that precision may mean."""
    if precision is Precision.MONAT:
        last = calendar.monthrange(value.year, value.month)[1]
        return value.replace(day=1), value.replace(day=last)
    if precision is Precision.JAHR:
        return date(value.year, 1, 1), date(value.year, 12, 31)
    if precision is Precision.GESCHAETZT:
        return value - ESTIMATE, value + ESTIMATE
    return value, value


def _dates(session: FormSession) -> Iterator[tuple[Address, Question]]:
    for address in session.addresses():
        question = session.form.by_path[address.path]
        if isinstance(question, Question) and question.kind is QuestionKind.DATE:
            answer = session.answer(address)
            if not answer.declined and as_date(answer.value) is not None:
                yield address, question


def _alternatives(
    session: FormSession, group: Sequence[tuple[Address, Answer, Question]], today: date
) -> list[_Alternative]:
    """Everything earliest, everything latest, and as told where something is only estimated."""
    told, earliest, latest = [], [], []
    estimated = False
    for address, answer, _ in group:
        day = date.fromisoformat(answer.value)
        first, last = span(day, answer.precision)
        told.append((address, day))
        earliest.append((address, _allowed(session, address, first, day, today)))
        latest.append((address, _allowed(session, address, last, day, today)))
        estimated = estimated or answer.precision is Precision.GESCHAETZT
    between = [tuple(told)] if estimated else []
    return list(dict.fromkeys([tuple(earliest), *between, tuple(latest)]))


def _allowed(session: FormSession, address: Address, wanted: date, told: date, today: date) -> date:
    """The wanted day, or today, or the day as told: the first that the form does not refuse.

    Nobody is born in the future, even if only the year is known.
    """
    answer = session.answer(address)
    for day in (wanted, today):
        if min(wanted, told) <= day <= max(wanted, told):
            session.set(address, replace(answer, value=day.isoformat()))
            problem = session.state(address).problem
            session.set(address, answer)
            if problem is None or problem.code is not ProblemCode.CONSTRAINT:
                return day
    return told
