"""Whose page it is: name in both scripts, case number, language."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from profiler.casework import people
from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import form_of
from profiler.forms.answer import Address
from profiler.forms.definition import FormDefinition
from profiler.records.identity import said_by
from profiler.records.record import Record


@dataclass(frozen=True, slots=True)
class Identity:
    """What stands in the bar above a person's pages.

    Attributes:
        name: "Given Family" as in the papers, "" while nobody told it.
        original: the name in the person's own script.
        language: Babel code of the language beside the German.
    """

    record_id: UUID
    name: str
    original: str
    case_number: str
    language: str


def identify(desk: UnlockedDesk, record_id: UUID) -> Identity:
    """Read who a record is about. Raises WorldError NOT_FOUND."""
    record = people.open_file(desk, record_id)
    return identity_of(record, form_of(desk, record))


def identity_of(record: Record, form: FormDefinition) -> Identity:
    """Who a record is about."""

    def told(what: str) -> str:
        question = said_by(form, what)
        if question is None:
            return ""
        answer = record.snapshot.answers.get(Address(question.path))
        return "" if answer is None or answer.declined else answer.value

    names = (told("given_names"), told("family_name"))
    return Identity(
        record_id=record.record_id,
        name=" ".join(name for name in names if name),
        original=told("name_original"),
        case_number=record.case_number,
        language=record.client_language,
    )
