"""The consents beside the releases: given by signature, taken back at any time, told to the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import form_of
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Answer
from profiler.records.minors import may_be_minor
from profiler.records.record import Record, RecordEdit
from profiler.release.extra_consents import (
    ConsentKind,
    ConsentProblem,
    ConsentText,
    ExtraConsent,
    check_signature,
    in_force,
    withdrawn,
)
from profiler.release.releases import SignedHow, SignsAs


@dataclass(frozen=True)
class ConsentSheet:
    """What somebody is asked to sign.

    Attributes:
        text: in German.
        needs_guardian: whether a guardian has to sign (domain 7.2, 13).
    """

    text: ConsentText
    needs_guardian: bool


@dataclass(frozen=True)
class SignedSheet:
    """What the caseworker tells of a signed sheet.

    Attributes:
        signer: name of the guardian, "" where the person signed alone.
        signed_on: None for today.
    """

    how: SignedHow = SignedHow.PAPIER
    signs_as: SignsAs = SignsAs.SELBST
    signer: str = ""
    signed_on: date | None = None


def sheet(desk: UnlockedDesk, record_id: UUID, kind: ConsentKind) -> ConsentSheet:
    """What the person of a record is asked to sign.

    Raises:
        WorldError: NOT_FOUND.
    """
    text = desk.content.release.extra_consents[kind]
    return ConsentSheet(text, kind is ConsentKind.CHILD or _may_be_minor(desk, desk.store.record(record_id)))


def consents(desk: UnlockedDesk, record_id: UUID) -> tuple[ExtraConsent, ...]:
    """All consents of the person of a record, taken back or not, oldest first.

    Raises:
        WorldError: NOT_FOUND.
    """
    return desk.store.consents(desk.store.record(record_id).person_id)


def in_force_now(desk: UnlockedDesk, record_id: UUID) -> frozenset[ConsentKind]:
    """The kinds the person of a record has a consent of today.

    Raises:
        WorldError: NOT_FOUND.
    """
    return in_force(consents(desk, record_id), desk.clock.today())


def give(desk: UnlockedDesk, record_id: UUID, kind: ConsentKind, signed: SignedSheet) -> ExtraConsent:
    """The caseworker's word that the signature was seen; from its day on the consent holds.

    Raises:
        WorldError: USAGE with a `ConsentProblem` as reason; NOT_FOUND.
    """
    record = desk.store.record(record_id)
    if kind in in_force_now(desk, record_id):
        raise WorldError(ErrorCode.USAGE, reason=ConsentProblem.IN_FORCE_ALREADY.value)
    today = desk.clock.today()
    consent = ExtraConsent(
        consent_id=desk.new_id(),
        person_id=record.person_id,
        kind=kind,
        given_on=signed.signed_on or today,
        language=record.client_language,
        text_hash=desk.content.release.extra_consents[kind].hash,
        how=signed.how,
        signs_as=signed.signs_as,
        signer=signed.signer.strip(),
        seen_by=desk.caseworker.caseworker_id,
        seen_at=desk.clock.now(),
    )
    check_signature(consent, today=today, is_minor=_may_be_minor(desk, record))
    if any(each.kind is kind and each.ended_after(consent.given_on) for each in consents(desk, record_id)):
        raise WorldError(ErrorCode.USAGE, reason=ConsentProblem.WITHDRAWN_SINCE.value)
    desk.store.save_consent(consent)
    return consent


def withdraw(desk: UnlockedDesk, record_id: UUID, kind: ConsentKind) -> tuple[ExtraConsent, ...]:
    """Take back every consent of this kind that holds; what it covered stays locked until it is deleted.

    Every record of the person is told at once, finished or not: what was asked under it shows nowhere
    any more.

    Returns:
        The consents as they stand now.

    Raises:
        WorldError: USAGE if none holds; NOT_FOUND.
    """
    today, at, by = desk.clock.today(), desk.clock.now(), desk.caseworker.caseworker_id
    held = [each for each in consents(desk, record_id) if each.kind is kind and each.holds_on(today)]
    if not held:
        raise WorldError(ErrorCode.USAGE, reason=ConsentProblem.NOT_IN_FORCE.value)
    taken_back = tuple(withdrawn(consent, at=at, received_by=by) for consent in held)
    for consent in taken_back:
        desk.store.save_consent(consent)
    for line in desk.store.records_of(taken_back[0].person_id):
        _close_in(desk, line.record_id, kind)
    return taken_back


def _close_in(desk: UnlockedDesk, record_id: UUID, kind: ConsentKind) -> None:
    """A record that was told of a consent is told that there is none."""
    record = desk.store.record(record_id)
    told = {
        address: Answer("nein", author=desk.caseworker.caseworker_id, at=desk.clock.now())
        for address, answer in record.snapshot.answers.items()
        if address.path.endswith(f"/{kind.question}") and answer.value == "ja"
    }
    if told:
        edit = RecordEdit(answers=told)
        desk.store.save(record_id, edit, author=desk.caseworker.caseworker_id, at=desk.clock.now())


def forget_health(desk: UnlockedDesk, record_id: UUID) -> None:
    """What is proposed after a withdrawal of C-H: no answer about health stays, in no record of the person.

    Raises:
        WorldError: NOT_FOUND.
    """
    by, at = desk.caseworker.caseworker_id, desk.clock.now()
    for line in desk.store.records_of(desk.store.record(record_id).person_id):
        desk.store.forget_health(line.record_id, author=by, at=at)


def require(desk: UnlockedDesk, record_id: UUID, kind: ConsentKind) -> None:
    """Nothing happens without this consent.

    Raises:
        WorldError: CONSENT_MISSING with the kind; NOT_FOUND.
    """
    if kind not in in_force_now(desk, record_id):
        raise WorldError(ErrorCode.CONSENT_MISSING, kind=kind.value)


def _may_be_minor(desk: UnlockedDesk, record: Record) -> bool:
    return may_be_minor(form_of(desk, record), record.snapshot, desk.clock.today())
