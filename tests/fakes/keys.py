"""A slot file in memory: passwords without a slow derivation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from profiler.clock import Clock, FixedClock
from profiler.errors import ErrorCode, WorldError
from profiler.ports.keys import DataKey, NewKeys, Slot

_SHORTEST_PASSWORD = 12
_FREE_FAILURES = 5
_LONGEST_DELAY = 60


@dataclass
class FakeSlot:
    """One caseworker with a plain password; what happened since the last right one."""

    name: str
    password: str
    failures: int = 0
    failed_at: datetime | None = None


@dataclass
class FakeFolder:
    """What the slot file of one folder holds."""

    data_key: DataKey
    store_id: str
    recovery_code: str
    slots: dict[str, FakeSlot] = field(default_factory=dict)


def _fixed_clock() -> Clock:
    return FixedClock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


@dataclass
class FakeKeyStore:
    """`ports.KeyStore` in memory; ids are "caseworker-1", "caseworker-2" ..., codes "FAKE CODE 0001"."""

    clock: Clock = field(default_factory=_fixed_clock)
    folders: dict[Path, FakeFolder] = field(default_factory=dict)
    issued: int = 0

    def exists(self, folder: Path) -> bool:
        return folder in self.folders

    def set_aside(self, folder: Path) -> None:
        self._known(folder)
        del self.folders[folder]

    def create(self, folder: Path, name: str, password: str) -> NewKeys:
        if folder in self.folders:
            raise WorldError(ErrorCode.VAULT_EXISTS)
        _check_strength(password)
        self.issued += 1
        raw = self.issued.to_bytes(32, "big")
        made = FakeFolder(DataKey(raw), f"store-{self.issued}", self._new_code())
        self.folders[folder] = made
        return NewKeys(made.store_id, made.data_key, self._add(made, name, password), made.recovery_code)

    def slots(self, folder: Path) -> tuple[Slot, ...]:
        found = (Slot(identifier, slot.name) for identifier, slot in self._known(folder).slots.items())
        return tuple(sorted(found, key=lambda slot: slot.name))

    def unlock(self, folder: Path, caseworker_id: str, password: str) -> DataKey:
        known = self._known(folder)
        slot = known.slots.get(caseworker_id)
        if slot is None:
            raise WorldError(ErrorCode.NOT_FOUND)
        self._check(slot, slot.password == password)
        return known.data_key

    def unlock_with_recovery(self, folder: Path, code: str, name: str, new_password: str) -> NewKeys:
        known = self._known(folder)
        if code.split() != known.recovery_code.split():
            raise WorldError(ErrorCode.WRONG_PASSWORD)
        _check_strength(new_password)
        same = next((key for key, slot in known.slots.items() if slot.name == name), None)
        if same is None:
            same = self._add(known, name, new_password)
        else:
            known.slots[same] = FakeSlot(name, new_password)
        known.recovery_code = self._new_code()
        return NewKeys(known.store_id, known.data_key, same, known.recovery_code)

    def add_caseworker(self, folder: Path, data_key: DataKey, name: str, password: str) -> str:
        known = self._known(folder)
        _check_strength(password)
        return self._add(known, name, password)

    def change_password(self, folder: Path, caseworker_id: str, old: str, new: str) -> None:
        self.unlock(folder, caseworker_id, old)
        _check_strength(new)
        self._known(folder).slots[caseworker_id].password = new

    def _known(self, folder: Path) -> FakeFolder:
        if folder not in self.folders:
            raise WorldError(ErrorCode.VAULT_MISSING)
        return self.folders[folder]

    def _add(self, folder: FakeFolder, name: str, password: str) -> str:
        identifier = f"caseworker-{len(folder.slots) + 1}"
        folder.slots[identifier] = FakeSlot(name, password)
        return identifier

    def _new_code(self) -> str:
        self.issued += 1
        return f"FAKE CODE {self.issued:04d}"

    def _check(self, slot: FakeSlot, right: bool) -> None:
        now = self.clock.now()
        if slot.failures >= _FREE_FAILURES and slot.failed_at is not None:
            delay = min(2 ** (slot.failures - _FREE_FAILURES), _LONGEST_DELAY)
            left = slot.failed_at + timedelta(seconds=delay) - now
            if left > timedelta(0):
                raise WorldError(ErrorCode.LOCKED_OUT, seconds=str(-int(-left.total_seconds() // 1)))
        if right:
            slot.failures, slot.failed_at = 0, None
            return
        slot.failures, slot.failed_at = slot.failures + 1, now
        raise WorldError(ErrorCode.WRONG_PASSWORD)


def _check_strength(password: str) -> None:
    if len(password) < _SHORTEST_PASSWORD:
        raise WorldError(ErrorCode.PASSWORD_TOO_WEAK)
