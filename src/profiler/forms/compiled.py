"""A form made ready to run: every expression compiled, ordered so that each runs after what it looks at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard

from profiler.errors import ErrorCode, WorldError
from profiler.forms.choice_lists import ChoiceList, Instances
from profiler.forms.definition import Action, ActionEvent, FormDefinition, Group, Node, Question, Repeat
from profiler.forms.dependencies import Dependency, dependencies, row_choice_dependencies
from profiler.forms.expressions.compiler import Evaluate, compile_tree
from profiler.forms.expressions.context import Context
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.nodes import Node as TreeNode
from profiler.forms.expressions.parser import parse
from profiler.forms.expressions.syntax import Binary, Call, Expression, Literal, Path, Reference, Step, walk
from profiler.forms.items import Document
from profiler.forms.outline import INSTANCE_NAME, Outline, outline
from profiler.forms.shortcuts import shortened
from profiler.forms.tasks import (
    Reach,
    RowDependents,
    Task,
    TaskKind,
    Unranked,
    dependents,
    ordered,
    row_dependents,
)

_PRELOADS = {
    ("date", "today"): "today()",
    ("timestamp", "start"): "now()",
    ("uid", ""): "concat('uuid:', uuid())",
}
"""What a preload means as expression; properties of a device are unknown here and stay empty."""

_SPOKEN = frozenset(["jr:itext", "jr:choice-name"])
"""Functions whose outcome depends on the language."""

_COLUMNS = {
    TaskKind.COUNT: "repeat_count",
    TaskKind.RELEVANCE: "relevant",
    TaskKind.VALUE: "calculation",
    TaskKind.REQUIRED: "required",
    TaskKind.READONLY: "read_only",
    TaskKind.VALIDITY: "constraint",
}
"""Where an XLSForm holds the expression of a task."""

_NEW = frozenset([ActionEvent.FIRST_LOAD, ActionEvent.NEW_ROW])


@dataclass(frozen=True, eq=False, slots=True)
class RowOffer:
    """How rows become choices.

    Attributes:
        nodes: expression for the rows, as seen from the question.
        code: expression for the code, as seen from a row.
        label: expression for the label, as seen from a row.
        spoken: whether the label differs from language to language.
    """

    nodes: Evaluate
    code: Evaluate
    label: Evaluate
    spoken: bool


@dataclass(frozen=True, eq=False, slots=True)
class Offer:
    """How the choices of a question are worked out.

    Attributes:
        choices: the list they are taken from, None if there is none.
        keep: condition over the columns of the list, None to keep all.
        column: column that has to equal `wanted`, "" if the condition has not this form; spares looking at
            every choice of a long list.
        wanted: what the column has to equal.
        rows: the rows they are, None if they are no rows.
        shuffled: whether they are offered in random order.
        seed: expression for the seed of that order, None for another order in every session.
    """

    choices: ChoiceList | None = None
    keep: Evaluate | None = None
    column: str = ""
    wanted: Evaluate | None = None
    rows: RowOffer | None = None
    shuffled: bool = False
    seed: Evaluate | None = None


@dataclass(frozen=True, eq=False, slots=True)
class CompiledAction:
    """An action, ready to run.

    Attributes:
        action: what the form says.
        evaluate: its value, None if it is a plain text.
    """

    action: Action
    evaluate: Evaluate | None


@dataclass(frozen=True, eq=False)
class CompiledForm:
    """A form with its tasks.

    Attributes:
        form: the definition.
        paths: where everything lies.
        tasks: generic path -> the tasks of that node.
        checks: generic path -> the task that says what is wrong with an answer.
        dependents: generic path -> tasks that look at it.
        row_dependents: path of a repeat -> what looks at its rows.
        keeping: paths of calculations that look at their own value, which therefore has to be kept.
        lists: choice list by name.
        instances: documents for `instance('id')`.
        offers: path of a question -> how its choices are worked out, if they are.
        actions: in the order they run, what questions are filled with on their own first.
        expressions: reads further expressions, those of labels.
    """

    form: FormDefinition
    paths: Outline
    tasks: Mapping[str, tuple[Task, ...]]
    checks: Mapping[str, Task]
    dependents: Mapping[str, tuple[Reach, ...]]
    row_dependents: Mapping[str, RowDependents]
    keeping: frozenset[str]
    lists: Mapping[str, ChoiceList]
    instances: Mapping[str, TreeNode]
    offers: Mapping[str, Offer]
    actions: tuple[CompiledAction, ...]
    expressions: Expressions

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
    return _Compiler(form).compiled()


class Expressions:
    """Reads and compiles expressions, each text once."""

    def __init__(self, paths: Outline) -> None:
        self._paths = paths
        self._read: dict[str, tuple[Expression, Evaluate]] = {}
        self._named: dict[str, Evaluate] = {}

    def __call__(self, text: str) -> tuple[Expression, Evaluate]:
        """The syntax tree of an expression, and what evaluates it.

        Raises:
            ExpressionSyntaxError: it cannot be read.
        """
        if text not in self._read:
            tree = parse(text)
            self._read[text] = tree, self.compiled(tree)
        return self._read[text]

    def compiled(self, tree: Expression) -> Evaluate:
        """What evaluates a part of an expression."""
        return compile_tree(shortened(tree, self._paths), self._resolve)

    def _resolve(self, name: str, context: Context) -> list[TreeNode]:
        """The nodes of `${name}` as an absolute path would find them: within a repeat, in the own row."""
        document = context.environment.document
        if name[0] == "/" and isinstance(document, Document):
            node = document.single[name]
            return [node] if node.relevant else []
        if name not in self._named:
            # What is no question may still be something the record says about itself, like its id.
            path = self._paths.named.get(name, [f"{self._paths.meta}/{name}"])[0]
            steps = tuple(Step("child", part) for part in path.split("/")[1:] if part)
            self._named[name] = self.compiled(Path(True, None, steps))
        found = self._named[name](context)
        return found if isinstance(found, list) else []


class _Compiler:
    def __init__(self, form: FormDefinition) -> None:
        self._form = form
        self._paths = outline(form)
        self._read = Expressions(self._paths)
        self._lists = {
            name: ChoiceList(choices, form.languages[0]) for name, choices in form.choice_lists.items()
        }
        self._offers: dict[str, Offer] = {}

    def compiled(self) -> CompiledForm:
        if self._form.instance_name:
            self._reading(self._form.instance_name, INSTANCE_NAME, "instance_name")
        unranked = [task for node in self._paths.by_path.values() for task in self._tasks(node)]
        tasks = ordered(unranked, self._paths)
        by_path: dict[str, list[Task]] = defaultdict(list)
        for task in tasks:
            by_path[task.path].append(task)
        reaches = dependents(tasks)
        return CompiledForm(
            form=self._form,
            paths=self._paths,
            tasks={path: tuple(found) for path, found in by_path.items()},
            checks={task.path: task for task in tasks if task.kind is TaskKind.VALIDITY},
            dependents=reaches,
            row_dependents=row_dependents(reaches, self._paths),
            keeping=frozenset(
                task.path
                for task in tasks
                if task.kind is TaskKind.VALUE and any(use.itself for use in task.uses)
            ),
            lists=self._lists,
            instances=Instances(self._form, self._lists),
            offers=self._offers,
            actions=tuple(self._actions()),
            expressions=self._read,
        )

    def _tasks(self, node: Node) -> Iterator[Unranked]:
        if node.relevant:
            yield self._task(TaskKind.RELEVANCE, node.relevant, node)
        if node.readonly:
            yield self._task(TaskKind.READONLY, node.readonly, node)
        if isinstance(node, Repeat) and node.count:
            yield self._task(TaskKind.COUNT, node.count, node)
        if isinstance(node, Group):
            return
        if node.calculation:
            yield self._task(TaskKind.VALUE, node.calculation, node)
        if node.required:
            yield self._task(TaskKind.REQUIRED, node.required, node)
        if node.choice_filter or node.row_choices is not None or node.shuffled:
            yield self._choices(node)
        if node.kind.is_asked:
            yield self._task(TaskKind.VALIDITY, node.constraint, node)

    def _task(self, kind: TaskKind, text: str, node: Node) -> Unranked:
        if not text:
            return Unranked(kind, node.path, None)
        tree, evaluate = self._reading(text, node.name, _COLUMNS[kind])
        return Unranked(kind, node.path, evaluate, dependencies(tree, node.path, self._form))

    def _reading(
        self, text: str, question: str, column: str = "choice_filter"
    ) -> tuple[Expression, Evaluate]:
        try:
            return self._read(text)
        except ExpressionSyntaxError as error:
            raise WorldError(
                ErrorCode.FORM_INVALID,
                file="",
                line="",
                question=question,
                reason="expression_too_deep" if error.too_deep else "syntax",
                column=column,
                expression=text,
                at=str(error.at + 1),
                found=error.found,
            ) from error

    def _choices(self, question: Question) -> Unranked:
        uses: frozenset[Dependency] = frozenset()
        seed = None
        if question.shuffle_seed:
            tree, seed = self._reading(question.shuffle_seed, question.name)
            uses |= dependencies(tree, question.path, self._form)
        rows = question.row_choices
        if rows is None:
            offer = self._from_list(question, seed)
            if question.choice_filter:
                tree, _ = self._reading(question.choice_filter, question.name)
                uses |= dependencies(tree, question.path, self._form, in_choices=True)
        else:
            label, say = self._reading(rows.label, question.name)
            spoken = any(isinstance(part, Call) and part.name in _SPOKEN for part in walk(label))
            _, nodes = self._reading(rows.nodes, question.name)
            _, code = self._reading(rows.code, question.name)
            offer = Offer(rows=RowOffer(nodes, code, say, spoken), shuffled=question.shuffled, seed=seed)
            uses |= row_choice_dependencies(rows, question.path, self._form)
        self._offers[question.path] = offer
        return Unranked(TaskKind.CHOICES, question.path, None, uses)

    def _from_list(self, question: Question, seed: Evaluate | None) -> Offer:
        choices = self._lists.get(question.choice_list or "")
        if not question.choice_filter:
            return Offer(choices, shuffled=question.shuffled, seed=seed)
        tree, keep = self._reading(question.choice_filter, question.name)
        column, wanted = _column_equals(tree)
        key = None if wanted is None else self._read.compiled(wanted)
        return Offer(choices, keep, column, key, shuffled=question.shuffled, seed=seed)

    def _actions(self) -> Iterator[CompiledAction]:
        preloaded = (
            Action(_NEW, node.path, expression)
            for node in self._paths.by_path.values()
            if isinstance(node, Question)
            and (
                expression := _PRELOADS.get(
                    (node.preload, node.preload_params if node.preload != "uid" else "")
                )
            )
        )
        for action in (*preloaded, *self._form.actions):
            if action.target in self._paths.by_path:
                name = self._paths.by_path[action.target].name
                yield CompiledAction(
                    action, self._reading(action.value, name, "calculation")[1] if action.value else None
                )


def _column_equals(tree: Expression) -> tuple[str, Expression | None]:
    """Column and value of a condition `column = value`, which may go on with `and`; ("", None) for others."""
    while isinstance(tree, Binary) and tree.operator == "and":
        tree = tree.left
    if isinstance(tree, Binary) and tree.operator == "=":
        for column, value in ((tree.left, tree.right), (tree.right, tree.left)):
            if _is_column(column) and _is_the_same_for_all(value):
                return column.steps[0].test, value
    return "", None


def _is_column(tree: Expression) -> TypeGuard[Path]:
    if not isinstance(tree, Path) or tree.absolute or tree.start is not None or len(tree.steps) != 1:
        return False
    (step,) = tree.steps
    return step.axis == "child" and not step.predicates and step.test not in ("*", "node()")


def _is_the_same_for_all(tree: Expression) -> bool:
    """Whether a value does not depend on the choice: `${name}`, a text, `/data/x` or `current()/../x`."""
    if isinstance(tree, Path):
        return (tree.absolute or tree.start == Call("current", ())) and not any(
            step.predicates for step in tree.steps
        )
    return isinstance(tree, Reference | Literal)
