"""Offices and other stations a newcomer may be sent to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StationKind:
    """A kind of station ("jobcenter") with its German label and pictogram."""

    code: str
    label: str
    pictogram: str
    order: int


@dataclass(frozen=True, slots=True)
class Office:
    """One place with an address.

    Attributes:
        office_id: stable identifier within the county's directory.
        kind: code of a `StationKind`.
        stop: bus or train stop, as said locally ("Bus 3, 7 „Schloss“").
        interpreter: what is known about interpreting there, empty if nothing.
    """

    office_id: str
    kind: str
    name: str
    street: str = ""
    zip: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    stop: str = ""
    contact: str = ""
    interpreter: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """The place where the program is used; the sender of every paper."""

    organisation: str
    street: str
    zip: str
    city: str
    phone: str
    email: str = ""
    land: str = ""


def offices_of(kind: str, offices: Iterable[Office]) -> tuple[Office, ...]:
    """The offices of one kind, by name."""
    return tuple(
        sorted((office for office in offices if office.kind == kind), key=lambda office: office.name)
    )
