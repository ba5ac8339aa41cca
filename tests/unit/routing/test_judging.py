from __future__ import annotations

from datetime import date, timedelta

import pytest

from profiler.forms.expressions.deciding import PlainAnswers
from profiler.routing.judging import judge
from profiler.routing.plans import Confidence, Reason, Undecided
from tests.unit.routing.county import TODAY, answers, rule

ADULT = answers({"age": "30"})
CHILD = answers({"age": "17"})
UNKNOWN = answers({}, "age")
GROWN = rule(condition="${age} >= 18")


def test_a_rule_that_holds_gives_a_sure_reason() -> None:
    assert judge(GROWN, [ADULT], TODAY, "") == Reason(GROWN, to_clarify=False)


def test_a_rule_that_does_not_hold_says_nothing() -> None:
    assert judge(GROWN, [CHILD], TODAY, "") is None


def test_a_missing_answer_neither_fires_nor_silences() -> None:
    assert judge(GROWN, [UNKNOWN], TODAY, "") == Undecided(GROWN, ("age",))


@pytest.mark.parametrize("readings", [(ADULT, CHILD), (CHILD, ADULT), (ADULT, UNKNOWN)])
def test_readings_that_disagree_have_to_be_clarified(readings: tuple[PlainAnswers, ...]) -> None:
    assert judge(GROWN, readings, TODAY, "") == Reason(GROWN, to_clarify=True)


def test_readings_that_agree_are_sure() -> None:
    assert judge(GROWN, [ADULT, answers({"age": "31"})], TODAY, "") == Reason(GROWN, to_clarify=False)


def test_open_in_one_reading_and_no_in_the_other_is_open() -> None:
    assert judge(GROWN, [CHILD, UNKNOWN], TODAY, "") == Undecided(GROWN, ("age",))


@pytest.mark.parametrize("confidence", [Confidence.MEDIUM, Confidence.LOW])
def test_an_unsure_statement_has_to_be_clarified(confidence: Confidence) -> None:
    reason = judge(rule(confidence=confidence), [ADULT], TODAY, "")
    assert isinstance(reason, Reason)
    assert reason.to_clarify


@pytest.mark.parametrize(
    ("days_from", "days_to", "fires"),
    [(0, 0, True), (None, None, True), (1, None, False), (None, -1, False), (-1, 1, True)],
)
def test_a_rule_holds_from_its_first_to_its_last_day(
    days_from: int | None, days_to: int | None, *, fires: bool
) -> None:
    def day(offset: int | None) -> date | None:
        return None if offset is None else TODAY + timedelta(days=offset)

    limited = rule(valid_from=day(days_from), valid_to=day(days_to))
    assert (judge(limited, [ADULT], TODAY, "") is not None) == fires


@pytest.mark.parametrize(("land", "expected"), [("SN", False), ("", True), ("NI", False), ("BY", None)])
def test_a_rule_of_some_laender(land: str, *, expected: bool | None) -> None:
    local = rule(land="NI SN")
    reason = judge(local, [ADULT], TODAY, land)
    assert (reason.to_clarify if isinstance(reason, Reason) else None) == expected


def test_a_rule_per_row_names_the_rows_that_match() -> None:
    abroad = rule(condition="${t_country} != 'DE'", per_row="trainings")
    rows = ({"t_country": "SY"}, {"t_country": "DE"}, {"t_country": "UA"})
    assert judge(abroad, [answers({"trainings": rows})], TODAY, "") == Reason(
        abroad, to_clarify=False, rows=(1, 3)
    )


def test_rows_that_match_outweigh_rows_that_are_open() -> None:
    abroad = rule(condition="${t_country} != 'DE'", per_row="trainings")
    rows = ({"t_country": ""}, {"t_country": "SY"})
    reason = judge(abroad, [answers({"trainings": rows})], TODAY, "")
    assert isinstance(reason, Reason)
    assert reason.rows == (2,)


@pytest.mark.parametrize("told", [{}, {"trainings": ()}, {"trainings": "keine Tabelle"}])
def test_without_rows_a_rule_per_row_is_silent(told: dict[str, str]) -> None:
    assert judge(rule(per_row="trainings"), [answers(told)], TODAY, "") is None


def test_a_row_hidden_in_one_reading_has_to_be_clarified() -> None:
    trained = rule(condition="${t_country} != 'DE'", per_row="trainings")
    rows = ({"t_country": "SY"},)
    assert judge(trained, [answers({"trainings": rows}), answers({})], TODAY, "") == Reason(
        trained, to_clarify=True, rows=(1,)
    )


def test_a_row_rule_sees_the_answers_around_the_row() -> None:
    late = rule(condition="${t_to} > ${arrived_de}", per_row="trainings")
    told = answers({"arrived_de": "2020-01-01", "trainings": ({"t_to": "2021-05-01"},)})
    assert isinstance(judge(late, [told], TODAY, ""), Reason)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("", None),
        ("today()", TODAY),
        ("${res_valid_until}", date(2026, 12, 1)),
        ("if(${age} > 99, today(), '')", None),
        ("date('2027-06-30')", date(2027, 6, 30)),
    ],
)
def test_a_deadline_is_an_expression(expression: str, expected: date | None) -> None:
    told = answers({"age": "30", "res_valid_until": "2026-12-01"})
    reason = judge(rule(deadline=expression), [told], TODAY, "")
    assert isinstance(reason, Reason)
    assert reason.deadline == expected


def test_of_several_deadlines_the_earliest_counts() -> None:
    until = rule(condition="${age} > 18", deadline="${until}")
    readings = [
        answers({"age": "30", "until": "2027-05-01"}),
        answers({"age": "30", "until": "2027-03-01"}),
        answers({"age": "17", "until": "2026-12-01"}),
    ]
    reason = judge(until, readings, TODAY, "")
    assert isinstance(reason, Reason)
    assert reason.deadline == date(2027, 3, 1)


def test_an_answer_the_rule_cannot_work_with_is_asked_for_again() -> None:
    dated = rule(condition="decimal-date-time(${until}) > 5")
    undecided = judge(dated, [answers({"until": "irgendwann"})], TODAY, "")
    assert undecided == Undecided(dated, ("until",))
