"""The answers and rows of one record: every step that changes them can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.changes import ChangeSet, RowChange, RowChangeKind
from profiler.forms.compiled import CompiledForm
from profiler.forms.definition import FirstRow
from profiler.forms.expressions.context import Environment
from profiler.forms.items import Item
from profiler.forms.journal import AnswerStep, RowStep, Step, touched
from profiler.forms.offering import Offering
from profiler.forms.recalculation import Recalculation
from profiler.forms.recording import Recording
from profiler.forms.tree import Tree, new_row
from profiler.forms.typecheck import canonical


class Draft:
    """What was typed into a form, and everything that follows from it.

    Args:
        compiled: the form.
        tree: its living nodes.
        environment: for the expressions.
        offering: works out choices.
        new_id: makes a fresh unique id, for rows.
        row_came: called for every new row when its defaults are in it.

    Attributes:
        answers: typed answers, and the values of calculations that look at themselves.
        tree: the living nodes.
        work: what has to be worked out again.
    """

    def __init__(
        self,
        compiled: CompiledForm,
        tree: Tree,
        environment: Environment,
        offering: Offering,
        new_id: Callable[[], str],
        row_came: Callable[[Item], None],
    ) -> None:
        self.answers: dict[Address, Answer] = {}
        self.tree = tree
        self.work = Recalculation(compiled, tree, environment, offering, self.answers, self)
        self._form = compiled
        self._new_id = new_id
        self._row_came = row_came
        self._steps: list[Step] = []

    # -- opening ---------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Put in what a new record starts with: the form's first rows and its defaults."""
        for item in list(self.tree.root.everything()):
            if item.is_repeat:
                self._first_rows(item, item.repeat.first_rows)
            elif item.is_leaf:
                self._default(item, {})

    def restore(self, snapshot: Snapshot) -> None:
        """Put in what was kept; answers to questions the form does not have stay where they are."""
        self.answers.update(snapshot.answers)
        for repeat in self.tree.repeats():
            rows = snapshot.rows.get((repeat.address.path, repeat.address.row), ())
            self.tree.fill(repeat, [new_row(repeat, row) for row in rows])
        for address, answer in snapshot.answers.items():
            item = self.tree.find(address)
            if item is not None and item.is_leaf and self._is_kept(item):
                item.value = _value(item, answer)

    def _is_kept(self, item: Item) -> bool:
        return not item.question.calculation or item.definition.path in self._form.keeping

    def snapshot(self) -> Snapshot:
        """Everything that was typed."""
        rows = {
            (item.address.path, item.address.row): _ids(item) for item in self.tree.repeats() if item.inner
        }
        return Snapshot(dict(self.answers), rows)

    # -- steps -----------------------------------------------------------------------------------------------

    def put(self, item: Item, answer: Answer | None) -> bool:
        """Answer a question (None: as if nobody had touched it); says whether its value is another one."""
        before = self.answers.get(item.address)
        if answer == before:
            return False
        if answer is None:
            del self.answers[item.address]
        else:
            self.answers[item.address] = answer
        self._steps.append(AnswerStep(item, before, answer))
        value = _value(item, answer or Answer())
        changed = value != item.value
        if changed or (answer or Answer()).declined != (before or Answer()).declined:
            self.work.recording.touch(item)
            item.value = value
            self.work.value_changed(item)
        return changed

    def keep(self, item: Item, value: str) -> None:
        """Keep the value of a calculation that looks at itself."""
        before = self.answers.get(item.address)
        self.answers[item.address] = after = Answer(value)
        self._steps.append(AnswerStep(item, before, after))

    def insert(self, repeat: Item, index: int, first: FirstRow | None = None) -> Item:
        """A new row with its defaults at a place from 0.

        Args:
            repeat: the repeat it belongs to.
            index: its place.
            first: what the form brings along for it, None for a row somebody adds.
        """
        row = new_row(repeat, self._new_id())
        self._put_in(row, index, {})
        for item in list(row.everything()):
            if item.is_repeat:
                brought = item.repeat.first_rows if first is None else first.rows.get(item.address.path, ())
                self._first_rows(item, brought)
            elif item.is_leaf:
                self._default(item, {} if first is None else first.values)
        if first is None:
            self._row_came(row)
        return row

    def _first_rows(self, repeat: Item, rows: Iterable[FirstRow]) -> None:
        if not repeat.repeat.count:
            for each in rows:
                self.insert(repeat, len(repeat.inner), each)

    def _default(self, item: Item, brought: Mapping[str, str]) -> None:
        question = item.question
        value = brought.get(question.path, question.default)
        if value and not question.calculation:
            self.put(item, Answer(value))

    def remove(self, row: Item) -> None:
        """Take a row away with all its answers."""
        inside = {item.address: self.answers.pop(item.address, None) for item in row.leaves()}
        answers = {address: answer for address, answer in inside.items() if answer is not None}
        repeat, place = row.around, row.place - 1
        self._note(RowChangeKind.REMOVED, row, place)
        self._steps.append(RowStep(row, place, None, answers))
        self.tree.take_out(row)
        self.work.rows_changed(repeat, place, len(repeat.inner))

    def _put_in(self, row: Item, index: int, answers: Mapping[Address, Answer]) -> None:
        self.tree.put_in(row, index)
        self.answers.update(answers)
        self._note(RowChangeKind.ADDED, row, index)
        self._steps.append(RowStep(row, None, index, answers))
        self.work.recording.row_came(row)
        self.work.rows_changed(row.around, index, len(row.around.inner))
        self.work.inside(row)

    def move(self, row: Item, index: int) -> None:
        """Put a row at another place from 0 among its siblings."""
        before = row.place - 1
        self.tree.move(row, index)
        after = row.place - 1
        if after == before:
            return
        self._note(RowChangeKind.MOVED, row, after)
        self._steps.append(RowStep(row, before, after, {}))
        self.work.rows_changed(row.around, min(before, after), max(before, after))

    def resize(self, repeat: Item, count: int) -> None:
        """Bring a repeat to a number of rows, at its end."""
        while len(repeat.inner) > count:
            self.remove(repeat.inner[-1])
        while len(repeat.inner) < count:
            self.insert(repeat, len(repeat.inner))

    def _note(self, kind: RowChangeKind, row: Item, index: int) -> None:
        repeat = row.around.address
        self.work.recording.rows.append(RowChange(kind, repeat.path, repeat.row, row.address.row, index))

    def take_back(self, steps: Iterable[Step]) -> None:
        """Do the opposite of some steps, the last one first."""
        for step in reversed(list(steps)):
            if isinstance(step, AnswerStep):
                self.put(step.item, step.before)
            elif step.before is None:
                self.remove(step.row)
            elif step.after is None:
                self._put_in(step.row, step.before, step.answers)
            else:
                self.move(step.row, step.before)

    # -- after an edit ---------------------------------------------------------------------------------------

    def done(self) -> tuple[list[Step], ChangeSet]:
        """Work out everything the steps reach; what they were, and what is different now."""
        self.work.run()
        steps, self._steps = self._steps, []
        answers = {address: self.answers.get(address) for address in touched(steps)}
        changes = self.work.recording.changes(answers, self._row_ids(steps))
        self.work.recording = Recording()
        return steps, changes

    def _row_ids(self, steps: Iterable[Step]) -> dict[tuple[str, str], tuple[str, ...]]:
        """The order of rows in every repeat where rows came, went or moved, those inside them included."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for step in steps:
            if isinstance(step, RowStep):
                inner = (item for item in step.row.everything() if item.is_repeat and item.inner)
                for repeat in (step.row.around, *inner):
                    found[repeat.address.path, repeat.address.row] = () if repeat.gone else _ids(repeat)
        return found


def _value(item: Item, answer: Answer) -> str:
    return "" if answer.declined else canonical(item.question.kind, answer.value)


def _ids(repeat: Item) -> tuple[str, ...]:
    return tuple(row.address.row for row in repeat.inner)
