"""A record comes into being, grows edit by edit, and goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from profiler.errors import OurFault
from profiler.forms.answer import Snapshot
from profiler.records.record import NewRecord, Record, RecordEdit, RecordState, Saved, finished_since
from profiler.storage import finding, household_rows
from profiler.storage.answers import AnswerBook
from profiler.storage.case_numbers import case_number, prefix_of
from profiler.storage.models import (
    AnswerRow,
    AttachmentContentRow,
    AttachmentGoneRow,
    AttachmentRow,
    CaseCounterRow,
    ChangeRow,
    DecisionRow,
    DeskRow,
    ExtraConsentRow,
    FactRow,
    GrantRow,
    HealthAnswerRow,
    HealthForgottenRow,
    PersonRow,
    RecordRow,
    ReleaseRow,
    RepeatRow,
    TombstoneRow,
    WithdrawalRow,
    WrappedKeyRow,
)
from profiler.storage.record_rows import known_record, record_of
from profiler.storage.seals import WrappingKey

_OF_A_RECORD = (
    AnswerRow,
    HealthAnswerRow,
    HealthForgottenRow,
    RepeatRow,
    ChangeRow,
    WrappedKeyRow,
    FactRow,
    AttachmentRow,
    AttachmentGoneRow,
    DecisionRow,
    ReleaseRow,
)


def open_record(session: Session, new: NewRecord) -> Record:
    """Make person, record and case number."""
    if session.get(RecordRow, new.record_id) is not None:
        raise OurFault("a record with this id exists")
    if session.get(PersonRow, new.person_id) is None:
        session.add(PersonRow(person_id=new.person_id, created_at=new.created_at))
        session.flush()
    row = RecordRow(
        record_id=new.record_id,
        person_id=new.person_id,
        case_number=new.case_number or _next_case_number(session, new.created_at.year),
        form_id=new.form_id,
        form_version=new.form_version,
        form_sha=new.form_sha,
        client_language=new.client_language,
        state=RecordState.DRAFT.value,
        sort_name="",
        created_at=new.created_at,
        updated_at=new.created_at,
        created_by=new.created_by,
        version=1,
    )
    session.add(row)
    session.flush()
    finding.index(session, row, {})
    return record_of(row, Snapshot())


def save(
    session: Session, wrapping: WrappingKey, record_id: UUID, edit: RecordEdit, author: str, at: datetime
) -> Saved:
    """Answers, rows, history, facts and search text of one edit.

    Raises:
        WorldError: NOT_FOUND.
    """
    row = known_record(session, record_id)
    if edit.form is not None:
        row.form_version, row.form_sha = edit.form.version, edit.form.sha
    AnswerBook(session, wrapping, record_id).apply(edit.answers, edit.health, author, at, row.form_sha)
    _place_rows(session, record_id, edit.rows)
    if edit.facts:
        finding.set_facts(session, row, edit.facts)
    if edit.client_language is not None:
        row.client_language = edit.client_language
    if edit.state is not None:
        row.finished_at = finished_since(row.finished_at, edit.state, at)
        row.state = edit.state.value
    row.updated_at = at
    row.version += 1
    return Saved(at, row.version)


def read(session: Session, wrapping: WrappingKey, record_id: UUID) -> Record:
    """One record with all answers.

    Raises:
        WorldError: NOT_FOUND.
    """
    row = known_record(session, record_id)
    query = select(RepeatRow).where(RepeatRow.record_id == record_id).order_by(RepeatRow.position)
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for place in session.scalars(query):
        rows[place.repeat, place.parent] = (*rows.get((place.repeat, place.parent), ()), place.row)
    return record_of(row, Snapshot(AnswerBook(session, wrapping, record_id).answers(), rows))


def remove(session: Session, record_id: UUID, reason: str, author: str, at: datetime) -> None:
    """Delete everything about a record but the log, and leave a tombstone without a name.

    The tombstone comes first: only with it the database lets the history go.

    Raises:
        WorldError: NOT_FOUND.
    """
    row = known_record(session, record_id)
    session.add(TombstoneRow(record_id=record_id, deleted_at=at, reason=reason, author=author))
    session.flush()
    finding.forget(session, record_id)
    releases = select(ReleaseRow.release_id).where(ReleaseRow.record_id == record_id)
    session.execute(delete(GrantRow).where(GrantRow.release_id.in_(releases)))
    session.execute(delete(WithdrawalRow).where(WithdrawalRow.release_id.in_(releases)))
    files = select(AttachmentRow.attachment_id).where(AttachmentRow.record_id == record_id)
    session.execute(delete(AttachmentContentRow).where(AttachmentContentRow.attachment_id.in_(files)))
    for table in _OF_A_RECORD:
        session.execute(delete(table).where(table.record_id == record_id))
    household_rows.forget_record(session, record_id)
    person_id = row.person_id
    session.delete(row)
    session.flush()
    others = select(func.count()).select_from(RecordRow).where(RecordRow.person_id == person_id)
    if not session.scalar(others):
        session.execute(delete(ExtraConsentRow).where(ExtraConsentRow.person_id == person_id))
        household_rows.drop_if_unknown(session, person_id)


def _next_case_number(session: Session, year: int) -> str:
    counter = session.get(CaseCounterRow, year)
    if counter is None:
        counter = CaseCounterRow(year=year, last=0)
        session.add(counter)
    counter.last += 1
    desk = session.scalar(select(DeskRow))
    return case_number(prefix_of(desk.organisation if desk else ""), year, counter.last)


def _place_rows(session: Session, record_id: UUID, edit: Mapping[tuple[str, str], tuple[str, ...]]) -> None:
    """Give every touched repeat its new order; what lies in a row that vanished vanishes with it.

    A row that another repeat takes over has not vanished.
    """
    placed = {row for rows in edit.values() for row in rows}
    for (repeat, parent), rows in edit.items():
        query = select(RepeatRow).where(
            RepeatRow.record_id == record_id, RepeatRow.repeat == repeat, RepeatRow.parent == parent
        )
        for gone in session.scalars(query):
            if gone.row not in placed:
                session.delete(gone)
        for position, row in enumerate(rows):
            session.merge(
                RepeatRow(record_id=record_id, row=row, repeat=repeat, parent=parent, position=position)
            )
    if edit:
        session.flush()
        _drop_orphans(session, record_id)


def _drop_orphans(session: Session, record_id: UUID) -> None:
    while True:
        present = set(session.scalars(select(RepeatRow.row).where(RepeatRow.record_id == record_id)))
        orphans = select(RepeatRow).where(
            RepeatRow.record_id == record_id, RepeatRow.parent != "", RepeatRow.parent.not_in(present)
        )
        gone = session.scalars(orphans).all()
        if not gone:
            return
        for row in gone:
            session.delete(row)
        session.flush()
