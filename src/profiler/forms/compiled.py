"""A form made ready to run: every expression compiled, ordered so that each runs after what it looks at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from profiler.errors import ErrorCode, WorldError
from profiler.forms.definition import FormDefinition, Group, Node, Repeat, walk
from profiler.forms.dependencies import Dependency, dependencies
from profiler.forms.expressions.compiler import Evaluate, compile_tree
from profiler.forms.expressions.context import Context
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.nodes import Node as TreeNode
from profiler.forms.expressions.parser import parse
from profiler.forms.expressions.syntax import Path, Step


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
class Task:
    """One expression of one node.

    Attributes:
        kind: what it works out.
        path: generic path of its node.
        evaluate: the compiled expression; None for the validity of a question without constraint.
        uses: what it looks at.
        level: tasks of a lower level never look at those of a higher one.
    """

    kind: TaskKind
    path: str
    evaluate: Evaluate | None
    uses: frozenset[Dependency] = frozenset()
    level: int = 0


@dataclass(frozen=True)
class CompiledForm:
    """A form with its tasks.

    Attributes:
        form: the definition.
        tasks: generic path -> the tasks of that node.
        dependents: generic path -> tasks that look at it, and in which repeats they look at their own row.
        lists: choice list -> document for `instance('list')`.
    """

    form: FormDefinition
    tasks: Mapping[str, tuple[Task, ...]]
    dependents: Mapping[str, tuple[tuple[Task, frozenset[str]], ...]]
    lists: Mapping[str, TreeNode]

    def task(self, path: str, kind: TaskKind) -> Task | None:
        """The task of a node of a kind, None if it has none."""
        return next((task for task in self.tasks.get(path, ()) if task.kind is kind), None)


@lru_cache(maxsize=8)
def compile_form(form: FormDefinition) -> CompiledForm:
    """Compile every expression of a form and order them; kept for the forms last used.

    Raises:
        WorldError: FORM_INVALID with the question: an expression that cannot be read, or questions that
            depend on each other in a circle.
    """
    tasks = [task for node in walk(form.root) for task in _tasks_of(node, form)]
    levels = _levels(tasks, form)
    highest = max(levels.values(), default=0)
    tasks = [replace(task, level=levels.get((task.kind, task.path), highest + task.kind)) for task in tasks]
    by_path: dict[str, list[Task]] = defaultdict(list)
    dependents: dict[str, list[tuple[Task, frozenset[str]]]] = defaultdict(list)
    for task in tasks:
        by_path[task.path].append(task)
        for use in task.uses:
            if not (use.itself and task.kind is TaskKind.VALUE):
                dependents[use.path].append((task, use.same_row))
    return CompiledForm(
        form,
        {path: tuple(found) for path, found in by_path.items()},
        {path: tuple(found) for path, found in dependents.items()},
        {name: _list_document(form, name) for name in form.choice_lists},
    )


def _tasks_of(node: Node, form: FormDefinition) -> Iterator[Task]:
    if node.relevant:
        yield _task(TaskKind.RELEVANCE, node.relevant, node, form)
    if isinstance(node, Repeat) and node.count:
        yield _task(TaskKind.COUNT, node.count, node, form)
    if isinstance(node, Group):
        return
    if node.calculation:
        yield _task(TaskKind.VALUE, node.calculation, node, form)
    if node.required:
        yield _task(TaskKind.REQUIRED, node.required, node, form)
    if node.readonly:
        yield _task(TaskKind.READONLY, node.readonly, node, form)
    if node.choice_filter:
        yield _task(TaskKind.CHOICES, node.choice_filter, node, form)
    if node.kind.is_asked:
        yield _task(TaskKind.VALIDITY, node.constraint, node, form)


def _task(kind: TaskKind, expression: str, node: Node, form: FormDefinition) -> Task:
    if not expression:
        return Task(kind, node.path, None)
    try:
        tree = parse(expression)
    except ExpressionSyntaxError as error:
        raise WorldError(
            ErrorCode.FORM_INVALID, file="", line="", question=node.name, reason="syntax", found=error.found
        ) from error
    uses = dependencies(tree, node.path, form, in_choices=kind is TaskKind.CHOICES)
    return Task(kind, node.path, compile_tree(tree, _Resolver(form)), uses)


def compile_default(expression: str, form: FormDefinition) -> Evaluate:
    """A default value's expression.

    Raises:
        ExpressionSyntaxError: it cannot be read.
    """
    return compile_tree(parse(expression), _Resolver(form))


class _Resolver:
    """Finds the nodes of `${name}` as an absolute path would, which within a repeat means the own row."""

    def __init__(self, form: FormDefinition) -> None:
        self._form = form
        self._paths: dict[str, Evaluate] = {}

    def __call__(self, name: str, context: Context) -> list[TreeNode]:
        if name not in self._paths:
            path = next((node.path for node in self._form.walk() if node.name == name), "/")
            steps = tuple(Step("child", part) for part in path.split("/")[1:] if part)
            self._paths[name] = compile_tree(Path(True, None, steps))
        found = self._paths[name](context)
        return found if isinstance(found, list) else []


def _list_document(form: FormDefinition, name: str) -> TreeNode:
    document = TreeNode("instance")
    root = document.add(TreeNode("root"))
    for choice in form.choice_lists[name]:
        item = root.add(TreeNode("item"))
        item.add(TreeNode("name", value=choice.code))
        item.add(TreeNode("label", value=choice.label.get(form.languages[0], choice.code)))
        for column, value in choice.columns.items():
            item.add(TreeNode(column, value=value))
    return document


def _sources(task: Task, known: Mapping[tuple[TaskKind, str], Task]) -> Iterator[tuple[TaskKind, str]]:
    """The tasks whose outcome a task looks at: values, and relevance and rows of everything around them."""
    for use in task.uses:
        if use.itself and task.kind is TaskKind.VALUE:
            continue
        if (TaskKind.VALUE, use.path) in known:
            yield TaskKind.VALUE, use.path
        path = use.path
        while path:
            for kind in (TaskKind.RELEVANCE, TaskKind.COUNT):
                if (kind, path) in known:
                    yield kind, path
            path = path.rpartition("/")[0]


def _levels(tasks: list[Task], form: FormDefinition) -> dict[tuple[TaskKind, str], int]:
    known = {(task.kind, task.path): task for task in tasks if task.kind in _FLOWING}
    sources = {key: set(_sources(task, known)) for key, task in known.items()}
    levels: dict[tuple[TaskKind, str], int] = {}
    waiting = dict(sources)
    while waiting:
        ready = [key for key, needs in waiting.items() if all(need in levels for need in needs)]
        if not ready:
            circle = _circle(waiting)
            names = ", ".join(dict.fromkeys(form.by_path[path].name for _, path in circle))
            raise WorldError(ErrorCode.FORM_INVALID, file="", line="", question=names, reason="cycle")
        for key in ready:
            levels[key] = 1 + max((levels[need] for need in waiting.pop(key)), default=0)
    return levels


def _circle(waiting: Mapping[tuple[TaskKind, str], set[tuple[TaskKind, str]]]) -> list[tuple[TaskKind, str]]:
    """One circle among tasks that all wait for each other."""
    trail: list[tuple[TaskKind, str]] = []
    key = next(iter(waiting))
    while key not in trail:
        trail.append(key)
        key = next(need for need in sorted(waiting[key]) if need in waiting)
    return trail[trail.index(key) :]
