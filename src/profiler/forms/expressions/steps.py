"""Walks the steps of a path over nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from profiler.forms.expressions.context import Context
from profiler.forms.expressions.nodes import Node, in_document_order
from profiler.forms.expressions.values import Value, to_boolean

Walk: TypeAlias = Callable[[Node, Context], list[Node]]
"""One step from one node, in the order of its axis."""

Keep: TypeAlias = Callable[[list[Node], Context], list[Node]]
"""Applies predicates."""

_UPWARDS = frozenset(["parent", "self"])
_ONE_EACH = frozenset(["child", "self", "attribute"])
"""Axes from distinct nodes in document order that cannot give a node twice or out of order."""


def _siblings(node: Node, *, before: bool) -> list[Node]:
    if node.parent is None:
        return []
    around = [each for each in node.parent.children if each.relevant or each is node]
    place = next((i for i, each in enumerate(around) if each is node), None)
    if place is None:
        return []
    return around[:place][::-1] if before else around[place + 1 :]


def _beyond(node: Node, *, before: bool) -> list[Node]:
    found: list[Node] = []
    for each in (node, *node.ancestors()):
        for sibling in _siblings(each, before=before):
            inside = [sibling, *sibling.below()]
            found += reversed(inside) if before else inside
    return found


_AXES: dict[str, Callable[[Node], Iterable[Node]]] = {
    "child": lambda node: (child for child in node.children if child.relevant),
    "self": lambda node: (node,),
    "parent": lambda node: () if node.parent is None else (node.parent,),
    "attribute": lambda node: node.attributes,
    "ancestor": lambda node: node.ancestors(),
    "ancestor-or-self": lambda node: (node, *node.ancestors()),
    "descendant": lambda node: node.below(),
    "descendant-or-self": lambda node: (node, *node.below()),
    "following-sibling": lambda node: _siblings(node, before=False),
    "preceding-sibling": lambda node: _siblings(node, before=True),
    "following": lambda node: _beyond(node, before=False),
    "preceding": lambda node: _beyond(node, before=True),
    "namespace": lambda node: (),
}


def walk(axis: str, test: str) -> Walk:
    """A step without predicates."""
    if axis == "child" and test not in ("*", "node()"):
        return lambda node, _: [each for each in node.children if each.name == test and each.relevant]
    nodes = _AXES[axis]
    if test == "node()":
        return lambda node, _: list(nodes(node))
    if test == "*":
        return lambda node, _: [each for each in nodes(node) if each.name and each.name[0] != "#"]
    name = f"#{test[:-2]}" if test.endswith("()") else test
    return lambda node, _: [each for each in nodes(node) if each.name == name]


def own_row(step: Walk) -> Walk:
    """A step of an absolute path that, among the rows of a repeat, takes the row the expression stands in.

    JavaRosa reads `/data/rep/x` from inside `rep` as "my row", and forms rely on it.
    """

    def walk_own(node: Node, context: Context) -> list[Node]:
        found = step(node, context)
        if len(found) > 1:
            for around in (context.origin, *context.origin.ancestors()):
                if any(around is each for each in found):
                    return [around]
        return found

    return walk_own


def keep(predicates: Sequence[Callable[[Context], Value]]) -> Keep:
    """Applies predicates one after the other; a number means that position."""

    def apply(nodes: list[Node], context: Context) -> list[Node]:
        for predicate in predicates:
            size = len(nodes)
            kept: list[Node] = []
            for position, node in enumerate(nodes, 1):
                value = predicate(context.at(node, position, size))
                number = isinstance(value, float | int) and not isinstance(value, bool)
                if value == position if number else to_boolean(value):
                    kept.append(node)
            nodes = kept
        return nodes

    return apply


def filtered(step: Walk, apply: Keep) -> Walk:
    """A step with predicates, which count along the axis from each node."""
    return lambda node, context: apply(step(node, context), context)


def keeps_order(axes: Sequence[str], *, from_one_node: bool) -> bool:
    """Whether a path over these axes meets each node once and in document order."""
    place = 0
    while from_one_node and place < len(axes) and axes[place] in _UPWARDS:
        place += 1
    return all(axis in _ONE_EACH for axis in axes[place:])


def follow(nodes: list[Node], walks: Sequence[Walk], context: Context, *, ordered: bool) -> list[Node]:
    """All steps of a path from some nodes; the result stands in document order without doubles."""
    for step in walks:
        if len(nodes) == 1:
            nodes = step(nodes[0], context)
        else:
            nodes = [found for node in nodes for found in step(node, context)]
    return nodes if ordered or len(nodes) < 2 else in_document_order(nodes)
