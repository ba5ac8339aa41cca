"""Choice lists and other secondary instances as expressions see them, and choices found by a column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from profiler.forms.definition import Branch, Choice, FormDefinition
from profiler.forms.expressions.nodes import Node


class ChoiceList:
    """One list of choices.

    Attributes:
        choices: in order.
    """

    def __init__(self, choices: tuple[Choice, ...], language: str) -> None:
        self.choices = choices
        self._language = language
        self._by_column: dict[str, dict[str, list[int]]] = {}

    @cached_property
    def document(self) -> Node:
        """What `instance('list')` gives."""
        document = Node("instance")
        root = document.add(Node("root"))
        for choice in self.choices:
            item = root.add(Node("item"))
            for column, value in self._cells(choice).items():
                item.add(Node(column, value=value))
        return document

    @property
    def items(self) -> list[Node]:
        """The nodes of the choices."""
        return self.document.children[0].children

    def _cells(self, choice: Choice) -> dict[str, str]:
        label = choice.label.get(self._language, choice.code)
        return {"name": choice.code, "label": label, **choice.columns}

    def places(self, column: str, value: str) -> list[int]:
        """Places from 0 of the choices that have a text in a column; a column they lack reads as ""."""
        if column not in self._by_column:
            index: dict[str, list[int]] = {}
            for place, choice in enumerate(self.choices):
                index.setdefault(self._cells(choice).get(column, ""), []).append(place)
            self._by_column[column] = index
        return self._by_column[column].get(value, [])


class Instances(Mapping[str, Node]):
    """The documents of `instance('id')`, made when first asked for."""

    def __init__(self, form: FormDefinition, lists: Mapping[str, ChoiceList]) -> None:
        self._documents = form.documents
        self._lists = lists
        self._made: dict[str, Node] = {}

    def __getitem__(self, key: str) -> Node:
        if key in self._lists:
            return self._lists[key].document
        if key not in self._made:
            document = Node("instance")
            document.add(_planted(self._documents[key]))
            self._made[key] = document
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter([*self._lists, *self._documents])

    def __len__(self) -> int:
        return len(self._lists) + len(self._documents)


def _planted(branch: Branch) -> Node:
    node = Node(branch.name, value=branch.value)
    for child in branch.children:
        node.add(_planted(child))
    return node
