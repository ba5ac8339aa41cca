"""What a page consists of, in order: questions, matrices, repeats, headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from profiler.forms.answer import Address
from profiler.forms.definition import Group, Node, Question
from profiler.gui.tokens import Space
from profiler.gui.walk.questions.base import Around, Asked, QuestionView
from profiler.gui.walk.questions.levels import LevelsView, is_level
from profiler.gui.walk.questions.registry import has_view, view_of
from profiler.gui.widgets.frames import Line

_PAPER = "ev_state"
"""Choices of the question that begins the block about a paper; in a long entry a line stands above it."""


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
    """One question; its view is made when it is first asked, because many never are."""

    def __init__(self, asked: Asked, around: Around) -> None:
        self._asked, self._around = asked, around
        self._view: QuestionView | None = None
        self._required_counts = False
        self._holder = QWidget()
        self._layout = QVBoxLayout(self._holder)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._holder.hide()

    def widget(self) -> QWidget:
        """The place of the view."""
        return self._holder

    def addresses(self) -> tuple[Address, ...]:
        """Its address."""
        return (self._asked.address,)

    def refresh(self, touched: frozenset[Address] | None) -> None:
        """Refresh if it is touched."""
        follows = self._view is not None and self._view.follows_everything
        if touched is not None and self._asked.address not in touched and not follows:
            return
        relevant = self._around.editing.session.state(self._asked.address).relevant
        # Once shown it stays, also when the answer is taken back: a field must not go from under the hands.
        if self._view is None and not self._around.puts(self._asked.question, self._asked.address):
            return
        if relevant and self._view is None:
            self._view = view_of(self._asked, self._around)
            if self._view is not None:
                self._layout.addWidget(self._view)
                self._view.show()
                if self._required_counts:
                    self._view.count_required()
        if self._view is not None:
            if relevant:
                self._view.refresh()
            self._holder.setVisible(relevant)

    def flush(self) -> None:
        """Take what was typed."""
        if self._view is not None:
            self._view.flush()

    def count_required(self) -> None:
        """Say so if it was left open."""
        self._required_counts = True
        if self._view is not None:
            self._view.count_required()

    def focus(self, address: Address) -> bool:
        """Put the keyboard into it."""
        if address != self._asked.address or self._view is None:
            return False
        self._view.take_focus()
        return True


class RuleBlock:
    """A line above a question with which something else begins, there while the question is."""

    def __init__(self, asked: Asked, around: Around) -> None:
        self._asked, self._around = asked, around
        self._rule = QWidget()
        column = QVBoxLayout(self._rule)
        column.setContentsMargins(0, Space.L, 0, Space.S)
        column.addWidget(Line())
        self._rule.hide()

    def widget(self) -> QWidget:
        """The line."""
        return self._rule

    def addresses(self) -> tuple[Address, ...]:
        """No question."""
        return ()

    def refresh(self, touched: frozenset[Address] | None) -> None:
        """Hide with the question."""
        if touched is None or self._asked.address in touched:
            relevant = self._around.editing.session.state(self._asked.address).relevant
            self._rule.setVisible(relevant and self._around.puts(self._asked.question, self._asked.address))

    def flush(self) -> None:
        """Nothing waits here."""

    def count_required(self) -> None:
        """Nothing is asked here."""

    def focus(self, address: Address) -> bool:
        """Nothing is asked here."""
        return False


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
            asked = [
                Asked(each, address, f"{prefix}.{each.name}")
                for each in run
                if around.puts(each, address := Address(each.path, row))
            ]
            if asked:
                yield LevelsBlock(LevelsView(f"{prefix}.{run[0].name}", asked, around))
        elif isinstance(run, Question):
            if run.name in without:
                continue
            if has_view(run, around):
                asked_here = Asked(run, Address(run.path, row), f"{prefix}.{run.name}")
                if row and run.choice_list == _PAPER:
                    yield RuleBlock(asked_here, around)
                yield QuestionBlock(asked_here, around)
        else:
            yield run
