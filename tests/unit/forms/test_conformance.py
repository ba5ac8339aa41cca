"""Compares with the recorded expression tests of ODK Web Forms and JavaRosa, where their tables are at hand.

`PROFILER_CONFORMANCE` names the folder with the tables, else `shared/conformance` beside the checkout is
taken; without either the tests are skipped. The figures are printed. Every case that fails belongs to a
family written down in `docs/deviations.md` with its reason.
"""

from __future__ import annotations

import json
import math
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from profiler.forms.evaluating import Evaluator, Question, UnanswerableError
from profiler.forms.expressions.library import UNSUPPORTED_FUNCTIONS
from profiler.forms.expressions.values import Value, to_boolean, to_number, to_text
from profiler.forms.xml_nodes import positional_path

BESIDE_THE_CHECKOUT = Path(__file__).resolve().parents[4] / "shared" / "conformance"
FOLDER = Path(os.environ.get("PROFILER_CONFORMANCE") or BESIDE_THE_CHECKOUT)
WEB_FORMS = FOLDER / "webforms-xpath-cases.json"
JAVAROSA = FOLDER / "javarosa-xpatheval.json"
WRITTEN = Path(__file__).resolve().parents[3] / "docs" / "deviations.md"

PHOENIX = timezone(timedelta(hours=-7))
"""The tables were recorded there, at 00:11 on 2026-11-21."""

Case: TypeAlias = Mapping[str, Any]

_UNSUPPORTED = re.compile(
    "|".join(rf"(?<![\w:-]){re.escape(function.name)}\s*\(" for function in UNSUPPORTED_FUNCTIONS)
)


@dataclass
class Tally:
    """How a table came out."""

    passed: int = 0
    left_out: int = 0
    failed: list[Case] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.passed / (self.passed + len(self.failed))

    def line(self, name: str) -> str:
        run = self.passed + len(self.failed)
        return f"{name}: {self.passed} of {run} agree ({self.share:.1%}), {self.left_out} left out"


def _families(table: str) -> Mapping[str, re.Pattern[str]]:
    """The families of a table in docs/deviations.md: heading -> pattern of its cases."""
    section = re.search(rf"^## {table}\n(.*?)(?=^## |\Z)", WRITTEN.read_text(encoding="utf-8"), re.M | re.S)
    assert section is not None, f"docs/deviations.md says nothing about {table}"
    rows = re.findall(r"^### (.+)\n(?:.*\n)*?Cases: `(.+)`$", section[1], re.M)
    return {heading: re.compile(pattern) for heading, pattern in rows}


def _check_written(tally: Tally, table: str, told: Callable[[Case], str]) -> None:
    families = _families(table)
    unwritten, used = [], Counter[str]()
    for case in tally.failed:
        reasons = [heading for heading, pattern in families.items() if pattern.search(told(case))]
        used.update(reasons[:1])
        if not reasons:
            unwritten.append(told(case))
    assert unwritten == []
    assert [heading for heading in families if not used[heading]] == []


# ---------------------------------------------------------------- ODK Web Forms


@cache
def _evaluator() -> Evaluator:
    return Evaluator(
        today=lambda: date(2026, 11, 21),
        now=lambda: datetime(2026, 11, 21, 0, 11, tzinfo=PHOENIX),
        zone=PHOENIX,
    )


def _value(case: Case) -> Value:
    return _evaluator().value(
        Question(case["xml"], case["expr"], case["ctx"], root=case["root"], language=case["lang"])
    )


def _close(found: float, expected: float) -> bool:
    return (math.isnan(found) and math.isnan(expected)) or found == expected or abs(found - expected) < 1e-12


def _result_type(value: Value) -> range:
    """The constants of `XPathResult` a value may be told by."""
    if isinstance(value, list):
        return range(4, 10)
    constant = 3 if isinstance(value, bool) else 2 if isinstance(value, str) else 1
    return range(constant, constant + 1)


def _agrees(case: Case) -> bool:
    try:
        value = _value(case)
    except UnanswerableError:
        return bool(case["op"] == "throws")
    expected = case["expected"]
    zone = PHOENIX
    match case["type"], case["op"]:
        case "number", "rounded":
            good = round(to_number(value, zone) * case["factor"]) == round(float(expected) * case["factor"])
        case "number", _:
            good = _close(to_number(value, zone), float(str(expected).replace("Infinity", "inf")))
        case "boolean", _:
            good = to_boolean(value) == expected
        case "string", "match":
            good = re.search(expected["re"], to_text(value)) is not None
        case "string", _:
            good = to_text(value) == expected
        case "string-length", _:
            good = len(to_text(value)) == expected
        case "resultType", _:
            good = expected in _result_type(value)
        case (("nodeset" | "nodeset-unordered" | "count" | "first-node"), _) if isinstance(value, list):
            found = [{"node": positional_path(node)} for node in value]
            good = expected in (found, len(found), found[0] if found else None)
        case _:
            good = False
    return bool(good) != bool(case.get("neg"))


def _web_forms(part: str) -> Tally:
    tally = Tally()
    for case in json.loads(WEB_FORMS.read_text(encoding="utf-8")):
        if not case["file"].startswith(f"{part}/"):
            continue
        if case["flag"] in ("fails", "skip") or _UNSUPPORTED.search(case["expr"]):
            tally.left_out += 1
        elif _agrees(case):
            tally.passed += 1
        else:
            tally.failed.append(case)
    return tally


def _told_of_web_forms(case: Case) -> str:
    file = case["file"].removesuffix(".test.ts")
    return f"{file}: {case['expr']} -> {case['type']} {json.dumps(case['expected'])[:200]}"


needs_web_forms = pytest.mark.skipif(
    not WEB_FORMS.is_file(), reason="the tables of ODK Web Forms are not at hand"
)


@needs_web_forms
@pytest.mark.parametrize(
    ("part", "name", "share", "most_left_out"),
    [("xforms", "Web Forms, ODK", 0.95, 100), ("native", "Web Forms, native", 0.97, 20)],
)
def test_web_forms_agrees(
    part: str, name: str, share: float, most_left_out: int, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = _web_forms(part)
    with capsys.disabled():
        print(f"\nConformance: {tally.line(name)}")  # noqa: T201 - the figure is what this test is for
    assert tally.share >= share
    assert tally.left_out <= most_left_out
    _check_written(tally, name, _told_of_web_forms)


# ---------------------------------------------------------------- JavaRosa

_CONSTANTS = {
    "TRUE": True,
    "FALSE": False,
    "true": True,
    "false": False,
    "NaN": math.nan,
    "-NaN": math.nan,
    "POSITIVE_INFINITY": math.inf,
    "NEGATIVE_INFINITY": -math.inf,
    "Math.PI": math.pi,
    "Math.PI / 2": math.pi / 2,
    "Math.E": math.e,
}
_OWN_HANDLERS = re.compile(
    r"\$|(?<![\w-])(?:(?:in)?convertible|testfunc|add|(?:null-)?proto|raw|get-custom|check-types|read|write"
    r"|foo)\("
)
"""Functions and variables that JavaRosa's test hands to its engine in Java."""


def _java(text: str) -> object:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if found := re.fullmatch(r"DateUtils.getDate\((\d+), (\d+), (\d+)\)", text):
        return date(*(int(part) for part in found.groups())).isoformat()
    if text.startswith('"'):
        return json.loads(text)
    return float(text)


def _java_agrees(expression: str, expected: str) -> bool:
    evaluator = Evaluator(
        today=lambda: date(2026, 11, 21), now=lambda: datetime(2026, 11, 21, tzinfo=UTC), zone=UTC
    )
    try:
        value = evaluator.value(Question("<data/>", expression))
    except UnanswerableError:
        return "Exception" in expected
    if "Exception" in expected:
        return False
    if "getDateTimeFromString" in expected:
        return to_text(value).startswith(expected.split('"')[1])
    wanted = _java(expected)
    if isinstance(wanted, float) and not isinstance(wanted, bool):
        found = to_number(value, UTC)
        return (math.isnan(found) and math.isnan(wanted)) or math.isclose(found, wanted, rel_tol=1e-9)
    return to_boolean(value) == wanted if isinstance(wanted, bool) else to_text(value) == wanted


def _javarosa() -> Tally:
    tally = Tally()
    for case in json.loads(JAVAROSA.read_text(encoding="utf-8")):
        expression, expected = case["expr"], case["expected"].removeprefix("null, ec, ")
        if case["needs"] == "instance" or _OWN_HANDLERS.search(expression) or _UNSUPPORTED.search(expression):
            tally.left_out += 1
        elif _java_agrees(expression, expected):
            tally.passed += 1
        else:
            tally.failed.append(case)
    return tally


@pytest.mark.skipif(not JAVAROSA.is_file(), reason="the table of JavaRosa is not at hand")
def test_javarosa_agrees(capsys: pytest.CaptureFixture[str]) -> None:
    tally = _javarosa()
    with capsys.disabled():
        print(f"\nConformance: {tally.line('JavaRosa')}")  # noqa: T201 - the figure is what this test is for
    assert tally.share >= 0.95
    assert tally.left_out <= 80
    _check_written(tally, "JavaRosa", lambda case: f"{case['expr']} -> {case['expected']}")
