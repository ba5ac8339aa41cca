"""The living nodes of a form being filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from profiler.errors import OurFault
from profiler.forms.answer import Address
from profiler.forms.changes import NodeState, Problem
from profiler.forms.definition import Choice, Group, Question, Repeat
from profiler.forms.definition import Node as Definition
from profiler.forms.expressions.nodes import Node


class Item(Node):
    """A question, group, repeat or repeat row as it stands.

    Attributes:
        definition: what the form says about it.
        address: where answers to it belong; of a repeat the id of the row around it.
        scope: repeat path -> id of the row it lies in, for all repeats around it.
        outer: what lies around it: of a row its repeat, else the parent.
        inner: what lies inside: questions, groups, repeats; of a repeat its rows.
        wanted: outcome of its own relevance condition.
        required: outcome of its required condition.
        readonly: outcome of its readonly condition.
        problem: what is wrong with its answer.
        offered: choices that pass its filter, None if there is no filter.
    """

    __slots__ = (
        "address",
        "definition",
        "inner",
        "offered",
        "outer",
        "problem",
        "readonly",
        "required",
        "scope",
        "wanted",
    )

    def __init__(
        self, definition: Definition, address: Address, scope: Mapping[str, str], outer: Item | None
    ) -> None:
        super().__init__(definition.name)
        self.definition = definition
        self.address = address
        self.scope = scope
        self.outer = outer
        self.inner: list[Item] = []
        self.wanted = True
        self.required = False
        self.readonly = False
        self.problem: Problem | None = None
        self.offered: tuple[Choice, ...] | None = None

    @property
    def question(self) -> Question:
        """The definition of a leaf.

        Raises:
            OurFault: it is a group or repeat.
        """
        if not isinstance(self.definition, Question):
            raise OurFault(f"not a question: {self.definition.path}")
        return self.definition

    @property
    def group(self) -> Group:
        """The definition of a group or repeat.

        Raises:
            OurFault: it is a question.
        """
        if not isinstance(self.definition, Group):
            raise OurFault(f"not a group: {self.definition.path}")
        return self.definition

    @property
    def around(self) -> Item:
        """What lies around it; of a row its repeat.

        Raises:
            OurFault: it is the root.
        """
        if self.outer is None:
            raise OurFault("nothing lies around the root")
        return self.outer

    @property
    def is_leaf(self) -> bool:
        """Whether it is a question."""
        return isinstance(self.definition, Question)

    @property
    def is_repeat(self) -> bool:
        """Whether it is a repeat as a whole, not one of its rows."""
        return isinstance(self.definition, Repeat) and self.definition.path not in self.scope

    @property
    def is_row(self) -> bool:
        """Whether it is one row of a repeat."""
        return isinstance(self.definition, Repeat) and self.definition.path in self.scope

    @property
    def read(self) -> str:
        """The value as expressions see it: "" while not relevant."""
        return self.value if self.relevant else ""

    @property
    def state(self) -> NodeState:
        """How it stands at this moment."""
        return NodeState(self.relevant, self.required, self.readonly, self.problem)

    def everything(self) -> Iterator[Item]:
        """It and everything inside, in the order of the form."""
        yield self
        for item in self.inner:
            yield from item.everything()

    def leaves(self) -> Iterator[Item]:
        """The questions inside (or itself), in the order of the form."""
        return (item for item in self.everything() if item.is_leaf)

    def arrange(self) -> None:
        """Lay out the children expressions see: the rows of a repeat stand where the repeat stands."""
        self.children = []
        for item in self.inner:
            self.children += item.inner if item.is_repeat else [item]
