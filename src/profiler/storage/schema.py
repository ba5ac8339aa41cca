"""Which schema a database has, and how it gets to the newest."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from profiler.errors import ErrorCode, WorldError

_SCRIPTS = Path(__file__).with_name("migrations")


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the schema up to a revision, inside the connection's transaction: all of it or nothing."""
    command.upgrade(_config(connection), revision)


def take_back(connection: Connection, revision: str = "base") -> None:
    """Bring the schema down to a revision, inside the connection's transaction."""
    command.downgrade(_config(connection), revision)


def needs_migration(connection: Connection) -> bool:
    """Whether the schema is older than this program's.

    Raises:
        WorldError: VAULT_NEWER if it comes from a later program; VAULT_FOREIGN if it is none of ours.
    """
    scripts = ScriptDirectory.from_config(_config(connection))
    present = MigrationContext.configure(connection).get_current_revision()
    if present is None:
        raise WorldError(ErrorCode.VAULT_FOREIGN)
    if present == scripts.get_current_head():
        return False
    if present not in {script.revision for script in scripts.walk_revisions()}:
        raise WorldError(ErrorCode.VAULT_NEWER)
    return True


def _config(connection: Connection) -> Config:
    config = Config()
    # A percent sign in a path would be read as a placeholder.
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
