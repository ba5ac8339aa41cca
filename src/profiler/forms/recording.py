"""Collects what one edit changes, comparing with how things stood before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from profiler.forms.answer import Address
from profiler.forms.changes import ChangeSet, Problem, RowChange
from profiler.forms.definition import Choice
from profiler.forms.items import Item


class Observed(NamedTuple):
    """Everything a screen sees of one node."""

    value: str = ""
    relevant: bool = True
    required: bool = False
    readonly: bool = False
    problem: Problem | None = None
    offered: tuple[Choice, ...] | None = None


def observe(item: Item) -> Observed:
    """How a node stands."""
    return Observed(item.read, item.relevant, item.required, item.readonly, item.problem, item.offered)


class Recording:
    """How the nodes touched by one edit stood before it.

    Attributes:
        rows: rows that came, went or moved.
        silent: nothing is noted, as while a record is opened.
    """

    def __init__(self, *, silent: bool = False) -> None:
        self.rows: list[RowChange] = []
        self.silent = silent
        self._before: dict[Item, Observed] = {}
        self._new_rows: set[str] = set()

    def touch(self, item: Item) -> None:
        """Remember how a node stands, before its first change; nodes of new rows are not remembered."""
        if self.silent or item in self._before or item.is_row or item.address.row in self._new_rows:
            return
        self._before[item] = observe(item)

    def row_came(self, row: Item) -> None:
        """Nothing inside this row has to be told, for it was not there before."""
        self._new_rows.update(each.address.row for each in row.everything() if each.is_row)

    def changes(self, holds: Callable[[Item], bool]) -> ChangeSet:
        """What is different now; nodes that are gone are told by their row alone."""
        return compare(
            ((item.address, old, observe(item)) for item, old in self._before.items() if holds(item)),
            self.rows,
        )


def compare(pairs: Iterable[tuple[Address, Observed, Observed]], rows: Iterable[RowChange]) -> ChangeSet:
    """The change set between how nodes stood and how they stand."""
    values: dict[Address, str] = {}
    relevance: dict[Address, bool] = {}
    required: dict[Address, bool] = {}
    readonly: dict[Address, bool] = {}
    validity: dict[Address, Problem | None] = {}
    choices: set[Address] = set()
    for address, old, now in pairs:
        if now.value != old.value:
            values[address] = now.value
        if now.relevant != old.relevant:
            relevance[address] = now.relevant
        if now.required != old.required:
            required[address] = now.required
        if now.readonly != old.readonly:
            readonly[address] = now.readonly
        if now.problem != old.problem:
            validity[address] = now.problem
        if now.offered != old.offered:
            choices.add(address)
    return ChangeSet(values, relevance, required, readonly, validity, frozenset(choices), tuple(rows))
