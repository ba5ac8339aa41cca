"""The plan: which stations come next, why, with what and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from profiler.directory.offices import Office, StationKind


class Confidence(StrEnum):
    """How sure the legal statement of a rule is; below high it prints as "bitte klären"."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Urgency(StrEnum):
    """Order of stations (domain, section 3), most urgent first."""

    LEGAL_DEADLINE = "legal_deadline"
    CHILD_SAFETY = "child_safety"
    MONEY = "money"
    RESIDENCE = "residence"
    SCHOOL = "school"
    LANGUAGE = "language"
    RECOGNITION = "recognition"
    WORK = "work"


class StationState(StrEnum):
    """The one list of what may have become of a station."""

    GEPLANT = "geplant"
    TERMIN = "termin"
    BESUCHT = "besucht"
    FEHLT_NOCH = "fehlt_noch"
    WEITER_AN = "weiter_an"
    ERLEDIGT = "erledigt"
    ENTFAELLT = "entfaellt"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of `resources/routing/rules.csv`.

    Attributes:
        rule_id: number of the domain's table first ("r07_work_permit").
        condition: expression over question names.
        per_row: name of a repeat if one station comes of each matching row, else empty.
        reason: German sentence on the person's own page.
        reason_public: neutral German sentence for strips; names neither status nor benefit.
        checked_on: when somebody last compared the row with the law.
        deadline: expression giving a date, or empty.
        bring: codes of the bring list.
        on_slip: whether the station may stand on a visible slip.
        sentence: what the newcomer can show at the counter, in German.
    """

    rule_id: str
    condition: str
    per_row: str
    station_kind: str
    reason: str
    reason_public: str
    legal_basis: str
    source: str
    checked_on: date
    valid_from: date | None
    valid_to: date | None
    confidence: Confidence
    land: str
    urgency: Urgency
    deadline: str
    bring: tuple[str, ...]
    on_slip: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a station is in the plan: a rule, and whether its result has to be clarified first.

    Attributes:
        to_clarify: the rule is not sure, an imprecise date decides otherwise, or the Land does and is
            not known.
        deadline: last day to go there for this reason, None without one.
        rows: of a rule per row, which rows of the repeat matched, from 1.
    """

    rule: Rule
    to_clarify: bool
    deadline: date | None = None
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Station:
    """One visit, with all its reasons merged.

    Attributes:
        key: code of the kind; `added_by_hand` puts `BY_HAND` behind it.
        reasons: sure ones first, then by urgency; none for a station that is kept without a rule.
        deadline: the earliest of the reasons.
        to_clarify: no reason is sure.
        on_slip: at least one reason may stand on a visible slip, or somebody added the station by hand.
    """

    key: str
    kind: StationKind
    office: Office | None
    reasons: tuple[Reason, ...]
    urgency: Urgency
    deadline: date | None
    bring: tuple[str, ...]
    to_clarify: bool
    on_slip: bool
    state: StationState = StationState.GEPLANT
    appointment: datetime | None = None
    removed_because: str = ""


@dataclass(frozen=True, slots=True)
class Undecided:
    """A rule that cannot be decided until the named questions are answered."""

    rule: Rule
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StationDecision:
    """What the caseworker decided about a station: stored, and applied to every new plan."""

    key: str
    office_id: str
    state: StationState
    appointment: datetime | None = None
    removed_because: str = ""
    position: int | None = None


BY_HAND = "+"
"""Ends the key of a station that the caseworker added."""


def added_by_hand(kind: str, office_id: str = "") -> StationDecision:
    """The decision that puts a station on the route without any rule (domain 7.1, 3)."""
    return StationDecision(key=f"{kind}{BY_HAND}", office_id=office_id, state=StationState.GEPLANT)


@dataclass(frozen=True, slots=True)
class Plan:
    """Stations in order, those taken out with a reason, and what could not be decided."""

    made_on: date
    stations: tuple[Station, ...]
    removed: tuple[Station, ...]
    undecided: tuple[Undecided, ...]
