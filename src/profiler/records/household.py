"""A household: people who belong together, and which answers speak of whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

PEOPLE = "household"
"""Name of the repeat in which somebody tells who belongs to their family (Form A, A1.6)."""


class Relation(StrEnum):
    """Who somebody is to the person the household was made around; codes of `hh_relation` and one more."""

    SELBST = "selbst"
    PARTNER = "partner"
    KIND = "kind"
    ELTERNTEIL = "elternteil"
    GESCHWISTER = "geschwister"
    ANDERE = "andere"


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a household; what they are called stands in their answers."""

    person_id: UUID
    relation: Relation


@dataclass(frozen=True, slots=True)
class Household:
    """People who belong together, in the order in which they came to it.

    Attributes:
        household_id: UUIDv7; never printed.
        members: everybody, each once; the person it was made around is `selbst`.
    """

    household_id: UUID
    members: tuple[Member, ...]

    def others(self, person_id: UUID) -> tuple[Member, ...]:
        """Everybody but this person."""
        return tuple(member for member in self.members if member.person_id != person_id)

    def has(self, person_id: UUID) -> bool:
        """Whether this person belongs to it."""
        return any(member.person_id == person_id for member in self.members)
