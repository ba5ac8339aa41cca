"""What the columns of an XLSForm are called: many ways to write one name, and its language."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from profiler.forms.source import (
    CHOICE_ALIASES,
    CHOICE_TEXTS,
    MEDIA_COLUMNS,
    OWN_COLUMNS,
    SURVEY_ALIASES,
    SURVEY_COLUMNS,
    TRANSLATED,
)

SURVEY_TEXTS = (*TRANSLATED, *MEDIA_COLUMNS)

GIVEN_NAMES = ("$given_name", "$autoname")
GIVEN_CODES = ("$autovalue",)
"""Where KoboToolbox keeps the name of a row whose author gave it none."""

SWITCHED_OFF = "disabled"

_SURVEY_ALIASES = SURVEY_ALIASES | {
    "bind::relevant": "relevant",
    "bind::required": "required",
    "bind::constraint": "constraint",
    "bind::calculate": "calculation",
    "bind::readonly": "read_only",
    "bind::jr:constraintmsg": "constraint_message",
    "bind::jr:requiredmsg": "required_message",
    "control::appearance": "appearance",
    "body::appearance": "appearance",
    "control::jr:count": "repeat_count",
    "body::jr:count": "repeat_count",
}
_SETTINGS_ALIASES = {
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}
SETTINGS_COLUMNS = (
    "form_title",
    "form_id",
    "version",
    "default_language",
    "style",
    "name",
    "instance_name",
    "allow_choice_duplicates",
    "public_key",
    "submission_url",
    "auto_send",
    "auto_delete",
    "client_editable",
)
_TITLE = re.compile(r"form_title(?:::|_| )\s*(.+)", re.IGNORECASE)
TITLE_COLUMN = "form_title_{language}"
"""Column of the settings for the title in another language, which XLSForm has no place for."""


@dataclass(frozen=True, slots=True)
class Header:
    """A column.

    Attributes:
        column: our name of it, or the name as it is written.
        language: as it is written, e.g. `English (en)`, "" if it names none.
    """

    column: str
    language: str = ""


def survey_header(text: str) -> Header:
    """A column of the survey."""
    known = {*SURVEY_COLUMNS, *OWN_COLUMNS, SWITCHED_OFF, *GIVEN_NAMES}
    return _header(text, _SURVEY_ALIASES, known, SURVEY_TEXTS)


def choice_header(text: str) -> Header:
    """A column of the choices; further ones keep their spelling, for filters read them by it."""
    return _header(text, CHOICE_ALIASES, {"list_name", "name", *CHOICE_TEXTS, *GIVEN_CODES}, CHOICE_TEXTS)


def settings_header(text: str) -> Header:
    """A column of the settings."""
    header = _header(text, _SETTINGS_ALIASES, SETTINGS_COLUMNS, ())
    titled = _TITLE.fullmatch(" ".join(text.split()))
    return Header("form_title", titled.group(1)) if titled else header


def _header(
    text: str, aliases: Mapping[str, str], known: Collection[str], translated: Collection[str]
) -> Header:
    def ours(name: str) -> str:
        written = name.lower()
        joined = written.replace(" ", "_")
        for spelling in (written, joined):
            if spelling in aliases:
                return aliases[spelling]
        return joined if joined in known else name

    parts = [" ".join(part.split()) for part in text.split("::")]
    if len(parts) == 1 and (base := parts[0].partition(":"))[1] and ours(base[0].strip()) in translated:
        # `label:English`, as it was written until 2014
        parts = [base[0].strip(), base[2].strip()]
    if len(parts) > 1 and parts[0].lower() == "media":
        parts[:2] = [f"media::{parts[1]}"]
    column = ours(parts[0])
    if column in translated:
        return Header(column, "::".join(parts[1:]))
    return Header(ours("::".join(parts)))
