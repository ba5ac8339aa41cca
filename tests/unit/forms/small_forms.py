"""Small forms for the tests, written as definitions with `${name}` references."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import count

from profiler.forms.answer import Address, Answer
from profiler.forms.changes import ChangeSet
from profiler.forms.definition import (
    Action,
    ActionEvent,
    Choice,
    FirstRow,
    FormDefinition,
    Group,
    Node,
    Question,
    QuestionKind,
    Repeat,
    RowChoices,
)
from profiler.forms.session import FormSession

TODAY = date(2026, 11, 21)


def question(name: str, kind: str = "text", **details: str) -> Question:
    return Question(name, name, QuestionKind(kind), **details)  # type: ignore[arg-type]  # tests give texts only


def calculate(name: str, calculation: str) -> Question:
    return question(name, "calculate", calculation=calculation)


def from_rows(name: str, nodes: str, code: str, label: str, **details: str) -> Question:
    """A select that offers rows."""
    rows = RowChoices(nodes, code, label)
    return replace(question(name, "select_one", **details), row_choices=rows)


def group(name: str, *children: Node, relevant: str = "", readonly: str = "") -> Group:
    return Group(name, name, {"de": name.title()}, relevant, children=children, readonly=readonly)


def repeat(
    name: str,
    *children: Node,
    relevant: str = "",
    times: str = "",
    readonly: str = "",
    first: tuple[FirstRow, ...] = (),
    fixed: bool = False,
) -> Repeat:
    return Repeat(
        name,
        name,
        {"de": name.title()},
        relevant,
        children=children,
        readonly=readonly,
        count=times,
        first_rows=first,
        fixed=fixed,
    )


def on(event: str, target: str, value: str = "", *, text: str = "", trigger: str = "") -> Action:
    """An action; `event` may name several, divided by blanks."""
    return Action(frozenset(map(ActionEvent, event.split())), target, value, text, trigger)


def _placed(node: Node, parent: str) -> Node:
    path = f"{parent}/{node.name}"
    if isinstance(node, Question):
        return replace(node, path=path)
    return replace(node, path=path, children=tuple(_placed(child, path) for child in node.children))


def form(
    *children: Node,
    choices: Mapping[str, tuple[Choice, ...]] | None = None,
    actions: tuple[Action, ...] = (),
) -> FormDefinition:
    root = _placed(group("data", *children), "")
    assert isinstance(root, Group)
    return FormDefinition(
        "data", "1", "", {"de": "Probe"}, ("de", "ar"), root, choices or {}, actions=actions
    )


class Desk:
    """A session steered by names, as the tests read best."""

    def __init__(self, definition: FormDefinition, today: Callable[[], date] = lambda: TODAY) -> None:
        self.form = definition
        ids = count(1)
        self.session = FormSession(definition, today=today, new_id=lambda: f"r{next(ids)}")

    def address(self, name: str, row: str = "") -> Address:
        path = next(node.path for node in self.form.walk() if node.name == name)
        return Address(path, row)

    def put(self, name: str, value: str, row: str = "") -> ChangeSet:
        return self.session.set(self.address(name, row), Answer(value))

    def decline(self, name: str, row: str = "") -> ChangeSet:
        return self.session.set(self.address(name, row), Answer(declined=True))

    def add(self, name: str, parent: str = "") -> str:
        row, _ = self.session.add_row(self.address(name).path, parent)
        return row

    def value(self, name: str, row: str = "") -> str:
        return self.session.value(self.address(name, row))

    def relevant(self, name: str, row: str = "") -> bool:
        return self.session.state(self.address(name, row)).relevant

    def problem(self, name: str, row: str = "") -> str:
        problem = self.session.state(self.address(name, row)).problem
        return "" if problem is None else problem.code.value
