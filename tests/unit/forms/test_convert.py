"""Any XLSForm file becomes an XForm, or a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.forms.convert import convert_file, convert_with_warnings
from profiler.forms.xform import read_xform

MARKDOWN = """
| survey  |                              |       |       |
|         | type                         | name  | label |
|         | begin_repeat                 | child | Kind  |
|         | text                         | given | Name  |
|         | end_repeat                   |       |       |
|         | select_one_from_file town.csv | town  | Ort   |
"""

STRANGE_TITLES = """
| survey   |            |                |
|          | type       | name           | label |
|          | text       | a              | Name  |
| settings |            |                |
|          | form_title | form_title::ar |
|          | Probe      | Probe          |
"""
"""The converter ends with a fault of its own instead of a sentence."""


def test_markdown_with_choices_beside_it(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(MARKDOWN, encoding="utf-8")
    (tmp_path / "town.csv").write_text("name,label\nh,Homs\n", encoding="utf-8")
    form = read_xform(convert_file(tmp_path / "form.md"))
    (child,) = form.repeats()
    assert len(child.first_rows) == 1
    assert [choice.code for choice in form.choice_lists["town"]] == ["h"]


def test_a_spreadsheet(tmp_path: Path) -> None:
    from openpyxl import Workbook  # type: ignore[import-untyped]  # ships no types

    book = Workbook()
    book.active.title = "survey"
    for row in (("type", "name", "label::Deutsch (de)", "label::العربية (ar)"), ("text", "a", "Name", "اسم")):
        book.active.append(row)
    book.save(tmp_path / "form.xlsx")
    form = read_xform(convert_file(tmp_path / "form.xlsx"))
    assert form.question("a").label == {"de": "Name", "ar": "اسم"}


def test_a_mark_in_front_of_a_text_does_not_matter(tmp_path: Path) -> None:
    table = 'survey,,,\n,type,name,label\n,text,a,"Wer, wo?"\n'
    (tmp_path / "form.csv").write_text(table, encoding="utf-8-sig")
    form = read_xform(convert_file(tmp_path / "form.csv"))
    assert form.form_id == "form"
    assert list(form.question("a").label.values()) == ["Wer, wo?"]


def test_choices_may_lie_in_the_folder_of_its_media(tmp_path: Path) -> None:
    file = tmp_path / "form.md"
    file.write_text("| survey |\n| | type | name | label |\n| | select_one_from_file t.csv | a | A |\n")
    (tmp_path / "form-media").mkdir()
    (tmp_path / "form-media" / "t.csv").write_text("name,label\nx,X\n")
    assert b"<name>x</name>" in convert_file(file)


def test_what_the_converter_remarks_is_kept(tmp_path: Path) -> None:
    table = "| survey |\n| | type | name | label::Deutsch | label::de (de) |\n| | text | a | A | B |\n"
    (tmp_path / "form.md").write_text(table, encoding="utf-8")
    assert convert_with_warnings(tmp_path / "form.md").warnings


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("gone.xlsx", None, "file_missing"),
        ("form.docx", b"", "unknown_file_kind"),
        ("form.xlsx", b"no zip", "not_a_workbook"),
        ("form.xlsx", b"PK\x05\x06" + b"\0" * 18, "not_a_workbook"),
        ("form.md", b" " * 9_000_000, "file_too_large"),
        ("form.md", b"| survey |\n| | type | name |\n| | nonsense | a |\n", "not_convertible"),
        ("form.md", b"| a | b |", "not_convertible"),
        ("form.csv", b"\xff\xfe", "utf16"),
        ("form.csv", b"", "empty_file"),
        ("form.md", STRANGE_TITLES.encode(), "converter_stumbled"),
        ("form.md", MARKDOWN.encode(), "choices_file_missing"),
    ],
)
def test_a_file_that_is_no_form_has_a_reason(
    tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(WorldError) as raised:
        convert_file(tmp_path / name)
    assert (raised.value.code, raised.value.details["reason"]) == (ErrorCode.FORM_INVALID, reason)


def test_several_rows_of_a_repeat_at_once_are_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "rows.md"
    rows = ["begin_repeat | kids", "text | nm", "end_repeat |", "select_multiple ${nm} | pick"]
    table = "".join(f"| | {row} | x |\n" for row in rows)
    file.write_text(f"| survey |\n| | type | name | label |\n{table}", encoding="utf-8")
    with pytest.raises(WorldError) as raised:
        convert_file(file)
    assert (raised.value.details["reason"], raised.value.details["detail"]) == ("several_from_rows", "${nm}")
