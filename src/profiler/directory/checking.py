"""Looks over a local directory: what a person sent there would miss."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from profiler.directory.offices import Office


class OfficeProblem(StrEnum):
    """What is wrong with an entry. Clients have a sentence for each."""

    UNKNOWN_KIND = "unknown_kind"
    NO_NAME = "no_name"
    NO_WAY_THERE = "no_way_there"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class OfficeFinding:
    """One finding about one office."""

    office_id: str
    problem: OfficeProblem


def check_offices(offices: Sequence[Office], kinds: Collection[str]) -> tuple[OfficeFinding, ...]:
    """Findings in the order of the directory.

    An office needs a known kind, a name, and an address or a telephone; the same kind and name twice is one
    office entered twice.
    """
    return tuple(OfficeFinding(office.office_id, problem) for office, problem in _found(offices, kinds))


def _found(offices: Sequence[Office], kinds: Collection[str]) -> Iterator[tuple[Office, OfficeProblem]]:
    seen: set[tuple[str, str]] = set()
    for office in offices:
        name = office.name.strip()
        if office.kind not in kinds:
            yield office, OfficeProblem.UNKNOWN_KIND
        if not name:
            yield office, OfficeProblem.NO_NAME
        if not (office.street and office.city) and not office.phone:
            yield office, OfficeProblem.NO_WAY_THERE
        if name and (office.kind, name.casefold()) in seen:
            yield office, OfficeProblem.TWICE
        seen.add((office.kind, name.casefold()))
