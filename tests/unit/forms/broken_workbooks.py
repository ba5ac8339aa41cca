"""Makes workbooks nobody should have to open: broken, hostile, huge."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook  # type: ignore[import-untyped]  # ships no types

Rows = Sequence[Sequence[object]]
OLD_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
HEADER = ["type", "name", "label::Deutsch (de)", "relevant", "calculation"]
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """A workbook as a spreadsheet program writes it."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def repacked(
    path: Path, change: Callable[[str, bytes], bytes], extra: Mapping[str, bytes] | None = None
) -> Path:
    """A sound workbook whose members were changed."""
    sound = io.BytesIO()
    workbook_bytes = workbook(path, {"survey": [HEADER, ["text", "a", "Was?"]]}).read_bytes()
    with ZipFile(io.BytesIO(workbook_bytes)) as old, ZipFile(sound, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    path.write_bytes(sound.getvalue())
    return path


def with_sheet(path: Path, sheet: bytes) -> Path:
    """A workbook whose only sheet is this XML."""
    return repacked(path, lambda name, content: sheet if "sheet1" in name else content)


def _cells(*texts: str) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)


def sheet_xml(body: str) -> bytes:
    """The XML of a sheet with a header and further rows."""
    return f"<worksheet {MAIN}><sheetData><row>{_cells(*HEADER)}</row>{body}</sheetData></worksheet>".encode()


def question(*cells: str) -> str:
    """The XML of one row."""
    return f"<row>{_cells(*cells)}</row>"


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncated(path: Path) -> None:
    content = workbook(path, {"survey": [HEADER, ["text", "a", "Was?"]]}).read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _broken_member(path: Path) -> None:
    content = bytearray(workbook(path, {"survey": [HEADER, ["text", "a", "Was?"]]}).read_bytes())
    content[60:80] = b"x" * 20
    path.write_bytes(content)


def _word(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")


def _calc(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<office/>")


def _web_page(path: Path) -> None:
    path.write_text("<html><table><tr><td>type</td></tr></table></html>", encoding="utf-8")


def _password(path: Path) -> None:
    path.write_bytes(OLD_MAGIC + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512))


def _garbage_xls(path: Path) -> None:
    path.write_bytes(OLD_MAGIC + bytes(range(256)) * 40)


def _bomb(path: Path) -> None:
    repacked(path, lambda name, content: content, {"xl/media/image1.png": bytes(80 * 1024 * 1024)})


def _dense_sheet(path: Path) -> None:
    with_sheet(path, sheet_xml(question("text", "a", "Was?" + " " * (20 * 1024 * 1024))))


def _entities(path: Path) -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lol">{lines}]><workbook {MAIN}>&e11;</workbook>'
    repacked(path, lambda name, content: bomb.encode() if name == "xl/workbook.xml" else content)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(50 * 1024 * 1024)


def _million_rows(path: Path) -> None:
    with_sheet(path, sheet_xml("".join(f'<row r="{n}"/>' for n in range(2, 1_000_002))))


def _million_cells(path: Path) -> None:
    with_sheet(path, sheet_xml((f"<row>{'<c/>' * 400}</row>") * 2_500))


def _much_text(path: Path) -> None:
    words = Random(1)  # noqa: S311 - texts that do not repeat, no secret
    rows = (question("text", "a", f"{words.getrandbits(2_000):x} " * 60) for _ in range(1_200))
    with_sheet(path, sheet_xml("".join(rows)))


def _deep_xml(path: Path) -> None:
    with_sheet(path, sheet_xml("<row>" * 50_000 + "</row>" * 50_000))


def _paths(path: Path) -> None:
    repacked(path, lambda name, content: content, {"../../outside.xml": b"<x/>"})


def _long_cell(path: Path) -> None:
    with_sheet(path, sheet_xml(question("text", "a", "Was?", "1 + " * 25_000 + "1")))


def _deep_groups(path: Path) -> None:
    begins = [["begin_group", f"g{n}", "Gruppe"] for n in range(2_000)]
    ends = [["end_group", None, None]] * 2_000
    workbook(path, {"survey": [HEADER, *begins, ["text", "a", "Was?"], *ends]})


def _many_questions(path: Path) -> None:
    workbook(path, {"survey": [HEADER, *(["text", f"q{n}", "Was?"] for n in range(5_001))]})


def _no_sheet(path: Path) -> None:
    workbook(path, {"Fragen": [HEADER], "Antworten": [["list_name"]]})


def _no_type(path: Path) -> None:
    workbook(path, {"survey": [["Frage", "Antwort"], ["Wer?", "Ich"]]})


def _no_cell(path: Path) -> None:
    workbook(path, {"survey": []})


def _only_header(path: Path) -> None:
    workbook(path, {"survey": [HEADER]})


def _no_german(path: Path) -> None:
    rows = [["type", "name", "label::English (en)", "label::Klingon"], ["text", "a", "What?", "nuq?"]]
    workbook(path, {"survey": rows})


REFUSED: dict[str, tuple[str, str, Callable[[Path], object]]] = {
    "empty file": ("empty.xlsx", "empty_file", _empty),
    "half a file": ("half.xlsx", "truncated_workbook", _truncated),
    "a damaged member": ("damaged.xlsx", "truncated_workbook", _broken_member),
    "a text document": ("letter.xlsx", "not_a_workbook", _word),
    "another program's table": ("calc.xlsx", "other_workbook", _calc),
    "a web page": ("page.xls", "not_a_workbook", _web_page),
    "a password": ("secret.xlsx", "password_protected", _password),
    "an old file of garbage": ("garbage.xls", "truncated_workbook", _garbage_xls),
    "a zip bomb": ("bomb.xlsx", "zip_bomb", _bomb),
    "a zip bomb inside a sheet": ("dense.xlsx", "zip_bomb", _dense_sheet),
    "an entity bomb": ("entities.xlsx", "forbidden_xml", _entities),
    "50 megabytes": ("huge.xlsx", "file_too_large", _huge),
    "a million rows": ("rows.xlsx", "too_much_content", _million_rows),
    "a million cells": ("cells.xlsx", "too_much_content", _million_cells),
    "36 megabytes of text": ("text.xlsx", "too_much_content", _much_text),
    "deep XML": ("deep.xlsx", "too_much_content", _deep_xml),
    "paths out of the file": ("paths.xlsx", "paths_in_workbook", _paths),
    "an expression of 100,000 characters": ("long.xlsx", "cell_too_long", _long_cell),
    "2,000 groups inside each other": ("groups.xlsx", "nested_too_deeply", _deep_groups),
    "too many questions": ("many.xlsx", "too_many_rows", _many_questions),
    "wrong names of sheets": ("sheets.xlsx", "survey_sheet_missing", _no_sheet),
    "no column type": ("type.xlsx", "type_column_missing", _no_type),
    "an empty workbook": ("blank.xlsx", "type_column_missing", _no_cell),
    "no question": ("header.xlsx", "no_questions", _only_header),
    "no German": ("klingon.xlsx", "source_language_missing", _no_german),
}
"""What it is -> name of the file, reason of the refusal, maker."""


def _far_row(path: Path) -> None:
    far = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>text</t></is></c></row>'
    with_sheet(path, sheet_xml(question("text", "a", "Was?") + far))


def _far_cell(path: Path) -> None:
    far = "".join(
        f'<row r="{n}"><c r="XFD{n}" t="inlineStr"><is><t>x</t></is></c></row>' for n in range(30, 3_000)
    )
    with_sheet(path, sheet_xml(question("text", "a", "Was?") + far))


def _failed_formulas(path: Path) -> None:
    failed = '<c t="inlineStr"><is><t>text</t></is></c><c t="inlineStr"><is><t>b</t></is></c>'
    failed += (
        '<c t="inlineStr"><is><t>Was?</t></is></c><c t="e"><f>Z9</f><v>#REF!</v></c><c r="E3"><f>A1</f></c>'
    )
    with_sheet(path, sheet_xml(question("text", "a", "Was?") + f"<row>{failed}</row>"))


def _parentheses(path: Path) -> None:
    deep = "(" * 15_000 + "1" + ")" * 15_000
    workbook(path, {"survey": [HEADER, ["text", "a", "Was?", deep], ["calculate", "b", None, None, deep]]})


def _broken_expression(path: Path) -> None:
    workbook(path, {"survey": [HEADER, ["text", "a", "Was?", "${a} = 1 and"], ["text", "a", "Noch?"]]})


def _chain(path: Path) -> None:
    rows: list[list[object]] = [["geopoint", "c0", "Wo?"]]
    rows += [["calculate", f"c{n}", None, None, f"${{c{n - 1}}} + 1"] for n in range(800, 0, -1)]
    workbook(path, {"survey": [HEADER, *rows, ["text", "a", "Was?"]]})


TAKEN_OVER: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a cell in the last row there is": ("far_row.xlsx", _far_row),
    "cells in the last column there is": ("far_cell.xlsx", _far_cell),
    "formulas that failed": ("formulas.xlsx", _failed_formulas),
    "15,000 parentheses": ("parentheses.xlsx", _parentheses),
    "broken expressions and a name twice": ("broken.xlsx", _broken_expression),
    "800 calculations that hang on a place": ("chain.xlsx", _chain),
}
"""What it is -> name of the file, maker."""
