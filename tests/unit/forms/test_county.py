"""A county writes only its differences; both sides keep their own tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from profiler.errors import WorldError
from profiler.forms.build import build, build_xform, fingerprint
from profiler.forms.county import Merged, has_override, read_merged
from profiler.forms.findings import FindingCode, Severity
from profiler.forms.lint import lint_folder, lint_merged
from profiler.forms.source import FormSource

SURVEY = (
    "type,name,label,required,relevant,choice_filter\n"
    "begin_group,person,Person,,,\n"
    "text,given,Wie heißen Sie?,,,\n"
    "integer,age,Wie alt sind Sie?,,,\n"
    "end_group,person,,,,\n"
    "begin_group,work,Arbeit,,,\n"
    "select_one yn,working,Arbeiten Sie?,,,\n"
    "select_one yn,looking,Suchen Sie Arbeit?,,${working} = 'nein',name != ''\n"
    "end_group,work,,,,\n"
)
CHOICES = "list_name,name,label\nyn,ja,Ja\nyn,nein,Nein\nyn,unklar,Weiß nicht\n"
SETTINGS = "form_title,form_id,version\nProbe,probe,1\n"


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "forms" / "probe"
    folder.mkdir(parents=True)
    for name, text in (("survey", SURVEY), ("choices", CHOICES), ("settings", SETTINGS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def merged(shipped: Path, **tables: str) -> Merged:
    return read_merged(shipped, county(shipped, **tables))


def county(shipped: Path, **tables: str) -> Path:
    folder = shipped.parents[1] / "county" / "probe"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def names(source: FormSource) -> list[str]:
    return [row["name"] for row in source.survey]


def cells(source: FormSource, name: str) -> dict[str, str]:
    return dict(next(row for row in source.survey if row["name"] == name).cells)


def problems(found: Merged) -> list[tuple[FindingCode, str, int, str]]:
    return [(each.code, each.file, each.line, each.question) for each in found.findings]


def test_without_a_county_a_form_is_as_shipped(shipped: Path) -> None:
    assert read_merged(shipped, None).source == merged(shipped).source
    assert not has_override(county(shipped))
    assert has_override(county(shipped, choices=CHOICES))


def test_only_filled_cells_replace(shipped: Path) -> None:
    found = merged(shipped, survey="name,label,required\ngiven,Ihr Vorname?,yes\nage,,yes\n")
    assert found.findings == ()
    assert cells(found.source, "given") == {
        "type": "text",
        "name": "given",
        "label": "Ihr Vorname?",
        "required": "yes",
    }
    assert cells(found.source, "age")["label"] == "Wie alt sind Sie?"
    changed = next(row for row in found.source.survey if row["name"] == "age")
    assert (changed.file, changed.line) == ("county/survey.csv", 3)


def test_new_rows_stand_where_they_are_written_or_behind_the_row_they_name(shipped: Path) -> None:
    found = merged(
        shipped,
        survey="type,name,label,after\n"
        "note,hello,Hallo!,\n"
        "text,nick,Rufname?,given\n"
        "text,second,Zweiter Name?,given\n"
        "begin_group,work,,\n"
        "text,boss,Wer ist Ihr Chef?,\n"
        "end_group,work,,\n"
        "begin_group,local,Hier im Kreis,person\n"
        "text,street,Straße?,\n"
        "end_group,local,,\n",
    )
    assert found.findings == ()
    assert names(found.source) == [
        *("person", "given", "nick", "second", "age", "person"),
        *("local", "street", "local"),
        *("work", "working", "looking", "boss", "work"),
        "hello",
    ]
    assert not [
        each for each in lint_merged(found) if each.severity is Severity.ERROR and each.question == ""
    ]


def test_what_is_hidden_is_not_asked_but_known(shipped: Path, tmp_path: Path) -> None:
    folder = county(shipped, survey="name,hide\nworking,yes\nperson,ja\ngiven,no\n")
    source = read_merged(shipped, folder).source
    assert source.hidden == {"working", "person", "given", "age"}
    form = build(shipped, cache_dir=tmp_path / "cache", county=folder)
    assert form.question("working").relevant == "false()"
    assert form.question("looking").relevant.strip().endswith("= 'nein'")
    codes = [each.code for each in lint_folder(shipped, county=folder)]
    # The question that hangs on a hidden one is told, the hidden ones are not.
    assert codes.count(FindingCode.NEVER_ASKED) == 1


def test_hidden_choices_are_not_offered_but_keep_their_words(shipped: Path, tmp_path: Path) -> None:
    folder = county(
        shipped,
        choices="list_name,name,label,after,hide\n"
        "yn,unklar,,,yes\nyn,nein,Eher nicht,,\nyn,bald,Bald,ja,\nort,a,A,,\nort,b,B,,\n",
    )
    found = read_merged(shipped, folder)
    assert found.findings == ()
    assert [row["name"] for row in found.source.choices] == ["ja", "bald", "nein", "unklar", "a", "b"]
    assert cells(found.source, "working")["choice_filter"] == "not(hide = 'yes')"
    assert cells(found.source, "looking")["choice_filter"] == "(name != '') and not(hide = 'yes')"
    form = build(shipped, cache_dir=tmp_path / "cache", county=folder)
    assert form.choice_label(form.question("working"), "unklar", "de") == "Weiß nicht"
    assert form.choice_label(form.question("working"), "nein", "de") == "Eher nicht"


def test_settings_follow_the_county_but_the_id(shipped: Path) -> None:
    found = merged(shipped, settings="form_title,form_id\nProbe im Kreis,anders\n")
    assert found.source.settings["form_title"] == "Probe im Kreis"
    assert found.source.settings["form_id"] == found.source.form_id == "probe"
    assert problems(found) == [(FindingCode.FORM_ID_DIFFERS, "county/settings.csv", 2, "")]


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({"survey": "name,label\nfort,Weg?\n"}, (FindingCode.COUNTY_UNKNOWN_QUESTION, "survey", 2, "fort")),
        (
            {"survey": "type,name,hide\ntext,fort,yes\n"},
            (FindingCode.COUNTY_UNKNOWN_QUESTION, "survey", 2, "fort"),
        ),
        (
            {"survey": "type,name,label,after\nnote,neu,Neu,fort\n"},
            (FindingCode.COUNTY_UNKNOWN_POSITION, "survey", 2, "neu"),
        ),
        ({"survey": "name,after\nage,working\n"}, (FindingCode.COUNTY_MOVES, "survey", 2, "age")),
        (
            {"survey": "type,name\nbegin_repeat,person\nend_repeat,person\n"},
            (FindingCode.COUNTY_KIND, "survey", 2, "person"),
        ),
        ({"survey": "name,hide\nage,weg\n"}, (FindingCode.COUNTY_HIDE, "survey", 2, "age")),
        ({"survey": "name,label\nage,A\nage,B\n"}, (FindingCode.DUPLICATE_NAME, "survey", 3, "age")),
        (
            {"survey": "type,name,label\nbegin_group,neu,Neu\n"},
            (FindingCode.UNBALANCED_GROUP, "survey", 2, "neu"),
        ),
        (
            {"survey": "type,name,label\nend_group,person,\n"},
            (FindingCode.UNBALANCED_GROUP, "survey", 2, "person"),
        ),
        ({"survey": "name,farbe\nage,rot\n"}, (FindingCode.UNKNOWN_COLUMN, "survey", 1, "")),
        ({"survey": "type,label\ntext,Neu\n"}, (FindingCode.MISSING_COLUMN, "survey", 1, "")),
        (
            {"choices": "list_name,name,label,after\nyn,neu,Neu,fort\n"},
            (FindingCode.COUNTY_UNKNOWN_POSITION, "choices", 2, "yn/neu"),
        ),
        (
            {"choices": "list_name,name,after\nyn,ja,nein\n"},
            (FindingCode.COUNTY_MOVES, "choices", 2, "yn/ja"),
        ),
        (
            {"choices": "list_name,name,hide\nyn,ja,weg\n"},
            (FindingCode.COUNTY_HIDE, "choices", 2, "yn/ja"),
        ),
    ],
)
def test_what_does_not_fit_is_told_with_the_countys_line(
    shipped: Path, tables: dict[str, str], expected: tuple[FindingCode, str, int, str]
) -> None:
    code, table, line, question = expected
    assert (code, f"county/{table}.csv", line, question) in problems(merged(shipped, **tables))


def test_a_table_of_the_county_that_cannot_be_read_is_named(shipped: Path) -> None:
    folder = county(shipped, survey="name;label\nage;A\n")
    (finding,) = lint_folder(shipped, county=folder)
    assert (finding.code, finding.file, finding.line) == (FindingCode.UNREADABLE, "county/survey.csv", 1)


def test_a_change_that_cannot_run_is_not_built(shipped: Path, tmp_path: Path) -> None:
    folder = county(shipped, survey="name,after\nage,working\n")
    with pytest.raises(WorldError) as refused:
        build_xform(shipped, cache_dir=tmp_path / "cache", county=folder)
    assert refused.value.details["file"] == "county/survey.csv"


def test_the_cache_knows_whose_words_they_are(shipped: Path) -> None:
    folder = county(shipped)
    plain = fingerprint(shipped)
    assert fingerprint(shipped, county=folder) == plain
    (folder / "po").mkdir()
    (folder / "po" / "uk.po").write_text("", encoding="utf-8")
    assert fingerprint(shipped, county=folder) != plain
    county(shipped, survey="name,label\nage,Alter?\n")
    assert fingerprint(shipped, county=folder) != plain
    assert fingerprint(shipped) == plain


def test_a_hidden_choice_that_conditions_rely_on_is_told_at_the_countys_row(shipped: Path) -> None:
    found = merged(shipped, choices="list_name,name,hide\nyn,nein,yes\nyn,unklar,yes\n")
    told = [each for each in lint_merged(found) if each.code is FindingCode.COUNTY_HIDES_CHOICE]
    assert [(each.file, each.line, each.question) for each in told] == [("county/choices.csv", 2, "yn/nein")]
    assert told[0].args == {"choice": "nein", "count": "1", "names": "looking"}


def test_conditions_of_any_number_are_told_in_one_sentence(shipped: Path) -> None:
    rows = "".join(f"text,more{n},Mehr {n}?,,${{working}} = 'ja'\n" for n in range(5))
    broken = "text,last,Und?,,${working = 'ja'\n"
    (shipped / "survey.csv").write_text(SURVEY + rows + broken, encoding="utf-8")
    found = merged(shipped, choices="list_name,name,hide\nyn,ja,yes\n")
    (told,) = [each for each in lint_merged(found) if each.code is FindingCode.COUNTY_HIDES_CHOICE]
    assert (told.args["count"], told.args["names"]) == ("5", "more0, more1, more2 …")


def test_a_choice_that_is_not_there_cannot_be_hidden(shipped: Path) -> None:
    found = merged(shipped, choices="list_name,name,hide\nyn,vielleicht,yes\nny,ja,yes\n")
    assert problems(found) == [
        (FindingCode.COUNTY_UNKNOWN_CHOICE, "county/choices.csv", 2, "yn/vielleicht"),
        (FindingCode.COUNTY_UNKNOWN_CHOICE, "county/choices.csv", 3, "ny/ja"),
    ]
    assert found.source.choices == read_merged(shipped, None).source.choices


def test_files_of_choices_may_be_the_countys_or_ours(shipped: Path, tmp_path: Path) -> None:
    ours = "select_one_from_file ours.csv,a,Wo?,,,\nselect_one_from_file theirs.csv,b,Wo?,,,\n"
    survey = shipped / "survey.csv"
    survey.write_text(SURVEY + ours, encoding="utf-8")
    (shipped / "media").mkdir()
    (shipped / "odd.csv").mkdir()
    for folder, name, place in ((shipped, "ours", "Markt"), (county(shipped), "theirs", "Hafen")):
        (folder / f"{name}.csv").write_text(f"name,label\nm,{place}\n", encoding="utf-8")
    form = build(shipped, cache_dir=tmp_path / "cache", county=county(shipped))
    labels = {form.choice_label(form.question(name), "m", "de") for name in ("a", "b")}
    assert labels == {"Markt", "Hafen"}
