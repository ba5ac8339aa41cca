"""The desk, its people, the local directory, and what was decided about stations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from profiler.directory.offices import Desk, Office
from profiler.ports.keys import Caseworker, Role
from profiler.routing.plans import StationDecision, StationState
from profiler.storage.models import CaseworkerRoleRow, CaseworkerRow, DecisionRow, DeskRow, OfficeRow

_ONLY_DESK = 1


def desk(session: Session) -> Desk | None:
    """The desk, None before it is named."""
    row = session.get(DeskRow, _ONLY_DESK)
    if row is None:
        return None
    return Desk(row.organisation, row.street, row.zip, row.city, row.phone, row.email, row.land)


def save_desk(session: Session, value: Desk) -> None:
    """Name the desk or correct it."""
    session.merge(DeskRow(desk_id=_ONLY_DESK, **asdict(value)))


def offices(session: Session) -> tuple[Office, ...]:
    """The local directory, by kind and name."""
    query = select(OfficeRow).order_by(OfficeRow.kind, OfficeRow.name, OfficeRow.office_id)
    return tuple(_office_of(row) for row in session.scalars(query))


def save_office(session: Session, office: Office) -> None:
    """Insert or update one office."""
    session.merge(OfficeRow(**asdict(office)))


def delete_office(session: Session, office_id: str) -> None:
    """Take one office out; unknown ones are out already."""
    session.execute(delete(OfficeRow).where(OfficeRow.office_id == office_id))


def caseworkers(session: Session) -> tuple[Caseworker, ...]:
    """Everybody who works here, by name."""
    roles: dict[str, set[Role]] = {}
    for row in session.scalars(select(CaseworkerRoleRow)):
        roles.setdefault(row.caseworker_id, set()).add(Role(row.role))
    query = select(CaseworkerRow).order_by(CaseworkerRow.name, CaseworkerRow.caseworker_id)
    return tuple(
        Caseworker(row.caseworker_id, row.name, frozenset(roles.get(row.caseworker_id, ())))
        for row in session.scalars(query)
    )


def save_caseworker(session: Session, caseworker: Caseworker) -> None:
    """Insert or update one caseworker."""
    known = caseworker.caseworker_id
    session.merge(CaseworkerRow(caseworker_id=known, name=caseworker.name))
    session.flush()
    session.execute(delete(CaseworkerRoleRow).where(CaseworkerRoleRow.caseworker_id == known))
    session.add_all(CaseworkerRoleRow(caseworker_id=known, role=role.value) for role in caseworker.roles)


def decisions(session: Session, record_id: UUID) -> tuple[StationDecision, ...]:
    """What was decided about a record's stations, in order."""
    query = select(DecisionRow).where(DecisionRow.record_id == record_id).order_by(DecisionRow.position)
    return tuple(
        StationDecision(
            key=row.station,
            office_id=row.office_id,
            state=StationState(row.state),
            appointment=datetime.fromisoformat(row.appointment) if row.appointment else None,
            removed_because=row.removed_because,
            position=row.rank,
        )
        for row in session.scalars(query)
    )


def save_decisions(session: Session, record_id: UUID, values: Sequence[StationDecision]) -> None:
    """Replace what was decided about a record's stations."""
    session.execute(delete(DecisionRow).where(DecisionRow.record_id == record_id))
    session.add_all(
        DecisionRow(
            record_id=record_id,
            position=position,
            station=value.key,
            office_id=value.office_id,
            state=value.state.value,
            appointment=value.appointment.isoformat() if value.appointment else None,
            removed_because=value.removed_because,
            rank=value.position,
        )
        for position, value in enumerate(values)
    )


def _office_of(row: OfficeRow) -> Office:
    return Office(
        office_id=row.office_id,
        kind=row.kind,
        name=row.name,
        street=row.street,
        zip=row.zip,
        city=row.city,
        phone=row.phone,
        email=row.email,
        hours=row.hours,
        stop=row.stop,
        contact=row.contact,
        interpreter=row.interpreter,
        note=row.note,
    )
