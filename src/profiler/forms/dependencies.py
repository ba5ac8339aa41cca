"""Finds out, without evaluating, which questions and repeats an expression looks at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from profiler.forms.definition import FormDefinition, Group, Repeat
from profiler.forms.expressions.syntax import Call, Expression, Filter, Path, Reference, Step, children


@dataclass(frozen=True, slots=True)
class Dependency:
    """One thing an expression looks at.

    Attributes:
        path: generic path of the question, group or repeat.
        same_row: repeats in whose same row it is looked at; for all others any row counts.
        itself: `.`, the node the expression belongs to.
    """

    path: str
    same_row: frozenset[str] = frozenset()
    itself: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a path has come to: a generic path and the repeats whose row is still the expression's own."""

    path: str
    same_row: frozenset[str]
    itself: bool = False


_DOCUMENT = _Place("", frozenset())
_AROUND = frozenset(["parent", "self", "ancestor", "ancestor-or-self"])


def repeats_around(form: FormDefinition, path: str) -> frozenset[str]:
    """Paths of the repeats around a node, the node itself included if it is one."""
    around = [group.path for group in form.enclosing(path) if isinstance(group, Repeat)]
    own = [path] if isinstance(form.by_path.get(path), Repeat) else []
    return frozenset(around + own)


def dependencies(
    tree: Expression, path: str, form: FormDefinition, *, in_choices: bool = False
) -> frozenset[Dependency]:
    """Everything an expression of a node looks at.

    Args:
        tree: the expression.
        path: generic path of the node it belongs to.
        form: the form.
        in_choices: bare names are columns of a choice list (choice_filter), not questions.
    """
    around = frozenset(group.path for group in form.enclosing(path) if isinstance(group, Repeat))
    origin = _Place(path, around, itself=True)
    tracer = _Tracer(form, origin)
    tracer.trace(tree, [] if in_choices else [origin])
    return frozenset(tracer.found)


class _Tracer:
    def __init__(self, form: FormDefinition, origin: _Place) -> None:
        self._form = form
        self._origin = origin
        self._own_repeats = origin.same_row
        self.found: set[Dependency] = set()

    def trace(self, tree: Expression, here: list[_Place], *, every_row: bool = False) -> list[_Place]:
        """Note what the expression looks at and return the places it stands for, if it is a node-set."""
        match tree:
            case Path():
                return self._note(self._path(tree, here, every_row))
            case Reference(name):
                return self._note(self._reference(name, every_row))
            case Filter(base, predicates):
                places = self.trace(base, here, every_row=every_row)
                self._predicates(predicates, places)
                return places
            case Call("current", ()):
                return [self._origin]
            case Call("instance", arguments):
                for argument in arguments:
                    self.trace(argument, here)
                return []
            case Call("indexed-repeat", arguments):
                for argument in arguments:
                    self.trace(argument, here, every_row=True)
                return []
            case _:
                for child in children(tree):
                    self.trace(child, here)
                return []

    def _note(self, places: list[_Place]) -> list[_Place]:
        self.found |= {Dependency(place.path, place.same_row, place.itself) for place in places if place.path}
        return places

    def _predicates(self, predicates: tuple[Expression, ...], places: list[_Place]) -> None:
        for predicate in predicates:
            self.trace(predicate, places)

    def _reference(self, name: str, every_row: bool) -> list[_Place]:
        paths = [node.path for node in self._form.walk() if node.name == name]
        return [
            _Place(
                path,
                frozenset() if every_row else repeats_around(self._form, path) & self._own_repeats - {path},
            )
            for path in paths[:1]
        ]

    def _path(self, tree: Path, here: list[_Place], every_row: bool) -> list[_Place]:
        places = [_DOCUMENT] if tree.absolute else here
        if tree.start is not None:
            places = self.trace(tree.start, here, every_row=every_row)
        last = len(tree.steps) - 1
        for number, step in enumerate(tree.steps):
            own_row = tree.absolute and not every_row and number < last and not step.predicates
            places = [found for place in places for found in self._step(place, step, own_row)]
            self._predicates(step.predicates, places)
        return places + self._texts(places) if last >= 0 and tree.steps[-1].axis not in _AROUND else places

    def _texts(self, places: list[_Place]) -> list[_Place]:
        """What makes up the text of groups; a repeat is looked at for its rows, not for their text."""
        groups = [place for place in places if type(self._form.by_path.get(place.path)) is Group]
        return [
            _Place(path, place.same_row)
            for place in groups
            for path in self._form.by_path
            if path.startswith(f"{place.path}/")
        ]

    def _step(self, place: _Place, step: Step, own_row: bool) -> Iterable[_Place]:
        match step.axis:
            case "self":
                return [place]
            case "parent":
                return [self._upwards(place)] if place.path else []
            case "child":
                found = self._children(place, step.test)
                return [self._in_own_row(each) for each in found] if own_row else found
            case "descendant" | "descendant-or-self":
                inside = [
                    _Place(path, place.same_row)
                    for path in self._form.by_path
                    if path.startswith(f"{place.path}/") and _fits(path, step.test)
                ]
                return [place, *inside] if step.axis == "descendant-or-self" else inside
            case "attribute" | "namespace":
                return []
            case _:
                return [_Place(path, frozenset()) for path in self._form.by_path if _fits(path, step.test)]

    def _upwards(self, place: _Place) -> _Place:
        return _Place(place.path.rpartition("/")[0], place.same_row - {place.path})

    def _children(self, place: _Place, test: str) -> list[_Place]:
        if test not in ("*", "node()"):
            path = f"{place.path}/{test}"
            return [_Place(path, place.same_row)] if path in self._form.by_path else []
        node = self._form.by_path.get(place.path)
        inside = node.children if isinstance(node, Group) else ()
        return [_Place(child.path, place.same_row) for child in inside]

    def _in_own_row(self, place: _Place) -> _Place:
        if place.path not in self._own_repeats:
            return place
        return _Place(place.path, place.same_row | {place.path})


def _fits(path: str, test: str) -> bool:
    return test in ("*", "node()") or path.rpartition("/")[2] == test
