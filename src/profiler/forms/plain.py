"""Lays the answers of a record out by name, and says what is still open."""

from __future__ import annotations

from collections.abc import Mapping

from profiler.forms.compiled import CompiledForm
from profiler.forms.definition import Question, QuestionKind
from profiler.forms.expressions.deciding import PlainAnswers, RowValues
from profiler.forms.items import Item
from profiler.forms.tasks import TaskKind
from profiler.forms.tree import Tree


def plain_answers(compiled: CompiledForm, tree: Tree) -> PlainAnswers:
    """The relevant answers of a record by question name.

    A repeat's name stands for its rows, those of inner repeats for all their rows in order. A question that
    is relevant but unanswered or declined is open; so is a calculation that comes to nothing because of it.
    In a row such a question is an empty text, while what is not relevant is missing.
    """
    return _Plain(compiled, tree).answers()


class _Plain:
    def __init__(self, compiled: CompiledForm, tree: Tree) -> None:
        self._compiled = compiled
        self._tree = tree
        self._rests_on: dict[str, frozenset[str]] = {}

    def answers(self) -> PlainAnswers:
        values: dict[str, str | tuple[RowValues, ...]] = {}
        open_names: set[str] = set()
        for repeat in self._tree.repeats():
            if repeat.relevant:
                rows = tuple(self._row(row) for row in repeat.inner)
                earlier = values.get(repeat.name, ())
                values[repeat.name] = rows if isinstance(earlier, str) else earlier + rows
        for item in self._tree.root.leaves():
            if not item.scope and self._counts(item):
                values[item.name] = item.value
                if self._is_open(item):
                    open_names.add(item.name)
        return PlainAnswers(values, frozenset(open_names), self._rests_on)

    def _row(self, row: Item) -> Mapping[str, str]:
        fields: dict[str, str] = {}
        for item in row.leaves():
            own = item.scope.get(row.address.path) == row.address.row and len(item.scope) == len(row.scope)
            if own and self._counts(item) and (item.value or self._is_open(item)):
                fields[item.name] = item.value
        return fields

    def _counts(self, item: Item) -> bool:
        return item.relevant and item.question.kind is not QuestionKind.NOTE

    def _is_open(self, item: Item) -> bool:
        if item.value or not item.relevant:
            return False
        if not item.question.calculation:
            return item.question.kind.is_asked
        missing = self._missing(item, frozenset())
        if missing:
            self._rests_on[item.name] = self._rests_on.get(item.name, frozenset()) | missing
        return bool(missing)

    def _missing(self, item: Item, seen: frozenset[str]) -> frozenset[str]:
        """The open questions an empty calculation looks at, through other calculations if need be."""
        task = self._compiled.task(item.definition.path, TaskKind.VALUE)
        missing: set[str] = set()
        for use in task.uses if task is not None else ():
            definition = self._compiled.form.by_path[use.path]
            if not isinstance(definition, Question) or use.path in seen or use.itself:
                continue
            repeat = max(use.same_row, key=len, default="")
            for source in self._tree.at(use.path, repeat, item.scope.get(repeat, "")):
                if source.value or not source.relevant:
                    continue
                if definition.calculation:
                    missing |= self._missing(source, seen | {item.definition.path})
                elif definition.kind.is_asked:
                    missing.add(definition.name)
        return frozenset(missing)
