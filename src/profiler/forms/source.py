"""The German source tables of a form: their columns, their limits, and every text that is translated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from profiler.forms.source_tables import SourceRow, broken, read_table

Messages: TypeAlias = Mapping[tuple[str, str], str]
"""(context, German text) -> translated text."""

Catalogues: TypeAlias = Mapping[str, Messages]
"""Language code -> its messages."""

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

MAX_SURVEY_ROWS = 5_000
MAX_CHOICE_ROWS = 20_000
MAX_NESTING = 25
"""Groups and repeats inside each other. More is no form, and would exhaust whoever descends into it."""

GERMAN = "de"

_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:[_-][A-Za-z]+)*)\)\s*$")


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
        raise broken(folder / SETTINGS, 2, "form_id_missing")
    if not survey:
        raise broken(folder / SURVEY, 2, "no_rows")
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
        raise broken(file, rows[most].line, "too_many_rows")


def check_nesting(survey: Sequence[SourceRow], file: Path) -> None:
    """Groups lie inside each other no deeper than `MAX_NESTING`.

    Raises:
        WorldError: FORM_INVALID, reason `nested_too_deeply`, with the line that is too deep.
    """
    depth = 0
    for row in survey:
        depth += is_begin(row["type"]) - is_end(row["type"])
        if depth > MAX_NESTING:
            raise broken(file, row.line, "nested_too_deeply")


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
