"""Whether somebody may still be a minor, so that a guardian has to sign."""

from __future__ import annotations

from datetime import date

from profiler.forms.answer import Address, Snapshot
from profiler.forms.definition import FormDefinition
from profiler.forms.expressions.values import as_date
from profiler.records.readings import span

OF_A_CHILD = "child_birth_date"
"""Whoever is asked this is a child until a known date says otherwise."""

BIRTH_DATES = ("birth_date_papers", "birth_date_told", "birth_date", OF_A_CHILD)
"""Questions outside repeats that ask when the person of a record was born."""

FULL_AGE = 18
"""§ 2 BGB."""


def may_be_minor(form: FormDefinition, snapshot: Snapshot, today: date) -> bool:
    """Whether one of the known birth dates can mean somebody under 18; in doubt a minor (domain 7.2, 11).

    Where no birth date is known nothing is assumed, except that a form about a child is about a child.
    """
    known = False
    for name in BIRTH_DATES:
        if not form.has_question(name):
            continue
        answer = snapshot.answers.get(Address(form.question(name).path))
        born = None if answer is None or answer.declined else as_date(answer.value)
        if answer is None or born is None:
            continue
        if not _is_of_age(span(born, answer.precision)[1], today):
            return True
        known = True
    return not known and form.has_question(OF_A_CHILD)


def _is_of_age(born: date, today: date) -> bool:
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return years >= FULL_AGE
