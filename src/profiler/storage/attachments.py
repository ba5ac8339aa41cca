"""Copies of papers: sealed bytes, listed without them; and what is left when one is deleted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address
from profiler.records.attachments import Attachment, AttachmentKind, DeletedAttachment
from profiler.storage.models import AttachmentContentRow, AttachmentGoneRow, AttachmentRow, RecordRow
from profiler.storage.record_rows import known_record
from profiler.storage.seals import RecordSeal, SealFor, WrappingKey, make_seal, seal_of

REPLACED = "replaced"
"""Why a copy went that made room for another at its place."""


def add(session: Session, wrapping: WrappingKey, attachment: Attachment, content: bytes) -> None:
    """Keep a copy; whatever was kept at its place goes.

    Raises:
        WorldError: NOT_FOUND if there is no such record.
    """
    known_record(session, attachment.record_id)
    for present in session.scalars(_at_the_same_place(attachment)):
        _take_away(session, present, REPLACED, attachment.added_by, attachment.added_at)
    seal = seal_of(session, wrapping, attachment.record_id, SealFor.ATTACHMENT) or make_seal(
        session, wrapping, attachment.record_id, SealFor.ATTACHMENT
    )
    session.add(
        AttachmentRow(
            attachment_id=attachment.attachment_id,
            record_id=attachment.record_id,
            kind="picture" if attachment.kind.is_picture else "document",
            media_type=attachment.kind.value,
            size=attachment.size,
            added_at=attachment.added_at,
            added_by=attachment.added_by,
            path=attachment.address.path,
            row=attachment.address.row,
            title=seal.seal(attachment.title, _title_of(attachment.attachment_id)),
            sha256=attachment.sha256,
        )
    )
    session.flush()
    sealed = seal.seal_bytes(content, _content_of(attachment.attachment_id))
    session.add(AttachmentContentRow(attachment_id=attachment.attachment_id, sealed=sealed))


def of_record(session: Session, wrapping: WrappingKey, record_id: UUID) -> tuple[Attachment, ...]:
    """The copies of a record without their bytes, oldest first."""
    return _listed(session, wrapping, select(AttachmentRow).where(AttachmentRow.record_id == record_id))


def of_person(session: Session, wrapping: WrappingKey, person_id: UUID) -> tuple[Attachment, ...]:
    """The copies in all records of a person without their bytes, oldest first."""
    records = select(RecordRow.record_id).where(RecordRow.person_id == person_id)
    return _listed(session, wrapping, select(AttachmentRow).where(AttachmentRow.record_id.in_(records)))


def content(session: Session, wrapping: WrappingKey, attachment_id: UUID) -> bytes:
    """The bytes of a copy.

    Raises:
        WorldError: NOT_FOUND; VAULT_DAMAGED if they were changed or belong elsewhere.
    """
    seal = _seal(session, wrapping, _known(session, attachment_id).record_id)
    row = session.get(AttachmentContentRow, attachment_id)
    if row is None:
        raise WorldError(ErrorCode.VAULT_DAMAGED)
    return seal.unseal_bytes(row.sealed, _content_of(attachment_id))


def remove(session: Session, attachment_id: UUID, reason: str, author: str, at: datetime) -> None:
    """Take a copy away and leave a mark.

    Raises:
        WorldError: NOT_FOUND.
    """
    _take_away(session, _known(session, attachment_id), reason, author, at)


def gone(session: Session, record_id: UUID) -> tuple[DeletedAttachment, ...]:
    """The marks of copies that were taken away, oldest first."""
    query = select(AttachmentGoneRow).where(AttachmentGoneRow.record_id == record_id)
    ordered = query.order_by(AttachmentGoneRow.deleted_at, AttachmentGoneRow.attachment_id)
    return tuple(
        DeletedAttachment(
            attachment_id=row.attachment_id,
            record_id=row.record_id,
            address=Address(row.path, row.row),
            deleted_at=row.deleted_at,
            deleted_by=row.deleted_by,
            reason=row.reason,
        )
        for row in session.scalars(ordered)
    )


def _listed(session: Session, wrapping: WrappingKey, query: Select[AttachmentRow]) -> tuple[Attachment, ...]:
    rows = session.scalars(query.order_by(AttachmentRow.added_at, AttachmentRow.attachment_id))
    return tuple(_attachment_of(row, _seal(session, wrapping, row.record_id)) for row in rows)


def _attachment_of(row: AttachmentRow, seal: RecordSeal) -> Attachment:
    return Attachment(
        attachment_id=row.attachment_id,
        record_id=row.record_id,
        address=Address(row.path, row.row),
        kind=AttachmentKind(row.media_type),
        title=seal.unseal(row.title, _title_of(row.attachment_id)),
        size=row.size,
        sha256=row.sha256,
        added_at=row.added_at,
        added_by=row.added_by,
    )


def _at_the_same_place(attachment: Attachment) -> Select[AttachmentRow]:
    return select(AttachmentRow).where(
        AttachmentRow.record_id == attachment.record_id,
        AttachmentRow.path == attachment.address.path,
        AttachmentRow.row == attachment.address.row,
    )


def _take_away(session: Session, row: AttachmentRow, reason: str, author: str, at: datetime) -> None:
    session.add(
        AttachmentGoneRow(
            attachment_id=row.attachment_id,
            record_id=row.record_id,
            path=row.path,
            row=row.row,
            deleted_at=at,
            deleted_by=author,
            reason=reason,
        )
    )
    content = AttachmentContentRow.attachment_id == row.attachment_id
    session.execute(delete(AttachmentContentRow).where(content))
    session.delete(row)


def _known(session: Session, attachment_id: UUID) -> AttachmentRow:
    row = session.get(AttachmentRow, attachment_id)
    if row is None:
        raise WorldError(ErrorCode.NOT_FOUND)
    return row


def _seal(session: Session, wrapping: WrappingKey, record_id: UUID) -> RecordSeal:
    seal = seal_of(session, wrapping, record_id, SealFor.ATTACHMENT)
    if seal is None:
        raise WorldError(ErrorCode.VAULT_DAMAGED)
    return seal


def _content_of(attachment_id: UUID) -> str:
    return f"content\x00{attachment_id}"


def _title_of(attachment_id: UUID) -> str:
    return f"title\x00{attachment_id}"
