"""Which revision of the schema a database has, found without loading Alembic."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from profiler.errors import ErrorCode, WorldError

# All revisions of this program, oldest first; a test compares them with the migrations.
REVISIONS = ("0001", "0002", "0003", "0004", "0005")


def is_current(connection: Connection) -> bool:
    """Whether the schema is this program's; False if it is an older one.

    Raises:
        WorldError: VAULT_NEWER if it comes from a later program; VAULT_FOREIGN if it is none of ours.
    """
    if not inspect(connection).has_table("alembic_version"):
        raise WorldError(ErrorCode.VAULT_FOREIGN)
    present = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if present is None:
        raise WorldError(ErrorCode.VAULT_FOREIGN)
    if present not in REVISIONS:
        raise WorldError(ErrorCode.VAULT_NEWER)
    return bool(present == REVISIONS[-1])
