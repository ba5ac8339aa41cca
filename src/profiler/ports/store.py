"""The encrypted store as casework sees it, and the entries of its disclosure log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import UUID

from profiler.directory.offices import Desk, Office
from profiler.ports.keys import Caseworker, DataKey
from profiler.records.attachments import Attachment, DeletedAttachment
from profiler.records.household import Household, Member
from profiler.records.people import PeoplePage, PeopleQuery, PersonLine
from profiler.records.record import AnswerChange, FormStamp, NewRecord, Record, RecordEdit, Saved
from profiler.release.extra_consents import ExtraConsent
from profiler.release.releases import Release
from profiler.routing.plans import StationDecision


class OutputKind(StrEnum):
    """The six kinds of output (docs/architecture.md)."""

    DISCLOSURE = "disclosure"
    OWN_COPY = "own_copy"
    WITHDRAWAL_NOTICE = "withdrawal_notice"
    AGGREGATE = "aggregate"
    NO_PERSON = "no_person"
    SEALED = "sealed"


class OutputForm(StrEnum):
    """In which form something left (C13)."""

    DRUCK = "druck"
    DATEI = "datei"
    TELEFON = "telefon"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What is written before something leaves."""

    record_id: UUID | None
    at: datetime
    user: str
    kind: OutputKind
    document: str
    recipient_id: str
    recipient_name: str
    categories: tuple[str, ...]
    release_id: UUID | None
    form: OutputForm
    sha256: str
    outcome: str = "handed_over"


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """A committed entry with its place in the hash chain."""

    sequence: int
    entry: LogEntry
    previous_hash: str
    hash: str


class Store(Protocol):
    """The open vault. One writer; every method that writes returns after the commit.

    All methods may raise WorldError DISK_FULL, NO_ACCESS, VAULT_DAMAGED.
    """

    # records
    def open_record(self, new: NewRecord) -> Record:
        """Make person, record and case number ("LK-2026-0417": prefix of the desk, year, running number)."""
        ...

    def record(self, record_id: UUID) -> Record:
        """One record with all answers. Raises WorldError NOT_FOUND."""
        ...

    def save(self, record_id: UUID, edit: RecordEdit, *, author: str, at: datetime) -> Saved:
        """Commit one edit with its history. Raises WorldError NOT_FOUND."""
        ...

    def people(self, query: PeopleQuery) -> PeoplePage:
        """One page of the list of people; reads only indexed facts."""
        ...

    def history(self, record_id: UUID) -> tuple[AnswerChange, ...]:
        """All changes of a record, oldest first."""
        ...

    def forget_health(self, record_id: UUID, *, author: str, at: datetime) -> None:
        """Take all health answers of a record away for good: their history says no more than when and who.

        Raises:
            WorldError: NOT_FOUND.
        """
        ...

    def delete_record(self, record_id: UUID, *, reason: str, author: str, at: datetime) -> None:
        """Remove a record and leave a tombstone without a name. Raises WorldError NOT_FOUND."""
        ...

    # households
    def link(self, household_id: UUID, member: Member, at: datetime) -> None:
        """Let a person belong to a household; both are made if they are not there yet.

        Whoever belonged to another household leaves it; a household without anybody is gone.
        """
        ...

    def unlink(self, person_id: UUID) -> None:
        """Let a person belong to nobody any more. Raises WorldError NOT_FOUND."""
        ...

    def household_of(self, person_id: UUID) -> Household | None:
        """The household a person belongs to."""
        ...

    def say_who(self, record_id: UUID, row: str, person_id: UUID | None, at: datetime) -> None:
        """Say of which person a row of a record's answers speaks; None takes it back.

        The person is made if they are not there yet; a person without record of whom nobody speaks is gone.
        Raises WorldError NOT_FOUND if there is no such record.
        """
        ...

    def told_people(self, record_id: UUID) -> Mapping[str, UUID]:
        """Row id -> person, for the rows of a record that speak of a known one."""
        ...

    def records_of(self, person_id: UUID) -> tuple[PersonLine, ...]:
        """All records of a person as lines of the list, oldest first."""
        ...

    # releases
    def save_release(self, release: Release) -> None:
        """Insert or update one release with grants, signature and withdrawals."""
        ...

    def releases(self, record_id: UUID) -> tuple[Release, ...]:
        """All releases of a record, oldest first."""
        ...

    # consents beside the releases
    def save_consent(self, consent: ExtraConsent) -> None:
        """Insert or update one consent. Raises WorldError NOT_FOUND if there is no such person."""
        ...

    def consents(self, person_id: UUID) -> tuple[ExtraConsent, ...]:
        """All consents of a person, taken back or not, oldest first."""
        ...

    # copies of papers
    def add_attachment(self, attachment: Attachment, content: bytes) -> None:
        """Keep a copy, sealed; one that was kept at the same place goes. Raises WorldError NOT_FOUND."""
        ...

    def attachments(self, record_id: UUID) -> tuple[Attachment, ...]:
        """The copies of a record without their bytes, oldest first."""
        ...

    def attachments_of_person(self, person_id: UUID) -> tuple[Attachment, ...]:
        """The copies in all records of a person without their bytes, oldest first."""
        ...

    def attachment_content(self, attachment_id: UUID) -> bytes:
        """The bytes of one copy. Raises WorldError NOT_FOUND."""
        ...

    def delete_attachment(self, attachment_id: UUID, *, reason: str, author: str, at: datetime) -> None:
        """Remove a copy and leave a mark without its name. Raises WorldError NOT_FOUND."""
        ...

    def deleted_attachments(self, record_id: UUID) -> tuple[DeletedAttachment, ...]:
        """The marks of copies that are gone, oldest first."""
        ...

    # log
    def append_log(self, entry: LogEntry) -> LoggedEntry:
        """Append one entry to the hash chain."""
        ...

    def log(self, record_id: UUID | None = None) -> tuple[LoggedEntry, ...]:
        """The chain, or one record's part of it, oldest first."""
        ...

    def verify_log(self) -> int | None:
        """Sequence of the first entry that breaks the chain, None if it holds."""
        ...

    # plan
    def save_decisions(self, record_id: UUID, decisions: Sequence[StationDecision]) -> None:
        """Replace what was decided about a record's stations."""
        ...

    def decisions(self, record_id: UUID) -> tuple[StationDecision, ...]:
        """What was decided about a record's stations, in order."""
        ...

    # desk
    def desk(self) -> Desk | None:
        """The desk, None before it is named."""
        ...

    def save_desk(self, desk: Desk) -> None:
        """Name the desk or correct it."""
        ...

    def offices(self) -> tuple[Office, ...]:
        """The local directory, by kind and name."""
        ...

    def save_office(self, office: Office) -> None:
        """Insert or update one office."""
        ...

    def delete_office(self, office_id: str) -> None:
        """Take one office out of the directory."""
        ...

    def caseworkers(self) -> tuple[Caseworker, ...]:
        """Everybody who works here, by name."""
        ...

    def save_caseworker(self, caseworker: Caseworker) -> None:
        """Insert or update one caseworker."""
        ...

    # forms and time
    def keep_form(self, sha: str, form_id: str, version: str, xml: bytes) -> None:
        """Keep a compiled form once per hash, so that a record always opens with its own."""
        ...

    def kept_form(self, sha: str) -> bytes | None:
        """The compiled form of that hash."""
        ...

    def kept_versions(self, form_id: str) -> tuple[FormStamp, ...]:
        """Every version of a form that is kept, by hash."""
        ...

    def latest_time(self) -> datetime | None:
        """The latest moment ever written into this vault; clocks of old laptops go backwards."""
        ...

    def is_practice(self) -> bool:
        """Whether this vault was made for tests or practice (only then `--now` is allowed)."""
        ...

    def close(self) -> None:
        """Checkpoint, close the connection, forget the key. Closing twice is allowed."""
        ...


class StoreFactory(Protocol):
    """Opens or makes the database of a vault folder."""

    def exists(self, folder: Path) -> bool:
        """Whether the folder holds a database."""
        ...

    def create(
        self,
        folder: Path,
        key: DataKey,
        store_id: str,
        *,
        practice: bool,
        furnish: Callable[[Store], None] | None = None,
    ) -> Store:
        """A new encrypted database, migrated to the newest revision; complete or not there at all.

        Args:
            folder: made if it does not exist.
            key: encrypts it.
            store_id: the vault's id.
            practice: whether it is for practice and tests.
            furnish: puts in what a vault must never be found without.

        Raises:
            WorldError: VAULT_EXISTS, DISK_FULL, NO_ACCESS.
        """
        ...

    def open(self, folder: Path, key: DataKey) -> Store:
        """The existing database.

        Raises:
            WorldError: VAULT_MISSING, VAULT_DAMAGED, VAULT_FOREIGN, VAULT_NEWER, VAULT_IN_USE.
        """
        ...
