"""The shipped rules, kinds and offices, and short ways to ask them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from profiler import paths
from profiler.directory.loading import load_kinds, load_offices
from profiler.directory.offices import Office, StationKind
from profiler.forms.expressions.deciding import PlainAnswers, RowValues
from profiler.routing.loading import BringItem, load_bring, load_rules
from profiler.routing.plans import Confidence, Rule, Urgency

TODAY = date(2026, 11, 21)

Values = Mapping[str, str | tuple[RowValues, ...]]


@cache
def kinds() -> Mapping[str, StationKind]:
    return load_kinds(paths.resources_folder() / "directory" / "kinds.csv")


@cache
def offices() -> tuple[Office, ...]:
    return load_offices(paths.resources_folder() / "directory" / "offices.csv", kinds())


@cache
def bring() -> Mapping[str, BringItem]:
    return load_bring(paths.resources_folder() / "routing" / "bring.csv")


@cache
def shipped_rules() -> Mapping[str, Rule]:
    rules = load_rules(paths.resources_folder() / "routing" / "rules.csv", kinds=kinds(), bring=bring())
    return {rule.rule_id: rule for rule in rules}


def answers(values: Values, *open_names: str) -> PlainAnswers:
    """Plain answers with some questions asked but not answered."""
    kept = {name: value for name, value in values.items() if name not in open_names}
    return PlainAnswers(kept, frozenset(open_names))


def rule(
    rule_id: str = "r1",
    condition: str = "true()",
    *,
    kind: str = "jobcenter",
    per_row: str = "",
    urgency: Urgency = Urgency.MONEY,
    deadline: str = "",
    bring: tuple[str, ...] = (),
    confidence: Confidence = Confidence.HIGH,
    land: str = "",
    on_slip: bool = True,
    valid_from: date | None = None,
    valid_to: date | None = None,
    checked_on: date = TODAY,
) -> Rule:
    """A rule that fires for everybody unless told otherwise."""
    return Rule(
        rule_id=rule_id,
        condition=condition,
        per_row=per_row,
        station_kind=kind,
        reason="Grund",
        reason_public="neutral",
        legal_basis="§ 1",
        source="Gesetz",
        checked_on=checked_on,
        valid_from=valid_from,
        valid_to=valid_to,
        confidence=confidence,
        land=land,
        urgency=urgency,
        deadline=deadline,
        bring=bring,
        on_slip=on_slip,
        sentence="Bitte",
    )
