from datetime import date

import pytest

from profiler.forms.expressions import (
    EvaluationError,
    Outcome,
    PlainAnswers,
    Trouble,
    check,
    decide,
    evaluate,
    references,
)
from profiler.forms.expressions.checking import is_bare_reference

TODAY = date(2026, 11, 21)
FAMILY = PlainAnswers(
    values={
        "residence": "p25_1",
        "wishes": "arbeit sprache",
        "birth_date": "2000-11-22",
        "age": "25",
        "german": "",
        "needs_money": "",
        "household": (
            {"hh_name": "Amina", "hh_birth": "2020-01-01", "hh_school_kita": "nichts"},
            {"hh_name": "Yusuf", "hh_birth": "2012-05-05", "hh_school_kita": ""},
            {"hh_name": "Leyla", "hh_birth": "2016-05-05", "hh_school_kita": "schule"},
            {"hh_name": "Omar", "hh_birth": ""},
        ),
        "jobs": (),
    },
    open=frozenset(["german", "needs_money", "age_of_german"]),
    rests_on={"age_of_german": frozenset(["german"])},
)
AGE = "int((format-date(today(), '%Y%m%d') - format-date(${birth_date}, '%Y%m%d')) div 10000)"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (AGE, 25.0),
        ("${residence}", "p25_1"),
        ("${not_asked}", ""),
        ("${not_asked} = ''", True),
        ("${age} < 27 and selected(${wishes}, 'sprache')", True),
        ("count(${household})", 4.0),
        ("count(${household}[hh_school_kita = 'nichts'])", 1.0),
        ("count(${household}[${hh_birth} != '' and ${hh_birth} < date('2018-01-01')])", 2.0),
        ("count(${jobs}[j_title != ''])", 0.0),
        ("count(${hh_birth}[. != ''])", 3.0),
        ("sum(${household}/hh_birth[. != ''])", 18262.0 + 15465 + 16926),
    ],
)
def test_an_expression_reads_the_record(expression: str, expected: object) -> None:
    assert evaluate(expression, FAMILY, today=TODAY) == expected


@pytest.mark.parametrize(
    ("birthday", "today", "age"),
    [
        ("2020-11-21", date(2026, 11, 21), "6"),
        ("2020-11-22", date(2026, 11, 21), "5"),
        ("2008-02-29", date(2026, 2, 28), "17"),
        ("2008-02-29", date(2026, 3, 1), "18"),
        ("", date(2026, 3, 1), ""),
    ],
)
def test_age_is_exact_on_the_birthday(birthday: str, today: date, age: str) -> None:
    value = evaluate(f"string(coalesce({AGE}, ''))", PlainAnswers({"birth_date": birthday}), today=today)
    assert value == age


@pytest.mark.parametrize(
    ("expression", "outcome", "missing"),
    [
        ("${residence} = 'p25_1'", "yes", ""),
        ("${residence} = 'p104c_alt'", "no", ""),
        ("${not_asked} = 'x'", "no", ""),
        ("${german} = 'b1'", "open", "german"),
        ("${german} < 3", "open", "german"),
        ("selected(${german}, 'b1')", "open", "german"),
        ("not(${german} = 'b1')", "open", "german"),
        ("${german} = ''", "yes", ""),
        ("'' != ${german}", "no", ""),
        ("coalesce(${german}, 'keine') = 'keine'", "yes", ""),
        ("coalesce(${german}, '') = 'b1'", "no", ""),
        ("${residence} = 'x' and ${german} = 'b1'", "no", ""),
        ("${german} = 'b1' and ${residence} = 'x'", "no", ""),
        ("${german} = 'b1' or ${residence} = 'p25_1'", "yes", ""),
        ("${german} = 'b1' or ${residence} = 'x'", "open", "german"),
        (
            "${residence} = 'p25_1' and ${german} = 'b1' and ${needs_money} = 'ja'",
            "open",
            "german needs_money",
        ),
        ("if(${residence} = 'p25_1', true(), ${german} = 'b1')", "yes", ""),
        ("if(${german} = 'b1', 2, 3) > 1", "yes", ""),
        ("if(${german} = 'b1', 2, 3) > 2", "open", "german"),
        ("if(${residence} = 'x', ${german}, 'b1') = 'b1'", "yes", ""),
        ("${age_of_german} > 3", "open", "german"),
        ("-${german} < 0", "open", "german"),
        ("-if(${german} = 'b1', 1, 2) < 0", "yes", ""),
        ("concat(if(${german} = 'b1', 'x', 'y'), 'z') = 'xz'", "open", "german"),
        ("string(not(${german} = 'b1')) = 'maybe'", "open", "german"),
        ("if(if(${german} = 'b1', true(), true()), 1, 0) = 1", "yes", ""),
        ("boolean(${german} = 'b1' and ${needs_money} = 'ja') = true()", "open", "german needs_money"),
        ("if(${german} = 'b1', ${german}, 2) > 1", "open", "german"),
        ("if(${residence} = 'p25_1', ${german}, 2) > 1", "open", "german"),
        ("coalesce(${german}, ${age}) = 25", "yes", ""),
        ("${german} = 'b1' and ${needs_money} = 'ja' or true()", "yes", ""),
        ("count(${household}[hh_name]) = 4", "yes", ""),
        ("count(${household}[hh_school_kita]) = 3", "open", "hh_school_kita"),
        ("count(${household}[hh_birth = 'x' or 1 = 1]) = 4", "yes", ""),
        ("count(${hh_birth}[. != '']) = 3", "open", "hh_birth"),
        ("${hh_birth} = '2020-01-01'", "open", "hh_birth"),
        ("${hh_name} = 'Amina'", "yes", ""),
        ("/nothing = 'x' or ../nothing = 'x'", "no", ""),
        ("count(${household}[. = 'x']) = 0", "yes", ""),
        ("count(${household}[if(hh_school_kita = 'schule', position(), 0)]) > 4", "no", ""),
        ("count-selected(${german}) > 0", "open", "german"),
        ("count(${household}[hh_school_kita = 'nichts']) > 0", "yes", ""),
        ("count(${household}[hh_school_kita = 'schule']) > 1", "open", "hh_school_kita"),
        ("count(${household}[hh_school_kita = 'nichts']) > 5", "no", ""),
        (
            "count(${household}[hh_name = 'Yusuf' and hh_school_kita = 'nichts']) > 0",
            "open",
            "hh_school_kita",
        ),
        ("count(${household}[hh_name = 'Yusuf'][hh_school_kita = 'nichts']) = 0", "open", "hh_school_kita"),
        ("count(${household}[hh_school_kita != '']) = 2", "yes", ""),
        ("count(${household}[hh_birth > date('2019-01-01')]) >= 1", "yes", ""),
        ("count(${household}[hh_birth > date('2019-01-01')]) = 1", "open", "hh_birth"),
        ("sum(${household}/hh_birth) > 1", "open", "hh_birth"),
        ("count(${jobs}) > 0", "no", ""),
        ("count(${household}[position() = 2]) = 1", "yes", ""),
        ("count(${household}[2]) = 1", "yes", ""),
        ("count-non-empty(${german}) = 0", "yes", ""),
        ("count(${german} | ${residence}) = 2", "open", "german"),
        ("true()", "yes", ""),
    ],
)
def test_a_condition_is_decided_as_far_as_the_answers_reach(
    expression: str, outcome: str, missing: str
) -> None:
    decision = decide(expression, FAMILY, today=TODAY)
    assert (decision.outcome, decision.missing) == (outcome, frozenset(missing.split()))


def test_too_many_possibilities_are_not_tried() -> None:
    unsure = "count(${household}[hh_school_kita = 'nichts'])"
    few, many = ", ".join([unsure] * 3), ", ".join([unsure] * 8)
    assert decide(f"concat({few}) = 'x'", FAMILY, today=TODAY).outcome is Outcome.NO
    assert decide(f"concat({many}) = 'x'", FAMILY, today=TODAY).outcome is Outcome.OPEN


def test_a_row_comes_before_the_record() -> None:
    row = {"hh_school_kita": "", "residence": "p24"}
    assert decide("${residence} = 'p24'", FAMILY, row, today=TODAY).outcome is Outcome.YES
    assert decide("${hh_school_kita} = 'nichts'", FAMILY, row, today=TODAY).missing == {"hh_school_kita"}
    assert evaluate("${age} + 1", FAMILY, row, today=TODAY) == 26.0


def test_an_unknown_function_fails_when_it_is_reached() -> None:
    assert decide("false() and unknown()", FAMILY, today=TODAY).outcome is Outcome.NO
    with pytest.raises(EvaluationError):
        decide("unknown()", FAMILY, today=TODAY)


def test_references_name_questions_and_repeats() -> None:
    assert references("count(${household}[-hh_birth = '' or ${age} > 3]) > 0 and .. != '' and */x = 1") == {
        "household",
        "hh_birth",
        "age",
        "x",
    }


@pytest.mark.parametrize(
    ("expression", "codes"),
    [
        ("${a} = 'x' and selected(${b}, 'y')", []),
        ("${a} = 1 and", [Trouble.SYNTAX]),
        ("${a} = 'x", [Trouble.SYNTAX]),
        ("foo(${a}) = 1", [Trouble.UNKNOWN_FUNCTION]),
        ("area(${a}) > 1", [Trouble.UNSUPPORTED_FUNCTION]),
        ("selected(${a}) = 1", [Trouble.ARITY]),
        ("if(${a}, 1, 2)", [Trouble.BARE_TRUTH]),
        ("not(${a})", [Trouble.BARE_TRUTH]),
        ("../a and /b/c = 1", [Trouble.BARE_TRUTH]),
        ("regex(., '[0-9]+')", [Trouble.UNANCHORED_PATTERN]),
        ("regex(., '^[0-9+$')", [Trouble.INVALID_PATTERN]),
        ("regex(., '^[0-9]+$')", []),
        ("${a} < '2020-01-01'", [Trouble.DATE_LITERAL]),
        ("${a} < date('2020-01-01')", []),
        ("(today() - ${a}) div 365.25", [Trouble.AVERAGE_YEAR]),
        ("/data/rep[2]/x = 1", [Trouble.BARE_INDEX]),
        ("${rep}[1]", [Trouble.BARE_INDEX]),
        ("sum(${a})", [Trouble.EMPTY_IN_SUM]),
        ("sum(${a}[. != ''])", []),
        ("sum(/data/a[. != ''])", []),
        ("sum(/data/a)", [Trouble.EMPTY_IN_SUM]),
        ("jr:choice-name(${a}, '${a}')", []),
        ("concat('${a}', 'x')", [Trouble.REFERENCE_IN_TEXT]),
    ],
)
def test_check_names_what_is_wrong(expression: str, codes: list[Trouble]) -> None:
    assert [finding.code for finding in check(expression)] == codes


@pytest.mark.parametrize(
    ("expression", "bare"), [("${a}", True), ("../a", True), ("${a} != ''", False), ("1 +", False)]
)
def test_a_reference_alone_is_no_condition(expression: str, bare: bool) -> None:
    assert is_bare_reference(expression) is bare
