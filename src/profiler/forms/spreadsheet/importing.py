"""Takes an XLSForm over: workbook in, our tables and catalogues out, and a list of what was changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from profiler.forms.findings import Finding, Severity
from profiler.forms.lint import lint
from profiler.forms.named_files import tables_read
from profiler.forms.source import (
    CHOICE_TEXTS,
    CHOICES,
    MEDIA_COLUMNS,
    SURVEY,
    TABLES,
    TITLE_CONTEXT,
    FormSource,
    choice_context,
    is_begin,
    is_end,
    survey_context,
)
from profiler.forms.source_tables import SourceRow
from profiler.forms.spreadsheet.choices import Choices, label_choices, take_choices
from profiler.forms.spreadsheet.guard import refused
from profiler.forms.spreadsheet.headers import (
    SETTINGS_COLUMNS,
    SURVEY_TEXTS,
    settings_header,
)
from profiler.forms.spreadsheet.languages import Spoken, by_code, code_of, understand
from profiler.forms.spreadsheet.mending import EXPRESSIONS, Mender
from profiler.forms.spreadsheet.names import plain_name
from profiler.forms.spreadsheet.reading import Notes, Row, Table, read_table
from profiler.forms.spreadsheet.remarks import Remark, RemarkCode
from profiler.forms.spreadsheet.sizes import check_sizes, choices_table, survey_sheet, survey_table
from profiler.forms.spreadsheet.survey import OtherTexts, Survey, take_survey
from profiler.forms.spreadsheet.workbook import FORM_SHEETS, Workbook, read_workbook

_FOLDER_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|.*\.", re.IGNORECASE)
_TABLES = frozenset([*TABLES, "migrations.csv", "published.csv"])
"""Names that a file beside a form may not have."""

_LAST_PART = re.compile(r"[/\\\\]")
_YES = frozenset(["yes", "true", "true()"])


@dataclass(frozen=True, slots=True)
class ImportedForm:
    """A form taken over.

    Attributes:
        source: its tables in the source language.
        catalogues: language -> (context, text in the source language) -> translation.
        files: names of the files that have to lie beside it, in order.
        remarks: what was changed or left out, in the order of the sheets.
        lines: table -> for each of its rows the row of the sheet it comes from.
    """

    source: FormSource
    catalogues: Mapping[str, Mapping[tuple[str, str], str]]
    files: tuple[str, ...]
    remarks: tuple[Remark, ...]
    lines: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class ImportWishes:
    """What whoever takes a form over says beforehand.

    Attributes:
        other: words for what `or_other` adds.
        known_languages: name of a language in small letters -> its code.
        source_language: code of the language the form was written in; None if it is German.
    """

    other: OtherTexts
    known_languages: Mapping[str, str]
    source_language: str | None = None


def import_form(file: Path, wishes: ImportWishes) -> ImportedForm:
    """The form in an .xlsx, .xlsm, .xls, .csv or .md file.

    Raises:
        WorldError: as `read_workbook`; FORM_INVALID with reason `survey_sheet_missing`,
            `type_column_missing`, `no_questions`, `source_language_missing`, `too_many_rows`,
            `nested_too_deeply`.
    """
    return import_workbook(read_workbook(file), file, wishes)


def import_workbook(book: Workbook, file: Path, wishes: ImportWishes) -> ImportedForm:
    """As `import_form`, from sheets already read; the file is for messages and for the form's name."""
    notes = Notes()
    tables = _tables(book, file, notes)
    check_sizes(tables["survey"], tables["choices"], file)
    known, settings = wishes.known_languages, _first(tables["settings"])
    written = (*tables["survey"].languages, *tables["choices"].languages)
    default, asked = settings["default_language"], wishes.source_language
    spoken = understand(written, default, asked, known, notes, file=file)
    by_code((*tables["survey"].rows, *tables["choices"].rows), spoken.codes)
    duplicates = settings["allow_choice_duplicates"].lower() in _YES
    choices = take_choices(tables["choices"], duplicates=duplicates, notes=notes)
    survey = take_survey(tables["survey"], choices, wishes.other, spoken.source, notes)
    if all(is_begin(row["type"]) or is_end(row["type"]) for row in survey.rows):
        raise refused(file, "no_questions")
    label_choices(choices, spoken.source, notes)
    form_id = _form_id(settings["form_id"] or file.stem, notes)
    told, titles = _settings(tables["settings"], form_id, spoken, known, notes)
    files = tuple(dict.fromkeys(_files(survey, choices, notes)))
    mender = Mender(survey, choices.codes, notes)
    mender.mend()
    source = _checked(survey, choices, told, spoken.source, mender)
    catalogues = _catalogues(survey, choices, titles, spoken)
    remarks = notes.in_order([table.sheet for table in tables.values()])
    lines = {
        SURVEY: tuple(row.line for row in survey.rows),
        CHOICES: tuple(row.line for row in choices.rows),
    }
    return ImportedForm(source, catalogues, files, remarks, lines)


def _tables(book: Workbook, file: Path, notes: Notes) -> dict[str, Table]:
    survey = survey_sheet(book)
    if survey is None:
        found = ", ".join(sheet.title for sheet in book.sheets)
        raise refused(file, "survey_sheet_missing", sheets=found)
    for sheet in book.sheets:
        if sheet is not survey and sheet.title.lower() not in FORM_SHEETS:
            notes.add(RemarkCode.SHEET_LEFT_OUT, sheet.title)
    if book.uncalculated:
        cells = ", ".join(book.uncalculated[:5])
        notes.add(RemarkCode.CELLS_NOT_CALCULATED, "", number=str(len(book.uncalculated)), cells=cells)
    settings = read_table(book.sheet("settings"), settings_header, SETTINGS_COLUMNS, ["form_title"], notes)
    tables = {
        "survey": survey_table(survey, notes),
        "choices": choices_table(book, notes),
        "settings": settings,
    }
    if not tables["survey"].columns:
        raise refused(file, "type_column_missing", sheet=survey.title)
    return tables


def _first(table: Table) -> Row:
    return table.rows[0] if table.rows else Row(0)


def _form_id(written: str, notes: Notes) -> str:
    """An id that can be the name of a folder on every system."""
    if _FOLDER_NAME.fullmatch(written) and not _RESERVED.fullmatch(written):
        return written
    new = plain_name(written, "formular")
    new = f"formular_{new}" if _RESERVED.fullmatch(new) else new
    notes.add(RemarkCode.FORM_ID_CHANGED, "settings", id=written, new=new)
    return new


def _settings(
    table: Table, form_id: str, spoken: Spoken, known: Mapping[str, str], notes: Notes
) -> tuple[SourceRow, Mapping[str, str]]:
    """The row of settings, and the title in every language."""
    first = _first(table)
    for column in table.columns:
        if column not in SETTINGS_COLUMNS:
            notes.add(RemarkCode.SETTING_LEFT_OUT, table.sheet, first.line, column=column)
    titles: dict[str, str] = {}
    for written, title in first.texts.get("form_title", {}).items():
        if code := code_of(written, known) if written else spoken.source:
            titles[code] = title
    told = {
        **first.cells,
        "form_title": titles.get(spoken.source, ""),
        "form_id": form_id,
        "default_language": spoken.name,
    }
    order = [column for column in table.columns if column in SETTINGS_COLUMNS]
    cells = {column: told[column] for column in dict.fromkeys([*order, *told]) if column in SETTINGS_COLUMNS}
    return SourceRow(2, {column: text for column, text in cells.items() if text}), titles


def _files(survey: Survey, choices: Choices, notes: Notes) -> Iterator[str]:
    """The files a form needs; their names lose what would lead out of its folder."""
    for row in survey.rows:
        kind, _, named = row["type"].partition(" ")
        if kind.endswith("_from_file"):
            name = _file_name(named, survey.sheet, row, notes)
            row.cells["type"] = f"{kind} {name}"
            if name.lower() in _TABLES:
                notes.add(RemarkCode.LIST_MISSING, survey.sheet, row.line, row["name"], list=name)
                row.cells["type"] = "text"
                continue
            yield name
        for column in EXPRESSIONS:
            yield from tables_read(row[column])
    for sheet, rows in ((survey.sheet, survey.rows), (choices.sheet, choices.rows)):
        for row in rows:
            for column in MEDIA_COLUMNS:
                texts = row.texts.get(column, {})
                for language, text in texts.items():
                    texts[language] = _file_name(text, sheet, row, notes)
                    yield texts[language]


def _file_name(written: str, sheet: str, row: Row, notes: Notes) -> str:
    name = _LAST_PART.split(written)[-1].strip()
    if name in ("", ".", ".."):
        name = plain_name(written, "datei")
    if name != written:
        notes.add(RemarkCode.FILE_NAME_CHANGED, sheet, row.line, row["name"], file=written, new=name)
    return name


def _tables_of(survey: Survey, choices: Choices, settings: SourceRow, source: str) -> FormSource:
    def table(rows: list[Row], texts: Collection[str]) -> tuple[SourceRow, ...]:
        return tuple(
            SourceRow(
                line,
                row.cells
                | {column: text for column in texts if (text := row.texts.get(column, {}).get(source, ""))},
            )
            for line, row in enumerate(rows, start=2)
        )

    return FormSource(
        settings["form_id"],
        table(survey.rows, SURVEY_TEXTS),
        table(choices.rows, CHOICE_TEXTS),
        settings,
        survey.columns,
        choices.columns,
    )


def _checked(
    survey: Survey, choices: Choices, settings: SourceRow, source: str, mender: Mender
) -> FormSource:
    """The tables, without what our own check calls an error.

    Every round takes at least one cell or row away, or is the last one.
    """
    while True:
        tables = _tables_of(survey, choices, settings, source)
        rows = list(survey.rows)
        errors = [finding for finding in lint(tables) if finding.severity is Severity.ERROR]
        asked = [finding for finding in errors if finding.file == SURVEY and finding.line > 1]
        taken_away = sum(_leave_out(finding, rows[finding.line - 2], mender) for finding in asked)
        if not taken_away:
            return tables
        mender.settle()


def _leave_out(finding: Finding, row: Row, mender: Mender) -> bool:
    """Take away what an error is about; whether anything was."""
    column = finding.args.get("column", "")
    why = {key: value for key, value in finding.args.items() if key != "column"}
    if column in SURVEY_TEXTS:
        return mender.leave_out_braces(row, column)
    if column in EXPRESSIONS:
        return mender.leave_out_cell(row, column, **why, reason=finding.code.value)
    return mender.leave_out_row(row, finding.code.value)


def _catalogues(
    survey: Survey, choices: Choices, titles: Mapping[str, str], spoken: Spoken
) -> Mapping[str, Mapping[tuple[str, str], str]]:
    found: dict[str, dict[tuple[str, str], str]] = {language: {} for language in spoken.translations}

    def take(texts: Mapping[str, str], context: str) -> None:
        if german := texts.get(spoken.source, ""):
            for language, text in texts.items():
                if language in found and text:
                    found[language][context, german] = text

    take(titles, TITLE_CONTEXT)
    for row in survey.rows:
        for column in SURVEY_TEXTS:
            take(row.texts.get(column, {}), survey_context(row["name"], column))
    for row in choices.rows:
        for column in CHOICE_TEXTS:
            take(row.texts.get(column, {}), choice_context(row["list_name"], row["name"], column))
    return found
