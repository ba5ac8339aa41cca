"""What an expression may look at while it is evaluated."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Protocol

from profiler.forms.expressions.nodes import Node


class ChoiceNames(Protocol):
    """Finds the text of a choice."""

    def __call__(self, code: str, path: str, origin: Node, /) -> str:
        """Label of a code in the question at the path, in the active language; "" if there is none."""
        ...


def _no_choice(code: str, path: str, origin: Node) -> str:
    return ""


@dataclass(slots=True)
class Environment:
    """What is the same for every expression of a form.

    Attributes:
        document: document node; absolute paths start here.
        today: the present day.
        now: the present moment, aware; midnight UTC of `today` unless given.
        instances: further documents by id, for `instance('id')`.
        itext: text of an id in the active language.
        choice_name: text of a choice in the active language.
        new_id: makes a fresh unique id.
        chance: source of `random()`.
        version: version of the form.
    """

    document: Node
    today: Callable[[], date]
    now: Callable[[], datetime] | None = None
    instances: Mapping[str, Node] = field(default_factory=dict)
    itext: Callable[[str], str] = str
    choice_name: ChoiceNames = _no_choice
    new_id: Callable[[], str] | None = None
    chance: random.Random = field(default_factory=random.Random)
    version: str = ""

    def moment(self) -> datetime:
        """The present moment, aware."""
        return datetime.combine(self.today(), time(), UTC) if self.now is None else self.now()


class Context:
    """Where in the document an expression stands.

    Attributes:
        node: context node, `.`.
        origin: node the whole expression belongs to, `current()`.
        environment: what is the same everywhere.
        position: `position()`, from 1.
        size: `last()`.
    """

    __slots__ = ("environment", "node", "origin", "position", "size")

    def __init__(
        self,
        node: Node,
        environment: Environment,
        origin: Node | None = None,
        position: int = 1,
        size: int = 1,
    ) -> None:
        self.node = node
        self.environment = environment
        self.origin = node if origin is None else origin
        self.position = position
        self.size = size

    def at(self, node: Node, position: int, size: int) -> Context:
        """The context inside a predicate."""
        return Context(node, self.environment, self.origin, position, size)
