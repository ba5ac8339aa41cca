"""Whoever drops a question reads which rules, sheets and lists lose it."""

from __future__ import annotations

from pathlib import Path

import pytest

from profiler import paths
from profiler.casework.check_content import check_forms
from profiler.casework.content import ContentFolders
from profiler.casework.form_folders import FormFolder
from profiler.errors import WorldError
from profiler.routing.loading import load_vocabulary


def told(tmp_path: Path, form_id: str = "kompetenz", **tables: str) -> list[str]:
    county = tmp_path / "county"
    county.mkdir()
    for name, text in tables.items():
        (county / f"{name}.csv").write_text(text, encoding="utf-8")
    folders = ContentFolders(
        forms=paths.forms_folder(), resources=paths.resources_folder(), built=tmp_path / "built"
    )
    form = FormFolder(form_id, paths.forms_folder() / form_id, county, tmp_path / "built")
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


@pytest.mark.parametrize(
    ("form_id", "question", "loses"),
    [
        ("schule", "child_family_name", "Name des Kindes in Listen und auf Papieren"),
        ("schule", "child_birth_date", "Blatt „Schulanmeldung“"),
        ("schule", "c_h_signed", "Fragen zur Gesundheit nur mit eigener Einwilligung"),
        ("einwilligung", "c_abh_ok", "Eigene Erlaubnis für die Ausländerbehörde"),
        ("einwilligung", "c_teachback_who", "Unterschreiben erst, wenn verstanden wurde"),
    ],
)
def test_every_form_says_what_rests_on_it(tmp_path: Path, form_id: str, question: str, loses: str) -> None:
    (only,) = told(tmp_path, form_id, survey=f"name,hide\n{question},yes\n")
    assert loses in only
    assert "Regel" not in only


def test_what_the_consent_form_asks_is_not_asked_of_the_assessment() -> None:
    file = paths.resources_folder() / "vocabulary.csv"
    assert "c_abh_ok" in load_vocabulary(file, "einwilligung")
    assert "c_abh_ok" not in load_vocabulary(file)


def test_a_name_stands_once_for_each_form(tmp_path: Path) -> None:
    file = tmp_path / "vocabulary.csv"
    file.write_text("question,codes,form\nage,,\nage,,schule\n", encoding="utf-8")
    assert set(load_vocabulary(file, "schule")) == {"age"}
    file.write_text("question,codes,form\nage,,schule\nage,,schule\n", encoding="utf-8")
    with pytest.raises(WorldError):
        load_vocabulary(file, "schule")
