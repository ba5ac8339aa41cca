"""A release: who may know which categories, for what, until when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Category(StrEnum):
    """Columns of the release matrix (Form C3). Health is deliberately not one of them."""

    KONTAKT = "kontakt"
    AUFENTHALT = "aufenthalt"
    SPRACHE = "sprache"
    SCHULE = "schule"
    AUSBILDUNG_NACHWEISE = "ausbildung_nachweise"
    BERUF = "beruf"
    FAEHIGKEITEN_ZIELE = "faehigkeiten_ziele"
    BETREUUNG_MOBILITAET = "betreuung_mobilitaet"
    EINSCHAETZUNG = "einschaetzung"
    TERMINE_VERLAUF = "termine_verlauf"
    DOKUMENTKOPIEN = "dokumentkopien"
    KINDER = "kinder"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who may receive something: an office of the directory, with its kind."""

    recipient_id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Grant:
    """What one recipient may know and what for."""

    recipient: Recipient
    categories: frozenset[Category]
    purpose: str
    mutual: bool = False


class SignedHow(StrEnum):
    """How a person signed (domain 7.2, 18)."""

    PAPIER = "papier"
    BILDSCHIRM = "bildschirm"
    HANDZEICHEN_MIT_ZEUGIN = "handzeichen_mit_zeugin"


class SignsAs(StrEnum):
    """Who signs (C1)."""

    SELBST = "selbst"
    GESETZL_VERTRETUNG = "gesetzl_vertretung"
    BEIDE = "beide"


@dataclass(frozen=True, slots=True)
class Signature:
    """The caseworker's word that the signed paper was seen (C11)."""

    signed_on: date
    place: str
    seen_by: str
    seen_at: datetime
    how: SignedHow = SignedHow.PAPIER
    copy_given: bool = False


class WithdrawalScope(StrEnum):
    """How much is taken back (C12)."""

    ALLES = "alles"
    EMPFAENGER = "empfaenger"
    KATEGORIE = "kategorie"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was taken back, from when on."""

    at: datetime
    scope: WithdrawalScope
    which: str
    received_by: str


@dataclass(frozen=True, slots=True)
class Release:
    """One release form of one record; it alone holds matrix, purpose, validity and signature.

    Attributes:
        number: 1, 2, 3 ... within the record; stands on every sheet made under it.
        valid_until: last valid day, at most 24 months after `valid_from` (C6).
        language: Babel code of the language printed beside the German.
        text_hash: SHA-256 of the German fixed texts the person signed under.
    """

    release_id: UUID
    record_id: UUID
    number: int
    grants: tuple[Grant, ...]
    valid_from: date
    valid_until: date
    language: str
    text_hash: str
    signs_as: SignsAs
    created_at: datetime
    created_by: str
    signature: Signature | None = None
    withdrawals: tuple[Withdrawal, ...] = ()

    def grant_for(self, recipient_id: str) -> Grant | None:
        """The grant of one recipient, None when the person gave that recipient nothing."""
        return next((grant for grant in self.grants if grant.recipient.recipient_id == recipient_id), None)
