"""Making and opening the database of a vault folder; loads the heavy libraries only then."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from profiler.errors import ErrorCode, WorldError, disk_error
from profiler.ports.keys import DataKey
from profiler.ports.store import Store
from profiler.storage.folder import (
    DATABASE_NAME,
    RESERVE_BYTES,
    RESERVE_NAME,
    FolderLock,
    Reserve,
    rename_durably,
)

if TYPE_CHECKING:
    from profiler.storage.connection import CipherFile
    from profiler.storage.store import SqlStore


@dataclass(frozen=True, slots=True)
class SqlStoreFactory:
    """`ports.StoreFactory` over the file `vault.db`.

    Attributes:
        reserve_bytes: size of the file that is given back when the disk is full; 0 for none.
    """

    reserve_bytes: int = RESERVE_BYTES

    def exists(self, folder: Path) -> bool:
        """Whether the folder holds a database."""
        return (folder / DATABASE_NAME).exists()

    def create(
        self,
        folder: Path,
        key: DataKey,
        store_id: str,
        *,
        practice: bool,
        furnish: Callable[[Store], None] | None = None,
    ) -> SqlStore:
        """A new encrypted database, migrated to the newest revision; complete or not there at all.

        It grows under another name, also while `furnish` puts in what a vault must never be found without.

        Raises:
            WorldError: VAULT_EXISTS, VAULT_IN_USE, DISK_FULL, NO_ACCESS.
        """
        from profiler.storage.connection import CipherFile

        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise disk_error(error) from error
        database = folder / DATABASE_NAME
        lock = FolderLock.acquire(folder)
        try:
            if self.exists(folder):
                raise WorldError(ErrorCode.VAULT_EXISTS)
            unfinished = CipherFile(database.with_name(DATABASE_NAME + ".new"), key)
            _clear(unfinished.path)
            _build(unfinished, store_id, practice)
            if furnish is not None:
                self._furnish(unfinished, furnish)
            rename_durably(unfinished.path, database)
            return self._open(CipherFile(database, key), lock)
        except BaseException:
            lock.release()
            raise

    def _furnish(self, unfinished: CipherFile, furnish: Callable[[Store], None]) -> None:
        from profiler.storage.connection import checkpoint

        store = self._open(unfinished, FolderLock(None))
        try:
            furnish(store)
            # The renamed file must hold everything: its log keeps the old name.
            checkpoint(store.open_connections().writer)
        finally:
            store.close()

    def open(self, folder: Path, key: DataKey) -> SqlStore:
        """The existing database, migrated if it is older than the program.

        Raises:
            WorldError: VAULT_MISSING, VAULT_DAMAGED, VAULT_FOREIGN, VAULT_NEWER, VAULT_IN_USE, DISK_FULL,
                NO_ACCESS.
        """
        from profiler.storage.connection import CipherFile

        if not self.exists(folder):
            raise WorldError(ErrorCode.VAULT_MISSING)
        lock = FolderLock.acquire(folder)
        try:
            return self._open(CipherFile(folder / DATABASE_NAME, key), lock)
        except BaseException:
            lock.release()
            raise

    def _open(self, file: CipherFile, lock: FolderLock) -> SqlStore:
        from profiler.storage.connection import reader_engine, writer_engine
        from profiler.storage.failures import worlds_errors
        from profiler.storage.revisions import is_current
        from profiler.storage.seals import WrappingKey
        from profiler.storage.store import Connections, SqlStore

        try:
            if file.is_plaintext():
                raise WorldError(ErrorCode.VAULT_FOREIGN)
            if file.is_empty():
                raise WorldError(ErrorCode.VAULT_DAMAGED)
        except OSError as error:
            raise disk_error(error) from error
        writer = writer_engine(file)
        try:
            with worlds_errors(), writer.begin() as connection:
                if not is_current(connection):
                    from profiler.storage.schema import migrate

                    migrate(connection)
        except BaseException:
            writer.dispose()
            raise
        reserve = Reserve(file.path.with_name(RESERVE_NAME), self.reserve_bytes)
        reserve.fill()
        return SqlStore(Connections(writer, reader_engine(file), WrappingKey.of(file.key)), lock, reserve)


def _build(file: CipherFile, store_id: str, practice: bool) -> None:
    """Fill a new file with the tables and the vault's own settings."""
    from sqlalchemy.orm import Session

    from profiler.storage import settings
    from profiler.storage.connection import checkpoint, writer_engine
    from profiler.storage.failures import worlds_errors
    from profiler.storage.schema import migrate
    from profiler.storage.settings import Setting

    writer = writer_engine(file)
    try:
        with worlds_errors():
            with writer.begin() as connection:
                migrate(connection)
            with Session(writer) as session, session.begin():
                settings.write(session, Setting.STORE_ID, store_id)
                settings.write(session, Setting.PRACTICE, "yes" if practice else "no")
                settings.write(session, Setting.NODE, uuid4().hex[:8])
            checkpoint(writer)
    finally:
        writer.dispose()
    if file.is_plaintext():
        _clear(file.path)
        raise WorldError(ErrorCode.VAULT_DAMAGED)


def _clear(path: Path) -> None:
    """Take away what a creation that was cut short left behind."""
    for leftover in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        with suppress(FileNotFoundError):
            leftover.unlink()
