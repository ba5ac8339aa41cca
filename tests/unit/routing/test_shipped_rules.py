"""Every shipped rule: whom it sends, whom it leaves alone, and what has to be asked before it can decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from profiler import paths
from profiler.routing.judging import judge
from profiler.routing.lint import Known, check_rules
from profiler.routing.loading import load_vocabulary
from profiler.routing.plans import Reason, Undecided
from tests.unit.routing.county import TODAY, Values, answers, bring, kinds, shipped_rules


@dataclass(frozen=True)
class Scenario:
    """Answers for which a rule fires; changed so that it does not; and what it cannot decide without.

    Attributes:
        unless: a change of the answers under which the rule stays silent.
        needs: question without whose answer the rule is open; "" if it hangs on nothing but rows.
    """

    rule: str
    when: Values
    unless: Values
    needs: str
    deadline: date | None = None


def child(age: str, place: str) -> Values:
    return {"household": ({"hh_age": age, "hh_school_kita": place},)}


def training(done: str, country: str, proof: str) -> Values:
    return {"trainings": ({"t_done": done, "t_country": country, "t_ev_state": proof},)}


ADULT_IN_NEED: Values = {"age": "30", "benefit": "nichts", "need_advice": "geld"}
PROTECTED: Values = {"residence_kind": "schutz", "residence": "p25_2_fluechtling"}
IN_PROCEDURE: Values = {"residence_kind": "asylverfahren", "residence": "gestattung"}
TOLERATED: Values = {"residence_kind": "duldung", "residence": "duldung_60a"}
BEGINNER: Values = {"age": "30", "german_level": "a1", "intcourse": "nie"}

SCENARIOS = [
    Scenario("r01_living_costs", {**ADULT_IN_NEED, **PROTECTED}, {"benefit": "sgb2"}, "benefit"),
    Scenario("r01_living_costs", {**ADULT_IN_NEED, **PROTECTED}, {"age": "67"}, "age"),
    Scenario(
        "r01b_social_office", {**IN_PROCEDURE, "benefit": "nichts"}, {"benefit": "arbeit"}, "residence_kind"
    ),
    Scenario(
        "r01b_social_office",
        {**TOLERATED, "benefit": "arbeit", "need_advice": "geld"},
        {"need_advice": "asyl"},
        "need_advice",
    ),
    Scenario(
        "r01c_who_helps",
        {**ADULT_IN_NEED, "residence_kind": "anderes", "residence": "deutsch"},
        {"benefit": "arbeit", "need_advice": "asyl"},
        "residence",
    ),
    Scenario("r01c_who_helps", {**ADULT_IN_NEED, **PROTECTED, "age": "70"}, {"age": "40"}, "age"),
    Scenario("r01d_job_centre_goes_on", {"age": "30", "benefit": "sgb2"}, {"benefit": "arbeit"}, "benefit"),
    Scenario(
        "r02_ukraine_early",
        {**ADULT_IN_NEED, "residence": "p24", "res_first_issued": "2025-03-31"},
        {"res_first_issued": "2025-04-01"},
        "res_first_issued",
    ),
    Scenario(
        "r03_ukraine_late",
        {**ADULT_IN_NEED, "residence": "p24", "res_first_issued": "2025-04-01"},
        {"res_first_issued": "2025-03-31"},
        "res_first_issued",
    ),
    Scenario(
        "r03_ukraine_late",
        {**ADULT_IN_NEED, "residence": "p24", "res_first_issued": "2025-04-01"},
        {"benefit": "sgb2"},
        "benefit",
    ),
    Scenario(
        "r04_work_during_procedure",
        {**IN_PROCEDURE, "age": "19", "goal": "deutsch arbeit_sofort"},
        {"goal": "deutsch"},
        "goal",
    ),
    Scenario("r05_training_place", {"age": "24", "goal": "ausbildung"}, {"age": "25"}, "age"),
    Scenario(
        "r06_eu_work",
        {"residence": "eu_ewr_ch", "age": "40", "goal": "arbeit_sofort"},
        {"residence": "p24"},
        "residence",
    ),
    Scenario(
        "r07_work_permit",
        {"work_permission": "nur_mit_erlaubnis", "offer_kind": "arbeit"},
        {"offer_kind": "keins"},
        "offer_kind",
    ),
    Scenario(
        "r10_renew_paper",
        {**PROTECTED, "res_valid_until": "2026-12-31"},
        {"res_valid_until": "2027-03-01"},
        "res_valid_until",
        deadline=date(2026, 12, 31),
    ),
    Scenario(
        "r10b_paper_expired",
        {**PROTECTED, "res_valid_until": "2026-11-20"},
        {"res_valid_until": "2026-11-21"},
        "res_valid_until",
        deadline=TODAY,
    ),
    Scenario(
        "r10c_advice_first",
        {**TOLERATED, "res_valid_until": "2026-12-01"},
        {"residence_kind": "schutz"},
        "res_valid_until",
        deadline=date(2026, 12, 1),
    ),
    Scenario(
        "r10d_ukraine_automatic",
        {"residence": "p24", "res_valid_until": "2026-12-01"},
        {"residence": "p25_1"},
        "res_valid_until",
    ),
    Scenario(
        "r12_chance_stay",
        {"residence": "p104c_alt", "res_valid_until": "2027-02-01"},
        {"residence": "p25b"},
        "residence",
        deadline=date(2027, 2, 1),
    ),
    Scenario(
        "r14_recognition", training("ja", "SY", "original_da"), training("laeuft", "SY", "original_da"), ""
    ),
    Scenario("r14_recognition", training("ja", "SY", "original_da"), training("ja", "DE", "original_da"), ""),
    Scenario("r19_proof_lost", training("ja", "SY", "verloren"), training("ja", "SY", "kopie_da"), ""),
    Scenario("r22_child_school", child("9", "nichts"), child("9", "schule"), ""),
    Scenario("r22_child_school", child("17", "nichts"), child("18", "nichts"), ""),
    Scenario("r22b_own_school", {"age": "15", "school_now": "nein"}, {"school_now": "ja"}, "school_now"),
    Scenario("r23_vocational_class", {"age": "16", "school_now": "nein"}, {"age": "18"}, "age"),
    Scenario(
        "r24_school_certificate",
        {"age": "20", "school_ever": "teilweise", "school_wish": "real", "goal": "deutsch"},
        {"school_ever": "abgeschlossen"},
        "school_ever",
    ),
    Scenario("r25_child_care", child("1", "nichts"), child("0", "nichts"), ""),
    Scenario("r25_child_care", child("5", "nichts"), child("5", "kita"), ""),
    Scenario(
        "r28_unaccompanied",
        {"unaccompanied": "ja"},
        {"unaccompanied": "nein"},
        "unaccompanied",
        deadline=TODAY,
    ),
    Scenario(
        "r29_guardian_unclear",
        {"guardian_kind": "unklar"},
        {"guardian_kind": "beide_eltern"},
        "guardian_kind",
    ),
    Scenario("r30_youth_advice", {"age": "26"}, {"age": "27"}, "age"),
    Scenario("r30_youth_advice", {"age": "12"}, {"age": "11"}, "age"),
    Scenario("r31_adult_advice", {"age": "27", **PROTECTED}, {"age": "26"}, "age"),
    Scenario("r31_adult_advice", {"age": "27", **PROTECTED}, {**TOLERATED}, "residence_kind"),
    Scenario(
        "r32_social_work",
        {"age": "18", **TOLERATED, "housing": "gemeinschaftsunterkunft"},
        {"housing": "eigene_wohnung"},
        "housing",
    ),
    Scenario("r33_asylum_advice", {"need_advice": "geld asyl"}, {"need_advice": "geld"}, "need_advice"),
    Scenario(
        "r34_integration_course",
        {**PROTECTED, **BEGINNER, "res_first_issued": "2026-05-01"},
        {"german_level": "b1"},
        "german_level",
    ),
    Scenario(
        "r34b_course_to_clarify",
        {**PROTECTED, **BEGINNER, "res_first_issued": "2024-05-01"},
        {"res_first_issued": "2026-05-01"},
        "res_first_issued",
    ),
    Scenario("r36_other_course", {**TOLERATED, **BEGINNER}, {"intcourse": "laeuft"}, "intcourse"),
    Scenario(
        "r38_reading_writing",
        {"age": "30", "literacy": "funktional"},
        {"literacy": "lateinisch_sicher"},
        "literacy",
    ),
    Scenario("r42_interpreter", {"german_oral": "a1"}, {"german_oral": "a2"}, "german_oral"),
    Scenario("r50_can_interpret", {"can_interpret": "ja"}, {"can_interpret": "nein"}, "can_interpret"),
]
NAMED = [pytest.param(each, id=f"{each.rule}-{number}") for number, each in enumerate(SCENARIOS)]
NAMED_NEEDY = [param for param, each in zip(NAMED, SCENARIOS, strict=True) if each.needs]


def test_every_shipped_rule_has_a_scenario() -> None:
    assert {each.rule for each in SCENARIOS} == set(shipped_rules())


@pytest.mark.parametrize("each", NAMED)
def test_it_fires(each: Scenario) -> None:
    reason = judge(shipped_rules()[each.rule], [answers(each.when)], TODAY, "")
    assert isinstance(reason, Reason)
    assert reason.deadline == each.deadline


@pytest.mark.parametrize("each", NAMED)
def test_it_leaves_others_alone(each: Scenario) -> None:
    assert judge(shipped_rules()[each.rule], [answers({**each.when, **each.unless})], TODAY, "") is None


@pytest.mark.parametrize("each", NAMED_NEEDY)
def test_it_says_what_it_cannot_decide_without(each: Scenario) -> None:
    undecided = judge(shipped_rules()[each.rule], [answers(each.when, each.needs)], TODAY, "")
    assert isinstance(undecided, Undecided)
    assert each.needs in undecided.missing


@pytest.mark.parametrize(
    ("rule", "rows", "missing"),
    [
        ("r14_recognition", training("", "SY", ""), "t_done"),
        ("r19_proof_lost", training("ja", "SY", ""), "t_ev_state"),
        ("r22_child_school", child("9", ""), "hh_school_kita"),
        ("r25_child_care", child("", "nichts"), "hh_age"),
    ],
)
def test_an_open_cell_of_a_row_is_asked_for(rule: str, rows: Values, missing: str) -> None:
    undecided = judge(shipped_rules()[rule], [answers(rows)], TODAY, "")
    assert isinstance(undecided, Undecided)
    assert undecided.missing == (missing,)


def test_rules_out_of_date_are_skipped() -> None:
    other_course = shipped_rules()["r36_other_course"]
    reading = answers({**TOLERATED, **BEGINNER})
    assert isinstance(judge(other_course, [reading], date(2026, 12, 31), ""), Reason)
    assert judge(other_course, [reading], date(2027, 1, 1), "") is None
    assert judge(other_course, [reading], date(2026, 2, 8), "") is None


@pytest.mark.parametrize("residence_kind", ["duldung", "anderes"])
@pytest.mark.parametrize("residence", ["deutsch", "eu_ewr_ch", "duldung_60a", "duldung_60b"])
def test_without_their_own_rule_some_are_never_sent_to_the_foreigners_office(
    residence: str, residence_kind: str
) -> None:
    if residence.startswith("duldung") != (residence_kind == "duldung"):
        return
    told: Values = {
        **ADULT_IN_NEED,
        "residence": residence,
        "residence_kind": residence_kind,
        "res_valid_until": "" if residence in ("deutsch", "eu_ewr_ch") else "2026-12-01",
        "goal": "arbeit_sofort ausbildung",
        "work_permission": "nicht_gestattet",
        "offer_kind": "keins",
    }
    sent = [
        rule.rule_id
        for rule in shipped_rules().values()
        if rule.station_kind == "auslaenderbehoerde" and judge(rule, [answers(told)], TODAY, "") is not None
    ]
    assert sent == []


def test_the_public_reason_names_neither_status_nor_benefit() -> None:
    words = (
        "asyl",
        "duldung",
        "grundsicherung",
        "bürgergeld",
        "§",
        "aufenthalt",
        "flüchtling",
        "sozialhilfe",
    )
    telling = [
        rule.rule_id
        for rule in shipped_rules().values()
        if any(word in rule.reason_public.lower() for word in words)
    ]
    assert telling == []


def test_the_shipped_rules_pass_their_own_check() -> None:
    vocabulary = load_vocabulary(paths.resources_folder() / "vocabulary.csv")
    assert check_rules(list(shipped_rules().values()), Known(vocabulary, kinds(), bring()), TODAY) == ()
