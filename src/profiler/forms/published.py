"""What a form looked like in the versions that were given out: the rows of `published.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from profiler.errors import disk_error
from profiler.forms.fragments import of_fragment
from profiler.forms.source import FormSource, is_begin, is_end
from profiler.forms.source_tables import SourceRow, read_table

PUBLISHED = "published.csv"
COLUMNS = ("version", "path", "type", "codes", "label")
REPEAT = "begin_repeat"
LIST_TYPE = "list"

_NO_ANSWER = frozenset(
    ["note", "calculate", "start", "end", "today", "deviceid", "username", "phonenumber", "email"]
)


@dataclass(frozen=True, slots=True)
class Item:
    """A question that takes answers, or a repeat.

    Attributes:
        path: generic path.
        type: first word of the type in survey.csv, `begin_repeat` for a repeat.
        choice_list: name of the choice list of a select, else "".
        label: the German text.
        line: line in the table it was read from.
        file: that table, if it is not the form's own (a county's).
    """

    path: str
    type: str
    choice_list: str = ""
    label: str = ""
    line: int = 0
    file: str = ""

    @property
    def name(self) -> str:
        """The last name of the path."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Block:
    """One version of a form, as far as answers depend on it.

    Attributes:
        version: version text of the settings table.
        items: questions that take answers, and repeats, in the order of the form.
        lists: choice list -> its codes.
        list_lines: choice list -> its line.
        list_files: choice list -> its table, if it is a fragment's.
    """

    version: str
    items: tuple[Item, ...]
    lists: Mapping[str, tuple[str, ...]]
    list_lines: Mapping[str, int] = field(default_factory=dict)
    list_files: Mapping[str, str] = field(default_factory=dict)

    def repeat_of(self, path: str) -> Item | None:
        """The innermost repeat around a path."""
        around = [item for item in self.items if item.type == REPEAT and path.startswith(item.path + "/")]
        return max(around, key=lambda item: len(item.path), default=None)

    def named(self, name: str) -> tuple[Item, ...]:
        """All items of this name."""
        return tuple(item for item in self.items if item.name == name)

    def at(self, path: str) -> Item | None:
        """The item with this path."""
        return next((item for item in self.items if item.path == path), None)

    def knows(self, old: str) -> bool:
        """Whether a name or path means a question, group or repeat of this version."""
        if old.startswith("/"):
            return any(f"{item.path}/".startswith(f"{old}/") for item in self.items)
        return any(old in item.path.split("/")[2:] for item in self.items)


def outline(source: FormSource) -> Block:
    """The present version, from the tables."""
    root = source.settings["name"] or source.form_id
    items = tuple(_items(source.survey, "/" + root))
    used = dict.fromkeys(item.choice_list for item in items if item.choice_list)
    lists: dict[str, tuple[str, ...]] = {}
    lines: dict[str, int] = {}
    files: dict[str, str] = {}
    for row in source.choices:
        name = row["list_name"]
        if name in used:
            lists[name] = (*lists.get(name, ()), row["name"])
            lines.setdefault(name, row.line)
            if of_fragment(row.file):
                files.setdefault(name, row.file)
    return Block(source.settings["version"], items, lists, lines, files)


def _items(survey: Iterable[SourceRow], root: str) -> Iterator[Item]:
    around = [root]
    for row in survey:
        path = f"{around[-1]}/{row['name']}"
        kind, _, rest = row["type"].partition(" ")
        if is_end(row["type"]):
            around = around[:-1] or [root]
        elif is_begin(row["type"]):
            around.append(path)
            if row["type"].replace(" ", "_") == REPEAT:
                yield Item(path, REPEAT, "", row["label"], row.line, row.file)
        elif kind not in _NO_ANSWER:
            chosen = rest.strip() if kind in ("select_one", "select_multiple", "rank") else ""
            yield Item(path, kind, chosen, row["label"], row.line, row.file)


def read_published(folder: Path) -> tuple[Block, ...]:
    """The published versions of the form in a folder, in the order of the table; none if it has none.

    Raises:
        WorldError: FORM_INVALID with file and line.
    """
    file = folder / PUBLISHED
    if not file.is_file():
        return ()
    _, rows = read_table(file)
    versions = dict.fromkeys(row["version"] for row in rows)
    return tuple(_block(version, [row for row in rows if row["version"] == version]) for version in versions)


def _block(version: str, rows: Iterable[SourceRow]) -> Block:
    items: list[Item] = []
    lists: dict[str, tuple[str, ...]] = {}
    for row in rows:
        kind, _, chosen = row["type"].partition(" ")
        if kind == LIST_TYPE:
            lists[row["path"]] = tuple(row["codes"].split())
        else:
            items.append(Item(row["path"], kind, chosen, row["label"], row.line))
    return Block(version, tuple(items), lists)


def with_block(published: Iterable[Block], present: Block) -> tuple[Block, ...]:
    """The published versions with the present one at the end; of a version published again only the last."""
    return (*(block for block in published if block.version != present.version), present)


def write_published(folder: Path, blocks: Iterable[Block]) -> None:
    """Write the table anew.

    Raises:
        WorldError: NO_ACCESS, DISK_FULL.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for block in blocks:
        for item in block.items:
            kind = f"{item.type} {item.choice_list}".strip()
            table.writerow((block.version, item.path, kind, "", item.label))
        for name, codes in block.lists.items():
            table.writerow((block.version, name, LIST_TYPE, " ".join(codes), ""))
    try:
        (folder / PUBLISHED).write_text(text.getvalue(), encoding="utf-8", newline="\n")
    except OSError as error:
        raise disk_error(error) from error
