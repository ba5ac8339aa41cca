"""What a check says about the catalogues of a form, and of which file it speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from profiler.casework.explain_findings import form_finding
from profiler.casework.form_folders import FormFolder, form_translations
from profiler.forms.county import read_merged
from profiler.forms.findings import Finding
from profiler.forms.lint_files import misnamed_files
from profiler.forms.lint_translations import translation_findings
from tests.unit.forms.tables import write_form

HEAD = 'msgid ""\nmsgstr "Language: ar\\n"\n'
SURVEY = "type,name,label\ntext,given,Wie heißen Sie?\n"
SETTINGS = "form_title,form_id,version\n,probe,7\n"
GIVEN = ("survey:given:label", "Wie heißen Sie?")
OWN = ("survey:given:label", "Ihr Name?")


@pytest.fixture
def form(tmp_path: Path) -> FormFolder:
    tables = write_form(tmp_path, survey=SURVEY, choices="list_name,name,label\n", settings=SETTINGS)
    return FormFolder("probe", tables, None, tmp_path / "built")


@pytest.fixture
def changed(form: FormFolder, tmp_path: Path) -> FormFolder:
    """The same form, one question worded differently by the county."""
    county = tmp_path / "county" / "probe"
    county.mkdir(parents=True)
    (county / "survey.csv").write_text("name,label\ngiven,Ihr Name?\n", encoding="utf-8")
    return FormFolder("probe", form.tables, county, tmp_path / "built")


def catalogue(folder: Path | None, *entries: tuple[tuple[str, str], str], mark: str = "") -> None:
    assert folder is not None
    (folder / "po").mkdir(exist_ok=True)
    told = [f'\n{mark}msgctxt "{key[0]}"\nmsgid "{key[1]}"\nmsgstr "{text}"\n' for key, text in entries]
    (folder / "po" / "ar.po").write_text("".join((HEAD, *told)), encoding="utf-8")


def found(form: FormFolder) -> list[Finding]:
    source = read_merged(form.tables, form.county).source
    return list(translation_findings(source, form_translations(form)))


def brief(form: FormFolder) -> list[tuple[str, str, int]]:
    return [(each.code.value, each.file, each.line) for each in found(form)]


def test_a_place_without_a_text_is_told_where_the_text_is_to_be_written(form: FormFolder) -> None:
    catalogue(form.tables, (GIVEN, ""))
    assert brief(form) == [("empty_translation", "po/ar.po", 4)]


def test_nobody_needs_the_empty_place_of_a_picture(form: FormFolder) -> None:
    write_form(
        form.tables.parent,
        survey="type,name,label,media::image\ntext,given,Wie heißen Sie?,a.png\n",
        choices="list_name,name,label\n",
        settings=SETTINGS,
    )
    catalogue(form.tables, (GIVEN, "ما اسمك؟"), (("survey:given:media::image", "a.png"), ""))
    assert brief(form) == []


def test_an_entry_that_is_there_twice_is_told(form: FormFolder) -> None:
    catalogue(form.tables, (GIVEN, "ما اسمك؟"), (GIVEN, "اسمك؟"))
    (twice,) = found(form)
    assert (twice.code.value, twice.file, twice.line, twice.args["first"]) == (
        "translated_twice",
        "po/ar.po",
        8,
        "4",
    )


@pytest.mark.parametrize(
    ("text", "marks"), [("<b>ما</b> اسمك؟", "</b> <b>"), ("ما&nbsp;اسمك؟", "&nbsp;"), ("5 < 6 & 7", None)]
)
def test_html_in_a_translation_would_be_shown_as_it_stands(
    form: FormFolder, text: str, marks: str | None
) -> None:
    catalogue(form.tables, (GIVEN, text))
    told = [(each.code.value, each.args["found"]) for each in found(form)]
    assert told == ([("markup_in_translation", marks)] if marks else [])


def test_what_the_county_words_differently_is_missing_in_its_own_catalogue(changed: FormFolder) -> None:
    catalogue(changed.tables, (GIVEN, "ما اسمك؟"))
    (missing,) = found(changed)
    said = form_finding("probe", missing)
    assert said.startswith("county/forms/probe/survey.csv:2: Frage „given“: Die Übersetzung fehlt (ar)")
    assert said.endswith(
        "„profiler forms po update probe --lang ar“ trägt ihn in county/forms/probe/po/ar.po ein."
    )
    catalogue(changed.county, (OWN, ""))
    assert brief(changed) == [("empty_translation", "county/po/ar.po", 4)]
    catalogue(changed.county, (OWN, "ما اسمك؟"))
    assert brief(changed) == []


def test_a_stale_translation_of_the_county_is_told_in_its_catalogue(changed: FormFolder) -> None:
    catalogue(changed.tables, (GIVEN, "ما اسمك؟"))
    catalogue(changed.county, (("survey:given:label", "Name?"), "اسمك؟"))
    assert brief(changed) == [("stale_translation", "county/po/ar.po", 4)]
    catalogue(changed.county, (OWN, "اسمك؟"), mark="#, fuzzy\n")
    assert brief(changed) == [("stale_translation", "county/po/ar.po", 5)]


@pytest.mark.parametrize(
    ("name", "language", "wanted"),
    [
        ("xx_yy.po", "en", "po/en.po"),
        ("xx_yy.po", "", None),
        ("AR.po", "", "po/ar.po"),
        ("uk.po.txt", "", "po/uk.po"),
        ("fa (1).po", "", "po/fa.po"),
        ("arabisch.po", "", None),
    ],
)
def test_a_catalogue_under_another_name_is_told_without_a_guess(
    tmp_path: Path, name: str, language: str, wanted: str | None
) -> None:
    (tmp_path / "po").mkdir()
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n' if language else ""
    (tmp_path / "po" / name).write_text(header, encoding="utf-8")
    (told,) = misnamed_files(tmp_path)
    code = "wrong_file_name" if wanted else "unknown_language_file"
    assert (told.code.value, told.args.get("wanted")) == (code, wanted)
    assert "ar.po für" not in form_finding("probe", told)


def test_a_catalogue_that_cannot_be_read_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "po" / "AR.po").mkdir(parents=True)
    assert [each.args.get("wanted") for each in misnamed_files(tmp_path)] == ["po/ar.po"]
