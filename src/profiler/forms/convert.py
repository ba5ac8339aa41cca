"""Turns any XLSForm file into XForm XML."""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from profiler.errors import ErrorCode, WorldError
from profiler.forms.findings import FindingCode
from profiler.forms.sheets import Sheets
from profiler.forms.spreadsheet.sizes import refuse_oversized
from profiler.forms.xform_choices import files_beside
from profiler.forms.xform_edits import self_contained

XLSFORM_SUFFIXES = frozenset([".xlsx", ".xlsm", ".xls", ".csv", ".md"])
"""Endings of the files the converter reads."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """An XForm and what the converter remarked.

    Attributes:
        xml: the XForm.
        warnings: the converter's own words, English.
    """

    xml: bytes
    warnings: tuple[str, ...] = ()


def with_headers(tables: Sheets) -> Sheets:
    """Sheets with the names of all their columns, which the converter else guesses from the first rows."""
    headers = {
        f"{name}_header": [{column: "" for row in rows for column in row}] for name, rows in tables.items()
    }
    return {**tables, **headers}


def convert_file(path: Path) -> bytes:
    """The XForm XML of an XLSForm file (.xlsx, .xlsm, .xls, .csv, .md); see `convert_with_warnings`."""
    return convert_with_warnings(path).xml


def convert_with_warnings(path: Path) -> Conversion:
    """The XForm of an XLSForm file, as the converter makes it: repeats start with one row.

    Choices from CSV files beside it, or in the folder of its media, are put into it.

    Loads the converter, which takes about a quarter of a second.

    Raises:
        WorldError: FORM_INVALID with file and reason: `unknown_file_kind`, `not_convertible` with detail (the
            converter's own words, English), `several_from_rows` with detail (the rows), `converter_stumbled`,
            or as in `refuse_oversized` and `self_contained`; NO_ACCESS if the file cannot be read.
    """
    if path.suffix.lower() not in XLSFORM_SUFFIXES:
        raise _refused(path, "unknown_file_kind")
    refuse_oversized(path)
    from pyxform.errors import PyXFormError  # type: ignore[import-untyped]  # ships no types
    from pyxform.xls2xform import convert  # type: ignore[import-untyped]  # ships no types

    try:
        result = convert(_unmarked(path), form_name=None)
    except PyXFormError as error:
        raise _refused(path, FindingCode.NOT_CONVERTIBLE.value, str(error)) from error
    except Exception as error:  # a broken file makes the converter raise whatever it stumbles over
        missing = str(error.args[0]) if isinstance(error, KeyError) else ""
        if missing.startswith("${"):  # pyxform 4.5 looks for a list of this name
            raise _refused(path, "several_from_rows", missing) from error
        raise _refused(path, "converter_stumbled") from error
    xml: str = result.xform
    return Conversion(self_contained(xml.encode(), files_beside(path), str(path)), tuple(result.warnings))


def _unmarked(path: Path) -> Any:  # noqa: ANN401 - the converter has no types
    """The file as the converter takes it: without the mark that some programs put in front of UTF-8."""
    from pyxform.xls2json_backends import (  # type: ignore[import-untyped]  # ships no types
        Definition,
        SupportedFileTypes,
    )

    content = path.read_bytes()
    if not content.startswith(codecs.BOM_UTF8):
        return str(path)
    text = io.BytesIO(content.removeprefix(codecs.BOM_UTF8))
    return Definition(text, SupportedFileTypes(path.suffix.lower()), path.stem)


def _refused(path: Path, reason: str, detail: str = "") -> WorldError:
    return WorldError(
        ErrorCode.FORM_INVALID, file=str(path), line="", question="", reason=reason, detail=detail
    )
