"""What the database says went wrong, as one of the world's errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from profiler.errors import ErrorCode, WorldError

# Primary result codes of https://www.sqlite.org/rescode.html
_PRIMARY = 0xFF
_MEANINGS = {
    3: ErrorCode.NO_ACCESS,  # PERM
    5: ErrorCode.VAULT_IN_USE,  # BUSY
    6: ErrorCode.VAULT_IN_USE,  # LOCKED
    8: ErrorCode.NO_ACCESS,  # READONLY
    10: ErrorCode.NO_ACCESS,  # IOERR: the medium is gone or refuses
    11: ErrorCode.VAULT_DAMAGED,  # CORRUPT
    13: ErrorCode.DISK_FULL,  # FULL
    14: ErrorCode.NO_ACCESS,  # CANTOPEN
    23: ErrorCode.NO_ACCESS,  # AUTH
    26: ErrorCode.VAULT_DAMAGED,  # NOTADB
}


@contextmanager
def worlds_errors() -> Iterator[None]:
    """Turn database errors that a person can do something about into `WorldError`; ours pass unchanged.

    Raises:
        WorldError: DISK_FULL, NO_ACCESS, VAULT_DAMAGED, VAULT_IN_USE, STALE_VERSION.
    """
    try:
        yield
    except StaleDataError as error:
        raise WorldError(ErrorCode.STALE_VERSION) from error
    except DBAPIError as error:
        meaning = meaning_of(error.orig)
        if meaning is None:
            raise
        # Not chained: the statement's parameters in the cause are answers of a person.
        raise WorldError(meaning) from None


def meaning_of(error: BaseException | None) -> ErrorCode | None:
    """The world's error behind a driver's exception, None if it is a fault of ours."""
    number = getattr(error, "sqlite_errorcode", None)
    return _MEANINGS.get(number & _PRIMARY) if isinstance(number, int) else None
