"""What a page consists of, in order: questions, matrices, repeats, headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from profiler.forms.answer import Address
from profiler.forms.definition import Group, Node, Question
from profiler.gui.walk.questions.base import Around, Asked, QuestionView
from profiler.gui.walk.questions.levels import LevelsView, is_level
from profiler.gui.walk.questions.registry import view_of


class Block(Protocol):
    """A part of the page that shows one or more questions."""

    def widget(self) -> QWidget:
        """What is put on the page."""
        ...

    def addresses(self) -> tuple[Address, ...]:
        """Questions shown now."""
        ...

    def refresh(self, touched: frozenset[Address] | None) -> None:
        """Show the state of the session; `touched` limits it to these nodes, None means all."""
        ...

    def flush(self) -> None:
        """Take what was typed and waits."""
        ...

    def count_required(self) -> None:
        """From now on say so if something was left open."""
        ...

    def focus(self, address: Address) -> bool:
        """Put the keyboard on a question; False if it is not here."""
        ...


class QuestionBlock:
    """One question."""

    def __init__(self, view: QuestionView) -> None:
        self.view = view

    def widget(self) -> QWidget:
        """The view."""
        return self.view

    def addresses(self) -> tuple[Address, ...]:
        """Its address."""
        return (self.view.address,)

    def refresh(self, touched: frozenset[Address] | None) -> None:
        """Refresh if it is touched."""
        if touched is None or self.view.address in touched:
            self.view.refresh()

    def flush(self) -> None:
        """Take what was typed."""
        self.view.flush()

    def count_required(self) -> None:
        """Say so if it was left open."""
        self.view.count_required()

    def focus(self, address: Address) -> bool:
        """Put the keyboard into it."""
        if address != self.view.address:
            return False
        self.view.take_focus()
        return True


class LevelsBlock:
    """A matrix of several questions."""

    def __init__(self, view: LevelsView) -> None:
        self.view = view

    def widget(self) -> QWidget:
        """The view."""
        return self.view

    def addresses(self) -> tuple[Address, ...]:
        """All its questions."""
        return self.view.addresses

    def refresh(self, touched: frozenset[Address] | None) -> None:
        """Refresh if one of them is touched."""
        if touched is None or touched & set(self.view.addresses):
            self.view.refresh()

    def flush(self) -> None:
        """Nothing ever waits here."""

    def count_required(self) -> None:
        """A level may always be left open."""

    def focus(self, address: Address) -> bool:
        """Put the keyboard on its line."""
        if address not in self.view.addresses:
            return False
        self.view.focus_question(address)
        return True


def runs(children: Sequence[Node]) -> Iterator[Node | list[Question]]:
    """The children in order; neighbouring level questions with one choice list come as one list."""
    collected: list[Question] = []
    for child in children:
        level = isinstance(child, Question) and is_level(child)
        if (
            isinstance(child, Question)
            and level
            and (not collected or collected[0].choice_list == child.choice_list)
        ):
            collected.append(child)
            continue
        if collected:
            yield collected
            collected = []
        if isinstance(child, Question) and level:
            collected.append(child)
        else:
            yield child
    if collected:
        yield collected


def leaf_blocks(
    children: Sequence[Node], row: str, prefix: str, around: Around, *, without: frozenset[str] = frozenset()
) -> Iterator[Block | Group]:
    """Blocks of questions; groups and repeats are passed through.

    Args:
        children: nodes of one group.
        row: id of the repeat row they lie in, "" outside.
        prefix: object name of the questions without their own name, `q` or `q.jobs.row0`.
        around: what the views need.
        without: names of questions to leave out.
    """
    for run in runs(children):
        if isinstance(run, list):
            asked = [Asked(each, Address(each.path, row), f"{prefix}.{each.name}") for each in run]
            yield LevelsBlock(LevelsView(f"{prefix}.{run[0].name}", asked, around))
        elif isinstance(run, Question):
            if run.name in without:
                continue
            view = view_of(Asked(run, Address(run.path, row), f"{prefix}.{run.name}"), around)
            if view is not None:
                yield QuestionBlock(view)
        else:
            yield run
