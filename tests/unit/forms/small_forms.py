"""Small forms for the tests, written as definitions with `${name}` references."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

from profiler.forms.answer import Address, Answer
from profiler.forms.changes import ChangeSet
from profiler.forms.definition import Choice, FormDefinition, Group, Node, Question, QuestionKind, Repeat
from profiler.forms.session import FormSession

TODAY = date(2026, 11, 21)


def question(name: str, kind: str = "text", **details: str) -> Question:
    return Question(name, name, QuestionKind(kind), **details)  # type: ignore[arg-type]  # tests give texts only


def calculate(name: str, calculation: str) -> Question:
    return question(name, "calculate", calculation=calculation)


def group(name: str, *children: Node, relevant: str = "") -> Group:
    return Group(name, name, {"de": name.title()}, relevant, children=children)


def repeat(name: str, *children: Node, relevant: str = "", times: str = "") -> Repeat:
    return Repeat(name, name, {"de": name.title()}, relevant, children=children, count=times)


def _placed(node: Node, parent: str) -> Node:
    from dataclasses import replace

    path = f"{parent}/{node.name}"
    if isinstance(node, Question):
        return replace(node, path=path)
    return replace(node, path=path, children=tuple(_placed(child, path) for child in node.children))


def form(*children: Node, choices: dict[str, tuple[Choice, ...]] | None = None) -> FormDefinition:
    root = _placed(group("data", *children), "")
    assert isinstance(root, Group)
    return FormDefinition("data", "1", "", {"de": "Probe"}, ("de", "ar"), root, choices or {})


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
