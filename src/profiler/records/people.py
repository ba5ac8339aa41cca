"""Lines of the list of people: what a caseworker sees before opening a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

BESIDE = frozenset({"einwilligung", "laufzettel"})
"""Forms whose records stand beside another record of the same person: they make no lines of their own."""


class PeopleOrder(StrEnum):
    """By what the list is sorted."""

    CHANGED = "changed"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in the list; made from indexed facts, never from decoded answers.

    Attributes:
        name: "Given Family" as in the papers, empty when not told yet.
        name_original: the name in the person's own script.
        answered: questions of the short form that have an answer (or were declined).
        asked: questions of the short form that are to be asked at present.
        release_until: last day of the latest signed release, None without one.
        form_id: which form it answers.
    """

    record_id: UUID
    person_id: UUID
    case_number: str
    name: str
    name_original: str
    client_language: str
    birth_date: str
    answered: int
    asked: int
    finished: bool
    release_until: date | None
    updated_at: datetime
    created_by: str
    form_id: str = ""


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """What to show: folded search text, filter by caseworker or drafts, order, one page."""

    text: str = ""
    only_created_by: str = ""
    only_drafts: bool = False
    order: PeopleOrder = PeopleOrder.CHANGED
    offset: int = 0
    limit: int = 200


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of the list and how many there are in all."""

    lines: tuple[PersonLine, ...]
    total: int
