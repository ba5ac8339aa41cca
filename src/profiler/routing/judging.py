"""What one rule says about one person: fires, does not, or cannot be decided yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from profiler.forms.expressions.deciding import (
    Decision,
    Outcome,
    PlainAnswers,
    RowValues,
    decide,
    evaluate,
    references,
)
from profiler.forms.expressions.values import EvaluationError, as_date
from profiler.routing.plans import Confidence, Reason, Rule, Undecided


@dataclass(frozen=True, slots=True)
class _Match:
    """One row (or the whole record, row 0) under one reading."""

    decision: Decision
    deadline: date | None


_HIDDEN = Decision(Outcome.NO)


def judge(rule: Rule, readings: Sequence[PlainAnswers], today: date, land: str) -> Reason | Undecided | None:
    """A reason if the rule fires, what is missing if it cannot be decided, None if it does not fire.

    A missing answer neither fires a rule nor silences it (domain 7.3). Readings of an imprecise date that
    disagree fire the rule as "bitte klären" (domain 7.2, 11).

    Args:
        rule: the rule.
        readings: the answers, once for each interpretation of imprecise dates; at least one.
        today: the present day.
        land: the desk's Land, "" if unknown.
    """
    if not _applies(rule, today, land):
        return None
    by_row = [_matches(rule, reading, today) for reading in readings]
    fired: list[int] = []
    missing: set[str] = set()
    open_anywhere = differs = False
    for row in sorted({number for matches in by_row for number in matches}):
        # A row that a reading hides does not match in it.
        found = [matches[row].decision if row in matches else _HIDDEN for matches in by_row]
        outcomes = {decision.outcome for decision in found}
        if Outcome.YES in outcomes:
            fired.append(row)
            differs = differs or len(outcomes) > 1
        elif Outcome.OPEN in outcomes:
            open_anywhere = True
            missing.update(*(decision.missing for decision in found))
    if fired:
        deadlines = [
            match.deadline
            for matches in by_row
            for row, match in matches.items()
            if row in fired and match.deadline is not None
        ]
        return Reason(
            rule=rule,
            to_clarify=differs or _is_unsure(rule, land),
            deadline=min(deadlines, default=None),
            rows=tuple(fired) if rule.per_row else (),
        )
    return Undecided(rule, tuple(sorted(missing))) if open_anywhere else None


def _applies(rule: Rule, today: date, land: str) -> bool:
    if rule.valid_from is not None and today < rule.valid_from:
        return False
    if rule.valid_to is not None and today > rule.valid_to:
        return False
    return not rule.land or not land or land in rule.land.split()


def _is_unsure(rule: Rule, land: str) -> bool:
    return rule.confidence is not Confidence.HIGH or bool(rule.land and not land)


def _matches(rule: Rule, reading: PlainAnswers, today: date) -> dict[int, _Match]:
    if not rule.per_row:
        return {0: _match(rule, reading, None, today)}
    rows = reading.values.get(rule.per_row, ())
    if isinstance(rows, str):
        return {}
    return {number: _match(rule, reading, row, today) for number, row in enumerate(rows, 1)}


def _match(rule: Rule, reading: PlainAnswers, row: RowValues | None, today: date) -> _Match:
    try:
        decision = decide(rule.condition, reading, row, today=today)
        deadline = _deadline(rule, reading, row, today) if decision.outcome is Outcome.YES else None
    except EvaluationError:
        # An answer the rule cannot work with, such as an impossible date: ask for it again.
        return _Match(Decision(Outcome.OPEN, references(rule.condition)), None)
    return _Match(decision, deadline)


def _deadline(rule: Rule, reading: PlainAnswers, row: RowValues | None, today: date) -> date | None:
    if not rule.deadline:
        return None
    return as_date(str(evaluate(rule.deadline, reading, row, today=today)))
