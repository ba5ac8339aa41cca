"""The row of a record and its frozen value."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Snapshot
from profiler.records.record import Record, RecordState
from profiler.storage.models import RecordRow


def known_record(session: Session, record_id: UUID) -> RecordRow:
    """The row of a record.

    Raises:
        WorldError: NOT_FOUND.
    """
    row = session.get(RecordRow, record_id)
    if row is None:
        raise WorldError(ErrorCode.NOT_FOUND)
    return row


def record_of(row: RecordRow, snapshot: Snapshot) -> Record:
    """The frozen value of a row."""
    return Record(
        record_id=row.record_id,
        person_id=row.person_id,
        case_number=row.case_number,
        form_id=row.form_id,
        form_version=row.form_version,
        form_sha=row.form_sha,
        client_language=row.client_language,
        state=RecordState(row.state),
        snapshot=snapshot,
        created_at=row.created_at,
        updated_at=row.updated_at,
        created_by=row.created_by,
        version=row.version,
        finished_at=row.finished_at,
    )
