"""The route: which stations come next, and what the caseworker decides about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from profiler.casework.content import ASSESSMENT
from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import day_of, form_of
from profiler.records.readings import readings_of
from profiler.records.record import Record
from profiler.routing.planning import plan
from profiler.routing.plans import Plan, Station, StationDecision, StationState


def has_route(record: Record) -> bool:
    """Whether the rules ask this record's form: the way of a family follows from its adults' assessments."""
    return record.form_id == ASSESSMENT


def plan_route(desk: UnlockedDesk, record_id: UUID) -> Plan:
    """The plan of a record today, with the caseworker's decisions applied; empty where no route is made."""
    record = desk.store.record(record_id)
    today = desk.clock.today()
    if not has_route(record):
        return Plan(today, stations=(), removed=(), undecided=())
    return plan(
        readings_of(form_of(desk, record), record.snapshot, day_of(desk, record)),
        desk.content.rules,
        desk.content.kinds,
        desk.store.offices(),
        desk.store.decisions(record_id),
        today,
        land=desk.named_desk().land,
    )


def decide(desk: UnlockedDesk, record_id: UUID, decision: StationDecision) -> Plan:
    """Keep one decision about a station (state, appointment, office, removal) and plan anew."""
    kept = [known for known in desk.store.decisions(record_id) if known.key != decision.key]
    desk.store.save_decisions(record_id, [*kept, decision])
    return plan_route(desk, record_id)


def remove_station(desk: UnlockedDesk, record_id: UUID, station: Station, because: str) -> Plan:
    """Take a suggested station off the route; the reason stays on file."""
    decision = replace(_decision(station), state=StationState.ENTFAELLT, removed_because=because)
    return decide(desk, record_id, decision)


def restore_station(desk: UnlockedDesk, record_id: UUID, station: Station) -> Plan:
    """Bring a removed station back."""
    decision = replace(_decision(station), state=StationState.GEPLANT, removed_because="")
    return decide(desk, record_id, decision)


def appoint(desk: UnlockedDesk, record_id: UUID, station: Station, when: datetime | None) -> Plan:
    """Write down an appointment (local time, without zone), or take it away with None."""
    state = StationState.TERMIN if when else StationState.GEPLANT
    return decide(desk, record_id, replace(_decision(station), state=state, appointment=when))


def choose_office(desk: UnlockedDesk, record_id: UUID, station: Station, office_id: str) -> Plan:
    """Send the person to another office of the same kind."""
    return decide(desk, record_id, replace(_decision(station), office_id=office_id))


def reorder(desk: UnlockedDesk, record_id: UUID, stations: Iterable[Station]) -> Plan:
    """Keep the caseworker's own order of the stations."""
    ordered = [replace(_decision(station), position=index) for index, station in enumerate(stations)]
    keys = {decision.key for decision in ordered}
    others = [known for known in desk.store.decisions(record_id) if known.key not in keys]
    desk.store.save_decisions(record_id, [*ordered, *others])
    return plan_route(desk, record_id)


def _decision(station: Station) -> StationDecision:
    return StationDecision(
        key=station.key,
        office_id=station.office.office_id if station.office else "",
        state=station.state,
        appointment=station.appointment,
        removed_because=station.removed_because,
    )
