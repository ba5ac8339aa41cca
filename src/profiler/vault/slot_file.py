"""The slot file `store.keys`: read with suspicion, written so that no power cut can lose it."""

from __future__ import annotations

import hashlib
import json
import os
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from profiler.errors import ErrorCode, WorldError, disk_error
from profiler.vault.costs import CEILING, FLOOR, KdfCost
from profiler.vault.sealing import SALT_BYTES
from profiler.vault.slots import KeySlot, SlotFile, SlotKind, SlotRole

FILE_NAME = "store.keys"
COPY_NAME = "store.keys.bak"
ASIDE_NAME = "store.keys.aside"
_FORMAT = 1
_LARGEST = 1024 * 1024


def has_slots(folder: Path) -> bool:
    """Whether the folder holds the slot file or at least its copy."""
    return any((folder / name).exists() for name in (FILE_NAME, COPY_NAME))


def read_slots(folder: Path) -> SlotFile:
    """The slot file of a folder, or its copy where the file itself is damaged or gone.

    Raises:
        WorldError: VAULT_MISSING, VAULT_DAMAGED, VAULT_NEWER, NO_ACCESS.
    """
    try:
        return _read(folder / FILE_NAME)
    except WorldError as error:
        replaceable = (ErrorCode.VAULT_DAMAGED, ErrorCode.VAULT_MISSING)
        if error.code not in replaceable or not (folder / COPY_NAME).exists():
            raise
        return _read(folder / COPY_NAME)


def write_slots(folder: Path, file: SlotFile) -> None:
    """Replace the slot file and then its copy.

    The copy guards against a damaged file, not against a power cut: that the rename does. It always follows,
    so that no removed slot and no former password lives on in it.

    Raises:
        WorldError: DISK_FULL, NO_ACCESS.
    """
    content = _to_bytes(file)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(folder / FILE_NAME, content)
        _replace(folder / COPY_NAME, content)
    except OSError as error:
        raise disk_error(error) from error


def set_slots_aside(folder: Path) -> None:
    """Give the slot file another name; its copy, which could step in for it, goes.

    Raises:
        WorldError: VAULT_MISSING, NO_ACCESS.
    """
    try:
        file, copy = folder / FILE_NAME, folder / COPY_NAME
        (file if file.exists() else copy).replace(_free_name(folder / ASIDE_NAME))
        copy.unlink(missing_ok=True)
    except FileNotFoundError as error:
        raise WorldError(ErrorCode.VAULT_MISSING) from error
    except OSError as error:
        raise disk_error(error) from error


def _free_name(path: Path) -> Path:
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def _replace(path: Path, content: bytes) -> None:
    """Temporary file, fsync, rename, fsync of the folder: afterwards there is the old file or the new one."""
    temporary = path.with_name(path.name + ".new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    if os.name == "posix":
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _read(path: Path) -> SlotFile:
    try:
        if path.stat().st_size > _LARGEST:
            raise WorldError(ErrorCode.VAULT_DAMAGED)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise WorldError(ErrorCode.VAULT_MISSING) from error
    except OSError as error:
        raise disk_error(error) from error
    try:
        return _from_bytes(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WorldError(ErrorCode.VAULT_DAMAGED) from error


def _to_bytes(file: SlotFile) -> bytes:
    body: dict[str, Any] = {
        "format": _FORMAT,
        "store_id": file.store_id,
        "practice": file.practice,
        "slots": [_slot_to_json(slot) for slot in file.slots],
    }
    return json.dumps({**body, "sha256": _digest(body)}, indent=1).encode("ascii")


def _from_bytes(content: bytes) -> SlotFile:
    body: dict[str, Any] = json.loads(content)
    digest = body.pop("sha256")
    if isinstance(body["format"], int) and body["format"] > _FORMAT:
        raise WorldError(ErrorCode.VAULT_NEWER)
    # Against accidents only; against hands there is the seal of each slot.
    if digest != _digest(body):
        raise WorldError(ErrorCode.VAULT_DAMAGED)
    file = SlotFile(
        str(body["store_id"]),
        body["practice"] is True,
        tuple(_slot_from_json(slot) for slot in body["slots"]),
    )
    for slot in file.slots:
        _check_cost(slot, file.practice)
    return file


def _check_cost(slot: KeySlot, practice: bool) -> None:
    if not CEILING.reaches(slot.cost) or slot.cost.lanes > CEILING.lanes:
        raise WorldError(ErrorCode.VAULT_DAMAGED)
    if not practice and not slot.cost.reaches(FLOOR):
        raise WorldError(ErrorCode.VAULT_DAMAGED)


def _slot_to_json(slot: KeySlot) -> dict[str, Any]:
    return {
        "id": slot.slot_id,
        "name": slot.name,
        "kind": slot.kind.value,
        "role": slot.role.value,
        "salt": b64encode(slot.salt).decode("ascii"),
        "kdf": {"name": "argon2id", "m": slot.cost.memory_kib, "t": slot.cost.passes, "p": slot.cost.lanes},
        "nonce": b64encode(slot.nonce).decode("ascii"),
        "key": b64encode(slot.sealed).decode("ascii"),
    }


def _slot_from_json(slot: dict[str, Any]) -> KeySlot:
    kdf = slot["kdf"]
    salt = b64decode(slot["salt"], validate=True)
    if kdf["name"] != "argon2id" or len(salt) != SALT_BYTES:
        raise WorldError(ErrorCode.VAULT_DAMAGED)
    return KeySlot(
        slot_id=str(slot["id"]),
        name=str(slot["name"]),
        kind=SlotKind(slot["kind"]),
        role=SlotRole(slot["role"]),
        salt=salt,
        cost=KdfCost(_whole(kdf["m"]), _whole(kdf["t"]), _whole(kdf["p"])),
        nonce=b64decode(slot["nonce"], validate=True),
        sealed=b64decode(slot["key"], validate=True),
    )


def _whole(number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise ValueError("not a positive whole number")
    return number


def _digest(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()
