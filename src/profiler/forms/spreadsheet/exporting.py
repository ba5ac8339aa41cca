"""Writes a form as a complete XLSForm workbook with one column per language."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from profiler.forms.source import (
    CHOICE_TEXTS,
    GERMAN,
    TITLE_CONTEXT,
    Catalogues,
    FormSource,
    choice_context,
    is_end,
    language_code,
    survey_context,
)
from profiler.forms.source_tables import SourceRow
from profiler.forms.spreadsheet.headers import SURVEY_TEXTS, TITLE_COLUMN

if TYPE_CHECKING:
    from openpyxl import Workbook  # type: ignore[import-untyped]  # ships no types
    from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]  # ships no types

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Spreadsheet programs read `_x0041_` as the character of this number (ISO/IEC 29500-1, 22.9.2.19).
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NARROWEST, _WIDEST = 10, 60
_TEXT_FORMAT = "@"


@dataclass(frozen=True, slots=True)
class ColumnLanguage:
    """A language as a column of an XLSForm calls it.

    Attributes:
        code: our code.
        name: what stands in the column, with the code as web standards write it: `دری (fa-AF)`.
        right_to_left: how its texts are read.
    """

    code: str
    name: str
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    text: Callable[[SourceRow], str]
    right_to_left: bool = False


def export_form(
    source: FormSource, catalogues: Catalogues, language: Callable[[str], ColumnLanguage]
) -> bytes:
    """The workbook of a form: every column of its tables, every translation that is in use.

    Every cell is text, so that no spreadsheet program calculates, rounds or dates what it reads.

    Args:
        source: the tables, a county's changes included.
        catalogues: language -> (context, German) -> text.
        language: how a language is called in a column.
    """
    from openpyxl import Workbook

    name = source.settings["default_language"] or f"Deutsch ({GERMAN})"
    own = language_code(name).replace("-", "_")
    others = tuple(language(code) for code in sorted(catalogues) if code != own)
    first = ColumnLanguage(own, name, language(own).right_to_left)
    book = Workbook()
    book.remove(book.active)
    survey = tuple(_survey_columns(source, catalogues, first, others))
    _write(book, "survey", survey, source.survey)
    if source.choice_columns:
        choices = tuple(_choice_columns(source, catalogues, first, others))
        _write(book, "choices", choices, source.choices)
    _write(book, "settings", tuple(_settings_columns(source, catalogues, first, others)), [source.settings])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _survey_columns(
    source: FormSource, catalogues: Catalogues, own: ColumnLanguage, others: Collection[ColumnLanguage]
) -> Iterator[_Column]:
    def context(row: SourceRow, column: str) -> str:
        return "" if is_end(row["type"]) else survey_context(row["name"], column)

    for column in source.survey_columns:
        if column in SURVEY_TEXTS:
            yield from _spoken(column, source.survey, context, catalogues, own, others)
        else:
            yield _plain(column)


def _choice_columns(
    source: FormSource, catalogues: Catalogues, own: ColumnLanguage, others: Collection[ColumnLanguage]
) -> Iterator[_Column]:
    def context(row: SourceRow, column: str) -> str:
        return choice_context(row["list_name"], row["name"], column)

    for column in source.choice_columns:
        if column in CHOICE_TEXTS:
            yield from _spoken(column, source.choices, context, catalogues, own, others)
        else:
            yield _plain(column)


def _settings_columns(
    source: FormSource, catalogues: Catalogues, own: ColumnLanguage, others: Collection[ColumnLanguage]
) -> Iterator[_Column]:
    for column in dict.fromkeys([*source.settings.cells, "default_language"]):
        yield _Column(column, lambda _row: own.name) if column == "default_language" else _plain(column)
    for language in others:
        if catalogues[language.code].get((TITLE_CONTEXT, source.settings["form_title"])):
            yield _Column(
                TITLE_COLUMN.format(language=language.code),
                _translation("form_title", lambda _row, _column: TITLE_CONTEXT, catalogues[language.code]),
                language.right_to_left,
            )


def _plain(column: str) -> _Column:
    return _Column(column, lambda row: row[column])


def _spoken(
    column: str,
    rows: Collection[SourceRow],
    context: Callable[[SourceRow, str], str],
    catalogues: Catalogues,
    own: ColumnLanguage,
    others: Collection[ColumnLanguage],
) -> Iterator[_Column]:
    """A column for the source language, and one for each language that has something to say in it."""
    yield _Column(f"{column}::{own.name}", lambda row: row[column], own.right_to_left)
    for language in others:
        text = _translation(column, context, catalogues[language.code])
        if column == "label" or any(text(row) for row in rows):
            yield _Column(f"{column}::{language.name}", text, language.right_to_left)


def _translation(
    column: str, context: Callable[[SourceRow, str], str], messages: Mapping[tuple[str, str], str]
) -> Callable[[SourceRow], str]:
    def text(row: SourceRow) -> str:
        german = row[column]
        return messages.get((context(row, column), german), "") if german else ""

    return text


def _write(book: Workbook, name: str, columns: Collection[_Column], rows: Iterable[SourceRow]) -> None:
    from openpyxl.styles import Font  # type: ignore[import-untyped]  # ships no types

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        heading = _put(sheet, 1, place, column.title)
        heading.font = Font(bold=True)
        widest = len(column.title)
        for line, row in enumerate(rows, start=2):
            if text := column.text(row):
                cell = _put(sheet, line, place, text)
                _lay_out(cell, column)
                widest = max(widest, *map(len, text.split("\n")))
        letter = heading.column_letter
        sheet.column_dimensions[letter].width = min(max(widest + 2, _NARROWEST), _WIDEST)


def _put(sheet: Worksheet, line: int, place: int, text: str) -> Any:  # noqa: ANN401 - openpyxl has no types
    cell = sheet.cell(line, place)
    cell.value = _ESCAPED.sub("_x005F_", _FORBIDDEN.sub("", text))
    # Or else `=...` would be a formula, and `#REF!` an error.
    cell.data_type = "s"
    return cell


def _lay_out(cell: Any, column: _Column) -> None:  # noqa: ANN401 - openpyxl has no types
    from openpyxl.styles import Alignment

    cell.number_format = _TEXT_FORMAT
    cell.alignment = Alignment(vertical="top", wrap_text=True, readingOrder=2 if column.right_to_left else 0)
