"""Finds conditions that can never be true, and the questions nobody can ever be asked because of them."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from profiler.forms.expressions.syntax import (
    Binary,
    Call,
    Expression,
    Literal,
    Negation,
    Number,
    Path,
    Reference,
    walk,
)
from profiler.forms.lint_places import Places, upwards

_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True)
class Situation:
    """What is known while a condition is looked at.

    Attributes:
        places: the form.
        origin: generic path of the node the condition belongs to.
        several: paths of the questions that may have several answers at once.
        silent: paths of the questions that are never asked and so always read as empty.
    """

    places: Places
    origin: str
    several: Collection[str] = frozenset()
    silent: Collection[str] = frozenset()


def never_true(tree: Expression, situation: Situation) -> bool:
    """Whether no answers whatever make a condition true; False if that cannot be told."""
    return _truth(tree, situation) is False


def silent_questions(
    relevances: Mapping[str, Expression], places: Places, several: Collection[str]
) -> frozenset[str]:
    """Paths of all that is never asked, with everything inside, and with what hangs on it.

    Args:
        relevances: generic path -> condition under which it is asked.
        places: the form.
        several: as in `Situation`.
    """
    inside: dict[str, list[str]] = {}
    for path in places.all_paths:
        for around in upwards(path):
            inside.setdefault(around, []).append(path)
    lookers: dict[str, list[str]] = {}
    for path, tree in relevances.items():
        for looked_at in {_asked(node, Situation(places, path)) for node in walk(tree)}:
            lookers.setdefault(looked_at, []).append(path)
    silent: set[str] = set()
    waiting = list(relevances)
    while waiting:
        path = waiting.pop()
        if path not in silent and never_true(relevances[path], Situation(places, path, several, silent)):
            fresh = [each for each in inside[path] if each not in silent]
            silent.update(fresh)
            waiting.extend(looker for each in fresh for looker in lookers.get(each, ()))
    return frozenset(silent)


def _truth(tree: Expression, situation: Situation) -> bool | None:
    match tree:
        case Call("true", ()):
            return True
        case Call("false", ()):
            return False
        case Call("not", (inner,)):
            found = _truth(inner, situation)
            return None if found is None else not found
        case Call("boolean", (inner,)):
            return _truth(inner, situation)
        case Binary("or", left, right):
            both = (_truth(left, situation), _truth(right, situation))
            return True if True in both else (None if None in both else False)
        case Binary("and"):
            return _all(list(_conjuncts(tree)), situation)
        case Call("selected", (left, Literal(code))) if code and _asked(left, situation) in situation.silent:
            return False
        case Binary(sign, left, right) if sign in _FLIPPED:
            return _comparison(sign, left, right, situation)
        case Number(value):
            return value != 0
        case Literal(text):
            return text != ""
        case _:
            return None


def _conjuncts(tree: Expression) -> Iterator[Expression]:
    if isinstance(tree, Binary) and tree.operator == "and":
        yield from _conjuncts(tree.left)
        yield from _conjuncts(tree.right)
    else:
        yield tree


def _all(parts: list[Expression], situation: Situation) -> bool | None:
    truths = [_truth(part, situation) for part in parts]
    if False in truths or _contradict(parts, situation):
        return False
    return None if None in truths else True


def _comparison(sign: str, left: Expression, right: Expression, situation: Situation) -> bool | None:
    one, two = _constant(left), _constant(right)
    if one is not None and two is not None:
        if isinstance(one, str) and isinstance(two, str) and sign in ("=", "!="):
            return (one == two) is (sign == "=")
        if isinstance(one, float) and isinstance(two, float):
            return _COMPARE[sign](one, two)
        return None
    name, _, value = _sides(sign, left, right, situation)
    # An empty answer equals nothing but "", and is neither smaller nor greater than anything.
    if name in situation.silent and sign != "!=" and value not in (None, ""):
        return False
    return None


def _sides(
    sign: str, left: Expression, right: Expression, situation: Situation
) -> tuple[str, str, str | float | None]:
    """Question, sign and constant of a comparison, turned so that the question stands on the left."""
    if _constant(left) is not None:
        left, right, sign = right, left, _FLIPPED[sign]
    return _asked(left, situation), sign, _constant(right)


def _constant(tree: Expression) -> str | float | None:
    match tree:
        case Number(value):
            return value
        case Literal(text):
            return text
        case Negation(Number(value)):
            return -value
        case _:
            return None


def _asked(tree: Expression, situation: Situation) -> str:
    """Path of the question an expression is the answer of, "" if it is anything else."""
    places = situation.places
    match tree:
        case Reference(name):
            return places.paths.get(name, "")
        case Path(absolute, None, steps) if not any(step.predicates for step in steps):
            place = "" if absolute else situation.origin
            for step in steps:
                if step.axis == "parent":
                    place = place.rpartition("/")[0]
                elif step.axis == "child":
                    place = f"{place}/{step.test}"
                elif step.axis != "self":
                    return ""
            return place if place in places.all_paths else ""
        case _:
            return ""


def _contradict(parts: list[Expression], situation: Situation) -> bool:
    """Whether two demands on the same answer cannot both be met."""
    demands: dict[str, list[tuple[str, str | float]]] = {}
    own = situation.places.around(situation.origin)
    for part in parts:
        if isinstance(part, Binary) and part.operator in _FLIPPED:
            name, sign, value = _sides(part.operator, part.left, part.right, situation)
            single = name not in situation.several and situation.places.around(name) <= own
            if name and value is not None and single:
                demands.setdefault(name, []).append((sign, value))
    return any(_texts_exclude(asked) or _numbers_exclude(asked) for asked in demands.values())


def _texts_exclude(demands: list[tuple[str, str | float]]) -> bool:
    wanted = {value for sign, value in demands if sign == "=" and isinstance(value, str)}
    refused = {value for sign, value in demands if sign == "!=" and isinstance(value, str)}
    return len(wanted) > 1 or bool(wanted & refused)


def _numbers_exclude(demands: list[tuple[str, str | float]]) -> bool:
    """No number lies between all bounds: one of the bounds, or a number between two, would have to."""
    bounds = [(sign, value) for sign, value in demands if isinstance(value, float) and sign != "!="]
    edges = sorted({value for _, value in bounds})
    between = [(low + high) / 2 for low, high in zip(edges, edges[1:], strict=False)]
    tried = [*edges, *between, *(edge + 1 for edge in edges[-1:]), *(edge - 1 for edge in edges[:1])]
    return bool(bounds) and not any(
        all(_COMPARE[sign](number, value) for sign, value in bounds) for number in tried
    )
