"""Joins a form's tables with the translations into the sheets the converter takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from profiler.forms.source import (
    CHOICE_TEXTS,
    GERMAN,
    MEDIA_COLUMNS,
    OWN_COLUMNS,
    TITLE_CONTEXT,
    TRANSLATED,
    Catalogues,
    FormSource,
    choice_context,
    is_begin,
    is_end,
    language_code,
    survey_context,
)
from profiler.forms.source_tables import SourceRow

Sheets: TypeAlias = dict[str, list[dict[str, str]]]
"""Sheet name -> rows; empty cells are left out."""

NAMESPACE = "urn:profiler:form"
PREFIX = "pf"


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
