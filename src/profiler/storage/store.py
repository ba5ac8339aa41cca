"""The open vault: every promise of `ports.Store`, each kept in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from profiler.directory.offices import Desk, Office
from profiler.errors import ErrorCode, OurFault, WorldError
from profiler.ports.keys import Caseworker
from profiler.ports.store import LogEntry, LoggedEntry
from profiler.records.attachments import Attachment, DeletedAttachment
from profiler.records.household import Household, Member
from profiler.records.people import PeoplePage, PeopleQuery, PersonLine
from profiler.records.record import AnswerChange, FormStamp, NewRecord, Record, RecordEdit, Saved
from profiler.release.extra_consents import ExtraConsent
from profiler.release.releases import Release
from profiler.routing.plans import StationDecision
from profiler.storage import (
    attachments,
    consent_rows,
    desk_rows,
    finding,
    household_rows,
    log_rows,
    release_rows,
    saving,
    settings,
)
from profiler.storage.answers import AnswerBook
from profiler.storage.connection import checkpoint
from profiler.storage.failures import worlds_errors
from profiler.storage.folder import FolderLock, Reserve
from profiler.storage.record_rows import known_record
from profiler.storage.seals import WrappingKey
from profiler.storage.settings import Setting

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Connections:
    """What reaches into the open vault; dropped as a whole on closing, and the key with it."""

    writer: Engine
    reader: Engine
    wrapping: WrappingKey


@dataclass
class SqlStore:
    """`ports.Store` over an encrypted database.

    Any thread may call any method. Whatever writes waits for other writers only, whatever reads for other
    readers only: two connections, each used by one thread at a time. A reader sees what was committed when it
    began.
    """

    connections: Connections | None
    folder_lock: FolderLock
    reserve: Reserve
    _writing: Lock = field(default_factory=Lock, repr=False)
    _reading: Lock = field(default_factory=Lock, repr=False)

    # records

    def open_record(self, new: NewRecord) -> Record:
        """Make person, record and case number."""
        return self._write(lambda session: saving.open_record(session, new), new.created_at)

    def record(self, record_id: UUID) -> Record:
        """One record with all answers. Raises WorldError NOT_FOUND."""
        return self._read(lambda session: saving.read(session, self.open_connections().wrapping, record_id))

    def save(self, record_id: UUID, edit: RecordEdit, *, author: str, at: datetime) -> Saved:
        """Commit one edit with its history. Raises WorldError NOT_FOUND."""
        return self._write(
            lambda session: saving.save(
                session, self.open_connections().wrapping, record_id, edit, author, at
            ),
            at,
        )

    def people(self, query: PeopleQuery) -> PeoplePage:
        """One page of the list of people."""
        return self._read(lambda session: finding.people(session, query))

    def history(self, record_id: UUID) -> tuple[AnswerChange, ...]:
        """All changes of a record, oldest first."""
        return self._read(
            lambda session: AnswerBook(session, self.open_connections().wrapping, record_id).history()
        )

    def forget_health(self, record_id: UUID, *, author: str, at: datetime) -> None:
        """Take all health answers away and make their history unreadable; empties the write-ahead log too."""

        def work(session: Session) -> None:
            known_record(session, record_id)
            AnswerBook(session, self.open_connections().wrapping, record_id).forget_health(author, at)

        self._write(work, at)
        with self._reading, self._writing:
            checkpoint(self.open_connections().writer)

    def delete_record(self, record_id: UUID, *, reason: str, author: str, at: datetime) -> None:
        """Remove a record, leave a tombstone, and empty the write-ahead log, where the answers still lie."""
        self._write(lambda session: saving.remove(session, record_id, reason, author, at), at)
        with self._reading, self._writing:
            checkpoint(self.open_connections().writer)

    # households

    def link(self, household_id: UUID, member: Member, at: datetime) -> None:
        """Let a person belong to a household; both are made if they are not there yet."""
        self._write(lambda session: household_rows.link(session, household_id, member, at), at)

    def unlink(self, person_id: UUID) -> None:
        """Let a person belong to nobody any more. Raises WorldError NOT_FOUND."""
        self._write(lambda session: household_rows.unlink(session, person_id))

    def household_of(self, person_id: UUID) -> Household | None:
        """The household a person belongs to."""
        return self._read(lambda session: household_rows.household_of(session, person_id))

    def say_who(self, record_id: UUID, row: str, person_id: UUID | None, at: datetime) -> None:
        """Say of whom a row of a record speaks. Raises WorldError NOT_FOUND."""
        self._write(lambda session: household_rows.say_who(session, record_id, row, person_id, at), at)

    def told_people(self, record_id: UUID) -> Mapping[str, UUID]:
        """Row id -> person, for the rows of a record that speak of a known one."""
        return self._read(lambda session: household_rows.told_people(session, record_id))

    def records_of(self, person_id: UUID) -> tuple[PersonLine, ...]:
        """All records of a person as lines of the list, oldest first."""
        return self._read(lambda session: finding.records_of(session, person_id))

    # releases

    def save_release(self, release: Release) -> None:
        """Insert or update one release."""
        self._write(lambda session: release_rows.save(session, release), max(release_rows.times_of(release)))

    def releases(self, record_id: UUID) -> tuple[Release, ...]:
        """All releases of a record, oldest first."""
        return self._read(lambda session: release_rows.of_record(session, record_id))

    # consents beside the releases

    def save_consent(self, consent: ExtraConsent) -> None:
        """Insert or update one consent. Raises WorldError NOT_FOUND if there is no such person."""
        self._write(lambda session: consent_rows.save(session, consent), consent_rows.latest_time(consent))

    def consents(self, person_id: UUID) -> tuple[ExtraConsent, ...]:
        """All consents of a person, oldest first."""
        return self._read(lambda session: consent_rows.of_person(session, person_id))

    # copies of papers

    def add_attachment(self, attachment: Attachment, content: bytes) -> None:
        """Keep a copy, sealed; one that was kept at the same place goes. Raises WorldError NOT_FOUND."""
        wrapping = self.open_connections().wrapping
        self._write(
            lambda session: attachments.add(session, wrapping, attachment, content), attachment.added_at
        )

    def attachments(self, record_id: UUID) -> tuple[Attachment, ...]:
        """The copies of a record without their bytes, oldest first."""
        wrapping = self.open_connections().wrapping
        return self._read(lambda session: attachments.of_record(session, wrapping, record_id))

    def attachments_of_person(self, person_id: UUID) -> tuple[Attachment, ...]:
        """The copies in all records of a person without their bytes, oldest first."""
        wrapping = self.open_connections().wrapping
        return self._read(lambda session: attachments.of_person(session, wrapping, person_id))

    def attachment_content(self, attachment_id: UUID) -> bytes:
        """The bytes of one copy. Raises WorldError NOT_FOUND."""
        wrapping = self.open_connections().wrapping
        return self._read(lambda session: attachments.content(session, wrapping, attachment_id))

    def delete_attachment(self, attachment_id: UUID, *, reason: str, author: str, at: datetime) -> None:
        """Remove a copy, leave a mark, and empty the write-ahead log, where its bytes still lie."""
        self._write(lambda session: attachments.remove(session, attachment_id, reason, author, at), at)
        with self._reading, self._writing:
            checkpoint(self.open_connections().writer)

    def deleted_attachments(self, record_id: UUID) -> tuple[DeletedAttachment, ...]:
        """The marks of copies that are gone, oldest first."""
        return self._read(lambda session: attachments.gone(session, record_id))

    # log

    def append_log(self, entry: LogEntry) -> LoggedEntry:
        """Append one entry to the hash chain."""
        return self._write(lambda session: log_rows.append(session, entry), entry.at)

    def log(self, record_id: UUID | None = None) -> tuple[LoggedEntry, ...]:
        """The chain, or one record's part of it, oldest first."""
        return self._read(lambda session: tuple(log_rows.entries(session, record_id)))

    def verify_log(self) -> int | None:
        """Sequence of the first entry that breaks the chain, None if it holds."""
        return self._read(log_rows.verify)

    # plan

    def save_decisions(self, record_id: UUID, decisions: Sequence[StationDecision]) -> None:
        """Replace what was decided about a record's stations. Raises WorldError NOT_FOUND."""

        def work(session: Session) -> None:
            known_record(session, record_id)
            desk_rows.save_decisions(session, record_id, decisions)

        self._write(work)

    def decisions(self, record_id: UUID) -> tuple[StationDecision, ...]:
        """What was decided about a record's stations, in order."""
        return self._read(lambda session: desk_rows.decisions(session, record_id))

    # desk

    def desk(self) -> Desk | None:
        """The desk, None before it is named."""
        return self._read(desk_rows.desk)

    def save_desk(self, desk: Desk) -> None:
        """Name the desk or correct it."""
        self._write(lambda session: desk_rows.save_desk(session, desk))

    def offices(self) -> tuple[Office, ...]:
        """The local directory, by kind and name."""
        return self._read(desk_rows.offices)

    def save_office(self, office: Office) -> None:
        """Insert or update one office."""
        self._write(lambda session: desk_rows.save_office(session, office))

    def delete_office(self, office_id: str) -> None:
        """Take one office out of the directory."""
        self._write(lambda session: desk_rows.delete_office(session, office_id))

    def caseworkers(self) -> tuple[Caseworker, ...]:
        """Everybody who works here, by name."""
        return self._read(desk_rows.caseworkers)

    def save_caseworker(self, caseworker: Caseworker) -> None:
        """Insert or update one caseworker."""
        self._write(lambda session: desk_rows.save_caseworker(session, caseworker))

    # forms and time

    def keep_form(self, sha: str, form_id: str, version: str, xml: bytes) -> None:
        """Keep a compiled form once per hash."""
        self._write(lambda session: settings.keep_form(session, sha, form_id, version, xml))

    def kept_form(self, sha: str) -> bytes | None:
        """The compiled form of that hash."""
        return self._read(lambda session: settings.kept_form(session, sha))

    def kept_versions(self, form_id: str) -> tuple[FormStamp, ...]:
        """Every version of a form that is kept."""
        return self._read(lambda session: settings.kept_versions(session, form_id))

    def latest_time(self) -> datetime | None:
        """The latest moment ever written into this vault."""
        return self._read(settings.latest_time)

    def is_practice(self) -> bool:
        """Whether this vault was made for tests or practice."""
        return self._read(lambda session: settings.read(session, Setting.PRACTICE) == "yes")

    def close(self) -> None:
        """Checkpoint, close both connections, forget the key; waits for whoever is still at work.

        On a full disk the write-ahead log stays: it holds all that was committed; the next opening reads it.
        """
        with self._reading, self._writing:
            connections, self.connections = self.connections, None
            if connections is None:
                return
            try:
                connections.reader.dispose()
                checkpoint(connections.writer)
            except WorldError as error:
                if error.code is not ErrorCode.DISK_FULL:
                    raise
            finally:
                connections.writer.dispose()
                self.folder_lock.release()

    def open_connections(self) -> Connections:
        """What reaches into the vault; calling this on a closed store is our fault."""
        if self.connections is None:
            raise OurFault("the store is closed")
        return self.connections

    def _read(self, work: Callable[[Session], Result]) -> Result:
        with self._reading, worlds_errors(), Session(self.open_connections().reader) as session:
            return work(session)

    def _write(self, work: Callable[[Session], Result], at: datetime | None = None) -> Result:
        """Do the work and commit; on a full disk once more with the reserve given back."""
        with self._writing:
            try:
                return self._commit(work, at)
            except WorldError as error:
                if error.code is not ErrorCode.DISK_FULL or not self.reserve.free():
                    raise
            return self._commit(work, at)

    def _commit(self, work: Callable[[Session], Result], at: datetime | None) -> Result:
        with worlds_errors(), Session(self.open_connections().writer) as session, session.begin():
            result = work(session)
            if at is not None:
                settings.saw_time(session, at)
            return result
