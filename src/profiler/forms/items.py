"""The living nodes of a form being filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from profiler.errors import OurFault
from profiler.forms.answer import Address
from profiler.forms.changes import NodeState, Problem
from profiler.forms.definition import Choice, Group, Question, Repeat
from profiler.forms.definition import Node as Definition
from profiler.forms.expressions.nodes import Node


class Document(Node):
    """What expressions call the document.

    Attributes:
        single: generic path -> node, for all nodes that lie in no repeat and are none.
    """

    __slots__ = ("single",)

    def __init__(self) -> None:
        super().__init__("")
        self.single: dict[str, Item] = {}


class MetaNode(Node):
    """One thing a record says about itself, e.g. its id; no question, so only expressions see it.

    Args:
        name: element name.
        read: gives what it says at this moment.
    """

    __slots__ = ("_read",)

    def __init__(self, name: str, read: Callable[[], str]) -> None:
        super().__init__(name)
        self._read = read

    @property
    def text(self) -> str:
        """What it says."""
        return self._read()


class Item(Node):
    """A question, group, repeat or repeat row as it stands.

    Attributes:
        definition: what the form says about it.
        address: where answers to it belong; of a repeat the id of the row around it.
        scope: repeat path -> id of the row it lies in, for all repeats around it.
        outer: what lies around it: of a row its repeat, else the parent.
        inner: what lies inside: questions, groups, repeats; of a repeat its rows.
        is_leaf: whether it is a question.
        is_repeat: whether it is a repeat as a whole, not one of its rows.
        is_row: whether it is one row of a repeat.
        place: of a row its position from 1 among the rows, of anything else 1.
        wanted: outcome of its own relevance condition.
        locked: outcome of its own readonly condition.
        required: outcome of its required condition.
        readonly: whether it, or anything around it, is locked.
        problem: what is wrong with its answer.
        offered: choices that are worked out (filtered, shuffled or taken from rows), None for a plain list.
        gone: whether it was taken out with its row.
        pending: which of its tasks wait to be worked on, one bit for each kind.
    """

    __slots__ = (
        "address",
        "definition",
        "gone",
        "inner",
        "is_leaf",
        "is_repeat",
        "is_row",
        "locked",
        "offered",
        "outer",
        "pending",
        "place",
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
        self.outer: Item | None = outer
        self.inner: list[Item] = []
        repeats = isinstance(definition, Repeat)
        self.is_leaf: bool = isinstance(definition, Question)
        self.is_row: bool = repeats and definition.path in scope
        self.is_repeat: bool = repeats and not self.is_row
        self.parent = outer.outer if outer is not None and outer.is_repeat else outer
        self.place = 1
        self.wanted = True
        self.locked = False
        self.required = False
        self.readonly = False
        self.problem: Problem | None = None
        self.offered: tuple[Choice, ...] | None = None
        self.gone = False
        self.pending = 0

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
    def repeat(self) -> Repeat:
        """The definition of a repeat or of one of its rows.

        Raises:
            OurFault: it is a question or a plain group.
        """
        if not isinstance(self.definition, Repeat):
            raise OurFault(f"not a repeat: {self.definition.path}")
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
            if item.is_leaf:
                yield item
            else:
                yield from item.everything()

    def leaves(self) -> Iterator[Item]:
        """The questions inside (or itself), in the order of the form."""
        return (item for item in self.everything() if item.is_leaf)

    def index(self) -> int:
        """Position from 1 among the siblings of the same name, which only the rows of a repeat have."""
        return self.place

    def arrange(self) -> None:
        """Lay out the children expressions see: the rows of a repeat stand where the repeat stands."""
        children: list[Node] = []
        for item in self.inner:
            if item.is_repeat:
                for place, row in enumerate(item.inner, 1):
                    row.place = place
                children += item.inner
            else:
                children.append(item)
        self.children = children

    def settle(self) -> None:
        """Take over relevance and read-only from around, and pass them on to everything inside."""
        around = self.around
        self.relevant = self.wanted and around.relevant
        self.readonly = self.locked or around.readonly
        for item in self.inner:
            item.settle()


class Root(Item):
    """The outermost group; behind its questions stands what the record says about itself.

    Attributes:
        meta: the group of that, None if the form has none.
    """

    __slots__ = ("meta",)

    def __init__(self, definition: Group) -> None:
        super().__init__(definition, Address(definition.path, ""), {}, None)
        self.meta: Node | None = None

    def arrange(self) -> None:
        """Lay out the children expressions see."""
        super().arrange()
        if self.meta is not None:
            self.add(self.meta)
