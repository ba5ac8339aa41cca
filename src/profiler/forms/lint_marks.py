"""Marks a row of a table with a finding: file, line and question are taken from the row."""

from __future__ import annotations

from profiler.forms.findings import Finding, FindingCode, Severity
from profiler.forms.source import CHOICES, SURVEY
from profiler.forms.source_tables import SourceRow


def survey_finding(severity: Severity, code: FindingCode, row: SourceRow, **args: str) -> Finding:
    """A finding in a row of the survey, or in the row that lends it the column in question."""
    file, line = place_of(row, args.get("column", ""))
    return Finding(severity, code, file, line, row["name"], args)


def place_of(row: SourceRow, column: str) -> tuple[str, int]:
    """Table and line in which a cell of a row of the survey stands."""
    return row.lent.get(column, (row.file or SURVEY, row.line))


def survey_error(code: FindingCode, row: SourceRow, **args: str) -> Finding:
    """A row of the survey keeps the form from being used."""
    return survey_finding(Severity.ERROR, code, row, **args)


def survey_warning(code: FindingCode, row: SourceRow, **args: str) -> Finding:
    """A row of the survey is odd."""
    return survey_finding(Severity.WARNING, code, row, **args)


def choice_finding(severity: Severity, code: FindingCode, row: SourceRow, **args: str) -> Finding:
    """A finding in a row of the choices."""
    return Finding(severity, code, row.file or CHOICES, row.line, f"{row['list_name']}/{row['name']}", args)


def choice_error(code: FindingCode, row: SourceRow, **args: str) -> Finding:
    """A row of the choices keeps the form from being used."""
    return choice_finding(Severity.ERROR, code, row, **args)


def choice_warning(code: FindingCode, row: SourceRow, **args: str) -> Finding:
    """A row of the choices is odd."""
    return choice_finding(Severity.WARNING, code, row, **args)
