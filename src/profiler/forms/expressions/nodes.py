"""The nodes expressions run over: a light tree of names and texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Node:
    """A question, group, repeat row or choice item as expressions see it.

    Attributes:
        name: element name, "" for the document.
        parent: None for the document.
        children: in document order; the rows of a repeat stand beside each other under one name.
        value: canonical text of a leaf.
        relevant: a node that is not relevant is left out of every step downwards, so it reads as empty.
        attributes: nodes of the attribute axis.
    """

    __slots__ = ("attributes", "children", "name", "parent", "relevant", "value")

    def __init__(self, name: str, parent: Node | None = None, value: str = "") -> None:
        self.name = name
        self.parent = parent
        self.children: list[Node] = []
        self.value = value
        self.relevant = True
        self.attributes: tuple[Node, ...] = ()

    def add(self, child: Node) -> Node:
        """Append a child and return it."""
        child.parent = self
        self.children.append(child)
        return child

    @property
    def text(self) -> str:
        """String value: of a leaf its value, of anything else the text of what is inside and relevant."""
        if not self.children:
            return self.value
        return "".join(child.text for child in self.children if child.relevant)

    def ancestors(self) -> Iterator[Node]:
        """The nodes around, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def below(self) -> Iterator[Node]:
        """Every relevant node inside, in document order."""
        for child in self.children:
            if child.relevant:
                yield child
                yield from child.below()

    def index(self) -> int:
        """Position from 1 among the siblings of the same name."""
        siblings = [self] if self.parent is None else self.parent.children
        alike = (sibling for sibling in siblings if sibling.name == self.name)
        return next(position for position, sibling in enumerate(alike, 1) if sibling is self)


def _place(node: Node) -> tuple[int, ...]:
    place: list[int] = []
    for parent in node.ancestors():
        siblings = parent.attributes if any(node is each for each in parent.attributes) else parent.children
        shift = 0 if siblings is parent.attributes else len(parent.attributes)
        place.append(shift + next(i for i, each in enumerate(siblings) if each is node))
        node = parent
    return tuple(reversed(place))


def in_document_order(nodes: Iterable[Node]) -> list[Node]:
    """The nodes once each, sorted as they stand in the document."""
    unique = {id(node): node for node in nodes}
    return sorted(unique.values(), key=_place)
