"""Reads the tables of an XLSForm out of its sheets: columns by our names, texts by language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from profiler.forms.spreadsheet.headers import Header
from profiler.forms.spreadsheet.remarks import Remark, RemarkCode
from profiler.forms.spreadsheet.workbook import Sheet

_HEADER_WITHIN = 20


@dataclass(slots=True)
class Row:
    """One row of a table, still being worked on.

    Attributes:
        line: row of the sheet.
        cells: column -> text that is the same in every language; empty cells are left out.
        texts: column -> language -> text; languages as written, later as codes.
    """

    line: int
    cells: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a form.

    Attributes:
        sheet: name of the sheet.
        columns: our names of its columns, each once, in order.
        languages: languages of its texts as written, "" for texts that name none, in order.
        rows: the rows below the names of the columns.
    """

    sheet: str = ""
    columns: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


class Notes:
    """Collects what there is to remark."""

    def __init__(self) -> None:
        self._remarks: dict[tuple[object, ...], Remark] = {}

    def add(self, code: RemarkCode, sheet: str, line: int = 0, question: str = "", /, **args: str) -> None:
        """Remark something."""
        key = (code, sheet, line, question, *args.values())
        self._remarks.setdefault(key, Remark(code, sheet, line, question, args))

    def in_order(self, sheets: Sequence[str]) -> tuple[Remark, ...]:
        """What was remarked: about the whole file first, then sheet by sheet and row by row."""
        places = {sheet: place for place, sheet in enumerate(sheets, start=1)}

        def place(remark: Remark) -> tuple[int, int]:
            return places.get(remark.sheet, bool(remark.sheet) * (len(places) + 1)), remark.line

        return tuple(sorted(self._remarks.values(), key=place))


ReadHeader: TypeAlias = Callable[[str], Header]


def read_table(
    sheet: Sheet | None, read: ReadHeader, marks: Collection[str], texts: Collection[str], notes: Notes
) -> Table:
    """The table on a sheet.

    Args:
        sheet: None if there is none, which makes an empty table.
        read: understands the name of a column.
        marks: columns by one of which the row with the names is known.
        texts: columns that differ by language.
        notes: takes what is remarked.

    Returns:
        A table without columns if no row holds their names.
    """
    if sheet is None:
        return Table()
    for at, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        headers = [read(cell) if cell.strip() else None for cell in row.cells]
        if any(header is not None and header.column in marks for header in headers):
            return _table(sheet, at, headers, texts, notes)
    return Table(sheet.title)


def _table(
    sheet: Sheet, at: int, written: list[Header | None], texts: Collection[str], notes: Notes
) -> Table:
    headers: dict[int, Header] = {}
    for place, header in enumerate(written):
        if header is None:
            continue
        if header in headers.values():
            notes.add(RemarkCode.COLUMN_TWICE, sheet.title, sheet.rows[at].line, column=header.column)
        else:
            headers[place] = header
    rows: list[Row] = []
    for found in sheet.rows[at + 1 :]:
        row = Row(found.line)
        for place, text in enumerate(found.cells):
            if text and (header := headers.get(place)) is not None:
                if header.column in texts:
                    row.texts.setdefault(header.column, {})[header.language] = text
                else:
                    row.cells[header.column] = text
        for place, shown in found.errors:
            if (header := headers.get(place)) is not None:
                notes.add(RemarkCode.CELL_FAILED, sheet.title, row.line, column=header.column, shown=shown)
        if row.cells or row.texts:
            rows.append(row)
    columns = tuple(dict.fromkeys(header.column for header in headers.values()))
    languages = tuple(dict.fromkeys(header.language for header in headers.values() if header.column in texts))
    return Table(sheet.title, columns, languages, tuple(rows))
