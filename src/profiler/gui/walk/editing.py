"""The way of an edit: into the form session at once, to the screen, and on to be saved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from profiler.casework.intake import Intake, Step
from profiler.casework.upgrade_form import LeftOver
from profiler.classifications.catalogue import Classifications
from profiler.forms.answer import Address, Answer
from profiler.forms.session import FormSession
from profiler.gui.walk.saving import Saver
from profiler.records.biography import Gap
from profiler.release.extra_consents import ConsentKind


@dataclass(frozen=True)
class RemovedRow:
    """A row that was taken away, with what is needed to bring it back.

    Attributes:
        edits: how many edits had been made just after the removal.
    """

    repeat: str
    parent: str
    row: str
    answers: tuple[tuple[Address, Answer], ...]
    edits: int


class Editing(QObject):
    """Everything the widgets may do to the answers.

    Signals:
        changed: what is different now, a `ChangeSet`.
        row_came_back: a removed row stands there again as another; str, str: its id then and now.
    """

    changed = Signal(object)
    row_came_back = Signal(str, str)

    def __init__(self, intake: Intake, saver: Saver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._intake, self._saver = intake, saver
        self._edits = 0

    @property
    def session(self) -> FormSession:
        """The answers, for reading only."""
        return self._intake.session

    @property
    def classifications(self) -> Classifications:
        """Occupations and skills to choose from."""
        return self._intake.classifications

    def gaps(self) -> tuple[Gap, ...]:
        """Years of the biography nobody has spoken of."""
        return self._intake.gaps()

    def has(self, address: Address) -> bool:
        """Whether the row of an address is still there."""
        repeat = self.session.form.repeat_of(address.path)
        if repeat is None:
            return True
        rows = self.session.snapshot().rows
        return any(address.row in inside for (path, _), inside in rows.items() if path == repeat.path)

    def typing_began(self, where: object) -> None:
        """Something is typed at `where` and not given yet."""
        self._saver.expect(where)

    def typing_ended(self, where: object) -> None:
        """What was typed at `where` was given, or came to nothing."""
        self._saver.expect_no_more(where)

    def give(self, address: Address, answer: Answer) -> None:
        """Answer a question; the same answer again changes nothing."""
        known = self.session.answer(address)
        signed = replace(answer, author=known.author, at=known.at)
        if signed != known:
            self._take(self._intake.set(address, answer))

    def decline(self, address: Address) -> None:
        """Answer "Keine Angabe"."""
        if not self.session.answer(address).declined:
            self._take(self._intake.decline(address))

    def add_row(self, repeat: str, parent: str = "") -> str:
        """Append a row and return its id."""
        row, step = self._intake.add_row(repeat, parent)
        self._take(step)
        return row

    def remove_row(self, repeat: str, row: str, parent: str = "") -> RemovedRow:
        """Take a row away."""
        kept = tuple(
            (address, answer)
            for address, answer in self.session.snapshot().answers.items()
            if address.row == row
        )
        self._take(self._intake.remove_row(repeat, row))
        return RemovedRow(repeat, parent, row, kept, self._edits)

    def bring_back(self, removed: RemovedRow) -> None:
        """Undo a removal; if more was answered since, the answers come back as a new last row."""
        if removed.edits == self._edits:
            step = self._intake.undo()
            if step is not None:
                self._take(step)
            return
        row = self.add_row(removed.repeat, removed.parent)
        for address, answer in removed.answers:
            self.give(replace(address, row=row), answer)
        self.row_came_back.emit(removed.row, row)

    @property
    def left_over(self) -> tuple[LeftOver, ...]:
        """Answers the form has no place for."""
        return self._intake.left_over

    def put_away(self, told: LeftOver) -> None:
        """An answer without a place was dealt with."""
        self._take(self._intake.put_away(told))

    def put_back(self, told: LeftOver) -> None:
        """It was put away too early."""
        self._take(self._intake.put_back(told))

    def speak(self, language: str) -> None:
        """Change the language beside the German."""
        self._take(self._intake.speak(language))

    def tell_consents(self, given: Collection[ConsentKind]) -> None:
        """Tell the form which consents are in force."""
        for step in self._intake.tell_consents(given):
            self._take(step)

    def finish(self) -> None:
        """Mark the interview as finished."""
        self._take(self._intake.finish())

    def _take(self, step: Step) -> None:
        self._edits += 1
        self._saver.submit(step.edit)
        self.changed.emit(step.changes)
