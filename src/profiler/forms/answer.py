"""What a person answered: the value, how it came about, and where in the form it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Source(StrEnum):
    """How the caseworker came to know the answer."""

    SELBST = "selbst"
    DOKUMENT_GESEHEN = "dokument_gesehen"
    BEOBACHTET = "beobachtet"
    UEBERNOMMEN = "uebernommen"
    PAPIERBOGEN = "papierbogen"


class Precision(StrEnum):
    """How exactly a date is known; the value itself is always a whole day."""

    TAG = "tag"
    MONAT = "monat"
    JAHR = "jahr"
    GESCHAETZT = "geschaetzt"


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Where an answer belongs.

    Attributes:
        path: generic path without positions, e.g. `/kompetenz/arbeit/jobs/j_from`.
        row: permanent id of the innermost repeat row, "" outside repeats.
    """

    path: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a repeat.

    Attributes:
        repeat: generic path of the repeat.
        row: permanent id of the row, unique in the whole record.
        parent: id of the row of the enclosing repeat, "" at the top.
    """

    repeat: str
    row: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its circumstances, which are never extra questions.

    Attributes:
        value: canonical string: dates `2026-11-21`, decimals with a point, several choices as codes joined by
            one blank, "" for no answer.
        declined: "keine Angabe": satisfies required, skips the constraint, reads as empty.
        source: how the caseworker came to know it.
        precision: how exactly a date is known.
        author: id of the caseworker who entered it, "" if unknown.
        at: when it was entered, aware; None if unknown.
    """

    value: str = ""
    declined: bool = False
    source: Source = Source.SELBST
    precision: Precision = Precision.TAG
    author: str = ""
    at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether expressions read nothing here: never answered, cleared or declined."""
        return self.declined or self.value == ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything somebody typed into one form: what is stored and loaded again.

    Attributes:
        answers: typed answers, also those hidden by relevance; calculated values are not in here.
        rows: (path of the repeat, id of the parent row or "") -> ids of its rows in order.
    """

    answers: Mapping[Address, Answer] = field(default_factory=dict)
    rows: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
