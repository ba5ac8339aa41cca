"""Reads a form's source tables and joins them with the translations into the sheets the converter takes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from profiler.errors import ErrorCode, WorldError

Messages: TypeAlias = Mapping[tuple[str, str], str]
"""(context, German text) -> translated text."""

Catalogues: TypeAlias = Mapping[str, Messages]
"""Language code -> its messages."""

Sheets: TypeAlias = dict[str, list[dict[str, str]]]
"""Sheet name -> rows; empty cells are left out."""

SURVEY = "survey.csv"
CHOICES = "choices.csv"
SETTINGS = "settings.csv"
TABLES = (SURVEY, CHOICES, SETTINGS)

TRANSLATED = ("label", "hint", "constraint_message", "required_message")
OWN_COLUMNS = ("category", "sheets", "tier", "purpose", "retention")
LOGIC_COLUMNS = (
    "required",
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
    "repeat_count",
    "readonly",
)
SURVEY_COLUMNS = frozenset(
    ("type", "name", "label_plain", "appearance", "default", "parameters", "trigger")
    + TRANSLATED
    + OWN_COLUMNS
    + LOGIC_COLUMNS
)
NAMESPACE = "urn:profiler:form"
PREFIX = "pf"
GERMAN = "de"

_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:[_-][A-Za-z]+)*)\)\s*$")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a source table.

    Attributes:
        line: line in the file, from 1, for messages.
        cells: column -> text; empty cells are left out.
    """

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The text of a cell, "" if it is empty."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class FormSource:
    """The German source tables of a form."""

    form_id: str
    survey: tuple[SourceRow, ...]
    choices: tuple[SourceRow, ...]
    settings: SourceRow
    survey_columns: tuple[str, ...] = ()
    choice_columns: tuple[str, ...] = ()


def language_code(column: str) -> str:
    """The code in `Deutsch (de)`; a text without brackets is taken as a code itself."""
    found = _CODE.search(column)
    return found.group(1) if found else column.strip()


def _broken(file: Path, line: int, reason: str) -> WorldError:
    return WorldError(ErrorCode.FORM_INVALID, file=str(file), line=str(line), question="", reason=reason)


def read_table(file: Path) -> tuple[tuple[str, ...], tuple[SourceRow, ...]]:
    """The columns and rows of a CSV table (UTF-8, comma); blank lines are skipped.

    Raises:
        WorldError: FORM_INVALID with file and line: missing, not UTF-8, not comma separated, or a row
            with more cells than columns.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise _broken(file, 0, "file_missing") from None
    except UnicodeDecodeError:
        raise _broken(file, 0, "not_utf8") from None
    return parse_table(text, file)


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
                if len(columns) == 1 and ";" in columns[0]:
                    raise _broken(file, line, "semicolons")
                continue
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                raise _broken(file, line, "too_many_cells")
            filled = {
                column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()
            }
            rows.append(SourceRow(line, filled))
    except csv.Error:
        raise _broken(file, reader.line_num, "broken_quotes") from None
    if not columns:
        raise _broken(file, 1, "empty_table")
    return columns, tuple(rows)


def read_source(folder: Path) -> FormSource:
    """The source tables of the form in a folder.

    Raises:
        WorldError: FORM_INVALID as in `read_table`, or no settings row or form id.
    """
    survey_columns, survey = read_table(folder / SURVEY)
    choice_columns, choices = read_table(folder / CHOICES) if (folder / CHOICES).is_file() else ((), ())
    _, settings = read_table(folder / SETTINGS)
    if not settings or not settings[0]["form_id"]:
        raise _broken(folder / SETTINGS, 2, "form_id_missing")
    return FormSource(settings[0]["form_id"], survey, choices, settings[0], survey_columns, choice_columns)


def is_begin(kind: str) -> bool:
    """Whether a row of the survey opens a group or repeat."""
    return kind.replace(" ", "_") in ("begin_group", "begin_repeat")


def is_end(kind: str) -> bool:
    """Whether a row of the survey closes a group or repeat."""
    return kind.replace(" ", "_") in ("end_group", "end_repeat")


@dataclass(frozen=True, slots=True)
class TranslatableText:
    """One German text and where its translation is found.

    Attributes:
        context: gettext context, e.g. `survey:family_name:label`.
        text: the German text, gettext's msgid.
        file: table it stands in.
        line: line in the table.
        question: question or `list/code` it belongs to.
    """

    context: str
    text: str
    file: str
    line: int
    question: str


def survey_context(name: str, column: str) -> str:
    """Gettext context of a text of a question or group."""
    return f"survey:{name}:{column}"


def choice_context(list_name: str, code: str) -> str:
    """Gettext context of the label of a choice."""
    return f"choices:{list_name}/{code}:label"


TITLE_CONTEXT = "settings::form_title"


def texts(source: FormSource) -> Iterator[TranslatableText]:
    """Every text of the form that is translated, in the order of the tables."""
    if title := source.settings["form_title"]:
        yield TranslatableText(TITLE_CONTEXT, title, SETTINGS, source.settings.line, "")
    for row in source.survey:
        if not is_end(row["type"]):
            for column in TRANSLATED:
                if text := row[column]:
                    context = survey_context(row["name"], column)
                    yield TranslatableText(context, text, SURVEY, row.line, row["name"])
    for row in source.choices:
        if text := row["label"]:
            context = choice_context(row["list_name"], row["name"])
            yield TranslatableText(context, text, CHOICES, row.line, f"{row['list_name']}/{row['name']}")


def sheets(source: FormSource, catalogues: Catalogues) -> Sheets:
    """The sheets the converter takes, in canonical order: German first, then languages by code.

    A translation whose German text changed is not used: that language then shows German alone.
    """
    languages = sorted(code for code in catalogues if code != GERMAN)
    german = source.settings["default_language"] or f"Deutsch ({GERMAN})"
    survey = [_survey_row(row, german, languages, catalogues) for row in source.survey]
    choices = [_choice_row(row, german, languages, catalogues) for row in source.choices]
    return {
        "survey": survey,
        "choices": choices,
        "settings": [_settings_row(source, german, languages, catalogues)],
    }


def _translated(
    column: str, text: str, context: str, german: str, languages: Sequence[str], catalogues: Catalogues
) -> Iterator[tuple[str, str]]:
    yield f"{column}::{german}", text
    for language in languages:
        if found := catalogues[language].get((context, text)):
            yield f"{column}::{language} ({language})", found


def _survey_row(
    row: SourceRow, german: str, languages: Sequence[str], catalogues: Catalogues
) -> dict[str, str]:
    cells: dict[str, str] = {}
    ends = is_end(row["type"])
    for column, text in row.cells.items():
        if ends and column != "type":
            continue
        if column == "hint" and is_begin(row["type"]):
            cells.update(_group_hint(row, languages, catalogues))
        elif column in TRANSLATED:
            context = survey_context(row["name"], column)
            cells.update(_translated(column, text, context, german, languages, catalogues))
        elif column in OWN_COLUMNS:
            cells[f"bind::{PREFIX}:{column}"] = text
        elif column == "label_plain":
            cells[f"bind::{PREFIX}:plain"] = text
        else:
            cells[column] = text
    return cells


def _group_hint(
    row: SourceRow, languages: Sequence[str], catalogues: Catalogues
) -> Iterator[tuple[str, str]]:
    """The converter drops hints of groups and repeats, so they travel as attributes of ours."""
    yield f"bind::{PREFIX}:hint-{GERMAN}", row["hint"]
    for language in languages:
        if found := catalogues[language].get((survey_context(row["name"], "hint"), row["hint"])):
            yield f"bind::{PREFIX}:hint-{language}", found


def _choice_row(
    row: SourceRow, german: str, languages: Sequence[str], catalogues: Catalogues
) -> dict[str, str]:
    cells: dict[str, str] = {}
    for column, text in row.cells.items():
        if column == "label":
            context = choice_context(row["list_name"], row["name"])
            cells.update(_translated(column, text, context, german, languages, catalogues))
        else:
            cells[column] = text
    return cells


def _settings_row(
    source: FormSource, german: str, languages: Sequence[str], catalogues: Catalogues
) -> dict[str, str]:
    cells = dict(source.settings.cells)
    cells.update(
        name=cells.get("name", source.form_id), default_language=german, namespaces=f'{PREFIX}="{NAMESPACE}"'
    )
    for language in languages:
        if title := catalogues[language].get((TITLE_CONTEXT, cells.get("form_title", ""))):
            cells[f"attribute::{PREFIX}:title-{language}"] = title
    return cells
