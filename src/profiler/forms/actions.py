"""What a form does on its own: values it sets when it is opened, when a row comes, when an answer changes."""

from __future__ import annotations

from collections.abc import Iterable

from profiler.forms.answer import Answer
from profiler.forms.compiled import CompiledAction, CompiledForm
from profiler.forms.definition import ActionEvent
from profiler.forms.draft import Draft
from profiler.forms.expressions.context import Environment
from profiler.forms.items import Item
from profiler.forms.running import evaluated
from profiler.forms.typecheck import stored


class Actions:
    """Runs the actions of a form over one record.

    An action sets its target also while that is hidden or read-only, and never a calculation. Its value is
    worked out as seen from the target. Setting an answer may set off further actions at once; an action that
    would set off itself stops there.

    Args:
        compiled: the form.
        draft: the record.
        environment: for the expressions.
    """

    def __init__(self, compiled: CompiledForm, draft: Draft, environment: Environment) -> None:
        self._paths = compiled.paths
        self._draft = draft
        self._environment = environment
        self._by_event: dict[ActionEvent, list[CompiledAction]] = {
            event: [each for each in compiled.actions if event in each.action.events] for event in ActionEvent
        }
        self._running: set[tuple[CompiledAction, Item]] = set()
        self._changed: list[Item] = []

    def opened(self, event: ActionEvent) -> None:
        """The record was opened: for the first time, or once more."""
        for each in self._by_event[event]:
            self._run(each, list(self._draft.tree.at(each.action.target)))

    def row_came(self, row: Item) -> None:
        """A row was added, and with it the rows inside; runs before anything is worked out for it."""
        for each in row.everything():
            if each.is_row:
                for action in self._by_event[ActionEvent.NEW_ROW]:
                    for target in self._inside(action, each):
                        if self._set(action, target):
                            self._changed.append(target)

    def changed(self, item: Item) -> None:
        """A question got another value: everything that follows from it, one after the other."""
        self._draft.work.run()
        for each in self._by_event[ActionEvent.VALUE_CHANGED]:
            if each.action.trigger == item.definition.path:
                shared = self._paths.shared(each.action.target, item.scope)
                self._run(each, self._draft.tree.at(each.action.target, *shared))

    def settle(self) -> None:
        """Work out everything, and what follows from the values set in new rows."""
        self._draft.work.run()
        while self._changed:
            item = self._changed.pop(0)
            if not item.gone:
                self.changed(item)

    def _inside(self, each: CompiledAction, row: Item) -> Iterable[Item]:
        target, path = each.action.target, row.address.path
        around = self._paths.repeats[target]
        if path not in around or each.action.trigger not in ("", path):
            return ()
        if not each.action.trigger and around[-1] != path:
            return ()
        return self._draft.tree.at(target, path, row.address.row)

    def _run(self, each: CompiledAction, targets: Iterable[Item]) -> None:
        for target in targets:
            if (each, target) not in self._running:
                self._running.add((each, target))
                if self._set(each, target):
                    self.changed(target)
                self._running.discard((each, target))

    def _set(self, each: CompiledAction, target: Item) -> bool:
        question = target.question
        if question.calculation:
            return False
        if each.evaluate is None:
            value = each.action.text
        else:
            value = stored(question, evaluated(each.evaluate, target, target, self._environment, ""))
        return value != target.value and self._draft.put(target, Answer(value))
