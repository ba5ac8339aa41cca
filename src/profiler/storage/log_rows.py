"""The disclosure log: appended to, read, checked; never changed."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from profiler.ports.store import LogEntry, LoggedEntry, OutputForm, OutputKind
from profiler.storage import settings
from profiler.storage.chain import FIRST_PREVIOUS, first_break, link
from profiler.storage.models import LogRow
from profiler.storage.settings import Setting


def append(session: Session, entry: LogEntry) -> LoggedEntry:
    """Put one entry at the end of the chain."""
    length, head = _head(session)
    logged = link(length + 1, head, entry)
    session.add(
        LogRow(
            sequence=logged.sequence,
            record_id=entry.record_id,
            at=entry.at,
            user=entry.user,
            kind=entry.kind.value,
            document=entry.document,
            recipient_id=entry.recipient_id,
            recipient_name=entry.recipient_name,
            categories=" ".join(entry.categories),
            release_id=entry.release_id,
            form=entry.form.value,
            sha256=entry.sha256,
            outcome=entry.outcome,
            previous_hash=logged.previous_hash,
            hash=logged.hash,
        )
    )
    settings.write(session, Setting.LOG_LENGTH, str(logged.sequence))
    settings.write(session, Setting.LOG_HEAD, logged.hash)
    return logged


def entries(session: Session, record_id: UUID | None = None) -> Iterator[LoggedEntry]:
    """The chain, or one record's part of it, oldest first."""
    query = select(LogRow).order_by(LogRow.sequence).execution_options(yield_per=500)
    if record_id is not None:
        query = query.where(LogRow.record_id == record_id)
    return (_logged(row) for row in session.scalars(query))


def verify(session: Session) -> int | None:
    """Sequence of the first entry that breaks the chain, None if it holds."""
    return first_break(entries(session), *_head(session))


def _head(session: Session) -> tuple[int, str]:
    length = int(settings.read(session, Setting.LOG_LENGTH, "0"))
    return length, settings.read(session, Setting.LOG_HEAD, FIRST_PREVIOUS)


def _logged(row: LogRow) -> LoggedEntry:
    entry = LogEntry(
        record_id=row.record_id,
        at=row.at,
        user=row.user,
        kind=OutputKind(row.kind),
        document=row.document,
        recipient_id=row.recipient_id,
        recipient_name=row.recipient_name,
        categories=tuple(row.categories.split()),
        release_id=row.release_id,
        form=OutputForm(row.form),
        sha256=row.sha256,
        outcome=row.outcome,
    )
    return LoggedEntry(row.sequence, entry, row.previous_hash, row.hash)
