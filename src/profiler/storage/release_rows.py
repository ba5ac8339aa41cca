"""Releases with their grants, signature and withdrawals."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from profiler.release.releases import (
    Category,
    Grant,
    Recipient,
    Release,
    Signature,
    SignedHow,
    SignsAs,
    Withdrawal,
    WithdrawalScope,
)
from profiler.storage import finding
from profiler.storage.facts import RELEASE_UNTIL, release_until
from profiler.storage.models import GrantRow, ReleaseRow, WithdrawalRow
from profiler.storage.record_rows import known_record


def save(session: Session, release: Release) -> None:
    """Insert or update one release, and the fact that the list of people shows.

    Raises:
        WorldError: NOT_FOUND if there is no such record.
    """
    record = known_record(session, release.record_id)
    signature = release.signature
    session.merge(
        ReleaseRow(
            release_id=release.release_id,
            record_id=release.record_id,
            number=release.number,
            valid_from=release.valid_from,
            valid_until=release.valid_until,
            language=release.language,
            text_hash=release.text_hash,
            signs_as=release.signs_as.value,
            created_at=release.created_at,
            created_by=release.created_by,
            signed_on=signature.signed_on if signature else None,
            signed_place=signature.place if signature else None,
            signed_seen_by=signature.seen_by if signature else None,
            signed_seen_at=signature.seen_at if signature else None,
            signed_how=signature.how.value if signature else None,
            copy_given=signature.copy_given if signature else None,
        )
    )
    session.flush()
    session.execute(delete(GrantRow).where(GrantRow.release_id == release.release_id))
    session.execute(delete(WithdrawalRow).where(WithdrawalRow.release_id == release.release_id))
    session.add_all(_grant_row(release, position) for position in range(len(release.grants)))
    session.add_all(_withdrawal_row(release, position) for position in range(len(release.withdrawals)))
    session.flush()
    finding.set_facts(session, record, {RELEASE_UNTIL: release_until(of_record(session, release.record_id))})


def of_record(session: Session, record_id: UUID) -> tuple[Release, ...]:
    """All releases of a record, oldest first."""
    query = select(ReleaseRow).where(ReleaseRow.record_id == record_id).order_by(ReleaseRow.number)
    return tuple(_release_of(session, row) for row in session.scalars(query))


def times_of(release: Release) -> tuple[datetime, ...]:
    """The moments a release tells of."""
    signed = (release.signature.seen_at,) if release.signature else ()
    return (release.created_at, *signed, *(taken.at for taken in release.withdrawals))


def _grant_row(release: Release, position: int) -> GrantRow:
    grant = release.grants[position]
    return GrantRow(
        release_id=release.release_id,
        position=position,
        recipient_id=grant.recipient.recipient_id,
        recipient_kind=grant.recipient.kind,
        recipient_name=grant.recipient.name,
        categories=" ".join(sorted(grant.categories)),
        purpose=grant.purpose,
        mutual=grant.mutual,
    )


def _withdrawal_row(release: Release, position: int) -> WithdrawalRow:
    taken = release.withdrawals[position]
    return WithdrawalRow(
        release_id=release.release_id,
        position=position,
        withdrawn_at=taken.at,
        scope=taken.scope.value,
        which=taken.which,
        received_by=taken.received_by,
    )


def _release_of(session: Session, row: ReleaseRow) -> Release:
    grants = select(GrantRow).where(GrantRow.release_id == row.release_id).order_by(GrantRow.position)
    taken = select(WithdrawalRow).where(WithdrawalRow.release_id == row.release_id)
    return Release(
        release_id=row.release_id,
        record_id=row.record_id,
        number=row.number,
        grants=tuple(_grant_of(grant) for grant in session.scalars(grants)),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        language=row.language,
        text_hash=row.text_hash,
        signs_as=SignsAs(row.signs_as),
        created_at=row.created_at,
        created_by=row.created_by,
        signature=_signature_of(row),
        withdrawals=tuple(
            Withdrawal(part.withdrawn_at, WithdrawalScope(part.scope), part.which, part.received_by)
            for part in session.scalars(taken.order_by(WithdrawalRow.position))
        ),
    )


def _grant_of(row: GrantRow) -> Grant:
    return Grant(
        recipient=Recipient(row.recipient_id, row.recipient_kind, row.recipient_name),
        categories=frozenset(Category(code) for code in row.categories.split()),
        purpose=row.purpose,
        mutual=row.mutual,
    )


def _signature_of(row: ReleaseRow) -> Signature | None:
    if row.signed_on is None or row.signed_seen_at is None:
        return None
    return Signature(
        signed_on=row.signed_on,
        place=row.signed_place or "",
        seen_by=row.signed_seen_by or "",
        seen_at=row.signed_seen_at,
        how=SignedHow(row.signed_how or SignedHow.PAPIER),
        copy_given=bool(row.copy_given),
    )
