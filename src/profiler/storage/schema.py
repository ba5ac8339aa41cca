"""Brings a database to a revision of the schema; the only module that loads Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

_SCRIPTS = Path(__file__).with_name("migrations")


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the schema up to a revision, inside the connection's transaction: all of it or nothing."""
    command.upgrade(configuration(connection), revision)


def take_back(connection: Connection, revision: str = "base") -> None:
    """Bring the schema down to a revision, inside the connection's transaction."""
    command.downgrade(configuration(connection), revision)


def configuration(connection: Connection) -> Config:
    """Alembic's configuration for a connection that is already open; there is no file of settings."""
    config = Config()
    # A percent sign in a path would be read as a placeholder.
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
