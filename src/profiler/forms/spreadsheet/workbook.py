"""Reads the sheets of a workbook as text, whatever kind of file it is."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeAlias

from profiler.errors import ErrorCode, WorldError
from profiler.forms.source import MAX_CHOICE_ROWS, MAX_SURVEY_ROWS
from profiler.forms.source_tables import MAX_CELL, MAX_TABLE_BYTES, cell_text, decoded, other_separator
from profiler.forms.spreadsheet.guard import Container, inspect, refused

Line: TypeAlias = tuple[int, list[object]]
"""Number of a row, from 1, and what a library found in its cells."""

FORM_SHEETS = frozenset(["survey", "choices", "settings"])
"""Sheets a form consists of."""

_MOST_EMPTY_ROWS = 1_000
"""After so many the sheet is over; whole columns that were once formatted reach down to row 1,048,576."""

_MOST_COLUMNS = 1_000
_HEADER_WITHIN = 20
"""Rows that may stand above or hold the names of the columns; what lies to the right of those has no name."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook writes characters that XML cannot hold (ISO/IEC 29500-1, 22.9.2.19)."""

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]+")


@dataclass(frozen=True, slots=True)
class CellError:
    """What a cell shows whose formula failed, e.g. `#REF!`."""

    shown: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row.

    Attributes:
        line: as the spreadsheet program counts, from 1.
        cells: texts from the first column on, "" for an empty cell, without empty cells at the end.
        errors: (column from 0, what it shows) of each cell whose formula failed; such a cell is empty.
    """

    line: int
    cells: tuple[str, ...]
    errors: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows that are not empty, none if the sheet is not part of the form."""

    name: str
    rows: tuple[SheetRow, ...]

    @property
    def title(self) -> str:
        """Its name without blanks around it."""
        return self.name.strip()


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file.

    Attributes:
        sheets: in order.
        uncalculated: cells whose formula has no saved result.
    """

    sheets: tuple[Sheet, ...]
    uncalculated: tuple[str, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of a name, however it is written."""
        return next((sheet for sheet in self.sheets if sheet.title.lower() == name), None)


def read_workbook(file: Path) -> Workbook:
    """The sheets of an .xlsx, .xlsm, .xls, .csv or .md file.

    Raises:
        WorldError: as `inspect`; FORM_INVALID with reason `truncated_workbook` if a library cannot read it,
            `cell_too_long`, `too_many_rows`, `broken_quotes`, `semicolons`, `tabs`, or as in `decoded`;
            NO_ACCESS.
    """
    seen = inspect(file)
    readers: dict[Container, Callable[[Path], Iterable[Sheet]]] = {
        Container.XLSX: _xlsx_sheets,
        Container.XLS: _xls_sheets,
        Container.TEXT: _text_sheets,
    }
    try:
        return Workbook(tuple(readers[seen.container](file)), seen.uncalculated)
    except WorldError:
        raise
    except OSError as error:
        raise WorldError(ErrorCode.NO_ACCESS, file=str(file), reason=error.strerror or "") from error
    except Exception as error:  # a broken file makes a library raise whatever it stumbles over
        raise refused(file, "truncated_workbook") from error


def _xlsx_sheets(file: Path) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # ships no types

    def value(cell: Any) -> object:  # noqa: ANN401 - the library ships no types
        if cell.data_type == "e":
            return CellError(str(cell.value))
        if cell.data_type == "s":
            return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), cell.value or "")
        return cell.value

    with warnings.catch_warnings():
        # What the library does without (formats, checks of input) does not concern a form.
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                if not _is_read(sheet.title, len(book.worksheets)):
                    yield Sheet(sheet.title, ())
                    continue
                # What the file says about its size may be wrong, or a million rows.
                sheet.reset_dimensions()
                width = _width(sheet)
                with closing(sheet.iter_rows(max_col=width)) as rows:
                    lines = ((line, [value(cell) for cell in row]) for line, row in enumerate(rows, start=1))
                    yield _sheet(file, sheet.title, lines)
        finally:
            book.close()


def _width(sheet: Any) -> int:  # noqa: ANN401 - the library ships no types
    with closing(sheet.iter_rows(max_row=_HEADER_WITHIN, max_col=_MOST_COLUMNS, values_only=True)) as rows:
        return max((at for row in rows for at, found in enumerate(row, 1) if found is not None), default=1)


def _xls_sheets(file: Path) -> Iterator[Sheet]:
    import xlrd  # type: ignore[import-untyped]  # ships no types

    try:
        book = xlrd.open_workbook(str(file), ragged_rows=True, on_demand=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        encrypted = "encrypted" in str(error).lower()
        raise refused(file, "password_protected" if encrypted else "not_a_workbook") from error

    def value(cell: xlrd.sheet.Cell) -> object:
        match cell.ctype:
            case xlrd.XL_CELL_ERROR:
                return CellError(xlrd.error_text_from_code.get(cell.value, "#"))
            case xlrd.XL_CELL_BOOLEAN:
                return bool(cell.value)
            case xlrd.XL_CELL_DATE:
                moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
                return moment.time() if cell.value < 1 else moment
            case _:
                return cell.value

    for index, name in enumerate(book.sheet_names()):
        if not _is_read(name, book.nsheets):
            yield Sheet(name, ())
            continue
        sheet = book.sheet_by_index(index)
        rows = ((row + 1, [value(cell) for cell in sheet.row(row)]) for row in range(sheet.nrows))
        yield _sheet(file, name, rows)
        book.unload_sheet(index)


def _text_sheets(file: Path) -> Iterator[Sheet]:
    """One text for all sheets: the first column names the sheet, in the rows below it is empty."""
    content = file.read_bytes()
    if len(content) > MAX_TABLE_BYTES:
        raise refused(file, "file_too_large")
    text = decoded(content, file)
    lines = _md_lines(text) if file.suffix.lower() == ".md" else _csv_lines(file, text)
    name = ""
    found: dict[str, list[Line]] = {}
    for line, cells in lines:
        name = str(cells[0]).strip() or name
        if name:
            found.setdefault(name, []).append((line, cells[1:]))
    for name, rows in found.items():
        yield _sheet(file, name, rows)


def _md_lines(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("|") and not _RULE.fullmatch(line):
            cells = _PIPE.split(line.strip())[1:]
            yield number, [cell.strip().replace("\\|", "|") for cell in cells]


def _csv_lines(file: Path, text: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if line == 1 and len(cells) == 1 and (separator := other_separator(cells[0])):
                raise refused(file, separator)
            if cells:
                yield line, list(cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise refused(file, "cell_too_long" if "field limit" in str(error) else "broken_quotes") from error


def _is_read(name: str, sheets: int) -> bool:
    """Whether a sheet is part of the form; whatever else the file holds is not looked at."""
    return sheets == 1 or name.strip().lower() in FORM_SHEETS


def _sheet(file: Path, name: str, rows: Iterable[Line]) -> Sheet:
    found: list[SheetRow] = []
    last = 0
    # Reading on what is refused later takes seconds; names of columns and what stands above them are free.
    most = MAX_CHOICE_ROWS if name.strip().lower() == "choices" else MAX_SURVEY_ROWS
    for line, values in rows:
        errors = tuple((at, value.shown) for at, value in enumerate(values) if isinstance(value, CellError))
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells or errors:
            last = line
            if max(map(len, cells), default=0) > MAX_CELL:
                raise refused(file, "cell_too_long")
            found.append(SheetRow(line, tuple(cells), errors))
            if len(found) > most + _HEADER_WITHIN:
                raise refused(file, "too_many_rows", line=str(found[most + 1].line))
        elif line - last > _MOST_EMPTY_ROWS:
            break
    return Sheet(name, tuple(found))


def _text(value: object) -> str:
    """What the person who wrote the cell meant by it."""
    match value:
        case None | CellError():
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return cell_text(str(value))
