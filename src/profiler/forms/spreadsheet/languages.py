"""Which languages an XLSForm speaks, and which of them its texts are written in first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from profiler.forms.source import GERMAN
from profiler.forms.spreadsheet.guard import refused
from profiler.forms.spreadsheet.reading import Notes, Row
from profiler.forms.spreadsheet.remarks import RemarkCode

UNNAMED = "und"
"""ISO 639-2 for texts whose language nobody named."""

_BRACKETS = re.compile(r"(.*)\(\s*([A-Za-z]{2,3}(?:[_-][A-Za-z]{2,4})*)\s*\)\s*")
_CODE = re.compile(r"[a-z]{2,3}([_-][A-Za-z]{2,4})*")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The languages of a form.

    Attributes:
        source: code of the language everything else is a translation of.
        name: that language as the settings call it, e.g. `Deutsch (de)`.
        codes: language as written -> code; what could not be understood is left out.
    """

    source: str
    name: str
    codes: Mapping[str, str]

    @property
    def translations(self) -> tuple[str, ...]:
        """Codes of the other languages, in order."""
        others = (code for code in self.codes.values() if code not in (self.source, UNNAMED))
        return tuple(dict.fromkeys(others))


def code_of(written: str, known: Mapping[str, str]) -> str | None:
    """The code of a language as Babel writes it, None if nobody knows it.

    Args:
        written: `Deutsch (de)`, `Arabic`, `العربية`, `fa-AF`.
        known: name in small letters -> code.
    """
    possible = set(known.values())
    name = written.strip()
    if bracketed := _BRACKETS.fullmatch(name):
        name = bracketed.group(1).strip()
        code = _babel(bracketed.group(2))
        if not possible or code in possible or code.partition("_")[0] in possible:
            return code
    if named := known.get(name.casefold()):
        return named
    if _CODE.fullmatch(name):
        code = _babel(name)
        if not possible or code.partition("_")[0] in possible:
            return code
    return None


def _babel(code: str) -> str:
    first, *rest = re.split("[_-]", code)
    return "_".join([first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def understand(
    written: Iterable[str],
    default: str,
    asked: str | None,
    known: Mapping[str, str],
    notes: Notes,
    *,
    file: Path,
) -> Spoken:
    """The languages of a form.

    Texts that name no language are in the language the settings call the default one; if those say nothing
    and no text names a language, they are German.

    The source language is the one asked for; else the settings' default one, if the form speaks it, so that
    what is written as a workbook comes back as it was; else German.

    Args:
        written: languages of all columns, "" for texts that name none.
        default: what the settings say.
        asked: the source language the user named, as code or as written; None if nobody was asked.
        known: name in small letters -> code.
        notes: takes what is remarked.
        file: for messages.

    Raises:
        WorldError: FORM_INVALID, reason `source_language_missing` with the languages found (`languages`), if
            none is German and none was asked for, or the form does not have the one asked for; `spoken` is
            the code of the first that could be asked for, "" if there is none.
    """
    all_written = tuple(dict.fromkeys(written))
    codes: dict[str, str] = {}
    for language in all_written:
        if language and (code := code_of(language, known)):
            codes[language] = code
        elif language:
            notes.add(RemarkCode.LANGUAGE_UNKNOWN, "", language=language)
    wanted = None if asked is None else codes.get(asked) or code_of(asked, known) or asked
    if "" in all_written or not all_written:
        codes[""] = _unnamed(default, wanted, codes, known, notes)
    told = code_of(default, known)
    source = wanted or (told if told in codes.values() else None) or GERMAN
    if source not in codes.values():
        shown = ", ".join(language or "-" for language in all_written)
        possible = next((code for code in codes.values() if code != UNNAMED), "")
        raise refused(file, "source_language_missing", languages=shown, spoken=possible)
    if wanted is None and source != GERMAN and GERMAN in codes.values():
        notes.add(RemarkCode.SOURCE_FROM_SETTINGS, "settings", language=default)
    name = next((language for language, code in codes.items() if code == source and language), "")
    return Spoken(source, _column_name(name, source, default), codes)


def _unnamed(
    default: str, wanted: str | None, named: Mapping[str, str], known: Mapping[str, str], notes: Notes
) -> str:
    if default and default.lower() != "default" and (code := code_of(default, known)):
        return code
    if wanted is not None and wanted not in named.values():
        return wanted
    if not named:
        notes.add(RemarkCode.LANGUAGE_ASSUMED, "", language=GERMAN)
        return GERMAN
    return UNNAMED


def _column_name(written: str, code: str, default: str) -> str:
    """How the settings call the source language: with its code, which is how the form knows it."""
    for name in (default, written):
        found = _BRACKETS.fullmatch(name)
        if found and _babel(found.group(2)) == code:
            return name
    return f"Deutsch ({GERMAN})" if code == GERMAN else f"{written or code} ({code})"


def by_code(rows: Iterable[Row], codes: Mapping[str, str]) -> None:
    """Turn languages as written into codes; of two columns of one language the first with a text counts."""
    for row in rows:
        for column, texts in row.texts.items():
            said: dict[str, str] = {}
            for language, text in texts.items():
                if language in codes:
                    said.setdefault(codes[language], text)
            row.texts[column] = said
