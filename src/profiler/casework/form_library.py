"""Which form a record was made with."""

from __future__ import annotations

from profiler.casework.desk import UnlockedDesk
from profiler.errors import ErrorCode, WorldError
from profiler.forms.definition import FormDefinition
from profiler.forms.xform import read_xform
from profiler.records.record import Record


def form_of(desk: UnlockedDesk, record: Record) -> FormDefinition:
    """The form of a record: today's if it is the same, else the one kept in the vault.

    Raises:
        WorldError: FORM_INVALID if the vault does not hold the form any more.
    """
    built = desk.content.forms.get(record.form_id)
    if built is not None and built.definition.sha == record.form_sha:
        return built.definition
    xml = desk.store.kept_form(record.form_sha)
    if xml is None:
        raise WorldError(
            ErrorCode.FORM_INVALID, file=record.form_id, reason="kept_form_missing", line="", question=""
        )
    return read_xform(xml)
