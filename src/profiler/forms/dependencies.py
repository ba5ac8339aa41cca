"""Finds out, without evaluating, which questions and repeats an expression looks at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from profiler.forms.definition import FormDefinition, Group, Question, RowChoices
from profiler.forms.expressions.parser import parse
from profiler.forms.expressions.syntax import (
    Call,
    Expression,
    Filter,
    Literal,
    Path,
    Reference,
    Step,
    children,
)
from profiler.forms.outline import INSTANCE_NAME, Outline, outline
from profiler.forms.shortcuts import plain_path


class Dependency(NamedTuple):
    """One thing an expression looks at, or a place a path has come to on the way there.

    Attributes:
        path: generic path of the question, group or repeat.
        same_row: repeats in whose same row it is looked at; for all others any row counts.
        itself: `.`, the node the expression belongs to.
    """

    path: str
    same_row: frozenset[str] = frozenset()
    itself: bool = False


_NONE: frozenset[str] = frozenset()
_DOCUMENT = Dependency("", _NONE)
_AROUND = frozenset(["parent", "self", "ancestor", "ancestor-or-self"])


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
    tracer = _Tracer(outline(form), path)
    tracer.trace(tree, [] if in_choices else [tracer.origin])
    return frozenset(tracer.found)


def row_choice_dependencies(choices: RowChoices, path: str, form: FormDefinition) -> frozenset[Dependency]:
    """Everything the choices of a question that are rows look at: the rows, their codes and labels."""
    tracer = _Tracer(outline(form), path)
    tracer.row_choices(choices)
    return frozenset(tracer.found)


class _Tracer:
    def __init__(self, paths: Outline, path: str) -> None:
        self._paths = paths
        self._own_repeats = frozenset(paths.repeats[path])
        self.origin = Dependency(path, self._own_repeats, itself=True)
        self.found: set[Dependency] = set()
        self._in_name = False

    def trace(self, tree: Expression, here: list[Dependency], *, every_row: bool = False) -> list[Dependency]:
        """Note what the expression looks at and return the places it stands for, if it is a node-set."""
        if isinstance(tree, Path):
            return self._note(self._path(tree, here, every_row))
        if isinstance(tree, Reference):
            return self._note(self._reference(tree.name, every_row))
        if isinstance(tree, Call):
            return self._call(tree.name, tree.arguments, here)
        if isinstance(tree, Filter):
            places = self.trace(tree.base, here, every_row=every_row)
            self._predicates(tree.predicates, places)
            return places
        for child in children(tree):
            self.trace(child, here)
        return []

    def row_choices(self, choices: RowChoices) -> None:
        """Note what choices that are rows look at."""
        places = self.trace(parse(choices.nodes), [self.origin])
        for part in (choices.code, choices.label):
            self.trace(parse(part), places)

    def _call(self, name: str, arguments: tuple[Expression, ...], here: list[Dependency]) -> list[Dependency]:
        traced = [self.trace(argument, here, every_row=name == "indexed-repeat") for argument in arguments]
        match name:
            case "current":
                return [self.origin]
            case "once":
                self._note([self.origin])
            case "randomize":
                return traced[0] if traced else []
            case "jr:choice-name" if len(arguments) > 1 and isinstance(arguments[1], Literal):
                self._choices_of(self._paths.meant(arguments[1].value, self.origin.path))
        return []

    def _choices_of(self, path: str) -> None:
        node = self._paths.by_path.get(path)
        if isinstance(node, Question) and node.row_choices is not None:
            inner = _Tracer(self._paths, path)
            inner.row_choices(node.row_choices)
            self.found |= {Dependency(each.path) for each in inner.found}

    def _note(self, places: list[Dependency]) -> list[Dependency]:
        self.found.update(place for place in places if place.path)
        return places

    def _predicates(self, predicates: tuple[Expression, ...], places: list[Dependency]) -> None:
        for predicate in predicates:
            self.trace(predicate, places)

    def _reference(self, name: str, every_row: bool) -> list[Dependency]:
        if name not in self._paths.named:
            return self._name_of_record() if name == INSTANCE_NAME else []
        path = self._paths.named[name][0]
        own = _NONE if every_row else self._own_repeats.intersection(self._paths.repeats[path])
        return [Dependency(path, own)]

    def _name_of_record(self) -> list[Dependency]:
        """Whoever looks at the name looks at what it is made of, wherever that lies."""
        form = self._paths.form
        if form.instance_name and not self._in_name:
            inner = _Tracer(self._paths, form.root.path)
            inner._in_name = True
            inner.trace(parse(form.instance_name), [inner.origin])
            self.found |= {Dependency(each.path) for each in inner.found}
        return []

    def _path(self, tree: Path, here: list[Dependency], every_row: bool) -> list[Dependency]:
        if tree.absolute and (path := plain_path(tree)) in self._paths.by_path:
            own = _NONE if every_row else self._own_repeats.intersection(self._paths.repeats[path])
            places = [Dependency(path, own)]
            return places + self._texts(places)
        if tree.absolute and path == f"{self._paths.meta}/{INSTANCE_NAME}":
            return self._name_of_record()
        places = [_DOCUMENT] if tree.absolute else here
        if tree.start is not None:
            places = self.trace(tree.start, here, every_row=every_row)
        last = len(tree.steps) - 1
        for number, step in enumerate(tree.steps):
            own_row = tree.absolute and not every_row and number < last and not step.predicates
            places = [found for place in places for found in self._step(place, step, own_row)]
            self._predicates(step.predicates, places)
        return places + self._texts(places) if last >= 0 and tree.steps[-1].axis not in _AROUND else places

    def _texts(self, places: list[Dependency]) -> list[Dependency]:
        """What makes up the text of groups; a repeat is looked at for its rows, not for their text."""
        groups = [place for place in places if type(self._paths.by_path.get(place.path)) is Group]
        return [
            Dependency(path, place.same_row) for place in groups for path in self._paths.inside(place.path)
        ]

    def _step(self, place: Dependency, step: Step, own_row: bool) -> Iterable[Dependency]:
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
                    Dependency(path, place.same_row)
                    for path in self._paths.inside(place.path)
                    if _fits(path, step.test)
                ]
                return [place, *inside] if step.axis == "descendant-or-self" else inside
            case "attribute" | "namespace":
                return []
            case _:
                return [Dependency(path, _NONE) for path in self._paths.by_path if _fits(path, step.test)]

    def _upwards(self, place: Dependency) -> Dependency:
        return Dependency(place.path.rpartition("/")[0], place.same_row - {place.path})

    def _children(self, place: Dependency, test: str) -> list[Dependency]:
        if test not in ("*", "node()"):
            path = f"{place.path}/{test}"
            return [Dependency(path, place.same_row)] if path in self._paths.by_path else []
        inside = self._paths.children.get(place.path, ())
        return [Dependency(path, place.same_row) for path in inside]

    def _in_own_row(self, place: Dependency) -> Dependency:
        if place.path not in self._own_repeats:
            return place
        return Dependency(place.path, place.same_row | {place.path})


def _fits(path: str, test: str) -> bool:
    return test in ("*", "node()") or path.rpartition("/")[2] == test
