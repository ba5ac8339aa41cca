"""Where every question, group and repeat of a form lies, for checks of tables and of built forms alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from profiler.forms.definition import FormDefinition, Node, Repeat, walk
from profiler.forms.source import FormSource, is_begin, is_end


@dataclass(frozen=True)
class Places:
    """The paths of a form.

    Attributes:
        root: path of the form itself, e.g. `/kompetenz`.
        paths: name -> generic path; of a name used twice the first.
        repeats: paths of the repeats.
        all_paths: every path, the root included.
    """

    root: str
    paths: Mapping[str, str]
    repeats: frozenset[str]
    all_paths: frozenset[str]

    def around(self, path: str) -> frozenset[str]:
        """The repeats around a place, itself included if it is one."""
        return frozenset(upwards(path)) & self.repeats


def upwards(path: str) -> Iterator[str]:
    """A path and the paths of everything around it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def places_of_source(source: FormSource) -> Places:
    """The places the tables name; a group that is not closed reaches to the end."""
    root = f"/{source.settings['name'] or source.form_id}"
    around = [root]
    paths: dict[str, str] = {}
    repeats: set[str] = set()
    all_paths = {root}
    for row in source.survey:
        if is_end(row["type"]):
            if len(around) > 1:
                around.pop()
            continue
        path = f"{around[-1]}/{row['name']}"
        all_paths.add(path)
        paths.setdefault(row["name"], path)
        if is_begin(row["type"]):
            around.append(path)
        if row["type"].replace(" ", "_") == "begin_repeat":
            repeats.add(path)
            # The count of rows the converter writes beside a repeat.
            all_paths.add(f"{path}_count")
    return Places(root, paths, frozenset(repeats), frozenset(all_paths))


def places_of_definition(form: FormDefinition) -> Places:
    """The places of a built form."""
    nodes: list[Node] = list(walk(form.root))
    paths: dict[str, str] = {}
    for node in nodes[1:]:
        paths.setdefault(node.name, node.path)
    return Places(
        form.root.path,
        paths,
        frozenset(node.path for node in nodes if isinstance(node, Repeat)),
        frozenset(node.path for node in nodes),
    )
