"""The release: choosing who may know what, printing it, seeing it signed, taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from profiler.casework.desk import UnlockedDesk
from profiler.directory.offices import Office
from profiler.release.drafting import draft_release, sign, text_hash, withdraw
from profiler.release.releases import (
    Grant,
    Recipient,
    Release,
    SignedHow,
    SignsAs,
    WithdrawalScope,
)


@dataclass(frozen=True)
class RecipientChoice:
    """One office that may be released to, and what its sheet could carry at most."""

    recipient: Recipient
    office: Office
    purpose: str


def possible_recipients(desk: UnlockedDesk) -> tuple[RecipientChoice, ...]:
    """All offices of the directory that a sheet exists for, in the order of their kinds."""
    kinds = desk.content.release.recipient_kinds
    with_sheet = {kind for sheet in desk.content.release.sheets.values() for kind in sheet.recipient_kinds}
    order = desk.content.kinds
    offices = sorted(
        (office for office in desk.store.offices() if office.kind in with_sheet and office.kind in kinds),
        key=lambda office: (order[office.kind].order if office.kind in order else 999, office.name),
    )
    return tuple(
        RecipientChoice(
            recipient=Recipient(office.office_id, office.kind, office.name),
            office=office,
            purpose=kinds[office.kind].purpose,
        )
        for office in offices
    )


def releases(desk: UnlockedDesk, record_id: UUID) -> tuple[Release, ...]:
    """All releases of a record, oldest first."""
    return desk.store.releases(record_id)


def current_release(desk: UnlockedDesk, record_id: UUID) -> Release | None:
    """The newest release of a record, signed or not."""
    known = desk.store.releases(record_id)
    return known[-1] if known else None


def draft(
    desk: UnlockedDesk,
    record_id: UUID,
    grants: Iterable[Grant],
    *,
    language: str,
    valid_until: date | None = None,
    signs_as: SignsAs = SignsAs.SELBST,
) -> Release:
    """Write down a new release, unsigned; everything not granted is off. Default validity: twelve months.

    An unsigned draft of the same record is replaced, a signed one stays as it is.

    Raises:
        WorldError: USAGE when the validity is longer than 24 months or in the past.
    """
    known = desk.store.releases(record_id)
    unsigned = known[-1] if known and known[-1].signature is None else None
    release = draft_release(
        release_id=unsigned.release_id if unsigned else desk.new_id(),
        record_id=record_id,
        number=unsigned.number if unsigned else len(known) + 1,
        grants=tuple(grants),
        language=language,
        text_hash=text_hash(desk.content.release),
        today=desk.clock.today(),
        valid_until=valid_until,
        signs_as=signs_as,
        created_at=desk.clock.now(),
        created_by=desk.caseworker.caseworker_id,
    )
    desk.store.save_release(release)
    return release


def signed_paper_seen(
    desk: UnlockedDesk,
    release: Release,
    *,
    place: str,
    signed_on: date | None = None,
    how: SignedHow = SignedHow.PAPIER,
    copy_given: bool = False,
) -> Release:
    """The caseworker's word that the signed paper lies before them; this unlocks output.

    Raises:
        WorldError: USAGE when signed in the future.
    """
    signed = sign(
        release,
        signed_on=signed_on or desk.clock.today(),
        today=desk.clock.today(),
        place=place,
        seen_by=desk.caseworker.caseworker_id,
        seen_at=desk.clock.now(),
        how=how,
        copy_given=copy_given,
    )
    desk.store.save_release(signed)
    return signed


def take_back(desk: UnlockedDesk, release: Release, scope: WithdrawalScope, which: str = "") -> Release:
    """Withdraw wholly, for one recipient or for one category; holds from this moment on."""
    withdrawn = withdraw(
        release, at=desk.clock.now(), scope=scope, which=which, received_by=desk.caseworker.caseworker_id
    )
    desk.store.save_release(withdrawn)
    return withdrawn
