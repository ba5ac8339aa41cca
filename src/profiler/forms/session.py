"""One record being filled in: takes answers, says what each of them changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import TypeAlias

from profiler.errors import OurFault
from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.changes import ChangeSet, NodeState, Problem, RowChange, RowChangeKind
from profiler.forms.compiled import CompiledForm, compile_default, compile_form
from profiler.forms.definition import Choice, FormDefinition, Question, QuestionKind, Repeat
from profiler.forms.expressions.context import Context, Environment
from profiler.forms.expressions.deciding import PlainAnswers
from profiler.forms.expressions.nodes import Node
from profiler.forms.expressions.values import EvaluationError, to_text
from profiler.forms.items import Item
from profiler.forms.plain import plain_answers
from profiler.forms.recalculation import Recalculation
from profiler.forms.recording import Observed, compare, observe
from profiler.forms.tree import Tree
from profiler.forms.typecheck import canonical

_PLACEHOLDER = re.compile(r"\$\{([^\W\d][\w.-]*)\}")
_UNDO_STEPS = 200

_RowIds: TypeAlias = Mapping[tuple[str, str], tuple[str, ...]]


class FormSession:
    """The answers to one form and everything that follows from them.

    Answers hidden by relevance are kept, so that toggling a question loses no typing, but read as empty.
    A declined answer satisfies `required`, skips the constraint and reads as empty.

    Args:
        form: the form.
        today: gives the present day.
        new_id: makes a fresh unique id, for rows.
        snapshot: answers to start from; None starts a new record with the form's defaults.
        now: gives the present moment, aware; midnight UTC of today if left out.
        language: language of `jr:choice-name()` and `jr:itext()`; the form's first if left out.

    Raises:
        WorldError: FORM_INVALID: an expression cannot be read, or questions depend on each other in a circle.
    """

    def __init__(
        self,
        form: FormDefinition,
        *,
        today: Callable[[], date],
        new_id: Callable[[], str],
        snapshot: Snapshot | None = None,
        now: Callable[[], datetime] | None = None,
        language: str = "",
    ) -> None:
        self.form = form
        self._compiled: CompiledForm = compile_form(form)
        self._new_id = new_id
        self._language = language or form.languages[0]
        self._environment = Environment(
            Node(""),
            today,
            now,
            self._compiled.lists,
            self._say,
            self._choice_name,
            new_id,
            version=form.version,
        )
        self._history: list[Snapshot] = []
        self._load(snapshot or Snapshot())
        if snapshot is None:
            self._apply_defaults(self._tree.root)
            self._finish()

    # -- reading ---------------------------------------------------------------------------------------------

    def answer(self, address: Address) -> Answer:
        """The answer as it was typed, also while hidden; an empty one if there is none."""
        return self._answers.get(address, Answer())

    def value(self, address: Address) -> str:
        """The canonical value as expressions see it: calculated ones too, "" while not relevant."""
        return self._item(address).read

    def state(self, address: Address) -> NodeState:
        """How a question, group or repeat stands."""
        return self._item(address).state

    def choices(self, address: Address) -> tuple[Choice, ...]:
        """The choices on offer at this moment."""
        return self._work.choices(self._item(address)) or ()

    def rows(self, repeat_path: str, parent_row: str = "") -> tuple[str, ...]:
        """Ids of the rows of a repeat, in order."""
        return tuple(row.address.row for row in self._repeat(repeat_path, parent_row).inner)

    def addresses(self) -> tuple[Address, ...]:
        """Every question in the order of the form, once in each row, notes and calculations included."""
        return tuple(item.address for item in self._tree.root.leaves())

    def snapshot(self) -> Snapshot:
        """Everything that was typed, hidden answers included: what a store keeps."""
        rows = {
            (item.address.path, item.address.row): tuple(row.address.row for row in item.inner)
            for item in self._tree.repeats()
            if item.inner
        }
        return Snapshot(dict(self._answers), rows)

    def plain_answers(self) -> PlainAnswers:
        """The relevant answers by name, for routing, sheets and figures."""
        return plain_answers(self._compiled, self._tree)

    def validate(self, scope: Address | str | None = None) -> tuple[tuple[Address, Problem], ...]:
        """What is wrong, in the order of the form.

        Args:
            scope: one question (address), a page or group (generic path), or the whole record (None).
        """
        if isinstance(scope, Address):
            items: Iterator[Item] = iter([self._item(scope)])
        elif scope is None:
            items = self._tree.root.leaves()
        else:
            items = (leaf for item in self._tree.at(scope) for leaf in item.leaves())
        return tuple((item.address, item.problem) for item in items if item.problem is not None)

    def fill(self, text: str, address: Address, language: str = "") -> str:
        """A label or message with `${name}` replaced by what was answered, as seen from an address."""

        def answered(found: re.Match[str]) -> str:
            return self._shown(found.group(1), address, language or self._language)

        return _PLACEHOLDER.sub(answered, text)

    # -- editing ---------------------------------------------------------------------------------------------

    def set(self, address: Address, answer: Answer) -> ChangeSet:
        """Answer a question (an empty `Answer()` clears it).

        Raises:
            OurFault: no question has this address, or it is calculated.
        """
        item = self._item(address)
        if item.question.calculation:
            raise OurFault(f"calculated, not answered: {address.path}")
        self._remember()
        self._put(item, answer)
        return self._finish()

    def add_row(self, repeat_path: str, parent_row: str = "") -> tuple[str, ChangeSet]:
        """Add a row at the end of a repeat.

        Returns:
            Id of the row, and what changed; the nodes inside the row are not listed one by one.

        Raises:
            OurFault: no such repeat, or its number of rows is calculated.
        """
        repeat = self._growing(repeat_path, parent_row)
        self._remember()
        row = self._insert(repeat)
        return row, self._finish()

    def remove_row(self, repeat_path: str, row: str) -> ChangeSet:
        """Remove a row with all its answers; `undo` brings it back.

        Raises:
            OurFault: no such row, or the number of rows is calculated.
        """
        item = self._row(repeat_path, row)
        self._remember()
        self._remove(item)
        return self._finish()

    def move_row(self, repeat_path: str, row: str, index: int) -> ChangeSet:
        """Move a row to a position from 0 among its siblings.

        Raises:
            OurFault: no such row.
        """
        item = self._row(repeat_path, row)
        repeat = item.around
        if repeat.inner.index(item) == index:
            return ChangeSet()
        self._remember()
        self._tree.move_row(item, index)
        self._note_row(RowChangeKind.MOVED, item, repeat.inner.index(item))
        self._work.rows_changed(repeat)
        return self._finish()

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._history)

    def undo(self) -> ChangeSet:
        """Take back the last edit; an empty change set if there is none."""
        if not self._history:
            return ChangeSet()
        before = self._observe_all()
        rows_before = self.snapshot().rows
        self._load(self._history.pop())
        now = self._observe_all()
        pairs = [(address, before.get(address), seen) for address, seen in now.items()]
        return compare(pairs, _row_changes(rows_before, self.snapshot().rows))

    def recalculate_all(self) -> ChangeSet:
        """Work out everything anew: after midnight, and as the measure of the incremental way."""
        self._work.everything()
        return self._finish()

    # -- inside ----------------------------------------------------------------------------------------------

    def _load(self, snapshot: Snapshot) -> None:
        self._answers: dict[Address, Answer] = dict(snapshot.answers)
        self._tree = Tree(self.form)
        self._environment.document = self._tree.document
        self._work = Recalculation(self._compiled, self._tree, self._environment, self._answers, self._resize)
        for repeat in self._tree.repeats():
            for row in snapshot.rows.get((repeat.address.path, repeat.address.row), ()):
                self._tree.add_row(repeat, row, len(repeat.inner))
        for address, answer in snapshot.answers.items():
            item = self._tree.find(address)
            if item is not None and item.is_leaf and not item.question.calculation:
                item.value = "" if answer.declined else canonical(item.question.kind, answer.value)
        self._work.everything()
        self._finish()

    def _finish(self) -> ChangeSet:
        self._work.run()
        return self._work.take_changes()

    def _remember(self) -> None:
        self._history.append(self.snapshot())
        del self._history[:-_UNDO_STEPS]

    def _observe_all(self) -> dict[Address, Observed]:
        return {item.address: observe(item) for item in self._tree.root.everything() if not item.is_row}

    def _item(self, address: Address) -> Item:
        item = self._tree.find(address)
        if item is None:
            raise OurFault(f"no such node: {address.path}")
        return item

    def _repeat(self, path: str, parent_row: str) -> Item:
        item = self._item(Address(path, parent_row))
        if not item.is_repeat:
            raise OurFault(f"not a repeat: {path}")
        return item

    def _growing(self, path: str, parent_row: str) -> Item:
        repeat = self._repeat(path, parent_row)
        if isinstance(repeat.definition, Repeat) and repeat.definition.count:
            raise OurFault(f"number of rows is calculated: {path}")
        return repeat

    def _row(self, path: str, row: str) -> Item:
        item = self._tree.row(row)
        if item is None or item.address.path != path:
            raise OurFault(f"no such row: {path}")
        return item

    def _put(self, item: Item, answer: Answer) -> None:
        old = self._answers.get(item.address, Answer())
        value = "" if answer.declined else canonical(item.question.kind, answer.value)
        self._answers[item.address] = answer
        if value != item.value or answer.declined != old.declined:
            self._work.recording.touch(item)
            item.value = value
            self._work.value_changed(item)

    def _insert(self, repeat: Item) -> str:
        row = self._new_id()
        item = self._tree.add_row(repeat, row, len(repeat.inner))
        self._note_row(RowChangeKind.ADDED, item, len(repeat.inner) - 1)
        self._work.inside(item)
        self._apply_defaults(item)
        self._work.rows_changed(repeat)
        return row

    def _remove(self, item: Item) -> None:
        repeat = item.around
        self._note_row(RowChangeKind.REMOVED, item, repeat.inner.index(item))
        for leaf in item.leaves():
            self._answers.pop(leaf.address, None)
        self._tree.remove_row(item)
        self._work.rows_changed(repeat)

    def _note_row(self, kind: RowChangeKind, row: Item, index: int) -> None:
        parent = row.around.address.row
        self._work.recording.rows.append(RowChange(kind, row.address.path, parent, row.address.row, index))

    def _resize(self, repeat: Item, count: int) -> None:
        """Bring a repeat with a calculated number of rows to that number, at its end."""
        while len(repeat.inner) > count:
            self._remove(repeat.inner[-1])
        while len(repeat.inner) < count:
            self._insert(repeat)

    def _apply_defaults(self, item: Item) -> None:
        for leaf in item.leaves():
            question = leaf.question
            if question.calculation or leaf.address in self._answers:
                continue
            value = self._default(question, leaf)
            if value:
                self._put(leaf, Answer(value))

    def _default(self, question: Question, item: Item) -> str:
        if not question.default_expression:
            return question.default
        try:
            evaluate = compile_default(question.default_expression, self.form)
            return to_text(evaluate(Context(item, self._environment)))
        except EvaluationError:
            return ""

    # -- texts -----------------------------------------------------------------------------------------------

    def _say(self, key: str) -> str:
        texts = self.form.itext.get(key, {})
        return texts.get(self._language) or texts.get(self.form.languages[0], "")

    def _choice_name(self, code: str, path: str, origin: Node) -> str:
        node = self.form.by_path.get(path)
        if not isinstance(node, Question) or self.form.choice(node.choice_list or "", code) is None:
            return ""
        return self.form.choice_label(node, code, self._language)

    def _shown(self, name: str, address: Address, language: str) -> str:
        item = next((each for each in self._seen_from(address) if each.name == name), None)
        if item is None:
            return ""
        question = item.question
        if not question.kind.is_select:
            return item.read
        separator = " " if question.kind is QuestionKind.SELECT_ONE else ", "
        return separator.join(self.form.choice_label(question, code, language) for code in item.read.split())

    def _seen_from(self, address: Address) -> Iterator[Item]:
        """Questions by nearness: in the same row first."""
        around = self._tree.find(address)
        while around is not None:
            yield from around.leaves()
            around = around.outer


def _row_changes(before: _RowIds, now: _RowIds) -> tuple[RowChange, ...]:
    changes: list[RowChange] = []
    for key in dict.fromkeys([*before, *now]):
        (path, parent), old, new = key, before.get(key, ()), now.get(key, ())
        changes += [
            RowChange(RowChangeKind.REMOVED, path, parent, row, old.index(row))
            for row in old
            if row not in new
        ]
        changes += [
            RowChange(RowChangeKind.ADDED, path, parent, row, index)
            for index, row in enumerate(new)
            if row not in old
        ]
        stayed = [row for row in new if row in old]
        if stayed != [row for row in old if row in new]:
            changes += [RowChange(RowChangeKind.MOVED, path, parent, row, new.index(row)) for row in stayed]
    return tuple(changes)
