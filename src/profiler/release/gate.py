"""The gate: without a signed, valid, unrevoked release for this recipient nothing leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from profiler.errors import ErrorCode, OurFault, WorldError
from profiler.records.record import Record
from profiler.records.view import AnsweredForm
from profiler.release.dates import latest_end
from profiler.release.headers import header
from profiler.release.items import for_others, on_sheet
from profiler.release.outputs import Disclosure
from profiler.release.releases import Category, Recipient, Release, WithdrawalScope
from profiler.release.sheets import Sheet

CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far a clock may have been set back by an ordinary correction."""


class Refused(StrEnum):
    """Why nothing leaves. Clients have a sentence for each that says what to do."""

    NO_RELEASE = "no_release"
    RELEASE_OF_ANOTHER = "release_of_another"
    FORM_MISMATCH = "form_mismatch"
    CLOCK_TURNED_BACK = "clock_turned_back"
    NOT_SIGNED = "not_signed"
    TEXT_CHANGED = "text_changed"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    WITHDRAWN_WHOLLY = "withdrawn_wholly"
    RECIPIENT_NOT_GRANTED = "recipient_not_granted"
    WITHDRAWN_RECIPIENT = "withdrawn_recipient"
    PURPOSE_DIFFERS = "purpose_differs"
    NO_SHEET = "no_sheet"
    NO_CATEGORY = "no_category"
    WITHDRAWN_CATEGORY = "withdrawn_category"
    NOTHING_TO_SHOW = "nothing_to_show"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The gate stays shut, and why."""

    reason: Refused


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is to leave.

    Attributes:
        now: aware, UTC.
        today: the day at the desk.
        latest_seen: latest moment ever written into the vault, None for a new one.
    """

    now: datetime
    today: date
    latest_seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What is compared with the release besides the answers.

    Attributes:
        sheets: every recipient's default.
        text_hash: hash of the fixed texts as they read now (`drafting.text_hash`).
    """

    sheets: Sequence[Sheet]
    text_hash: str


def authorise(
    record: Record,
    answered: AnsweredForm,
    release: Release | None,
    recipient: Recipient,
    purpose: str,
    *,
    terms: Terms,
    moment: Moment,
) -> Disclosure | Refusal:
    """What this recipient may see for this purpose now, or why nothing.

    A disclosure holds the sheet's default, narrowed to the ticked categories that were not taken back, and to
    relevant answers that were not declined (Form C3). A recorded withdrawal holds at once, whatever the
    clock says (Art. 7(3) GDPR).

    Args:
        record: whose answers.
        answered: the record's answers under its form, made of this very record.
        release: the release it is to leave under, None if the person gave none.
        recipient: who is to get it.
        purpose: what for, a code of `purposes.csv`.
        terms: sheets and the present text of the release form.
        moment: when.

    Raises:
        OurFault: `answered` was not made from `record`.
    """
    if answered.snapshot is not record.snapshot and answered.snapshot != record.snapshot:
        raise OurFault("answers of one record shown to the gate as another's")
    if release is None:
        return Refusal(Refused.NO_RELEASE)
    reason = _release_fault(record, answered, release, terms, moment)
    if reason is not None:
        return Refusal(reason)
    signature = release.signature
    if signature is None:
        return Refusal(Refused.NOT_SIGNED)
    grant = release.grant_for(recipient.recipient_id)
    if grant is None or grant.recipient.kind != recipient.kind:
        return Refusal(Refused.RECIPIENT_NOT_GRANTED)
    if recipient.recipient_id in _withdrawn(release, WithdrawalScope.EMPFAENGER):
        return Refusal(Refused.WITHDRAWN_RECIPIENT)
    if grant.purpose != purpose:
        return Refusal(Refused.PURPOSE_DIFFERS)
    sheet = sheet_for(terms.sheets, recipient.kind, record.form_id)
    if sheet is None:
        return Refusal(Refused.NO_SHEET)
    ticked = grant.categories & sheet.categories
    if not ticked:
        return Refusal(Refused.NO_CATEGORY)
    categories = ticked - withdrawn_categories(release)
    if not categories:
        return Refusal(Refused.WITHDRAWN_CATEGORY)
    allowed = for_others(answered, categories)
    sections = on_sheet(answered, sheet, allowed)
    if not sections:
        return Refusal(Refused.NOTHING_TO_SHOW)
    return Disclosure(
        record_id=record.record_id,
        header=header(record, answered, allowed),
        recipient=grant.recipient,
        purpose=purpose,
        categories=categories,
        release_id=release.release_id,
        release_number=release.number,
        signed_on=signature.signed_on,
        valid_until=release.valid_until,
        sheet=sheet,
        form=answered.form,
        sections=sections,
    )


def disclose(
    record: Record,
    answered: AnsweredForm,
    release: Release | None,
    recipient: Recipient,
    purpose: str,
    *,
    terms: Terms,
    moment: Moment,
) -> Disclosure:
    """As `authorise`, for callers that cannot go on without.

    Raises:
        WorldError: RELEASE_REFUSED with `reason`, a code of `Refused`.
        OurFault: as `authorise`.
    """
    outcome = authorise(record, answered, release, recipient, purpose, terms=terms, moment=moment)
    if isinstance(outcome, Refusal):
        raise WorldError(ErrorCode.RELEASE_REFUSED, reason=outcome.reason.value)
    return outcome


def sheet_for(sheets: Sequence[Sheet], kind: str, form_id: str) -> Sheet | None:
    """What a kind of recipient gets of a form, the first sheet if several fit, None if there is none."""
    return next((each for each in sheets if kind in each.recipient_kinds and each.form == form_id), None)


def withdrawn_categories(release: Release) -> frozenset[Category]:
    """Categories taken back from every recipient."""
    taken_back = _withdrawn(release, WithdrawalScope.KATEGORIE)
    return frozenset(category for category in Category if category.value in taken_back)


def _withdrawn(release: Release, scope: WithdrawalScope) -> frozenset[str]:
    return frozenset(withdrawal.which for withdrawal in release.withdrawals if withdrawal.scope is scope)


def _release_fault(
    record: Record, answered: AnsweredForm, release: Release, terms: Terms, moment: Moment
) -> Refused | None:
    """The first reason that lies in the release itself, whoever is to receive something."""
    turned_back = moment.latest_seen is not None and moment.latest_seen - moment.now > CLOCK_TOLERANCE
    last_day = min(release.valid_until, latest_end(release.valid_from))
    checks = (
        (release.record_id != record.record_id, Refused.RELEASE_OF_ANOTHER),
        (answered.form.sha != record.form_sha, Refused.FORM_MISMATCH),
        (turned_back, Refused.CLOCK_TURNED_BACK),
        (bool(_withdrawn(release, WithdrawalScope.ALLES)), Refused.WITHDRAWN_WHOLLY),
        (moment.today < release.valid_from, Refused.NOT_YET_VALID),
        (moment.today > last_day, Refused.EXPIRED),
        (release.text_hash != terms.text_hash, Refused.TEXT_CHANGED),
    )
    return next((reason for failed, reason in checks if failed), None)
