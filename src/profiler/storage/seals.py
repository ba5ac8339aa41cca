"""What touches health lies sealed once more, each record under a key of its own that dies with it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.orm import Session

from profiler.errors import ErrorCode, WorldError
from profiler.ports.keys import DataKey
from profiler.storage.models import WrappedKeyRow

_KEY_BYTES = 32
_NONCE_BYTES = 12


class SealFor(StrEnum):
    """What a key of a record is for; each purpose has its own."""

    HEALTH = "health"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class WrappingKey:
    """Wraps the records' own keys; derived from the vault's key."""

    raw: bytes

    def __repr__(self) -> str:
        return "WrappingKey(...)"

    @classmethod
    def of(cls, key: DataKey) -> WrappingKey:
        """The wrapping key of a vault."""
        kdf = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=b"profiler wrapped keys 1")
        return cls(kdf.derive(key.raw))


@dataclass(frozen=True, slots=True)
class RecordSeal:
    """Seals and opens what belongs to one record."""

    record_id: UUID
    key: bytes

    def __repr__(self) -> str:
        return "RecordSeal(...)"

    def seal(self, plain: str, bound_to: str) -> bytes:
        """Sealed text, bound to the record and to a place within it."""
        return self.seal_bytes(plain.encode("utf-8"), bound_to)

    def unseal(self, sealed: bytes, bound_to: str) -> str:
        """The text again.

        Raises:
            WorldError: VAULT_DAMAGED if it was changed or belongs elsewhere.
        """
        return self.unseal_bytes(sealed, bound_to).decode("utf-8")

    def seal_bytes(self, plain: bytes, bound_to: str) -> bytes:
        """Sealed bytes, bound as text is."""
        return _seal(self.key, plain, _bound(self.record_id, bound_to))

    def unseal_bytes(self, sealed: bytes, bound_to: str) -> bytes:
        """The bytes again.

        Raises:
            WorldError: VAULT_DAMAGED if they were changed or belong elsewhere.
        """
        return _unseal(self.key, sealed, _bound(self.record_id, bound_to))


def seal_of(
    session: Session, wrapping: WrappingKey, record_id: UUID, purpose: SealFor = SealFor.HEALTH
) -> RecordSeal | None:
    """The seal of a record for a purpose, None if nothing of it was ever sealed for that."""
    row = session.get(WrappedKeyRow, (record_id, purpose.value))
    if row is None:
        return None
    return RecordSeal(record_id, _unseal(wrapping.raw, row.sealed, _bound(record_id, purpose)))


def make_seal(
    session: Session, wrapping: WrappingKey, record_id: UUID, purpose: SealFor = SealFor.HEALTH
) -> RecordSeal:
    """A new seal for a record that has none for this purpose."""
    key = os.urandom(_KEY_BYTES)
    sealed = _seal(wrapping.raw, key, _bound(record_id, purpose))
    session.add(WrappedKeyRow(record_id=record_id, purpose=purpose.value, sealed=sealed))
    return RecordSeal(record_id, key)


def _bound(record_id: UUID, place: str) -> bytes:
    return f"{record_id}\x00{place}".encode()


def _seal(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def _unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError) as error:
        raise WorldError(ErrorCode.VAULT_DAMAGED) from error
