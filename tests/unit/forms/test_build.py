"""From source tables over XForm XML to a definition."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from itertools import count
from pathlib import Path

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer
from profiler.forms.build import CONVERTER, build, build_xform, convert, fingerprint
from profiler.forms.definition import FormDefinition, Group, QuestionKind, Repeat
from profiler.forms.session import FormSession
from profiler.forms.sheets import sheets
from profiler.forms.source import Catalogues, language_code, read_source, texts
from profiler.forms.source_tables import SourceRow
from profiler.forms.xform import read_xform
from profiler.forms.xform_choices import files_in
from profiler.forms.xform_edits import self_contained
from tests.unit.forms.small_forms import TODAY
from tests.unit.forms.tables import ARABIC, CHOICES, SURVEY, write_form

GOLDEN = Path(__file__).with_name("golden_probe.xml")


@pytest.fixture(scope="module")
def probe(tmp_path_factory: pytest.TempPathFactory) -> FormDefinition:
    folder = tmp_path_factory.mktemp("form")
    return build(write_form(folder), ARABIC, cache_dir=folder / "cache")


def test_the_converter_is_the_pinned_one() -> None:
    assert f"pyxform {version('pyxform')}" == CONVERTER


def test_the_xform_is_the_golden_one(tmp_path: Path) -> None:
    """A change here is a change of what all other engines see: look at it, then accept it."""
    xml = convert(read_source(write_form(tmp_path)), ARABIC)
    assert xml.replace("><", ">\n<") == GOLDEN.read_text(encoding="utf-8").rstrip("\n")


def test_questions_arrive_whole(probe: FormDefinition) -> None:
    given = probe.question("given")
    assert (given.path, given.kind, given.required) == ("/probe/person/given", QuestionKind.TEXT, "true()")
    assert given.label == {"de": "Wie heißen Sie?", "ar": "ما اسمك؟"}
    assert given.hint == {"de": "Wie im Papier.", "ar": "كما في الوثيقة"}
    assert given.label_plain == "Ihr Name?"
    birth = probe.question("birth")
    assert birth.label == {"de": "Geburtstag, ${given}?", "ar": "تاريخ ميلادك يا ${given}؟"}
    assert (birth.kind, birth.appearance, birth.constraint) == (
        QuestionKind.DATE,
        "month-year",
        ". <= today()",
    )
    assert birth.constraint_message == {"de": "Zukunft!", "ar": "في المستقبل!"}
    (asked,) = probe.actions
    assert (asked.target, asked.value) == ("/probe/person/asked", "today()")
    assert probe.question("country").default == "sy"
    assert probe.question("home").choice_filter.replace(" ", "") == "of=/probe/labour/country"


def test_a_stale_translation_is_not_used(probe: FormDefinition) -> None:
    assert probe.question("asked").label == {"de": "Gefragt am"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("age", "calculate"),
        ("hello", "note"),
        ("country", "select_one"),
        ("seen", "select_multiple"),
        ("years", "integer"),
    ],
)
def test_the_kind_follows_from_the_control(probe: FormDefinition, name: str, kind: str) -> None:
    assert probe.question(name).kind.value == kind


@pytest.mark.parametrize(
    ("name", "category", "sheets", "tier"),
    [
        ("given", "kontakt", "jobcenter schule", "short"),
        ("birth", "aufenthalt", "jobcenter", "short"),
        ("title", "beruf", "jobcenter", "short"),
        ("level", "beruf", "jobcenter", "short"),
    ],
)
def test_own_columns_come_along_and_are_inherited(
    probe: FormDefinition, name: str, category: str, sheets: str, tier: str
) -> None:
    question = probe.question(name)
    assert (question.category, question.sheets, question.tier) == (category, frozenset(sheets.split()), tier)


def test_the_form_keeps_its_order_and_shape(probe: FormDefinition) -> None:
    assert (probe.form_id, probe.version, probe.languages) == ("probe", "7", ("de", "ar"))
    assert probe.title == {"de": "Probebogen", "ar": "نموذج"}
    assert [section.name for section in probe.sections()] == ["person", "labour"]
    (jobs,) = probe.repeats()
    assert (jobs.appearance, jobs.hint, jobs.label) == ("table", {"de": "Alle."}, {"de": "Arbeiten"})
    assert [node.name for node in probe.walk()][:6] == ["person", "given", "birth", "asked", "age", "hello"]
    assert [question.name for question in probe.questions()][-1] == "level"


def test_the_definition_answers_questions(probe: FormDefinition) -> None:
    assert probe.has_question("given")
    assert not probe.has_question("person")
    repeat = probe.repeat_of("/probe/labour/jobs/title")
    assert repeat is not None
    assert repeat.name == "jobs"
    assert probe.repeat_of("/probe/labour/country") is None
    section = probe.section_of("/probe/labour/jobs/title")
    assert section is not None
    assert section.name == "labour"
    assert probe.section_of("/probe") is None
    country, level = probe.question("country"), probe.question("level")
    assert probe.choice_label(country, "sy", "ar") == "سوريا"
    assert probe.choice_label(country, "af", "ar") == "Afghanistan"
    assert probe.choice_label(country, "xx", "ar") == "xx"
    assert probe.choice_label(level, "viel", "de") == "Viel Erfahrung"
    assert probe.choice_lists["town"][0].columns == {"of": "sy"}


def test_the_built_form_runs(probe: FormDefinition) -> None:
    ids = count(1)
    session = FormSession(probe, today=lambda: TODAY, new_id=lambda: f"r{next(ids)}")

    def put(name: str, value: str, row: str = "") -> None:
        session.set(Address(probe.question(name).path, row), Answer(value))

    put("given", "Amina")
    put("birth", "2000-01-01")
    row, _ = session.add_row("/probe/labour/jobs")
    put("title", "Köchin", row)
    put("years", "5", row)
    plain = session.plain_answers()
    assert plain.values["level"] == "viel"
    assert plain.values["asked"] == "2026-11-21"
    home = Address(probe.question("home").path)
    assert [choice.code for choice in session.choices(home)] == ["homs"]
    assert session.fill(probe.question("birth").label["ar"], home, "ar") == "تاريخ ميلادك يا Amina؟"


def test_our_forms_start_without_rows(probe: FormDefinition) -> None:
    (jobs,) = probe.repeats()
    assert jobs.first_rows == ()
    assert probe.has_question("title")


def test_a_form_of_a_hundred_rows_may_name_a_column_late(tmp_path: Path) -> None:
    head = "type,name,label,category,sheets,tier,purpose,retention,hint\n"
    rows = "".join(f"text,q{number},Frage,kontakt,,,,,\n" for number in range(120))
    form = build(
        write_form(tmp_path, survey=f"{head}{rows}text,late,Frage,kontakt,,,,,Hilfe\n"),
        cache_dir=tmp_path / "cache",
    )
    assert form.question("late").hint == {"de": "Hilfe"}


def test_choices_from_a_file_are_put_into_the_built_form(tmp_path: Path) -> None:
    folder = write_form(tmp_path)
    source = read_source(folder)
    row = SourceRow(1, {"type": "select_one_from_file towns.csv", "name": "town", "label": "Ort"})
    xml = convert(replace(source, survey=(row,)), {}).encode()
    (folder / "towns.csv").write_bytes(b"name,label\nh,Homs & Hama\n")
    before = fingerprint(folder)
    form = read_xform(self_contained(xml, files_in(folder)))
    assert form.files == ()
    assert [(choice.code, choice.label) for choice in form.choice_lists["towns"]] == [
        ("h", {"de": "Homs & Hama"})
    ]
    (folder / "towns.csv").write_bytes(b"name,label\nh,Homs\n")
    assert fingerprint(folder) != before


def test_the_cache_is_used_until_a_source_changes(tmp_path: Path) -> None:
    folder, cache = write_form(tmp_path), tmp_path / "cache"
    asked: list[str] = []

    def catalogues() -> Catalogues:
        asked.append("asked")
        return ARABIC

    first = build_xform(folder, catalogues, cache_dir=cache)
    assert build_xform(folder, catalogues, cache_dir=cache) == first
    assert asked == ["asked"]
    (folder / "po").mkdir()
    (folder / "po" / "ar.po").write_text("", encoding="utf-8")
    second = build_xform(folder, catalogues, cache_dir=cache)
    assert second != first
    assert len(asked) == 2
    assert sorted(cache.iterdir()) == sorted([first, second])
    assert fingerprint(folder, ARABIC) != fingerprint(folder, {"ar": {}})


def test_a_cached_form_loads_without_the_converter(tmp_path: Path) -> None:
    folder, cache = write_form(tmp_path), tmp_path / "cache"
    build_xform(folder, cache_dir=cache)
    program = (
        "import sys; from pathlib import Path; from profiler.forms.build import build; "
        f"build(Path({str(folder)!r}), cache_dir=Path({str(cache)!r})); "
        "sys.exit(any(name in sys.modules for name in ('pyxform', 'lxml', 'openpyxl')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603 - own program


def test_a_cache_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(WorldError) as raised:
        build_xform(write_form(tmp_path), cache_dir=blocked / "cache")
    assert raised.value.code is ErrorCode.NO_ACCESS


def reason_of(folder: Path) -> tuple[str, str, str, str]:
    with pytest.raises(WorldError) as raised:
        build(folder, cache_dir=folder / "cache")
    assert raised.value.code is ErrorCode.FORM_INVALID
    details = raised.value.details
    return Path(details["file"]).name, details["line"], details["question"], details["reason"]


@pytest.mark.parametrize(
    "rows",
    [
        [("text", "bell", "Klingel\a")],
        [("begin_repeat", "rows", "Zeilen"), ("xml-external", "other", "A"), ("end_repeat", "rows", "")],
    ],
)
def test_a_converter_that_stumbles_says_so(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    survey = tuple(
        SourceRow(line, {"type": kind, "name": name, "label": label})
        for line, (kind, name, label) in enumerate(rows, 2)
    )
    with pytest.raises(WorldError) as raised:
        convert(replace(read_source(write_form(tmp_path)), survey=survey), {})
    assert raised.value.details["reason"] == "converter_stumbled"


def test_the_converters_refusal_names_line_and_question(tmp_path: Path) -> None:
    broken = "\n" + SURVEY.replace("text,given,", "nonsense,given,")
    file, line, question, reason = reason_of(write_form(tmp_path, survey=broken))
    assert (file, line, question, reason) == ("survey.csv", "4", "given", "unknown_type")


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("[row : 3] On the 'survey' sheet, something.", ("survey.csv", "3", "given")),
        ("[row : 3] On the 'choices' sheet, something.", ("choices.csv", "3", "af")),
        ("Something without a place.", ("survey.csv", "", "")),
    ],
)
def test_what_only_the_converter_refuses_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: str, expected: tuple[str, str, str]
) -> None:
    from pyxform import errors, xls2xform  # type: ignore[import-untyped]  # ships no types

    def refuse(_sheets: object) -> None:
        raise errors.PyXFormError(reason)

    monkeypatch.setattr(xls2xform, "convert", refuse)
    with pytest.raises(WorldError) as raised:
        convert(read_source(write_form(tmp_path, choices=CHOICES + "spare,one,Eins,\n")), {})
    details = raised.value.details
    assert (details["file"], details["line"], details["question"]) == expected
    assert (details["reason"], details["detail"]) == ("not_convertible", reason)


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({"survey": ""}, ("survey.csv", "1", "", "empty_table")),
        ({"survey": "type;name;label\n"}, ("survey.csv", "1", "", "semicolons")),
        ({"survey": 'type,name,label\ntext,a,"offen\n'}, ("survey.csv", "2", "", "broken_quotes")),
        ({"survey": "type,name,label\ntext,a,b,c\n"}, ("survey.csv", "2", "", "too_many_cells")),
        ({"settings": "form_title,form_id\n"}, ("settings.csv", "2", "", "form_id_missing")),
        ({"settings": "form_title,form_id\nx,\n"}, ("settings.csv", "2", "", "form_id_missing")),
    ],
)
def test_a_broken_table_names_file_and_line(
    tmp_path: Path, tables: dict[str, str], expected: tuple[str, str, str, str]
) -> None:
    assert reason_of(write_form(tmp_path, **tables)) == expected


def test_a_missing_or_foreign_file_is_named(tmp_path: Path) -> None:
    folder = write_form(tmp_path)
    (folder / "survey.csv").write_bytes("type,name,label\ntext,a,Größe\n".encode("cp1252"))
    assert reason_of(folder) == ("survey.csv", "0", "", "other_encoding")
    (folder / "survey.csv").unlink()
    assert reason_of(folder) == ("survey.csv", "0", "", "file_missing")


def test_a_table_that_is_only_a_header_says_so(tmp_path: Path) -> None:
    folder = write_form(tmp_path, survey="type,name,label\n")
    assert reason_of(folder) == ("survey.csv", "2", "", "no_rows")


def test_signs_nobody_sees_do_not_reach_the_form(tmp_path: Path) -> None:
    folder = write_form(tmp_path, survey='type,name,label\ntext,a,"Wer\x0bund\a wo?"\n')
    form = build(folder, cache_dir=tmp_path / "cache")
    assert form.question("a").label == {"de": "Wer\nund wo?"}


def test_a_form_may_do_without_choices(tmp_path: Path) -> None:
    folder = write_form(tmp_path, survey="type,name,label\ntext,a,Was?\n")
    (folder / "choices.csv").unlink()
    form = build(folder, cache_dir=tmp_path / "cache")
    assert [question.name for question in form.questions()] == ["a"]
    assert form.sections() == ()


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    folder = write_form(tmp_path)
    (folder / "survey.csv").write_text(SURVEY, encoding="utf-8-sig")
    assert read_source(folder).survey_columns[0] == "type"


def test_line_numbers_survive_texts_over_several_lines(tmp_path: Path) -> None:
    survey = 'type,name,label\ntext,a,"eins\nzwei"\ntext,b,Was?\n'
    assert [row.line for row in read_source(write_form(tmp_path, survey=survey)).survey] == [2, 4]


def test_sheets_carry_german_first_and_only_fresh_translations(tmp_path: Path) -> None:
    made = sheets(read_source(write_form(tmp_path)), ARABIC)
    given = made["survey"][1]
    assert list(given)[:4] == ["type", "name", "label::Deutsch (de)", "label::ar (ar)"]
    assert "label::ar (ar)" not in made["survey"][3]
    assert made["survey"][6] == {"type": "end_group"}
    assert made["choices"][0]["label::ar (ar)"] == "سوريا"
    assert made["settings"][0]["attribute::pf:title-ar"] == "نموذج"


def test_every_text_names_its_context(tmp_path: Path) -> None:
    found = {text.context: (text.file, text.line) for text in texts(read_source(write_form(tmp_path)))}
    assert found["settings::form_title"] == ("settings.csv", 2)
    assert found["survey:given:hint"] == ("survey.csv", 3)
    assert found["survey:labour:label"] == ("survey.csv", 9)
    assert found["choices:land/sy:label"] == ("choices.csv", 2)


@pytest.mark.parametrize(
    ("column", "code"),
    [("Deutsch (de)", "de"), ("دری (fa_AF)", "fa_AF"), ("ar", "ar"), ("a (b) c", "a (b) c")],
)
def test_the_language_code_is_in_brackets(column: str, code: str) -> None:
    assert language_code(column) == code


def test_a_form_may_do_without_a_title(tmp_path: Path) -> None:
    source = read_source(write_form(tmp_path, settings="form_id\nprobe\n"))
    assert "settings::form_title" not in {text.context for text in texts(source)}
    settings = sheets(source, ARABIC)["settings"][0]
    assert settings["default_language"] == "Deutsch (de)"
    assert not any(column.startswith("attribute::") for column in settings)


def test_hints_of_repeats_are_translated(tmp_path: Path) -> None:
    arabic = {"ar": {("survey:jobs:hint", "Alle."): "كل شيء"}, "uk": {}}
    form = build(write_form(tmp_path), arabic, cache_dir=tmp_path / "cache")
    (jobs,) = form.repeats()
    assert jobs.hint == {"de": "Alle.", "ar": "كل شيء"}


HAND_WRITTEN = b"""<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>Von Hand</h:title><model>
<instance><data id="hand" version="2"><a/><b/><c/><d/><e/><f/><g/><h>7</h><i/>
  <rep jr:template=""><x/></rep><rep><x/></rep><empty/><meta><instanceID/></meta></data></instance>
<instance id="shuffled"><root><item><name>one</name><label>Eins</label></item></root></instance>
<instance id="outside"/>
<bind nodeset="/data/a" type="decimal"/><bind nodeset="/data/b" type="time"/>
<bind nodeset="/data/c" type="geopoint"/><bind nodeset="/data/d" type="dateTime" jr:constraintMsg="Nein"/>
<bind nodeset="/data/g" type="xsd:int"/>
<bind nodeset="/data/rep" relevant="/data/a &gt; 1"/>
</model></h:head>
<h:body>
<input ref="/data/a"><label>Wie  viel,
   <output value="/data/b"/>?</label></input>
<input ref="/data/b"/><input ref="/data/c"/><input ref="/data/d"/>
<select1 ref="/data/e"><label>E</label><item><label>Ja</label><value>yes</value></item><item/></select1>
<select ref="/data/f"><itemset nodeset="randomize(instance('shuffled')/root/item[name != /data/a], 3)">
  <value ref="name"/><label ref="label"/></itemset></select>
<select1 ref="/data/h"><label>H <b>fett</b></label><itemset nodeset="/data/rep/x"/></select1>
<input ref="/data/g"/><trigger ref="/data/i"/>
<group><label>Ohne Ort</label><input ref="/data/nowhere"/></group>
<group ref="/data/rep" appearance="field-list"><label>Zeilen</label>
  <repeat nodeset="/data/rep" jr:count="/data/g"><upload ref="/data/rep/x"/></repeat></group>
<group ref="/data/empty"/>
</h:body></h:html>"""


def test_an_xform_written_by_hand_is_read() -> None:
    form = read_xform(HAND_WRITTEN)
    assert (form.form_id, form.version, form.title, form.languages) == (
        "hand",
        "2",
        {"de": "Von Hand"},
        ("de",),
    )
    kinds = {question.name: question.kind.value for question in form.questions()}
    assert kinds == {
        "a": "decimal",
        "b": "time",
        "c": "other",
        "d": "datetime",
        "e": "select_one",
        "f": "select_multiple",
        "g": "integer",
        "h": "select_one",
        "i": "acknowledge",
        "x": "file",
    }
    assert form.question("a").label == {"de": "Wie viel,\n${b}?"}
    assert form.question("d").constraint_message == {"de": "Nein"}
    assert (form.question("h").default, form.question("h").choice_list) == ("7", None)
    assert form.question("h").label == {"de": "H"}
    choice_list = form.question("e").choice_list or ""
    assert [(choice.code, choice.label) for choice in form.choice_lists[choice_list]] == [
        ("yes", {"de": "Ja"}),
        ("", {}),
    ]
    assert form.question("f").choice_list == "shuffled"
    assert form.question("f").choice_filter == "name != /data/a"
    assert form.choice_lists["outside"] == ()
    rep = form.by_path["/data/rep"]
    assert isinstance(rep, Repeat)
    assert (rep.count, rep.relevant, rep.appearance) == ("/data/g", "/data/a > 1", "field-list")
    empty = form.by_path["/data/empty"]
    assert isinstance(empty, Group)
    assert empty.children == ()


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (b"<h:html", "broken_xml"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "forbidden_xml"),
        (b"<html/>", "head_missing"),
        (b"<html><head/></html>", "model_missing"),
        (b"<html><head><model/></head><body/></html>", "instance_missing"),
        (b"<html><head><model><instance><d/></instance></model></head></html>", "body_missing"),
    ],
)
def test_a_broken_xform_says_what_is_missing(xml: bytes, reason: str) -> None:
    with pytest.raises(WorldError) as raised:
        read_xform(xml, file="x.xml")
    assert (raised.value.code, raised.value.details["reason"]) == (ErrorCode.FORM_INVALID, reason)
    assert raised.value.details["file"] == "x.xml"


def test_german_quotation_marks_stay_german(tmp_path: Path) -> None:
    survey = "type,name,label\ntext,a,„Keine“ passt’s?\n"
    form = build(write_form(tmp_path, survey=survey), cache_dir=tmp_path / "cache")
    assert form.question("a").label == {"de": "„Keine“ passt’s?"}
