"""Engines on an encrypted SQLite file: key first, then the settings that make saving durable."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2  # type: ignore[import-untyped] # the package ships no types
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from profiler.errors import ErrorCode, WorldError
from profiler.ports.keys import DataKey
from profiler.storage.failures import meaning_of

SALT_BYTES = 16
_PLAINTEXT = b"SQLite format 3\x00"
_CACHE_KIB = 64 * 1024
_WAIT_MS = 5000

_EVERY_CONNECTION = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    f"PRAGMA cache_size = -{_CACHE_KIB}",
)


@dataclass(frozen=True, slots=True)
class CipherFile:
    """An encrypted database file and its key.

    The salt in the first bytes of the file is derived from the key: so a damaged file of ours can be told
    from somebody else's file. It says nothing about the key.
    """

    path: Path
    key: DataKey

    def salt(self) -> bytes:
        """The salt a file of this key starts with, 16 bytes."""
        kdf = HKDF(algorithm=SHA256(), length=SALT_BYTES, salt=None, info=b"profiler file salt 1")
        return kdf.derive(self.key.raw)

    def why_not(self) -> ErrorCode:
        """Why the file did not open: VAULT_DAMAGED if it is ours, VAULT_FOREIGN if not."""
        return ErrorCode.VAULT_DAMAGED if self._start() == self.salt() else ErrorCode.VAULT_FOREIGN

    def is_plaintext(self) -> bool:
        """Whether the file is an unencrypted database."""
        return self._start() == _PLAINTEXT

    def is_empty(self) -> bool:
        """Whether the file is too short to be a database; opening it would make a new one."""
        return len(self._start()) < SALT_BYTES

    def _start(self) -> bytes:
        with self.path.open("rb") as stream:
            return stream.read(SALT_BYTES)


def writer_engine(file: CipherFile) -> Engine:
    """One connection that writes: WAL, synced at each commit, and the lock taken at each begin.

    BEGIN IMMEDIATE also makes DDL part of the transaction, which the driver's own begin would not.
    """
    return _engine(file, _make_durable, "BEGIN IMMEDIATE")


def reader_engine(file: CipherFile) -> Engine:
    """One connection that only reads, beside the writer and without ever waiting for it."""
    return _engine(file, _make_reader, "BEGIN")


def checkpoint(engine: Engine) -> None:
    """Move everything from the write-ahead log into the file and empty the log.

    Raises:
        WorldError: DISK_FULL, NO_ACCESS, VAULT_DAMAGED; what was committed then still lies in the log.
    """
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlcipher3.dbapi2.DatabaseError as error:
        code = meaning_of(error)
        if code is None:
            raise
        raise WorldError(code) from error
    finally:
        connection.close()


def _make_durable(connection: Any) -> None:  # noqa: ANN401 - the driver has no types
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    # Where there can be no WAL (some network shares), only EXTRA syncs the folder as well.
    connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")
    if sys.platform == "darwin":
        connection.execute("PRAGMA checkpoint_fullfsync = ON")


def _make_reader(connection: Any) -> None:  # noqa: ANN401 - the driver has no types
    connection.execute("PRAGMA query_only = ON")


def _engine(file: CipherFile, prepare: Callable[[Any], None], begin: str) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=_connector(file, prepare),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        # Parameters are answers of a person; they belong neither into logs nor into tracebacks.
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _connector(file: CipherFile, prepare: Callable[[Any], None]) -> Callable[[], Any]:
    def connect() -> Any:  # noqa: ANN401 - the driver has no types
        # Threads share the connection one after the other, never at once: the pool holds just one.
        connection = sqlcipher3.dbapi2.connect(
            str(file.path), isolation_level=None, check_same_thread=False, timeout=_WAIT_MS / 1000
        )
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            # Without quotes around x'...' inside the quotes: others would make another key of it.
            connection.execute(f"PRAGMA key = \"x'{file.key.raw.hex()}{file.salt().hex()}'\"")
            if not connection.execute("PRAGMA cipher_version").fetchone():
                raise WorldError(ErrorCode.VAULT_FOREIGN)
            connection.execute("SELECT count(*) FROM sqlite_master")
            prepare(connection)
            for statement in _EVERY_CONNECTION:
                connection.execute(statement)
        except sqlcipher3.dbapi2.DatabaseError as error:
            connection.close()
            code = meaning_of(error)
            if code is ErrorCode.VAULT_DAMAGED:
                code = file.why_not()
            if code is None:
                raise
            raise WorldError(code) from error
        except BaseException:
            connection.close()
            raise
        return connection

    return connect
