"""`profiler forms check` says how long the sample people would sit there."""

from __future__ import annotations

import io
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from profiler import paths
from profiler.casework.content import ContentFolders
from profiler.cli.arguments import parse
from profiler.cli.forms import run_forms
from profiler.cli.forms_call import FormsCall, clock_in
from profiler.errors import EXIT_OK

LINE = re.compile(
    r"(\w+): kurz (\d+) Fragen, etwa (\d+) Minuten; mit Vertiefung (\d+) Fragen, etwa (\d+) Minuten"
)


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content") / "resources"
    shutil.copytree(
        paths.resources_folder(), folder, ignore=shutil.ignore_patterns("fonts", "icons", "pictograms")
    )
    return folder


def said(resources: Path, *words: str) -> str:
    folders = ContentFolders(paths.forms_folder(), resources, resources.parent / "built")
    out = io.StringIO()
    clock = clock_in(datetime(2026, 11, 21, 12, tzinfo=UTC), None)
    assert run_forms(FormsCall(parse(["forms", *words]), folders, clock, io.StringIO(), out)) == EXIT_OK
    return out.getvalue()


def test_each_sample_person_has_a_line(resources: Path) -> None:
    told = said(resources, "check", "kompetenz")
    people = {path.stem for path in (resources / "personas").glob("*.jsonl")}
    lines = {line[1]: tuple(map(int, line.groups()[1:])) for line in LINE.finditer(told)}
    assert set(lines) == people
    for questions, minutes, all_questions, all_minutes in lines.values():
        assert 0 < questions <= all_questions
        assert 0 < minutes <= all_minutes


def test_the_promise_is_twenty_minutes(resources: Path) -> None:
    longest = re.search(r"Längstes kurzes Gespräch: etwa (\d+) Minuten \((\w+)\)", said(resources, "check"))
    assert longest is not None
    assert int(longest[1]) <= 20


def test_a_person_who_answers_what_is_not_asked_here_is_named(resources: Path) -> None:
    person = resources / "personas" / "niemand.jsonl"
    head = (resources / "personas" / "elektriker.jsonl").read_text(encoding="utf-8").splitlines()[0]
    person.write_text(head + '\n{"op": "set", "question": "faith", "value": "ja"}\n', encoding="utf-8")
    try:
        assert "niemand: beantwortet eine Frage, die es hier nicht gibt" in said(
            resources, "check", "kompetenz"
        )
    finally:
        person.unlink()
