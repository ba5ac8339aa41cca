"""Households: who belongs together, and which row of somebody's answers speaks of whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.orm import Session

from profiler.errors import ErrorCode, WorldError
from profiler.records.household import Household, Member, Relation
from profiler.storage.models import ExtraConsentRow, HouseholdRow, PersonRow, RecordRow, ToldPersonRow
from profiler.storage.record_rows import known_record


def link(session: Session, household_id: UUID, member: Member, at: datetime) -> None:
    """Let a person belong to a household; both are made if they are not there yet.

    Whoever belonged to another household leaves it.
    """
    if session.get(HouseholdRow, household_id) is None:
        session.add(HouseholdRow(household_id=household_id, created_at=at))
    person = _person(session, member.person_id, at)
    session.flush()
    left = person.household_id
    person.household_id, person.relation = household_id, member.relation.value
    session.flush()
    if left is not None and left != household_id:
        _drop_if_empty(session, left)


def unlink(session: Session, person_id: UUID) -> None:
    """Let a person belong to nobody any more; a household without anybody is gone.

    Raises:
        WorldError: NOT_FOUND if there is no such person.
    """
    person = session.get(PersonRow, person_id)
    if person is None:
        raise WorldError(ErrorCode.NOT_FOUND)
    left, person.household_id, person.relation = person.household_id, None, ""
    session.flush()
    if left is not None:
        _drop_if_empty(session, left)


def household_of(session: Session, person_id: UUID) -> Household | None:
    """The household a person belongs to."""
    person = session.get(PersonRow, person_id)
    if person is None or person.household_id is None:
        return None
    query = (
        select(PersonRow)
        .where(PersonRow.household_id == person.household_id)
        .order_by(PersonRow.created_at, PersonRow.person_id)
    )
    members = (Member(row.person_id, Relation(row.relation)) for row in session.scalars(query))
    return Household(person.household_id, tuple(members))


def say_who(session: Session, record_id: UUID, row: str, person_id: UUID | None, at: datetime) -> None:
    """Say of whom a row of a record speaks, or with None that nobody is known.

    Raises:
        WorldError: NOT_FOUND if there is no such record.
    """
    known_record(session, record_id)
    before = session.get(ToldPersonRow, (record_id, row))
    if before is not None:
        session.delete(before)
        session.flush()
    if person_id is not None:
        _person(session, person_id, at)
        session.flush()
        session.add(ToldPersonRow(record_id=record_id, row=row, person_id=person_id))
        session.flush()
    if before is not None:
        drop_if_unknown(session, before.person_id)


def told_people(session: Session, record_id: UUID) -> Mapping[str, UUID]:
    """Row id -> person, for every row of a record that is known to speak of one."""
    query = select(ToldPersonRow).where(ToldPersonRow.record_id == record_id)
    return {told.row: told.person_id for told in session.scalars(query)}


def forget_record(session: Session, record_id: UUID) -> None:
    """What a record that goes said about others goes too, and who was known by nothing else."""
    told = set(told_people(session, record_id).values())
    session.execute(delete(ToldPersonRow).where(ToldPersonRow.record_id == record_id))
    session.flush()
    for person_id in told:
        drop_if_unknown(session, person_id)


def drop_if_unknown(session: Session, person_id: UUID) -> None:
    """Remove a person who has no record and of whom no record speaks, with consents and empty household."""
    person = session.get(PersonRow, person_id)
    if person is None or session.scalar(select(_is_known(person_id))):
        return
    left = person.household_id
    session.execute(delete(ExtraConsentRow).where(ExtraConsentRow.person_id == person_id))
    session.delete(person)
    session.flush()
    if left is not None:
        _drop_if_empty(session, left)


def _is_known(person_id: UUID) -> ColumnElement[bool]:
    return or_(
        exists().where(RecordRow.person_id == person_id), exists().where(ToldPersonRow.person_id == person_id)
    )


def _drop_if_empty(session: Session, household_id: UUID) -> None:
    if not session.scalar(select(exists().where(PersonRow.household_id == household_id))):
        session.execute(delete(HouseholdRow).where(HouseholdRow.household_id == household_id))


def _person(session: Session, person_id: UUID, at: datetime) -> PersonRow:
    person = session.get(PersonRow, person_id)
    if person is None:
        person = PersonRow(person_id=person_id, created_at=at)
        session.add(person)
    return person
