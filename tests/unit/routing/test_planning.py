from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import permutations

import pytest

from profiler.directory.offices import Office, StationKind
from profiler.routing.planning import plan
from profiler.routing.plans import (
    Confidence,
    Plan,
    Rule,
    StationDecision,
    StationState,
    Urgency,
    added_by_hand,
)
from tests.unit.routing.county import TODAY, Values, answers, rule

KINDS = {
    code: StationKind(code, code.title(), "bild", order)
    for order, code in enumerate(
        ["auslaenderbehoerde", "jobcenter", "agentur", "schule", "kita", "kurs", "iq"]
    )
}
NORTH = Office("o1", "jobcenter", "Jobcenter Nord", stop="Bus 1")
SOUTH = Office("o2", "jobcenter", "Jobcenter Süd")
SCHOOL = Office("o3", "schule", "Schulamt")
OFFICES = (SOUTH, SCHOOL, NORTH)
MONDAY = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - appointments are local time without zone


def planned(
    rules: Sequence[Rule],
    *decisions: StationDecision,
    told: Values | None = None,
    offices: Sequence[Office] = OFFICES,
) -> Plan:
    return plan([answers(told or {"age": "30"})], rules, KINDS, offices, decisions, TODAY)


def keys(result: Plan) -> list[str]:
    return [station.key for station in result.stations]


def decided(
    key: str,
    *,
    state: StationState = StationState.GEPLANT,
    office_id: str = "",
    position: int | None = None,
    appointment: datetime | None = None,
    because: str = "",
) -> StationDecision:
    return StationDecision(key, office_id, state, appointment, because, position)


def test_nobody_is_sent_anywhere_without_a_rule() -> None:
    empty = planned([])
    assert (empty.stations, empty.removed, empty.undecided) == ((), (), ())
    assert empty.made_on == TODAY


def test_reasons_of_one_kind_become_one_visit() -> None:
    (station,) = planned(
        [
            rule("a", bring=("id_doc", "photo"), urgency=Urgency.WORK),
            rule("b", bring=("id_doc", "tenancy"), urgency=Urgency.MONEY, deadline="'2027-01-05'"),
            rule("c", urgency=Urgency.SCHOOL, deadline="'2026-12-05'"),
        ]
    ).stations
    assert [reason.rule.rule_id for reason in station.reasons] == ["b", "c", "a"]
    assert station.urgency is Urgency.MONEY
    assert station.deadline == date(2026, 12, 5)
    assert station.bring == ("id_doc", "tenancy", "photo")
    assert station.key == "jobcenter"
    assert not station.to_clarify


def test_a_visit_is_unsure_only_if_every_reason_is() -> None:
    unsure = rule("a", confidence=Confidence.LOW, urgency=Urgency.LEGAL_DEADLINE)
    (alone,) = planned([unsure]).stations
    assert alone.to_clarify
    (both,) = planned([unsure, rule("b", urgency=Urgency.WORK)]).stations
    assert not both.to_clarify
    assert [reason.rule.rule_id for reason in both.reasons] == ["b", "a"]
    assert both.urgency is Urgency.LEGAL_DEADLINE


def test_a_visit_may_be_seen_if_one_of_its_reasons_may() -> None:
    hidden = rule("a", on_slip=False)
    assert not planned([hidden]).stations[0].on_slip
    assert planned([hidden, rule("b")]).stations[0].on_slip


@pytest.mark.parametrize("shuffled", list(permutations(range(5)))[::7])
def test_urgency_comes_first_then_deadline_then_the_order_of_kinds(shuffled: tuple[int, ...]) -> None:
    rules = [
        rule("a", kind="kurs", urgency=Urgency.LANGUAGE),
        rule("b", kind="agentur", urgency=Urgency.MONEY),
        rule("c", kind="jobcenter", urgency=Urgency.MONEY),
        rule("d", kind="iq", urgency=Urgency.MONEY, deadline="'2026-12-01'"),
        rule("e", kind="schule", urgency=Urgency.CHILD_SAFETY),
    ]
    assert keys(planned([rules[place] for place in shuffled])) == [
        "schule",
        "iq",
        "jobcenter",
        "agentur",
        "kurs",
    ]


def test_undecided_rules_say_what_to_ask() -> None:
    open_rule = rule("a", "${age} > 18")
    result = plan([answers({}, "age")], [open_rule, rule("b", kind="kita")], KINDS, OFFICES, (), TODAY)
    assert [(undecided.rule, undecided.missing) for undecided in result.undecided] == [(open_rule, ("age",))]
    assert keys(result) == ["kita"]


def test_the_first_office_by_name_is_proposed_until_another_is_chosen() -> None:
    rules = [rule()]
    assert planned(rules).stations[0].office == NORTH
    assert planned(rules, decided("jobcenter", office_id="o2")).stations[0].office == SOUTH
    assert planned(rules, decided("jobcenter", office_id="o3")).stations[0].office == NORTH
    assert planned(rules, decided("jobcenter", office_id="gone")).stations[0].office == NORTH
    assert planned(rules, offices=[SCHOOL]).stations[0].office is None


def test_state_and_appointment_are_kept() -> None:
    (station,) = planned(
        [rule()], decided("jobcenter", state=StationState.TERMIN, appointment=MONDAY)
    ).stations
    assert (station.state, station.appointment) == (StationState.TERMIN, MONDAY)


def test_a_station_taken_out_keeps_its_reason() -> None:
    result = planned(
        [rule(), rule("b", kind="kita")], decided("jobcenter", state=StationState.ENTFAELLT, because="war da")
    )
    assert keys(result) == ["kita"]
    (removed,) = result.removed
    assert (removed.key, removed.removed_because) == ("jobcenter", "war da")
    assert removed.reasons


def test_a_station_brought_back_is_on_the_way_again() -> None:
    assert keys(planned([rule()], decided("jobcenter"))) == ["jobcenter"]


def test_the_caseworker_orders_the_stations() -> None:
    rules = [rule("a", kind=kind) for kind in ("jobcenter", "kita", "iq")]
    result = planned(
        rules, decided("iq", position=0), decided("jobcenter", position=2), decided("kita", position=1)
    )
    assert keys(result) == ["iq", "kita", "jobcenter"]


def test_what_comes_later_stands_before_the_first_less_urgent_one() -> None:
    rules = [
        rule("a", kind="kurs", urgency=Urgency.LANGUAGE),
        rule("b", kind="jobcenter", urgency=Urgency.MONEY),
        rule("c", kind="schule", urgency=Urgency.SCHOOL),
        rule("d", kind="iq", urgency=Urgency.WORK),
    ]
    result = planned(rules, decided("jobcenter", position=1), decided("kurs", position=0))
    assert keys(result) == ["schule", "kurs", "jobcenter", "iq"]


def test_equals_keep_the_order_of_their_kinds_when_one_comes_later() -> None:
    rules = [rule("a", kind=kind) for kind in ("agentur", "jobcenter")]
    assert keys(planned(rules, decided("agentur", position=0))) == ["jobcenter", "agentur"]
    assert keys(planned(rules, decided("jobcenter", position=0))) == ["jobcenter", "agentur"]


def test_a_decision_without_a_rule_does_not_conjure_up_a_station() -> None:
    left_over = (
        decided("jobcenter", position=3),
        decided("kita", state=StationState.ENTFAELLT, because="nein"),
    )
    result = planned([], *left_over)
    assert (result.stations, result.removed) == ((), ())


@pytest.mark.parametrize(
    "decision",
    [
        decided("schule", state=StationState.BESUCHT),
        decided("schule", appointment=MONDAY),
        added_by_hand("schule"),
    ],
    ids=["visited", "appointment", "added"],
)
def test_what_was_lived_or_added_stays_without_a_rule(decision: StationDecision) -> None:
    (station,) = planned([], decision).stations
    assert (station.kind, station.reasons, station.office) == (KINDS["schule"], (), SCHOOL)
    assert not station.to_clarify
    assert station.on_slip


def test_decisions_about_kinds_that_no_longer_exist_are_left_alone() -> None:
    assert planned([], added_by_hand("zoo")).stations == ()


def test_a_station_is_added_once() -> None:
    twice = planned([], added_by_hand("schule"), decided("schule", state=StationState.BESUCHT))
    assert keys(twice) == ["schule+"]


def test_a_station_added_by_hand_can_be_taken_out_again() -> None:
    gone = replace(added_by_hand("schule"), state=StationState.ENTFAELLT, removed_because="doch nicht")
    result = planned([], gone)
    assert result.stations == ()
    assert [station.removed_because for station in result.removed] == ["doch nicht"]


def test_a_rule_takes_over_what_was_decided_by_hand() -> None:
    by_hand = replace(added_by_hand("jobcenter", "o2"), appointment=MONDAY)
    (station,) = planned([rule()], by_hand).stations
    assert (station.key, station.office, station.appointment) == ("jobcenter", SOUTH, MONDAY)
    assert station.reasons


def test_rules_of_another_land_are_skipped() -> None:
    local = [rule("a", land="SN")]
    assert plan([answers({})], local, KINDS, OFFICES, (), TODAY, land="NI").stations == ()
    assert not plan([answers({})], local, KINDS, OFFICES, (), TODAY, land="SN").stations[0].to_clarify
