"""The tree of living nodes of one record: growing it, finding nodes, adding and removing rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from profiler.forms.answer import Address
from profiler.forms.definition import FormDefinition
from profiler.forms.definition import Node as Definition
from profiler.forms.expressions.nodes import Node
from profiler.forms.items import Document, Item, Root
from profiler.forms.outline import outline


class Tree:
    """All nodes of a record, found by path and row.

    Attributes:
        document: what expressions call the document.
        root: the outermost group.
    """

    def __init__(self, form: FormDefinition) -> None:
        self._outline = outline(form)
        self._items: dict[str, dict[str, Item]] = {path: {} for path in self._outline.by_path}
        self._rows: dict[str, Item] = {}
        self.document = Document()
        self.root = Root(form.root)
        _filled(self.root)
        self.document.add(self.root)
        self._enter(self.root)
        self.document.single = {
            path: found[""] for path, found in self._items.items() if self._outline.is_single(path)
        }

    def _enter(self, root: Item) -> None:
        for item in root.everything():
            item.gone = False
            if item.is_row:
                self._rows[item.address.row] = item
            else:
                self._items[item.address.path][item.address.row] = item

    def say(self, meta: Node) -> None:
        """Put in what the record says about itself."""
        self.root.meta = meta
        self.root.arrange()

    def find(self, address: Address) -> Item | None:
        """The node at an address; of a repeat's own path the repeat, not a row."""
        return self._items.get(address.path, {}).get(address.row)

    def at(self, path: str, repeat: str = "", row: str = "") -> Sequence[Item]:
        """The nodes of a generic path in the order of the record, rows of repeats left out.

        Args:
            path: generic path of the nodes.
            repeat: path of a repeat around them, "" for all nodes of the path.
            row: the row of that repeat in which they lie.
        """
        found = self._items[path]
        around = self._outline.repeats[path]
        if not around or repeat == around[-1]:
            return (found[row],)
        within = [row]
        for each in around[around.index(repeat) + 1 if repeat else 0 :]:
            repeats = self._items[each]
            within = [inner.address.row for outer in within for inner in repeats[outer].inner]
        return [found[each] for each in within]

    def row(self, row: str) -> Item | None:
        """The row with this id."""
        return self._rows.get(row)

    def repeats(self) -> Iterator[Item]:
        """Every repeat as it stands in each row around it, outer before inner."""
        return (
            item
            for path in self._outline.by_path
            if self._outline.is_repeat(path)
            for item in self._items[path].values()
        )

    def put_in(self, row: Item, index: int) -> None:
        """Put a row with everything inside at a place from 0 among the rows of its repeat."""
        repeat = row.around
        self._enter(row)
        repeat.inner.insert(index, row)
        repeat.around.arrange()
        row.settle()

    def fill(self, repeat: Item, rows: Iterable[Item]) -> None:
        """Put rows with everything inside behind the rows of a repeat, all at once."""
        for row in rows:
            self._enter(row)
            repeat.inner.append(row)
            row.settle()
        repeat.around.arrange()

    def take_out(self, row: Item) -> None:
        """Take a row with everything inside out of the tree."""
        for item in row.everything():
            item.gone = True
            if item.is_row:
                del self._rows[item.address.row]
            else:
                del self._items[item.address.path][item.address.row]
        repeat = row.around
        repeat.inner.remove(row)
        repeat.around.arrange()

    def move(self, row: Item, index: int) -> None:
        """Put a row at another place among its siblings."""
        repeat = row.around
        repeat.inner.remove(row)
        repeat.inner.insert(index, row)
        repeat.around.arrange()


def new_row(repeat: Item, row: str) -> Item:
    """A row with everything inside, which is not in the tree yet."""
    definition = repeat.repeat
    return _filled(
        Item(definition, Address(definition.path, row), {**repeat.scope, definition.path: row}, repeat)
    )


def _grown(definition: Definition, row: str, scope: Mapping[str, str], outer: Item | None) -> Item:
    item = Item(definition, Address(definition.path, row), scope, outer)
    return item if item.is_leaf or item.is_repeat else _filled(item)


def _filled(item: Item) -> Item:
    """A group or row with everything inside."""
    row = item.address.row
    item.inner = [_grown(child, row, item.scope, item) for child in item.group.children]
    item.arrange()
    return item
