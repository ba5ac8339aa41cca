"""What is worked out in a form, expression by expression, in an order in which nothing waits for anything."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from profiler.errors import ErrorCode, WorldError
from profiler.forms.dependencies import Dependency
from profiler.forms.expressions.compiler import Evaluate
from profiler.forms.outline import Outline


class TaskKind(IntEnum):
    """What a task works out, in the order of one level."""

    COUNT = 0
    RELEVANCE = 1
    VALUE = 2
    REQUIRED = 3
    READONLY = 4
    CHOICES = 5
    VALIDITY = 6


_FLOWING = (TaskKind.COUNT, TaskKind.RELEVANCE, TaskKind.VALUE)
"""Tasks other tasks depend on; the rest follows at the end."""


@dataclass(frozen=True, eq=False, slots=True)
class Unranked:
    """A task whose place in the order is not known yet.

    Attributes:
        kind: what it works out.
        path: generic path of its node.
        evaluate: the compiled expression; None for the validity of a question without constraint, and for
            choices, which have their own description.
        uses: what it looks at.
    """

    kind: TaskKind
    path: str
    evaluate: Evaluate | None
    uses: frozenset[Dependency] = frozenset()


@dataclass(frozen=True, eq=False, slots=True)
class Task(Unranked):
    """One expression of one node.

    Attributes:
        rank: a task never looks at the outcome of one of a higher rank.
        bit: of its kind, among the tasks of a node.
    """

    rank: int = 0
    bit: int = 0


Reach: TypeAlias = tuple[Task, tuple[str, ...]]
"""A task that looks at a node, and the repeats in whose same row it does so, innermost first."""

_Key: TypeAlias = tuple[TaskKind, str]


def ordered(unranked: Sequence[Unranked], paths: Outline) -> list[Task]:
    """The tasks with their ranks.

    Raises:
        WorldError: FORM_INVALID with the names of questions that depend on each other in a circle.
    """
    levels = _levels({(each.kind, each.path): each for each in unranked if each.kind in _FLOWING}, paths)
    last = max(levels.values(), default=0) + 1
    return [
        Task(
            each.kind,
            each.path,
            each.evaluate,
            each.uses,
            rank=levels.get((each.kind, each.path), last) * len(TaskKind) + each.kind,
            bit=1 << each.kind,
        )
        for each in unranked
    ]


def _levels(known: Mapping[_Key, Unranked], paths: Outline) -> dict[_Key, int]:
    """How many tasks have to run before each, one after the other."""
    gates: dict[str, tuple[_Key, ...]] = {}

    def around(path: str) -> tuple[_Key, ...]:
        """The tasks that decide whether a node is there: relevance and rows of everything around it."""
        if path not in gates:
            own = tuple(key for key in ((TaskKind.RELEVANCE, path), (TaskKind.COUNT, path)) if key in known)
            gates[path] = own + (around(path.rpartition("/")[0]) if path else ())
        return gates[path]

    def sources(task: Unranked) -> Iterator[_Key]:
        for use in task.uses:
            if use.itself and task.kind is TaskKind.VALUE:
                continue
            if (TaskKind.VALUE, use.path) in known:
                yield TaskKind.VALUE, use.path
            yield from around(use.path)

    needs = {key: set(sources(task)) for key, task in known.items()}
    followers: dict[_Key, list[_Key]] = defaultdict(list)
    for key, before in needs.items():
        for each in before:
            followers[each].append(key)
    waiting = {key: len(before) for key, before in needs.items()}
    levels: dict[_Key, int] = {}
    ready = deque(key for key, count in waiting.items() if not count)
    while ready:
        key = ready.popleft()
        levels[key] = 1 + max((levels[each] for each in needs[key]), default=0)
        for follower in followers[key]:
            waiting[follower] -= 1
            if not waiting[follower]:
                ready.append(follower)
    if len(levels) < len(known):
        raise _circular({key: needs[key] for key in known if key not in levels}, paths)
    return levels


def _circular(waiting: Mapping[_Key, set[_Key]], paths: Outline) -> WorldError:
    """One circle among tasks that all wait for each other."""
    trail: list[_Key] = []
    key = next(iter(waiting))
    while key not in trail:
        trail.append(key)
        key = next(need for need in sorted(waiting[key]) if need in waiting)
    circle = trail[trail.index(key) :]
    names = ", ".join(dict.fromkeys(paths.by_path[path].name for _, path in circle))
    return WorldError(ErrorCode.FORM_INVALID, file="", line="", question=names, reason="cycle")


def dependents(tasks: Iterable[Task]) -> dict[str, tuple[Reach, ...]]:
    """Generic path -> the tasks that look at it; a calculation that looks at itself does not wake itself."""
    found: dict[str, list[Reach]] = defaultdict(list)
    for task in tasks:
        for use in task.uses:
            if not (use.itself and task.kind is TaskKind.VALUE):
                found[use.path].append((task, tuple(sorted(use.same_row, key=len, reverse=True))))
    return {path: tuple(reaches) for path, reaches in found.items()}


@dataclass(frozen=True, slots=True)
class RowDependents:
    """What has to be worked out again when rows of a repeat come, go or move.

    Attributes:
        everywhere: tasks that look at its rows, or into them, as a whole.
        in_row: tasks that look at the position of their own row.
    """

    everywhere: tuple[Reach, ...]
    in_row: tuple[Task, ...]


def row_dependents(reaches: Mapping[str, tuple[Reach, ...]], paths: Outline) -> dict[str, RowDependents]:
    """Path of a repeat -> what looks at its rows; what a row only sees of itself stays as it is."""
    everywhere: dict[str, dict[Reach, None]] = {path: {} for path in paths.by_path if paths.is_repeat(path)}
    in_row: dict[str, dict[Task, None]] = {path: {} for path in everywhere}
    for path, found in reaches.items():
        for repeat in (*paths.repeats[path], path):
            if repeat not in everywhere:
                continue
            for task, rows in found:
                if repeat not in rows:
                    everywhere[repeat][task, rows] = None
                elif path == repeat:
                    in_row[repeat][task] = None
    return {path: RowDependents(tuple(everywhere[path]), tuple(in_row[path])) for path in everywhere}
