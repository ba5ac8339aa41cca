"""Where an expression looks, followed through a form without evaluating it."""

from __future__ import annotations

import pytest

from profiler.forms.expressions.parser import parse
from profiler.forms.lint_conditions import Situation, never_true, silent_questions
from profiler.forms.lint_paths import path_findings
from profiler.forms.lint_places import Places

PATHS = {
    "person": "/f/person",
    "age": "/f/person/age",
    "kinds": "/f/person/kinds",
    "jobs": "/f/jobs",
    "title": "/f/jobs/title",
    "tools": "/f/jobs/tools",
    "tool": "/f/jobs/tools/tool",
}
PLACES = Places("/f", PATHS, frozenset(["/f/jobs", "/f/jobs/tools"]), frozenset(["/f", *PATHS.values()]))
AGE, TITLE, TOOL = PATHS["age"], PATHS["title"], PATHS["tool"]


def found(expression: str, origin: str = AGE, *, in_choices: bool = False) -> list[tuple[str, str]]:
    findings = path_findings(parse(expression), origin, PLACES, in_choices=in_choices)
    return [(finding.code.value, finding.path) for finding in findings]


@pytest.mark.parametrize(
    ("expression", "origin"),
    [
        (". > 1 and ../kinds = 'a' and /f/person/age = 1 and ../../jobs", AGE),
        ("../title = 'a' and ${title} = 'b' and ../../person/age = 1", TITLE),
        ("../../title = 'a'", TOOL),
        ("count(${title}) + sum(/f/jobs/tools/tool) + count(/f/jobs[title = 'a'])", AGE),
        ("${jobs}[position() = 2]/title = 'a'", AGE),
        ("/f/jobs[position() = 2]/title = 'a'", AGE),
        ("${jobs}[${title} = 'a']/tools[tool = 'b'] = 'a'", AGE),
        ("indexed-repeat(${title}, ${jobs}, 2) = 'a'", AGE),
        ("join(', ', ${title} | ${tool})", AGE),
        ("instance('towns')/root/item[name = current()/../kinds]/label", AGE),
        ("current()/../age = 1 and -. = 1", AGE),
        ("/f/*/age = 1 and //age = 1 and /f/person/@id = 1 and /f/meta/instanceID = 'a'", AGE),
        ("/f/orx:meta/orx:instanceID = 'a' and ${gone}/x = 1", AGE),
        ("following-sibling::kinds = 'a'", AGE),
    ],
)
def test_what_leads_somewhere_is_no_finding(expression: str, origin: str) -> None:
    assert found(expression, origin) == []


@pytest.mark.parametrize(
    ("expression", "path"),
    [
        ("/f/age = 1", "/f/age"),
        ("/g/person/age = 1", "/g/person/age"),
        ("../../../../age = 1", "../../../../age"),
        ("count(/f/jobs[titel = 'a'])", "titel"),
        ("${jobs}/titel = 'a'", "${jobs}/titel"),
        ("${jobs}[position() = 1]/titel = 'a'", "${jobs}[…]/titel"),
        ("current()/../titel = 'a'", "current()/../titel"),
        ("/f/jobs[position() = 1]/./titel = 'a'", "/f/jobs[…]/./titel"),
        ("../kinds/following::age/.. = 1 or ./x = 1", "./x"),
        ("instance('t')/root/item[name = current()/../titel]", "current()/../titel"),
    ],
)
def test_what_leads_nowhere_is_named(expression: str, path: str) -> None:
    assert ("dead_path", path) in found(expression)


@pytest.mark.parametrize(
    ("expression", "origin", "path"),
    [
        ("${title} = 'a'", AGE, "${title}"),
        ("/f/jobs/title = 'a'", AGE, "/f/jobs/title"),
        ("string-length(${title}) > 1", AGE, "${title}"),
        ("-${title} > 1", AGE, "${title}"),
        ("${title}", AGE, "${title}"),
        ("${tool} = 'a'", TITLE, "${tool}"),
        ("../person/descendant::age = ${title}", AGE, "${title}"),
    ],
)
def test_many_rows_read_as_one_value_are_named(expression: str, origin: str, path: str) -> None:
    assert ("many_as_one", path) in found(expression, origin)


def test_in_the_filter_of_choices_bare_names_are_columns() -> None:
    assert found("town = ${age} and country = current()/../kinds", in_choices=True) == []
    assert found("town = current()/../town", in_choices=True) == [("dead_path", "current()/../town")]


@pytest.mark.parametrize(
    "expression",
    [
        "false()",
        "not(true())",
        "boolean(false())",
        "0",
        "''",
        "false() or 1 = 2",
        "true() and false()",
        "'a' = 'b'",
        "'a' != 'a'",
        "1 > 2",
        "${age} = 'a' and ${age} = 'b'",
        "${age} = 'a' and ${kinds} = 'x' and ${age} != 'a'",
        "${age} > 10 and ${age} < 10",
        "10 < ${age} and ${age} < -5",
        "../age >= 3 and /f/person/age < 3",
        ". = 1 and . > 1",
        "${silent} = 'a'",
        "selected(${silent}, 'a')",
        "${silent} > 3",
    ],
)
def test_a_condition_that_is_never_true_is_seen(expression: str) -> None:
    assert never_true(parse(expression), situation())


@pytest.mark.parametrize(
    "expression",
    [
        "true()",
        "true() and true()",
        "'a'",
        "1",
        "1 = 'a'",
        "'a' < 'b'",
        "not(${age} = 1)",
        "${age} = 1 or ${age} = 2",
        "${age} > 10 and ${age} < 11",
        "${age} >= 10 and ${age} <= 10",
        "${age} != 1 and ${age} != 2",
        "${kinds} = 'a' and ${kinds} = 'b'",
        "${title} = 'a' and ${title} = 'b'",
        "${silent} = ''",
        "${silent} != 'a'",
        "${silent} = ${age}",
        "count(${silent}) = 0",
        "/f/jobs[title = 'a']/title = 'a' and /f/jobs[title = 'b']/title = 'b'",
        "//age = 1 and //age = 2",
        "/f/gone = 1 and /f/gone = 2",
        "selected(${kinds}, 'a') and selected(${kinds}, 'b')",
        "${age} = ${kinds} and ${age} = 1",
    ],
)
def test_a_condition_that_may_be_true_is_let_pass(expression: str) -> None:
    assert not never_true(parse(expression), situation())


def situation() -> Situation:
    paths = {**PATHS, "silent": "/f/silent"}
    places = Places("/f", paths, PLACES.repeats, frozenset([*PLACES.all_paths, "/f/silent"]))
    return Situation(places, AGE, frozenset([PATHS["kinds"]]), frozenset(["/f/silent"]))


def test_what_hangs_on_a_question_nobody_is_asked_is_not_asked_either() -> None:
    relevances = {
        PATHS["jobs"]: parse("${age} = 'a'"),
        AGE: parse("false()"),
        PATHS["kinds"]: parse("${title} = '' or ${tool} != ''"),
    }
    silent = silent_questions(relevances, PLACES, ())
    assert silent == {AGE, PATHS["jobs"], TITLE, PATHS["tools"], TOOL}
