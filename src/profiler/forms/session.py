"""One record being filled in: takes answers, says what each of them changes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial

from profiler.errors import OurFault
from profiler.forms.actions import Actions
from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.changes import ChangeSet, NodeState, Problem
from profiler.forms.compiled import CompiledForm, compile_form
from profiler.forms.definition import ActionEvent, Choice, FormDefinition
from profiler.forms.draft import Draft
from profiler.forms.expressions.context import Environment
from profiler.forms.expressions.deciding import PlainAnswers
from profiler.forms.expressions.nodes import Node
from profiler.forms.expressions.values import to_text
from profiler.forms.items import Item, MetaNode
from profiler.forms.journal import History, Step
from profiler.forms.offering import Offering
from profiler.forms.plain import plain_answers
from profiler.forms.running import evaluated
from profiler.forms.texts import FormTexts
from profiler.forms.tree import Tree
from profiler.forms.typecheck import stored

_FINISHED = ("timestamp", "end")
"""Preload of a question that keeps when the record was finished."""


class FormSession:
    """The answers to one form and everything that follows from them.

    Answers hidden by relevance are kept until `finish`, so that toggling a question loses no typing, but read
    as empty. A declined answer satisfies `required`, skips the constraint and reads as empty. Whether a
    question may be typed into (`readonly`) is for the screen to heed.

    Args:
        form: the form.
        today: gives the present day.
        new_id: makes a fresh unique id, for rows and `uuid()`.
        snapshot: answers to start from; None starts a new record with the form's defaults and first rows.
        now: gives the present moment, aware; midnight UTC of today if left out.
        language: language of `jr:choice-name()` and `jr:itext()`; the form's first if left out.
        chance: source of `random()` and of the order of shuffled choices.
        only_read: opening changes nothing by the form's actions, as it must be with a finished record.
        instance_id: what expressions read as `meta/instanceID`, `uuid:...` (OpenRosa metadata).

    Attributes:
        form: the form.
        opening: what opening changed, compared with the snapshot: its answers and rows are to be stored.

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
        chance: random.Random | None = None,
        only_read: bool = False,
        instance_id: str = "",
    ) -> None:
        self.form = form
        self._compiled: CompiledForm = compile_form(form)
        self._tree = Tree(form)
        self._instance_id = instance_id
        self._naming = False
        if form.meta:
            self._tree.say(self._said_about_itself())
        self._environment = Environment(
            self._tree.document,
            today,
            now,
            self._compiled.instances,
            new_id=new_id,
            chance=chance or random.Random(),  # noqa: S311 - an order of choices is no secret
            version=form.version,
            language=language or form.languages[0],
        )
        self._offering = Offering(self._compiled, self._environment)
        self._texts = FormTexts(self._compiled, self._tree, self._environment, self._offering)
        self._environment.itext = self._texts.itext
        self._environment.choice_name = self._texts.choice_name
        self._draft = Draft(
            self._compiled, self._tree, self._environment, self._offering, new_id, self._row_came
        )
        self._actions = Actions(self._compiled, self._draft, self._environment)
        self._history = History()
        self._acts = not only_read
        self.opening = self._open(snapshot)
        self._acts = True

    def _said_about_itself(self) -> Node:
        meta = Node("meta")
        for name in self.form.meta:
            meta.add(MetaNode(name, partial(self._of_itself, name)))
        return meta

    def _of_itself(self, name: str) -> str:
        match name:
            case "instanceID":
                return self._instance_id
            case "instanceName":
                return self.name()
        return ""

    def _open(self, snapshot: Snapshot | None) -> ChangeSet:
        if snapshot is None:
            self._draft.start()
        else:
            self._draft.restore(snapshot)
        self._draft.work.everything()
        self._actions.settle()
        if self._acts:
            if snapshot is None:
                self._actions.opened(ActionEvent.FIRST_LOAD)
            self._actions.opened(ActionEvent.LOAD)
            self._actions.settle()
        return self._draft.done()[1]

    # -- reading ---------------------------------------------------------------------------------------------

    def answer(self, address: Address) -> Answer:
        """The answer as it was typed, also while hidden; an empty one if there is none."""
        return self._draft.answers.get(address, Answer())

    def value(self, address: Address) -> str:
        """The canonical value as expressions see it: calculated ones too, "" while not relevant."""
        return self._item(address).read

    def state(self, address: Address) -> NodeState:
        """How a question, group or repeat stands."""
        return self._item(address).state

    def choices(self, address: Address) -> tuple[Choice, ...]:
        """The choices on offer at this moment."""
        return self._offering.choices(self._item(address)) or ()

    def choice_label(self, address: Address, code: str, language: str = "") -> str:
        """The text of a choice; in the form's first language if untranslated, the code if it is unknown."""
        return self._texts.choice_label(self._item(address), code, language or self._environment.language)

    def rows(self, repeat_path: str, parent_row: str = "") -> tuple[str, ...]:
        """Ids of the rows of a repeat, in order."""
        return tuple(row.address.row for row in self._repeat(repeat_path, parent_row).inner)

    def addresses(self) -> tuple[Address, ...]:
        """Every question in the order of the form, once in each row, notes and calculations included."""
        return tuple(item.address for item in self._tree.root.leaves())

    def snapshot(self) -> Snapshot:
        """Everything that was typed, hidden answers included: what a store keeps."""
        return self._draft.snapshot()

    def plain_answers(self) -> PlainAnswers:
        """The relevant answers by name, for routing, sheets and figures."""
        return plain_answers(self._compiled, self._tree)

    def validate(self, scope: Address | str | None = None) -> tuple[tuple[Address, Problem], ...]:
        """What is wrong, in the order of the form.

        Args:
            scope: one question (address), a page or group (generic path), or the whole record (None).

        Raises:
            OurFault: there is no such question, page or group.
        """
        if isinstance(scope, Address):
            items: Iterator[Item] = iter([self._item(scope)])
        elif scope is None:
            items = self._tree.root.leaves()
        elif scope not in self._compiled.paths.by_path:
            raise OurFault(f"no such node: {scope}")
        else:
            items = (leaf for item in self._tree.at(scope) for leaf in item.leaves())
        return tuple((item.address, item.problem) for item in items if item.problem is not None)

    def fill(self, text: str, address: Address, language: str = "") -> str:
        """A label or message with what it leaves open said, as seen from an address.

        `${name}` becomes the answer (of a select its labels), `${=expression}` what the expression gives.
        """
        return self._texts.fill(text, self._item(address), language or self._environment.language)

    def name(self) -> str:
        """What the form calls this record (`instanceName`), "" if it says nothing about that."""
        if not self.form.instance_name or self._naming:
            return ""  # a name made of itself says nothing
        root = self._tree.root
        _, evaluate = self._compiled.expressions(self.form.instance_name)
        self._naming = True
        try:
            return to_text(evaluated(evaluate, root, root, self._environment, ""))
        finally:
            self._naming = False

    def meta(self) -> Mapping[str, str]:
        """What the record says about itself: generic path -> value; no answers, nobody is asked for them."""
        path = self._compiled.paths.meta
        return {f"{path}/{name}": self._of_itself(name) for name in self.form.meta}

    # -- editing ---------------------------------------------------------------------------------------------

    def set(self, address: Address, answer: Answer) -> ChangeSet:
        """Answer a question (an empty `Answer()` clears it), and run the actions this sets off.

        Raises:
            OurFault: no question has this address, or it is calculated.
        """
        item = self._item(address)
        if item.question.calculation:
            raise OurFault(f"calculated, not answered: {address.path}")
        if self._draft.put(item, answer):
            self._actions.changed(item)
        return self._edited()

    def add_row(
        self, repeat_path: str, parent_row: str = "", index: int | None = None
    ) -> tuple[str, ChangeSet]:
        """Add a row to a repeat, with its defaults.

        Args:
            repeat_path: generic path of the repeat.
            parent_row: the row around it, "" at the top.
            index: its place from 0, None for the end.

        Returns:
            Id of the row, and what changed; the nodes inside the row are not listed one by one.

        Raises:
            OurFault: no such repeat or place, or nobody may add rows to it.
        """
        repeat = self._growing(repeat_path, parent_row)
        place = len(repeat.inner) if index is None else index
        if not 0 <= place <= len(repeat.inner):
            raise OurFault(f"no such place: {repeat_path}")
        row = self._draft.insert(repeat, place)
        return row.address.row, self._edited()

    def remove_row(self, repeat_path: str, row: str) -> ChangeSet:
        """Remove a row with all its answers; `undo` brings it back.

        Raises:
            OurFault: no such row, or nobody may remove rows.
        """
        item = self._row(repeat_path, row)
        self._growing(repeat_path, item.around.address.row)
        self._draft.remove(item)
        return self._edited()

    def move_row(self, repeat_path: str, row: str, index: int) -> ChangeSet:
        """Move a row to a position from 0 among its siblings.

        Raises:
            OurFault: no such row.
        """
        self._draft.move(self._row(repeat_path, row), index)
        return self._edited()

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to do again."""
        return self._history.can_redo

    def undo(self) -> ChangeSet:
        """Take back the last edit with everything the form did after it; nothing if there is none."""
        if not self._history.can_undo:
            return ChangeSet()
        steps, changes = self._take_back(self._history.last())
        self._history.took_back(steps)
        return changes

    def redo(self) -> ChangeSet:
        """Do again what `undo` took back last; nothing if there is none, or if it was edited since."""
        if not self._history.can_redo:
            return ChangeSet()
        steps, changes = self._take_back(self._history.next())
        self._history.did_again(steps)
        return changes

    def finish(self) -> ChangeSet:
        """Drop what is hidden, and keep when this was; an edit like any other, `validate` says what is open.

        Hidden answers and rows go, as the standard asks for (ODK XForms, relevance); values of calculations
        and counted rows stay, for they would come again. Answers the form does not ask stay as they are.
        """
        for item in list(self._tree.root.everything()):
            if item.gone:
                continue
            if item.is_leaf:
                self._finish(item)
            elif item.is_repeat and not item.relevant and not item.repeat.count:
                for row in list(item.inner):
                    self._draft.remove(row)
        return self._edited()

    def _finish(self, item: Item) -> None:
        question = item.question
        if question.calculation:
            return
        if not item.relevant:
            self._draft.put(item, None)
        elif (question.preload, question.preload_params) == _FINISHED:
            _, evaluate = self._compiled.expressions("now()")
            now = evaluated(evaluate, item, item, self._environment, "")
            self._draft.put(item, Answer(stored(question, now)))

    def recalculate_all(self) -> ChangeSet:
        """Work out everything anew: after midnight, and as the measure of the incremental way."""
        self._draft.work.everything()
        self._actions.settle()
        steps, changes = self._draft.done()
        self._history.extend(steps)
        return changes

    # -- inside ----------------------------------------------------------------------------------------------

    def _edited(self) -> ChangeSet:
        self._actions.settle()
        steps, changes = self._draft.done()
        self._history.remember(steps)
        return changes

    def _take_back(self, edit: list[Step]) -> tuple[list[Step], ChangeSet]:
        self._draft.take_back(edit)
        return self._draft.done()

    def _row_came(self, row: Item) -> None:
        if self._acts:
            self._actions.row_came(row)

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
        if repeat.repeat.count or repeat.repeat.fixed:
            raise OurFault(f"nobody may add or remove rows: {path}")
        return repeat

    def _row(self, path: str, row: str) -> Item:
        item = self._tree.row(row)
        if item is None or item.address.path != path:
            raise OurFault(f"no such row: {path}")
        return item
