from __future__ import annotations

from datetime import date, timedelta

import pytest

from profiler.routing.lint import STALE_AFTER, Known, RuleFinding, RuleProblem, check_rules
from profiler.routing.plans import Rule
from tests.unit.routing.county import TODAY, rule

KNOWN = Known(
    vocabulary={
        "age": frozenset(),
        "benefit": frozenset({"sgb2", "nichts"}),
        "goal": frozenset({"arbeit"}),
        "household": frozenset(),
        "hh_place": frozenset({"kita"}),
    },
    kinds={"jobcenter"},
    bring={"id_doc"},
)


def found(*rules: Rule) -> list[tuple[RuleProblem, str]]:
    return [(finding.problem, finding.subject) for finding in check_rules(rules, KNOWN, TODAY)]


@pytest.mark.parametrize(
    "condition",
    [
        "${age} > 18 and ${benefit} = 'sgb2'",
        "'nichts' != ${benefit}",
        "${benefit} = ''",
        "selected(${goal}, 'arbeit')",
        "count(${household}[hh_place = 'kita']) > 0",
        "${age} = 'alt'",
        "1 = '1'",
        "concat(${age}, 'x') = 'x' and contains(${goal}, 'y')",
    ],
)
def test_sound_conditions_pass(condition: str) -> None:
    assert found(rule(condition=condition, bring=("id_doc",), per_row="household")) == []


@pytest.mark.parametrize(
    ("condition", "problem", "subject"),
    [
        ("${age} >", RuleProblem.SYNTAX, "8"),
        ("${shoe_size} > 40", RuleProblem.UNKNOWN_QUESTION, "shoe_size"),
        ("guess(${age})", RuleProblem.UNKNOWN_FUNCTION, "guess"),
        ("${benefit} = 'sgb9'", RuleProblem.UNKNOWN_CODE, "benefit=sgb9"),
        ("'sgb9' = ${benefit}", RuleProblem.UNKNOWN_CODE, "benefit=sgb9"),
        ("${benefit} != 'sgb9'", RuleProblem.UNKNOWN_CODE, "benefit=sgb9"),
        ("selected(${goal}, 'ruhm')", RuleProblem.UNKNOWN_CODE, "goal=ruhm"),
        ("count(${household}[hh_place = 'zoo']) > 0", RuleProblem.UNKNOWN_CODE, "hh_place=zoo"),
        ("${household}[1]/hh_place = 'zoo'", RuleProblem.UNKNOWN_CODE, "hh_place=zoo"),
    ],
)
def test_unsound_conditions_are_found(condition: str, problem: RuleProblem, subject: str) -> None:
    assert found(rule(condition=condition)) == [(problem, subject)]
    assert found(rule(deadline=condition)) == [(problem, subject)]


def test_unknown_rows_kinds_and_papers_are_found() -> None:
    assert found(rule(per_row="jobs", kind="zoo", bring=("id_doc", "tent"))) == [
        (RuleProblem.UNKNOWN_QUESTION, "jobs"),
        (RuleProblem.UNKNOWN_KIND, "zoo"),
        (RuleProblem.UNKNOWN_BRING, "tent"),
    ]


@pytest.mark.parametrize(
    ("checked_on", "expected"),
    [
        (TODAY, []),
        (TODAY - STALE_AFTER, []),
        (TODAY - STALE_AFTER - timedelta(days=1), [RuleProblem.CHECK_TOO_OLD]),
        (TODAY + timedelta(days=1), [RuleProblem.CHECKED_IN_FUTURE]),
    ],
)
def test_the_legal_check_grows_old(checked_on: date, expected: list[RuleProblem]) -> None:
    assert [problem for problem, _ in found(rule(checked_on=checked_on))] == expected


def test_a_rule_past_its_last_day_is_found() -> None:
    assert found(rule(valid_to=TODAY)) == []
    assert found(rule(valid_to=TODAY - timedelta(days=1))) == [(RuleProblem.OUT_OF_DATE, "2026-11-20")]


def test_findings_name_their_rule() -> None:
    (finding,) = check_rules([rule("r7", kind="zoo")], KNOWN, TODAY)
    assert finding == RuleFinding("r7", RuleProblem.UNKNOWN_KIND, "zoo")
