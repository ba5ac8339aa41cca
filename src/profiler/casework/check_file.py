"""Checks a form that comes as a file: an XForm, or an XLSForm from a spreadsheet program or KoboToolbox."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from profiler.casework.check_content import Remark
from profiler.casework.explain_findings import form_finding
from profiler.casework.explain_workbooks import remark_line
from profiler.casework.form_files import import_wishes
from profiler.errors import WorldError, disk_error
from profiler.forms.convert import convert_file
from profiler.forms.findings import Finding, FindingCode, Severity, error
from profiler.forms.lint import in_order, lint, with_labels
from profiler.forms.lint_built import lint_built
from profiler.forms.lint_translations import Translation
from profiler.forms.source import CHOICES, SETTINGS, SURVEY, FormSource
from profiler.forms.spreadsheet.importing import ImportedForm, import_form
from profiler.forms.spreadsheet.remarks import RemarkCode
from profiler.forms.xform import read_xform
from profiler.forms.xform_choices import files_in

_SHEETS = {SURVEY: "survey", CHOICES: "choices", SETTINGS: "settings"}
_LOST = frozenset([RemarkCode.CONDITION_LEFT_OUT, RemarkCode.LIST_MISSING, RemarkCode.NAME_TWICE])
"""What makes an imported form another one than its author meant."""

_OF_THE_WHOLE = frozenset([FindingCode.CYCLE, FindingCode.NOT_CONVERTIBLE])
"""What the single rows do not show."""

_OURS = frozenset(
    [FindingCode.MISSING_OWN_COLUMN, FindingCode.MISSING_TRANSLATION, FindingCode.UNUSED_TRANSLATION]
)
"""Demands on forms that are in use here."""


def check_file(path: Path) -> tuple[Remark, ...]:
    """Everything found in a form in a file (.xml, .xlsx, .xls, .csv, .md), as far as it can be checked.

    Raises:
        WorldError: FORM_INVALID if it cannot be read as a form; NO_ACCESS.
    """
    return _xform(path) if path.suffix.lower() == ".xml" else _workbook(path)


def _xform(path: Path) -> tuple[Remark, ...]:
    try:
        xml = path.read_bytes()
    except OSError as error:
        raise disk_error(error) from error
    form = read_xform(xml, file=str(path), beside=files_in(path.parent))
    return tuple(_remark(finding) for finding in lint_built(form, path.name))


def _workbook(path: Path) -> tuple[Remark, ...]:
    try:
        imported = import_form(path, import_wishes())
    except WorldError as refused:
        if refused.details.get("reason") != "source_language_missing":
            raise
        # Written in another language than ours: what is built of it can be checked all the same.
        return tuple(_remark(finding) for finding in _built(path))
    told = tuple(Remark(remark_line(each), each.code in _LOST) for each in imported.remarks)
    found = tuple(_remark(finding) for finding in _findings(imported, path))
    if any(remark.keeps_from_use for remark in (*told, *found)):
        return (*told, *found)
    # What only shows in the form as a whole: whether the converter takes it, and circles.
    whole = tuple(_remark(finding) for finding in _built(path) if finding.code in _OF_THE_WHOLE)
    return (*told, *found, *whole)


def _built(path: Path) -> tuple[Finding, ...]:
    try:
        xml = convert_file(path)
    except WorldError as refused:
        if refused.details.get("reason") != FindingCode.NOT_CONVERTIBLE:
            raise
        return (error(FindingCode.NOT_CONVERTIBLE, path.name, reason=refused.details["detail"]),)
    return lint_built(read_xform(xml, file=str(path), beside=files_in(path.parent)), path.name)


def _findings(imported: ImportedForm, path: Path) -> tuple[Finding, ...]:
    source: FormSource = imported.source
    translations = {
        language: {key: Translation(text, file=path.name) for key, text in messages.items()}
        for language, messages in imported.catalogues.items()
    }
    found = [finding for finding in lint(source, translations) if finding.code not in _OURS]
    return tuple(
        replace(finding, file=f"{path.name}, Blatt {_SHEETS[finding.file]}")
        if finding.file in _SHEETS
        else finding
        for finding in in_order(with_labels(found, source))
    )


def _remark(finding: Finding) -> Remark:
    return Remark(form_finding("", finding), finding.severity is Severity.ERROR)
