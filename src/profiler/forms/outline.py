"""Where everything in a form lies, looked up once: names, repeats around a node, nodes inside a group."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from profiler.forms.definition import FormDefinition, Group, Node, Repeat

INSTANCE_NAME = "instanceName"
"""What a record calls itself for people, in its `meta`."""


class Outline:
    """The paths of a form.

    Attributes:
        form: the form.
        by_path: generic path -> node, the root included.
        named: name -> paths of the nodes of this name, in the order of the form.
        children: path of a group or repeat -> paths of the nodes directly inside.
        repeats: path -> paths of the repeats around a node, outermost first, without itself.
        meta: path of what the record says about itself.
    """

    def __init__(self, form: FormDefinition) -> None:
        self.form = form
        self.meta = f"{form.root.path}/meta"
        self.by_path: dict[str, Node] = {}
        self.named: dict[str, list[str]] = {}
        self.children: dict[str, tuple[str, ...]] = {}
        self.repeats: dict[str, tuple[str, ...]] = {}
        self._inside: dict[str, tuple[str, ...]] = {}
        self._add(form.root, ())

    def _add(self, node: Node, repeats: tuple[str, ...]) -> None:
        path = node.path
        self.by_path[path] = node
        if path != self.form.root.path:
            self.named.setdefault(node.name, []).append(path)
        self.repeats[path] = repeats
        if isinstance(node, Group):
            inner = (*repeats, path) if isinstance(node, Repeat) else repeats
            self.children[path] = tuple(child.path for child in node.children)
            for child in node.children:
                self._add(child, inner)

    def inside(self, path: str) -> tuple[str, ...]:
        """Paths of everything below a group or repeat ("": the document), in the order of the form."""
        if path not in self._inside:
            self._inside[path] = tuple(each for each in self.by_path if each.startswith(f"{path}/"))
        return self._inside[path]

    def meant(self, written: str, path: str) -> str:
        """The generic path a path means that stands as text in an expression, as for `jr:choice-name`.

        Args:
            written: absolute, or relative like `../kind` or `current()/../kind`; blanks do not count.
            path: of the node whose expression it is.
        """
        written = written.strip().removeprefix("current()/")
        if written.startswith("/"):
            return written
        for step in written.split("/"):
            if step == "..":
                path = path.rpartition("/")[0]
            elif step != ".":
                path = f"{path}/{step}"
        return path

    def is_repeat(self, path: str) -> bool:
        """Whether a path is that of a repeat."""
        return isinstance(self.by_path.get(path), Repeat)

    def is_single(self, path: str) -> bool:
        """Whether a record has exactly one node of this path: it lies in no repeat and is none."""
        return path in self.by_path and not self.repeats[path] and not self.is_repeat(path)

    def shared(self, path: str, scope: Mapping[str, str]) -> tuple[str, str]:
        """The innermost repeat around a node whose row is known.

        Args:
            path: generic path of the node.
            scope: repeat path -> row, for the repeats around somebody who looks at the node.

        Returns:
            Path of the repeat and id of the row, two empty texts if they share none.
        """
        for repeat in reversed(self.repeats[path]):
            if repeat in scope:
                return repeat, scope[repeat]
        return "", ""


@lru_cache(maxsize=8)
def outline(form: FormDefinition) -> Outline:
    """The outline of a form, kept for the forms last used."""
    return Outline(form)
