"""Consents given once to this desk, beside every release: the extra sheets C-H, C-K, C-D and C-P."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from profiler.errors import ErrorCode, WorldError
from profiler.release.releases import SignedHow, SignsAs

QUESTION = "{kind}_signed"
"""How the hidden question of a form is called that is told whether such a consent is in force."""


class ConsentKind(StrEnum):
    """The extra sheets of Form C; each is signed by itself and taken back by itself."""

    HEALTH = "c_h"
    CHILD = "c_k"
    SCANS = "c_d"
    POOL = "c_p"

    @property
    def question(self) -> str:
        """Name of the hidden question that is told `ja` or `nein`."""
        return QUESTION.format(kind=self.value)


class ConsentProblem(StrEnum):
    """Why a consent does not count. Clients have a sentence for each."""

    SIGNED_IN_FUTURE = "signed_in_the_future"
    GUARDIAN_SIGNS = "guardian_signs"
    SIGNER_UNNAMED = "signer_unnamed"
    IN_FORCE_ALREADY = "consent_in_force"
    WITHDRAWN_SINCE = "consent_withdrawn_since"
    NOT_IN_FORCE = "consent_not_in_force"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What a person reads before signing, in German, and what taking it back means.

    Attributes:
        text: what is kept, what for, how long, that it is voluntary and can be taken back; ready to be read
            aloud.
        withdraw_text: what happens when it is taken back.
    """

    kind: ConsentKind
    title: str
    text: str
    withdraw_text: str

    @property
    def hash(self) -> str:
        """SHA-256, hex, of the German text somebody signs under."""
        canonical = json.dumps([self.kind.value, self.title, self.text], ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ExtraConsent:
    """One such consent of one person; it belongs to all their conversations.

    Attributes:
        given_on: first day it holds; the day on the signed sheet.
        language: Babel code of the language that stood beside the German.
        text_hash: of the German text signed under (`ConsentText.hash`).
        signer: name of the guardian who signed, "" where the person signed alone.
        seen_by: caseworker who saw the signature.
        withdrawn_at: when it was taken back; from that moment on it does not hold.
    """

    consent_id: UUID
    person_id: UUID
    kind: ConsentKind
    given_on: date
    language: str
    text_hash: str
    how: SignedHow
    signs_as: SignsAs
    signer: str
    seen_by: str
    seen_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_with: str = ""

    @property
    def withdrawn_on(self) -> date | None:
        """The day it was taken back, None while it was not."""
        return None if self.withdrawn_at is None else self.withdrawn_at.date()

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day; on the day it is taken back it no longer is."""
        return self.given_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)

    def ended_after(self, day: date) -> bool:
        """Whether it was taken back on a later day: a sheet signed on this one opens nothing any more."""
        return self.withdrawn_on is not None and day < self.withdrawn_on


def in_force(consents: Iterable[ExtraConsent], day: date) -> frozenset[ConsentKind]:
    """The kinds a person has a consent of on a day."""
    return frozenset(consent.kind for consent in consents if consent.holds_on(day))


def check_signature(consent: ExtraConsent, *, today: date, is_minor: bool) -> None:
    """A consent must be signed by who may sign it, and not tomorrow.

    A sheet about a child (C-K) is always signed by a guardian; so is everything of a minor (domain 7.2, 13).

    Raises:
        WorldError: USAGE with a `ConsentProblem` as reason.
    """
    by_guardian = consent.signs_as is not SignsAs.SELBST
    if consent.given_on > today:
        raise WorldError(ErrorCode.USAGE, reason=ConsentProblem.SIGNED_IN_FUTURE.value)
    if (is_minor or consent.kind is ConsentKind.CHILD) and not by_guardian:
        raise WorldError(ErrorCode.USAGE, reason=ConsentProblem.GUARDIAN_SIGNS.value)
    if by_guardian and not consent.signer.strip():
        raise WorldError(ErrorCode.USAGE, reason=ConsentProblem.SIGNER_UNNAMED.value)


def withdrawn(consent: ExtraConsent, *, at: datetime, received_by: str) -> ExtraConsent:
    """The consent taken back; nothing it allowed may go on.

    Raises:
        WorldError: USAGE if it was taken back before.
    """
    if consent.withdrawn_at is not None:
        raise WorldError(ErrorCode.USAGE, reason=ConsentProblem.NOT_IN_FORCE.value)
    return replace(consent, withdrawn_at=at, withdrawn_with=received_by)
