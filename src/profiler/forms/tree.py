"""The tree of living nodes of one record: growing it, finding nodes, adding and removing rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from profiler.forms.answer import Address
from profiler.forms.definition import FormDefinition, Group
from profiler.forms.definition import Node as Definition
from profiler.forms.expressions.nodes import Node
from profiler.forms.items import Item


class Tree:
    """All nodes of a record, found by path and row.

    Attributes:
        document: what expressions call the document.
        root: the outermost group.
    """

    def __init__(self, form: FormDefinition) -> None:
        self._items: dict[str, dict[str, Item]] = {}
        self._rows: dict[str, Item] = {}
        self.document = Node("")
        self.root = self._grow(form.root, "", {}, None)
        self.document.add(self.root)

    def _grow(self, definition: Definition, row: str, scope: Mapping[str, str], outer: Item | None) -> Item:
        item = Item(definition, Address(definition.path, row), scope, outer)
        item.parent = outer
        self._items.setdefault(definition.path, {})[row] = item
        if isinstance(definition, Group) and not item.is_repeat:
            self._fill(item, definition, row, scope)
        return item

    def _fill(self, item: Item, definition: Group, row: str, scope: Mapping[str, str]) -> None:
        item.inner = [self._grow(child, row, scope, item) for child in definition.children]
        item.arrange()

    def find(self, address: Address) -> Item | None:
        """The node at an address; of a repeat's own path the repeat, not a row."""
        return self._items.get(address.path, {}).get(address.row)

    def at(self, path: str) -> Iterator[Item]:
        """All nodes of a generic path, rows of repeats left out."""
        return iter(self._items.get(path, {}).values())

    def row(self, row: str) -> Item | None:
        """The row with this id."""
        return self._rows.get(row)

    def repeats(self) -> Iterator[Item]:
        """Every repeat as it stands in each row around it, outer before inner."""
        return (item for item in self.root.everything() if item.is_repeat)

    def add_row(self, repeat: Item, row: str, index: int) -> Item:
        """A new row with everything inside."""
        definition = repeat.group
        scope = {**repeat.scope, definition.path: row}
        item = Item(definition, Address(definition.path, row), scope, repeat)
        item.parent = repeat.outer
        self._rows[row] = item
        self._fill(item, definition, row, scope)
        for each in item.everything():
            each.relevant = repeat.relevant
        repeat.inner.insert(index, item)
        repeat.around.arrange()
        return item

    def remove_row(self, row: Item) -> None:
        """Take a row with everything inside out of the tree."""
        repeat = row.around
        for item in row.everything():
            if item.is_row:
                del self._rows[item.address.row]
            else:
                del self._items[item.address.path][item.address.row]
        repeat.inner.remove(row)
        repeat.around.arrange()

    def move_row(self, row: Item, index: int) -> None:
        """Put a row at another place among its siblings."""
        repeat = row.around
        repeat.inner.remove(row)
        repeat.inner.insert(index, row)
        repeat.around.arrange()
