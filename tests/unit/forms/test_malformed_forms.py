"""Whatever is handed over as a form: a sentence, soon, in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.forms.source import read_source
from profiler.forms.spreadsheet.importing import ImportWishes, import_form
from profiler.forms.spreadsheet.survey import OtherTexts
from tests.unit.forms.broken_workbooks import REFUSED, TAKEN_OVER
from tests.unit.forms.tables import CHOICES, SETTINGS, SURVEY, write_form

WISHES = ImportWishes(OtherTexts("Sonstiges", "Was genau?"), {"deutsch": "de", "englisch": "en"})
MOST_MEGABYTES = 300
LONGEST_SECONDS = 300

_RUN = """
import io, json, pathlib, sys
from profiler.app import run
answers = []
for words in json.loads(sys.stdin.read()):
    out, err = io.StringIO(), io.StringIO()
    answers.append([run(words, out, err), out.getvalue() + err.getvalue()])
# Not ru_maxrss: that one remembers the size of whoever started this process.
status = pathlib.Path("/proc/self/status").read_text()
peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
print(json.dumps({"answers": answers, "kilobytes": int(peak)}))
"""
HEADER = "type,name,label,relevant,calculation,category,sheets,tier,purpose,retention\n"
OWN = "intern,,short,p,r\n"


def answers_of(calls: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """What the command line answers to each call in a process of its own that stays small."""
    done = subprocess.run(  # noqa: S603 - own program
        [sys.executable, "-c", _RUN],
        input=json.dumps(calls),
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=True,
    )
    told = json.loads(done.stdout)
    assert told["kilobytes"] < MOST_MEGABYTES * 1024
    return [(code, text) for code, text in told["answers"]]


def is_sentence(text: str) -> bool:
    """German words with a full stop, and nothing of the program's insides."""
    return text.rstrip().endswith((".", "!")) and "Traceback" not in text and "Error" not in text


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every broken workbook."""
    folder = tmp_path_factory.mktemp("broken")
    for name, _, make in REFUSED.values():
        make(folder / name)
    for name, make in TAKEN_OVER.values():
        make(folder / name)
    return folder


@pytest.mark.parametrize("what", REFUSED)
def test_a_workbook_that_is_no_form_is_refused_with_a_reason(broken: Path, what: str) -> None:
    name, reason, _ = REFUSED[what]
    with pytest.raises(WorldError) as raised:
        import_form(broken / name, WISHES)
    assert raised.value.details["reason"] == reason


@pytest.mark.parametrize("what", TAKEN_OVER)
def test_a_strange_workbook_is_taken_over_all_the_same(broken: Path, what: str) -> None:
    name, _ = TAKEN_OVER[what]
    form = import_form(broken / name, WISHES)
    assert "a" in {row["name"] for row in form.source.survey}


def test_every_refusal_is_a_sentence_in_little_memory(broken: Path, tmp_path: Path) -> None:
    files = [broken / name for name, _, _ in REFUSED.values()]
    calls = [["forms", "import", str(file), "--to", str(tmp_path / file.stem)] for file in files]
    answers = answers_of(calls)
    assert [(code, is_sentence(text)) for code, text in answers] == [(1, True)] * len(files)
    assert list(tmp_path.iterdir()) == []


def test_playing_a_broken_workbook_neither_hangs_nor_grows(broken: Path) -> None:
    files = sorted(broken.iterdir())
    nothing = broken / "nothing.jsonl"
    nothing.write_text("", encoding="utf-8")
    answers = answers_of([["forms", "play", str(file), "--script", str(nothing)] for file in files])
    assert {code for code, _ in answers} <= {0, 1}
    assert all("Traceback" not in text for _, text in answers)


def many(before: str, number: int) -> str:
    return "".join(before.format(n) for n in range(number))


TABLES: dict[str, tuple[Mapping[str, bytes], str]] = {
    "semicolons": ({"survey": b"type;name;label\ntext;a;Was?\n"}, "semicolons"),
    "tabs": ({"survey": b"type\tname\tlabel\ntext\ta\tWas?\n"}, "tabs"),
    "UTF-16": ({"survey": SURVEY.encode("utf-16")}, "utf16"),
    "UTF-16 without a mark": (
        {"survey": SURVEY.encode("ascii", "ignore").decode().encode("utf-16-le")},
        "utf16",
    ),
    "Latin-1": ({"survey": SURVEY.encode("latin-1", "replace")}, "other_encoding"),
    "a null byte": ({"survey": SURVEY.encode() + b"\0"}, "null_bytes"),
    "open quotes": ({"survey": b'type,name,label\ntext,a,"Was?\n'}, "broken_quotes"),
    "nothing": ({"survey": b""}, "empty_table"),
    "an expression of 100,000 characters": (
        {"survey": (HEADER + "text,a,Was?," + "1 + " * 25_000 + "1,," + OWN).encode()},
        "cell_too_long",
    ),
    "a cell beyond every limit": (
        {"survey": (HEADER + "text,a," + "x" * 200_000 + ",,," + OWN).encode()},
        "cell_too_long",
    ),
    "2,000 groups inside each other": (
        {"survey": (HEADER + many("begin_group,g{0},Gruppe,,,,,,,\n", 2_000)).encode()},
        "nested_too_deeply",
    ),
    "too many questions": (
        {"survey": (HEADER + many("text,q{0},Was?,,," + OWN, 5_001)).encode()},
        "too_many_rows",
    ),
    "too many choices": (
        {"choices": ("list_name,name,label\n" + many("l,c{0},Ja\n", 20_001)).encode()},
        "too_many_rows",
    ),
}
"""What it is -> tables, reason of the refusal."""


def form_with(folder: Path, tables: Mapping[str, bytes]) -> Path:
    place = write_form(folder)
    for table, content in tables.items():
        (place / f"{table}.csv").write_bytes(content)
    return place


@pytest.mark.parametrize("what", TABLES)
def test_a_broken_table_is_refused_with_a_reason(tmp_path: Path, what: str) -> None:
    tables, reason = TABLES[what]
    with pytest.raises(WorldError) as raised:
        read_source(form_with(tmp_path, tables))
    assert raised.value.details["reason"] == reason


def test_a_table_of_50_megabytes_is_not_read(tmp_path: Path) -> None:
    place = write_form(tmp_path)
    with (place / "survey.csv").open("ab") as table:
        table.truncate(50 * 1024 * 1024)
    with pytest.raises(WorldError) as raised:
        read_source(place)
    assert raised.value.details["reason"] == "file_too_large"
    ((code, text),) = answers_of([["forms", "check", str(place)]])
    assert (code, "zu groß" in text) == (1, True)


CONTENT: dict[str, str] = {
    "questions in a circle": HEADER + "calculate,a,,,${b} + 1," + OWN + "calculate,b,,,${a} + 1," + OWN,
    "a broken expression": HEADER + "text,a,Was?,${a} = 1 and,," + OWN,
    "15,000 parentheses": HEADER + f"text,a,Was?,{'(' * 15_000}1{')' * 15_000},," + OWN,
    "15,000 minus signs": HEADER + f"text,a,Was?,{'-' * 15_000}1,," + OWN,
    "a sum of 8,000": HEADER + f"text,a,Was?,{'1 + ' * 8_000}1 > 2,," + OWN,
    "4,000 predicates": HEADER + f"text,a,Was?,count(/probe/a{'[1 = 1]' * 4_000}) > 0,," + OWN,
    "a name twice": HEADER + "text,a,Was?,,," + OWN + "text,a,Was?,,," + OWN,
    "a group that never ends": HEADER + "begin_group,g,Gruppe,,,,,,,\ntext,a,Was?,,," + OWN,
    "a list that is not there": HEADER + "select_one nowhere,a,Was?,,," + OWN,
    "an unknown question": HEADER + "text,a,Was?,${b} = 1,," + OWN,
}
"""What it is -> survey."""


def test_tables_full_of_mistakes_are_told_in_sentences_and_little_memory(tmp_path: Path) -> None:
    places = [form_with(tmp_path / str(at), tables) for at, (tables, _) in enumerate(TABLES.values())]
    places += [write_form(tmp_path / f"c{at}", survey=survey) for at, survey in enumerate(CONTENT.values())]
    nothing = tmp_path / "nothing.jsonl"
    nothing.write_text("", encoding="utf-8")
    answers = answers_of(
        [["forms", "check", str(place)] for place in places]
        + [["forms", "play", str(place), "--script", str(nothing)] for place in places]
    )
    known = [*TABLES, *CONTENT]
    strange = {
        (word, what): text
        for at, (code, text) in enumerate(answers)
        for word, what in [(("check", "play")[at // len(known)], known[at % len(known)])]
        if not (code == 1 or (code == 0 and what == "a sum of 8,000")) or "Traceback" in text
    }
    assert strange == {}


def test_a_table_that_is_a_folder_cannot_be_read(tmp_path: Path) -> None:
    place = write_form(tmp_path)
    (place / "survey.csv").unlink()
    (place / "survey.csv").mkdir()
    with pytest.raises(WorldError) as raised:
        read_source(place)
    assert raised.value.code is ErrorCode.NO_ACCESS


def test_columns_may_bear_the_other_names_of_xlsform(tmp_path: Path) -> None:
    place = form_with(
        tmp_path,
        {
            "survey": b"type,name,caption,relevance,image,media::image\ntext,a,Was?,1 = 1,x.png,y.png\n",
            "choices": b"list name,value,label\nl,x,X\n",
        },
    )
    source = read_source(place)
    assert source.survey_columns == ("type", "name", "label", "relevant", "image", "media::image")
    assert (source.survey[0]["label"], source.survey[0]["relevant"]) == ("Was?", "1 = 1")
    assert source.choices[0].cells == {"list_name": "l", "name": "x", "label": "X"}


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    place = form_with(
        tmp_path,
        {
            "survey": SURVEY.replace("\n", "\r\n").encode("utf-8-sig"),
            "choices": CHOICES.replace("\n", "\r\n").encode("utf-8-sig"),
            "settings": SETTINGS.replace("\n", "\r\n").encode("utf-8-sig"),
        },
    )
    plain = read_source(write_form(tmp_path / "plain"))
    read = read_source(place)
    assert [row.cells for row in read.survey] == [row.cells for row in plain.survey]
    assert read.settings.cells == plain.settings.cells
