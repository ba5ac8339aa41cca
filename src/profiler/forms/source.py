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

TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
MEDIA_COLUMNS = ("media::image", "media::big-image", "media::audio", "media::video")
"""File names; a language may have a file of its own, and without one the German file serves."""

CHOICE_TEXTS = ("label", *MEDIA_COLUMNS)
"""Columns of the choices that differ by language."""

OWN_COLUMNS = ("category", "sheets", "tier", "purpose", "retention")
LOGIC_COLUMNS = (
    "required",
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
    "repeat_count",
    "read_only",
)
SURVEY_COLUMNS = frozenset(
    ("type", "name", "label_plain", "appearance", "default", "parameters", "trigger", "body::accept")
    + TRANSLATED
    + MEDIA_COLUMNS
    + OWN_COLUMNS
    + LOGIC_COLUMNS
)
SURVEY_ALIASES = {
    "command": "type",
    "tag": "name",
    "caption": "label",
    "readonly": "read_only",
    "relevance": "relevant",
    "calculate": "calculation",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    **{column.removeprefix("media::"): column for column in MEDIA_COLUMNS},
}
CHOICE_ALIASES = {
    "list name": "list_name",
    "caption": "label",
    "value": "name",
    **{column.removeprefix("media::"): column for column in MEDIA_COLUMNS},
}
"""Other names XLSForm has for a column -> ours."""

MAX_TABLE_BYTES = 8 * 1024 * 1024
MAX_SURVEY_ROWS = 5_000
MAX_CHOICE_ROWS = 20_000
MAX_CELL = 32_767
"""Characters in one cell; a spreadsheet program holds no more."""

MAX_NESTING = 25
"""Groups and repeats inside each other. More is no form, and would exhaust whoever descends into it."""

NAMESPACE = "urn:profiler:form"
PREFIX = "pf"
GERMAN = "de"

_PAGE_BREAKS = re.compile("[\x0b\x0c]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BYTE_ORDERS = (b"\xff\xfe", b"\xfe\xff")
_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:[_-][A-Za-z]+)*)\)\s*$")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a source table.

    Attributes:
        line: line in the file, from 1, for messages.
        cells: column -> text; empty cells are left out.
        file: the table, for messages, if it is not the form's own (a county's).
    """

    line: int
    cells: Mapping[str, str]
    file: str = ""

    def __getitem__(self, column: str) -> str:
        """The text of a cell, "" if it is empty."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class FormSource:
    """The German source tables of a form.

    Attributes:
        form_id: id the form calls itself by.
        survey: questions, groups and repeats in order.
        choices: choices in order.
        settings: title, id, version.
        survey_columns: columns of the survey.
        choice_columns: columns of the choices.
        hidden: names of the questions and groups a county does not want to be asked.
    """

    form_id: str
    survey: tuple[SourceRow, ...]
    choices: tuple[SourceRow, ...]
    settings: SourceRow
    survey_columns: tuple[str, ...] = ()
    choice_columns: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()


def language_code(column: str) -> str:
    """The code in `Deutsch (de)`; a text without brackets is taken as a code itself."""
    found = _CODE.search(column)
    return found.group(1) if found else column.strip()


def _broken(file: Path, line: int, reason: str) -> WorldError:
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
        raise _broken(file, 0, "file_missing") from None
    except OSError as error:
        raise WorldError(ErrorCode.NO_ACCESS, file=str(file), reason=error.strerror or "") from error
    if len(content) > MAX_TABLE_BYTES:
        raise _broken(file, 0, "file_too_large")
    return parse_table(decoded(content, file), file)


def decoded(content: bytes, file: Path) -> str:
    """The text of a file in UTF-8, with or without a mark in front.

    Raises:
        WorldError: FORM_INVALID with reason `utf16`, `other_encoding` or `null_bytes`.
    """
    # Every second byte of a Latin text in UTF-16 is null.
    if content.startswith(_BYTE_ORDERS) or content[:200].count(0) * 3 > len(content[:200]):
        raise _broken(file, 0, "utf16")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _broken(file, 0, "other_encoding") from None
    if "\0" in text:
        raise _broken(file, 0, "null_bytes")
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
                    raise _broken(file, line, separator)
                continue
            if max(map(len, cells)) > MAX_CELL:
                raise _broken(file, line, "cell_too_long")
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                raise _broken(file, line, "too_many_cells")
            filled = {
                column: text
                for column, cell in zip(columns, cells, strict=False)
                if (text := cell_text(cell))
            }
            rows.append(SourceRow(line, filled))
    except csv.Error as error:
        # The reader's own limit is above ours, so what it names is a cell that ours would refuse as well.
        reason = "cell_too_long" if "field limit" in str(error) else "broken_quotes"
        raise _broken(file, reader.line_num, reason) from None
    if not columns:
        raise _broken(file, 1, "empty_table")
    return columns, tuple(rows)


def read_survey(folder: Path) -> tuple[tuple[str, ...], tuple[SourceRow, ...]]:
    """The survey of a folder, see `read_source`."""
    columns, survey = _renamed(read_table(folder / SURVEY), SURVEY_ALIASES)
    check_size(survey, folder / SURVEY, MAX_SURVEY_ROWS)
    check_nesting(survey, folder / SURVEY)
    return columns, survey


def read_choices(folder: Path) -> tuple[tuple[str, ...], tuple[SourceRow, ...]]:
    """The choices of a folder, none if it has no such table; see `read_source`."""
    if not (folder / CHOICES).is_file():
        return (), ()
    columns, choices = _renamed(read_table(folder / CHOICES), CHOICE_ALIASES)
    check_size(choices, folder / CHOICES, MAX_CHOICE_ROWS)
    return columns, choices


def read_source(folder: Path) -> FormSource:
    """The source tables of the form in a folder; columns bear our names, see `SURVEY_ALIASES`.

    Raises:
        WorldError: FORM_INVALID as in `read_table`, or no settings row or form id, or more rows or deeper
            nesting than a form can have.
    """
    survey_columns, survey = read_survey(folder)
    choice_columns, choices = read_choices(folder)
    _, settings = read_table(folder / SETTINGS)
    if not settings or not settings[0]["form_id"]:
        raise _broken(folder / SETTINGS, 2, "form_id_missing")
    if not survey:
        raise _broken(folder / SURVEY, 2, "no_rows")
    return FormSource(settings[0]["form_id"], survey, choices, settings[0], survey_columns, choice_columns)


def _renamed(
    table: tuple[tuple[str, ...], tuple[SourceRow, ...]], aliases: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[SourceRow, ...]]:
    """A table whose columns bear our names; a column that is there under our name already keeps its own."""
    columns, rows = table
    ours = {column: aliases[column] for column in columns if aliases.get(column, column) not in columns}
    if not ours:
        return table
    return (
        tuple(ours.get(column, column) for column in columns),
        tuple(SourceRow(row.line, {ours.get(name, name): row[name] for name in row.cells}) for row in rows),
    )


def check_size(rows: Sequence[SourceRow], file: Path, most: int) -> None:
    """A form has no more rows than this.

    Raises:
        WorldError: FORM_INVALID, reason `too_many_rows`, with the first line that is too many.
    """
    if len(rows) > most:
        raise _broken(file, rows[most].line, "too_many_rows")


def check_nesting(survey: Sequence[SourceRow], file: Path) -> None:
    """Groups lie inside each other no deeper than `MAX_NESTING`.

    Raises:
        WorldError: FORM_INVALID, reason `nested_too_deeply`, with the line that is too deep.
    """
    depth = 0
    for row in survey:
        depth += is_begin(row["type"]) - is_end(row["type"])
        if depth > MAX_NESTING:
            raise _broken(file, row.line, "nested_too_deeply")


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
        needed: whether a language without it lacks something; a file name serves every language.
    """

    context: str
    text: str
    file: str
    line: int
    question: str
    needed: bool = True


def survey_context(name: str, column: str) -> str:
    """Gettext context of a text of a question or group."""
    return f"survey:{name}:{column}"


def choice_context(list_name: str, code: str, column: str = "label") -> str:
    """Gettext context of the label or a file name of a choice."""
    return f"choices:{list_name}/{code}:{column}"


TITLE_CONTEXT = "settings::form_title"


def texts(source: FormSource) -> Iterator[TranslatableText]:
    """Every text of the form that is translated, in the order of the tables."""
    if title := source.settings["form_title"]:
        yield TranslatableText(TITLE_CONTEXT, title, SETTINGS, source.settings.line, "")
    for row in source.survey:
        if not is_end(row["type"]):
            for column in (*TRANSLATED, *MEDIA_COLUMNS):
                if text := row[column]:
                    context = survey_context(row["name"], column)
                    needed = column in TRANSLATED
                    yield TranslatableText(context, text, row.file or SURVEY, row.line, row["name"], needed)
    for row in source.choices:
        for column in CHOICE_TEXTS:
            if text := row[column]:
                context = choice_context(row["list_name"], row["name"], column)
                subject = f"{row['list_name']}/{row['name']}"
                yield TranslatableText(
                    context, text, row.file or CHOICES, row.line, subject, column == "label"
                )


def sheets(source: FormSource, catalogues: Catalogues) -> Sheets:
    """The sheets the converter takes, in canonical order: German first, then languages by code.

    A form taken over may have been written in another language; that one then stands for German.

    A translation whose German text changed is not used: that language then shows German alone.
    """
    german = source.settings["default_language"] or f"Deutsch ({GERMAN})"
    languages = sorted(code for code in catalogues if code != language_code(german))
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
            cells.update(_group_hint(row, language_code(german), languages, catalogues))
        elif column in TRANSLATED or column in MEDIA_COLUMNS:
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
    row: SourceRow, own: str, languages: Sequence[str], catalogues: Catalogues
) -> Iterator[tuple[str, str]]:
    """The converter drops hints of groups and repeats, so they travel as attributes of ours."""
    yield f"bind::{PREFIX}:hint-{own}", row["hint"]
    for language in languages:
        if found := catalogues[language].get((survey_context(row["name"], "hint"), row["hint"])):
            yield f"bind::{PREFIX}:hint-{language}", found


def _choice_row(
    row: SourceRow, german: str, languages: Sequence[str], catalogues: Catalogues
) -> dict[str, str]:
    cells: dict[str, str] = {}
    for column, text in row.cells.items():
        if column in CHOICE_TEXTS:
            context = choice_context(row["list_name"], row["name"], column)
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
