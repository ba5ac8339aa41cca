"""Checks the rows of a form's tables: columns, groups, names, types, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profiler.forms.findings import Finding, FindingCode, error, warning
from profiler.forms.lint_expressions import Names
from profiler.forms.lint_marks import choice_error, choice_warning, survey_error, survey_warning
from profiler.forms.question_types import FROM_FILE, ROW_TYPES, SELECTS, UNSUPPORTED_TYPES
from profiler.forms.source import CHOICES, SURVEY, SURVEY_COLUMNS, FormSource, is_begin, is_end
from profiler.forms.source_tables import SourceRow

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_CODE = re.compile(r"[a-z0-9_]+")
_POSSIBLE_NAME = re.compile(r"[^\W\d][\w.-]*")
_POSSIBLE_CODE = re.compile(r"\S+")
"""What XLSForm allows. A form from elsewhere keeps its names, else its records would fit nowhere."""


def row_findings(source: FormSource, names: Names) -> Iterator[Finding]:
    """Everything wrong with the rows, apart from their expressions and our own columns."""
    yield from _structure(source)
    seen: dict[str, int] = {}
    for row in source.survey:
        if not is_end(row["type"]):
            yield from _naming(row, seen)
            yield from _row(row, names)
    yield from _choices(source)
    yield from _unused_lists(source, names)


def list_of(row: SourceRow) -> str:
    """The list of choices.csv a row takes its choices from, "" if none."""
    kind, _, rest = row["type"].partition(" ")
    words = rest.split()
    return words[0] if kind in SELECTS and words and not words[0].startswith("$") else ""


def column_findings(source: FormSource) -> Iterator[Finding]:
    """Columns that are missing, and those nobody reads."""
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
    """Every begin has its end of the same kind, and there is something to repeat."""
    opened: list[SourceRow] = []
    before: SourceRow | None = None
    for row in source.survey:
        kind = row["type"].replace(" ", "_")
        if is_begin(kind):
            opened.append(row)
        elif is_end(kind):
            start = opened.pop() if opened else None
            wrong_kind = start is None or start["type"].replace(" ", "_")[6:] != kind[4:]
            wrong_name = start is not None and row["name"] not in ("", start["name"])
            if wrong_kind or wrong_name:
                yield survey_error(FindingCode.UNBALANCED_GROUP, row)
            elif before is not None and start is before and kind == "end_repeat":
                yield survey_error(FindingCode.EMPTY_REPEAT, before)
        before = row
    for row in opened:
        yield survey_error(FindingCode.UNBALANCED_GROUP, row)


def _naming(row: SourceRow, seen: dict[str, int]) -> Iterator[Finding]:
    name = row["name"]
    if not name:
        yield survey_error(FindingCode.MISSING_NAME, row, type=row["type"], label=row["label"])
    elif not _POSSIBLE_NAME.fullmatch(name):
        yield survey_error(FindingCode.INVALID_NAME, row)
    elif not _NAME.fullmatch(name):
        yield survey_warning(FindingCode.INVALID_NAME, row)
    if name and name in seen:
        yield survey_error(FindingCode.DUPLICATE_NAME, row, first=str(seen[name]))
    seen.setdefault(name, row.line)


def _row(row: SourceRow, names: Names) -> Iterator[Finding]:
    kind, _, rest = row["type"].replace("begin ", "begin_").partition(" ")
    if kind in SELECTS | FROM_FILE:
        yield from _list(row, kind, rest.strip(), names)
    elif kind in UNSUPPORTED_TYPES:
        yield survey_error(FindingCode.UNSUPPORTED_TYPE, row, type=kind)
    elif row["type"].replace("begin ", "begin_") not in ROW_TYPES:
        yield survey_error(FindingCode.UNKNOWN_TYPE, row, type=row["type"])
    labelled = kind not in ROW_TYPES or ROW_TYPES[kind].labelled
    if labelled and not row["label"]:
        yield survey_error(FindingCode.MISSING_LABEL, row)
    if kind == "calculate" and not row["calculation"]:
        yield survey_error(FindingCode.MISSING_CALCULATION, row)
    asked = kind in ROW_TYPES and ROW_TYPES[kind].asked
    if asked and row["calculation"] and not row["trigger"] and not row["read_only"]:
        yield survey_warning(FindingCode.OVERWRITTEN_ANSWER, row)


def _list(row: SourceRow, kind: str, rest: str, names: Names) -> Iterator[Finding]:
    if not rest:
        yield survey_error(FindingCode.MISSING_LIST, row, type=kind)
    elif kind in SELECTS and not rest.startswith("$"):
        name = list_of(row)
        if name not in names.codes:
            yield survey_error(FindingCode.UNKNOWN_LIST, row, list=name)
        elif not names.codes[name]:
            yield survey_error(FindingCode.LIST_WITHOUT_CHOICES, row, list=name)


_YES = frozenset(["yes", "true", "true()"])


def _choices(source: FormSource) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    twice = choice_warning if source.settings["allow_choice_duplicates"].lower() in _YES else choice_error
    for row in source.choices:
        key = (row["list_name"], row["name"])
        if not row["list_name"]:
            place = (row.file or CHOICES, row.line)
            yield error(FindingCode.MISSING_LIST_NAME, *place, choice=row["label"] or row["name"])
            continue
        if not row["name"]:
            yield choice_error(FindingCode.MISSING_CODE, row)
        elif not _POSSIBLE_CODE.fullmatch(row["name"]):
            yield choice_error(FindingCode.INVALID_CODE, row, choice=row["name"])
        elif not _CODE.fullmatch(row["name"]):
            yield choice_warning(FindingCode.INVALID_CODE, row, choice=row["name"])
        if row["name"] and key in seen:
            yield twice(FindingCode.DUPLICATE_CODE, row, choice=row["name"])
        seen.add(key)
        if not row["label"]:
            yield choice_error(FindingCode.MISSING_LABEL, row)


def _unused_lists(source: FormSource, names: Names) -> Iterator[Finding]:
    """A list is used by a select, by the appearance `extra-<list>` or by a calculation of its name."""
    used = set(names.questions.values())
    for row in source.survey:
        used |= {token.removeprefix("extra-") for token in row["appearance"].split()}
        if row["type"] == "calculate":
            used.add(row["name"])
    first: dict[str, SourceRow] = {}
    for row in source.choices:
        if row["list_name"]:
            first.setdefault(row["list_name"], row)
    for name, row in first.items():
        if name not in used:
            yield warning(FindingCode.UNUSED_LIST, row.file or CHOICES, row.line, list=name)
