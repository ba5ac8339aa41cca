"""What became of a form's questions from one version to the next: the rows of `migrations.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from profiler.errors import ErrorCode, WorldError, disk_error
from profiler.forms.findings import FindingCode
from profiler.forms.source_tables import SourceRow, read_table

MIGRATIONS = "migrations.csv"
COLUMNS = ("from_version", "to_version", "old", "new", "rule")
LIST = "list:"
"""Before a name in `old`: a choice list, so that its codes are mapped for every question that uses it."""

_PIECES = re.compile(r"\d+|\D+")
_COUNTY_ADDITION = re.compile(r"k[0-9]+")
_COUNTY_VERSION = re.compile(r"(.+)-k([0-9]+)")


class RuleKind(StrEnum):
    """What a row says about a question, group, repeat or choice list."""

    MOVE = "move"
    DROP = "drop"
    MAP = "map"
    CAST = "cast"


_KINDS = frozenset(kind.value for kind in RuleKind)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of `migrations.csv`.

    Attributes:
        from_version: version the names in `old` belong to.
        to_version: version the names in `new` belong to.
        old: name or generic path of a question, group or repeat, or `list:` and a choice list.
        new: name or generic path it has now, "" if it kept its own.
        kind: what happened.
        codes: old choice code -> new one, "" for a code that was given up; only of `MAP`.
        line: in the file.
    """

    from_version: str
    to_version: str
    old: str
    new: str
    kind: RuleKind
    codes: Mapping[str, str] = field(default_factory=dict)
    line: int = 0


Migrations: TypeAlias = tuple[Rule, ...]
"""All rows of a form's `migrations.csv` in their order."""

Step: TypeAlias = tuple[Rule, ...]
"""The rows that lead from one version to the next; they hold all at once."""


def version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts versions as people read them: digits as numbers, so that "10" comes after "9"."""
    return tuple(
        (1, int(piece), "") if piece.isdecimal() else (0, 0, piece)
        for piece in _PIECES.findall(version.strip())
    )


def is_later(version: str, than: str) -> bool:
    """Whether a version comes after another."""
    return version_key(version) > version_key(than)


def county_version(shipped: str, addition: str) -> str:
    """A county's own version of a shipped one: "7" with "k1" is "7-k1"; any other addition is left out."""
    return f"{shipped}-{addition}" if is_county_addition(addition) else shipped


def is_county_addition(addition: str) -> bool:
    """Whether a county may put this behind our version: k1, k2 ..."""
    return _COUNTY_ADDITION.fullmatch(addition) is not None


def following_county_version(version: str) -> tuple[str, str]:
    """The shipped version in a version, and the addition of the county's next one."""
    found = _COUNTY_VERSION.fullmatch(version)
    return (found.group(1), f"k{int(found.group(2)) + 1}") if found else (version, "k1")


def steps(migrations: Iterable[Rule], from_version: str, to_version: str) -> tuple[Step, ...]:
    """The steps that lead from a version to another, oldest first; versions without rows need none.

    A version nobody published, or a county's own of a published one ("7-k1"), goes the step of the version
    before it. Where rows overlap (1 to 3 beside 1 to 2), the shorter way is taken. The steps between a
    county's own versions follow those of the shipped ones, because neither side knows the other's.
    """
    shipped: list[Rule] = []
    county: list[Rule] = []
    for rule in migrations:
        own = any(_COUNTY_VERSION.fullmatch(version) for version in (rule.from_version, rule.to_version))
        (county if own else shipped).append(rule)
    return (*_steps(shipped, from_version, to_version), *_steps(county, from_version, to_version))


def _steps(migrations: Iterable[Rule], from_version: str, to_version: str) -> tuple[Step, ...]:
    by_versions: dict[tuple[str, str], list[Rule]] = {}
    for rule in migrations:
        by_versions.setdefault((rule.from_version, rule.to_version), []).append(rule)
    here = from_version
    found: list[Step] = []
    for (begin, end), rules in sorted(
        by_versions.items(), key=lambda step: (version_key(step[0][0]), version_key(step[0][1]))
    ):
        starts = not is_later(here, begin) or (not found and is_later(end, here))
        if starts and is_later(end, begin) and not is_later(end, to_version):
            found.append(tuple(rules))
            here = end
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Way:
    """What the migrations say about one path.

    Attributes:
        path: where it leads; its last name counts where the groups around it are not known.
        codes: renamed choice codes, one mapping per step.
        dropped: whether it ends.
        named: whether a rule means this very question, not only something around it.
    """

    path: str
    codes: tuple[Mapping[str, str], ...] = ()
    dropped: bool = False
    named: bool = False


def follow(path: str, choice_list: str, chain: Iterable[Step]) -> Way:
    """Where a question, group or repeat comes to.

    Args:
        path: its generic path in the version the chain begins with.
        choice_list: name of its choice list, "" if it has none.
        chain: the steps.
    """
    way = Way(path)
    for step in chain:
        if not way.dropped:
            way = _one_step(way, choice_list, step)
    return way


def _one_step(way: Way, choice_list: str, step: Step) -> Way:
    names = way.path.strip("/").split("/")
    there: list[str] = []
    codes = list(way.codes)
    dropped, named = False, way.named
    for index, name in enumerate(names):
        here = "/" + "/".join(names[: index + 1])
        last = index == len(names) - 1
        there.append(name)
        for rule in step:
            if rule.old != here and (index == 0 or rule.old != name):
                continue
            dropped = rule.kind is RuleKind.DROP
            named = named or last
            if rule.codes and last:
                codes.append(rule.codes)
            if rule.new:
                there = (
                    rule.new.strip("/").split("/") if rule.new.startswith("/") else [*there[:-1], rule.new]
                )
    codes += [rule.codes for rule in step if choice_list and rule.old == LIST + choice_list]
    return Way("/" + "/".join(there), tuple(codes), dropped, named)


def read_migrations(folder: Path) -> Migrations:
    """The migrations of the form in a folder, none if it has no such table.

    Raises:
        WorldError: FORM_INVALID with file and line; `reason` is a `FindingCode` or one of a table.
    """
    return tuple(rule_of(row, folder / MIGRATIONS) for row in migration_rows(folder))


def migration_rows(folder: Path) -> Iterator[SourceRow]:
    """The rows as they stand.

    Raises:
        WorldError: FORM_INVALID: the table cannot be read or lacks a column.
    """
    file = folder / MIGRATIONS
    if not file.is_file():
        return
    columns, rows = read_table(file)
    for column in COLUMNS:
        if column not in columns:
            raise _broken(file, 1, FindingCode.MISSING_COLUMN, column)
    yield from rows


def begin_migrations(folder: Path) -> None:
    """Write a table without rows where there is none.

    Raises:
        WorldError: NO_ACCESS, DISK_FULL.
    """
    file = folder / MIGRATIONS
    if file.exists():
        return
    try:
        file.write_text(",".join(COLUMNS) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise disk_error(error) from error


def rule_of(row: SourceRow, file: Path) -> Rule:
    """One row understood.

    Raises:
        WorldError: FORM_INVALID: a cell is missing, or no such rule.
    """
    missing = next(
        (column for column in ("from_version", "to_version", "old", "rule") if not row[column]), ""
    )
    if missing:
        raise _broken(file, row.line, FindingCode.MIGRATION_INCOMPLETE, missing)
    name, colon, rest = row["rule"].partition(":")
    codes = _codes(rest)
    if name not in _KINDS or (name == RuleKind.MAP) != bool(codes) or (colon and not codes):
        raise _broken(file, row.line, FindingCode.MIGRATION_UNKNOWN_RULE, row["rule"])
    kind = RuleKind(name)
    if kind is RuleKind.MOVE and not row["new"]:
        raise _broken(file, row.line, FindingCode.MIGRATION_INCOMPLETE, "new")
    return Rule(row["from_version"], row["to_version"], row["old"], row["new"], kind, codes, row.line)


def _codes(text: str) -> Mapping[str, str]:
    """`ja=yes;nein=no` as a mapping; empty if a pair is broken."""
    pairs = [pair.partition("=") for pair in text.split(";") if pair.strip()]
    if not all(old.strip() and equals for old, equals, _ in pairs):
        return {}
    return {old.strip(): new.strip() for old, _, new in pairs}


def _broken(file: Path, line: int, reason: FindingCode, detail: str) -> WorldError:
    return WorldError(
        ErrorCode.FORM_INVALID,
        file=str(file),
        line=str(line),
        question="",
        reason=reason.value,
        detail=detail,
    )
