from __future__ import annotations

from pathlib import Path

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.tables import TableRow, read_table


def rows_of(tmp_path: Path, content: bytes | str) -> tuple[TableRow, ...]:
    file = tmp_path / "table.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(file, ("id", "text"), id_column="id")


def reason_of(tmp_path: Path, content: bytes | str) -> tuple[str, str]:
    with pytest.raises(WorldError) as error:
        rows_of(tmp_path, content)
    assert error.value.code is ErrorCode.RESOURCE_INVALID
    return error.value.details["line"], error.value.details["reason"]


def test_rows_know_their_line_even_after_a_cell_of_several_lines(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 'id,text\na,"eins\nzwei"\n\n,\nb, drei \n')
    assert [(row.line, row.text("id"), row.text("text")) for row in rows] == [
        (3, "a", "eins\nzwei"),
        (6, "b", "drei"),
    ]


def test_a_byte_order_mark_of_a_spreadsheet_does_no_harm(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, b"\xef\xbb\xbfid,text,note\na,b,c\n")
    assert (row.text("id"), row.text("note"), row.text("nothing")) == ("a", "c", "")


def test_a_short_row_reads_as_empty(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "id,text\na\n")[0].text("text") == ""


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("", "1", "not_a_table"),
        (b"id,text\na,\xff\n", "1", "not_utf8"),
        ('id,text\na,"offen\n', "2", "not_a_table"),
        ("id,text\na,b,c\n", "2", "not_a_table"),
        ("id,words\na,b\n", "1", "missing_column"),
        ("id,text\n,b\n", "2", "empty"),
        ("id,text\na,b\na,c\n", "3", "twice"),
    ],
)
def test_what_is_no_table_is_named_with_its_line(
    tmp_path: Path, content: bytes | str, line: str, reason: str
) -> None:
    assert reason_of(tmp_path, content) == (line, reason)


def test_a_missing_file_is_named_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as error:
        read_table(tmp_path / "gone.csv", (), id_column="")
    assert error.value.details == {"file": "gone.csv", "line": "1", "column": "", "reason": "missing_file"}


def test_rows_without_an_id_may_repeat(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("text\na\na\n", encoding="utf-8")
    assert len(read_table(file, ("text",), id_column="")) == 2
