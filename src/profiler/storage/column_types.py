"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator, TypeEngine

from profiler.errors import OurFault

_ISO_LENGTH = 27


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware on the way in and out; ISO text of fixed width on SQLite, so that it sorts.

    SQLite has no type for moments, and SQLAlchemy's own loses the zone there.
    """

    impl = String(_ISO_LENGTH)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Timestamp with time zone on PostgreSQL, text elsewhere."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(_ISO_LENGTH))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401 - by database
        """The moment as the database keeps it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise OurFault("a moment without time zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else to_text(moment)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - by database
        """The moment in UTC, aware."""
        if value is None:
            return None
        return value.astimezone(UTC) if isinstance(value, datetime) else from_text(value)


def to_text(moment: datetime) -> str:
    """An aware moment as `2026-11-21T09:05:00.000000Z`; sorts like the moments do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_text(text: str) -> datetime:
    """The moment, aware, in UTC."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
