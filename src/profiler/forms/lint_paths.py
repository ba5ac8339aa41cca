"""Follows the paths of an expression through a form unevaluated: dead ends, and many rows read as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from profiler.forms.expressions.syntax import (
    Binary,
    Call,
    Expression,
    Filter,
    Negation,
    Path,
    Reference,
    Step,
)
from profiler.forms.lint_places import Places


class PathTrouble(StrEnum):
    """What is wrong with where an expression looks."""

    DEAD_PATH = "dead_path"
    MANY_AS_ONE = "many_as_one"


@dataclass(frozen=True, slots=True)
class PathFinding:
    """A path that leads nowhere, or to many rows where one value is meant.

    Attributes:
        code: which of them.
        path: the path or reference, as the author wrote it as far as that matters.
    """

    code: PathTrouble
    path: str


_OF_MANY = frozenset(
    ["count", "count-non-empty", "sum", "min", "max", "join", "concat", "indexed-repeat", "randomize"]
    + ["boolean", "not", "once", "position", "last", "checklist", "weighted-checklist", "area", "distance"]
)
"""Functions that are meant for many nodes, or do not read their values."""

_COMPARISONS = frozenset(["=", "!=", "<", "<=", ">", ">="])
_ARITHMETIC = frozenset(["+", "-", "*", "div", "mod"])
_META = "/meta"


def path_findings(
    tree: Expression, origin: str, places: Places, *, in_choices: bool = False
) -> tuple[PathFinding, ...]:
    """Dead paths and many rows read as one value.

    Args:
        tree: the expression.
        origin: generic path of the node it belongs to.
        places: the form.
        in_choices: relative names are columns of a choice list, not questions (choice_filter).
    """
    walker = _Walker(places, origin)
    walker.value(tree, "" if in_choices else origin)
    return tuple(dict.fromkeys(walker.found))


@dataclass
class _Walker:
    """Goes through one expression. A place of "" is one nothing is known about, such as a row of choices."""

    places: Places
    origin: str
    found: list[PathFinding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._own = self.places.around(self.origin)

    def value(self, tree: Expression, here: str) -> None:
        """Look at an expression of which one value is read."""
        place = self.nodes(tree, here)
        if place and not _chooses(tree) and self.places.around(place) - self._own - self.places.around(here):
            self.found.append(PathFinding(PathTrouble.MANY_AS_ONE, _written(tree)))

    def nodes(self, tree: Expression, here: str) -> str:
        """Look at an expression; the place it leads to, "" if it is not known or no path."""
        match tree:
            case Reference(name):
                return self.places.paths.get(name, "")
            case Path():
                return self._path(tree, here)
            case Filter(base, predicates):
                place = self.nodes(base, here)
                self._predicates(predicates, place)
                return place
            case Call("current", ()):
                return self.origin
            case Call(name, arguments):
                for argument in arguments:
                    self._argument(name, argument, here)
                return ""
            case Binary(operator, left, right):
                for side in (left, right):
                    if operator in _COMPARISONS or operator in _ARITHMETIC:
                        self.value(side, here)
                    else:
                        self.nodes(side, here)
                return ""
            case Negation(operand):
                self.value(operand, here)
                return ""
            case _:
                return ""

    def _argument(self, function: str, argument: Expression, here: str) -> None:
        if function in _OF_MANY:
            self.nodes(argument, here)
        else:
            self.value(argument, here)

    def _predicates(self, predicates: tuple[Expression, ...], place: str) -> None:
        for predicate in predicates:
            self.nodes(predicate, place)

    def _path(self, tree: Path, here: str) -> str:
        if tree.start is not None:
            place = self.nodes(tree.start, here)
            known = bool(place)
        else:
            place, known = ("", True) if tree.absolute else (here, bool(here))
        for step in tree.steps:
            if known:
                place, known = self._step(tree, place, step)
            self._predicates(step.predicates, place if known else "")
        return place if known else ""

    def _step(self, tree: Path, place: str, step: Step) -> tuple[str, bool]:
        """Where a step leads, and whether that is known."""
        match step.axis, step.test:
            case "self", "node()":
                return place, True
            case "parent", "node()":
                if not place:
                    self._dead(tree)
                return place.rpartition("/")[0], bool(place)
            case "child", test if test == "*" or test.endswith(")") or ":" in test:
                return "", False
            case "child", test:
                path = f"{place}/{test}"
                if path in self.places.all_paths:
                    return path, True
                if path != self.places.root + _META:
                    self._dead(tree)
                return "", False
            case _:
                return "", False

    def _dead(self, tree: Path) -> None:
        self.found.append(PathFinding(PathTrouble.DEAD_PATH, _written(tree)))


def _chooses(tree: Expression) -> bool:
    """Whether the author picks among the rows."""
    match tree:
        case Filter():
            return True
        case Path(_, start, steps):
            return any(step.predicates for step in steps) or (start is not None and _chooses(start))
        case _:
            return False


def _written(tree: Expression) -> str:
    return "".join(_parts(tree))


def _parts(tree: Expression) -> Iterator[str]:
    match tree:
        case Reference(name):
            yield f"${{{name}}}"
        case Path(absolute, start, steps):
            if start is not None:
                yield from _parts(start)
            if absolute or start is not None:
                yield "/"
            yield "/".join(_step_written(step) for step in steps)
        case Filter(base, _):
            yield from _parts(base)
            yield "[…]"
        case _:
            # No other start of a path leads to a place that is known.
            yield "current()"


def _step_written(step: Step) -> str:
    name = {("parent", "node()"): "..", ("self", "node()"): "."}.get((step.axis, step.test))
    if name is None:
        name = step.test if step.axis == "child" else f"{step.axis}::{step.test}"
    return name + ("[…]" if step.predicates else "")
