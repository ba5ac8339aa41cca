"""Copies of papers and the consents beside the releases, in both vaults."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from profiler.errors import WorldError
from profiler.forms.answer import Address
from profiler.ports.store import Store
from profiler.records.attachments import Attachment, AttachmentKind, DeletedAttachment
from profiler.records.record import NewRecord, Record
from profiler.release.extra_consents import ConsentKind, ExtraConsent
from profiler.release.releases import SignedHow, SignsAs

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
SCAN, OTHER = Address("/k/training/scan", "row-1"), Address("/k/id_scan")
PDF = b"%PDF-1.7 some pages"


def a_record(store: Store, person: UUID | None = None) -> Record:
    return store.open_record(NewRecord(uuid4(), person or uuid4(), "k", "1", "sha", "ar", NOON, "anna"))


def a_copy(record_id: UUID, address: Address = SCAN, content: bytes = PDF) -> Attachment:
    return Attachment(
        attachment_id=uuid4(),
        record_id=record_id,
        address=address,
        kind=AttachmentKind.PDF,
        title="Zeugnis.pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_at=NOON,
        added_by="anna",
    )


def a_consent(person_id: UUID, kind: ConsentKind = ConsentKind.SCANS) -> ExtraConsent:
    return ExtraConsent(
        consent_id=uuid4(),
        person_id=person_id,
        kind=kind,
        given_on=date(2026, 11, 20),
        language="ar",
        text_hash="f" * 64,
        how=SignedHow.BILDSCHIRM,
        signs_as=SignsAs.BEIDE,
        signer="Samir Haddad",
        seen_by="anna",
        seen_at=NOON,
    )


# --- copies


def test_a_copy_reads_back_with_its_bytes(reopen: Callable[[], Store]) -> None:
    store = reopen()
    record = a_record(store)
    copy = a_copy(record.record_id)
    store.add_attachment(copy, PDF)
    store = reopen()
    assert store.attachments(record.record_id) == (copy,)
    assert store.attachment_content(copy.attachment_id) == PDF


def test_copies_come_oldest_first_and_each_with_its_record(store: Store) -> None:
    one, two = a_record(store).record_id, a_record(store).record_id
    first, second = a_copy(one), replace(a_copy(one, OTHER), added_at=LATER)
    for copy in (second, a_copy(two), first):
        store.add_attachment(copy, PDF)
    assert store.attachments(one) == (first, second)
    assert store.attachments(uuid4()) == ()


def test_a_persons_copies_are_those_of_all_their_records(store: Store) -> None:
    person = uuid4()
    one, two = a_copy(a_record(store, person).record_id), a_copy(a_record(store, person).record_id)
    stranger = a_copy(a_record(store).record_id)
    for copy in (one, two, stranger):
        store.add_attachment(copy, PDF)
    assert set(store.attachments_of_person(person)) == {one, two}


def test_a_place_holds_one_copy_and_the_mark_of_the_one_before(store: Store) -> None:
    record = a_record(store).record_id
    before, elsewhere = a_copy(record), a_copy(record, OTHER)
    after = replace(a_copy(record), added_at=LATER, added_by="bert")
    for copy in (before, elsewhere, after):
        store.add_attachment(copy, PDF)
    assert set(store.attachments(record)) == {elsewhere, after}
    mark = DeletedAttachment(before.attachment_id, record, SCAN, LATER, "bert", "replaced")
    assert store.deleted_attachments(record) == (mark,)


def test_a_deleted_copy_leaves_a_mark_and_no_bytes(reopen: Callable[[], Store]) -> None:
    store = reopen()
    record = a_record(store).record_id
    copy = a_copy(record)
    store.add_attachment(copy, PDF)
    store.delete_attachment(copy.attachment_id, reason="withdrawn", author="bert", at=LATER)
    store = reopen()
    assert store.attachments(record) == ()
    with pytest.raises(WorldError, match="not_found"):
        store.attachment_content(copy.attachment_id)
    mark = DeletedAttachment(copy.attachment_id, record, SCAN, LATER, "bert", "withdrawn")
    assert store.deleted_attachments(record) == (mark,)
    assert store.latest_time() == LATER


def test_what_is_not_there_cannot_be_kept_or_deleted(store: Store) -> None:
    with pytest.raises(WorldError, match="not_found"):
        store.add_attachment(a_copy(uuid4()), PDF)
    with pytest.raises(WorldError, match="not_found"):
        store.delete_attachment(uuid4(), reason="asked", author="anna", at=NOON)


def test_copies_and_marks_go_with_their_record(store: Store) -> None:
    record = a_record(store).record_id
    gone, kept = a_copy(record, OTHER), a_copy(record)
    for copy in (gone, kept):
        store.add_attachment(copy, PDF)
    store.delete_attachment(gone.attachment_id, reason="asked", author="anna", at=NOON)
    store.delete_record(record, reason="asked", author="anna", at=LATER)
    assert store.attachments(record) == ()
    assert store.deleted_attachments(record) == ()


# --- consents


def test_consents_read_back_whole_oldest_first(reopen: Callable[[], Store]) -> None:
    store = reopen()
    person = a_record(store).person_id
    second = replace(a_consent(person, ConsentKind.HEALTH), seen_at=LATER)
    first = a_consent(person)
    store.save_consent(second)
    store.save_consent(first)
    store = reopen()
    assert store.consents(person) == (first, second)
    assert store.consents(uuid4()) == ()


def test_a_consent_that_is_taken_back_keeps_its_story(store: Store) -> None:
    consent = a_consent(a_record(store).person_id)
    store.save_consent(consent)
    taken_back = replace(consent, withdrawn_at=LATER, withdrawn_with="bert")
    store.save_consent(taken_back)
    assert store.consents(consent.person_id) == (taken_back,)
    assert store.latest_time() == LATER


def test_a_consent_needs_a_person(store: Store) -> None:
    with pytest.raises(WorldError, match="not_found"):
        store.save_consent(a_consent(uuid4()))


def test_consents_stay_until_the_last_record_of_the_person_goes(store: Store) -> None:
    person = uuid4()
    one, two = a_record(store, person), a_record(store, person)
    consent = a_consent(person)
    store.save_consent(consent)
    store.delete_record(one.record_id, reason="asked", author="anna", at=NOON)
    assert store.consents(person) == (consent,)
    store.delete_record(two.record_id, reason="asked", author="anna", at=NOON)
    assert store.consents(person) == ()
