"""A vault in memory: the same promises as the encrypted one, without a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from profiler.directory.offices import Desk, Office
from profiler.errors import ErrorCode, OurFault, WorldError
from profiler.forms.answer import Address, Snapshot
from profiler.ports.keys import Caseworker, DataKey
from profiler.ports.store import LogEntry, LoggedEntry, Store
from profiler.records.attachments import Attachment, DeletedAttachment
from profiler.records.household import Household, Member, Relation
from profiler.records.people import BESIDE, PeopleOrder, PeoplePage, PeopleQuery, PersonLine
from profiler.records.record import (
    AnswerChange,
    FormStamp,
    NewRecord,
    Record,
    RecordEdit,
    RecordState,
    Saved,
    finished_since,
)
from profiler.release.extra_consents import ExtraConsent
from profiler.release.releases import Release
from profiler.routing.plans import StationDecision
from profiler.storage import facts as fact_names
from profiler.storage.case_numbers import case_number, prefix_of
from profiler.storage.chain import FIRST_PREVIOUS, first_break, link
from profiler.storage.facts import person_line, release_until, searchable, sort_name
from profiler.storage.folding import matches

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass
class FakeVault:
    """What a vault folder holds; outlives the `FakeStore` that shows it."""

    key: DataKey
    store_id: str
    practice: bool
    records: dict[UUID, Record] = field(default_factory=dict)
    facts: dict[UUID, dict[str, str]] = field(default_factory=dict)
    history: dict[UUID, list[AnswerChange]] = field(default_factory=dict)
    health: dict[UUID, set[Address]] = field(default_factory=dict)
    releases: dict[UUID, Release] = field(default_factory=dict)
    consents: dict[UUID, ExtraConsent] = field(default_factory=dict)
    attachments: dict[UUID, tuple[Attachment, bytes]] = field(default_factory=dict)
    gone: list[DeletedAttachment] = field(default_factory=list)
    log: list[LoggedEntry] = field(default_factory=list)
    decisions: dict[UUID, tuple[StationDecision, ...]] = field(default_factory=dict)
    people: dict[UUID, datetime] = field(default_factory=dict)
    members: dict[UUID, tuple[UUID, Relation]] = field(default_factory=dict)
    told: dict[tuple[UUID, str], UUID] = field(default_factory=dict)
    tombstones: dict[UUID, str] = field(default_factory=dict)
    desk: Desk | None = None
    offices: dict[str, Office] = field(default_factory=dict)
    caseworkers: dict[str, Caseworker] = field(default_factory=dict)
    forms: dict[str, bytes] = field(default_factory=dict)
    form_versions: dict[str, tuple[str, str]] = field(default_factory=dict)
    running_numbers: dict[int, int] = field(default_factory=dict)
    latest: datetime | None = None
    in_use: bool = False


def _nothing_to_do() -> None:
    """A fake that was not made by a factory has nobody to tell that it closes."""


@dataclass
class FakeStore:
    """`ports.Store` in memory.

    Attributes:
        fails_with: set it and the next method that writes raises it once, having changed nothing.
    """

    vault: FakeVault = field(
        default_factory=lambda: FakeVault(DataKey(bytes(32)), "fake-store", practice=True)
    )
    on_close: Callable[[], None] = _nothing_to_do
    fails_with: Exception | None = None
    closed: bool = False

    # records

    def open_record(self, new: NewRecord) -> Record:
        self._before_writing(new.created_at)
        if new.record_id in self.vault.records:
            raise OurFault("a record with this id exists")
        record = Record(
            record_id=new.record_id,
            person_id=new.person_id,
            case_number=new.case_number or self._next_case_number(new.created_at.year),
            form_id=new.form_id,
            form_version=new.form_version,
            form_sha=new.form_sha,
            client_language=new.client_language,
            state=RecordState.DRAFT,
            snapshot=Snapshot(),
            created_at=new.created_at,
            updated_at=new.created_at,
            created_by=new.created_by,
            version=1,
        )
        self.vault.records[new.record_id] = record
        self.vault.people.setdefault(new.person_id, new.created_at)
        self.vault.facts[new.record_id] = {}
        self.vault.history[new.record_id] = []
        return record

    def record(self, record_id: UUID) -> Record:
        self._while_open()
        return self._known(record_id)

    def save(self, record_id: UUID, edit: RecordEdit, *, author: str, at: datetime) -> Saved:
        self._before_writing(at)
        before = self._known(record_id)
        form = edit.form or FormStamp(before.form_version, before.form_sha)
        answers = dict(before.snapshot.answers)
        for address, answer in edit.answers.items():
            change = AnswerChange(address, answers.get(address), answer, author, at, form.sha)
            if change.before != change.after:
                self.vault.history[record_id].append(change)
            _put(answers, address, answer)
        self.vault.health.setdefault(record_id, set()).update(edit.health)
        for name, value in edit.facts.items():
            _put(self.vault.facts[record_id], name, value or None)
        self.vault.records[record_id] = replace(
            before,
            snapshot=Snapshot(answers, _with_rows(before.snapshot.rows, edit.rows)),
            client_language=before.client_language if edit.client_language is None else edit.client_language,
            state=before.state if edit.state is None else edit.state,
            form_version=form.version,
            form_sha=form.sha,
            finished_at=before.finished_at
            if edit.state is None
            else finished_since(before.finished_at, edit.state, at),
            updated_at=at,
            version=before.version + 1,
        )
        return Saved(at, before.version + 1)

    def people(self, query: PeopleQuery) -> PeoplePage:
        self._while_open()
        found = [record for record in self.vault.records.values() if self._answers(record, query)]
        found.sort(key=lambda record: record.record_id)
        if query.order is PeopleOrder.NAME:
            found.sort(key=lambda record: sort_name(self.vault.facts[record.record_id]))
        else:
            found.sort(key=lambda record: record.updated_at, reverse=True)
        page = found[query.offset : query.offset + query.limit]
        return PeoplePage(tuple(self._line(record) for record in page), len(found))

    def history(self, record_id: UUID) -> tuple[AnswerChange, ...]:
        self._while_open()
        return tuple(self.vault.history.get(record_id, ()))

    def forget_health(self, record_id: UUID, *, author: str, at: datetime) -> None:
        before = self._known(record_id)
        self._before_writing(at)
        health = self.vault.health.pop(record_id, set())
        answers = {place: told for place, told in before.snapshot.answers.items() if place not in health}
        self.vault.records[record_id] = replace(before, snapshot=Snapshot(answers, before.snapshot.rows))
        self.vault.history[record_id] = [
            replace(change, before=None, after=None) if change.address in health else change
            for change in self.vault.history[record_id]
        ]

    def delete_record(self, record_id: UUID, *, reason: str, author: str, at: datetime) -> None:
        self._before_writing(at)
        person_id = self._known(record_id).person_id
        for shelf in (self.vault.records, self.vault.facts, self.vault.history):
            del shelf[record_id]
        self.vault.decisions.pop(record_id, None)
        self.vault.releases = {
            key: release for key, release in self.vault.releases.items() if release.record_id != record_id
        }
        self.vault.attachments = {
            key: kept for key, kept in self.vault.attachments.items() if kept[0].record_id != record_id
        }
        self.vault.gone = [mark for mark in self.vault.gone if mark.record_id != record_id]
        people = {record.person_id for record in self.vault.records.values()}
        self.vault.consents = {
            key: consent for key, consent in self.vault.consents.items() if consent.person_id in people
        }
        self.vault.tombstones[record_id] = reason
        told = self.told_people(record_id)
        self.vault.told = {place: who for place, who in self.vault.told.items() if place[0] != record_id}
        for who in {person_id, *told.values()}:
            self._drop_if_unknown(who)

    # households

    def link(self, household_id: UUID, member: Member, at: datetime) -> None:
        self._before_writing(at)
        self.vault.people.setdefault(member.person_id, at)
        self.vault.members[member.person_id] = (household_id, member.relation)

    def unlink(self, person_id: UUID) -> None:
        self._before_writing(None)
        if person_id not in self.vault.people:
            raise WorldError(ErrorCode.NOT_FOUND)
        self.vault.members.pop(person_id, None)

    def household_of(self, person_id: UUID) -> Household | None:
        self._while_open()
        if person_id not in self.vault.members:
            return None
        household_id, _ = self.vault.members[person_id]
        inside = [
            Member(who, relation)
            for who, (where, relation) in self.vault.members.items()
            if where == household_id
        ]
        inside.sort(key=lambda member: (self.vault.people[member.person_id], member.person_id))
        return Household(household_id, tuple(inside))

    def say_who(self, record_id: UUID, row: str, person_id: UUID | None, at: datetime) -> None:
        self._before_writing(at)
        self._known(record_id)
        before = self.vault.told.pop((record_id, row), None)
        if person_id is not None:
            self.vault.people.setdefault(person_id, at)
            self.vault.told[record_id, row] = person_id
        if before is not None:
            self._drop_if_unknown(before)

    def told_people(self, record_id: UUID) -> Mapping[str, UUID]:
        self._while_open()
        return {row: who for (where, row), who in self.vault.told.items() if where == record_id}

    def records_of(self, person_id: UUID) -> tuple[PersonLine, ...]:
        self._while_open()
        found = [record for record in self.vault.records.values() if record.person_id == person_id]
        found.sort(key=lambda record: (record.created_at, record.record_id))
        return tuple(self._line(record) for record in found)

    # releases

    def save_release(self, release: Release) -> None:
        self._known(release.record_id)
        times = [release.created_at, *(taken.at for taken in release.withdrawals)]
        if release.signature:
            times.append(release.signature.seen_at)
        self._before_writing(max(times))
        self.vault.releases[release.release_id] = release
        until = release_until(self.releases(release.record_id))
        _put(self.vault.facts[release.record_id], fact_names.RELEASE_UNTIL, until or None)

    def releases(self, record_id: UUID) -> tuple[Release, ...]:
        self._while_open()
        found = (release for release in self.vault.releases.values() if release.record_id == record_id)
        return tuple(sorted(found, key=lambda release: release.number))

    # consents beside the releases

    def save_consent(self, consent: ExtraConsent) -> None:
        if all(record.person_id != consent.person_id for record in self.vault.records.values()):
            raise WorldError(ErrorCode.NOT_FOUND)
        self._before_writing(max(consent.seen_at, consent.withdrawn_at or consent.seen_at))
        self.vault.consents[consent.consent_id] = consent

    def consents(self, person_id: UUID) -> tuple[ExtraConsent, ...]:
        self._while_open()
        found = (consent for consent in self.vault.consents.values() if consent.person_id == person_id)
        return tuple(sorted(found, key=lambda consent: (consent.seen_at, consent.consent_id)))

    # copies of papers

    def add_attachment(self, attachment: Attachment, content: bytes) -> None:
        self._known(attachment.record_id)
        self._before_writing(attachment.added_at)
        for present in self.attachments(attachment.record_id):
            if present.address == attachment.address:
                self._take_away(present, "replaced", attachment.added_by, attachment.added_at)
        self.vault.attachments[attachment.attachment_id] = (attachment, content)

    def attachments(self, record_id: UUID) -> tuple[Attachment, ...]:
        self._while_open()
        return self._kept(frozenset({record_id}))

    def attachments_of_person(self, person_id: UUID) -> tuple[Attachment, ...]:
        self._while_open()
        records = self.vault.records.values()
        return self._kept(frozenset(record.record_id for record in records if record.person_id == person_id))

    def attachment_content(self, attachment_id: UUID) -> bytes:
        self._while_open()
        return self._kept_one(attachment_id)[1]

    def delete_attachment(self, attachment_id: UUID, *, reason: str, author: str, at: datetime) -> None:
        attachment, _ = self._kept_one(attachment_id)
        self._before_writing(at)
        self._take_away(attachment, reason, author, at)

    def deleted_attachments(self, record_id: UUID) -> tuple[DeletedAttachment, ...]:
        self._while_open()
        found = (mark for mark in self.vault.gone if mark.record_id == record_id)
        return tuple(sorted(found, key=lambda mark: (mark.deleted_at, mark.attachment_id)))

    def _kept(self, records: frozenset[UUID]) -> tuple[Attachment, ...]:
        found = (kept for kept, _ in self.vault.attachments.values() if kept.record_id in records)
        return tuple(sorted(found, key=lambda kept: (kept.added_at, kept.attachment_id)))

    def _kept_one(self, attachment_id: UUID) -> tuple[Attachment, bytes]:
        if attachment_id not in self.vault.attachments:
            raise WorldError(ErrorCode.NOT_FOUND)
        return self.vault.attachments[attachment_id]

    def _take_away(self, attachment: Attachment, reason: str, author: str, at: datetime) -> None:
        mark = DeletedAttachment(
            attachment.attachment_id, attachment.record_id, attachment.address, at, author, reason
        )
        self.vault.gone.append(mark)
        del self.vault.attachments[attachment.attachment_id]

    # log

    def append_log(self, entry: LogEntry) -> LoggedEntry:
        self._before_writing(entry.at)
        previous = self.vault.log[-1].hash if self.vault.log else FIRST_PREVIOUS
        logged = link(len(self.vault.log) + 1, previous, entry)
        self.vault.log.append(logged)
        return logged

    def log(self, record_id: UUID | None = None) -> tuple[LoggedEntry, ...]:
        self._while_open()
        return tuple(
            logged for logged in self.vault.log if record_id is None or logged.entry.record_id == record_id
        )

    def verify_log(self) -> int | None:
        self._while_open()
        head = self.vault.log[-1].hash if self.vault.log else FIRST_PREVIOUS
        return first_break(self.vault.log, len(self.vault.log), head)

    # plan

    def save_decisions(self, record_id: UUID, decisions: Sequence[StationDecision]) -> None:
        self._before_writing(None)
        self._known(record_id)
        self.vault.decisions[record_id] = tuple(decisions)

    def decisions(self, record_id: UUID) -> tuple[StationDecision, ...]:
        self._while_open()
        return self.vault.decisions.get(record_id, ())

    # desk

    def desk(self) -> Desk | None:
        self._while_open()
        return self.vault.desk

    def save_desk(self, desk: Desk) -> None:
        self._before_writing(None)
        self.vault.desk = desk

    def offices(self) -> tuple[Office, ...]:
        self._while_open()
        return tuple(sorted(self.vault.offices.values(), key=lambda office: (office.kind, office.name)))

    def save_office(self, office: Office) -> None:
        self._before_writing(None)
        self.vault.offices[office.office_id] = office

    def delete_office(self, office_id: str) -> None:
        self._before_writing(None)
        self.vault.offices.pop(office_id, None)

    def caseworkers(self) -> tuple[Caseworker, ...]:
        self._while_open()
        return tuple(sorted(self.vault.caseworkers.values(), key=lambda caseworker: caseworker.name))

    def save_caseworker(self, caseworker: Caseworker) -> None:
        self._before_writing(None)
        self.vault.caseworkers[caseworker.caseworker_id] = caseworker

    # forms and time

    def keep_form(self, sha: str, form_id: str, version: str, xml: bytes) -> None:
        self._before_writing(None)
        self.vault.forms.setdefault(sha, xml)
        self.vault.form_versions.setdefault(sha, (form_id, version))

    def kept_form(self, sha: str) -> bytes | None:
        self._while_open()
        return self.vault.forms.get(sha)

    def kept_versions(self, form_id: str) -> tuple[FormStamp, ...]:
        self._while_open()
        kept = sorted(self.vault.form_versions.items())
        return tuple(FormStamp(version, sha) for sha, (of, version) in kept if of == form_id)

    def latest_time(self) -> datetime | None:
        self._while_open()
        return self.vault.latest

    def is_practice(self) -> bool:
        self._while_open()
        return self.vault.practice

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self.on_close()

    def _drop_if_unknown(self, person_id: UUID) -> None:
        with_record = any(record.person_id == person_id for record in self.vault.records.values())
        if not with_record and person_id not in self.vault.told.values():
            self.vault.people.pop(person_id, None)
            self.vault.members.pop(person_id, None)

    def _before_writing(self, at: datetime | None) -> None:
        self._while_open()
        if self.fails_with is not None:
            failure, self.fails_with = self.fails_with, None
            raise failure
        if at is not None:
            self.vault.latest = max(at, self.vault.latest or at)

    def _while_open(self) -> None:
        if self.closed:
            raise OurFault("the store is closed")

    def _known(self, record_id: UUID) -> Record:
        if record_id not in self.vault.records:
            raise WorldError(ErrorCode.NOT_FOUND)
        return self.vault.records[record_id]

    def _next_case_number(self, year: int) -> str:
        running = self.vault.running_numbers.get(year, 0) + 1
        self.vault.running_numbers[year] = running
        prefix = prefix_of(self.vault.desk.organisation if self.vault.desk else "")
        return case_number(prefix, year, running)

    def _answers(self, record: Record, query: PeopleQuery) -> bool:
        text = searchable(record.case_number, self.vault.facts[record.record_id])
        return (
            record.form_id not in BESIDE
            and matches(text, query.text)
            and query.only_created_by in ("", record.created_by)
            and not (query.only_drafts and record.state is not RecordState.DRAFT)
        )

    def _line(self, record: Record) -> PersonLine:
        return person_line(record, self.vault.facts[record.record_id])


@dataclass
class FakeStoreFactory:
    """`ports.StoreFactory` whose folders are keys of a dictionary."""

    vaults: dict[Path, FakeVault] = field(default_factory=dict)

    def exists(self, folder: Path) -> bool:
        return folder in self.vaults

    def create(
        self,
        folder: Path,
        key: DataKey,
        store_id: str,
        *,
        practice: bool,
        furnish: Callable[[Store], None] | None = None,
    ) -> FakeStore:
        if folder in self.vaults:
            raise WorldError(ErrorCode.VAULT_EXISTS)
        vault = FakeVault(key, store_id, practice)
        if furnish is not None:
            furnish(FakeStore(vault, on_close=lambda: None))
        self.vaults[folder] = vault
        return self.open(folder, key)

    def open(self, folder: Path, key: DataKey) -> FakeStore:
        vault = self.vaults.get(folder)
        if vault is None:
            raise WorldError(ErrorCode.VAULT_MISSING)
        if vault.in_use:
            raise WorldError(ErrorCode.VAULT_IN_USE)
        if vault.key != key:
            raise WorldError(ErrorCode.VAULT_FOREIGN)
        vault.in_use = True
        return FakeStore(vault, on_close=lambda: setattr(vault, "in_use", False))


def _put(shelf: dict[Key, Value], key: Key, value: Value | None) -> None:
    """Put a value in its place; None takes it away."""
    if value is None:
        shelf.pop(key, None)
    else:
        shelf[key] = value


def _with_rows(
    before: Mapping[tuple[str, str], tuple[str, ...]], edit: Mapping[tuple[str, str], tuple[str, ...]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """The new rows; rows inside a row that vanished vanish with it."""
    rows = {**before, **edit}
    known = {""}
    while True:
        present = {row for (_, parent), inside in rows.items() if parent in known for row in inside} | {""}
        if present == known:
            return {place: inside for place, inside in rows.items() if inside and place[1] in known}
        known = present
