"""docs/rules.md names questions that exist, every rule of the county's table, and every row of rules.csv."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from profiler import paths

ROOT = Path(__file__).resolve().parents[3]
ROW = re.compile(r"^\| (\d+\w?) \| (.+?) \| (.+?) \| (.+?) \|$")
NAME = re.compile(r"`(\w+)`")
FORM_B = "form B:"

TABLE = [str(number) for number in range(1, 57)] + ["1b", "1c"]
"""Rules of the county's table: 1 to 50, and those added by its corrections."""


def rows() -> list[tuple[str, str, str]]:
    text = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    found = [ROW.match(line) for line in text.splitlines()]
    return [(match[1], match[3], match[4]) for match in found if match]


def names_of(form: str) -> set[str]:
    with (paths.forms_folder() / form / "survey.csv").open(encoding="utf-8", newline="") as file:
        survey = list(csv.DictReader(file))
    names = {row["name"] for row in survey}
    with (paths.forms_folder() / "fragments" / "nachweis" / "survey.csv").open(encoding="utf-8") as file:
        block = [row["name"] for row in csv.DictReader(file)]
    included = [row["name"] for row in survey if row["type"] == "include nachweis"]
    return names | {f"{prefix}_{name}" for prefix in included for name in block}


def test_every_rule_of_the_county_has_its_line() -> None:
    assert sorted(number for number, _, _ in rows()) == sorted(TABLE)


def test_every_question_named_exists() -> None:
    assessment, school = names_of("kompetenz"), names_of("schule")
    for number, questions, _ in rows():
        ours, _, theirs = questions.partition(FORM_B)
        assert NAME.findall(ours), number
        assert set(NAME.findall(ours)) <= assessment, number
        assert set(NAME.findall(theirs)) <= school, number


def test_every_row_of_the_rules_is_named_once() -> None:
    with (paths.resources_folder() / "routing" / "rules.csv").open(encoding="utf-8", newline="") as file:
        rules = [row["id"] for row in csv.DictReader(file)]
    named = [name for _, _, said in rows() for name in NAME.findall(said)]
    assert sorted(named) == sorted(rules)


def test_a_row_reads_no_question_that_its_line_leaves_out() -> None:
    with (paths.resources_folder() / "routing" / "rules.csv").open(encoding="utf-8", newline="") as file:
        reads = {row["id"]: set(re.findall(r"\$\{(\w+)\}", row["condition"])) for row in csv.DictReader(file)}
    missing = {
        name: reads[name] - set(NAME.findall(questions))
        for _, questions, said in rows()
        for name in NAME.findall(said)
        if reads[name] - set(NAME.findall(questions))
    }
    assert not missing
