"""Comparisons of XPath 1.0, section 3.4, with ODK's reading of dates."""

from __future__ import annotations

import operator as numbers
from collections.abc import Callable

from profiler.forms.expressions.context import Environment
from profiler.forms.expressions.values import Value, to_boolean, to_number, to_text

ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": numbers.lt,
    "<=": numbers.le,
    ">": numbers.gt,
    ">=": numbers.ge,
}

EQUALITY = frozenset(["=", "!="])


def _equal(left: Value, right: Value, environment: Environment) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        zone = environment.zone
        return to_number(left, zone) == to_number(right, zone)
    return to_text(left) == to_text(right)


def _alternatives(value: Value, other: Value, operator: str, environment: Environment) -> list[Value]:
    """What a side of a comparison may stand for: each node's text.

    Against a truth value a node-set is true or false as a whole, but in `<` and its like engines compare each
    node.
    """
    if not isinstance(value, list):
        return [value]
    if operator in EQUALITY:
        if isinstance(other, bool):
            return [bool(value)]
        if not value and not environment.strict:
            return [""]
    return [node.text for node in value]


def compare(operator: str, left: Value, right: Value, environment: Environment) -> bool:
    """Whether a comparison holds: true if any pair of nodes makes it true.

    Args:
        operator: one of `= != < <= > >=`.
        left: left side.
        right: right side.
        environment: says how dates count, and whether an empty node-set reads as empty text.
    """
    lefts = _alternatives(left, right, operator, environment)
    rights = _alternatives(right, left, operator, environment)
    if operator in EQUALITY:
        wanted = operator == "="
        return any(_equal(one, two, environment) is wanted for one in lefts for two in rights)
    test, zone = ORDER[operator], environment.zone
    return any(test(to_number(one, zone), to_number(two, zone)) for one in lefts for two in rights)
