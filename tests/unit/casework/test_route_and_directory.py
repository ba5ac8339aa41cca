"""What the caseworker decides about stations and offices."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from profiler.casework import keep_directory, plan_route
from profiler.routing.plans import StationState
from tests.fakes.desks import open_desk, told_person


def test_the_plan_names_an_office_with_its_address() -> None:
    found = open_desk()
    person = told_person(found.desk)
    plan = plan_route.plan_route(found.desk, person.record_id)
    office = next(station.office for station in plan.stations if station.kind.code == "auslaenderbehoerde")
    assert office is not None
    assert office.street


def test_a_removed_station_keeps_its_reason_and_can_come_back() -> None:
    found = open_desk()
    person = told_person(found.desk)
    first = plan_route.plan_route(found.desk, person.record_id).stations[0]
    plan = plan_route.remove_station(found.desk, person.record_id, first, "schon dort gewesen")
    assert first.key not in [station.key for station in plan.stations]
    (removed,) = plan.removed
    assert removed.removed_because == "schon dort gewesen"
    plan = plan_route.restore_station(found.desk, person.record_id, removed)
    assert plan.stations[0].key == first.key
    assert plan.removed == ()


def test_an_appointment_is_kept_and_can_be_taken_away() -> None:
    found = open_desk()
    person = told_person(found.desk)
    first = plan_route.plan_route(found.desk, person.record_id).stations[0]
    when = datetime(2026, 12, 1, 9, 30)  # noqa: DTZ001 - appointments are local times at the office
    plan = plan_route.appoint(found.desk, person.record_id, first, when)
    assert plan.stations[0].appointment == when
    assert plan.stations[0].state is StationState.TERMIN
    plan = plan_route.appoint(found.desk, person.record_id, plan.stations[0], None)
    assert plan.stations[0].state is StationState.GEPLANT


def test_the_caseworkers_order_wins() -> None:
    found = open_desk()
    person = told_person(found.desk)
    stations = plan_route.plan_route(found.desk, person.record_id).stations
    plan = plan_route.reorder(found.desk, person.record_id, reversed(stations))
    assert [station.key for station in plan.stations] == [station.key for station in reversed(stations)]


def test_another_office_of_the_same_kind_can_be_chosen() -> None:
    found = open_desk()
    person = told_person(found.desk)
    office = keep_directory.save_office(
        found.desk, replace(keep_directory.new_office(found.desk, "jobcenter"), name="  Jobcenter Nord ")
    )
    assert office.name == "Jobcenter Nord"
    plan = plan_route.plan_route(found.desk, person.record_id)
    station = next(station for station in plan.stations if station.kind.code == "jobcenter")
    plan = plan_route.choose_office(found.desk, person.record_id, station, office.office_id)
    chosen = next(station.office for station in plan.stations if station.kind.code == "jobcenter")
    assert chosen == office


def test_the_directory_is_listed_in_the_order_of_its_kinds() -> None:
    found = open_desk()
    order = {kind.code: kind.order for kind in keep_directory.kinds(found.desk)}
    listed = [order[office.kind] for office in keep_directory.offices(found.desk)]
    assert listed == sorted(listed)
    keep_directory.remove_office(found.desk, keep_directory.offices(found.desk)[0].office_id)
    assert len(keep_directory.offices(found.desk)) == len(listed) - 1
