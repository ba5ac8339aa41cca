"""Turns source tables into XForm XML once per content and keeps it in a cache."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from profiler.errors import ErrorCode, WorldError
from profiler.forms.convert import with_headers
from profiler.forms.county import COUNTY, read_merged
from profiler.forms.definition import FormDefinition
from profiler.forms.findings import FindingCode, Severity
from profiler.forms.fragments import FRAGMENTS
from profiler.forms.lint import lint_merged
from profiler.forms.sheets import Sheets, sheets
from profiler.forms.source import CHOICES, SURVEY, Catalogues, FormSource
from profiler.forms.source_tables import SourceRow
from profiler.forms.xform import read_xform
from profiler.forms.xform_choices import Beside, files_in
from profiler.forms.xform_edits import self_contained, without_first_rows

CONVERTER = "pyxform 4.5.0"
"""Pinned; part of the cache key. A test compares it with the installed version."""

_RECIPE = "4"
"""Raised whenever this module or `sheets` makes other XML out of the same sources."""

_QUOTES = "‘’“”"
_SHELTERED = "\ue018\ue019\ue01c\ue01d"
"""The converter makes straight quotes of typographic ones, so they travel in disguise (private use area)."""

_INCLUDED = re.compile(r"\binclude\s+([a-z][a-z0-9_]*)")
_ROW = re.compile(r"\[row : (\d+)\]")


def _no_translations() -> Catalogues:
    return {}


def fingerprint(folder: Path, catalogues: Catalogues | None = None, *, county: Path | None = None) -> str:
    """SHA-256 over everything the XForm depends on, hex.

    Args:
        folder: the form's folder; its tables, files of choices and `po/*.po` count byte by byte, those of the
            fragments it includes as well.
        catalogues: messages from elsewhere, which count too.
        county: the folder of a county's changes, whose files count likewise.
    """
    digest = hashlib.sha256(f"{CONVERTER}\0{_RECIPE}".encode())
    layers = {folder: ""} if county is None else {folder: "", county: COUNTY}
    for name, file in _counting(layers):
        content = file.read_bytes()
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    for language in sorted(catalogues or {}):
        for (context, german), text in sorted((catalogues or {})[language].items()):
            digest.update("\0".join(("", language, context, german, text)).encode())
    return digest.hexdigest()


def _counting(layers: Mapping[Path, str]) -> Iterator[tuple[str, Path]]:
    """Everything in a form's folders that its XForm depends on, by a name that is the same everywhere."""
    included: dict[str, None] = {}
    for layer, mark in layers.items():
        for file in _tables_in(layer):
            yield mark + file.relative_to(layer).as_posix(), file
            if file.name == SURVEY:
                included |= dict.fromkeys(_INCLUDED.findall(file.read_text("utf-8", errors="replace")))
    # A word too many is read as a fragment that is not there, or builds the form once more.
    for layer, mark in layers.items():
        for name in sorted(included):
            for file in _tables_in(layer.parent / FRAGMENTS / name):
                yield mark + file.relative_to(layer.parent).as_posix(), file


def _tables_in(folder: Path) -> Iterator[Path]:
    files = (*sorted(folder.glob("*.csv")), *sorted((folder / "po").glob("*.po")))
    return (file for file in files if file.is_file())


def convert(source: FormSource, catalogues: Catalogues) -> str:
    """The XForm XML of a form, whose repeats start without rows.

    Loads the converter, which takes about a quarter of a second.

    Raises:
        WorldError: FORM_INVALID with file, line, question, reason (a finding's code) and detail (the
            converter's own words, English); reason `converter_stumbled` if it did not say any.
    """
    from pyxform.errors import PyXFormError  # type: ignore[import-untyped]  # ships no types
    from pyxform.xls2xform import convert as pyxform_convert  # type: ignore[import-untyped]  # ships no types

    try:
        tables = _with_other_signs(sheets(source, catalogues), str.maketrans(_QUOTES, _SHELTERED))
        xml: str = pyxform_convert(with_headers(tables)).xform
        xml = xml.translate(str.maketrans(_SHELTERED, _QUOTES))
        return without_first_rows(xml.encode()).decode()
    except PyXFormError as error:
        raise _readable(str(error), source) from error
    except Exception as error:  # odd tables make the converter stumble, or write what is no XML
        raise _stumbled() from error


def readable_tables(folder: Path, county: Path | None = None) -> FormSource:
    """The tables of a form, checked: our own check says best what is wrong, and finds what we cannot run.

    A question without our own columns runs: nobody else ever sees its answer.

    Raises:
        WorldError: FORM_INVALID.
    """
    merged = read_merged(folder, county)
    for finding in lint_merged(merged):
        if finding.severity is Severity.ERROR and finding.code is not FindingCode.MISSING_OWN_COLUMN:
            where = {"file": finding.file, "line": str(finding.line), "question": finding.question}
            raise WorldError(
                ErrorCode.FORM_INVALID, **{**finding.args, **where, "reason": finding.code.value}
            )
    return merged.source


def _beside(folder: Path, county: Path | None) -> Beside:
    """Reads the files beside a form, the county's before the shipped ones."""
    shipped = files_in(folder)
    if county is None:
        return shipped
    own = files_in(county)

    def read(name: str) -> bytes | None:
        found = own(name)
        return shipped(name) if found is None else found

    return read


def _with_other_signs(tables: Sheets, signs: Mapping[int, int]) -> Sheets:
    return {
        name: [{column: cell.translate(signs) for column, cell in row.items()} for row in rows]
        for name, rows in tables.items()
    }


def _readable(reason: str, source: FormSource) -> WorldError:
    """The row the converter names (from 2, no blank lines)."""
    rows = source.choices if "'choices' sheet" in reason else source.survey
    table = CHOICES if rows is source.choices else SURVEY
    found = _ROW.search(reason)
    row = rows[int(found.group(1)) - 2] if found else SourceRow(0, {})
    where = {"file": row.file or table, "line": str(row.line or ""), "question": row["name"]}
    return WorldError(
        ErrorCode.FORM_INVALID, **where, reason=FindingCode.NOT_CONVERTIBLE.value, detail=reason
    )


def _stumbled() -> WorldError:
    where = {"file": SURVEY, "line": "", "question": ""}
    return WorldError(ErrorCode.FORM_INVALID, **where, reason="converter_stumbled", detail="")


def built_xform(folder: Path, *, cache_dir: Path, county: Path | None = None) -> Path:
    """Where the XForm of a form lies once it is built; see `build_xform`."""
    return cache_dir / f"{folder.name}-{fingerprint(folder, county=county)[:24]}.xml"


def build_xform(
    folder: Path,
    catalogues: Catalogues | Callable[[], Catalogues] = _no_translations,
    *,
    cache_dir: Path,
    county: Path | None = None,
) -> Path:
    """The cached XForm of a form, converted first if its sources changed.

    Args:
        folder: survey.csv, choices.csv, settings.csv, `po/` and further CSV files with choices.
        catalogues: language -> (context, German) -> text; given as a function it is called only if the form
            must be converted, and the files in `po/` alone stand for it in the cache key.
        cache_dir: where XForms lie, named by content.
        county: folder with a county's changes to the form, None if it has none.

    Raises:
        WorldError: FORM_INVALID; NO_ACCESS if the cache cannot be written.
    """
    key = fingerprint(folder, None if callable(catalogues) else catalogues, county=county)
    target = cache_dir / f"{folder.name}-{key[:24]}.xml"
    if not target.is_file():
        source = readable_tables(folder, county)
        xml = convert(source, catalogues() if callable(catalogues) else catalogues)
        _write(target, self_contained(xml.encode(), _beside(folder, county), str(folder)))
    return target


def _write(target: Path, content: bytes) -> None:
    """Complete or not at all: another process may read at the same time."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(target)
    except OSError as error:
        raise WorldError(ErrorCode.NO_ACCESS, file=str(target), reason=error.strerror or "") from error


def build(
    folder: Path,
    catalogues: Catalogues | Callable[[], Catalogues] = _no_translations,
    *,
    cache_dir: Path,
    county: Path | None = None,
) -> FormDefinition:
    """The form of a folder, ready to be filled in; see `build_xform`."""
    target = build_xform(folder, catalogues, cache_dir=cache_dir, county=county)
    return read_xform(target.read_bytes(), file=str(target))
