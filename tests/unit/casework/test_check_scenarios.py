"""Every mistake a form can have is told its author in German: where it is, what is wrong, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from profiler.casework.check_content import form_findings
from profiler.casework.check_file import check_file
from profiler.casework.explain_findings import form_finding
from profiler.casework.form_folders import FormFolder, form_translations
from profiler.forms.findings import FindingCode
from profiler.forms.lint_own import OwnCodes
from tests.unit.casework.broken_forms import BROKEN, CHOICES, SURVEY, Broken, condition, survey

SHOWN_IN_FILES_ALONE = {FindingCode.UNTRANSLATED}
"""What a folder of ours cannot lack: its catalogues say more."""


OWN_CODES = OwnCodes(
    categories=frozenset({"kontakt", "beruf", "intern", "gesundheit"}),
    sheets=frozenset({"jobcenter", "iq"}),
    purposes=frozenset({"kontakt", "arbeit", "k"}),
    retentions=frozenset({"jahr", "j"}),
    consents={"gesundheit": "working"},
)


def told(broken: Broken, tmp_path: Path) -> dict[str, FindingCode]:
    folder, county = broken.write(tmp_path)
    form = FormFolder(broken.name, folder, county, tmp_path / "cache")
    found = form_findings(form, broken.vocabulary, OWN_CODES)
    return {form_finding(broken.name, each): each.code for each in found}


def test_a_sound_form_is_told_nothing(tmp_path: Path) -> None:
    assert told(Broken(FindingCode.SYNTAX, "", {"survey.csv": SURVEY}), tmp_path) == {}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: f"{broken.code}-{broken.line[-30:]}")
def test_a_mistake_is_told_with_place_question_and_what_to_do(broken: Broken, tmp_path: Path) -> None:
    assert told(broken, tmp_path).get(broken.line) is broken.code


@pytest.mark.parametrize(
    "sound",
    [
        {"choices.csv": CHOICES + "yn,1,Eins\nyn,9162,Zwei\n"},
        survey("jobcenter,short", "-,short"),
        {"settings.csv": "form_title,form_id,version\nProbe,probe,2026112101-k1\n"},
        survey("Wie heißen Sie?,,,", "Wie heißen Sie?,,Yes,"),
        condition("/probe/given = 'ja'"),
        survey(
            "integer,age,Wie alt sind Sie?,,,,. < 120,,,,kontakt,jobcenter",
            "integer,age,Wie alt sind Sie?,,,${working} = 'ja',. < 120,,,,gesundheit,-",
        ),
        survey(
            "begin_repeat,jobs,Arbeiten,,,,,,,,,,,,\ntext,title,Als was?,,,,,,,,beruf,jobcenter",
            "begin_repeat,jobs,Arbeiten,,,${working} = 'ja',,,,,,,,,\n"
            "text,title,Als was?,,,,,,,,gesundheit,-",
        ),
    ],
)
def test_what_is_right_is_told_nothing(sound: dict[str, str | None], tmp_path: Path) -> None:
    assert told(Broken(FindingCode.SYNTAX, "", sound), tmp_path) == {}


def test_a_choice_without_a_list_belongs_to_no_question(tmp_path: Path) -> None:
    files = {"choices.csv": CHOICES + ",b,B\n", **condition("${given} = 'x'")}
    (only,) = told(Broken(FindingCode.MISSING_LIST_NAME, "", files), tmp_path).values()
    assert only is FindingCode.MISSING_LIST_NAME


def test_a_missing_column_is_told_once(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "survey.csv": SURVEY.replace("type", "typ", 1),
        "published.csv": "version,path,type,codes,label\n1,/probe/given,text,,Wie?\n",
    }
    found = told(Broken(FindingCode.MISSING_COLUMN, "", files), tmp_path)
    assert sorted(found.values()) == [FindingCode.MISSING_COLUMN, FindingCode.UNKNOWN_COLUMN]


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


def test_a_picture_beside_a_file_is_found_and_a_missing_one_told(tmp_path: Path) -> None:
    form = tmp_path / "form.md"
    form.write_text(
        "| survey | | | | |\n"
        "| | type | name | label | media::image |\n"
        "| | text | a | Wie? | da.png |\n"
        "| | text | b | Wo? | weg.png |\n",
        encoding="utf-8",
    )
    (tmp_path / "da.png").write_bytes(b"")
    missing = [remark.text for remark in check_file(form) if "fehlt. Legen" in remark.text]
    assert missing == ["form.md: Die Datei „weg.png“ fehlt. Legen Sie sie neben das Formular."]


def test_a_translation_taken_out_or_left_empty_hides_none_that_is_there(tmp_path: Path) -> None:
    def entry(text: str, mark: str = "") -> str:
        lines = ('msgctxt "survey:given:label"', 'msgid "Wie heißen Sie?"', f'msgstr "{text}"')
        return "".join(f"{mark}{line}\n" for line in lines) + "\n"

    head = 'msgid ""\nmsgstr "Language: ar\\n"\n\n'
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder, text in ((ours, entry("ما اسمك؟")), (theirs, entry("") + entry("قديم", "#~ "))):
        (folder / "po").mkdir(parents=True)
        (folder / "po" / "ar.po").write_text(head + text, encoding="utf-8")
    found = form_translations(FormFolder("probe", ours, theirs, tmp_path))
    ((_, translation),) = [item for item in found["ar"].items() if item[0][0]]
    assert translation.text == "ما اسمك؟"
