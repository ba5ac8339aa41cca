"""What a county's mistakes look like when it checks its tables."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from profiler import paths
from profiler.casework import explain, explain_findings
from profiler.casework.check_content import check_forms, check_rules_and_sheets
from profiler.casework.content import ContentFolders
from profiler.casework.loading import load_forms
from profiler.errors import ErrorCode, WorldError
from profiler.forms.findings import FindingCode, error
from profiler.release.lint import SheetFinding, SheetProblem
from profiler.routing.lint import RuleFinding, RuleProblem

TODAY = date(2026, 11, 21)
Row = dict[str, str]


@pytest.fixture
def county(tmp_path: Path) -> ContentFolders:
    """A copy of everything shipped that a test may break."""
    shutil.copytree(paths.forms_folder(), tmp_path / "forms")
    ignored = shutil.ignore_patterns("fonts", "personas", "icons", "*.svg")
    shutil.copytree(paths.resources_folder(), tmp_path / "resources", ignore=ignored)
    return ContentFolders(tmp_path / "forms", tmp_path / "resources", paths.built_forms_folder())


def change(path: Path, which: Callable[[Row], bool], **cells: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if which(row):
            row.update(cells)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def named(name: str) -> Callable[[Row], bool]:
    return lambda row: row.get("name", row.get("id")) == name and not row.get("type", "").startswith("end")


def test_what_is_shipped_has_no_errors() -> None:
    shipped = ContentFolders(paths.forms_folder(), paths.resources_folder(), paths.built_forms_folder())
    assert [r.text for r in check_forms(shipped) if r.keeps_from_use] == []
    assert [r.text for r in check_rules_and_sheets(shipped, TODAY)] == []


@pytest.mark.parametrize(
    ("question", "cells", "sentence"),
    [
        ("city", {"relevant": "${full_intervew} = 'ja'"}, "Die Frage „full_intervew“ gibt es nicht"),
        ("city", {"relevant": "${age} = = 3"}, "ist nicht lesbar"),
        ("city", {"relevant": "agee(${age}) > 3"}, "Die Funktion „agee“"),
        ("city", {"category": ""}, "Die Angabe in „category“ fehlt"),
        ("city", {"category": "kontact"}, "Die Kategorie „kontact“ gibt es nicht"),
        ("age", {"category": "alter"}, "Die Kategorie „alter“ gibt es nicht"),
        ("city", {"type": "select_one staedte"}, "Die Auswahlliste „staedte“ gibt es in choices.csv nicht"),
        ("city", {"name": "phone"}, "Der Name steht schon in Zeile"),
        ("city", {"label": ""}, "Der deutsche Text fehlt"),
    ],
)
def test_a_mistake_in_a_form_names_file_line_and_question(
    county: ContentFolders, question: str, cells: dict[str, str], sentence: str
) -> None:
    change(county.forms / "kompetenz" / "survey.csv", named(question), **cells)
    errors = [remark.text for remark in check_forms(county) if remark.keeps_from_use]
    assert any(sentence in text and "kompetenz/survey.csv:" in text and "Frage „" in text for text in errors)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"relevant": "${age} = = 3"}, "Der Ausdruck „${age} = = 3“ in „relevant“ ist nicht lesbar"),
        ({"relevant": "agee(${age}) > 3"}, "Die Funktion „agee“ in „relevant“ gibt es nicht"),
        ({"constraint": "regex(., '^(a$')"}, "Das Muster in „constraint“ ist ungültig"),
    ],
)
def test_a_form_we_cannot_run_is_not_built(
    county: ContentFolders, cells: dict[str, str], sentence: str
) -> None:
    change(county.forms / "kompetenz" / "survey.csv", named("city"), **cells)
    with pytest.raises(WorldError) as refused:
        load_forms(county)
    said = str(explain.sentence(refused.value))
    assert "survey.csv, Zeile " in said
    assert "Frage „city“: " + sentence in said


def test_half_a_built_form_is_built_again(county: ContentFolders, tmp_path: Path) -> None:
    folders = replace(county, built=tmp_path / "built")
    whole = load_forms(folders)["kompetenz"]
    (file,) = (built for built in folders.built.iterdir() if built.read_bytes() == whole.xml)
    file.write_bytes(whole.xml[: len(whole.xml) // 2])
    assert load_forms(folders)["kompetenz"].xml == whole.xml


def test_without_the_assessment_nothing_starts(county: ContentFolders) -> None:
    shutil.rmtree(county.forms / "kompetenz")
    with pytest.raises(WorldError) as refused:
        load_forms(county)
    assert "kompetenz/survey.csv: Dieses Formular fehlt." in str(explain.sentence(refused.value))


def test_a_form_that_drops_a_question_hears_what_relies_on_it(county: ContentFolders) -> None:
    change(county.forms / "kompetenz" / "survey.csv", named("residence"), name="aufenthaltstitel")
    errors = [remark.text for remark in check_forms(county) if remark.keeps_from_use]
    assert any("Frage „residence“: Diese Frage fehlt. Ohne sie gilt nicht mehr" in text for text in errors)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"condition": "${residens} = 'p24'"}, "Die Frage „residens“ gibt es nicht"),
        ({"condition": "${residence} = 'p99'"}, "Die Antwort „residence=p99“"),
        ({"station_kind": "rathaus"}, None),
        ({"checked_on": "2026-01-01"}, "älter als 180 Tage"),
    ],
)
def test_a_mistake_in_a_rule_names_the_rule(
    county: ContentFolders, cells: dict[str, str], sentence: str | None
) -> None:
    change(county.resources / "routing" / "rules.csv", named("r30_youth_advice"), **cells)
    if sentence is None:
        with pytest.raises(WorldError) as unreadable:
            check_rules_and_sheets(county, TODAY)
        assert unreadable.value.code in (ErrorCode.RULES_INVALID, ErrorCode.RESOURCE_INVALID)
        return
    texts = [remark.text for remark in check_rules_and_sheets(county, TODAY)]
    assert any("r30_youth_advice" in text and sentence in text for text in texts)


def test_a_sheet_cannot_name_what_the_form_does_not_ask(county: ContentFolders) -> None:
    sheet = county.resources / "sheets" / "jobcenter.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "jobcenter,ziele,lieblingsfarbe\n", encoding="utf-8")
    texts = [remark.text for remark in check_rules_and_sheets(county, TODAY)]
    assert any("sheets/jobcenter.csv" in text and "lieblingsfarbe" in text for text in texts)


@pytest.mark.parametrize("code", list(FindingCode))
def test_every_finding_in_a_form_has_a_sentence(code: FindingCode) -> None:
    said = explain_findings.form_finding("kompetenz", error(code, "survey.csv"))
    assert "{" not in said.replace("${name}", "")


@pytest.mark.parametrize("problem", list(RuleProblem))
def test_every_finding_in_a_rule_has_a_sentence(problem: RuleProblem) -> None:
    assert "wort" in explain_findings.rule_finding(RuleFinding("r01", problem, "wort"))


@pytest.mark.parametrize("problem", list(SheetProblem))
def test_every_finding_in_a_sheet_has_a_sentence(problem: SheetProblem) -> None:
    assert "wort" in explain_findings.sheet_finding(SheetFinding("jobcenter", problem, "wort"))
