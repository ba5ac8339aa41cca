"""Reads the CSV tables of forms: rows that know their line and, where it is another one, their file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from profiler.errors import ErrorCode, WorldError

MAX_TABLE_BYTES = 8 * 1024 * 1024
MAX_CELL = 32_767
"""Characters in one cell; a spreadsheet program holds no more."""

_PAGE_BREAKS = re.compile("[\x0b\x0c]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BYTE_ORDERS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a source table.

    Attributes:
        line: line in the file, from 1, for messages.
        cells: column -> text; empty cells are left out.
        file: the table, for messages, if it is not the form's own (a county's, a fragment's).
        lent: column -> file and line of the row whose cell counts here (the one that includes a fragment).
    """

    line: int
    cells: Mapping[str, str]
    file: str = ""
    lent: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        """The text of a cell, "" if it is empty."""
        return self.cells.get(column, "")


def broken(file: Path, line: int, reason: str) -> WorldError:
    """The error of a table that cannot be used."""
    return WorldError(ErrorCode.FORM_INVALID, file=str(file), line=str(line), question="", reason=reason)


def read_table(file: Path) -> tuple[tuple[str, ...], tuple[SourceRow, ...]]:
    """The columns and rows of a CSV table (UTF-8, comma); blank lines are skipped.

    Raises:
        WorldError: FORM_INVALID with file and line: missing, too large, not UTF-8, not comma separated, or a
            row with more cells than columns; NO_ACCESS if the file cannot be read.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_TABLE_BYTES + 1)
    except FileNotFoundError:
        raise broken(file, 0, "file_missing") from None
    except OSError as error:
        raise WorldError(ErrorCode.NO_ACCESS, file=str(file), reason=error.strerror or "") from error
    if len(content) > MAX_TABLE_BYTES:
        raise broken(file, 0, "file_too_large")
    return parse_table(decoded(content, file), file)


def decoded(content: bytes, file: Path) -> str:
    """The text of a file in UTF-8, with or without a mark in front.

    Raises:
        WorldError: FORM_INVALID with reason `utf16`, `other_encoding` or `null_bytes`.
    """
    # Every second byte of a Latin text in UTF-16 is null.
    if content.startswith(_BYTE_ORDERS) or content[:200].count(0) * 3 > len(content[:200]):
        raise broken(file, 0, "utf16")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise broken(file, 0, "other_encoding") from None
    if "\0" in text:
        raise broken(file, 0, "null_bytes")
    return text


def cell_text(written: str) -> str:
    """What a cell says: without what no form can hold and nobody sees, and with one kind of line break."""
    text = written.replace("\r\n", "\n").replace("\r", "\n")
    return _INVISIBLE.sub("", _PAGE_BREAKS.sub("\n", text)).strip()


def other_separator(cell: str) -> str | None:
    """What separates the columns if the first row is this one cell, None if a comma does."""
    return next((name for mark, name in _SEPARATORS.items() if mark in cell), None)


_SEPARATORS = {";": "semicolons", "\t": "tabs"}


def parse_table(text: str, file: Path) -> tuple[tuple[str, ...], tuple[SourceRow, ...]]:
    """As `read_table`, from text already read; the file is for messages."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[SourceRow] = []
    columns: tuple[str, ...] = ()
    start = 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = tuple(cell.strip() for cell in cells)
                if len(columns) == 1 and (separator := other_separator(columns[0])):
                    raise broken(file, line, separator)
                continue
            if max(map(len, cells)) > MAX_CELL:
                raise broken(file, line, "cell_too_long")
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                raise broken(file, line, "too_many_cells")
            filled = {
                column: text
                for column, cell in zip(columns, cells, strict=False)
                if (text := cell_text(cell))
            }
            rows.append(SourceRow(line, filled))
    except csv.Error as error:
        # The reader's own limit is above ours, so what it names is a cell that ours would refuse as well.
        reason = "cell_too_long" if "field limit" in str(error) else "broken_quotes"
        raise broken(file, reader.line_num, reason) from None
    if not columns:
        raise broken(file, 1, "empty_table")
    return columns, tuple(rows)
