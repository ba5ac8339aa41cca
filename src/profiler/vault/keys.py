"""The slot file of a vault folder as casework needs it: from password or recovery code to data key."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from profiler.clock import Clock, SystemClock
from profiler.errors import ErrorCode, OurFault, WorldError
from profiler.ports.keys import DataKey, NewKeys, Slot
from profiler.vault.attempts import Attempts
from profiler.vault.costs import FLOOR, PRACTICE, KdfCost, calibrated
from profiler.vault.passwords import strength
from profiler.vault.recovery import new_recovery_code, secret_of
from profiler.vault.sealing import KEY_BYTES, seconds_at_floor
from profiler.vault.slot_file import has_slots, read_slots, set_slots_aside, write_slots
from profiler.vault.slots import KeySlot, SlotFile, SlotKind, make_slot, open_slot


@dataclass(frozen=True, slots=True)
class FileKeyStore:
    """`ports.KeyStore` over the file `store.keys`.

    Attributes:
        cost: what a derivation costs in new slots; None measures this computer once per new slot.
        practice: whether `create` makes a vault for practice and tests, whose derivations are cheap.
    """

    clock: Clock = field(default_factory=SystemClock)
    cost: KdfCost | None = None
    practice: bool = False

    def exists(self, folder: Path) -> bool:
        """Whether the folder holds a slot file or its copy."""
        return has_slots(folder)

    def set_aside(self, folder: Path) -> None:
        """Rename the slot file of a first start that was cut short.

        Raises:
            WorldError: VAULT_MISSING, NO_ACCESS.
        """
        set_slots_aside(folder)

    def create(self, folder: Path, name: str, password: str) -> NewKeys:
        """Make a new slot file with one caseworker and one recovery slot.

        Raises:
            WorldError: VAULT_EXISTS, PASSWORD_TOO_WEAK, DISK_FULL, NO_ACCESS.
        """
        if self.exists(folder):
            raise WorldError(ErrorCode.VAULT_EXISTS)
        _check_strength(password)
        empty = SlotFile(str(uuid4()), self.practice, ())
        return self._issue(folder, empty, DataKey(os.urandom(KEY_BYTES)), str(uuid4()), name, password)

    def slots(self, folder: Path) -> tuple[Slot, ...]:
        """Caseworkers who can unlock, by name.

        Raises:
            WorldError: VAULT_MISSING, VAULT_DAMAGED, VAULT_NEWER, NO_ACCESS.
        """
        found = (Slot(slot.slot_id, slot.name) for slot in _password_slots(read_slots(folder)))
        return tuple(sorted(found, key=lambda slot: (slot.name, slot.caseworker_id)))

    def unlock(self, folder: Path, caseworker_id: str, password: str) -> DataKey:
        """The data key.

        Raises:
            WorldError: WRONG_PASSWORD, LOCKED_OUT (detail `seconds`), NOT_FOUND, VAULT_MISSING,
                VAULT_DAMAGED, VAULT_NEWER.
        """
        file = read_slots(folder)
        return self._open(folder, file, file.slot(caseworker_id), password)

    def unlock_with_recovery(self, folder: Path, code: str, name: str, new_password: str) -> NewKeys:
        """Open with the recovery code, set a new password slot, and issue a new recovery code.

        A caseworker of that name keeps their id and loses the old password; a new name becomes a new slot.
        The used code is void afterwards.

        Raises:
            WorldError: as `unlock` and `create`; WRONG_PASSWORD with detail `reason` for a misread code.
        """
        file = read_slots(folder)
        secret = secret_of(code)
        _check_strength(new_password)
        data_key = self._open(folder, file, file.recovery_slot(), secret)
        same = next((slot.slot_id for slot in _password_slots(file) if slot.name == name), str(uuid4()))
        return self._issue(folder, file, data_key, same, name, new_password)

    def add_caseworker(self, folder: Path, data_key: DataKey, name: str, password: str) -> str:
        """Add a slot for another caseworker and return its id.

        Raises:
            WorldError: PASSWORD_TOO_WEAK, DISK_FULL, NO_ACCESS, VAULT_MISSING, VAULT_DAMAGED.
        """
        file = read_slots(folder)
        _check_strength(password)
        slot = make_slot(
            file, str(uuid4()), name, SlotKind.PASSWORD, password, data_key, self._cost(file.practice)
        )
        write_slots(folder, file.with_slot(slot))
        return slot.slot_id

    def change_password(self, folder: Path, caseworker_id: str, old: str, new: str) -> None:
        """Rewrite one slot; the database stays as it is.

        Raises:
            WorldError: as `unlock`, PASSWORD_TOO_WEAK.
        """
        file = read_slots(folder)
        slot = file.slot(caseworker_id)
        data_key = self._open(folder, file, slot, old)
        _check_strength(new)
        cost = self._cost(file.practice)
        changed = make_slot(file, slot.slot_id, slot.name, SlotKind.PASSWORD, new, data_key, cost)
        write_slots(folder, file.with_slot(changed))

    def _open(self, folder: Path, file: SlotFile, slot: KeySlot, secret: str) -> DataKey:
        attempts = Attempts(folder, self.clock)
        attempts.begin(slot.slot_id)
        data_key = open_slot(file, slot, secret)
        if data_key is None:
            raise WorldError(ErrorCode.WRONG_PASSWORD)
        attempts.succeed(slot.slot_id)
        return data_key

    def _issue(
        self, folder: Path, file: SlotFile, data_key: DataKey, slot_id: str, name: str, password: str
    ) -> NewKeys:
        """Write one password slot and a fresh recovery slot in one go."""
        cost = self._cost(file.practice)
        code = new_recovery_code()
        recovery_id = next(
            (slot.slot_id for slot in file.slots if slot.kind is SlotKind.RECOVERY), str(uuid4())
        )
        slots = (
            make_slot(file, slot_id, name, SlotKind.PASSWORD, password, data_key, cost),
            make_slot(file, recovery_id, "", SlotKind.RECOVERY, secret_of(code), data_key, cost),
        )
        for slot in slots:
            file = file.with_slot(slot)
        write_slots(folder, file)
        return NewKeys(file.store_id, data_key, slot_id, code)

    def _cost(self, practice: bool) -> KdfCost:
        if self.cost is None:
            return PRACTICE if practice else calibrated(seconds_at_floor)
        if not practice and not self.cost.reaches(FLOOR):
            raise OurFault("only practice vaults may use derivations below the floor")
        return self.cost


def _password_slots(file: SlotFile) -> tuple[KeySlot, ...]:
    return tuple(slot for slot in file.slots if slot.kind is SlotKind.PASSWORD)


def _check_strength(password: str) -> None:
    judged = strength(password)
    if not judged.acceptable:
        raise WorldError(ErrorCode.PASSWORD_TOO_WEAK, reason=judged.reason.value)
