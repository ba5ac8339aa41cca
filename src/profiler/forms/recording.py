"""Collects what one edit changes, comparing with how things stood before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from profiler.forms.answer import Address, Answer
from profiler.forms.changes import ChangeSet, Problem, RowChange
from profiler.forms.definition import Choice
from profiler.forms.items import Item

Observed: TypeAlias = tuple[str, bool, bool, bool, Problem | None, tuple[Choice, ...] | None]
"""Everything a screen sees of one node: value, relevant, required, readonly, problem, choices."""


def observe(item: Item) -> Observed:
    """How a node stands."""
    relevant = item.relevant
    value = item.value if relevant else ""
    return value, relevant, item.required, item.readonly, item.problem, item.offered


_NOTHING: Mapping[Address, Answer | None] = MappingProxyType({})
_NO_ROWS: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType({})


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

    def changes(
        self,
        answers: Mapping[Address, Answer | None] = _NOTHING,
        row_ids: Mapping[tuple[str, str], tuple[str, ...]] = _NO_ROWS,
    ) -> ChangeSet:
        """What is different now; nodes that are gone are told by their row alone.

        Args:
            answers: what a store has to keep of it.
            row_ids: likewise.
        """
        there = [(item.address, old, observe(item)) for item, old in self._before.items() if not item.gone]
        return compare(there, self.rows, answers, row_ids)


def compare(
    pairs: Iterable[tuple[Address, Observed, Observed]],
    rows: Iterable[RowChange],
    answers: Mapping[Address, Answer | None] = _NOTHING,
    row_ids: Mapping[tuple[str, str], tuple[str, ...]] = _NO_ROWS,
) -> ChangeSet:
    """The change set between how nodes stood and how they stand."""
    values: dict[Address, str] = {}
    relevance: dict[Address, bool] = {}
    required: dict[Address, bool] = {}
    readonly: dict[Address, bool] = {}
    validity: dict[Address, Problem | None] = {}
    choices: set[Address] = set()
    for address, old, now in pairs:
        if now == old:
            continue
        value, is_relevant, is_required, is_readonly, problem, offered = now
        if value != old[0]:
            values[address] = value
        if is_relevant != old[1]:
            relevance[address] = is_relevant
        if is_required != old[2]:
            required[address] = is_required
        if is_readonly != old[3]:
            readonly[address] = is_readonly
        if problem != old[4]:
            validity[address] = problem
        if offered != old[5]:
            choices.add(address)
    return ChangeSet(
        values, relevance, required, readonly, validity, frozenset(choices), tuple(rows), answers, row_ids
    )
