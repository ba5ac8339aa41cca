"""Workbooks of every kind are read as text, and looked into before."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.forms.spreadsheet.guard import Container, inspect
from profiler.forms.spreadsheet.sizes import refuse_oversized
from profiler.forms.spreadsheet.workbook import Workbook, read_workbook
from tests.unit.forms.broken_workbooks import OLD_MAGIC, sheet_xml, with_sheet, workbook

OLD_FORM = Path(__file__).with_name("old_form.xls")


def cells(book: Workbook, name: str = "survey") -> list[tuple[str, ...]]:
    sheet = book.sheet(name)
    assert sheet is not None
    return [row.cells for row in sheet.rows]


def reason(file: Path) -> str:
    with pytest.raises(WorldError) as raised:
        read_workbook(file)
    return raised.value.details["reason"]


def test_whatever_stands_in_a_cell_becomes_the_text_that_was_meant(tmp_path: Path) -> None:
    row = [
        True,
        False,
        3,
        18.0,
        2.5,
        date(2026, 11, 21),
        datetime(2026, 11, 21, 14, 30),  # noqa: DTZ001 - spreadsheets know no zones
        time(14, 30),
        " eins\r\nzwei ",
        None,
        "_x0041__x0007_",
    ]
    book = read_workbook(workbook(tmp_path / "a.xlsx", {" Survey ": [row, [None, None], ["x"]]}))
    assert cells(book)[0] == (
        ("TRUE", "FALSE", "3", "18", "2.5", "2026-11-21", "2026-11-21T14:30:00", "14:30:00")
        + ("eins\nzwei", "", "A")
    )
    assert [row.line for row in book.sheets[0].rows] == [1, 3]
    assert book.sheets[0].title == "Survey"


def test_an_old_workbook_is_read_the_same_way() -> None:
    book = read_workbook(OLD_FORM)
    assert cells(book)[1:] == [
        ("date", "a", "Wann?", "TRUE", "2026-11-21"),
        ("time", "b", "Wann?", "", "14:30:00"),
        ("decimal", "c", "Wie viel?", "", "2.5"),
        ("integer", "d", "Wie viel?", "", "7"),
        ("dateTime", "e", "Wann?", "", "2026-11-21T14:30:00"),
    ]
    assert book.sheets[0].rows[-1].errors == ((5, "#REF!"),)
    assert cells(book, "notizen") == []
    assert book.sheet("choices") is None


def test_only_the_sheets_of_a_form_are_read(tmp_path: Path) -> None:
    book = read_workbook(workbook(tmp_path / "a.xlsx", {"survey": [["type"]], "Daten": [["x"]]}))
    assert [(sheet.name, len(sheet.rows)) for sheet in book.sheets] == [("survey", 1), ("Daten", 0)]


def test_formulas_without_a_result_are_named(tmp_path: Path) -> None:
    formula = '<row><c r="A2"><f>1+1</f></c><c r="B2"><f>1</f><v>1</v></c><c><f>2</f></c></row>'
    book = read_workbook(with_sheet(tmp_path / "a.xlsx", sheet_xml(formula)))
    assert book.uncalculated == ("A2", "?")


def test_one_text_may_hold_all_sheets(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        '\ufeffsurvey,,\n,type,name\n\n,text,"a\nb"\nchoices\n,list_name\n', encoding="utf-8"
    )
    book = read_workbook(tmp_path / "a.csv")
    assert cells(book) == [("type", "name"), ("text", "a\nb")]
    assert book.sheets[0].rows[1].line == 4
    (tmp_path / "a.md").write_text(
        "# Bogen\n| survey |\n| | type | name |\n| :-- | --- |\n| | text | a\\|b |\n", encoding="utf-8"
    )
    assert cells(read_workbook(tmp_path / "a.md")) == [("type", "name"), ("text", "a|b")]
    (tmp_path / "b.md").write_text("| | type |\n", encoding="utf-8")
    assert read_workbook(tmp_path / "b.md").sheets == ()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", b"survey,\xff", "other_encoding"),
        ("a.csv", b"survey,type,name\0", "null_bytes"),
        ("a.csv", b"survey;;\n;type;name\n", "semicolons"),
        ("a.csv", b"survey\t\t\n\ttype\tname\n", "tabs"),
        ("a.csv", b'survey,"x', "broken_quotes"),
        ("a.csv", b"survey,type\n," + b"x" * 40_000, "cell_too_long"),
        ("a.csv", b"survey,type\n," + b"x" * 140_000, "cell_too_long"),
        ("a.csv", b"survey,type\n" + b",x\n" * 20_001, "too_many_rows"),
        ("a.md", b" " * 9_000_000, "file_too_large"),
        ("a.txt", b"survey", "not_a_workbook"),
        ("a.xls", OLD_MAGIC + bytes(7 * 1024 * 1024), "file_too_large"),
    ],
)
def test_a_text_that_is_no_form_is_refused(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert reason(tmp_path / name) == expected


def test_the_first_row_that_is_too_much_ends_the_reading(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    rows = "".join(f",text,q{number}\n" for number in range(20_000))
    file.write_text(f"survey,type,name\n{rows}", encoding="utf-8")
    with pytest.raises(WorldError) as raised:
        read_workbook(file)
    assert (raised.value.details["reason"], raised.value.details["line"]) == ("too_many_rows", "5002")
    choices = "".join(f",l,c{number}\n" for number in range(20_000))
    file.write_text(f"survey,type,name\n,text,a\nchoices,list_name,name\n{choices}", encoding="utf-8")
    assert len(read_workbook(file).sheets[1].rows) == 20_001


def test_old_workbooks_with_a_password_or_of_another_kind_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import xlrd  # type: ignore[import-untyped]  # ships no types

    told = ["Workbook is encrypted", "Excel 2.0 worksheet expected"]

    def refuse(*_arguments: object, **_options: object) -> None:
        raise xlrd.XLRDError(told.pop(0))

    monkeypatch.setattr(xlrd, "open_workbook", refuse)
    assert [reason(OLD_FORM), reason(OLD_FORM)] == ["password_protected", "not_a_workbook"]


def test_a_folder_is_no_file_and_a_closed_file_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reason(tmp_path / "gone.xlsx") == "file_missing"
    file = workbook(tmp_path / "a.xlsx", {"survey": [["type"]]})

    def refuse(_file: Path, *_mode: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(WorldError) as raised:
        inspect(file)
    assert raised.value.code is ErrorCode.NO_ACCESS


def test_a_file_that_closes_while_it_is_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("| survey |\n", encoding="utf-8")

    def refuse(_file: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(WorldError) as raised:
        read_workbook(tmp_path / "a.md")
    assert raised.value.code is ErrorCode.NO_ACCESS


def test_a_locked_archive_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    content = bytearray(file.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(content)
    assert reason(file) == "password_protected"


def test_broken_xml_inside_is_told_but_a_picture_is_none(tmp_path: Path) -> None:
    assert reason(with_sheet(tmp_path / "a.xlsx", b"<worksheet><sheetData>")) == "truncated_workbook"
    file = workbook(tmp_path / "b.xlsx", {"survey": [["type"]]})
    with ZipFile(file, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG")
    assert inspect(file).container is Container.XLSX


def test_what_a_library_stumbles_over_is_a_broken_file(tmp_path: Path) -> None:
    assert reason(with_sheet(tmp_path / "a.xlsx", sheet_xml('<row r="x"/>'))) == "truncated_workbook"


def test_a_form_is_measured_only_where_there_is_one(tmp_path: Path) -> None:
    refuse_oversized(workbook(tmp_path / "a.xlsx", {"a": [], "b": []}))
    refuse_oversized(OLD_FORM)
