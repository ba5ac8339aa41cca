"""Paths that always lead to one and the same node are looked up, not walked."""

from __future__ import annotations

from dataclasses import replace

from profiler.forms.expressions.syntax import (
    Binary,
    Call,
    Expression,
    Filter,
    Negation,
    Path,
    Reference,
)
from profiler.forms.outline import Outline


def shortened(tree: Expression, paths: Outline) -> Expression:
    """An expression whose absolute paths to nodes outside repeats are references by path, `${/data/x}`.

    No question is named like that, so whoever resolves references can tell them apart.
    """
    match tree:
        case Path(_, start, steps):
            if tree.absolute and paths.is_single(path := plain_path(tree)):
                return Reference(path)
            return Path(
                tree.absolute,
                None if start is None else shortened(start, paths),
                tuple(
                    replace(step, predicates=tuple(shortened(each, paths) for each in step.predicates))
                    if step.predicates
                    else step
                    for step in steps
                ),
            )
        case Binary(operator, left, right):
            return Binary(operator, shortened(left, paths), shortened(right, paths))
        case Call(name, arguments):
            return Call(name, tuple(shortened(argument, paths) for argument in arguments))
        case Negation(operand):
            return Negation(shortened(operand, paths))
        case Filter(base, predicates):
            return Filter(shortened(base, paths), tuple(shortened(each, paths) for each in predicates))
    return tree


def plain_path(tree: Path) -> str:
    """An absolute path as text if it only goes down by names, else a text that is no path of a form."""
    if any(step.axis != "child" or step.predicates for step in tree.steps):
        return ""
    return "/" + "/".join(step.test for step in tree.steps)
