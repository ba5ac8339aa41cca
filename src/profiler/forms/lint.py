"""Checks a form's sources without building it, and a built form for circles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from profiler.errors import WorldError
from profiler.forms.compiled import compile_form
from profiler.forms.county import COUNTY, Merged, read_merged
from profiler.forms.county_rows import HIDE
from profiler.forms.definition import FormDefinition
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.parser import parse
from profiler.forms.findings import Finding, FindingCode, error, warning
from profiler.forms.lint_asking import asking_findings
from profiler.forms.lint_expressions import Names, expression_findings, is_boolean
from profiler.forms.lint_files import misnamed_files, missing_files
from profiler.forms.lint_hidden import hidden_choice_findings
from profiler.forms.lint_marks import choice_warning, survey_error
from profiler.forms.lint_own import (
    OwnCodes,
    consent_findings,
    own_code_findings,
    own_column_findings,
    sheet_findings,
)
from profiler.forms.lint_places import places_of_source
from profiler.forms.lint_rows import column_findings, list_of, row_findings
from profiler.forms.lint_translations import Translations, translation_findings
from profiler.forms.lint_versions import version_findings
from profiler.forms.source import CHOICES, SETTINGS, SURVEY, FormSource, is_end
from profiler.forms.source_tables import SourceRow

Vocabulary = Mapping[str, frozenset[str]]
"""Question name -> choice codes that rules, sheets and figures rely on."""

_ORDER = (SETTINGS, SURVEY, CHOICES)


def lint_folder(
    folder: Path,
    translations: Translations | None = None,
    vocabulary: Vocabulary | None = None,
    *,
    own_codes: OwnCodes | None = None,
    county: Path | None = None,
) -> tuple[Finding, ...]:
    """Everything wrong with the form in a folder, in the order of the tables.

    Args:
        folder: survey.csv, choices.csv, settings.csv.
        translations: what the catalogues say; None leaves them out.
        vocabulary: names and codes others rely on.
        own_codes: what our own columns may hold; None leaves that out.
        county: folder of the same tables with a county's changes, None if there are none.
    """
    misnamed = tuple(misnamed_files(folder)) + tuple(
        replace(finding, file=COUNTY + finding.file) for finding in (misnamed_files(county) if county else ())
    )
    try:
        merged = read_merged(folder, county)
    except WorldError as broken:
        unreadable = _unreadable(broken)
        named = {finding.args["wanted"] for finding in misnamed}
        return misnamed if unreadable.file in named else (*misnamed, unreadable)
    source = merged.source
    found = [
        *misnamed,
        *merged.findings,
        *lint(source, translations, vocabulary),
        *_settings_findings(source, folder),
    ]
    if not _lacks_column(found):
        found += sheet_findings(source)
        if own_codes:
            found += own_code_findings(source, own_codes)
            found += consent_findings(source, own_codes)
        found += missing_files(source, folder, *([county] if county else []))
        found += version_findings(source, folder, county)
    return in_order(with_labels(found, source))


def _unreadable(broken: WorldError) -> Finding:
    details = broken.details
    file = details["file"]
    file = file if file.startswith(COUNTY) else Path(file).name
    return error(FindingCode.UNREADABLE, file, int(details["line"] or 0), reason=details["reason"])


_VERSION = re.compile(r"[0-9]+(-k[0-9]+)?")
"""Digits, so that everybody sees which comes first; a county may add its own number."""


def _settings_findings(source: FormSource, folder: Path) -> Iterator[Finding]:
    row = source.settings
    where = (row.file or SETTINGS, row.line)
    if source.form_id != folder.name:
        yield error(FindingCode.FORM_ID_DIFFERS, *where, id=source.form_id, folder=folder.name)
    if not row["version"]:
        yield error(FindingCode.MISSING_VERSION, *where)
    elif not _VERSION.fullmatch(row["version"]):
        yield warning(FindingCode.ODD_VERSION, *where, version=row["version"])


def lint(
    source: FormSource, translations: Translations | None = None, vocabulary: Vocabulary | None = None
) -> Iterator[Finding]:
    """Everything wrong with a form's tables; see `lint_folder`."""
    columns = tuple(column_findings(source))
    yield from columns
    if _lacks_column(columns):
        return
    names = _names(source)
    yield from row_findings(source, names)
    for row in source.survey:
        if not is_end(row["type"]):
            yield from expression_findings(row, names)
    yield from asking_findings(source, names.places)
    yield from own_column_findings(source)
    yield from translation_findings(source, translations or {})
    yield from hidden_choice_findings(source)
    yield from _vocabulary(source, names, vocabulary or {})


def _lacks_column(findings: Iterable[Finding]) -> bool:
    """Whether a whole column is missing; whatever else is found would say only this again, row by row."""
    return any(finding.code is FindingCode.MISSING_COLUMN for finding in findings)


def lint_merged(merged: Merged) -> Iterator[Finding]:
    """Everything wrong with the tables of a form and its county, translations left out."""
    yield from merged.findings
    yield from lint(merged.source)


def with_labels(findings: Iterable[Finding], source: FormSource) -> Iterator[Finding]:
    """The findings with the German text of the question or choice each is about."""
    labels = {row["name"]: row["label"] for row in source.survey if not is_end(row["type"])}
    labels |= {f"{row['list_name']}/{row['name']}": row["label"] for row in source.choices}
    for finding in findings:
        yield replace(finding, label=finding.label or labels.get(finding.question, ""))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings table by table and line by line, each once."""

    def place(finding: Finding) -> tuple[int, str, int]:
        table = finding.file.removeprefix(COUNTY)
        return _ORDER.index(table) if table in _ORDER else len(_ORDER), finding.file, finding.line

    def said(finding: Finding) -> tuple[str, str, int, str, tuple[tuple[str, str], ...]]:
        return (
            finding.code,
            finding.file,
            finding.line,
            finding.question,
            tuple(sorted(finding.args.items())),
        )

    return tuple(sorted({said(finding): finding for finding in findings}.values(), key=place))


def lint_definition(form: FormDefinition) -> tuple[Finding, ...]:
    """What only shows when all expressions of a built form are put in order: questions in a circle."""
    try:
        compile_form(form)
    except WorldError as broken:
        reason = broken.details["reason"]
        code = FindingCode.CYCLE if reason == "cycle" else FindingCode.SYNTAX
        named = broken.details["question"]
        if code is FindingCode.CYCLE:
            return (replace(error(code, SURVEY, 0, named), label=_labels(form, named.split(", "))),)
        told = {key: broken.details.get(key, "") for key in ("column", "at", "found")}
        return (error(code, SURVEY, 0, named, **told),)
    return ()


def _labels(form: FormDefinition, names: Iterable[str]) -> str:
    """The texts of the questions of these names, as far as they have one."""
    said = {node.name: node.label.get(form.languages[0], "") for node in form.walk() if form.languages}
    return " – ".join(text for name in names if (text := said.get(name, "")))


def _names(source: FormSource) -> Names:
    asked = [row for row in source.survey if not is_end(row["type"])]
    return Names(
        {row["name"]: list_of(row) for row in asked},
        _codes(source),
        frozenset(source.choice_columns),
        places_of_source(source),
        frozenset(row["name"] for row in asked if row["type"] == "calculate" and _is_truth(row)),
    )


def _is_truth(row: SourceRow) -> bool:
    try:
        return is_boolean(parse(row["calculation"]))
    except ExpressionSyntaxError:
        return False


def _codes(source: FormSource) -> dict[str, frozenset[str]]:
    codes: dict[str, set[str]] = {}
    for row in source.choices:
        if row["list_name"]:
            known = codes.setdefault(row["list_name"], set())
            known |= {row["name"]} - {""}
    return {name: frozenset(found) for name, found in codes.items()}


def _vocabulary(source: FormSource, names: Names, vocabulary: Vocabulary) -> Iterator[Finding]:
    rows = {row["name"]: row for row in source.survey if not is_end(row["type"])}
    for question, codes in sorted(vocabulary.items()):
        if question not in rows:
            yield error(FindingCode.MISSING_VOCABULARY_QUESTION, SURVEY, 0, question)
            continue
        if question in source.hidden:
            yield survey_error(FindingCode.COUNTY_HIDES_VOCABULARY, rows[question])
        known = names.codes.get(names.questions[question])
        for code in sorted(codes - known) if known is not None else ():
            yield error(FindingCode.MISSING_VOCABULARY_CODE, CHOICES, 0, question, choice=code)
        for row in source.choices:
            if row["list_name"] == names.questions[question] and row["name"] in codes and row[HIDE]:
                yield choice_warning(FindingCode.COUNTY_HIDES_VOCABULARY, row)
