"""Tables that counties edit: CSV rows that know their file and line, so that a mistake names its cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from profiler.errors import ErrorCode, WorldError

_CODE = re.compile(r"[a-z][a-z0-9_]*")

Chosen = TypeVar("Chosen", bound=StrEnum)
Converted = TypeVar("Converted")


class CellProblem(StrEnum):
    """Why a table cannot be read; `reason` of the error."""

    MISSING_FILE = "missing_file"
    NOT_UTF8 = "not_utf8"
    NOT_A_TABLE = "not_a_table"
    MISSING_COLUMN = "missing_column"
    MISSING_ROW = "missing_row"
    EMPTY = "empty"
    NOT_A_CODE = "not_a_code"
    NOT_A_DATE = "not_a_date"
    NOT_A_NUMBER = "not_a_number"
    NOT_YES_OR_NO = "not_yes_or_no"
    UNKNOWN = "unknown"
    TWICE = "twice"
    BACKWARDS = "backwards"
    NOT_AN_EXPRESSION = "not_an_expression"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table; every reader names file, line and column when a cell is wrong.

    Attributes:
        file: name of the file without its folder (folders may hold a user's name).
        line: line of the file at which the row ends, from 1.
        cells: column -> text without blanks at the ends.
        id_column: column whose text names the row in errors.
        code: which error a wrong cell raises.
    """

    file: str
    line: int
    cells: dict[str, str]
    id_column: str
    code: ErrorCode = ErrorCode.RESOURCE_INVALID

    def fault(self, column: str, reason: str) -> WorldError:
        """The error of one cell: file, line, column, reason, and the row's id (as `rule` for rules)."""
        details = {"file": self.file, "line": str(self.line), "column": column, "reason": reason}
        if self.code is ErrorCode.RULES_INVALID:
            details["rule"] = self.cells.get(self.id_column, "")
        return WorldError(self.code, **details)

    def text(self, column: str) -> str:
        """The cell, possibly empty; a column the table may leave out reads as empty."""
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        """The cell, which must not be empty."""
        text = self.text(column)
        if not text:
            raise self.fault(column, CellProblem.EMPTY)
        return text

    def identifier(self, column: str) -> str:
        """A code: small letters, digits and underscores, a letter first."""
        text = self.needed(column)
        if not _CODE.fullmatch(text):
            raise self.fault(column, CellProblem.NOT_A_CODE)
        return text

    def codes(self, column: str) -> tuple[str, ...]:
        """Several codes separated by blanks or commas, none twice."""
        found = tuple(self.text(column).replace(",", " ").split())
        if any(not _CODE.fullmatch(code) for code in found):
            raise self.fault(column, CellProblem.NOT_A_CODE)
        if len(set(found)) != len(found):
            raise self.fault(column, CellProblem.TWICE)
        return found

    def choice(self, column: str, kind: type[Chosen]) -> Chosen:
        """One member of an enumeration, by its value."""
        text = self.needed(column)
        return self._converted(column, lambda: kind(text), CellProblem.UNKNOWN)

    def choices(self, column: str, kind: type[Chosen]) -> frozenset[Chosen]:
        """Several members of an enumeration."""
        found = self.codes(column)
        return self._converted(column, lambda: frozenset(kind(code) for code in found), CellProblem.UNKNOWN)

    def day(self, column: str) -> date | None:
        """A date as `2026-11-21`, None for an empty cell."""
        text = self.text(column)
        return self._converted(
            column, lambda: date.fromisoformat(text) if text else None, CellProblem.NOT_A_DATE
        )

    def number(self, column: str) -> int:
        """A whole number."""
        text = self.needed(column)
        return self._converted(column, lambda: int(text), CellProblem.NOT_A_NUMBER)

    def yes(self, column: str) -> bool:
        """`ja` or `nein`."""
        text = self.needed(column)
        if text not in ("ja", "nein"):
            raise self.fault(column, CellProblem.NOT_YES_OR_NO)
        return text == "ja"

    def one_of(self, column: str, known: Collection[str]) -> str:
        """A text that must be one of the known ones."""
        text = self.needed(column)
        if text not in known:
            raise self.fault(column, CellProblem.UNKNOWN)
        return text

    def _converted(self, column: str, convert: Callable[[], Converted], reason: CellProblem) -> Converted:
        try:
            return convert()
        except ValueError:
            raise self.fault(column, reason) from None


def read_table(
    file: Path, columns: Collection[str], *, id_column: str, code: ErrorCode = ErrorCode.RESOURCE_INVALID
) -> tuple[TableRow, ...]:
    """All rows of one table with a heading line; rows without any text are skipped.

    Args:
        file: UTF-8, comma separated, with or without byte order mark (spreadsheets write one).
        columns: columns that must be there; further ones are kept.
        id_column: column whose text must not occur twice, "" if rows have no id.
        code: which error to raise.

    Raises:
        WorldError: `code` with file, line, column and reason.
    """
    rows = tuple(_rows(file, columns, id_column, code))
    seen: set[str] = set()
    for row in rows:
        name = row.needed(id_column) if id_column else ""
        if name and name in seen:
            raise row.fault(id_column, CellProblem.TWICE)
        seen.add(name)
    return rows


def _rows(file: Path, columns: Collection[str], id_column: str, code: ErrorCode) -> Iterator[TableRow]:
    nowhere = TableRow(file.name, 1, {}, id_column, code)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise nowhere.fault("", CellProblem.MISSING_FILE) from None
    except UnicodeDecodeError:
        raise nowhere.fault("", CellProblem.NOT_UTF8) from None
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    heading: list[str] | None = None
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise TableRow(file.name, reader.line_num, {}, id_column, code).fault(
                "", CellProblem.NOT_A_TABLE
            ) from None
        if cells is None:
            break
        if heading is None:
            heading = [cell.strip() for cell in cells]
            missing = [column for column in columns if column not in heading]
            if missing:
                raise nowhere.fault(missing[0], CellProblem.MISSING_COLUMN)
            continue
        row = TableRow(
            file.name,
            reader.line_num,
            {column: cell.strip() for column, cell in zip(heading, cells, strict=False)},
            id_column,
            code,
        )
        if len(cells) > len(heading):
            raise row.fault("", CellProblem.NOT_A_TABLE)
        if any(row.cells.values()):
            yield row
    if heading is None:
        raise nowhere.fault("", CellProblem.NOT_A_TABLE)
