"""Key slots: each opens the vault's data key with one password or with the recovery code."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum

from profiler.errors import ErrorCode, WorldError
from profiler.ports.keys import DataKey
from profiler.vault.costs import KdfCost
from profiler.vault.sealing import SALT_BYTES, key_from_password, seal, unseal


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSWORD = "password"  # noqa: S105 - a kind, not a password
    RECOVERY = "recovery"


class SlotRole(StrEnum):
    """What a slot opens the vault for; what a caseworker may do then stands in the database."""

    CASEWORKER = "caseworker"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class KeySlot:
    """One slot as it stands in the file.

    Attributes:
        sealed: the data key under the key derived from the secret, AES-256-GCM.
    """

    slot_id: str
    name: str
    kind: SlotKind
    role: SlotRole
    salt: bytes
    cost: KdfCost
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class SlotFile:
    """All slots of one vault.

    Attributes:
        practice: the vault holds no real person and may use cheap derivations.
    """

    store_id: str
    practice: bool
    slots: tuple[KeySlot, ...]

    def slot(self, slot_id: str) -> KeySlot:
        """One slot.

        Raises:
            WorldError: NOT_FOUND.
        """
        for slot in self.slots:
            if slot.slot_id == slot_id:
                return slot
        raise WorldError(ErrorCode.NOT_FOUND)

    def with_slot(self, slot: KeySlot) -> SlotFile:
        """The file with one slot added, or replaced where the id is known."""
        others = tuple(other for other in self.slots if other.slot_id != slot.slot_id)
        return SlotFile(self.store_id, self.practice, (*others, slot))

    def recovery_slot(self) -> KeySlot:
        """The slot of the recovery code.

        Raises:
            WorldError: VAULT_DAMAGED if the file has none.
        """
        for slot in self.slots:
            if slot.kind is SlotKind.RECOVERY:
                return slot
        raise WorldError(ErrorCode.VAULT_DAMAGED)


def make_slot(
    file: SlotFile, slot_id: str, name: str, kind: SlotKind, secret: str, data_key: DataKey, cost: KdfCost
) -> KeySlot:
    """A new slot for the file; the file itself stays as it is."""
    role = SlotRole.RECOVERY if kind is SlotKind.RECOVERY else SlotRole.CASEWORKER
    salt = os.urandom(SALT_BYTES)
    slot = KeySlot(slot_id, name, kind, role, salt, cost, b"", b"")
    nonce, sealed = seal(key_from_password(secret, salt, cost), data_key.raw, _bound_to(file, slot))
    return KeySlot(slot_id, name, kind, role, salt, cost, nonce, sealed)


def open_slot(file: SlotFile, slot: KeySlot, secret: str) -> DataKey | None:
    """The data key; None if the secret is wrong or the slot was changed or brought from another vault."""
    key = key_from_password(secret, slot.salt, slot.cost)
    raw = unseal(key, slot.nonce, slot.sealed, _bound_to(file, slot))
    return None if raw is None else DataKey(raw)


def _bound_to(file: SlotFile, slot: KeySlot) -> bytes:
    """What the seal is bound to: a slot with another role, cost, id or vault does not open."""
    cost = slot.cost
    parts = (
        "profiler slot 1",
        file.store_id,
        "practice" if file.practice else "real",
        slot.slot_id,
        slot.kind.value,
        slot.role.value,
        f"argon2id m={cost.memory_kib} t={cost.passes} p={cost.lanes}",
    )
    return "\x00".join(parts).encode("utf-8")
