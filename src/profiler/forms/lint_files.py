"""Checks the files of a form's folder: named as the program reads them, and there if a table names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from profiler.forms.findings import Finding, FindingCode, Severity, error
from profiler.forms.lint_marks import choice_finding, survey_error, survey_finding
from profiler.forms.question_types import FROM_FILE
from profiler.forms.source import MEDIA_COLUMNS, TABLES, FormSource

_READ_BESIDES = ("migrations.csv",)
_ENDINGS = re.compile(r"(\.(csv|txt|tsv|xlsx|xls|ods))+$")
_COPY = re.compile(r"[\s_-]*(\(\d+\)|kopie|copy)$")
_LANGUAGE_HEADER = re.compile(
    r'^(?:msgstr )?"Language:\s*([a-z]{2,3}(?:_[A-Z]{2}|_[A-Z][a-z]{3})?)\s*\\n"', re.MULTILINE
)
_PLAIN_LANGUAGE = re.compile(r"([a-z]{2,3})([\s_-]*(\(\d+\)|kopie|copy))?\.po(\.txt)?")
_CATALOGUE = re.compile(r"[a-z]{2,3}(_[A-Z]{2}|_[A-Z][a-z]{3})?\.po")


def misnamed_files(folder: Path) -> Iterator[Finding]:
    """Files that look like a table or catalogue and are not read, because their name is another."""
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    for wanted in (*TABLES, *_READ_BESIDES):
        if wanted in names:
            continue
        for name in names:
            if name != wanted and _stem(name) == wanted.removesuffix(".csv"):
                yield error(FindingCode.WRONG_FILE_NAME, name, wanted=wanted)
    catalogues = folder / "po"
    for path in sorted(catalogues.iterdir()) if catalogues.is_dir() else ():
        if ".po" in path.name.lower() and not _CATALOGUE.fullmatch(path.name) and path.suffix != ".pot":
            language = _language_of(path)
            code = FindingCode.WRONG_FILE_NAME if language else FindingCode.UNKNOWN_LANGUAGE_FILE
            yield Finding(
                Severity.ERROR,
                code,
                f"po/{path.name}",
                0,
                "",
                {"wanted": f"po/{language}.po"} if language else {},
            )


def _language_of(path: Path) -> str:
    """The language a catalogue says it is in, else the one its name begins with; "" if neither is sure."""
    try:
        said = _LANGUAGE_HEADER.search(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        said = None
    if said is not None:
        return said.group(1)
    named = _PLAIN_LANGUAGE.fullmatch(path.name.strip().lower())
    return named.group(1) if named else ""


def _stem(name: str) -> str:
    """What a name would be without its capitals, its endings and the marks of a copy."""
    stem, found = _ENDINGS.subn("", name.strip().lower())
    return _COPY.sub("", stem) if found else ""


def missing_files(source: FormSource, *folders: Path) -> Iterator[Finding]:
    """Files of choices, pictures and sound that a table names and no folder holds."""
    for row in source.survey:
        kind, _, name = row["type"].partition(" ")
        if kind in FROM_FILE and name.strip() and not _is_there(name.strip(), folders):
            yield survey_error(FindingCode.MISSING_FILE, row, name=name.strip())
        for column in MEDIA_COLUMNS:
            if row[column] and not _is_there(row[column], folders):
                yield survey_finding(Severity.WARNING, FindingCode.MISSING_FILE, row, name=row[column])
    for row in source.choices:
        for column in MEDIA_COLUMNS:
            if row[column] and not _is_there(row[column], folders):
                yield choice_finding(Severity.WARNING, FindingCode.MISSING_FILE, row, name=row[column])


def _is_there(name: str, folders: tuple[Path, ...]) -> bool:
    return any((folder / name).is_file() or (folder / "media" / name).is_file() for folder in folders)
