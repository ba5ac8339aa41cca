"""Collects what one edit changes, comparing with how things stood before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from profiler.forms.answer import Address
from profiler.forms.changes import ChangeSet, NodeState, Problem, RowChange
from profiler.forms.definition import Choice
from profiler.forms.items import Item


@dataclass(frozen=True, slots=True)
class Observed:
    """Everything a screen sees of one node."""

    value: str
    state: NodeState
    offered: tuple[Choice, ...] | None


def observe(item: Item) -> Observed:
    """How a node stands."""
    return Observed(item.read, item.state, item.offered)


@dataclass(slots=True)
class Recording:
    """How the nodes touched by one edit stood before it."""

    before: dict[Address, Observed] = field(default_factory=dict)
    rows: list[RowChange] = field(default_factory=list)

    def touch(self, item: Item) -> None:
        """Remember how a node stands, before its first change."""
        if not item.is_row and item.address not in self.before:
            self.before[item.address] = observe(item)

    def changes(self, find: Callable[[Address], Item | None]) -> ChangeSet:
        """What is different now; nodes that are gone are told by their row alone."""
        pairs = ((address, old, find(address)) for address, old in self.before.items())
        return compare(((a, old, observe(item)) for a, old, item in pairs if item is not None), self.rows)


_NEW = Observed("", NodeState(), None)


def compare(
    pairs: Iterable[tuple[Address, Observed | None, Observed]], rows: Iterable[RowChange]
) -> ChangeSet:
    """The change set between how nodes stood (None: not there yet) and how they stand."""
    values: dict[Address, str] = {}
    relevance: dict[Address, bool] = {}
    required: dict[Address, bool] = {}
    readonly: dict[Address, bool] = {}
    validity: dict[Address, Problem | None] = {}
    choices: set[Address] = set()
    for address, earlier, now in pairs:
        old = earlier or _NEW
        if now.value != old.value:
            values[address] = now.value
        if now.state.relevant != old.state.relevant:
            relevance[address] = now.state.relevant
        if now.state.required != old.state.required:
            required[address] = now.state.required
        if now.state.readonly != old.state.readonly:
            readonly[address] = now.state.readonly
        if now.state.problem != old.state.problem:
            validity[address] = now.state.problem
        if now.offered != old.offered:
            choices.add(address)
    return ChangeSet(values, relevance, required, readonly, validity, frozenset(choices), tuple(rows))
