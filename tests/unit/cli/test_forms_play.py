"""`profiler forms play` as a program: which forms it opens, and that nothing in a script ends it."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from profiler import app
from profiler.errors import EXIT_FINDINGS, EXIT_OK, EXIT_USAGE
from profiler.forms.convert import convert_file
from profiler.forms.definition import FirstRow
from profiler.forms.xform_choices import files_beside
from tests.silence import LogWatch
from tests.unit.cli.played_forms import CASCADE, HOUSEHOLDS, RULES, Played, form
from tests.unit.forms import small_forms
from tests.unit.forms.tables import write_form


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    file = tmp_path / "data.md"
    file.write_text(RULES.strip(), encoding="utf-8")
    return file


def played(*argv: str) -> tuple[int, list[dict[str, object]], str]:
    """Exit code, answers and complaint of a run with a script of lines."""
    out, err = io.StringIO(), io.StringIO()
    code = app.run(("forms", "play", *argv), out, err)
    return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def script(folder: Path, *lines: str) -> str:
    file = folder / "edits.jsonl"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return str(file)


_ID = re.compile(r"uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def unnamed(run: tuple[int, list[dict[str, object]], str]) -> str:
    """A run as text, without the ids its records were given."""
    return _ID.sub("uuid:", json.dumps(run))


REFUSED = {
    "": "empty_line",
    "   ": "empty_line",
    "garbage": "not_json",
    '{"op":"set"': "not_json",
    "[1,2]": "not_an_object",
    '"dump"': "not_an_object",
    "[" * 100_000: "not_json",
    '{"op":"set","path":"/data/age","value":NaN}': "not_json",
    '{"op":7}': "missing",
    "{}": "missing",
    '{"op":"paint"}': "unknown_op",
    '{"op":"set","value":"1"}': "missing",
    '{"op":"set","path":"age","value":"1"}': "unknown_path",
    '{"op":"set","path":"","value":"1"}': "unknown_path",
    '{"op":"set","path":"/","value":"1"}': "unknown_path",
    '{"op":"set","path":"/data/nobody","value":"1"}': "unknown_path",
    '{"op":"set","path":"/data/age[x]","value":"1"}': "unknown_path",
    '{"op":"set","path":"/data/age[2]","value":"1"}': "no_such_row",
    '{"op":"set","path":"/data/more","value":"1"}': "not_a_question",
    '{"op":"set","path":"/data/twice","value":"1"}': "calculated",
    '{"op":"set","path":"/data/hello","value":"1"}': "note",
    '{"op":"set","path":"/data/frozen","value":"1"}': "readonly",
    '{"op":"set","path":"/data/age","value":{"a":1}}': "bad_value",
    '{"op":"set","path":"/data/age","value":["a b"]}': "blank_in_code",
    '{"op":"set","path":"/data/age","value":[[1]]}': "bad_value",
    '{"op":"set","path":"/data/age","value":"\\u0000"}': "forbidden_character",
    '{"op":"set","path":"/data/age","value":"\\ud800"}': "forbidden_character",
    '{"op":"set","path":"/data/age","source":"gerücht"}': "bad_source",
    '{"op":"set","path":"/data/age","precision":"ungefähr"}': "bad_precision",
    '{"op":"set","path":"/data/age","precision":3}': "missing",
    '{"op":"choices","path":"/data/age"}': "no_choices",
    '{"op":"add","path":"/data/age"}': "not_a_repeat",
    '{"op":"remove","path":"/data/more"}': "not_a_repeat",
    '{"op":"now","value":"gestern"}': "bad_moment",
    '{"op":"label","path":"/data/age","lang":"tlh"}': "unknown_language",
    '{"op":"label","path":"/data/\\ud800"}': "unknown_path",
}


def test_every_line_gets_one_line_whatever_is_in_it(rules: Path, tmp_path: Path) -> None:
    first = '{"op":"set","path":"/data/age","value":"20"}'
    code, answers, _ = played(str(rules), "--script", script(tmp_path, first, *REFUSED, '{"op":"dump"}'))
    assert (code, len(answers)) == (EXIT_OK, len(REFUSED) + 2)
    found = dict(zip(REFUSED, (answer.get("code") for answer in answers[1:-1]), strict=True))
    assert found == REFUSED
    assert all(str(answer["error"]).endswith(".") for answer in answers[1:-1])
    assert answers[0]["ok"]
    leaves = answers[-1]["leaves"]
    assert isinstance(leaves, list)
    assert leaves[0]["value"] == "20"


@pytest.mark.parametrize("target", [0, 3, "1", True, None, 1.5])
def test_a_row_moves_only_to_a_place_there_is(target: object) -> None:
    play = Played(form(HOUSEHOLDS))
    play.do("add", "/data/house")
    answer = play.ask("move", "/data/house[1]", to=target)
    assert (answer["code"], answer["error"]) == (
        "bad_position",
        "„to“ muss eine Zeilennummer von 1 bis 2 sein.",
    )


def test_a_fault_of_ours_is_named_and_does_not_end_the_script(
    monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    play = Played(form(RULES))
    monkeypatch.setattr(play.player, "_session", None)
    log_watch.expect("fault: AttributeError")
    assert play.ask("dump") == {
        "ok": False,
        "error": "Hier liegt ein Fehler im Programm (AttributeError), nicht im Skript.",
        "code": "fault",
    }
    assert play.ask("new") == {"ok": True}


def test_the_input_is_read_where_there_is_no_script(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO(
        '\ufeff{"op":"set","path":"/data/more/job","value":"Bäckerin"}\n\xff\n'.encode("utf-8") + b"\xff"
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw, encoding="cp1252"))
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    assert app.run(("forms", "play", str(rules)), out, io.StringIO()) == EXIT_OK
    out.seek(0)
    lines = out.buffer.read().decode("utf-8").splitlines()
    assert [json.loads(line)["ok"] for line in lines] == [True, False, False]


def test_time_and_zone_are_handed_in(rules: Path, tmp_path: Path) -> None:
    def day(*options: str) -> object:
        _, (dump,), _ = played(str(rules), "--script", script(tmp_path, '{"op":"dump"}'), *options)
        leaves = dump["leaves"]
        assert isinstance(leaves, list)
        return next(leaf["value"] for leaf in leaves if leaf["path"] == "/data/day")

    assert day("--now", "2026-01-31T23:30") == "2026-01-31"
    assert day("--now", "2026-01-31T23:30", "--tz", "America/Phoenix") == "2026-01-31"
    assert day("--now", "2026-01-31T23:30+00:00", "--tz", "Asia/Tokyo") == "2026-02-01"
    assert day("--tz", "Pacific/Kiritimati") != day("--tz", "Pacific/Pago_Pago")


def test_any_kind_of_form_file_is_opened(rules: Path, tmp_path: Path) -> None:
    xform = tmp_path / "FORM.XML"
    xform.write_bytes(convert_file(rules))
    dump = script(tmp_path, '{"op":"dump"}')
    folder = write_form(tmp_path / "ours")
    ours = played(str(folder), "--script", dump)
    shutil.rmtree(folder / "po", ignore_errors=True)
    assert unnamed(played(str(xform), "--script", dump)) == unnamed(played(str(rules), "--script", dump))
    assert ours[0] == EXIT_OK
    assert played("kompetenz", "--script", dump)[0] == EXIT_OK


@pytest.mark.parametrize("name", ["gibtsnicht", "gibtsnicht.xml", "gibtsnicht.xlsx", "../x"])
def test_a_form_that_is_not_there_is_named(name: str) -> None:
    code, answers, complaint = played(name)
    assert (code, answers) == (EXIT_USAGE, [])
    assert name in complaint


def test_a_broken_form_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "form.xml"
    file.write_text("<h:html", encoding="utf-8")
    code, answers, complaint = played(str(file))
    assert (code, answers) == (EXIT_FINDINGS, [])
    assert "form.xml" in complaint


def test_a_form_that_cannot_be_read_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "form.xml"
    file.touch()

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    code, _, complaint = played(str(file))
    assert code != EXIT_OK
    assert complaint


def test_a_script_that_is_not_there_is_named(rules: Path) -> None:
    code, _, complaint = played(str(rules), "--script", "nirgends.jsonl")
    assert (code, "nirgends.jsonl" in complaint) == (EXIT_USAGE, True)


def test_a_language_the_form_has_not_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "data.md"
    file.write_text(CASCADE.strip(), encoding="utf-8")
    code, _, complaint = played(str(file), "--lang", "tr")
    assert (code, complaint.splitlines()[0]) == (EXIT_USAGE, "Das Formular spricht de, ar, nicht „tr“.")
    label = script(tmp_path, '{"op":"label","path":"/data/land"}')
    assert played(str(file), "--lang", "ar", "--script", label)[1][0]["label"] == "البلد"


def test_ten_thousand_lines_go_through_one_process(rules: Path, tmp_path: Path) -> None:
    lines = [f'{{"op":"set","path":"/data/age","value":{number % 150}}}' for number in range(10_000)]
    code, answers, _ = played(str(rules), "--script", script(tmp_path, *lines, '{"op":"dump"}'))
    assert (code, len(answers)) == (EXIT_OK, 10_001)
    leaves = answers[-1]["leaves"]
    assert isinstance(leaves, list)
    assert leaves[0]["value"] == str(9_999 % 150)


LISTED = """
| survey | | | |
| | type | name | label |
| | select_one_from_file towns.csv | town | Stadt |
"""


@pytest.mark.parametrize("media", [".", "data-media"])
def test_choices_are_read_from_the_table_beside_the_form(tmp_path: Path, media: str) -> None:
    table = tmp_path / media / "towns.csv"
    table.parent.mkdir(exist_ok=True)
    file = tmp_path / "data.md"
    file.write_text(LISTED.strip(), encoding="utf-8")
    table.write_text("name,label\nb,Berlin\n", encoding="utf-8")
    xform = tmp_path / "data.xml"
    from pyxform.xls2xform import convert  # type: ignore[import-untyped]  # ships no types

    xform.write_text(convert(str(file)).xform, encoding="utf-8")
    ask = script(tmp_path, '{"op":"choices","path":"/data/town"}')
    assert played(str(xform), "--script", ask)[1][0]["choices"] == [{"code": "b", "label": "Berlin"}]


def test_the_help_names_every_operation(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        app.run(("forms", "play", "--help"))
    assert ended.value.code == EXIT_OK
    said = capsys.readouterr().out
    known = str(Played(form(RULES)).ask("?")["error"]).partition("bekannt sind ")[2].rstrip(".").split(", ")
    assert len(known) > 10
    assert [name for name in known if not re.search(rf"\b{name}\b", said)] == []


def test_rows_that_are_given_stay() -> None:
    given = replace(
        small_forms.repeat("given", small_forms.question("cell")), fixed=True, first_rows=(FirstRow(),)
    )
    play = Played(small_forms.form(given))
    assert play.ask("add", "/data/given")["code"] == "fixed"
    assert play.ask("remove", "/data/given[1]")["error"] == "Die Zeilen von „/data/given“ sind vorgegeben."


@pytest.mark.parametrize("name", ["../towns.csv", "/etc/hosts"])
def test_a_form_reads_no_files_from_elsewhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "towns.csv").write_text("name,label\nb,Berlin\n", encoding="utf-8")
    (tmp_path / "in").mkdir()
    assert files_beside(tmp_path / "in" / "data.xml")(name) is None
    assert files_beside(tmp_path / "data.xml")("towns.csv") is not None


def test_whoever_stops_reading_ends_the_play(rules: Path, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    dumps = script(tmp_path, *['{"op":"dump"}'] * 100)
    with os.fdopen(writing, "w", encoding="utf-8") as out:
        assert app.run(("forms", "play", str(rules), "--script", dumps), out, io.StringIO()) == EXIT_OK


NAMED = """
| survey | | | | |
| | type | name | label::Deutsch (de) | label::English (en) | calculation |
| | text | given | Name von ${instanceID} | Name of ${instanceID} | |
| | calculate | own | | | concat(${instanceID}, '!') |
| | calculate | shown | | | concat('<', /data/meta/instanceName, '>') |
| settings | | |
| | default_language | instance_name |
| | English (en) | concat('Bogen ', ${given}) |
"""


def test_a_record_has_an_id_and_a_name_that_expressions_and_labels_read() -> None:
    play = Played(form(NAMED))
    play.put("/data/given", "Ada")
    leaves = play.leaves()
    identity = str(leaves["/data/meta/instanceID"]["value"])
    assert _ID.fullmatch(identity)
    assert leaves["/data/own"]["value"] == f"{identity}!"
    assert leaves["/data/shown"]["value"] == "<Bogen Ada>"
    assert leaves["/data/meta/instanceName"]["value"] == "Bogen Ada"
    assert play.ask("label", "/data/given")["label"] == f"Name von {identity}"
    assert play.ask("set", "/data/meta/instanceID", value="x")["code"] == "unknown_path"
    play.ask("language", lang="en")
    assert play.leaves()["/data/own"]["value"] == f"{identity}!"
    play.ask("new")
    assert play.leaves()["/data/own"]["value"] != f"{identity}!"


def test_play_starts_in_the_language_the_form_starts_in(tmp_path: Path) -> None:
    file = tmp_path / "data.md"
    file.write_text(NAMED, encoding="utf-8")
    label = script(tmp_path, '{"op":"label","path":"/data/given"}')
    assert str(played(str(file), "--script", label)[1][0]["label"]).startswith("Name of ")
    assert str(played(str(file), "--script", label, "--lang", "de")[1][0]["label"]).startswith("Name von ")


def test_a_function_nobody_has_is_told_once_in_german(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "data.md"
    file.write_text(
        NAMED.replace("concat(${instanceID}, '!')", "shout(${given}) + shout()"), encoding="utf-8"
    )
    edits = ['{"op":"set","path":"/data/given","value":"a"}', '{"op":"set","path":"/data/given","value":"b"}']
    code, answers, _ = played(str(file), "--script", script(tmp_path, *edits))
    assert (code, [answer["ok"] for answer in answers]) == (EXIT_OK, [True, True])
    assert capsys.readouterr().err.splitlines() == [
        "Frage „own“: die Funktion „shout“ gibt es nicht. Was davon abhängt, bleibt leer."
    ]


@pytest.mark.parametrize(
    ("calculation", "said"), [("/data/own + 1", "own"), ("1 +", "Ende"), ("+".join(["1"] * 300), "zu lang")]
)
def test_a_form_that_cannot_run_is_named_with_its_file(tmp_path: Path, calculation: str, said: str) -> None:
    file = tmp_path / "garden.xml"
    xform = convert_file(_written(tmp_path, NAMED.replace("concat(${instanceID}, '!')", "'@@'")))
    file.write_bytes(xform.replace(b"'@@'", calculation.encode()))
    code, answers, complaint = played(str(file))
    assert (code, answers) == (EXIT_FINDINGS, [])
    assert "garden.xml" in complaint
    assert said in complaint


def _written(folder: Path, table: str) -> Path:
    file = folder / "data.md"
    file.write_text(table, encoding="utf-8")
    return file
