"""Rows taken out of an XForm, choices put in, everything else left byte by byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.forms.xform_choices import files_in, read_choices_file
from profiler.forms.xform_edits import self_contained, without_first_rows

NO_FILES: dict[str, bytes] = {}
JR = 'xmlns:jr="http://openrosa.org/javarosa"'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<r jr:template=""><a/></r><r><a/></r><b>ä</b>', '<r jr:template=""><a/></r><b>ä</b>'),
        ('<r jr:template=""><a/></r><r/><r><a/></r>', '<r jr:template=""><a/></r>'),
        (
            '<r jr:template=""><i jr:template=""/></r><r><i x="y"/><i/></r><c/>',
            '<r jr:template=""><i jr:template=""/></r><c/>',
        ),
        ('<g><r jr:template="">ü</r>\n <r >1</r ></g><r/>', '<g><r jr:template="">ü</r>\n </g><r/>'),
        ("<r><a/></r><r><a/></r>", "<r><a/></r><r><a/></r>"),
    ],
)
def test_only_rows_with_a_template_are_taken_out(before: str, after: str) -> None:
    assert without_first_rows(f"<d {JR}>{before}</d>".encode()).decode() == f"<d {JR}>{after}</d>"


@pytest.mark.parametrize(
    ("instance", "inside"),
    [
        ('<instance id="t" src="jr://file-csv/t.csv"/>', '<instance id="t">{}</instance>'),
        (
            "<xf:instance src='jr://file-csv/t.csv' id='t'></xf:instance>",
            "<xf:instance id='t'>{}</xf:instance>",
        ),
        ('<instance id="t" src="jr://file/t.xml"/>', '<instance id="t" src="jr://file/t.xml"/>'),
    ],
)
def test_choices_are_put_in_where_their_file_was_named(instance: str, inside: str) -> None:
    files = {"t.csv": b"name;label\na;<&>\x07\n"}
    root = "<root><item><name>a</name><label>&lt;&amp;&gt;</label></item></root>"
    other = '<instance id="u" src="jr://file-csv/t.csv"/>'
    xml = self_contained(f"<m>{instance}{other}</m>".encode(), files.get).decode()
    assert xml == f'<m>{inside.format(root)}<instance id="u">{root}</instance></m>'


def test_a_form_that_names_no_file_stays_as_it_is() -> None:
    xml = b"<m><instance/></m>"
    assert self_contained(xml, NO_FILES.get) is xml
    strange = '<m><instance src="jr://file-csv/t.csv"/>ä</m>'.encode("latin-1")
    assert self_contained(strange, NO_FILES.get) is strange


def test_a_missing_file_is_named() -> None:
    with pytest.raises(WorldError) as raised:
        self_contained(b'<m><instance id="t" src="jr://file-csv/t.csv"/></m>', NO_FILES.get, "f.xml")
    details = raised.value.details
    assert (details["file"], details["name"], details["reason"]) == ("f.xml", "t.csv", "choices_file_missing")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_choices_files_come_from_any_spreadsheet(tmp_path: Path, delimiter: str) -> None:
    table = '\ufeffname,label,Spalte 3\r\na,"x\ny",1\r\n\r\nb,\r\n'.replace(",", delimiter)
    (tmp_path / "t.csv").write_bytes(table.encode())
    assert read_choices_file("t.csv", files_in(tmp_path), "") == [
        {"name": "a", "label": "x\ny"},
        {"name": "b", "label": ""},
    ]


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "t.csv").touch()

    def refuse(_file: Path) -> bytes:
        raise PermissionError("no")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(WorldError) as raised:
        read_choices_file("t.csv", files_in(tmp_path), "")
    assert raised.value.code is ErrorCode.NO_ACCESS
