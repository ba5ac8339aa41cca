"""The release: choosing who may know what, printing it, seeing it signed, taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from profiler.casework.content import ASSESSMENT
from profiler.casework.desk import UnlockedDesk
from profiler.casework.hand_over import Paper
from profiler.directory.offices import Office
from profiler.release import drafting
from profiler.release.releases import (
    Category,
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


def possible_recipients(desk: UnlockedDesk, form_id: str = ASSESSMENT) -> tuple[RecipientChoice, ...]:
    """All offices of the directory that a sheet of a form exists for, in the order of their kinds."""
    kinds = desk.content.release.recipient_kinds
    sheets = [sheet for sheet in desk.content.release.sheets if sheet.form == form_id]
    with_sheet = {kind for sheet in sheets for kind in sheet.recipient_kinds}
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


def release_text_hash(desk: UnlockedDesk) -> str:
    """Hash of the fixed texts a release is signed under today."""
    return drafting.text_hash(desk.content.release.texts)


def offered_categories(
    desk: UnlockedDesk, recipient: Recipient, form_id: str = ASSESSMENT
) -> frozenset[Category]:
    """The categories the recipient's sheet of a form could carry; others cannot be ticked."""
    return drafting.offered(desk.content.release.sheets, recipient.kind, form_id)


def draft(
    desk: UnlockedDesk,
    record_id: UUID,
    grants: Iterable[Grant],
    *,
    language: str,
    valid_until: date | None = None,
    signs_as: SignsAs = SignsAs.SELBST,
) -> Release:
    """Write down a release, unsigned; everything not granted is off. Default validity: twelve months.

    An unsigned draft is changed in place until its form left the printer; from then on a change is a new
    release with a new number, so that nobody signs one matrix and the program keeps another.
    """
    known = desk.store.releases(record_id)
    unsigned = known[-1] if known and known[-1].signature is None else None
    release = drafting.draft(
        release_id=unsigned.release_id if unsigned else desk.new_id(),
        record_id=record_id,
        number=unsigned.number if unsigned else drafting.next_number(known),
        language=language,
        text_hash=release_text_hash(desk),
        valid_from=desk.clock.today(),
        at=desk.clock.now(),
        author=desk.caseworker.caseworker_id,
        grants=tuple(grants),
        valid_until=valid_until,
        signs_as=signs_as,
    )
    if unsigned is not None and _left_the_printer(desk, unsigned):
        if _says_the_same(unsigned, release):
            return unsigned
        release = replace(release, release_id=desk.new_id(), number=drafting.next_number(known))
    desk.store.save_release(release)
    return release


def open_problems(release: Release) -> tuple[drafting.ReleaseProblem, ...]:
    """What keeps the release from being printed and signed."""
    return drafting.problems(release)


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
        WorldError: USAGE with a `ReleaseProblem` as reason.
    """
    signed = drafting.sign(
        release,
        signed_on=signed_on or desk.clock.today(),
        today=desk.clock.today(),
        place=place,
        seen_by=desk.caseworker.caseworker_id,
        at=desk.clock.now(),
        how=how,
        copy_given=copy_given,
    )
    desk.store.save_release(signed)
    return signed


def copy_given(desk: UnlockedDesk, release: Release) -> Release:
    """The person has got the copy that was promised for later (domain 7.2, 18).

    Raises:
        WorldError: USAGE with reason `not_signed`.
    """
    given = drafting.with_copy_given(release)
    desk.store.save_release(given)
    return given


def take_back(desk: UnlockedDesk, release: Release, scope: WithdrawalScope, which: str = "") -> Release:
    """Withdraw wholly, for one recipient or for one category; holds from this moment on.

    An older signature keeps opening what a newer form does not name, therefore the withdrawal is written on
    every signed release of the person that it fits: who says "everything" means everything.

    Returns:
        The given release as it stands now.

    Raises:
        WorldError: USAGE as `drafting.withdraw`, judged on the given release.
    """
    at, by = desk.clock.now(), desk.caseworker.caseworker_id
    withdrawn = drafting.withdraw(release, at=at, scope=scope, which=which, received_by=by)
    desk.store.save_release(withdrawn)
    for other in desk.store.releases(release.record_id):
        if other.release_id != release.release_id and drafting.can_withdraw(other, scope, which):
            desk.store.save_release(drafting.withdraw(other, at=at, scope=scope, which=which, received_by=by))
    return withdrawn


def _left_the_printer(desk: UnlockedDesk, release: Release) -> bool:
    return any(
        logged.entry.document == Paper.RELEASE_FORM and logged.entry.release_id == release.release_id
        for logged in desk.store.log(release.record_id)
    )


def _says_the_same(one: Release, other: Release) -> bool:
    return (one.grants, one.valid_until, one.language, one.text_hash, one.signs_as) == (
        other.grants,
        other.valid_until,
        other.language,
        other.text_hash,
        other.signs_as,
    )
