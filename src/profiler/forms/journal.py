"""What every edit did to answers and rows, so that it can be taken back and done again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from profiler.forms.answer import Address, Answer
from profiler.forms.items import Item

_MOST_EDITS = 200


@dataclass(frozen=True, slots=True)
class AnswerStep:
    """A question got another answer.

    Attributes:
        item: the question.
        before: the answer it had, None if nobody had touched it.
        after: the answer it got.
    """

    item: Item
    before: Answer | None
    after: Answer | None


@dataclass(frozen=True, slots=True)
class RowStep:
    """A row came, went or moved.

    Attributes:
        row: with everything inside.
        before: its place from 0 among its siblings, None if it was not there.
        after: its place afterwards, None if it is gone.
        answers: the answers that came or went with it.
    """

    row: Item
    before: int | None
    after: int | None
    answers: Mapping[Address, Answer]


Step: TypeAlias = AnswerStep | RowStep
"""The smallest thing that can be taken back."""


def touched(steps: Iterable[Step]) -> set[Address]:
    """Addresses of all answers that came, went or changed."""
    found: set[Address] = set()
    for step in steps:
        found.update((step.item.address,) if isinstance(step, AnswerStep) else step.answers)
    return found


class History:
    """The edits that can be taken back, and those taken back that can be done again."""

    def __init__(self) -> None:
        self._done: deque[list[Step]] = deque(maxlen=_MOST_EDITS)
        self._undone: list[list[Step]] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to do again."""
        return bool(self._undone)

    def remember(self, steps: list[Step]) -> None:
        """An edit was made; what was taken back before can no longer be done again."""
        if steps:
            self._done.append(steps)
            self._undone.clear()

    def extend(self, steps: list[Step]) -> None:
        """Something changed without an edit, as at midnight: it is taken back along with the last edit."""
        if steps and self._done:
            self._done[-1] = [*self._done[-1], *steps]
        if steps:
            self._undone.clear()

    def last(self) -> list[Step]:
        """The edit to take back, removed from the history."""
        return self._done.pop()

    def next(self) -> list[Step]:
        """The edit to do again, removed from the history."""
        return self._undone.pop()

    def took_back(self, steps: list[Step]) -> None:
        """An edit was taken back, by these steps."""
        self._undone.append(steps)

    def did_again(self, steps: list[Step]) -> None:
        """An edit was done again, by these steps."""
        self._done.append(steps)
