"""What of a plan may stand on a routing slip that lies open on counters."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from profiler.routing.planning import united_bring
from profiler.routing.plans import Plan, Station

PLACES_OF_DAILY_LIFE = frozenset({"schule", "berufsschule", "kita", "kurs", "vhs", "praktikum", "massnahme"})
"""Kinds of stations where somebody spends whole days and could be waited for (domain 7.1, 4)."""


def for_slip(
    plan: Plan, *, address_secret: bool, hidden_kinds: Collection[str] = PLACES_OF_DAILY_LIFE
) -> Plan:
    """The plan without stations and reasons that must not be seen, and without what the person did not take.

    With a secret address, appointments and bus stops disappear, and stations of daily life lose their address
    (domain 7.1, 4): the person has them from the desk.
    """
    stations = tuple(_visible(station) for station in plan.stations if station.on_slip)
    if address_secret:
        stations = tuple(_safe(station, hidden_kinds) for station in stations)
    return replace(plan, stations=stations, removed=(), undecided=())


def _visible(station: Station) -> Station:
    reasons = tuple(reason for reason in station.reasons if reason.rule.on_slip)
    deadlines = [reason.deadline for reason in reasons if reason.deadline is not None]
    return replace(
        station, reasons=reasons, bring=united_bring(reasons), deadline=min(deadlines, default=None)
    )


def _safe(station: Station, hidden_kinds: Collection[str]) -> Station:
    office = station.office
    if station.kind.code in hidden_kinds or office is None:
        return replace(station, appointment=None, office=None)
    return replace(station, appointment=None, office=replace(office, stop=""))
