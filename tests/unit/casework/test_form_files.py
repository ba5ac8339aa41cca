"""Forms come in from spreadsheets with their files, and go out as such."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from profiler.casework.explain import sentence
from profiler.casework.explain_workbooks import WORKBOOK_FAULTS, remark_line
from profiler.casework.form_files import column_language, take_over, write_workbook
from profiler.casework.form_folders import form_folder
from profiler.casework.loading import load_form
from profiler.errors import ErrorCode, WorldError
from profiler.forms.findings import FindingCode
from profiler.forms.spreadsheet.remarks import Remark, RemarkCode
from profiler.forms.spreadsheet.types import Unsupported
from profiler.languages.catalogues import read_po
from tests.unit.forms.broken_workbooks import workbook

Rows = Sequence[Sequence[object]]
SURVEY: Rows = [
    [
        "type",
        "name",
        "label::Deutsch (de)",
        "label::Arabic",
        "image",
        "category",
        "tier",
        "purpose",
        "retention",
    ],
    ["select_one_from_file towns.csv", "town", "Wo?", "أين؟", "map.png", "kontakt", "deep", "p", "r"],
    ["text", "a", "Was?", None, None, "kontakt", "deep", "p", "r"],
]
SETTINGS: Rows = [["form_title", "form_id"], ["Bogen", "bogen"]]


def county_form(folder: Path, survey: Rows = SURVEY) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return workbook(folder / "kreis.xlsx", {"survey": survey, "settings": SETTINGS})


def test_a_form_lies_in_its_folder_with_translations_and_files(tmp_path: Path) -> None:
    file = county_form(tmp_path / "in")
    (tmp_path / "in" / "towns.csv").write_text("name,label\nx,X\n", encoding="utf-8")
    (tmp_path / "in" / "kreis-media").mkdir()
    (tmp_path / "in" / "kreis-media" / "map.png").write_bytes(b"picture")
    taken = take_over(file, tmp_path / "bogen")
    assert (taken.form_id, taken.questions, taken.languages) == ("bogen", 2, ("ar",))
    assert (taken.remarks, taken.missing_files, taken.runs) == ((), (), True)
    assert (tmp_path / "bogen" / "media" / "map.png").read_bytes() == b"picture"
    assert (tmp_path / "bogen" / "towns.csv").is_file()
    arabic = (tmp_path / "bogen" / "po" / "ar.po").read_text(encoding="utf-8")
    assert 'msgid "Was?"\nmsgstr ""' in arabic
    assert dict(read_po(tmp_path / "bogen" / "po" / "ar.po", "ar").messages) == {
        ("survey:town:label", "Wo?"): "أين؟"
    }


def test_files_that_are_nowhere_are_named(tmp_path: Path) -> None:
    taken = take_over(county_form(tmp_path / "in"), tmp_path / "bogen")
    assert taken.missing_files == ("towns.csv", "media/map.png")
    (tmp_path / "bogen" / "towns.csv").write_text("name,label\nx,X\n", encoding="utf-8")
    again = take_over(county_form(tmp_path / "in"), tmp_path / "bogen", overwrite=True)
    assert (again.missing_files, again.runs) == (("media/map.png",), True)
    assert not taken.runs
    assert "towns.csv" in taken.remarks[-1].text


def test_a_form_that_lies_there_is_not_replaced_by_accident(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("bogen")
    folder.mkdir()
    (folder / "towns.csv").write_text("name,label\nx,X\n", encoding="utf-8")
    (folder / "choices.csv").write_text("list_name,name,label\n", encoding="utf-8")
    file = county_form(folder)
    with pytest.raises(WorldError) as raised:
        take_over(file, None)
    assert raised.value.code is ErrorCode.USAGE
    assert "--overwrite" in str(sentence(raised.value))
    taken = take_over(file, None, overwrite=True)
    assert (taken.folder, taken.missing_files, taken.runs) == (folder, ("media/map.png",), True)
    assert not (folder / "choices.csv").exists()
    again = take_over(file, None, overwrite=True)
    assert again == taken


def test_questions_in_a_circle_are_told_when_the_form_is_tried(tmp_path: Path) -> None:
    survey = [
        ["type", "name", "label", "relevant"],
        ["text", "a", "A", "${b} = 'x'"],
        ["text", "b", "B", "${a} = 'x'"],
    ]
    taken = take_over(county_form(tmp_path, survey), tmp_path / "bogen")
    assert not taken.runs
    assert "im Kreis" in taken.remarks[-1].text


def test_a_form_written_in_english_speaks_german_too(tmp_path: Path) -> None:
    survey: Rows = [
        [
            "type",
            "name",
            "label::English (en)",
            "label::Deutsch (de)",
            "hint::English (en)",
            "hint::Deutsch (de)",
        ],
        ["begin_group", "g", "Person", "Mensch", "Who?", "Wer?"],
        ["text", "a", "Your name?", "Wie heißen Sie?"],
        ["end_group", "g"],
    ]
    taken = take_over(county_form(tmp_path, survey), tmp_path / "bogen", source_language="en")
    assert (taken.languages, taken.runs) == (("de",), True)
    form = load_form(form_folder(tmp_path / "bogen", tmp_path / "built")).definition
    assert form.languages == ("de", "en")
    assert form.question("a").label == {"en": "Your name?", "de": "Wie heißen Sie?"}
    (group,) = form.sections()
    assert group.hint == {"en": "Who?", "de": "Wer?"}


@pytest.mark.parametrize("blocked", ["survey.csv", "towns.csv"])
def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path, blocked: str) -> None:
    file = county_form(tmp_path / "in")
    (tmp_path / "in" / "towns.csv").write_text("name,label\nx,X\n", encoding="utf-8")
    (tmp_path / "bogen" / blocked).mkdir(parents=True)
    with pytest.raises(WorldError) as raised:
        take_over(file, tmp_path / "bogen", overwrite=True)
    assert raised.value.code is ErrorCode.NO_ACCESS


def test_a_form_goes_out_with_its_translations(tmp_path: Path) -> None:
    file = county_form(tmp_path / "in", [row[:4] for row in SURVEY[:1]] + [["text", "a", "Was?", "ماذا؟"]])
    take_over(file, tmp_path / "bogen")
    out = tmp_path / "out" / "bogen.xlsx"
    written = write_workbook(form_folder(tmp_path / "bogen", tmp_path / "built"), out)
    assert (written.translated, written.files, written.missing_files) == ({"ar": 1}, (), ())
    back = take_over(out, tmp_path / "back" / "bogen")
    assert back.remarks == ()
    for name in ("survey.csv", "settings.csv", "po/ar.po"):
        assert (tmp_path / "back" / "bogen" / name).read_bytes() == (tmp_path / "bogen" / name).read_bytes()
    (tmp_path / "blocked").write_text("x", encoding="utf-8")
    with pytest.raises(WorldError) as raised:
        write_workbook(form_folder(tmp_path / "bogen", tmp_path / "built"), tmp_path / "blocked" / "x.xlsx")
    assert raised.value.code is ErrorCode.NO_ACCESS


def test_the_files_of_a_form_go_out_with_it_and_come_back(tmp_path: Path) -> None:
    survey = [*SURVEY, ["calculate", "c", "C", None, None, "kontakt", "deep", "p", "r"]]
    survey[0] = [*survey[0], "calculation"]
    survey[3] = [*survey[3], "pulldata('rates', 'v', 'k', 'x')"]
    file = county_form(tmp_path / "in", survey)
    (tmp_path / "in" / "towns.csv").write_text("name,label\nx,X\n", encoding="utf-8")
    (tmp_path / "in" / "map.png").write_bytes(b"picture")
    take_over(file, tmp_path / "bogen")
    out = tmp_path / "out" / "bogen.xlsx"
    written = write_workbook(form_folder(tmp_path / "bogen", tmp_path / "built"), out)
    media = tmp_path / "out" / "bogen-media"
    assert written.files == (media / "towns.csv", media / "map.png")
    assert written.missing_files == ("rates.csv",)
    back = take_over(out, tmp_path / "back")
    assert back.missing_files == ("rates.csv",)
    for name in ("towns.csv", "media/map.png"):
        assert (tmp_path / "back" / name).read_bytes() == (tmp_path / "bogen" / name).read_bytes()


def test_a_file_that_leads_out_of_the_folder_or_cannot_be_written_is_not_copied(tmp_path: Path) -> None:
    folder = tmp_path / "bogen"
    take_over(county_form(tmp_path / "in"), folder)
    (folder / "towns.csv").write_text("name,label\nx,X\n", encoding="utf-8")
    survey = (folder / "survey.csv").read_text(encoding="utf-8").replace("map.png", "../map.png")
    (folder / "survey.csv").write_text(survey, encoding="utf-8")
    (tmp_path / "map.png").write_bytes(b"secret")
    written = write_workbook(form_folder(folder, tmp_path / "built"), tmp_path / "a.xlsx")
    assert written.missing_files == ("../map.png",)
    (tmp_path / "b-media").write_text("x", encoding="utf-8")
    with pytest.raises(WorldError) as raised:
        write_workbook(form_folder(folder, tmp_path / "built"), tmp_path / "b.xlsx")
    assert raised.value.code is ErrorCode.NO_ACCESS


def test_pictures_of_one_language_go_out_too(tmp_path: Path) -> None:
    survey: Rows = [
        ["type", "name", "label::Deutsch (de)", "label::Arabic", "image::Deutsch (de)", "image::Arabic"],
        ["text", "a", "Was?", "ماذا؟", "de.png", "ar.png"],
    ]
    file = county_form(tmp_path / "in", survey)
    for name in ("de.png", "ar.png"):
        (tmp_path / "in" / name).write_bytes(b"picture")
    take_over(file, tmp_path / "bogen")
    written = write_workbook(form_folder(tmp_path / "bogen", tmp_path / "built"), tmp_path / "b.xlsx")
    assert [each.name for each in written.files] == ["de.png", "ar.png"]


def test_a_form_of_another_language_comes_back_without_a_word(tmp_path: Path) -> None:
    survey: Rows = [
        ["type", "name", "label::English (en)", "label::Arabic", "category", "tier", "purpose", "retention"],
        ["text", "a", "What?", "ماذا؟", "kontakt", "deep", "p", "r"],
    ]
    take_over(county_form(tmp_path / "in", survey), tmp_path / "bogen", source_language="en")
    write_workbook(form_folder(tmp_path / "bogen", tmp_path / "built"), tmp_path / "bogen.xlsx")
    back = take_over(tmp_path / "bogen.xlsx", tmp_path / "back")
    assert (back.languages, back.remarks, back.runs) == (("ar",), (), True)
    for name in ("survey.csv", "settings.csv"):
        assert (tmp_path / "back" / name).read_bytes() == (tmp_path / "bogen" / name).read_bytes()


@pytest.mark.parametrize(
    ("file", "reason", "expected"),
    [
        ("a/b.xlsx", "zip_bomb", ""),
        ("a/b.xml", "broken_xml", ""),
        ("a/b.xlsx", "not_convertible", "Bitte berichtigen Sie die Datei."),
        ("a/form.csv", "semicolons", "Bitte berichtigen Sie die Datei."),
        ("a/survey.csv", "syntax", "Bitte berichtigen Sie die Tabelle und bauen Sie das Formular neu."),
    ],
)
def test_what_to_do_fits_what_is_wrong(file: str, reason: str, expected: str) -> None:
    error = WorldError(ErrorCode.FORM_INVALID, file=file, reason=reason, line="", question="")
    assert sentence(error).next_step == expected


@pytest.mark.parametrize(
    ("code", "name", "right_to_left"),
    [("ar", "العربية (ar)", True), ("fa_AF", "دری (fa-AF)", True), ("ro", "română (ro)", False)],
)
def test_a_column_names_its_language_as_people_and_web_standards_do(
    code: str, name: str, right_to_left: bool
) -> None:
    language = column_language(code)
    assert (language.code, language.name, language.right_to_left) == (code, name, right_to_left)


@pytest.mark.parametrize("code", RemarkCode)
def test_every_remark_is_a_sentence(code: RemarkCode) -> None:
    line = remark_line(Remark(code, "survey", 3, "a", {"reason": "place", "language": "und"}))
    assert line.startswith("survey, Zeile 3: „a“: ")
    assert line.endswith((".", "–"))
    assert not remark_line(Remark(code)).startswith(":")


@pytest.mark.parametrize("reason", Unsupported)
def test_every_reason_is_a_sentence(reason: Unsupported) -> None:
    remark = Remark(RemarkCode.QUESTION_LEFT_OUT, args={"type": "x", "reason": reason.value})
    assert "Prüfung" not in remark_line(remark)


@pytest.mark.parametrize("reason", FindingCode)
def test_no_code_of_the_check_is_shown(reason: FindingCode) -> None:
    line = remark_line(
        Remark(RemarkCode.CONDITION_LEFT_OUT, args={"column": "relevant", "reason": reason.value})
    )
    assert f"({reason.value})" not in line
    assert line.startswith("Der Ausdruck in „relevant“ wurde weggelassen: ")


def test_what_is_quoted_can_be_read_at_a_glance() -> None:
    why = {"column": "relevant", "reason": "syntax", "at": "12", "found": ""}
    line = remark_line(Remark(RemarkCode.CONDITION_LEFT_OUT, args={**why, "expression": "1 + " * 10_000}))
    assert "bei Zeichen 12: „Ende“" in line
    assert len(line) < 250
    assert line.endswith("…")


@pytest.mark.parametrize("reason", WORKBOOK_FAULTS)
def test_every_refusal_is_a_sentence(reason: str) -> None:
    error = WorldError(ErrorCode.FORM_INVALID, file="a/b.xlsx", reason=reason, line="", question="")
    assert reason not in str(sentence(error))
