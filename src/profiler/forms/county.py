"""Merges what a county changes about a shipped form, name by name, so that neither side overwrites the other.

A county writes only its differences, into tables of the same names with the same columns: a row whose name
the form knows replaces its non-empty cells, a row of a new name is added, `hide` = `yes` takes a question or
a choice out of sight. New rows stand at the end of the group they are written in, or behind the row named in
`after`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from profiler.errors import WorldError
from profiler.forms.findings import Finding, FindingCode, error, warning
from profiler.forms.fragments import Included, Inclusion, include, read_fragments
from profiler.forms.migrations import county_version, is_county_addition
from profiler.forms.source import (
    CHOICES,
    SETTINGS,
    SURVEY,
    SURVEY_COLUMNS,
    TABLES,
    FormSource,
    is_begin,
    is_end,
    read_choices,
    read_source,
    read_survey,
)
from profiler.forms.source_tables import SourceRow, read_table

AFTER = "after"
HIDE = "hide"
COUNTY = "county/"
"""Before the name of a county's table in messages."""

HIDDEN = "false()"
"""Relevance of a question nobody is to be asked: rules and old records still know it, it reads as empty."""

_YES = frozenset(["yes", "ja"])
_NO = frozenset(["", "no", "nein"])
_OFFERED = f"not({HIDE} = 'yes')"
_POSITION = frozenset([AFTER, HIDE])


@dataclass(frozen=True, slots=True)
class Override:
    """A county's tables for one form.

    Attributes:
        survey: rows of its survey.
        choices: rows of its choices.
        settings: its row of settings, empty if it has none.
        survey_columns: columns of its survey.
        choice_columns: columns of its choices.
    """

    survey: tuple[SourceRow, ...] = ()
    choices: tuple[SourceRow, ...] = ()
    settings: SourceRow = field(default_factory=lambda: SourceRow(0, {}))
    survey_columns: tuple[str, ...] = ()
    choice_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """A form as a county uses it.

    Attributes:
        source: the tables of both together.
        findings: what of the county's tables, and of the fragments, does not fit.
        inclusions: which fragments stand where, the shipped ones first.
    """

    source: FormSource
    findings: tuple[Finding, ...] = ()
    inclusions: tuple[Inclusion, ...] = ()


def read_merged(folder: Path, county: Path | None) -> Merged:
    """The tables of a shipped form, its fragments in them, with those of the county's folder, if it has one.

    A county includes fragments of its own, which lie beside its forms, and those that are shipped.

    Raises:
        WorldError: FORM_INVALID as `read_source`.
    """
    source = read_source(folder)
    fragments = read_fragments(source.survey, folder.parent)
    shipped = include(_tables(source), fragments)
    source = _with(source, shipped)
    if county is None:
        return Merged(source, shipped.findings, shipped.inclusions)
    override = read_override(county)
    fragments = read_fragments(override.survey, folder.parent)
    fragments |= read_fragments(override.survey, county.parent, COUNTY)
    asked = {row["name"] for row in source.survey}
    own = include(_tables(override), fragments, names=asked, lists=source.choices)
    merged = merge(source, _with(override, own))
    return Merged(
        merged.source,
        (*shipped.findings, *own.findings, *merged.findings),
        (*shipped.inclusions, *own.inclusions),
    )


def _tables(form: FormSource | Override) -> Included:
    return Included(form.survey, form.choices, form.survey_columns, form.choice_columns)


_Form = TypeVar("_Form", FormSource, Override)


def _with(form: _Form, tables: Included) -> _Form:
    return replace(
        form,
        survey=tables.survey,
        choices=tables.choices,
        survey_columns=tables.survey_columns,
        choice_columns=tables.choice_columns,
    )


def has_override(county: Path) -> bool:
    """Whether a county's folder of a form holds anything to merge."""
    return any((county / table).is_file() for table in TABLES) or any((county / "po").glob("*.po"))


def read_override(folder: Path) -> Override:
    """A county's tables; each of them may be missing.

    Raises:
        WorldError: FORM_INVALID as `read_table`; `file` begins with `COUNTY`.
    """
    try:
        return _read_override(folder)
    except WorldError as broken:
        details = {**broken.details, "file": COUNTY + Path(broken.details["file"]).name}
        raise WorldError(broken.code, **details) from broken


def _read_override(folder: Path) -> Override:
    columns, survey = read_survey(folder) if (folder / SURVEY).is_file() else ((), ())
    choice_columns, choices = read_choices(folder)
    settings = read_table(folder / SETTINGS)[1] if (folder / SETTINGS).is_file() else ()
    return Override(
        _of_county(survey, SURVEY),
        _of_county(choices, CHOICES),
        next(iter(_of_county(settings, SETTINGS)), SourceRow(0, {})),
        columns,
        choice_columns,
    )


def _of_county(rows: Iterable[SourceRow], table: str) -> tuple[SourceRow, ...]:
    return tuple(replace(row, file=COUNTY + table) for row in rows)


def merge(shipped: FormSource, county: Override) -> Merged:
    """A form with a county's changes, and what of them does not fit."""
    survey = _Survey(shipped.survey)
    survey.change(county.survey)
    choices = _Choices(shipped.choices)
    choices.change(county.choices)
    new_columns = [column for column in county.survey_columns if column in SURVEY_COLUMNS]
    return Merged(
        FormSource(
            shipped.form_id,
            tuple(_offering(row, choices.reduced) for row in survey.rows()),
            tuple(choices.rows()),
            _settings(shipped.settings, county.settings),
            tuple(dict.fromkeys((*shipped.survey_columns, *new_columns))),
            tuple(
                column
                for column in dict.fromkeys((*shipped.choice_columns, *county.choice_columns))
                if column != AFTER
            ),
            frozenset(survey.hidden),
        ),
        (
            *_strange_columns(county),
            *survey.findings,
            *choices.findings,
            *_strange_settings(shipped, county.settings),
        ),
    )


def _strange_columns(county: Override) -> Iterator[Finding]:
    for column in county.survey_columns:
        if column not in SURVEY_COLUMNS | _POSITION:
            yield warning(FindingCode.UNKNOWN_COLUMN, COUNTY + SURVEY, 1, column=column)
    for table, columns in ((SURVEY, county.survey_columns), (CHOICES, county.choice_columns)):
        if columns and "name" not in columns:
            yield error(FindingCode.MISSING_COLUMN, COUNTY + table, 1, column="name")


def _settings(shipped: SourceRow, county: SourceRow) -> SourceRow:
    if not county.cells:
        return shipped
    version = county_version(shipped["version"], county["version"])
    cells = {**shipped.cells, **county.cells, "form_id": shipped["form_id"], "version": version}
    return SourceRow(county.line, cells, county.file)


def _strange_settings(shipped: FormSource, settings: SourceRow) -> Iterator[Finding]:
    version = settings["version"]
    if version and not is_county_addition(version):
        yield error(FindingCode.COUNTY_VERSION, settings.file, settings.line, found=version)
    if settings["form_id"] not in ("", shipped.form_id):
        yield error(
            FindingCode.FORM_ID_DIFFERS,
            settings.file,
            settings.line,
            id=settings["form_id"],
            folder=shipped.form_id,
        )


def _changed(row: SourceRow, county: SourceRow) -> SourceRow:
    cells = {column: text for column, text in county.cells.items() if column not in _POSITION}
    return SourceRow(county.line, {**row.cells, **cells}, county.file)


def _added(county: SourceRow) -> SourceRow:
    return replace(county, cells={name: text for name, text in county.cells.items() if name not in _POSITION})


def _hides(row: SourceRow, subject: str, findings: list[Finding]) -> bool:
    said = row[HIDE].lower()
    if said not in _YES | _NO:
        findings.append(error(FindingCode.COUNTY_HIDE, row.file, row.line, subject, found=row[HIDE]))
    return said in _YES


@dataclass(eq=False, slots=True)
class _Block:
    """A question, or a group or repeat with all it holds."""

    row: SourceRow
    inside: list[_Block] = field(default_factory=list)
    end: SourceRow | None = None

    def rows(self) -> Iterator[SourceRow]:
        yield self.row
        for block in self.inside:
            yield from block.rows()
        if self.end is not None:
            yield self.end

    def names(self) -> Iterator[str]:
        return (row["name"] for row in self.rows() if not is_end(row["type"]))


def _blocks(rows: Iterable[SourceRow], findings: list[Finding]) -> _Block:
    """The rows as a tree under a row of nothing."""
    root = _Block(SourceRow(0, {}))
    opened = [root]
    for row in rows:
        if is_end(row["type"]):
            if len(opened) == 1:
                findings.append(
                    error(FindingCode.UNBALANCED_GROUP, row.file or SURVEY, row.line, row["name"])
                )
            else:
                opened.pop().end = row
            continue
        block = _Block(row)
        opened[-1].inside.append(block)
        if is_begin(row["type"]):
            opened.append(block)
    for block in opened[1:]:
        where = block.row
        findings.append(error(FindingCode.UNBALANCED_GROUP, where.file or SURVEY, where.line, where["name"]))
    return root


class _Survey:
    """The survey of a shipped form while a county changes it."""

    def __init__(self, shipped: Iterable[SourceRow]) -> None:
        self.findings: list[Finding] = []
        self.hidden: set[str] = set()
        self._root = _blocks(shipped, self.findings)
        self._known: dict[str, tuple[_Block, _Block]] = {}
        self._shipped: set[str] = set()
        self._behind: dict[str, _Block] = {}
        self._note(self._root)
        self._shipped = set(self._known)

    def _note(self, parent: _Block) -> None:
        for block in parent.inside:
            self._known[block.row["name"]] = (block, parent)
            self._note(block)

    def rows(self) -> Iterator[SourceRow]:
        """The rows as they stand now."""
        for block in self._root.inside:
            yield from block.rows()

    def change(self, county: Iterable[SourceRow]) -> None:
        """Do what the county's rows say, in their order."""
        seen: dict[str, int] = {}
        for block in _blocks(county, self.findings).inside:
            self._apply(block, self._root, seen)

    def _apply(self, county: _Block, around: _Block, seen: dict[str, int]) -> None:
        row = county.row
        name = row["name"]
        if name in seen:
            self._finding(FindingCode.DUPLICATE_NAME, row, first=str(seen[name]))
            return
        seen[name] = row.line
        known = self._known.get(name)
        block = self._add(county, around) if known is None else self._replace(known[0], row)
        if block is None:
            return
        if _hides(row, name, self.findings):
            block.row = replace(block.row, cells={**block.row.cells, "relevant": HIDDEN})
            self.hidden |= set(block.names())
        for inside in county.inside:
            self._apply(inside, block, seen)

    def _replace(self, block: _Block, row: SourceRow) -> _Block | None:
        if row["type"] and _kind(row) != _kind(block.row):
            self._finding(FindingCode.COUNTY_KIND, row, type=row["type"], shipped=block.row["type"])
            return None
        if row[AFTER]:
            self._finding(FindingCode.COUNTY_MOVES, row)
        block.row = _changed(block.row, row)
        return block

    def _add(self, county: _Block, around: _Block) -> _Block | None:
        row = county.row
        if not row["type"] or row[HIDE].lower() in _YES:
            self._finding(FindingCode.COUNTY_UNKNOWN_QUESTION, row)
            return None
        block = _Block(_added(row), end=county.end)
        parent, position = around, len(around.inside)
        if anchor := row[AFTER]:
            if anchor not in self._known:
                self._finding(FindingCode.COUNTY_UNKNOWN_POSITION, row, after=anchor)
                return None
            parent = self._known[anchor][1]
            before = self._behind.get(anchor, self._known[anchor][0])
            position = parent.inside.index(before) + 1
            self._behind[anchor] = block
        parent.inside.insert(position, block)
        self._known[row["name"]] = (block, parent)
        return block

    def _finding(self, code: FindingCode, row: SourceRow, **args: str) -> None:
        self.findings.append(error(code, row.file, row.line, row["name"], **args))


def _kind(row: SourceRow) -> str:
    kind = row["type"].replace(" ", "_")
    return kind if is_begin(kind) else ""


class _Choices:
    """The choices of a shipped form while a county changes them."""

    def __init__(self, shipped: Iterable[SourceRow]) -> None:
        self.findings: list[Finding] = []
        self.reduced: set[str] = set()
        self._lists: dict[str, dict[str, SourceRow]] = {}
        for row in shipped:
            self._lists.setdefault(row["list_name"], {})[row["name"]] = row

    def rows(self) -> Iterator[SourceRow]:
        """The rows as they stand now, list by list."""
        for choices in self._lists.values():
            yield from choices.values()

    def change(self, county: Iterable[SourceRow]) -> None:
        """Do what the county's rows say, in their order."""
        for row in county:
            choices = self._lists.get(row["list_name"], {})
            code = row["name"]
            subject = f"{row['list_name']}/{code}"
            known = code in choices
            if not known and row[HIDE].lower() in _YES:
                self.findings.append(error(FindingCode.COUNTY_UNKNOWN_CHOICE, row.file, row.line, subject))
                continue
            if row[AFTER] and (known or row[AFTER] not in choices):
                wrong = FindingCode.COUNTY_MOVES if known else FindingCode.COUNTY_UNKNOWN_POSITION
                self.findings.append(error(wrong, row.file, row.line, subject, after=row[AFTER]))
            merged = _changed(choices[code], row) if known else _added(row)
            if _hides(row, subject, self.findings):
                merged = replace(merged, cells={**merged.cells, HIDE: "yes"})
                self.reduced.add(row["list_name"])
            self._put(row["list_name"], merged, "" if known else row[AFTER])

    def _put(self, list_name: str, row: SourceRow, after: str) -> None:
        choices = self._lists.setdefault(list_name, {})
        choices[row["name"]] = row
        if after in choices:
            order = [code for code in choices if code != row["name"]]
            order.insert(order.index(after) + 1, row["name"])
            self._lists[list_name] = {code: choices[code] for code in order}


def _offering(row: SourceRow, reduced: set[str]) -> SourceRow:
    """A select of a list with hidden choices offers the others; the list keeps all, for old records."""
    _, _, rest = row["type"].partition(" ")
    if not rest.split() or rest.split()[0] not in reduced:
        return row
    before = row["choice_filter"]
    filtered = f"({before}) and {_OFFERED}" if before else _OFFERED
    return replace(row, cells={**row.cells, "choice_filter": filtered})
