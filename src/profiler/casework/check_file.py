"""Checks a form that comes as a file: an XForm, or an XLSForm from a spreadsheet program or KoboToolbox."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from profiler.casework.check_content import Remark
from profiler.casework.explain_findings import form_finding, table_fault
from profiler.casework.form_files import file_beside, import_wishes, taken_remarks
from profiler.errors import WorldError, disk_error
from profiler.forms.build import convert
from profiler.forms.findings import Finding, FindingCode, Severity
from profiler.forms.lint import in_order, lint, with_labels
from profiler.forms.lint_built import lint_built
from profiler.forms.lint_translations import Translation
from profiler.forms.source import CHOICES, SETTINGS, SURVEY, FormSource, texts
from profiler.forms.spreadsheet.importing import ImportedForm, import_form
from profiler.forms.xform import read_xform
from profiler.forms.xform_choices import files_beside
from profiler.forms.xform_edits import self_contained

_SHEETS = {SURVEY: "survey", CHOICES: "choices", SETTINGS: "settings"}
_OF_THE_WHOLE = frozenset([FindingCode.CYCLE, FindingCode.UNTRANSLATED])
"""What the single rows do not show."""

_MISSING = "Die Datei „{name}“ fehlt. Legen Sie sie neben das Formular."

_OURS = frozenset(
    [FindingCode.MISSING_OWN_COLUMN, FindingCode.MISSING_TRANSLATION, FindingCode.UNUSED_TRANSLATION]
)
"""Demands on forms that are in use here."""


def check_file(path: Path, *, source_language: str | None = None) -> tuple[Remark, ...]:
    """Everything found in a form in a file (.xml, .xlsx, .xls, .csv, .md), as far as it can be checked.

    Of a workbook it is told what taking it over would tell, at the same rows, and what is wrong besides.

    Args:
        path: the file.
        source_language: code of the language a workbook's texts were written in; None: as in taking over.

    Raises:
        WorldError: FORM_INVALID if it cannot be read as a form; NO_ACCESS.
    """
    return _xform(path) if path.suffix.lower() == ".xml" else tuple(_workbook(path, source_language))


def _xform(path: Path) -> tuple[Remark, ...]:
    try:
        xml = path.read_bytes()
    except OSError as error:
        raise disk_error(error) from error
    form = read_xform(xml, file=str(path), beside=files_beside(path))
    return tuple(_remark(finding) for finding in lint_built(form, path.name))


def _workbook(path: Path, source_language: str | None) -> Iterator[Remark]:
    try:
        imported = import_form(path, import_wishes(source_language))
    except WorldError as refused:
        spoken = refused.details.get("spoken")
        if source_language is not None or not spoken:
            raise
        # Taking it over is refused until a language is named; its rows can be checked in any.
        yield Remark(f"{path.name}: {table_fault(refused.details)}", keeps_from_use=True)
        imported = import_form(path, import_wishes(spoken))
    yield from taken_remarks(imported)
    for name in imported.files:
        if file_beside(path, name) is None:
            yield Remark(f"{path.name}: {_MISSING.format(name=name)}", keeps_from_use=False)
    yield from map(_remark, _findings(imported, path))
    yield from _whole(imported, path)


def _whole(imported: ImportedForm, path: Path) -> Iterator[Remark]:
    """What only shows in the form as a whole: whether the converter takes it, and circles."""
    beside = files_beside(path)
    try:
        xml = self_contained(convert(imported.source, imported.catalogues).encode(), beside, str(path))
        form = read_xform(xml, file=str(path), beside=beside)
    except WorldError as broken:
        yield Remark(f"{path.name}: {table_fault(broken.details)}", keeps_from_use=True)
        return
    for finding in lint_built(form, path.name):
        if finding.code in _OF_THE_WHOLE:
            yield _remark(finding)


def _findings(imported: ImportedForm, path: Path) -> tuple[Finding, ...]:
    source: FormSource = imported.source
    places = {(text.context, text.text): text for text in texts(source)}
    translations = {
        language: {
            key: Translation(text, file=places[key].file, line=places[key].line)
            for key, text in messages.items()
        }
        for language, messages in imported.catalogues.items()
    }
    found = [finding for finding in lint(source, translations) if finding.code not in _OURS]
    return tuple(_in_workbook(finding, imported, path) for finding in in_order(with_labels(found, source)))


def _in_workbook(finding: Finding, imported: ImportedForm, path: Path) -> Finding:
    """A finding at the row of the sheet that it is about."""
    rows = imported.lines.get(finding.file, ())
    line = rows[finding.line - 2] if 2 <= finding.line < len(rows) + 2 else finding.line
    return replace(finding, file=f"{path.name}, Blatt {_SHEETS.get(finding.file, finding.file)}", line=line)


def _remark(finding: Finding) -> Remark:
    return Remark(form_finding("", finding), finding.severity is Severity.ERROR)
