"""Which form a record stands under, on which day it is read, and what it says then."""

from __future__ import annotations

from datetime import date

from profiler.casework.desk import UnlockedDesk
from profiler.errors import ErrorCode, WorldError
from profiler.forms.definition import FormDefinition
from profiler.forms.xform import read_xform
from profiler.records.record import Record
from profiler.records.view import AnsweredForm, answered_form


def form_of(desk: UnlockedDesk, record: Record) -> FormDefinition:
    """The form of a record: today's if it is the same, else the one kept in the vault.

    Raises:
        WorldError: FORM_INVALID if the vault does not hold the form any more.
    """
    built = desk.content.forms.get(record.form_id)
    if built is not None and built.definition.sha == record.form_sha:
        return built.definition
    form = kept_form(desk, record.form_sha)
    if form is None:
        raise WorldError(
            ErrorCode.FORM_INVALID, file=record.form_id, reason="kept_form_missing", line="", question=""
        )
    return form


def kept_form(desk: UnlockedDesk, sha: str) -> FormDefinition | None:
    """The form of this hash as the vault keeps it, None if it never had it."""
    xml = desk.store.kept_form(sha)
    return None if xml is None else read_xform(xml)


def day_of(desk: UnlockedDesk, record: Record) -> date:
    """The day a record is read on: today, or the day it was finished.

    What was worked out with that day's date - an age, what was asked because of it - stays as it was.
    """
    if record.finished_at is None:
        return desk.clock.today()
    return record.finished_at.astimezone().date()


def answers_of(desk: UnlockedDesk, record: Record) -> AnsweredForm:
    """A record's answers as its own form shows them on its own day.

    Raises:
        WorldError: FORM_INVALID.
    """
    return answered_form(form_of(desk, record), record.snapshot, day_of(desk, record))
