"""Consents of a person beside all releases."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from profiler.errors import ErrorCode, WorldError
from profiler.release.extra_consents import ConsentKind, ExtraConsent
from profiler.release.releases import SignedHow, SignsAs
from profiler.storage.models import ExtraConsentRow, PersonRow


def save(session: Session, consent: ExtraConsent) -> None:
    """Insert or update one consent.

    Raises:
        WorldError: NOT_FOUND if there is no such person.
    """
    if session.get(PersonRow, consent.person_id) is None:
        raise WorldError(ErrorCode.NOT_FOUND)
    session.merge(
        ExtraConsentRow(
            consent_id=consent.consent_id,
            person_id=consent.person_id,
            kind=consent.kind.value,
            given_on=consent.given_on,
            language=consent.language,
            text_hash=consent.text_hash,
            how=consent.how.value,
            signs_as=consent.signs_as.value,
            signer=consent.signer,
            seen_by=consent.seen_by,
            seen_at=consent.seen_at,
            withdrawn_at=consent.withdrawn_at,
            withdrawn_with=consent.withdrawn_with,
        )
    )


def of_person(session: Session, person_id: UUID) -> tuple[ExtraConsent, ...]:
    """All consents of a person, oldest first."""
    query = select(ExtraConsentRow).where(ExtraConsentRow.person_id == person_id)
    rows = session.scalars(query.order_by(ExtraConsentRow.seen_at, ExtraConsentRow.consent_id))
    return tuple(_consent_of(row) for row in rows)


def latest_time(consent: ExtraConsent) -> datetime:
    """The latest moment a consent tells of."""
    return max(consent.seen_at, consent.withdrawn_at or consent.seen_at)


def _consent_of(row: ExtraConsentRow) -> ExtraConsent:
    return ExtraConsent(
        consent_id=row.consent_id,
        person_id=row.person_id,
        kind=ConsentKind(row.kind),
        given_on=row.given_on,
        language=row.language,
        text_hash=row.text_hash,
        how=SignedHow(row.how),
        signs_as=SignsAs(row.signs_as),
        signer=row.signer,
        seen_by=row.seen_by,
        seen_at=row.seen_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_with=row.withdrawn_with,
    )
