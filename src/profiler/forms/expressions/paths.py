"""Compiles location paths; the shapes forms are full of run without detours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from profiler.forms.expressions.context import Context
from profiler.forms.expressions.nodes import Node
from profiler.forms.expressions.steps import Walk, follow, keeps_order, own_row
from profiler.forms.expressions.syntax import Step

Nodes: TypeAlias = Callable[[Context], list[Node]]
"""A compiled expression that gives nodes."""


def _is_plain_name(step: Step) -> bool:
    return (
        step.axis == "child"
        and not step.predicates
        and step.test != "*"
        and step.test[-1] != ")"
        and ":" not in step.test
    )


def absolute(steps: Sequence[Step], walks: Sequence[Walk], *, every_row: bool) -> Nodes:
    """A path from the document.

    Args:
        steps: the steps as read.
        walks: the steps compiled.
        every_row: whether a repeat means all its rows, also from inside one of them.
    """
    if not every_row:
        last = len(steps) - 1
        walks = [
            own_row(step.test) if place < last and _is_plain_name(step) else walk
            for place, (step, walk) in enumerate(zip(steps, walks, strict=True))
        ]
    ordered = keeps_order([step.axis for step in steps], from_one_node=True)
    return lambda context: follow([context.environment.document], walks, context, ordered=ordered)


def relative(steps: Sequence[Step], walks: Sequence[Walk]) -> Nodes:
    """A path from the context node."""
    if all(step.axis in ("parent", "self") and step.test == "node()" for step in steps[:-1]):
        fast = _upwards(steps)
        if fast is not None:
            return fast
    ordered = keeps_order([step.axis for step in steps], from_one_node=True)
    return lambda context: follow([context.node], walks, context, ordered=ordered)


def _upwards(steps: Sequence[Step]) -> Nodes | None:
    """`.`, `..`, `x`, `../x`, `../../x`: up some nodes, then perhaps down by one name."""
    if any(step.predicates for step in steps):
        return None
    last = steps[-1]
    named = _is_plain_name(last)
    if not named and not (last.axis in ("parent", "self") and last.test == "node()"):
        return None
    up = sum(step.axis == "parent" for step in steps)
    name = last.test

    def run(context: Context) -> list[Node]:
        node: Node | None = context.node
        for _ in range(up):
            if node is None:
                return []
            node = node.parent
        if node is None:
            return []
        return node.named(name) if named else [node]

    return run


def onward(start: Nodes, steps: Sequence[Step], walks: Sequence[Walk]) -> Nodes:
    """A path that starts from an expression, as in `instance('x')/root/item`."""
    ordered = keeps_order([step.axis for step in steps], from_one_node=False)
    return lambda context: follow(start(context), walks, context, ordered=ordered)
