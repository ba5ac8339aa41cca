"""What an expression may look at while it is evaluated."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
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
        itext: text of an id in the active language, or the nodes it lies in.
        choice_name: text of a choice in the active language.
        new_id: makes a fresh unique id.
        chance: source of `random()`.
        version: version of the form.
        zone: None counts dates in whole days without zone, as the desk does. With a zone a date means
            midnight there, and moments are written in it, as ODK's engines do.
        strict: XPath 1.0 to the letter, for documents of any kind. Else as in a form being filled in, which
            is as in JavaRosa: an empty node-set compares as empty text, so that `${hidden} = ''` holds, and
            an absolute path through a repeat around the question means its own row.
        prefixes: namespace prefix -> namespace; a prefix not listed is part of the name.
        language: active language, for `lang()` where the document does not say.
    """

    document: Node
    today: Callable[[], date]
    now: Callable[[], datetime] | None = None
    instances: Mapping[str, Node] = field(default_factory=dict)
    itext: Callable[[str], str | list[Node]] = str
    choice_name: ChoiceNames = _no_choice
    new_id: Callable[[], str] | None = None
    chance: random.Random = field(default_factory=random.Random)
    version: str = ""
    zone: tzinfo | None = None
    strict: bool = False
    prefixes: Mapping[str, str] = field(default_factory=dict)
    language: str = ""

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
