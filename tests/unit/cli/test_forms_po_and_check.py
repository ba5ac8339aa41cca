"""What form authors see when they check, build and translate their forms on the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from profiler import paths
from profiler.casework import explain
from profiler.casework.content import ContentFolders
from profiler.cli.arguments import BadUsage, parse
from profiler.cli.forms import run_forms
from profiler.cli.forms_call import FormsCall, clock_in
from profiler.errors import EXIT_FINDINGS, EXIT_OK, ErrorCode, WorldError
from profiler.languages.po_files import read_po_file

SURVEY = (
    "type,name,label,media::image,category,sheets,tier,purpose,retention\n"
    "text,given,Wie heißen Sie?,,kontakt,iq,short,kontakt,vorgang_3_jahre\n"
    "select_one yn,working,Arbeiten Sie?,werk.png,beruf,iq,short,arbeitsvermittlung,vorgang_3_jahre\n"
)
CHOICES = "list_name,name,label\nyn,ja,Ja\n"
SETTINGS = "form_title,form_id,version\nProbe,probe,1\n"


@pytest.fixture
def folders(tmp_path: Path) -> ContentFolders:
    form = tmp_path / "forms" / "probe"
    form.mkdir(parents=True)
    for name, text in (("survey", SURVEY), ("choices", CHOICES), ("settings", SETTINGS)):
        (form / f"{name}.csv").write_text(text, encoding="utf-8")
    (form / "werk.png").write_bytes(b"")
    county = tmp_path / "county" / "forms"
    return ContentFolders(
        tmp_path / "forms", paths.resources_folder(), tmp_path / "built", county, tmp_path / "cache"
    )


def forms(folders: ContentFolders, *words: str) -> tuple[int, str]:
    out = io.StringIO()
    call = FormsCall(parse(["forms", *words]), folders, clock_in(None, None), io.StringIO(), out)
    return run_forms(call), out.getvalue()


def change(folders: ContentFolders, old: str, new: str) -> None:
    table = folders.forms / "probe" / "survey.csv"
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new), encoding="utf-8")


def translate(folders: ContentFolders, german: str, text: str) -> None:
    file = folders.forms / "probe" / "po" / "uk.po"
    before = f'msgid "{german}"\nmsgstr ""'
    content = file.read_text(encoding="utf-8")
    assert before in content
    file.write_text(content.replace(before, before[:-1] + text + '"'), encoding="utf-8")


def test_a_new_language_begins_with_every_german_text(folders: ContentFolders) -> None:
    code, said = forms(folders, "po", "update", "--lang", "uk")
    assert (code, said) == (
        EXIT_OK,
        "probe uk: draft, 0 von 4 übersetzt, 0 veraltet, 4 fehlen, 0 beiseite gelegt, geändert\n",
    )
    po = read_po_file(folders.forms / "probe" / "po" / "uk.po")
    assert [entry.german for entry in po.entries] == ["Probe", "Wie heißen Sie?", "Arbeiten Sie?", "Ja"]
    assert forms(folders, "po", "update")[1].endswith("unverändert\n")


def test_a_changed_german_text_makes_the_translation_stale_until_it_is_looked_at(
    folders: ContentFolders,
) -> None:
    forms(folders, "po", "update", "--lang", "uk")
    translate(folders, "Wie heißen Sie?", "Як вас звати?")
    change(folders, "Wie heißen Sie?", "Ihr Name?")
    for step in ("state", "update", "state"):
        code, said = forms(folders, "po", step, "probe")
        assert "0 von 4 übersetzt, 1 veraltet, 3 fehlen" in said
    assert code == EXIT_FINDINGS
    assert "  veraltet (uk): survey.csv:2: given: Ihr Name?\n" in said
    assert '#, fuzzy\n#| msgid "Wie heißen Sie?"\n' in (folders.forms / "probe" / "po" / "uk.po").read_text(
        encoding="utf-8"
    )
    _, checked = forms(folders, "check", "probe")
    assert "probe/po/uk.po:" in checked
    assert "die Übersetzung ist veraltet (uk)" in checked
    forms(folders, "build")
    assert "Як вас звати?" not in next(folders.built.glob("probe-*.xml")).read_text(encoding="utf-8")


def test_a_corrected_spelling_keeps_its_translations(folders: ContentFolders) -> None:
    forms(folders, "po", "update", "--lang", "uk")
    translate(folders, "Wie heißen Sie?", "Як вас звати?")
    change(folders, "Wie heißen Sie?", "Wie heißen Sie eigentlich?")
    words = ("--retext", "Wie heißen Sie?", "Wie heißen Sie eigentlich?")
    _, said = forms(folders, "po", "update", "probe", *words)
    assert "1 von 4 übersetzt, 0 veraltet" in said
    with pytest.raises(WorldError) as refused:
        forms(folders, "po", "update", "probe", "--retext", "Wie heißen Sie?", "Nirgends")
    assert refused.value.code is ErrorCode.USAGE
    assert explain.sentence(refused.value).what.startswith("So geht es nicht: Kein deutscher Text in probe")
    with pytest.raises(BadUsage):
        forms(folders, "po", "update", *words)


def test_a_picture_may_have_a_language_of_its_own(folders: ContentFolders) -> None:
    forms(folders, "po", "update", "--lang", "uk")
    file = folders.forms / "probe" / "po" / "uk.po"
    own = '\nmsgctxt "survey:working:media::image"\nmsgid "werk.png"\nmsgstr "werk_uk.png"\n'
    file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    assert "1 von 5 übersetzt" in forms(folders, "po", "update")[1]


def test_a_template_and_a_form_with_its_languages(folders: ContentFolders) -> None:
    forms(folders, "po", "update", "--lang", "uk")
    translate(folders, "Ja", "Так")
    code, said = forms(folders, "po", "extract", "probe")
    template = folders.forms / "probe" / "po" / "probe.pot"
    assert (code, said) == (EXIT_OK, f"probe: Vorlage liegt in {template}\n")
    assert len(read_po_file(template).entries) == 4
    assert forms(folders, "po", "compile") == (EXIT_OK, "probe: gebaut mit den Sprachen de, uk\n")
    translate(folders, "Probe", "Проба")
    translate(folders, "Wie heißen Sie?", "Як вас звати?")
    translate(folders, "Arbeiten Sie?", "Ви працюєте?")
    assert forms(folders, "po", "state")[0] == EXIT_OK


def test_a_county_translates_what_it_changed_and_what_it_words_differently(
    folders: ContentFolders,
) -> None:
    forms(folders, "po", "update", "--lang", "uk")
    translate(folders, "Ja", "Так")
    assert folders.county is not None
    mine = folders.county / "probe"
    mine.mkdir(parents=True)
    (mine / "survey.csv").write_text("name,label\ngiven,Ihr Name?\n", encoding="utf-8")
    assert "uk: draft, 0 von 1 übersetzt" in forms(folders, "po", "update", "probe", "--lang", "uk")[1]
    file = mine / "po" / "uk.po"
    own = '\nmsgctxt "choices:yn/ja:label"\nmsgid "Ja"\nmsgstr "Еге ж"\n'
    file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    assert "1 von 2 übersetzt, 0 veraltet, 1 fehlen, 0 beiseite" in forms(folders, "po", "update")[1]
    code, said = forms(folders, "build", "probe")
    assert folders.cache is not None
    (file,) = folders.cache.glob("probe-*.xml")
    assert (code, said) == (EXIT_OK, f"probe: Fassung 1, 2 Fragen, liegt in {file}\n")
    built = file.read_text(encoding="utf-8")
    assert "Ihr Name?" in built
    assert "Еге ж" in built


def test_a_form_that_cannot_be_built_is_told_and_the_others_are_built(folders: ContentFolders) -> None:
    broken = folders.forms / "kaputt"
    broken.mkdir()
    (broken / "survey.csv").write_text("type;name\n", encoding="utf-8")
    code, said = forms(folders, "build")
    assert code == EXIT_FINDINGS
    assert "kaputt: Das Formular hat einen Fehler: kaputt/survey.csv, Zeile 1" in said
    assert "probe: Fassung 1" in said


def test_why_a_countys_form_cannot_be_built_is_noted_for_the_window(folders: ContentFolders) -> None:
    assert folders.county is not None
    mine = folders.county / "probe"
    mine.mkdir(parents=True)
    (mine / "survey.csv").write_text("name,after\ngiven,working\n", encoding="utf-8")
    code, said = forms(folders, "build", "probe")
    assert code == EXIT_FINDINGS
    assert "probe: Das Formular hat einen Fehler: county/survey.csv, Zeile 2" in said
    assert folders.cache is not None
    (fault,) = folders.cache.glob("probe-*.fault")
    assert json.loads(fault.read_text(encoding="utf-8"))["reason"] == "county_moves"


@pytest.mark.parametrize("action", ["build", "check", "po state"])
def test_a_form_nobody_knows_is_a_usage_error(folders: ContentFolders, action: str) -> None:
    with pytest.raises(BadUsage, match="„nirgends“ gibt es nicht"):
        forms(folders, *action.split(), "nirgends")


def test_the_check_takes_a_form_a_folder_or_a_file(folders: ContentFolders, tmp_path: Path) -> None:
    assert forms(folders, "check") == (EXIT_OK, "Formulare: 0 Fehler, 0 Hinweise\n")
    assert forms(folders, "check", "probe") == (EXIT_OK, "probe: 0 Fehler, 0 Hinweise\n")
    assert forms(folders, "check", str(folders.forms / "probe"))[1] == "probe: 0 Fehler, 0 Hinweise\n"
    forms(folders, "build")
    (xform,) = folders.built.glob("probe-*.xml")
    assert forms(folders, "check", str(xform)) == (EXIT_OK, f"{xform.name}: 0 Fehler, 0 Hinweise\n")
    broken = tmp_path / "broken.xml"
    text = xform.read_text(encoding="utf-8")
    broken.write_text(
        text.replace('nodeset="/probe/given"', 'nodeset="/probe/given" relevant="/probe/gone = older(1)"'),
        encoding="utf-8",
    )
    code, said = forms(folders, "check", str(broken))
    assert code == EXIT_FINDINGS
    assert "Fehler: broken.xml: Frage „given“ (Wie heißen Sie?): Die Funktion „older“" in said
    assert "Der Weg „/probe/gone“ in „relevant“ führt ins Leere." in said
    assert said.endswith("broken.xml: 2 Fehler, 0 Hinweise\n")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| | text | a | Name? | |\n", "form.md: 0 Fehler"),
        ("| | text | a | Name? | ${b} = 1 |\n", "„a“"),
        ("| | geopoint | a | Wo? | |\n| | text | b | Name? | |\n", "Hinweis"),
        (
            "| | text | b | Name? | ${c} = '1' |\n| | text | c | Ort? | ${b} = '1' |\n",
            "Fragen „b, c“ (Name? – Ort?): Diese Fragen hängen im Kreis",
        ),
        ("| | select_one gone | a | Wo? | |\n| | text | b | Name? | |\n", "1 Fehler"),
        (
            "| | calculate | a | | |\n| | text | b | Name? | |\n",
            "Fehler: survey, Zeile 3: „a“: Die Frage (calculate) wurde weggelassen: Ihre Berechnung fehlt.",
        ),
        ("| | geopoint | a | Wo? | |\n| | text | b | Name? | ${a} = '' |\n", "form.md: 1 Fehler"),
    ],
)
def test_a_form_from_a_spreadsheet_is_checked_as_it_is(
    folders: ContentFolders, tmp_path: Path, rows: str, expected: str
) -> None:
    file = tmp_path / "form.md"
    head = "| survey | | | | |\n| | type | name | label::Deutsch (de) | relevant |\n"
    file.write_text(head + rows, encoding="utf-8")
    assert expected in forms(folders, "check", str(file))[1]


def test_a_form_in_another_language_is_checked_as_it_was_built(
    folders: ContentFolders, tmp_path: Path
) -> None:
    file = tmp_path / "form.md"
    head = "| survey | | | | | |\n| | type | name | label::English (en) | label::Français (fr) | relevant |\n"
    file.write_text(head + "| | text | a | Name? | Nom? | older(.) |\n", encoding="utf-8")
    code, said = forms(folders, "check", str(file))
    assert code == EXIT_FINDINGS
    assert said.startswith(
        "Fehler: form.md: Keine Spalte ist deutsch. Gefunden: English (en), Français (fr)."
    )
    wrong = "Fehler: survey, Zeile 3: „a“: Der Ausdruck in „relevant“ wurde weggelassen: Die Funktion „older“"
    assert wrong in said
    code, said = forms(folders, "check", str(file), "--source-language", "fr")
    assert ("Keine Spalte" in said, wrong in said) == (False, True)
    file.write_text(head + "| | select_one_from_file gone.csv | a | Town? | Ville? | |\n", encoding="utf-8")
    code, said = forms(folders, "check", str(file), "--source-language", "en")
    assert (code, "Fehler: form.md: Die Datei „gone.csv“ mit den Antworten fehlt." in said) == (1, True)
    with pytest.raises(WorldError) as refused:
        forms(folders, "check", str(file), "--source-language", "tr")
    assert refused.value.details["reason"] == "source_language_missing"


def test_what_is_wrong_stands_at_the_row_of_the_sheet(folders: ContentFolders, tmp_path: Path) -> None:
    file = tmp_path / "form.md"
    file.write_text(
        "| survey | | | | | |\n"
        "| | type | name | label::Deutsch (de) | constraint | media::image |\n"
        "| | geopoint | w | Wo? | | |\n"
        "| | text | a | Wie viele? | regex(., '[0-9]') | viele.png |\n",
        encoding="utf-8",
    )
    said = forms(folders, "check", str(file))[1]
    assert "Hinweis: survey, Zeile 3: „w“: Die Frage (geopoint) wurde weggelassen" in said
    assert "form.md, Blatt survey:4: Frage „a“ (Wie viele?): " in said
    assert "Hinweis: form.md: Die Datei „viele.png“ fehlt." in said


def test_a_translation_is_told_at_its_row(folders: ContentFolders, tmp_path: Path) -> None:
    file = tmp_path / "form.md"
    file.write_text(
        "| survey | | | | |\n"
        "| | type | name | label::Deutsch (de) | label::English (en) |\n"
        "| | geopoint | w | Wo? | Where? |\n"
        "| | text | a | Wer? | Who? |\n"
        "| | note | n | Hallo ${a} | Hello |\n",
        encoding="utf-8",
    )
    said = forms(folders, "check", str(file))[1]
    assert "Fehler: form.md, Blatt survey:5: Frage „n“ (Hallo ${a}): Die Platzhalter" in said


def test_a_question_nobody_can_ask_is_a_mistake_in_check_and_import(
    folders: ContentFolders, tmp_path: Path
) -> None:
    file = tmp_path / "form.md"
    head = "| survey | | | |\n| | type | name | label::Deutsch (de) |\n"
    file.write_text(head + "| | texxt | a | Name? |\n| | text | b | Ort? |\n", encoding="utf-8")
    line = (
        "Fehler: survey, Zeile 3: „a“: Die Frage (texxt) wurde weggelassen: Diesen Fragetyp gibt es nicht.\n"
    )
    code, said = forms(folders, "check", str(file))
    assert (code, line in said) == (EXIT_FINDINGS, True)
    code, said = forms(folders, "import", str(file), "--to", str(tmp_path / "neu"))
    assert (code, line in said) == (EXIT_OK, True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("leer", "fehlt survey.csv"),
        ("form.ods", "Sichern Sie das Formular als .xlsx"),
        ("nie", "gibt es nicht"),
    ],
)
def test_why_something_is_no_form_is_told(
    folders: ContentFolders, tmp_path: Path, name: str, expected: str
) -> None:
    (tmp_path / "leer").mkdir()
    (tmp_path / "form.ods").write_bytes(b"PK")
    with pytest.raises(BadUsage, match=expected):
        forms(folders, "check", str(tmp_path / name))
    (tmp_path / "form.xlsx").write_bytes(b"PK")
    with pytest.raises(BadUsage, match="ist eine Datei"):
        forms(folders, "build", str(tmp_path / "form.xlsx"))


def test_a_file_that_is_no_form_is_refused(folders: ContentFolders, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(b"PK")
    for name in ("form.xlsx", "fehlt.xml", "fehlt.xlsx"):
        with pytest.raises(WorldError):
            forms(folders, "check", str(tmp_path / name))
