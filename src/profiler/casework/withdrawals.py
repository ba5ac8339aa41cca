"""What a consent beside the releases covered, and deleting it when the consent is taken back."""

from __future__ import annotations

from uuid import UUID

from profiler.casework.attachments import WITHDRAWN, copies_of_person, remove_all_copies, remove_copy
from profiler.casework.desk import UnlockedDesk
from profiler.casework.extra_consents import forget_health
from profiler.casework.form_library import form_of
from profiler.records.attachments import Attachment
from profiler.records.health import health_addresses, is_health
from profiler.release.extra_consents import ConsentKind


def covered(desk: UnlockedDesk, record_id: UUID, kind: ConsentKind) -> int:
    """How many copies or answers of the person a consent of this kind is about; 0 where nothing is deleted.

    Raises:
        WorldError: NOT_FOUND; FORM_INVALID if the vault does not hold a record's form.
    """
    if kind is ConsentKind.SCANS:
        return len(copies_of_person(desk, record_id))
    if kind is not ConsentKind.HEALTH:
        return 0
    lines = desk.store.records_of(desk.store.record(record_id).person_id)
    records = [desk.store.record(line.record_id) for line in lines]
    told = [
        record.snapshot.answers[address]
        for record in records
        for address in health_addresses(form_of(desk, record), record.snapshot.answers)
    ]
    return sum(1 for answer in told if answer.value or answer.declined)


def delete_covered(desk: UnlockedDesk, record_id: UUID, kind: ConsentKind) -> None:
    """Delete what `covered` counts, for good.

    Raises:
        WorldError: NOT_FOUND, DISK_FULL, NO_ACCESS.
    """
    if kind is ConsentKind.SCANS:
        remove_all_copies(desk, record_id)
    elif kind is ConsentKind.HEALTH:
        for copy in _about_health(desk, record_id):
            remove_copy(desk, copy, WITHDRAWN)
        forget_health(desk, record_id)


def _about_health(desk: UnlockedDesk, record_id: UUID) -> tuple[Attachment, ...]:
    """The copies of papers about health; they were kept under both consents."""
    return tuple(
        copy
        for copy in copies_of_person(desk, record_id)
        if is_health(form_of(desk, desk.store.record(copy.record_id)), copy.address.path)
    )
