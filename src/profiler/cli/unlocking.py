"""Opens a vault from the command line: the password comes by prompt or file descriptor, nowhere else."""

from __future__ import annotations

import getpass
import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from profiler.casework.desk import UnlockedDesk
from profiler.casework.unlocking import DeskParts, require_practice, unlock, who_can_unlock
from profiler.cli.arguments import BadUsage
from profiler.ports.keys import Slot


@contextmanager
def unlocked(parts: DeskParts, folder: Path, arguments: Namespace) -> Iterator[UnlockedDesk]:
    """The desk of a vault, locked again afterwards.

    Args:
        parts: what the desk is put together from.
        folder: the vault's folder.
        arguments: `user` (needed where several people can unlock), `password_fd`, `now`.

    Raises:
        BadUsage: nobody of that name can unlock, or the descriptor gives nothing.
        WorldError: as `profiler.casework.unlocking.unlock`; NOT_A_TEST_VAULT if the clock of a real vault
            should be moved.
    """
    slot = _slot(who_can_unlock(parts, folder), arguments.user)
    desk = unlock(parts, folder, slot.caseworker_id, _password(slot.name, arguments.password_fd)).desk
    try:
        if arguments.now is not None:
            require_practice(desk)
        yield desk
    finally:
        desk.lock()


def _slot(slots: tuple[Slot, ...], user: str | None) -> Slot:
    fitting = [slot for slot in slots if user is None or slot.name == user]
    if len(fitting) != 1:
        raise BadUsage(
            f"Bitte sagen Sie mit --user, wer entsperrt: {', '.join(slot.name for slot in slots)}."
        )
    return fitting[0]


def _password(name: str, descriptor: int | None) -> str:
    if descriptor is None:
        return getpass.getpass(f"Passwort für {name}: ")
    try:
        with os.fdopen(descriptor, encoding="utf-8") as file:
            return file.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadUsage(f"--password-fd {descriptor} lässt sich nicht lesen.") from error
