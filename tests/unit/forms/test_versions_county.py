"""A county's own questions and changes go through versions as the shipped ones do."""

from __future__ import annotations

from pathlib import Path

import pytest

from profiler.forms.county import read_merged
from profiler.forms.findings import Finding
from profiler.forms.lint_versions import version_findings
from profiler.forms.migrations import following_county_version, rule_of, steps
from profiler.forms.published import outline, read_published, with_block, write_published
from profiler.forms.source_tables import SourceRow
from tests.unit.forms.tables import write_form

HEAD = "from_version,to_version,old,new,rule\n"
SURVEY = "type,name,label\ntext,city,Ort?\nselect_one yn,here,Hier?\n"
CHOICES = "list_name,name,label\nyn,ja,Ja\nyn,nein,Nein\n"
OWN = "type,name,label,after\ntext,district,Stadtteil?,city\n"


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return ship(tmp_path / "forms" / "probe", "7")


def ship(folder: Path, version: str) -> Path:
    settings = f"form_title,form_id,version\nProbe,probe,{version}\n"
    write_form(folder.parent, survey=SURVEY, choices=CHOICES, settings=settings)
    write_published(folder, with_block(read_published(folder), outline(read_merged(folder, None).source)))
    return folder


def county(shipped: Path, **tables: str) -> Path:
    folder = shipped.parents[1] / "county" / "probe"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def found(shipped: Path, folder: Path) -> list[Finding]:
    return list(version_findings(read_merged(shipped, folder).source, shipped, folder))


def brief(findings: list[Finding]) -> list[tuple[str, str, int, str]]:
    return [(each.code.value, each.file, each.line, each.question) for each in findings]


def publish(shipped: Path, folder: Path) -> None:
    present = outline(read_merged(shipped, folder).source)
    write_published(folder, with_block(read_published(folder), present))


def test_a_question_of_the_county_is_to_be_published(shipped: Path) -> None:
    folder = county(shipped, survey=OWN)
    assert brief(found(shipped, folder)) == [("county_not_published", "county/survey.csv", 2, "district")]
    publish(shipped, folder)
    assert found(shipped, folder) == []
    (shipped / "published.csv").unlink()
    (folder / "published.csv").unlink()
    assert found(shipped, folder) == []


def test_a_renamed_question_of_the_county_needs_a_row_of_the_county(shipped: Path) -> None:
    folder = county(shipped, survey=OWN)
    publish(shipped, folder)
    county(shipped, survey=OWN.replace("district", "stadtteil"))
    gone, version = found(shipped, folder)
    assert brief([gone, version]) == [
        ("question_gone", "county/published.csv", 3, "district"),
        ("county_version_not_raised", "county/settings.csv", 0, ""),
    ]
    assert gone.args["table"] == "county/migrations.csv"
    assert gone.args["write"] == "7,7-k1,district,neuer_name,move"
    assert version.args["wanted"] == "k1"
    row = gone.args["write"].replace("neuer_name", "stadtteil")
    county(shipped, settings="version\nk1\n", migrations=f"{HEAD}{row}\n")
    assert read_merged(shipped, folder).source.settings["version"] == "7-k1"
    assert found(shipped, folder) == []


def test_a_change_of_a_shipped_type_is_answered_in_the_countys_tables(shipped: Path) -> None:
    folder = county(shipped, survey="type,name\ninteger,city\n")
    changed, version = found(shipped, folder)
    assert brief([changed, version]) == [
        ("type_changed", "county/survey.csv", 2, "city"),
        ("county_version_not_raised", "county/settings.csv", 0, ""),
    ]
    assert changed.args["write"] == "7,7-k1,city,,cast"
    county(shipped, settings="version\nk1\n", migrations=f"{HEAD}7,7-k1,city,,cast\n")
    assert found(shipped, folder) == []
    publish(shipped, folder)
    # Rows of steps long done stay right, also behind a newer version of ours.
    ship(shipped, "8")
    assert read_merged(shipped, folder).source.settings["version"] == "8-k1"
    assert found(shipped, folder) == []


def test_a_county_changes_its_form_behind_a_newer_version_of_ours(shipped: Path) -> None:
    folder = county(shipped, survey=OWN, settings="version\nk1\n")
    publish(shipped, folder)
    ship(shipped, "8")
    county(shipped, survey=OWN.replace("district", "stadtteil"))
    (gone,) = found(shipped, folder)
    assert gone.args["write"] == "7-k1,8-k1,district,neuer_name,move"


def test_a_choice_of_the_county_that_vanished_is_told(shipped: Path) -> None:
    folder = county(shipped, choices="list_name,name,label\nyn,offen,Offen\n", settings="version\nk2\n")
    publish(shipped, folder)
    county(shipped, choices="list_name,name,label\nyn,unklar,Unklar\n")
    gone, version = found(shipped, folder)
    assert brief([gone, version]) == [
        ("code_gone", "county/choices.csv", 0, "yn/offen"),
        ("county_version_not_raised", "county/settings.csv", 2, ""),
    ]
    assert version.args["wanted"] == "k3"


@pytest.mark.parametrize("table", ["published.csv", "migrations.csv"])
def test_a_table_of_the_county_that_cannot_be_read_is_told(shipped: Path, table: str) -> None:
    folder = county(shipped, **{table.removesuffix(".csv"): "a;b\n"})
    assert ("unreadable", f"county/{table}", 1, "") in brief(found(shipped, folder))


def test_a_shipped_table_that_cannot_be_read_is_told(shipped: Path) -> None:
    (shipped / "published.csv").write_text("a;b\n", encoding="utf-8")
    assert brief(found(shipped, county(shipped, survey=OWN))) == [("unreadable", "published.csv", 1, "")]


def test_a_county_writes_only_its_addition_to_the_version(shipped: Path) -> None:
    merged = read_merged(shipped, county(shipped, settings="version\n2026120101\n"))
    assert merged.source.settings["version"] == "7"
    assert brief(list(merged.findings)) == [("county_version", "county/settings.csv", 2, "")]
    assert following_county_version("7-k9") == ("7", "k10")


def test_a_draft_goes_both_ways_the_countys_and_ours() -> None:
    rows = (("7", "8", "city", "town"), ("7-k1", "7-k2", "a", "b"), ("7-k2", "8-k3", "b", "c"))
    cells = ("from_version", "to_version", "old", "new", "rule")
    rules = [
        rule_of(SourceRow(2, dict(zip(cells, (*row, "move"), strict=True))), Path("migrations.csv"))
        for row in rows
    ]
    taken = [rule.old for step in steps(rules, "7-k1", "8-k3") for rule in step]
    assert taken == ["city", "a", "b"]
