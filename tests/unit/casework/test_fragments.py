"""What is written once for many forms is translated once, checked once and built into each of them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from profiler import paths
from profiler.casework.check_content import check_forms
from profiler.casework.content import ContentFolders
from profiler.casework.form_files import write_workbook
from profiler.casework.form_folders import (
    FormFolder,
    every_form,
    every_fragment,
    form_messages,
    named_form,
    named_fragments,
)
from profiler.casework.loading import load_form
from profiler.casework.publish_form import publish
from profiler.casework.translate_forms import stale_texts, state, template, update
from profiler.cli.arguments import BadUsage, parse
from profiler.cli.forms import run_forms
from profiler.cli.forms_call import FormsCall, clock_in
from profiler.errors import EXIT_FINDINGS, EXIT_OK
from profiler.languages.po_files import read_po_file

OWN = ",kontakt,iq,short,kontakt,vorgang_3_jahre\n"
SURVEY = "type,name,label,category,sheets,tier,purpose,retention\ntext,job,Arbeit?" + OWN
INCLUDE = "include beleg,t," + OWN
BELEG = (
    "type,name,label,hint,relevant,media::image\n"
    "select_one state,state,Papier?,,,\n"
    "text,office,Stelle?,Zu ${state}.,${state} = 'da',amt.png\n"
)
STATES = "list_name,name,label\nstate,da,Ist da\n"
SETTINGS = "form_title,form_id,version\n,probe,1\n"
HEAD = 'msgid ""\nmsgstr "Language: ar\\n"\n\n'
ARABIC = {
    ("survey:state:label", "Papier?"): "ورقة؟",
    ("survey:office:label", "Stelle?"): "جهة؟",
    ("survey:office:hint", "Zu ${state}."): "عن ${state}.",
    ("choices:state/da:label", "Ist da"): "موجود",
}
JOB = {("survey:job:label", "Arbeit?"): "عمل؟"}


@pytest.fixture
def folders(tmp_path: Path) -> ContentFolders:
    forms = tmp_path / "forms"
    write(forms / "probe", survey=SURVEY + INCLUDE, settings=SETTINGS)
    (forms / "probe" / "amt.png").write_bytes(b"")
    beleg = write(forms / "fragments" / "beleg", survey=BELEG, choices=STATES)
    catalogue(beleg, ARABIC)
    catalogue(forms / "probe", JOB)
    return ContentFolders(
        forms,
        paths.resources_folder(),
        tmp_path / "built",
        tmp_path / "county" / "forms",
        tmp_path / "cache",
    )


def write(folder: Path, **tables: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def catalogue(folder: Path, messages: dict[tuple[str, str], str], language: str = "ar") -> Path:
    entries = [
        f'msgctxt "{context}"\nmsgid "{german}"\nmsgstr "{text}"\n'
        for (context, german), text in messages.items()
    ]
    file = folder / "po" / f"{language}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEAD + "\n".join(entries), encoding="utf-8")
    return file


def probe(folders: ContentFolders) -> FormFolder:
    (form,) = every_form(folders)
    return form


def beleg(folders: ContentFolders) -> FormFolder:
    (fragment,) = every_fragment(folders)
    return fragment


def said(folders: ContentFolders, german: str) -> dict[str, str]:
    """What the form says in Arabic for a German text, by place."""
    messages = form_messages(probe(folders))["ar"]
    return {context: text for (context, known), text in messages.items() if known == german}


def told(folders: ContentFolders, only: FormFolder | None = None) -> list[str]:
    return [remark.text for remark in check_forms(folders, only)]


def test_a_fragment_is_no_form(folders: ContentFolders) -> None:
    place = folders.forms / "fragments" / "beleg"
    assert [form.name for form in every_form(folders)] == ["probe"]
    assert not probe(folders).is_fragment
    assert (beleg(folders).name, beleg(folders).is_fragment) == ("fragments/beleg", True)
    assert named_form("fragments/beleg", folders) is named_form(str(place), folders) is None
    assert named_fragments("fragments/beleg", folders) == named_fragments(str(place), folders)
    assert named_fragments("beleg", folders) == ()


def test_its_translations_serve_every_place_it_stands_in(folders: ContentFolders) -> None:
    write(folders.forms / "probe", survey=SURVEY + INCLUDE + INCLUDE.replace(",t,", ",u,"))
    assert said(folders, "Papier?") == {"survey:t_state:label": "ورقة؟", "survey:u_state:label": "ورقة؟"}
    assert said(folders, "Zu ${u_state}.") == {"survey:u_office:hint": "عن ${u_state}."}
    assert said(folders, "Ist da") == {"choices:state/da:label": "موجود"}
    office = load_form(probe(folders)).definition.question("u_office")
    assert (office.label["ar"], office.hint["ar"]) == ("جهة؟", "عن ${u_state}.")


def test_a_form_says_it_in_its_own_way_and_a_county_in_its(folders: ContentFolders) -> None:
    own = {**JOB, ("survey:t_state:label", "Papier?"): "وثيقة؟"}
    catalogue(folders.forms / "probe", own)
    assert said(folders, "Papier?") == {"survey:t_state:label": "وثيقة؟"}
    assert told(folders) == []
    assert folders.county is not None
    catalogue(folders.county / "probe", {("survey:t_state:label", "Papier?"): "مستند؟"})
    assert said(folders, "Papier?") == {"survey:t_state:label": "مستند؟"}
    assert told(folders) == []


def test_a_form_has_no_entries_for_it_unless_it_says_something_else(folders: ContentFolders) -> None:
    same, other = ("survey:t_state:label", "Papier?"), ("survey:t_office:label", "Stelle?")
    file = catalogue(folders.forms / "probe", {**JOB, same: "ورقة؟", other: "مكتب؟"})
    (report,) = update(probe(folders))
    assert (report.counts.texts, report.counts.missing, report.counts.obsolete) == (2, 0, 1)
    assert [(entry.key, entry.obsolete) for entry in read_po_file(file).entries] == [
        (next(iter(JOB)), False),
        (other, False),
        (same, True),
    ]


def test_its_catalogues_are_kept_in_step_with_its_tables(folders: ContentFolders) -> None:
    write(beleg(folders).tables, survey=BELEG.replace("Stelle?", "Welche Stelle?"))
    (report,) = update(beleg(folders))
    assert (report.counts.texts, report.counts.translated, report.counts.stale) == (4, 3, 1)
    assert [(language, text.text) for language, text in stale_texts(beleg(folders))] == [
        ("ar", "Welche Stelle?")
    ]
    assert told(folders) == [
        "fragments/beleg/po/ar.po:11: Frage „office“ (Welche Stelle?): Der deutsche Text wurde geändert, die "
        "Übersetzung ist veraltet (ar) und wird nicht gezeigt. Prüfen Sie sie und entfernen Sie das Wort "
        "fuzzy."
    ]
    assert [each.counts.stale for each in state(probe(folders))] == [0]
    assert template(beleg(folders)) == beleg(folders).tables / "po" / "beleg.pot"


def test_a_missing_translation_is_told_once_and_where_it_belongs(folders: ContentFolders) -> None:
    write(folders.forms / "probe", survey=SURVEY + INCLUDE + INCLUDE.replace(",t,", ",u,"))
    messages = dict(ARABIC)
    del messages["survey:state:label", "Papier?"]
    catalogue(beleg(folders).tables, messages)
    line = (
        "fragments/beleg/survey.csv:2: Frage „state“ (Papier?): Die Übersetzung fehlt (ar); gezeigt wird nur "
        "der deutsche Text. „profiler forms po update fragments/beleg --lang ar“ trägt ihn in po/ar.po ein."
    )
    assert told(folders) == told(folders, probe(folders)) == [line]


def test_it_must_speak_every_language_of_the_forms_it_stands_in(folders: ContentFolders) -> None:
    catalogue(folders.forms / "probe", {("survey:job:label", "Arbeit?"): "Work?"}, "en")
    found = told(folders)
    assert len(found) == 3
    assert all(line.startswith("fragments/beleg/") and "fehlt (en)" in line for line in found)


def test_a_fragment_in_no_form_is_checked_all_the_same(folders: ContentFolders) -> None:
    write(folders.forms / "fragments" / "leer", survey="type,name\ntext,a\n")
    (line,) = told(folders)
    assert line.startswith("fragments/leer/survey.csv:1: Die Spalte „label“ fehlt.")
    assert told(folders, probe(folders)) == []


def test_what_is_wrong_with_it_is_told_once(folders: ContentFolders) -> None:
    write(folders.forms / "other", survey=SURVEY + INCLUDE, settings=SETTINGS.replace("probe", "other"))
    write(beleg(folders).tables, survey=BELEG + "begin_group,g,,,,\n")
    (line,) = told(folders)
    assert line.startswith("fragments/beleg/survey.csv:4: Frage „g“: Anfang und Ende der Gruppe")


def test_a_catalogue_of_it_that_cannot_be_read_is_named(folders: ContentFolders) -> None:
    (beleg(folders).tables / "po" / "ar.po").write_text("unfug\n", encoding="utf-8")
    line = "fragments/beleg/po/ar.po:1: Die Datei ist nicht lesbar. Das ist keine gültige .po-Datei."
    assert told(folders) == [line]
    (beleg(folders).tables / "po" / "ar.po").rename(beleg(folders).tables / "po" / "ar (1).po")
    misnamed = (
        "fragments/beleg/po/ar (1).po: Diese Datei wird so nicht gelesen. Nennen Sie sie um in „po/ar.po“."
    )
    assert misnamed in told(folders, probe(folders))


def test_a_county_has_fragments_of_its_own(folders: ContentFolders) -> None:
    assert folders.county is not None
    write(
        folders.county / "probe",
        survey=SURVEY.partition("\n")[0] + "\n" + INCLUDE.replace("beleg,t", "eigen,k"),
    )
    own = write(folders.county / "fragments" / "eigen", survey="type,name,label\ntext,own,Eigen?\n")
    catalogue(own, {("survey:own:label", "Eigen?"): "خاص؟"})
    assert [each.tables for each in every_fragment(folders)] == [folders.forms / "fragments" / "beleg", own]
    assert said(folders, "Eigen?") == {"survey:k_own:label": "خاص؟"}
    assert load_form(probe(folders)).definition.question("k_own").label["ar"] == "خاص؟"
    assert update(probe(folders)) == ()
    assert told(folders) == []
    catalogue(own, {})
    assert told(folders) == [
        "county/forms/fragments/eigen/survey.csv:2: Frage „own“ (Eigen?): Die Übersetzung fehlt (ar); "
        "gezeigt wird nur der deutsche Text. „profiler forms po update fragments/eigen --lang ar“ trägt ihn "
        "in po/ar.po ein."
    ]
    (own / "po" / "ar.po").write_text("unfug\n", encoding="utf-8")
    assert told(folders)[0].startswith("county/forms/fragments/eigen/po/ar.po:1: Die Datei ist nicht lesbar.")


def test_what_a_county_words_differently_needs_its_own_translation(folders: ContentFolders) -> None:
    assert folders.county is not None
    write(folders.county / "probe", survey="name,label,hint\nt_office,Welches Amt?,\nt_state,,Ein Papier.\n")
    found = told(folders)
    assert [line.partition(": ")[0] for line in found] == [
        "county/forms/probe/survey.csv:2",
        "county/forms/probe/survey.csv:3",
    ]
    assert all("trägt ihn in county/forms/probe/po/ar.po ein" in line for line in found)
    (report,) = update(probe(folders), ("ar",))
    assert (report.path, report.counts.texts) == (folders.county / "probe" / "po" / "ar.po", 2)


def test_a_form_whose_tables_cannot_be_read_says_only_that(folders: ContentFolders) -> None:
    write(folders.forms / "probe", survey="type;name;label\n")
    assert told(folders, probe(folders)) == [
        "probe/survey.csv:1: Die Datei ist nicht lesbar. Die Spalten sind mit Semikolon getrennt. Als CSV "
        "mit Komma sichern."
    ]


def test_a_changed_fragment_is_a_changed_form(folders: ContentFolders) -> None:
    assert publish(probe(folders)).is_new
    assert not publish(probe(folders)).is_new
    first = load_form(probe(folders)).definition.sha
    write(beleg(folders).tables, survey=BELEG.replace("Stelle?", "Welche Stelle?"))
    assert load_form(probe(folders)).definition.sha != first
    assert publish(probe(folders)).is_new
    write(beleg(folders).tables, survey="".join(BELEG.splitlines(keepends=True)[:2]))
    refused = [remark.text for remark in publish(probe(folders)).remarks]
    assert any(text.startswith("probe/published.csv:") and "„Welche Stelle?“" in text for text in refused)
    assert any("braucht eine höhere version" in text for text in refused)


def test_a_code_that_vanished_from_it_is_told_at_the_choices(folders: ContentFolders) -> None:
    write(beleg(folders).tables, choices=STATES + "state,weg,Ist weg\n")
    publish(probe(folders))
    write(beleg(folders).tables, choices=STATES)
    (gone,) = [text for text in told(folders, probe(folders)) if "„weg“" in text and "fehlt jetzt" in text]
    assert gone.startswith("fragments/beleg/choices.csv:2: Antwort „state/weg“")


def test_its_pictures_lie_beside_the_form_and_go_along(folders: ContentFolders, tmp_path: Path) -> None:
    written = write_workbook(probe(folders), tmp_path / "probe.xlsx")
    assert written.translated == {"ar": 5}
    assert (written.files, written.missing_files) == ((), ("amt.png",))


def run(folders: ContentFolders, *words: str) -> tuple[int, str]:
    out = io.StringIO()
    call = FormsCall(parse(["forms", *words]), folders, clock_in(None, None), io.StringIO(), out)
    return run_forms(call), out.getvalue()


def test_its_catalogues_are_worked_on_by_name_and_with_all_others(folders: ContentFolders) -> None:
    line = "fragments/beleg ar: draft, 4 von 4 übersetzt, 0 veraltet, 0 fehlen, 0 beiseite gelegt"
    assert run(folders, "po", "state", "fragments/beleg") == (EXIT_OK, f"{line}\n")
    code, said_of_all = run(folders, "po", "state")
    assert (code, said_of_all.splitlines()[-1], len(said_of_all.splitlines())) == (EXIT_OK, line, 2)
    run(folders, "po", "update", "--lang", "uk")
    assert run(folders, "po", "state")[0] == EXIT_FINDINGS
    assert (beleg(folders).tables / "po" / "uk.po").is_file()
    code, built = run(folders, "po", "compile")
    assert built.splitlines() == [
        "probe: gebaut mit den Sprachen de, ar",
        "fragments/beleg: wird mit jedem Formular gebaut, in dem der Baustein steht",
    ]


@pytest.mark.parametrize("step", ["check", "build", "export", "play"])
def test_nothing_else_is_done_with_it_alone(folders: ContentFolders, step: str, tmp_path: Path) -> None:
    words = ["-o", str(tmp_path / "x.xlsx")] if step == "export" else []
    with pytest.raises(BadUsage) as refused:
        run(folders, step, str(beleg(folders).tables), *words)
    assert "ein Baustein, kein Formular" in str(refused.value)
