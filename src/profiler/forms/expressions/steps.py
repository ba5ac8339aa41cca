"""Walks the steps of a path over nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from profiler.forms.expressions.context import Context
from profiler.forms.expressions.nodes import Node, NodeKind, in_document_order
from profiler.forms.expressions.values import Value, to_boolean

Walk: TypeAlias = Callable[[Node, Context], list[Node]]
"""One step from one node, in the order of its axis."""

Keep: TypeAlias = Callable[[list[Node], Context], list[Node]]
"""Applies predicates."""

_UPWARDS = frozenset(["parent", "self"])
_ONE_EACH = frozenset(["child", "self", "attribute", "namespace"])
"""Axes from distinct nodes in document order that cannot give a node twice or out of order."""


def _siblings(node: Node, *, before: bool) -> list[Node]:
    if node.parent is None:
        return []
    around = [each for each in node.parent.children if each.relevant or each is node]
    place = next((i for i, each in enumerate(around) if each is node), None)
    if place is None:
        return []
    return around[:place][::-1] if before else around[place + 1 :]


def _preceding(node: Node) -> list[Node]:
    found: list[Node] = []
    for each in (node, *node.ancestors()):
        for sibling in _siblings(each, before=True):
            found += reversed([sibling, *sibling.below()])
    return found


def _following(node: Node) -> list[Node]:
    found: list[Node] = []
    if node.kind in (NodeKind.ATTRIBUTE, NodeKind.NAMESPACE) and node.parent is not None:
        found += node.parent.below()
    for each in (node, *node.ancestors()):
        for sibling in _siblings(each, before=False):
            found += [sibling, *sibling.below()]
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
    "following": _following,
    "preceding": _preceding,
    "namespace": lambda node: node.namespaces,
}

_KIND_TESTS = {
    "text()": NodeKind.TEXT,
    "comment()": NodeKind.COMMENT,
    "processing-instruction()": NodeKind.INSTRUCTION,
}
_OWN_KINDS = frozenset(["attribute", "namespace"])
"""Axes whose `*` and names mean what lies on them, not elements (XPath 1.0, 2.3: principal node type)."""


@lru_cache(maxsize=4096)
def walk(axis: str, test: str) -> Walk:
    """A step without predicates."""
    if ":" in test:
        return _walk_prefixed(axis, *test.split(":"))
    nodes = _AXES[axis]
    if test == "node()":
        return lambda node, _: list(nodes(node))
    if test in _KIND_TESTS:
        kind = _KIND_TESTS[test]
        return lambda node, _: [each for each in nodes(node) if each.kind is kind]
    if test.endswith(")"):
        target = test.partition("(")[2][1:-2]
        return lambda node, _: [
            each for each in nodes(node) if each.kind is NodeKind.INSTRUCTION and each.full_name == target
        ]
    if axis in _OWN_KINDS:
        if test == "*":
            return lambda node, _: list(nodes(node))
        return lambda node, _: [each for each in nodes(node) if each.name == test]
    if test == "*":
        return lambda node, _: [each for each in nodes(node) if _is_element(each)]
    if axis == "child":
        return lambda node, _: node.named(test)
    return lambda node, _: [each for each in nodes(node) if each.name == test and _is_element(each)]


def _is_element(node: Node) -> bool:
    return node.kind is NodeKind.ELEMENT and node.name != ""


def _walk_prefixed(axis: str, prefix: str, local: str) -> Walk:
    """A test of a name in a namespace; where nobody declares the prefix, of the name as it is written."""
    everything = walk(axis, "*")
    written = f"{prefix}:"

    def walk_namespace(node: Node, context: Context) -> list[Node]:
        uri = context.environment.prefixes.get(prefix)
        found = everything(node, context)
        if uri is None:
            inside = [each for each in found if each.name.startswith(written)]
        else:
            inside = [each for each in found if each.uri == uri]
        if local == "*":
            return inside
        return [each for each in inside if each.name.rpartition(":")[2] == local]

    return walk_namespace


@lru_cache(maxsize=4096)
def own_row(name: str) -> Walk:
    """A step of an absolute path that, among the rows of a repeat, takes the row the expression stands in.

    JavaRosa reads `/data/rep/x` from inside `rep` as "my row", and forms rely on it.
    """

    def walk_own(node: Node, context: Context) -> list[Node]:
        around: Node | None = None if context.environment.strict else context.origin
        while around is not None:
            if around.parent is node and around.name == name and around.relevant:
                return [around]
            around = around.parent
        return node.named(name)

    return walk_own


def where(predicate: Callable[[Context], Value]) -> Keep:
    """A predicate; a number means that position."""

    def apply(nodes: list[Node], context: Context) -> list[Node]:
        if not nodes:
            return nodes
        kept: list[Node] = []
        # One context for all of them: a predicate is done with a node before the next one comes.
        here = context.at(nodes[0], 1, len(nodes))
        for position, node in enumerate(nodes, 1):
            here.node = node
            here.position = position
            value = predicate(here)
            if value == position if isinstance(value, float) else to_boolean(value):
                kept.append(node)
        return kept

    return apply


_LAST_PLACE = 2**53


def at_place(number: float) -> Keep:
    """A predicate that is a number and nothing else."""
    if not 1 <= number < _LAST_PLACE or number != int(number):
        return lambda nodes, _: []
    start = int(number) - 1
    return lambda nodes, _: nodes[start : start + 1]


def keep(predicates: Sequence[Keep]) -> Keep:
    """Applies predicates one after the other."""
    if len(predicates) == 1:
        return predicates[0]

    def apply(nodes: list[Node], context: Context) -> list[Node]:
        for predicate in predicates:
            nodes = predicate(nodes, context)
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
    if from_one_node and place == len(axes) - 1 and axes[place] in _FORWARD:
        return True
    return all(axis in _ONE_EACH for axis in axes[place:])


_FORWARD = frozenset(["descendant", "descendant-or-self", "following-sibling"])
"""Axes that give nodes in document order, once each, if they start from one node."""


def follow(nodes: list[Node], walks: Sequence[Walk], context: Context, *, ordered: bool) -> list[Node]:
    """All steps of a path from some nodes; the result stands in document order without doubles."""
    for step in walks:
        if len(nodes) == 1:
            nodes = step(nodes[0], context)
        else:
            nodes = [found for node in nodes for found in step(node, context)]
    return nodes if ordered or len(nodes) < 2 else in_document_order(nodes)
