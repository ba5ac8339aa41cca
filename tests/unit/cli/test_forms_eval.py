"""`profiler forms eval`: one line in, one line out, whatever the line is."""

from __future__ import annotations

import io
import json
from argparse import Namespace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from profiler.casework.content import ContentFolders
from profiler.cli.arguments import BadUsage, parser
from profiler.cli.forms_call import FormsCall
from profiler.cli.forms_eval import run
from profiler.clock import FixedClock

DATA = "<data><rep><a>1</a></rep><rep><a>2</a></rep><day>2026-11-20</day></data>"
NOWHERE = Path("nowhere")
NOW = datetime(2026, 11, 21, 0, 11, tzinfo=timezone(timedelta(hours=-7)))


def answers(lines: str | bytes, *words: str) -> list[dict[str, object]]:
    arguments: Namespace = parser().parse_args(["forms", "eval", *words])
    out = io.StringIO()
    incoming: io.TextIOBase = (
        io.StringIO(lines)
        if isinstance(lines, str)
        else io.TextIOWrapper(io.BufferedReader(io.BytesIO(lines)))
    )
    call = FormsCall(
        arguments,
        ContentFolders(NOWHERE, NOWHERE, NOWHERE),
        FixedClock(NOW),
        incoming,  # type: ignore[arg-type]  # StringIO and TextIOWrapper both are TextIO
        out,
    )
    assert run(call) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def line(expression: str, **more: object) -> str:
    return json.dumps({"xml": DATA, "expr": expression, **more}) + "\n"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1 + 1", {"type": "number", "value": 2}),
        ("1 div 4", {"type": "number", "value": 0.25}),
        ("1 div 0", {"type": "number", "value": "Infinity"}),
        ("-1 div 0", {"type": "number", "value": "-Infinity"}),
        ("0 div 0", {"type": "number", "value": "NaN"}),
        ("1 = 1", {"type": "boolean", "value": True}),
        ("today()", {"type": "string", "value": "2026-11-21"}),
        ("/data/day < today()", {"type": "boolean", "value": True}),
        (
            "/data/rep/a",
            {
                "type": "nodeset",
                "value": [
                    {"path": "/node()[1]/node()[1]/node()[1]", "value": "1"},
                    {"path": "/node()[1]/node()[2]/node()[1]", "value": "2"},
                ],
            },
        ),
        ("/data/nothing", {"type": "nodeset", "value": []}),
        ("1 +", {"error": "syntax: '' at 4"}),
        ("area('0 0')", {"error": "unsupported_function: area"}),
    ],
)
def test_a_line_is_answered(expression: str, expected: dict[str, object]) -> None:
    assert answers(line(expression)) == [expected]


def test_context_root_and_language() -> None:
    assert answers(
        line("string(.)", context="/data/rep[2]/a", root=None, lang=None)
        + line("string(/a)", root="/data/rep[1]")
        + line("lang('en')", lang="en-GB")
    ) == [
        {"type": "string", "value": "2"},
        {"type": "string", "value": "1"},
        {"type": "boolean", "value": True},
    ]


def test_a_zone_makes_dates_midnight_there() -> None:
    asked = line("number(/data/day)")
    assert answers(asked) == [{"type": "number", "value": 20777}]
    assert answers(asked, "--tz", "America/Phoenix") == [{"type": "number", "value": 20777.291666666668}]


def test_nothing_ends_the_answers() -> None:
    lines = b"\n".join(
        [
            b"{",
            b"[1]",
            b"\xff\xfe",
            b"   ",
            b'{"xml": 1, "expr": "1"}',
            b'{"expr": "1"}',
            b'{"xml": "<a/>", "expr": "1", "context": 7}',
            b'{"xml": "<a", "expr": "1"}',
            b"[" * 100_000,
            b'{"xml": "<a/>", "expr": "string-length(\'\\ud83d\\ude00\')"}',
            b'{"xml": "<a/>", "expr": "2"}',
        ]
    )
    found = answers(lines)
    assert [list(each) for each in found[:-2]] == [["error"]] * 8
    assert [each["value"] for each in found[-2:]] == [1, 2]


def test_a_long_line_arrives_in_pieces() -> None:
    long = json.dumps({"xml": f"<a>{'x' * 200_000}</a>", "expr": "string-length(a)"})
    assert answers(f"{long}\n{long}".encode()) == [{"type": "number", "value": 200_000}] * 2


def test_the_lines_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text(line("1") + line("2"), encoding="utf-8")
    assert [each["value"] for each in answers("", "--in", str(file))] == [1, 2]
    with pytest.raises(BadUsage):
        answers("", "--in", str(tmp_path / "none"))
