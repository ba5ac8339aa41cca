"""Merges what a county changes about a shipped form, name by name, so that neither side overwrites the other.

A county writes only its differences, into tables of the same names with the same columns: a row whose name
the form knows replaces its non-empty cells, a row of a new name is added, `hide` = `yes` takes a question or
a choice out of sight. New rows stand at the end of the group they are written in, or behind the row named in
`after`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from profiler.errors import WorldError
from profiler.forms.county_rows import AFTER, POSITION, CountyChoices, CountySurvey, offering
from profiler.forms.findings import Finding, FindingCode, error, warning
from profiler.forms.fragments import Included, Inclusion, include, read_fragments
from profiler.forms.migrations import county_version, is_county_addition
from profiler.forms.source import (
    CHOICES,
    SETTINGS,
    SURVEY,
    SURVEY_COLUMNS,
    TABLES,
    FormSource,
    read_choices,
    read_source,
    read_survey,
)
from profiler.forms.source_tables import SourceRow, read_table

COUNTY = "county/"
"""Before the name of a county's table in messages."""


@dataclass(frozen=True, slots=True)
class Override:
    """A county's tables for one form.

    Attributes:
        survey: rows of its survey.
        choices: rows of its choices.
        settings: its row of settings, empty if it has none.
        survey_columns: columns of its survey.
        choice_columns: columns of its choices.
    """

    survey: tuple[SourceRow, ...] = ()
    choices: tuple[SourceRow, ...] = ()
    settings: SourceRow = field(default_factory=lambda: SourceRow(0, {}))
    survey_columns: tuple[str, ...] = ()
    choice_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """A form as a county uses it.

    Attributes:
        source: the tables of both together.
        findings: what of the county's tables, and of the fragments, does not fit.
        inclusions: which fragments stand where, the shipped ones first.
    """

    source: FormSource
    findings: tuple[Finding, ...] = ()
    inclusions: tuple[Inclusion, ...] = ()


def read_merged(folder: Path, county: Path | None) -> Merged:
    """The tables of a shipped form, its fragments in them, with those of the county's folder, if it has one.

    A county includes fragments of its own, which lie beside its forms, and those that are shipped.

    Raises:
        WorldError: FORM_INVALID as `read_source`.
    """
    source = read_source(folder)
    fragments = read_fragments(source.survey, folder.parent)
    shipped = include(_tables(source), fragments)
    source = _with(source, shipped)
    if county is None:
        return Merged(source, shipped.findings, shipped.inclusions)
    override = read_override(county)
    fragments = read_fragments(override.survey, folder.parent)
    fragments |= read_fragments(override.survey, county.parent, COUNTY)
    asked = {row["name"] for row in source.survey}
    own = include(_tables(override), fragments, names=asked, lists=source.choices)
    merged = merge(source, _with(override, own))
    return Merged(
        merged.source,
        (*shipped.findings, *own.findings, *merged.findings),
        (*shipped.inclusions, *own.inclusions),
    )


def _tables(form: FormSource | Override) -> Included:
    return Included(form.survey, form.choices, form.survey_columns, form.choice_columns)


_Form = TypeVar("_Form", FormSource, Override)


def _with(form: _Form, tables: Included) -> _Form:
    return replace(
        form,
        survey=tables.survey,
        choices=tables.choices,
        survey_columns=tables.survey_columns,
        choice_columns=tables.choice_columns,
    )


def has_override(county: Path) -> bool:
    """Whether a county's folder of a form holds anything to merge."""
    return any((county / table).is_file() for table in TABLES) or any((county / "po").glob("*.po"))


def read_override(folder: Path) -> Override:
    """A county's tables; each of them may be missing.

    Raises:
        WorldError: FORM_INVALID as `read_table`; `file` begins with `COUNTY`.
    """
    try:
        return _read_override(folder)
    except WorldError as broken:
        details = {**broken.details, "file": COUNTY + Path(broken.details["file"]).name}
        raise WorldError(broken.code, **details) from broken


def _read_override(folder: Path) -> Override:
    columns, survey = read_survey(folder) if (folder / SURVEY).is_file() else ((), ())
    choice_columns, choices = read_choices(folder)
    settings = read_table(folder / SETTINGS)[1] if (folder / SETTINGS).is_file() else ()
    return Override(
        _of_county(survey, SURVEY),
        _of_county(choices, CHOICES),
        next(iter(_of_county(settings, SETTINGS)), SourceRow(0, {})),
        columns,
        choice_columns,
    )


def _of_county(rows: Iterable[SourceRow], table: str) -> tuple[SourceRow, ...]:
    return tuple(replace(row, file=COUNTY + table) for row in rows)


def merge(shipped: FormSource, county: Override) -> Merged:
    """A form with a county's changes, and what of them does not fit."""
    survey = CountySurvey(shipped.survey)
    survey.change(county.survey)
    choices = CountyChoices(shipped.choices)
    choices.change(county.choices)
    new_columns = [column for column in county.survey_columns if column in SURVEY_COLUMNS]
    return Merged(
        FormSource(
            shipped.form_id,
            tuple(offering(row, choices.reduced) for row in survey.rows()),
            tuple(choices.rows()),
            _settings(shipped.settings, county.settings),
            tuple(dict.fromkeys((*shipped.survey_columns, *new_columns))),
            tuple(
                column
                for column in dict.fromkeys((*shipped.choice_columns, *county.choice_columns))
                if column != AFTER
            ),
            frozenset(survey.hidden),
        ),
        (
            *_strange_columns(county),
            *survey.findings,
            *choices.findings,
            *_strange_settings(shipped, county.settings),
        ),
    )


def _strange_columns(county: Override) -> Iterator[Finding]:
    for column in county.survey_columns:
        if column not in SURVEY_COLUMNS | POSITION:
            yield warning(FindingCode.UNKNOWN_COLUMN, COUNTY + SURVEY, 1, column=column)
    for table, columns in ((SURVEY, county.survey_columns), (CHOICES, county.choice_columns)):
        if columns and "name" not in columns:
            yield error(FindingCode.MISSING_COLUMN, COUNTY + table, 1, column="name")


def _settings(shipped: SourceRow, county: SourceRow) -> SourceRow:
    if not county.cells:
        return shipped
    version = county_version(shipped["version"], county["version"])
    cells = {**shipped.cells, **county.cells, "form_id": shipped["form_id"], "version": version}
    return SourceRow(county.line, cells, county.file)


def _strange_settings(shipped: FormSource, settings: SourceRow) -> Iterator[Finding]:
    version = settings["version"]
    if version and not is_county_addition(version):
        yield error(FindingCode.COUNTY_VERSION, settings.file, settings.line, found=version)
    if settings["form_id"] not in ("", shipped.form_id):
        yield error(
            FindingCode.FORM_ID_DIFFERS,
            settings.file,
            settings.line,
            id=settings["form_id"],
            folder=shipped.form_id,
        )
