"""From rules that fire to an ordered plan of stations, with the caseworker's decisions applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from profiler.directory.offices import Office, StationKind, offices_of
from profiler.forms.expressions.deciding import PlainAnswers
from profiler.routing.judging import judge
from profiler.routing.plans import (
    BY_HAND,
    Plan,
    Reason,
    Rule,
    Station,
    StationDecision,
    StationState,
    Undecided,
    Urgency,
)

_RANK = {urgency: rank for rank, urgency in enumerate(Urgency)}


def plan(
    readings: Sequence[PlainAnswers],
    rules: Sequence[Rule],
    kinds: Mapping[str, StationKind],
    offices: Sequence[Office],
    decisions: Sequence[StationDecision],
    today: date,
    *,
    land: str = "",
) -> Plan:
    """The stations that come next, most urgent first; nothing is dropped silently.

    Rules that fire for one kind of station become one visit. A station taken out stays in `removed` with its
    reason; a rule that cannot be decided says what to ask; a station somebody added, visited or has an
    appointment for stays even if no rule asks for it any more.

    Args:
        readings: the answers, once for each interpretation of imprecise dates; at least one.
        rules: in table order.
        kinds: by code; every rule's kind is among them.
        offices: the local directory.
        decisions: what the caseworker decided about earlier plans.
        today: the present day.
        land: the desk's Land; rules of other Länder are skipped.
    """
    reasons: dict[str, list[Reason]] = {}
    undecided: list[Undecided] = []
    for rule in rules:
        judged = judge(rule, readings, today, land)
        if isinstance(judged, Reason):
            reasons.setdefault(rule.station_kind, []).append(judged)
        elif judged is not None:
            undecided.append(judged)
    known = {decision.key: decision for decision in decisions}
    stations = [_station(kinds[code], found) for code, found in reasons.items()]
    stations += _kept_without_rule(known.values(), kinds, reasons)
    decided = [_decided(station, _decision_for(station, known), offices) for station in stations]
    usual = sorted(decided, key=_order)
    positions = {
        station.key: decision.position
        for station in usual
        if (decision := _decision_for(station, known)) is not None and decision.position is not None
    }
    going = [station for station in usual if station.state is not StationState.ENTFAELLT]
    return Plan(
        made_on=today,
        stations=_in_chosen_order(going, positions),
        removed=tuple(station for station in usual if station.state is StationState.ENTFAELLT),
        undecided=tuple(undecided),
    )


def _station(kind: StationKind, found: Sequence[Reason]) -> Station:
    # Stable: within equal certainty and urgency the order of the rule table stays.
    reasons = sorted(found, key=lambda reason: (reason.to_clarify, _RANK[reason.rule.urgency]))
    deadlines = [reason.deadline for reason in reasons if reason.deadline is not None]
    return Station(
        key=kind.code,
        kind=kind,
        office=None,
        reasons=tuple(reasons),
        urgency=min((reason.rule.urgency for reason in reasons), key=_RANK.__getitem__),
        deadline=min(deadlines, default=None),
        bring=united_bring(reasons),
        to_clarify=all(reason.to_clarify for reason in reasons),
        on_slip=any(reason.rule.on_slip for reason in reasons),
    )


def united_bring(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """What to bring for all reasons together, in order, nothing twice."""
    return tuple(dict.fromkeys(code for reason in reasons for code in reason.rule.bring))


def _kept_without_rule(
    decisions: Iterable[StationDecision], kinds: Mapping[str, StationKind], fired: Mapping[str, list[Reason]]
) -> list[Station]:
    kept: dict[str, Station] = {}
    for decision in decisions:
        code = decision.key.removesuffix(BY_HAND)
        by_hand = decision.key.endswith(BY_HAND)
        lived = decision.appointment is not None or decision.state not in (
            StationState.GEPLANT,
            StationState.ENTFAELLT,
        )
        if code in kinds and code not in fired and code not in kept and (by_hand or lived):
            kept[code] = Station(
                key=decision.key,
                kind=kinds[code],
                office=None,
                reasons=(),
                urgency=Urgency.WORK,
                deadline=None,
                bring=(),
                to_clarify=False,
                on_slip=True,
            )
    return list(kept.values())


def _decision_for(station: Station, known: Mapping[str, StationDecision]) -> StationDecision | None:
    """The decision about a station; one made while it was added by hand goes on when a rule asks for it."""
    return known.get(station.key) or known.get(station.key + BY_HAND)


def _decided(station: Station, decision: StationDecision | None, offices: Sequence[Office]) -> Station:
    of_kind = offices_of(station.kind.code, offices)
    usual = next(iter(of_kind), None)
    if decision is None:
        return replace(station, office=usual)
    chosen = next((office for office in of_kind if office.office_id == decision.office_id), usual)
    return replace(
        station,
        office=chosen,
        state=decision.state,
        appointment=decision.appointment,
        removed_because=decision.removed_because,
    )


def _order(station: Station) -> tuple[int, date, int, str]:
    return (_RANK[station.urgency], station.deadline or date.max, station.kind.order, station.key)


def _in_chosen_order(usual: Sequence[Station], positions: Mapping[str, int]) -> tuple[Station, ...]:
    """The caseworker's order; a station that came later stands before the first one that is less urgent."""
    chosen = sorted(
        (station for station in usual if station.key in positions), key=lambda station: positions[station.key]
    )
    for station in usual:
        if station.key not in positions:
            place = next(
                (index for index, other in enumerate(chosen) if _order(other) > _order(station)), len(chosen)
            )
            chosen.insert(place, station)
    return tuple(chosen)
