"""The nodes expressions run over: a light tree of names and texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import ClassVar

_FEW = 8
"""So many children are looked through faster than indexed."""


class NodeKind(Enum):
    """What a node is in the data model of XPath 1.0, section 5; a document is an element without name."""

    ELEMENT = auto()
    ATTRIBUTE = auto()
    TEXT = auto()
    COMMENT = auto()
    INSTRUCTION = auto()
    NAMESPACE = auto()


_ONE_OF_A_NAME = frozenset([NodeKind.ATTRIBUTE, NodeKind.NAMESPACE])


class Node:
    """A question, group, repeat row or choice item as expressions see it.

    Attributes:
        kind: element, unless a subclass says otherwise.
        name: element name as written, "" for the document; what is no element and no attribute starts
            with `#`, so that no name test meets it.
        parent: None for the document.
        children: in document order; the rows of a repeat stand beside each other under one name. Appended to
            or replaced as a whole, never rearranged in place.
        value: canonical text of a leaf.
        relevant: a node that is not relevant is left out of every step downwards, so it reads as empty.
        attributes: nodes of the attribute axis.
    """

    __slots__ = ("_by_name", "attributes", "children", "name", "parent", "relevant", "value")
    kind: ClassVar[NodeKind] = NodeKind.ELEMENT

    def __init__(self, name: str, parent: Node | None = None, value: str = "") -> None:
        self.name = name
        self.parent = parent
        self.children: list[Node] = []
        self.value = value
        self.relevant = True
        self.attributes: tuple[Node, ...] = ()
        self._by_name: tuple[list[Node], int, dict[str, list[Node]]] | None = None

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

    @property
    def uri(self) -> str:
        """The namespace of the name, "" if it has none; forms know names alone."""
        return ""

    @property
    def full_name(self) -> str:
        """What `name()` gives."""
        return self.name

    @property
    def namespaces(self) -> tuple[Node, ...]:
        """Nodes of the namespace axis; forms have none."""
        return ()

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
                if child.children:
                    yield from child.below()

    def named(self, name: str) -> list[Node]:
        """The relevant children of a name."""
        children = self.children if len(self.children) <= _FEW else self._alike(name)
        return [child for child in children if child.name == name and child.relevant]

    def index(self) -> int:
        """Position from 1 among the siblings of the same name."""
        if self.parent is None or self.kind in _ONE_OF_A_NAME:
            return 1
        return self.parent._alike(self.name).index(self) + 1

    def _alike(self, name: str) -> list[Node]:
        """The children of a name, from an index that is made anew when there are other children."""
        index = self._by_name
        if index is None or index[0] is not self.children or index[1] != len(self.children):
            index = self._by_name = (self.children, len(self.children), _indexed(self.children))
        return index[2].get(name, [])


class Attribute(Node):
    """An attribute; its parent is the element, which does not count it among its children."""

    __slots__ = ()
    kind = NodeKind.ATTRIBUTE


def _indexed(children: list[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for child in children:
        found.setdefault(child.name, []).append(child)
    return found


def in_document_order(nodes: Iterable[Node]) -> list[Node]:
    """The nodes once each, sorted as they stand in the document: namespaces, attributes, children."""
    unique = {id(node): node for node in nodes}
    if len(unique) == 1:
        return list(unique.values())
    counted: dict[int, dict[int, int]] = {}

    def place(node: Node) -> tuple[int, ...]:
        found: list[int] = []
        while (parent := node.parent) is not None:
            if id(parent) not in counted:
                inside = (*parent.namespaces, *parent.attributes, *parent.children)
                counted[id(parent)] = {id(each): number for number, each in enumerate(inside)}
            found.append(counted[id(parent)][id(node)])
            node = parent
        return tuple(reversed(found))

    return sorted(unique.values(), key=place)
