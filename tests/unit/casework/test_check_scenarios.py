"""Every mistake a form can have is told its author in German: where it is, what is wrong, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from profiler.casework.check_content import form_findings
from profiler.casework.check_file import check_file
from profiler.casework.explain_findings import form_finding
from profiler.casework.form_folders import FormFolder
from profiler.forms.findings import FindingCode
from tests.unit.casework.broken_forms import BROKEN, SURVEY, Broken

SHOWN_IN_FILES_ALONE = {FindingCode.UNTRANSLATED}
"""What a folder of ours cannot lack: its catalogues say more."""


def told(broken: Broken, tmp_path: Path) -> dict[str, FindingCode]:
    folder, county = broken.write(tmp_path)
    form = FormFolder(broken.name, folder, county, tmp_path / "cache")
    return {form_finding(broken.name, each): each.code for each in form_findings(form, broken.vocabulary)}


def test_a_sound_form_is_told_nothing(tmp_path: Path) -> None:
    assert told(Broken(FindingCode.SYNTAX, "", {"survey.csv": SURVEY}), tmp_path) == {}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: f"{broken.code}-{broken.line[-30:]}")
def test_a_mistake_is_told_with_place_question_and_what_to_do(broken: Broken, tmp_path: Path) -> None:
    assert told(broken, tmp_path).get(broken.line) is broken.code


def test_every_finding_has_its_scenario() -> None:
    assert {broken.code for broken in BROKEN} | SHOWN_IN_FILES_ALONE == set(FindingCode)


def test_a_text_missing_in_a_language_of_a_file_is_told(tmp_path: Path) -> None:
    form = tmp_path / "form.md"
    form.write_text(
        "| survey | | | | |\n"
        "| | type | name | label::English (en) | label::Français (fr) |\n"
        "| | text | a | Name? | Nom? |\n"
        "| | text | b | Town? | |\n",
        encoding="utf-8",
    )
    remarks = [remark.text for remark in check_file(form, source_language="en")]
    assert "form.md: Frage „b“ (Town?): „b:label“ hat keinen Text in dieser Sprache (fr)." in remarks
