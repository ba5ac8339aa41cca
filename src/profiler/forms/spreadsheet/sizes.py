"""Refuses a form larger than any engine bears, before work is put into it."""

from __future__ import annotations

from pathlib import Path

from profiler.forms.source import CHOICE_TEXTS, MAX_CHOICE_ROWS, MAX_SURVEY_ROWS, check_nesting, check_size
from profiler.forms.source_tables import SourceRow
from profiler.forms.spreadsheet.headers import SURVEY_TEXTS, choice_header, survey_header
from profiler.forms.spreadsheet.reading import Notes, Table, read_table
from profiler.forms.spreadsheet.workbook import Sheet, Workbook, read_workbook


def refuse_oversized(file: Path) -> None:
    """Measure the form in a workbook; the converter, let loose on it, would not.

    Raises:
        WorldError: as `read_workbook` and `check_sizes`.
    """
    book, notes = read_workbook(file), Notes()
    if (sheet := survey_sheet(book)) is not None:
        check_sizes(survey_table(sheet, notes), choices_table(book, notes), file)


def survey_sheet(book: Workbook) -> Sheet | None:
    """The sheet with the questions: by its name, or the only one there is."""
    return book.sheet("survey") or (book.sheets[0] if len(book.sheets) == 1 else None)


def survey_table(sheet: Sheet, notes: Notes) -> Table:
    """The table of questions."""
    return read_table(sheet, survey_header, ["type"], SURVEY_TEXTS, notes)


def choices_table(book: Workbook, notes: Notes) -> Table:
    """The table of choices, empty if there is none."""
    return read_table(book.sheet("choices"), choice_header, ["list_name", "name"], CHOICE_TEXTS, notes)


def check_sizes(survey: Table, choices: Table, file: Path) -> None:
    """A form has no more rows, and groups no deeper inside each other, than `profiler.forms.source` says.

    Raises:
        WorldError: FORM_INVALID with reason `too_many_rows`, `nested_too_deeply`.
    """
    for table, most in ((survey, MAX_SURVEY_ROWS), (choices, MAX_CHOICE_ROWS)):
        check_size([SourceRow(row.line, {}) for row in table.rows], file, most)
    kinds = ((row.line, " ".join(row["type"].lower().split())) for row in survey.rows)
    check_nesting([SourceRow(line, {"type": kind}) for line, kind in kinds], file)
