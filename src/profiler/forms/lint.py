"""Checks a form's sources without building it: structure, names, own columns, expressions, translations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from profiler.errors import WorldError
from profiler.forms.compiled import compile_form
from profiler.forms.definition import FormDefinition
from profiler.forms.findings import Finding, FindingCode, error, warning
from profiler.forms.lint_expressions import Names, expression_findings
from profiler.forms.lint_translations import translation_findings
from profiler.forms.lint_versions import version_findings
from profiler.forms.source import (
    CHOICES,
    SETTINGS,
    SURVEY,
    SURVEY_COLUMNS,
    Catalogues,
    FormSource,
    SourceRow,
    is_begin,
    is_end,
    read_source,
)

Vocabulary = Mapping[str, frozenset[str]]
"""Question name -> choice codes that rules, sheets and figures rely on."""

TIERS = frozenset(["short", "deep"])
ALWAYS_OWN = ("category", "tier", "purpose", "retention")
INTERNAL = "intern"
"""Category of what never leaves the desk and therefore needs no sheet."""

_SELECTS = ("select_one", "select_multiple", "rank")
_SIMPLE_TYPES = frozenset(
    ["text", "integer", "decimal", "date", "time", "dateTime", "note", "calculate", "hidden"]
    + ["acknowledge", "file", "image", "audio", "video", "range", "start", "end", "today"]
)
_UNASKED = frozenset(["note", "calculate", "hidden", "start", "end", "today"])
_UNLABELLED = frozenset(["calculate", "hidden", "start", "end", "today"])
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_POSSIBLE_NAME = re.compile(r"[^\W\d][\w.-]*")
_POSSIBLE_CODE = re.compile(r"\S+")
"""What XLSForm allows. A form from elsewhere keeps its names, else its records would fit nowhere."""


def lint_folder(
    folder: Path,
    catalogues: Catalogues | None = None,
    vocabulary: Vocabulary | None = None,
    *,
    categories: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Everything wrong with the form in a folder, in the order of the tables.

    Args:
        folder: survey.csv, choices.csv, settings.csv.
        catalogues: translations to compare with; None leaves them out.
        vocabulary: names and codes others rely on.
        categories: codes a question's `category` may be; None leaves that out.
    """
    try:
        source = read_source(folder)
    except WorldError as broken:
        details = broken.details
        file, line = Path(details["file"]).name, int(details["line"] or 0)
        return (error(FindingCode.UNREADABLE, file, line, reason=details["reason"]),)
    found = [
        *lint(source, catalogues, vocabulary),
        *_categories(source, categories),
        *version_findings(source, folder),
    ]
    if source.form_id != folder.name:
        found.append(
            error(
                FindingCode.FORM_ID_DIFFERS,
                SETTINGS,
                source.settings.line,
                id=source.form_id,
                folder=folder.name,
            )
        )
    return tuple(found)


def lint(
    source: FormSource, catalogues: Catalogues | None = None, vocabulary: Vocabulary | None = None
) -> Iterator[Finding]:
    """Everything wrong with a form's tables; see `lint_folder`."""
    names = Names(
        {row["name"]: _list_of(row) for row in source.survey if not is_end(row["type"])},
        _codes(source),
        frozenset(source.choice_columns),
    )
    yield from _columns(source)
    yield from _structure(source)
    seen: dict[str, int] = {}
    for row in source.survey:
        if is_end(row["type"]):
            continue
        yield from _naming(row, seen)
        yield from _row(row, names)
        yield from expression_findings(row, names)
    yield from _own_columns(source)
    yield from _choices(source)
    yield from _unused_lists(source, names)
    yield from translation_findings(source, catalogues or {})
    yield from _vocabulary(names, vocabulary or {})


def lint_definition(form: FormDefinition) -> tuple[Finding, ...]:
    """What only shows when all expressions of a built form are put in order: questions in a circle."""
    try:
        compile_form(form)
    except WorldError as broken:
        reason = broken.details["reason"]
        code = FindingCode.CYCLE if reason == "cycle" else FindingCode.SYNTAX
        return (error(code, SURVEY, 0, broken.details["question"]),)
    return ()


def _list_of(row: SourceRow) -> str:
    kind, _, name = row["type"].partition(" ")
    return name.strip() if kind in _SELECTS else ""


def _codes(source: FormSource) -> dict[str, frozenset[str]]:
    codes: dict[str, set[str]] = {}
    for row in source.choices:
        codes.setdefault(row["list_name"], set()).add(row["name"])
    return {name: frozenset(found) for name, found in codes.items()}


def _columns(source: FormSource) -> Iterator[Finding]:
    for column in ("type", "name", "label"):
        if column not in source.survey_columns:
            yield error(FindingCode.MISSING_COLUMN, SURVEY, 1, column=column)
    for column in source.survey_columns:
        if column not in SURVEY_COLUMNS:
            yield warning(FindingCode.UNKNOWN_COLUMN, SURVEY, 1, column=column)
    if source.choice_columns:
        for column in ("list_name", "name", "label"):
            if column not in source.choice_columns:
                yield error(FindingCode.MISSING_COLUMN, CHOICES, 1, column=column)


def _structure(source: FormSource) -> Iterator[Finding]:
    """Every begin has its end of the same kind."""
    opened: list[SourceRow] = []
    for row in source.survey:
        kind = row["type"].replace(" ", "_")
        if is_begin(kind):
            opened.append(row)
        elif is_end(kind):
            start = opened.pop() if opened else None
            wrong_kind = start is None or start["type"].replace(" ", "_")[6:] != kind[4:]
            wrong_name = start is not None and row["name"] not in ("", start["name"])
            if wrong_kind or wrong_name:
                yield error(FindingCode.UNBALANCED_GROUP, SURVEY, row.line, row["name"])
    for row in opened:
        yield error(FindingCode.UNBALANCED_GROUP, SURVEY, row.line, row["name"])


def _naming(row: SourceRow, seen: dict[str, int]) -> Iterator[Finding]:
    name = row["name"]
    if not _POSSIBLE_NAME.fullmatch(name):
        yield error(FindingCode.INVALID_NAME, SURVEY, row.line, name)
    elif not _NAME.fullmatch(name):
        yield warning(FindingCode.INVALID_NAME, SURVEY, row.line, name)
    if name and name in seen:
        yield error(FindingCode.DUPLICATE_NAME, SURVEY, row.line, name, first=str(seen[name]))
    seen.setdefault(name, row.line)


def _row(row: SourceRow, names: Names) -> Iterator[Finding]:
    kind, _, list_name = row["type"].partition(" ")
    if kind in _SELECTS:
        if list_name.strip() not in names.codes:
            yield error(FindingCode.UNKNOWN_LIST, SURVEY, row.line, row["name"], list=list_name.strip())
    elif row["type"] not in _SIMPLE_TYPES and not is_begin(row["type"]):
        yield error(FindingCode.UNKNOWN_TYPE, SURVEY, row.line, row["name"], type=row["type"])
    if not row["label"] and row["type"] not in _UNLABELLED:
        yield error(FindingCode.MISSING_LABEL, SURVEY, row.line, row["name"])
    if row["type"] == "calculate" and not row["calculation"]:
        yield error(FindingCode.MISSING_CALCULATION, SURVEY, row.line, row["name"])


def _own_columns(source: FormSource) -> Iterator[Finding]:
    """Every question somebody answers says who may see it, why it is asked and how long it is kept."""
    around: list[SourceRow] = []
    for row in source.survey:
        if is_begin(row["type"]):
            around.append(row)
        elif is_end(row["type"]):
            del around[-1:]
        elif row["type"] not in _UNASKED:
            said = {column: row[column] or _inherited(around, column) for column in (*ALWAYS_OWN, "sheets")}
            for column in ALWAYS_OWN:
                if not said[column]:
                    yield error(FindingCode.MISSING_OWN_COLUMN, SURVEY, row.line, row["name"], column=column)
            if said["tier"] and said["tier"] not in TIERS:
                yield error(FindingCode.UNKNOWN_TIER, SURVEY, row.line, row["name"], tier=said["tier"])
            if not said["sheets"] and said["category"] != INTERNAL:
                yield warning(FindingCode.MISSING_OWN_COLUMN, SURVEY, row.line, row["name"], column="sheets")


def _categories(source: FormSource, known: Collection[str] | None) -> Iterator[Finding]:
    """A category nobody can tick would keep an answer from everybody, unnoticed."""
    for row in source.survey:
        category = row["category"]
        if known is not None and category and category not in known:
            yield error(FindingCode.UNKNOWN_CATEGORY, SURVEY, row.line, row["name"], category=category)


def _inherited(around: list[SourceRow], column: str) -> str:
    return next((row[column] for row in reversed(around) if row[column]), "")


def _choices(source: FormSource) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for row in source.choices:
        key = (row["list_name"], row["name"])
        subject = "/".join(key)
        if not _POSSIBLE_CODE.fullmatch(row["name"]):
            yield error(FindingCode.INVALID_CODE, CHOICES, row.line, subject, choice=row["name"])
        elif not _CODE.fullmatch(row["name"]):
            yield warning(FindingCode.INVALID_CODE, CHOICES, row.line, subject, choice=row["name"])
        if row["name"] and key in seen:
            yield error(FindingCode.DUPLICATE_CODE, CHOICES, row.line, subject, choice=row["name"])
        seen.add(key)
        if not row["label"]:
            yield error(FindingCode.MISSING_LABEL, CHOICES, row.line, subject)


def _unused_lists(source: FormSource, names: Names) -> Iterator[Finding]:
    """A list is used by a select, by the appearance `extra-<list>` or by a calculation of its name."""
    used = set(names.questions.values())
    for row in source.survey:
        used |= {token.removeprefix("extra-") for token in row["appearance"].split()}
        if row["type"] == "calculate":
            used.add(row["name"])
    first_lines: dict[str, int] = {}
    for row in source.choices:
        first_lines.setdefault(row["list_name"], row.line)
    for name, line in first_lines.items():
        if name not in used:
            yield warning(FindingCode.UNUSED_LIST, CHOICES, line, list=name)


def _vocabulary(names: Names, vocabulary: Vocabulary) -> Iterator[Finding]:
    for question, codes in sorted(vocabulary.items()):
        if question not in names.questions:
            yield error(FindingCode.MISSING_VOCABULARY_QUESTION, SURVEY, 0, question)
            continue
        known = names.codes.get(names.questions[question])
        for code in sorted(codes - known) if known is not None else ():
            yield error(FindingCode.MISSING_VOCABULARY_CODE, CHOICES, 0, question, choice=code)
