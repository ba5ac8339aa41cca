"""Whoever drops a question reads which rules, sheets and lists lose it."""

from __future__ import annotations

from pathlib import Path

from profiler import paths
from profiler.casework.check_content import check_forms
from profiler.casework.content import ContentFolders
from profiler.casework.form_folders import FormFolder


def told(tmp_path: Path, **tables: str) -> list[str]:
    county = tmp_path / "county"
    county.mkdir()
    for name, text in tables.items():
        (county / f"{name}.csv").write_text(text, encoding="utf-8")
    folders = ContentFolders(
        forms=paths.forms_folder(), resources=paths.resources_folder(), built=tmp_path / "built"
    )
    form = FormFolder("kompetenz", paths.forms_folder() / "kompetenz", county, tmp_path / "built")
    return [remark.text for remark in check_forms(folders, form) if "stützt" in remark.text]


def test_a_hidden_question_names_its_rules_sheets_and_lists(tmp_path: Path) -> None:
    (only,) = told(tmp_path, survey="name,hide\nbenefit,yes\n")
    assert "Regeln r01_living_costs, r01b_social_office" in only
    assert "Blätter „Profilbogen Arbeit“" in only
    assert "Übersicht der Person" in only
    assert "r14_recognition" not in only


def test_a_hidden_choice_names_the_rules_that_ask_for_it(tmp_path: Path) -> None:
    (only,) = told(tmp_path, choices="list_name,name,hide\nbenefit,sgb2,yes\n")
    assert "r01d_job_centre_goes_on" in only
    assert "r01b_social_office" not in only


def test_a_question_that_protects_names_what_it_protects(tmp_path: Path) -> None:
    (only,) = told(tmp_path, survey="name,hide\naddress_secret,yes\n")
    assert "Schutz der geheimen Adresse" in only
