"""Copies of papers: kept only with the person's own consent, shown, and taken away again."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from profiler.casework.desk import UnlockedDesk
from profiler.casework.extra_consents import in_force_now, require
from profiler.casework.form_library import form_of
from profiler.casework.scans import Scan, prepared, refused, too_large
from profiler.forms.answer import Address
from profiler.records.attachments import (
    LARGEST_PERSON,
    LARGEST_SOURCE,
    LONGEST_NAME,
    Attachment,
    AttachmentKind,
    AttachmentProblem,
    total_size,
)
from profiler.records.health import is_health
from profiler.release.extra_consents import ConsentKind

ASKED = "asked"
"""Why a copy goes: somebody took it away."""

WITHDRAWN = "withdrawn"
"""Why a copy goes: the consent was taken back."""

ANSWER_GONE = "answer_gone"
"""Why a copy goes: its row or its question was taken away."""

MOVED = "moved"
"""Why a copy goes: it lies at another place now."""

_ENDINGS = {AttachmentKind.JPEG: ".jpg", AttachmentKind.PNG: ".png", AttachmentKind.PDF: ".pdf"}


def read_source(file: Path) -> bytes:
    """The bytes of a chosen file; one that is too large is not read.

    Raises:
        WorldError: ATTACHMENT_INVALID if it is too large or cannot be read.
    """
    try:
        if file.stat().st_size > LARGEST_SOURCE:
            raise too_large()
        return file.read_bytes()
    except OSError as error:
        raise refused(AttachmentProblem.UNREADABLE) from error


def keep_copy(
    desk: UnlockedDesk, record_id: UUID, address: Address, content: bytes, file_name: str
) -> Attachment:
    """Keep a copy of a file for one question, read and made smaller at once: `prepared`, then `keep_scan`.

    Raises:
        WorldError: as both.
    """
    require(desk, record_id, ConsentKind.SCANS)
    return keep_scan(desk, record_id, address, prepared(content), file_name)


def keep_scan(
    desk: UnlockedDesk, record_id: UUID, address: Address, scan: Scan, file_name: str
) -> Attachment:
    """Keep a copy for one question; whatever was kept there before goes.

    Args:
        desk: the desk.
        record_id: the record.
        address: question and row it belongs to.
        scan: what `prepared` made of the file, which takes a moment and needs no vault.
        file_name: its name without folder; only the title is taken from it.

    Raises:
        WorldError: CONSENT_MISSING without C-D, and without C-H where the question is about health;
            ATTACHMENT_INVALID if the person's copies are too many; NOT_FOUND, DISK_FULL, NO_ACCESS.
    """
    require(desk, record_id, ConsentKind.SCANS)
    record = desk.store.record(record_id)
    if is_health(form_of(desk, record), address.path):
        require(desk, record_id, ConsentKind.HEALTH)
    attachment = Attachment(
        attachment_id=desk.new_id(),
        record_id=record_id,
        address=address,
        kind=scan.kind,
        title=title_of(file_name, scan.kind),
        size=len(scan.content),
        sha256=hashlib.sha256(scan.content).hexdigest(),
        added_at=desk.clock.now(),
        added_by=desk.caseworker.caseworker_id,
    )
    others = [
        kept
        for kept in desk.store.attachments_of_person(record.person_id)
        if not _same_place(kept, attachment)
    ]
    if total_size(others) + attachment.size > LARGEST_PERSON:
        raise refused(AttachmentProblem.PERSON_FULL, LARGEST_PERSON)
    desk.store.add_attachment(attachment, scan.content)
    return attachment


def copies(desk: UnlockedDesk, record_id: UUID) -> tuple[Attachment, ...]:
    """The copies of a record without their bytes; also after a withdrawal, so that they can be deleted."""
    return desk.store.attachments(record_id)


def copies_of_person(desk: UnlockedDesk, record_id: UUID) -> tuple[Attachment, ...]:
    """The copies in all records of the person of a record, without their bytes: what a withdrawal is about.

    Raises:
        WorldError: NOT_FOUND.
    """
    return desk.store.attachments_of_person(desk.store.record(record_id).person_id)


def content_of(desk: UnlockedDesk, attachment: Attachment) -> bytes:
    """The bytes of a copy, for looking at.

    Raises:
        WorldError: CONSENT_MISSING if the consent was taken back; NOT_FOUND, VAULT_DAMAGED.
    """
    require(desk, attachment.record_id, ConsentKind.SCANS)
    record = desk.store.record(attachment.record_id)
    if is_health(form_of(desk, record), attachment.address.path):
        require(desk, attachment.record_id, ConsentKind.HEALTH)
    return desk.store.attachment_content(attachment.attachment_id)


def remove_copy(desk: UnlockedDesk, attachment: Attachment, reason: str = ASKED) -> None:
    """Take a copy away; that there was one stays written down, without its name.

    Raises:
        WorldError: NOT_FOUND.
    """
    desk.store.delete_attachment(
        attachment.attachment_id,
        reason=reason,
        author=desk.caseworker.caseworker_id,
        at=desk.clock.now(),
    )


def move_copy(desk: UnlockedDesk, attachment: Attachment, address: Address) -> None:
    """Keep a copy at another place: its row was taken away and came back as another.

    Raises:
        WorldError: NOT_FOUND, DISK_FULL, NO_ACCESS, VAULT_DAMAGED.
    """
    content = desk.store.attachment_content(attachment.attachment_id)
    moved = replace(attachment, attachment_id=desk.new_id(), address=address)
    desk.store.add_attachment(moved, content)
    remove_copy(desk, attachment, MOVED)


def remove_all_copies(desk: UnlockedDesk, record_id: UUID) -> None:
    """What is proposed after a withdrawal of C-D: no copy of the person stays, in no record.

    Raises:
        WorldError: NOT_FOUND.
    """
    for attachment in copies_of_person(desk, record_id):
        remove_copy(desk, attachment, WITHDRAWN)


def waiting_for_deletion(desk: UnlockedDesk, record_id: UUID) -> int:
    """How many copies of the person lie there although the consent is gone.

    Raises:
        WorldError: NOT_FOUND.
    """
    found = copies_of_person(desk, record_id)
    return 0 if not found or ConsentKind.SCANS in in_force_now(desk, record_id) else len(found)


def drop_forsaken(desk: UnlockedDesk, record_id: UUID) -> None:
    """Take away the copies whose answer is gone: its row was removed, or the form does not ask any more.

    Raises:
        WorldError: NOT_FOUND.
    """
    kept = desk.store.attachments(record_id)
    answers = desk.store.record(record_id).snapshot.answers if kept else {}
    for attachment in kept:
        answer = answers.get(attachment.address)
        if answer is None or not answer.value:
            remove_copy(desk, attachment, ANSWER_GONE)


def title_of(file_name: str, kind: AttachmentKind) -> str:
    """A name fit for the screen: without folder and controls, with the ending of what it is."""
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, dot, ending = shown.rpartition(".")
    if dot and len(ending) <= len("jpeg") and stem:
        shown = stem
    return f"{(shown or 'Kopie')[: LONGEST_NAME - len(_ENDINGS[kind])]}{_ENDINGS[kind]}"


def _same_place(one: Attachment, other: Attachment) -> bool:
    return (one.record_id, one.address) == (other.record_id, other.address)
