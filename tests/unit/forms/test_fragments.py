"""A fragment is written once and stands in a form wherever a row includes it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from profiler.casework.form_files import column_language
from profiler.errors import WorldError
from profiler.forms.answer import Address, Answer
from profiler.forms.build import build, convert, fingerprint, readable_tables
from profiler.forms.county import Merged, read_merged
from profiler.forms.findings import FindingCode
from profiler.forms.published import outline
from profiler.forms.session import FormSession
from profiler.forms.source import MAX_NESTING, MAX_SURVEY_ROWS, FormSource
from profiler.forms.spreadsheet.exporting import export_form
from profiler.forms.spreadsheet.importing import ImportWishes, import_form
from profiler.forms.spreadsheet.survey import OtherTexts
from profiler.paths import forms_folder

HEAD = (
    "type,name,label,hint,required,relevant,choice_filter,after,hide,category,sheets,tier,purpose,retention\n"
)
SETTINGS = "form_title,form_id,version\nProbe,probe,1\n"
INCLUDE = "include beleg,t,,,,${job} != '',,,,beruf,jobcenter,short,arbeit,jahr\n"
SURVEY = HEAD + "text,job,Arbeit?,,,,,,,beruf,jobcenter,short,arbeit,jahr\n" + INCLUDE
BELEG = (
    "type,name,label,hint,required,relevant,choice_filter,category,tier\n"
    "select_one state,state,Papier?,,yes,,name != ${job},,\n"
    "text,office,Stelle zu ${job}?,Zu ${ state }.,,${state} = 'da',,intern,deep\n"
)
STATES = "list_name,name,label\nstate,da,Ist da\nstate,weg,Ist weg\n"


@pytest.fixture
def probe(tmp_path: Path) -> Path:
    """A form that includes a fragment."""
    fragment(tmp_path / "forms", "beleg", BELEG, STATES)
    return written(tmp_path / "forms" / "probe", survey=SURVEY, settings=SETTINGS)


def written(folder: Path, **tables: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def fragment(forms: Path, name: str, survey: str, choices: str = "") -> Path:
    tables = {"survey": survey} | ({"choices": choices} if choices else {})
    return written(forms / "fragments" / name, **tables)


def merged(folder: Path, county: Path | None = None) -> Merged:
    return read_merged(folder, county)


def cells(source: FormSource, name: str) -> dict[str, str]:
    return dict(next(row for row in source.survey if row["name"] == name).cells)


def names(found: Merged) -> list[str]:
    return [row["name"] for row in found.source.survey]


def problems(found: Merged) -> list[tuple[FindingCode, str, int]]:
    return [(each.code, each.file, each.line) for each in found.findings]


def test_its_rows_stand_in_the_form_under_the_prefix(probe: Path) -> None:
    found = merged(probe)
    assert found.findings == ()
    assert names(found) == ["job", "t_state", "t_office"]
    assert [(row.file, row.line) for row in found.source.survey[1:]] == [
        ("fragments/beleg/survey.csv", 2),
        ("fragments/beleg/survey.csv", 3),
    ]
    assert [(row["list_name"], row["name"]) for row in found.source.choices] == [
        ("state", "da"),
        ("state", "weg"),
    ]
    assert found.source.choice_columns == ("list_name", "name", "label")


def test_names_of_its_own_take_the_prefix_and_others_mean_the_form(probe: Path) -> None:
    office = cells(merged(probe).source, "t_office")
    assert (office["label"], office["hint"]) == ("Stelle zu ${job}?", "Zu ${t_state}.")
    assert cells(merged(probe).source, "t_state")["choice_filter"] == "name != ${job}"


def test_the_condition_of_the_including_row_comes_on_top(probe: Path) -> None:
    source = merged(probe).source
    assert cells(source, "t_state")["relevant"] == "${job} != ''"
    assert cells(source, "t_office")["relevant"] == "(${job} != '') and (${t_state} = 'da')"


def test_without_a_condition_its_own_ones_stay(probe: Path) -> None:
    written(probe, survey=SURVEY.replace("${job} != ''", ""))
    source = merged(probe).source
    assert "relevant" not in cells(source, "t_state")
    assert cells(source, "t_office")["relevant"] == "${t_state} = 'da'"


def test_the_including_row_fills_our_own_columns_where_they_are_empty(probe: Path) -> None:
    source = merged(probe).source
    state, office = cells(source, "t_state"), cells(source, "t_office")
    assert (state["category"], office["category"]) == ("beruf", "intern")
    for column, said in (("sheets", "jobcenter"), ("purpose", "arbeit"), ("retention", "jahr")):
        assert (state[column], office[column]) == (said, said)


@pytest.mark.parametrize(
    ("said", "tiers"), [("short", ("short", "deep")), ("deep", ("deep", "deep")), ("", (None, "deep"))]
)
def test_the_tier_of_the_including_row(probe: Path, said: str, tiers: tuple[str | None, str]) -> None:
    written(probe, survey=SURVEY.replace(INCLUDE, INCLUDE.replace("short", said)))
    source = merged(probe).source
    assert (cells(source, "t_state").get("tier"), cells(source, "t_office")["tier"]) == tiers


def test_what_else_the_including_row_says_does_not_count(probe: Path) -> None:
    written(probe, survey=SURVEY.replace("include beleg,t,,,,", "include beleg,t,Text,,yes,"))
    found = merged(probe)
    assert {(each.code, each.args["column"]) for each in found.findings} == {
        (FindingCode.INCLUDE_CELL_UNUSED, "label"),
        (FindingCode.INCLUDE_CELL_UNUSED, "required"),
    }
    assert (cells(found.source, "t_state")["label"], cells(found.source, "t_state")["required"]) == (
        "Papier?",
        "yes",
    )
    assert "required" not in cells(found.source, "t_office")


def test_a_group_of_a_fragment_takes_the_prefix_and_the_condition_for_all_inside(probe: Path) -> None:
    rows = "begin_group,page,Seite,,,\ntext,inside,Innen?,,,\nend_group,page,,,,\n"
    rows += "begin_group,more,,,,\nend_group,,,,,\n"
    fragment(probe.parent, "beleg", "type,name,label,hint,required,relevant\n" + rows)
    source = merged(probe).source
    assert names(merged(probe))[1:] == ["t_page", "t_inside", "t_page", "t_more", ""]
    assert cells(source, "t_page")["relevant"] == "${job} != ''"
    assert "relevant" not in cells(source, "t_inside")
    assert cells(source, "t_inside")["purpose"] == "arbeit"
    assert dict(source.survey[3].cells) == {"type": "end_group", "name": "t_page"}


def test_a_fragment_stands_in_a_form_as_often_as_it_is_included(probe: Path) -> None:
    written(probe, survey=SURVEY + INCLUDE.replace(",t,", ",u,"))
    found = merged(probe)
    assert names(found) == ["job", "t_state", "t_office", "u_state", "u_office"]
    assert len(found.source.choices) == 2
    assert [(each.prefix, each.place) for each in found.inclusions] == [
        ("t", "fragments/beleg/"),
        ("u", "fragments/beleg/"),
    ]


def test_a_list_that_both_have_in_the_same_words_is_one(probe: Path) -> None:
    written(probe, choices=STATES.replace("label", "label,of").replace("da\n", "da,x\n"))
    found = merged(probe)
    assert (found.findings, len(found.source.choices)) == ((), 2)
    assert found.source.choice_columns == ("list_name", "name", "label", "of")
    written(probe, choices=STATES.replace("Ist weg", "Weg"))
    assert problems(merged(probe)) == [(FindingCode.FRAGMENT_LIST_DIFFERS, "choices.csv", 2)]


def test_lists_of_two_fragments_that_differ_are_told(probe: Path) -> None:
    fragment(probe.parent, "anderer", "type,name,label\nselect_one state,kind,Art?\n", STATES + "state,x,X\n")
    written(probe, survey=SURVEY + INCLUDE.replace("beleg", "anderer"))
    found = merged(probe)
    assert problems(found) == [(FindingCode.FRAGMENT_LIST_DIFFERS, "fragments/beleg/choices.csv", 2)]
    assert found.findings[0].args["fragment"] == "fragments/anderer/choices.csv"


@pytest.mark.parametrize("name", ["", "Beleg", "../probe", "beleg noch", "gibtsnicht"])
def test_what_is_no_fragment_is_not_looked_for(probe: Path, name: str) -> None:
    written(probe, survey=SURVEY.replace("include beleg", f"include {name}"))
    found = merged(probe)
    assert problems(found) == [(FindingCode.UNKNOWN_FRAGMENT, "survey.csv", 3)]
    assert found.findings[0].args["fragment"] == name
    assert names(found) == ["job"]


def test_a_row_without_a_type_is_no_include(probe: Path) -> None:
    written(probe, survey=SURVEY + ",stray,Lose?,,,,,,,,,,,\n")
    assert names(merged(probe))[-1] == "stray"


def test_a_row_of_a_fragment_without_a_name_gets_none(probe: Path) -> None:
    fragment(probe.parent, "beleg", BELEG + "text,,Ohne?,,,,,,\n", STATES)
    assert names(merged(probe))[-1] == ""


def test_too_many_rows_are_told_where_they_are_included(probe: Path) -> None:
    many = "".join(f"text,q{number},F?,,,,,,\n" for number in range(MAX_SURVEY_ROWS // 2))
    fragment(probe.parent, "beleg", BELEG + many, STATES)
    written(probe, survey=SURVEY + INCLUDE.replace(",t,", ",u,"))
    found = merged(probe)
    assert problems(found) == [(FindingCode.UNREADABLE, "survey.csv", 4)]
    assert found.findings[0].args["reason"] == "too_many_rows"


def test_a_group_too_deep_is_told_where_it_is_included(probe: Path) -> None:
    fragment(probe.parent, "beleg", BELEG + "begin_group,g,G,,,,,,\nend_group,,,,,,,,\n", STATES)
    begins = "".join(f"begin_group,g{depth},G,,,,,,,,,,,\n" for depth in range(MAX_NESTING))
    written(probe, survey=HEAD + begins + INCLUDE + "end_group,,,,,,,,,,,,,\n" * MAX_NESTING)
    found = merged(probe)
    assert problems(found) == [(FindingCode.UNREADABLE, "survey.csv", MAX_NESTING + 2)]
    assert found.findings[0].args["reason"] == "nested_too_deeply"


def test_a_form_with_a_broken_fragment_is_not_built(probe: Path) -> None:
    fragment(probe.parent, "beleg", BELEG.replace("label", "lable"), STATES)
    with pytest.raises(WorldError) as refused:
        readable_tables(probe)
    assert (refused.value.details["file"], refused.value.details["reason"]) == (
        "fragments/beleg/survey.csv",
        "missing_column",
    )


def test_what_the_converter_refuses_is_told_in_the_table_it_stands_in(
    probe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyxform.errors import PyXFormError  # type: ignore[import-untyped]  # ships no types

    def refuse(*_: object, **__: object) -> None:
        raise PyXFormError("[row : 3] On the 'survey' sheet, something.")

    monkeypatch.setattr("pyxform.xls2xform.convert", refuse)
    with pytest.raises(WorldError) as refused:
        convert(merged(probe).source, {})
    details = refused.value.details
    assert (details["file"], details["line"]) == ("fragments/beleg/survey.csv", "2")


def test_the_form_is_built_with_it(probe: Path, tmp_path: Path) -> None:
    form = build(probe, cache_dir=tmp_path / "cache")
    office = form.question("t_office")
    assert (office.path, office.label["de"]) == ("/probe/t_office", "Stelle zu ${job}?")
    session = FormSession(form, today=lambda: date(2026, 11, 21), new_id=str)
    assert not session.state(Address("/probe/t_state")).relevant
    session.set(Address("/probe/job"), Answer("Bäckerin"))
    assert session.state(Address("/probe/t_state")).relevant
    assert not session.state(Address("/probe/t_office")).relevant
    session.set(Address("/probe/t_state"), Answer("da"))
    assert session.state(Address("/probe/t_office")).relevant


def test_a_changed_fragment_makes_another_form_of_all_that_include_it(probe: Path) -> None:
    other = written(
        probe.parent / "other",
        survey="type,name,label\ntext,a,A?\n",
        settings=SETTINGS.replace(",probe", ",other"),
    )
    before, apart = fingerprint(probe), fingerprint(other)
    beleg = fragment(probe.parent, "beleg", BELEG.replace("Papier?", "Beleg?"), STATES)
    changed = fingerprint(probe)
    assert changed != before
    (beleg / "po").mkdir()
    (beleg / "po" / "ar.po").write_text("", encoding="utf-8")
    assert fingerprint(probe) not in (before, changed)
    assert fingerprint(other) == apart


def test_a_county_changes_a_fragments_question_by_its_name_in_the_form(probe: Path, tmp_path: Path) -> None:
    county = written(
        tmp_path / "county" / "probe", survey="name,label,hide\nt_state,Nachweis?,\nt_office,,yes\n"
    )
    found = merged(probe, county)
    assert found.findings == ()
    assert cells(found.source, "t_state")["label"] == "Nachweis?"
    assert found.source.hidden == {"t_office"}


def test_a_county_includes_fragments_of_its_own_and_ours(probe: Path, tmp_path: Path) -> None:
    forms = tmp_path / "county"
    rows = INCLUDE.replace(",t,", ",k,").replace("beleg", "eigener").replace(",,,beruf", ",job,,beruf", 1)
    ours = INCLUDE.replace(",t,", ",v,").replace(",,,beruf", ",job,,beruf", 1)
    county = written(forms / "probe", survey=HEAD + rows + ours)
    own = fragment(forms, "eigener", "type,name,label\ntext,one,Eins?\ntext,two,Zwei?\n")
    before = fingerprint(probe, county=county)
    found = merged(probe, county)
    assert found.findings == ()
    assert names(found) == ["job", "k_one", "k_two", "v_state", "v_office", "t_state", "t_office"]
    assert found.source.survey[1].file == "county/fragments/eigener/survey.csv"
    assert found.source.survey[3].file == "fragments/beleg/survey.csv"
    assert [(each.prefix, each.place) for each in found.inclusions] == [
        ("t", "fragments/beleg/"),
        ("k", "county/fragments/eigener/"),
        ("v", "fragments/beleg/"),
    ]
    (own / "survey.csv").write_text("type,name,label\ntext,one,Eins?\n", encoding="utf-8")
    assert fingerprint(probe, county=county) != before


def test_of_two_fragments_of_a_name_a_county_means_its_own(probe: Path, tmp_path: Path) -> None:
    county = written(tmp_path / "county" / "probe", survey=HEAD + INCLUDE.replace(",t,", ",k,"))
    fragment(tmp_path / "county", "beleg", "type,name,label\ntext,own,Eigenes?\n")
    assert names(merged(probe, county)) == ["job", "t_state", "t_office", "k_own"]


def test_a_form_comes_back_from_a_workbook_with_the_rows_written_out(probe: Path, tmp_path: Path) -> None:
    source = merged(
        written(probe, survey=SURVEY.replace("after,hide,", "").replace(",,,beruf", ",beruf"))
    ).source
    said = {"en": {("survey:job:label", "Arbeit?"): "Work?", ("survey:t_state:label", "Papier?"): "Paper?"}}
    file = tmp_path / "probe.xlsx"
    file.write_bytes(export_form(source, said, column_language))
    back = import_form(file, ImportWishes(OtherTexts("Sonstiges", "Was genau?"), {}))
    assert [row.cells for row in back.source.survey] == [row.cells for row in source.survey]
    assert [row.cells for row in back.source.choices] == [row.cells for row in source.choices]
    assert (back.catalogues, back.remarks) == (said, ())


def test_what_is_published_names_the_rows_as_the_form_has_them(probe: Path) -> None:
    block = outline(merged(probe).source)
    assert [item.path for item in block.items] == ["/probe/job", "/probe/t_state", "/probe/t_office"]
    assert block.lists == {"state": ("da", "weg")}


def test_the_evidence_block_asks_what_a_desk_must_know(tmp_path: Path) -> None:
    survey = "type,name,label,category,sheets,tier,purpose,retention\ninclude nachweis,z,,beruf,-,short,p,r\n"
    probe = written(tmp_path / "probe", survey=survey, settings=SETTINGS)
    shutil.copytree(forms_folder() / "fragments", tmp_path / "fragments")
    form = build(probe, cache_dir=tmp_path / "cache")
    tiers = {name: form.question(name).tier for name in names(merged(probe))}
    assert tiers == {
        "z_ev_state": "short",
        "z_ev_translated": "deep",
        "z_ev_recognised": "deep",
        "z_ev_authority": "deep",
        "z_ev_date": "deep",
    }
    session = FormSession(form, today=lambda: date(2026, 11, 21), new_id=str)

    def asked() -> list[str]:
        return [name for name in tiers if session.state(Address(f"/probe/{name}")).relevant]

    assert asked() == ["z_ev_state"]
    session.set(Address("/probe/z_ev_state"), Answer("verloren"))
    assert asked() == ["z_ev_state"]
    session.set(Address("/probe/z_ev_state"), Answer("nur_foto"))
    assert asked() == ["z_ev_state", "z_ev_translated", "z_ev_recognised"]
    session.set(Address("/probe/z_ev_recognised"), Answer("nicht_noetig"))
    assert len(asked()) == 3
    session.set(Address("/probe/z_ev_recognised"), Answer("abgelehnt"))
    assert asked() == list(tiers)
    session.set(Address("/probe/z_ev_date"), Answer("2026-12-01"))
    assert session.validate("/probe") != ()
    session.set(Address("/probe/z_ev_date"), Answer("2026-11-01"))
    assert session.validate("/probe") == ()
