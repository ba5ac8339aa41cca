"""Reads tables of unknown layout as grids of text: comma, semicolon or tab separated, .xlsx and .xls."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from profiler.classifications.packages import MOST_TABLE_BYTES, csv_rows, decoded, refused
from profiler.errors import WorldError, disk_error
from profiler.forms.spreadsheet.guard import Container, inspect

Grid: TypeAlias = list[list[str]]
"""Rows of cells."""

TABLE_SUFFIXES: Final = frozenset({".csv", ".txt", ".tsv", ".xlsx", ".xls"})

_MOST_ROWS: Final = 60_000
_MOST_COLUMNS: Final = 40
_MOST_CELL: Final = 4_000
_SAMPLE: Final = 4_000


def read_grids(file: Path) -> tuple[Grid, ...]:
    """Every sheet of a file.

    Raises:
        WorldError: CLASSIFICATION_INVALID with file and reason: those of `forms.spreadsheet.guard.inspect`
            for workbooks, `not_a_text`, `not_a_table`, `too_large`; NO_ACCESS.
    """
    if file.suffix.lower() in (".xlsx", ".xls"):
        return tuple(_workbook(file))
    try:
        if file.stat().st_size > MOST_TABLE_BYTES:
            raise refused(file.name, "too_large")
        content = file.read_bytes()
    except FileNotFoundError:
        raise refused(file.name, "file_missing") from None
    except OSError as trouble:
        raise disk_error(trouble) from trouble
    text = decoded(file.name, content, "cp1252")
    return (_bounded(file.name, csv_rows(file.name, text, _delimiter(text))),)


def _delimiter(text: str) -> str:
    """The sign that stands in most of the first lines; offices in Germany mostly write a semicolon."""
    lines = text[:_SAMPLE].splitlines()[:20]
    return max(";\t,", key=lambda sign: sum(sign in line for line in lines) + (sign == ";") / 2)


def _workbook(file: Path) -> Iterator[Grid]:
    try:
        container = inspect(file).container
        sheets = _xlsx(file) if container is Container.XLSX else _xls(file)
        for rows in sheets:
            yield _bounded(file.name, rows)
    except WorldError as trouble:
        reason = trouble.details.get("reason", "")
        if reason and "file" in trouble.details:
            raise refused(file.name, reason) from trouble
        raise
    except OSError as trouble:
        raise disk_error(trouble) from trouble
    except Exception as trouble:  # a broken file makes a library raise whatever it stumbles over
        raise refused(file.name, "truncated_workbook") from trouble


def _xlsx(file: Path) -> Iterator[Iterable[list[str]]]:
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # ships no types

    with warnings.catch_warnings():
        # Formats and checks of input, which the library does without, do not concern a table of codes.
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
                yield ([_text(cell) for cell in row] for row in rows)
        finally:
            book.close()


def _xls(file: Path) -> Iterator[Iterable[list[str]]]:
    import xlrd  # type: ignore[import-untyped]  # ships no types

    book = xlrd.open_workbook(str(file), on_demand=True, logfile=io.StringIO())
    for index in range(book.nsheets):
        sheet = book.sheet_by_index(index)
        width = min(sheet.ncols, _MOST_COLUMNS)
        yield ([_text(sheet.cell_value(row, at)) for at in range(width)] for row in range(sheet.nrows))
        book.unload_sheet(index)


def _bounded(name: str, rows: Iterable[list[str]]) -> Grid:
    grid: Grid = []
    for number, row in enumerate(rows):
        if number > _MOST_ROWS:
            raise refused(name, "too_large")
        cells = [cell[:_MOST_CELL] for cell in row[:_MOST_COLUMNS]]
        if any(cells):
            grid.append(cells)
    return grid


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
