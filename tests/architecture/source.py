"""The program's own source as syntax trees: what the tests of the architecture read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "profiler"


@dataclass(frozen=True)
class Module:
    """One file: its place below the folder read (posix) and its syntax tree."""

    name: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """First folder, or the file itself for modules outside the rooms."""
        return self.name.split("/")[0]


@cache
def modules(folder: Path = SOURCE) -> tuple[Module, ...]:
    """Every Python file below `folder`, in order of its name."""
    return tuple(
        Module(file.relative_to(folder).as_posix(), ast.parse(file.read_text(encoding="utf-8")))
        for file in sorted(folder.rglob("*.py"))
    )


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in the tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called_name(call: ast.Call) -> str:
    """Last word of what is called: `a.b.C(...)` and `C[int](...)` are both `C`."""
    function = call.func
    if isinstance(function, ast.Subscript):
        function = function.value
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def dotted(node: ast.expr) -> str:
    """`a.b.c` as written; an empty word for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return ""


def imported(tree: ast.AST) -> set[str]:
    """Full names of everything imported anywhere in the tree, `from a import b` as `a.b`."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found
