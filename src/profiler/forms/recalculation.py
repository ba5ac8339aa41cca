"""Keeps values, relevance and validity up to date, working out again only what an edit reaches."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Mapping
from typing import Protocol

from profiler.forms.answer import Address, Answer
from profiler.forms.changes import Problem, ProblemCode
from profiler.forms.compiled import CompiledForm
from profiler.forms.expressions.context import Environment
from profiler.forms.expressions.values import Value, to_boolean, to_number
from profiler.forms.items import Item
from profiler.forms.offering import Offering
from profiler.forms.recording import Recording
from profiler.forms.running import evaluated
from profiler.forms.tasks import Reach, Task, TaskKind
from profiler.forms.tree import Tree
from profiler.forms.typecheck import fits, stored

MOST_ROWS = 1000
"""A calculated number of rows goes no further, so that a slip of the finger does not stop the desk."""

_ON_FAILURE: Mapping[TaskKind, Value] = {
    TaskKind.COUNT: 0.0,
    TaskKind.RELEVANCE: True,
    TaskKind.VALUE: "",
    TaskKind.REQUIRED: False,
    TaskKind.READONLY: False,
    TaskKind.VALIDITY: True,
}
"""A condition that cannot be worked out hides nothing, demands nothing and refuses nothing."""


class Keeper(Protocol):
    """Keeps what recalculating does to answers and rows."""

    def resize(self, repeat: Item, count: int) -> None:
        """Bring a repeat with a calculated number of rows to that number, at its end."""
        ...

    def keep(self, item: Item, value: str) -> None:
        """Keep the value of a calculation that looks at itself."""
        ...


class Recalculation:
    """The queue of tasks of one record.

    Args:
        compiled: the form.
        tree: its living nodes.
        environment: clock, ids and lists for expressions.
        offering: works out choices.
        answers: typed answers, to know which were declined.
        keeper: keeps what recalculating does to answers and rows.

    Attributes:
        recording: what changed; replaced by the next one when it was read.
    """

    def __init__(
        self,
        compiled: CompiledForm,
        tree: Tree,
        environment: Environment,
        offering: Offering,
        answers: Mapping[Address, Answer],
        keeper: Keeper,
    ) -> None:
        self._compiled = compiled
        self._tree = tree
        self._environment = environment
        self._offering = offering
        self._answers = answers
        self._keeper = keeper
        self._queue: dict[int, deque[tuple[Task, Item]]] = {}
        self._ranks: list[int] = []
        self._work: tuple[Callable[[Task, Item], None], ...] = (
            self._count,
            self._relevance,
            self._value,
            self._required,
            self._readonly,
            self._choices,
            self._validity,
        )
        self.recording = Recording(silent=True)

    def everything(self) -> None:
        """Put every task of every node in the queue."""
        self.inside(self._tree.root)

    def inside(self, item: Item) -> None:
        """Put the tasks of a node and of everything inside it in the queue."""
        tasks = self._compiled.tasks
        for each in item.everything():
            if not each.is_row:
                for task in tasks.get(each.definition.path, ()):
                    self._push(task, each)

    def value_changed(self, item: Item) -> None:
        """A value is different: put in the queue whatever looks at it, and its own validity."""
        self._reach(self._compiled.dependents.get(item.definition.path, ()), item.scope)
        self._check(item)

    def rows_changed(self, repeat: Item, first: int, last: int) -> None:
        """Rows came, went or moved: put in the queue whatever looks at the repeat or into it.

        Args:
            repeat: the repeat.
            first: place from 0 of the first row whose position is different now.
            last: place of the last such row.
        """
        path = repeat.definition.path
        affected = self._compiled.row_dependents[path]
        self._reach(affected.everywhere, repeat.scope)
        if affected.in_row:
            for row in repeat.inner[first : last + 1]:
                for task in affected.in_row:
                    for item in self._tree.at(task.path, path, row.address.row):
                        self._push(task, item)

    def run(self) -> None:
        """Work through the queue, lowest rank first, until nothing is left."""
        ranks, queue, work = self._ranks, self._queue, self._work
        while ranks:
            rank = ranks[0]
            waiting = queue[rank]
            while waiting and ranks[0] == rank:
                task, item = waiting.popleft()
                item.pending &= ~task.bit
                if not item.gone:
                    work[task.kind](task, item)
            if not waiting:
                # A task may have put others of a lower rank in front, never this one again.
                ranks.remove(rank)
                heapq.heapify(ranks)
                del queue[rank]

    def _push(self, task: Task, item: Item) -> None:
        if task.kind is TaskKind.VALIDITY and not (item.value or item.required or item.problem):
            return  # An empty answer that is not required was and stays in order.
        if not item.pending & task.bit:
            item.pending |= task.bit
            waiting = self._queue.get(task.rank)
            if waiting is None:
                waiting = self._queue[task.rank] = deque()
                heapq.heappush(self._ranks, task.rank)
            waiting.append((task, item))

    def _check(self, item: Item) -> None:
        """Look at an answer again."""
        task = self._compiled.checks.get(item.definition.path)
        if task is not None:
            self._push(task, item)

    def _reach(self, reaches: tuple[Reach, ...], scope: Mapping[str, str]) -> None:
        single = self._tree.document.single
        for task, rows in reaches:
            item = single.get(task.path)
            if item is not None:
                if not item.pending & task.bit:
                    self._push(task, item)
                continue
            for repeat in rows:
                if repeat in scope:
                    found = self._tree.at(task.path, repeat, scope[repeat])
                    break
            else:
                found = self._tree.at(task.path)
            for item in found:
                self._push(task, item)

    def _evaluate(self, task: Task, item: Item) -> Value:
        if task.evaluate is None:
            return True
        return evaluated(task.evaluate, item, item, self._environment, _ON_FAILURE[task.kind])

    def _count(self, task: Task, item: Item) -> None:
        count = to_number(self._evaluate(task, item))
        self._keeper.resize(item, int(min(count, MOST_ROWS)) if count > 0 else 0)

    def _relevance(self, task: Task, item: Item) -> None:
        item.wanted = to_boolean(self._evaluate(task, item))
        self._spread_relevance(item)

    def _spread_relevance(self, item: Item) -> None:
        """Carry relevance inwards; what does not change stops it."""
        relevant = item.wanted and (item.outer is None or item.outer.relevant)
        if relevant == item.relevant:
            return
        self.recording.touch(item)
        item.relevant = relevant
        self.value_changed(item)
        for inner in item.inner:
            self._spread_relevance(inner)

    def _value(self, task: Task, item: Item) -> None:
        value = stored(item.question, self._evaluate(task, item))
        if value == item.value:
            return
        self.recording.touch(item)
        item.value = value
        if task.path in self._compiled.keeping:
            self._keeper.keep(item, value)
        self.value_changed(item)

    def _required(self, task: Task, item: Item) -> None:
        required = to_boolean(self._evaluate(task, item))
        if required != item.required:
            self.recording.touch(item)
            item.required = required
            self._check(item)

    def _readonly(self, task: Task, item: Item) -> None:
        item.locked = to_boolean(self._evaluate(task, item))
        self._spread_readonly(item)

    def _spread_readonly(self, item: Item) -> None:
        readonly = item.locked or (item.outer is not None and item.outer.readonly)
        if readonly == item.readonly:
            return
        self.recording.touch(item)
        item.readonly = readonly
        for inner in item.inner:
            self._spread_readonly(inner)

    def _choices(self, task: Task, item: Item) -> None:
        offered = self._offering.worked_out(item)
        if offered != item.offered:
            self.recording.touch(item)
            item.offered = offered
            self._check(item)

    def _validity(self, task: Task, item: Item) -> None:
        problem = self._problem(task, item)
        if problem != item.problem:
            self.recording.touch(item)
            item.problem = problem

    def _problem(self, task: Task, item: Item) -> Problem | None:
        question = item.question
        if not item.relevant:
            return None
        if item.value == "":
            if not item.required:
                return None
            answer = self._answers.get(item.address)
            declined = answer is not None and answer.declined
            return None if declined else Problem(ProblemCode.REQUIRED, question.required_message)
        if not fits(question.kind, item.value, self._offering.choices(item), question.bounds):
            return Problem(ProblemCode.TYPE)
        if not to_boolean(self._evaluate(task, item)):
            return Problem(ProblemCode.CONSTRAINT, question.constraint_message)
        return None
