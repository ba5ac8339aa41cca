"""Puts a county's rows into the survey and the choices of a shipped form, name by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from profiler.forms.findings import Finding, FindingCode, error
from profiler.forms.lint_marks import place_of
from profiler.forms.source import SURVEY, is_begin, is_end
from profiler.forms.source_tables import SourceRow

AFTER = "after"
HIDE = "hide"
POSITION = frozenset([AFTER, HIDE])
"""Columns only a county's tables have: where a row goes, and whether it is out of sight."""

HIDDEN = "false()"
"""Relevance of a question nobody is to be asked: rules and old records still know it, it reads as empty."""

_YES = frozenset(["yes", "ja"])
_NO = frozenset(["", "no", "nein"])
_OFFERED = f"not({HIDE} = 'yes')"


def _changed(row: SourceRow, county: SourceRow) -> SourceRow:
    cells = {column: text for column, text in county.cells.items() if column not in POSITION}
    return SourceRow(county.line, {**row.cells, **cells}, county.file)


def _added(county: SourceRow) -> SourceRow:
    return replace(county, cells={name: text for name, text in county.cells.items() if name not in POSITION})


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


class CountySurvey:
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
        file, line = place_of(row, AFTER)
        self.findings.append(error(code, file, line, row["name"], **args))


def _kind(row: SourceRow) -> str:
    kind = row["type"].replace(" ", "_")
    return kind if is_begin(kind) else ""


class CountyChoices:
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


def offering(row: SourceRow, reduced: set[str]) -> SourceRow:
    """A select of a list with hidden choices offers the others; the list keeps all, for old records."""
    _, _, rest = row["type"].partition(" ")
    if not rest.split() or rest.split()[0] not in reduced:
        return row
    before = row["choice_filter"]
    filtered = f"({before}) and {_OFFERED}" if before else _OFFERED
    return replace(row, cells={**row.cells, "choice_filter": filtered})
