"""Fragments of forms: rows written once, put into a survey wherever a row `include <fragment>` stands.

A fragment is a folder in `fragments/` beside the forms, with a survey, choices and catalogues like a form's.
The row that includes it names a prefix: the fragment's `state` becomes `t_state`, so does `${state}` in its
expressions and texts; any other `${...}` means a question of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from profiler.errors import WorldError
from profiler.forms.county_rows import AFTER
from profiler.forms.findings import Finding, FindingCode, Severity, error, warning
from profiler.forms.lint_marks import survey_error, survey_finding
from profiler.forms.source import (
    CHOICES,
    MAX_NESTING,
    MAX_SURVEY_ROWS,
    OWN_COLUMNS,
    SURVEY,
    SURVEY_COLUMNS,
    FormSource,
    is_begin,
    is_end,
    read_choices,
    read_survey,
)
from profiler.forms.source_tables import SourceRow

FRAGMENTS = "fragments/"
"""Folder of the fragments beside the forms; before the name of a fragment's table in messages."""

INCLUDE = "include"
"""First word in the column `type` of a row that stands for a fragment."""

DEEP = "deep"
"""Tier of an included fragment whose questions all belong to the long interview."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_REFERENCE = re.compile(r"\$\{\s*([^\s}]+)\s*\}")
_NEEDED = ("type", "name", "label")
_HANDED_ON = frozenset(["type", "name", "relevant", AFTER, *OWN_COLUMNS])
"""Cells of the including row that mean something; `after` places a county's."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """The tables of a fragment.

    Attributes:
        place: its folder for messages, e.g. `fragments/nachweis/`.
        survey: its rows.
        choices: its choices.
        survey_columns: columns of its survey that we know.
        choice_columns: columns of its choices.
        findings: what is wrong with it by itself; with an error among them it can be included nowhere.
    """

    place: str
    survey: tuple[SourceRow, ...] = ()
    choices: tuple[SourceRow, ...] = ()
    survey_columns: tuple[str, ...] = ()
    choice_columns: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """What its questions and groups are called, without prefix."""
        return frozenset(row["name"] for row in self.survey if not is_end(row["type"])) - {""}

    @property
    def usable(self) -> bool:
        """Whether it can be included."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Inclusion:
    """One place where a fragment stands in a form.

    Attributes:
        prefix: what the names of its rows begin with there.
        place: the fragment's folder, as in `Fragment`.
        names: names of its rows, without prefix.
    """

    prefix: str
    place: str
    names: frozenset[str]

    def name(self, name: str) -> str:
        """What a row of the fragment is called in the form."""
        return f"{self.prefix}_{name}"

    def said(self, text: str) -> str:
        """A text or an expression of the fragment as it reads in the form."""
        return _REFERENCE.sub(
            lambda found: f"${{{self.name(found[1])}}}" if found[1] in self.names else found[0], text
        )

    def context(self, context: str) -> str:
        """The gettext context a text of the fragment has in the form."""
        kind, _, rest = context.partition(":")
        name, colon, column = rest.partition(":")
        if kind != "survey" or name not in self.names:
            return context
        return f"{kind}:{self.name(name)}{colon}{column}"


def read_fragments(survey: Iterable[SourceRow], folder: Path, layer: str = "") -> dict[str, Fragment]:
    """The fragments that rows of a survey name, as far as they lie beside the forms in a folder.

    Args:
        survey: the rows.
        folder: where the forms lie.
        layer: what stands before a fragment's place in messages (a county's).
    """
    names = dict.fromkeys(name for row in survey if (name := fragment_of(row)) is not None)
    found: dict[str, Fragment] = {}
    for name in names:
        place = folder / FRAGMENTS / name
        if _NAME.fullmatch(name) and (place / SURVEY).is_file():
            found[name] = read_fragment(place, layer)
    return found


def fragment_of(row: SourceRow) -> str | None:
    """The fragment a row stands for ("" if it forgot to say which), None if the row is a question."""
    kind, *rest = row["type"].split() or [""]
    return " ".join(rest) if kind == INCLUDE else None


def of_fragment(file: str) -> bool:
    """Whether a table or catalogue in a message is a fragment's."""
    return file.startswith(FRAGMENTS) or f"/{FRAGMENTS}" in file


def fragment_source(folder: Path) -> FormSource:
    """A fragment's tables as if it were a form, for its texts.

    Raises:
        WorldError: FORM_INVALID as `read_table`.
    """
    columns, survey = read_survey(folder)
    choice_columns, choices = read_choices(folder)
    return FormSource(folder.name, survey, choices, SourceRow(0, {}), columns, choice_columns)


def read_fragment(folder: Path, layer: str = "") -> Fragment:
    """The fragment in a folder; what cannot be read is a finding."""
    place = f"{layer}{FRAGMENTS}{folder.name}/"
    try:
        source = fragment_source(folder)
    except WorldError as broken:
        details = broken.details
        file, line = place + Path(details["file"]).name, int(details.get("line") or 0)
        return Fragment(
            place, findings=(error(FindingCode.UNREADABLE, file, line, reason=details["reason"]),)
        )
    fragment = Fragment(
        place,
        tuple(replace(row, file=place + SURVEY) for row in source.survey),
        tuple(replace(row, file=place + CHOICES) for row in source.choices),
        tuple(column for column in source.survey_columns if column in SURVEY_COLUMNS),
        source.choice_columns,
    )
    return replace(fragment, findings=tuple(_faults(fragment, source.survey_columns)))


def _faults(fragment: Fragment, columns: Sequence[str]) -> Iterator[Finding]:
    for column in _NEEDED:
        if column not in columns:
            yield error(FindingCode.MISSING_COLUMN, fragment.place + SURVEY, 1, column=column)
    for column in columns:
        if column not in SURVEY_COLUMNS:
            yield warning(FindingCode.UNKNOWN_COLUMN, fragment.place + SURVEY, 1, column=column)
    opened: list[SourceRow] = []
    for row in fragment.survey:
        if fragment_of(row) is not None:
            yield _about(FindingCode.FRAGMENT_INCLUDES, row)
        elif is_begin(row["type"]):
            opened.append(row)
            if row["type"].endswith("repeat"):
                yield _about(FindingCode.FRAGMENT_REPEATS, row)
        elif is_end(row["type"]) and not (opened and row["name"] in ("", opened.pop()["name"])):
            yield _about(FindingCode.UNBALANCED_GROUP, row)
    for row in opened:
        yield _about(FindingCode.UNBALANCED_GROUP, row)


def _about(code: FindingCode, row: SourceRow) -> Finding:
    """A finding with the text of its row, which no form may hold."""
    return replace(survey_error(code, row), label=row["label"])


@dataclass(frozen=True, slots=True)
class Included:
    """Tables whose fragments stand in their places.

    Attributes:
        survey: all rows.
        choices: all choices.
        survey_columns: columns of the survey.
        choice_columns: columns of the choices.
        inclusions: which fragments stand where, in order.
        findings: what kept a fragment from being included, and what is odd about those that are.
    """

    survey: tuple[SourceRow, ...]
    choices: tuple[SourceRow, ...]
    survey_columns: tuple[str, ...]
    choice_columns: tuple[str, ...]
    inclusions: tuple[Inclusion, ...] = ()
    findings: tuple[Finding, ...] = ()


def include(
    tables: Included,
    fragments: Mapping[str, Fragment],
    *,
    names: Iterable[str] = (),
    lists: Sequence[SourceRow] = (),
) -> Included:
    """Tables with the rows of its fragment in place of every `include`; one that cannot be is a finding.

    Args:
        tables: a form's, or what a county changes.
        fragments: by name.
        names: names the included rows must not have, besides those of the tables.
        lists: choices there are besides those of the tables.
    """
    if all(fragment_of(row) is None for row in tables.survey):
        return tables
    work = _Including(tables, {*names}, lists)
    for row in tables.survey:
        name = fragment_of(row)
        if name is None:
            work.keep(row)
        elif name not in fragments:
            work.findings.append(survey_error(FindingCode.UNKNOWN_FRAGMENT, row, fragment=name))
        else:
            work.include(row, fragments[name])
    named = {fragment_of(row): None for row in tables.survey}
    used = [fragment for name, fragment in fragments.items() if name in named]
    return Included(
        tuple(work.rows),
        tuple(work.choices),
        _together(tables.survey_columns, *(each.survey_columns for each in used)),
        _together(tables.choice_columns, *(each.choice_columns for each in used)),
        (*tables.inclusions, *work.inclusions),
        (*tables.findings, *(finding for each in used for finding in each.findings), *work.findings),
    )


def _together(*columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column for each in columns for column in each))


@dataclass(slots=True)
class _Including:
    """A survey while fragments are put into it."""

    tables: Included
    taken: set[str]
    lists: Sequence[SourceRow]
    rows: list[SourceRow] = field(default_factory=list)
    inclusions: list[Inclusion] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    choices: list[SourceRow] = field(init=False)
    _depth: int = 0

    def __post_init__(self) -> None:
        self.choices = list(self.tables.choices)
        asked = (row for row in self.tables.survey if fragment_of(row) is None and not is_end(row["type"]))
        self.taken |= {row["name"] for row in asked}

    def keep(self, row: SourceRow) -> None:
        """A row of the tables' own."""
        self._depth += is_begin(row["type"]) - is_end(row["type"])
        self.rows.append(row)

    def include(self, row: SourceRow, fragment: Fragment) -> None:
        """The rows of a fragment where a row names it."""
        faults = tuple(self._faults(row, fragment))
        self.findings += faults
        self.findings += _unused_cells(row)
        if faults or not fragment.usable:
            return
        inclusion = Inclusion(row["name"], fragment.place, fragment.names)
        self.taken |= {inclusion.name(name) for name in fragment.names}
        self.inclusions.append(inclusion)
        self.rows += _included(row, fragment, inclusion)
        self._add_lists(fragment)

    def _faults(self, row: SourceRow, fragment: Fragment) -> Iterator[Finding]:
        prefix = row["name"]
        if not prefix:
            yield survey_error(FindingCode.INCLUDE_WITHOUT_PREFIX, row, type=row["type"])
        elif not _NAME.fullmatch(prefix):
            yield survey_error(FindingCode.INVALID_NAME, row)
        for name in sorted(f"{prefix}_{name}" for name in fragment.names):
            if name in self.taken:
                yield survey_error(FindingCode.INCLUDE_NAME_TAKEN, row, name=name)
                break
        if len(self.rows) + len(fragment.survey) > MAX_SURVEY_ROWS:
            yield survey_error(FindingCode.UNREADABLE, row, reason="too_many_rows")
        if self._depth + _deepest(fragment.survey) > MAX_NESTING:
            yield survey_error(FindingCode.UNREADABLE, row, reason="nested_too_deeply")

    def _add_lists(self, fragment: Fragment) -> None:
        known = _by_list((*self.lists, *self.choices))
        for name, rows in _by_list(fragment.choices).items():
            if name not in known:
                self.choices += rows
            elif _words(known[name]) != _words(rows):
                first = known[name][0]
                differs, place = FindingCode.FRAGMENT_LIST_DIFFERS, fragment.place + CHOICES
                where = (first.file or CHOICES, first.line)
                self.findings.append(error(differs, *where, list=name, fragment=place))


def _included(row: SourceRow, fragment: Fragment, inclusion: Inclusion) -> Iterator[SourceRow]:
    depth = 0
    for each in fragment.survey:
        depth -= is_end(each["type"])
        yield _in_form(each, row, inclusion, outermost=not depth)
        depth += is_begin(each["type"])


def _in_form(inside: SourceRow, row: SourceRow, inclusion: Inclusion, *, outermost: bool) -> SourceRow:
    """A row of a fragment as the form has it, with what the including row says of it."""
    cells = {column: inclusion.said(text) for column, text in inside.cells.items()}
    if name := inside["name"]:
        cells["name"] = inclusion.name(name)
    if is_end(inside["type"]):
        return replace(inside, cells=cells)
    if outermost:
        # What lies inside a group is asked only if the group is.
        own = cells.get("relevant", "")
        wanted = f"({row['relevant']}) and ({own})" if own and row["relevant"] else row["relevant"] or own
        cells |= {"relevant": wanted} if wanted else {}
        cells |= {AFTER: row[AFTER]} if row[AFTER] else {}
    for column in OWN_COLUMNS:
        if row[column]:
            cells.setdefault(column, row[column])
    if row["tier"] == DEEP:
        cells["tier"] = DEEP
    lent = ("relevant", AFTER, *OWN_COLUMNS)
    place = (row.file or SURVEY, row.line)
    return replace(inside, cells=cells, lent={column: place for column in lent if not inside[column]})


def _unused_cells(row: SourceRow) -> Iterator[Finding]:
    for column in row.cells:
        if column in SURVEY_COLUMNS and column not in _HANDED_ON:
            yield survey_finding(Severity.WARNING, FindingCode.INCLUDE_CELL_UNUSED, row, column=column)


def _deepest(survey: Iterable[SourceRow]) -> int:
    depth = deepest = 0
    for row in survey:
        depth += is_begin(row["type"]) - is_end(row["type"])
        deepest = max(deepest, depth)
    return deepest


def _by_list(choices: Iterable[SourceRow]) -> dict[str, list[SourceRow]]:
    lists: dict[str, list[SourceRow]] = {}
    for row in choices:
        lists.setdefault(row["list_name"], []).append(row)
    return lists


def _words(rows: Iterable[SourceRow]) -> list[tuple[str, str]]:
    return [(row["name"], row["label"]) for row in rows]
