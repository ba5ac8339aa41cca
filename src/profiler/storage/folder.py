"""The vault's folder on disk: who has it open, the reserve against a full disk, durable renames."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from profiler.errors import ErrorCode, WorldError, disk_error

DATABASE_NAME = "vault.db"
LOCK_NAME = "vault.lock"
RESERVE_NAME = "vault.reserve"
RESERVE_BYTES = 16 * 1024 * 1024

_CHUNK = 1024 * 1024
# Windows locks bytes, not files: one far behind the note, so that others can read that.
_LOCKED_BYTE = 1 << 30


@dataclass
class FolderLock:
    """Holds a folder for this process as long as it lives; a crash releases it."""

    descriptor: int | None

    @classmethod
    def acquire(cls, folder: Path) -> FolderLock:
        """Take the folder.

        Raises:
            WorldError: VAULT_IN_USE with details `computer` and `process`; NO_ACCESS, DISK_FULL.
        """
        try:
            descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise disk_error(error) from error
        try:
            _lock(descriptor)
        except OSError as error:
            holder = _read_note(descriptor)
            os.close(descriptor)
            raise WorldError(ErrorCode.VAULT_IN_USE, **holder) from error
        _write_note(descriptor)
        return cls(descriptor)

    def release(self) -> None:
        """Let others in; doing it twice is allowed. The file stays: removing it would let two in at once."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


@dataclass(frozen=True, slots=True)
class Reserve:
    """A file that does nothing but occupy space: freed when the disk is full, so that saving still works."""

    path: Path
    size: int = RESERVE_BYTES

    def fill(self) -> None:
        """Make it whole if there is plenty of room; without room the vault works without it."""
        try:
            if self.size == 0 or (self.path.exists() and self.path.stat().st_size == self.size):
                return
            if shutil.disk_usage(self.path.parent).free < 4 * self.size:
                return
            with self.path.open("wb") as stream:
                for start in range(0, self.size, _CHUNK):
                    # Random, because some file systems keep zeros in no space at all.
                    stream.write(os.urandom(min(_CHUNK, self.size - start)))
        except OSError:
            self.free()

    def free(self) -> bool:
        """Give the space back; whether there was any to give."""
        try:
            self.path.unlink()
        except OSError:
            return False
        return True


def rename_durably(source: Path, target: Path) -> None:
    """Rename so that a power cut leaves the old name or the new one, with whole content.

    Raises:
        WorldError: DISK_FULL, NO_ACCESS.
    """
    try:
        with source.open("rb+") as stream:
            os.fsync(stream.fileno())
        source.replace(target)
        if os.name == "posix":
            descriptor = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    except OSError as error:
        raise disk_error(error) from error


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _write_note(descriptor: int) -> None:
    note = json.dumps({"computer": socket.gethostname(), "process": str(os.getpid())}).encode("ascii")
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, note)
    except OSError:
        # The lock holds without its note; on a full disk the vault must still open.
        return


def _read_note(descriptor: int) -> dict[str, str]:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        note = json.loads(os.read(descriptor, 1000))
        return {"computer": str(note["computer"]), "process": str(note["process"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"computer": "?", "process": "?"}
