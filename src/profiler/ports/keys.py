"""Passwords and keys as casework sees them: who works here and how the vault is unlocked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Role(StrEnum):
    """What a person at the desk may do; the first user of a vault is all of the first three."""

    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    DATA_PROTECTION = "data_protection"


@dataclass(frozen=True, slots=True)
class Caseworker:
    """Somebody who works at the desk; `caseworker_id` is also the id of their key slot."""

    caseworker_id: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class DataKey:
    """The vault's random 32-byte key. Its text form never shows it."""

    raw: bytes

    def __repr__(self) -> str:
        return "DataKey(...)"


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to open the vault, as it may be shown before unlocking."""

    caseworker_id: str
    name: str


@dataclass(frozen=True, slots=True)
class NewKeys:
    """What creating a vault gives: the key, the first slot, and the recovery code to write down.

    Attributes:
        recovery_code: groups of letters divided by blanks; shown once, never saved.
    """

    store_id: str
    data_key: DataKey
    caseworker_id: str
    recovery_code: str


class KeyStore(Protocol):
    """The slot file of one vault folder: passwords and recovery code to data key."""

    def exists(self, folder: Path) -> bool:
        """Whether the folder holds a slot file."""
        ...

    def set_aside(self, folder: Path) -> None:
        """Rename the slot file of a first start that was cut short: its recovery code was never shown.

        Raises:
            WorldError: VAULT_MISSING, NO_ACCESS.
        """
        ...

    def create(self, folder: Path, name: str, password: str) -> NewKeys:
        """Make a new slot file with one caseworker and one recovery slot.

        Raises:
            WorldError: VAULT_EXISTS, PASSWORD_TOO_WEAK, DISK_FULL, NO_ACCESS.
        """
        ...

    def slots(self, folder: Path) -> tuple[Slot, ...]:
        """Caseworkers who can unlock.

        Raises:
            WorldError: VAULT_MISSING, VAULT_DAMAGED, VAULT_NEWER.
        """
        ...

    def unlock(self, folder: Path, caseworker_id: str, password: str) -> DataKey:
        """The data key.

        Raises:
            WorldError: WRONG_PASSWORD, LOCKED_OUT (detail `seconds`), NOT_FOUND, VAULT_MISSING,
                VAULT_DAMAGED, VAULT_NEWER.
        """
        ...

    def unlock_with_recovery(self, folder: Path, code: str, name: str, new_password: str) -> NewKeys:
        """Open with the recovery code, set a new password slot, and issue a new recovery code.

        Raises:
            WorldError: as `unlock` and `create`.
        """
        ...

    def add_caseworker(self, folder: Path, data_key: DataKey, name: str, password: str) -> str:
        """Add a slot for another caseworker and return its id.

        Raises:
            WorldError: PASSWORD_TOO_WEAK, DISK_FULL, NO_ACCESS.
        """
        ...

    def change_password(self, folder: Path, caseworker_id: str, old: str, new: str) -> None:
        """Rewrite one slot; the database stays as it is.

        Raises:
            WorldError: as `unlock`, PASSWORD_TOO_WEAK.
        """
        ...
