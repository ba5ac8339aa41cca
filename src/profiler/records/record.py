"""A record: one person's answers to one form, as a frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from profiler.forms.answer import Address, Answer, Snapshot

_NO_ROWS: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType({})
_NO_FACTS: Mapping[str, str] = MappingProxyType({})


class RecordState(StrEnum):
    """Whether a record is still being asked."""

    DRAFT = "draft"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Record:
    """What a person told us in one conversation.

    Attributes:
        record_id: UUIDv7; reveals when it was made, therefore never printed.
        person_id: the person, who may belong to a household.
        case_number: what people and offices quote ("LK-2026-0417").
        form_sha: content hash of the compiled form the answers were given to.
        client_language: Babel code of the language beside the German.
        version: grows with every committed save; optimistic lock.
        finished_at: when the interview was finished; None while it is a draft.
    """

    record_id: UUID
    person_id: UUID
    case_number: str
    form_id: str
    form_version: str
    form_sha: str
    client_language: str
    state: RecordState
    snapshot: Snapshot
    created_at: datetime
    updated_at: datetime
    created_by: str
    version: int
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewRecord:
    """Everything the store needs to open a file for a new person.

    Attributes:
        case_number: for a record beside another one, which is quoted under a number made of that one's; ""
            takes the next number of the desk.
    """

    record_id: UUID
    person_id: UUID
    form_id: str
    form_version: str
    form_sha: str
    client_language: str
    created_at: datetime
    created_by: str
    case_number: str = ""


@dataclass(frozen=True, slots=True)
class FormStamp:
    """Which version of its form a record stands under.

    Attributes:
        version: version text of the form.
        sha: content hash of the compiled form.
    """

    version: str
    sha: str


@dataclass(frozen=True, slots=True)
class RecordEdit:
    """One change to a record, saved in one transaction.

    Attributes:
        answers: new answers by address; None takes an answer away (a row was removed).
        rows: the whole new order of every touched repeat: (repeat path, parent row) -> row ids.
        facts: values to index for lists, rules and figures; an empty text removes the fact.
        health: those addresses among `answers` that go into the separately keyed health store.
        client_language: the new client language, or None to leave it.
        state: the new state, or None to leave it.
        form: the version the answers stand under from this edit on, or None to leave it.
    """

    answers: Mapping[Address, Answer | None]
    rows: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=lambda: _NO_ROWS)
    facts: Mapping[str, str] = field(default_factory=lambda: _NO_FACTS)
    health: frozenset[Address] = frozenset()
    client_language: str | None = None
    state: RecordState | None = None
    form: FormStamp | None = None


def finished_since(before: datetime | None, state: RecordState, at: datetime) -> datetime | None:
    """When a record was finished, after it was put into a state: the first time counts."""
    return (before or at) if state is RecordState.FINISHED else None


@dataclass(frozen=True, slots=True)
class Saved:
    """The store's acknowledgement: given after the commit, never before."""

    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One line of a record's history; without `before` and `after` where its health part was forgotten.

    Attributes:
        form_sha: content hash of the compiled form the change was made with.
    """

    address: Address
    before: Answer | None
    after: Answer | None
    author: str
    at: datetime
    form_sha: str
