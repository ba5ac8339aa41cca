"""Keeps values, relevance and validity up to date, working out again only what an edit reaches."""

from __future__ import annotations

import heapq
import logging
from collections.abc import Callable, Iterator, Mapping

from profiler.forms.answer import Address, Answer
from profiler.forms.changes import ChangeSet, Problem, ProblemCode
from profiler.forms.compiled import CompiledForm, Task, TaskKind
from profiler.forms.definition import Choice
from profiler.forms.expressions.context import Context, Environment
from profiler.forms.expressions.nodes import Node
from profiler.forms.expressions.values import EvaluationError, Value, to_boolean, to_number, to_text
from profiler.forms.items import Item
from profiler.forms.recording import Recording
from profiler.forms.tree import Tree
from profiler.forms.typecheck import fits

_log = logging.getLogger(__name__)

_BY_THE_ANSWER = frozenset(["invalid_date", "invalid_argument"])
"""Failures an answer can cause, e.g. a half-typed date; all others are faults of the form."""

_ON_FAILURE: Mapping[TaskKind, Value] = {
    TaskKind.COUNT: 0.0,
    TaskKind.RELEVANCE: True,
    TaskKind.VALUE: "",
    TaskKind.REQUIRED: False,
    TaskKind.READONLY: False,
    TaskKind.CHOICES: True,
    TaskKind.VALIDITY: True,
}
"""A condition that cannot be worked out hides nothing, demands nothing and refuses nothing."""


class Recalculation:
    """The queue of tasks of one record.

    Args:
        compiled: the form.
        tree: its living nodes; replaced as a whole when a record is loaded.
        environment: clock, ids and lists for expressions.
        answers: typed answers, to know which were declined.
        resize: sets the number of rows of a repeat whose count is calculated.
    """

    def __init__(
        self,
        compiled: CompiledForm,
        tree: Tree,
        environment: Environment,
        answers: Mapping[Address, Answer],
        resize: Callable[[Item, int], None],
    ) -> None:
        self._compiled = compiled
        self._tree = tree
        self._environment = environment
        self._answers = answers
        self._resize = resize
        self._queue: list[tuple[int, int, int, Task, Item]] = []
        self._queued: set[tuple[int, int]] = set()
        self._order = 0
        self.recording = Recording()

    def everything(self) -> None:
        """Put every task of every node in the queue."""
        self.inside(self._tree.root)

    def inside(self, item: Item) -> None:
        """Put the tasks of a node and of everything inside it in the queue."""
        for each in item.everything():
            if not each.is_row:
                for task in self._compiled.tasks.get(each.definition.path, ()):
                    self._push(task, each)

    def value_changed(self, item: Item) -> None:
        """A value is different: put in the queue whatever looks at it, and its own validity."""
        self._dependents(item.definition.path, item.scope)
        self._own(item, TaskKind.VALIDITY)

    def rows_changed(self, repeat: Item) -> None:
        """Rows came, went or moved: put in the queue whatever looks at the repeat or into it."""
        path = repeat.definition.path
        for each in self._compiled.dependents:
            if each == path or each.startswith(f"{path}/"):
                self._dependents(each, repeat.scope)

    def run(self) -> None:
        """Work through the queue, lowest level first, until nothing is left."""
        while self._queue:
            _, _, _, task, item = heapq.heappop(self._queue)
            self._queued.discard((id(task), id(item)))
            if self._tree.find(item.address) is item:
                self._work(task, item)

    def take_changes(self) -> ChangeSet:
        """What changed since the last time, and start a new recording."""
        changes = self.recording.changes(self._tree.find)
        self.recording = Recording()
        return changes

    def _push(self, task: Task, item: Item) -> None:
        key = (id(task), id(item))
        if key not in self._queued:
            self._queued.add(key)
            self._order += 1
            heapq.heappush(self._queue, (task.level, task.kind, self._order, task, item))

    def _own(self, item: Item, kind: TaskKind) -> None:
        task = self._compiled.task(item.definition.path, kind)
        if task is not None:
            self._push(task, item)

    def _dependents(self, path: str, scope: Mapping[str, str]) -> None:
        for task, same_row in self._compiled.dependents.get(path, ()):
            fixed = {repeat: scope[repeat] for repeat in same_row if repeat in scope}
            for item in self._instances(task.path, fixed):
                self._push(task, item)

    def _instances(self, path: str, fixed: Mapping[str, str]) -> Iterator[Item]:
        """The nodes of a path that lie in the given rows."""
        for item in self._tree.at(path):
            if all(item.scope.get(repeat) == row for repeat, row in fixed.items()):
                yield item

    def _evaluate(self, task: Task, item: Item, node: Node | None = None) -> Value:
        if task.evaluate is None:
            return True
        try:
            return task.evaluate(Context(node or item, self._environment, origin=item))
        except EvaluationError as error:
            level = logging.DEBUG if error.reason in _BY_THE_ANSWER else logging.WARNING
            _log.log(level, "expression failed: question=%s reason=%s", item.name, error.reason)
            return _ON_FAILURE[task.kind]

    def _work(self, task: Task, item: Item) -> None:
        match task.kind:
            case TaskKind.VALUE:
                self._set_value(item, _stored(self._evaluate(task, item)))
            case TaskKind.RELEVANCE:
                item.wanted = to_boolean(self._evaluate(task, item))
                self._spread(item)
            case TaskKind.COUNT:
                count = to_number(self._evaluate(task, item))
                self._resize(item, max(0, int(count)) if count == count else 0)
            case TaskKind.REQUIRED:
                self._set_required(item, to_boolean(self._evaluate(task, item)))
            case TaskKind.READONLY:
                self.recording.touch(item)
                item.readonly = to_boolean(self._evaluate(task, item))
            case TaskKind.CHOICES:
                self._offer(task, item)
            case _:
                self.recording.touch(item)
                item.problem = self._problem(task, item)

    def _set_value(self, item: Item, value: str) -> None:
        if value != item.value:
            self.recording.touch(item)
            item.value = value
            self.value_changed(item)

    def _set_required(self, item: Item, required: bool) -> None:
        if required != item.required:
            self.recording.touch(item)
            item.required = required
            self._own(item, TaskKind.VALIDITY)

    def _spread(self, item: Item) -> None:
        """Carry relevance inwards; what does not change stops it."""
        relevant = item.wanted and (item.outer is None or item.outer.relevant)
        if relevant == item.relevant:
            return
        self.recording.touch(item)
        item.relevant = relevant
        self.value_changed(item)
        for inner in item.inner:
            self._spread(inner)

    def _offer(self, task: Task, item: Item) -> None:
        form = self._compiled.form
        name = item.question.choice_list or ""
        document = self._compiled.lists.get(name)
        nodes = [] if document is None else document.children[0].children
        offered = tuple(
            choice
            for choice, node in zip(form.choice_lists.get(name, ()), nodes, strict=True)
            if to_boolean(self._evaluate(task, item, node))
        )
        if offered != item.offered:
            self.recording.touch(item)
            item.offered = offered
            self._own(item, TaskKind.VALIDITY)

    def _problem(self, task: Task, item: Item) -> Problem | None:
        question = item.question
        if not item.relevant:
            return None
        if item.value == "":
            answer = self._answers.get(item.address)
            declined = answer is not None and answer.declined
            return (
                Problem(ProblemCode.REQUIRED, question.required_message)
                if item.required and not declined
                else None
            )
        if not fits(question.kind, item.value, self.choices(item)):
            return Problem(ProblemCode.TYPE)
        if not to_boolean(self._evaluate(task, item)):
            return Problem(ProblemCode.CONSTRAINT, question.constraint_message)
        return None

    def choices(self, item: Item) -> tuple[Choice, ...] | None:
        """The choices on offer, None for a question without a list."""
        if item.offered is not None:
            return item.offered
        return self._compiled.form.choice_lists.get(item.question.choice_list or "")


def _stored(value: Value) -> str:
    """A calculated value as it is kept: NaN is empty, whole numbers have no point."""
    text = to_text(value)
    return "" if text == "NaN" else text
