"""Repeats on the page: entries, one of them chosen, adding and removing."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from profiler.forms.answer import Address
from profiler.forms.definition import Group, Question, Repeat
from profiler.gui.notices import Action, Notices
from profiler.gui.tokens import Space
from profiler.gui.walk.blocks import Block, leaf_blocks
from profiler.gui.walk.questions.base import Around
from profiler.gui.walk.questions.heads import QuestionHead
from profiler.gui.walk.values import shown


class RepeatBlock:
    """What table and chips have in common: rows, the chosen one, adding and removing.

    Args:
        repeat: the repeat, not inside another one.
        around: what the questions need.
        notices: says that an entry was removed, with the way back.
    """

    def __init__(self, repeat: Repeat, around: Around, notices: Notices) -> None:
        self.repeat, self.around, self._notices = repeat, around, notices
        self.name = f"q.{repeat.name}"
        self._rows: tuple[str, ...] = ()
        self._chosen: str | None = None
        self._blocks: list[Block] = []
        self._required_counts = False
        self._known = False
        self._outer = QWidget()
        self._outer.setObjectName(f"{self.name}.block")
        self._layout = QVBoxLayout(self._outer)
        self._layout.setContentsMargins(0, Space.S, 0, Space.S)
        self._layout.setSpacing(Space.S)
        speech = around.speech
        self._layout.addWidget(QuestionHead(speech.texts(repeat.label), speech.texts(repeat.hint)))

    # -- what the two kinds do differently -----------------------------------------------------------

    def _show_rows(self) -> None:
        """Show all entries and which is chosen."""
        raise NotImplementedError

    def _show_detail(self, content: QWidget | None) -> None:
        """Show the chosen entry's questions, or nothing."""
        raise NotImplementedError

    def _left_out(self, row: str) -> frozenset[str]:
        """Names of questions that are not asked in this row."""
        return frozenset()

    def _may_remove(self, row: str) -> bool:
        """Whether this row may go."""
        return True

    # -- Block ---------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Head, entries, detail."""
        return self._outer

    def addresses(self) -> tuple[Address, ...]:
        """Questions of the chosen entry."""
        return tuple(address for block in self._blocks for address in block.addresses())

    def refresh(self, touched: frozenset[Address] | None) -> None:
        """Show rows that came and went, and the chosen entry's questions."""
        session = self.around.editing.session
        state = session.state(Address(self.repeat.path))
        if self._outer.isHidden() == state.relevant:
            self._outer.setVisible(state.relevant)
        if not state.relevant:
            return
        before, self._rows = self._rows, session.rows(self.repeat.path)
        come = [row for row in self._rows if row not in before]
        if come and self._known:
            # Added, or brought back: that is the one to go on with.
            self._choose(come[-1])
        elif self._chosen not in self._rows:
            self._choose(_neighbour(before, self._rows, self._chosen))
        else:
            for block in self._blocks:
                block.refresh(touched)
        self._known = True
        self._show_rows()

    def flush(self) -> None:
        """Take what was typed."""
        for block in self._blocks:
            block.flush()

    def count_required(self) -> None:
        """Say so if something was left open, also in entries chosen later."""
        self._required_counts = True
        for block in self._blocks:
            block.count_required()

    def focus(self, address: Address) -> bool:
        """Choose the entry and put the keyboard on the question; without a row the add button."""
        if address.path == self.repeat.path:
            self.add_button().setFocus()
            return True
        if address.row not in self._rows:
            return False
        if address.row != self._chosen:
            self._choose(address.row)
            self._show_rows()
        return any(block.focus(address) for block in self._blocks)

    # -- rows ----------------------------------------------------------------------------------------

    def add_button(self) -> QWidget:
        """The button that adds an entry."""
        raise NotImplementedError

    @property
    def chosen_place(self) -> int | None:
        """Place of the chosen entry, from 0."""
        return self._rows.index(self._chosen) if self._chosen in self._rows else None

    def choose_place(self, place: int) -> None:
        """Show another entry."""
        if 0 <= place < len(self._rows) and self._rows[place] != self._chosen:
            self.flush()
            self._choose(self._rows[place])
            self._show_rows()

    def add(self) -> None:
        """One more entry, ready to be filled in."""
        self.flush()
        self.around.editing.add_row(self.repeat.path)
        first = next(iter(self.addresses()), None)
        if first is not None:
            self.focus(first)

    def remove(self) -> None:
        """Take the chosen entry away; the toast brings it back."""
        if self._chosen is None or not self._may_remove(self._chosen):
            return
        self.flush()
        editing = self.around.editing
        removed = editing.remove_row(self.repeat.path, self._chosen)
        # Only the edit is taken back here: by then another page may be shown.
        action = Action("Rückgängig", lambda: editing.bring_back(removed), name="undo")
        self._notices.toast("Eintrag entfernt", action)

    def _choose(self, row: str | None) -> None:
        self._chosen = row
        self._blocks = []
        if row is None:
            self._show_detail(None)
            return
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        prefix = f"{self.name}.row{self._rows.index(row)}"
        blocks = self._blocks_of(self.repeat, row, prefix)
        for block in blocks:
            layout.addWidget(block.widget())
        self._blocks = blocks
        self._show_detail(content)
        for block in blocks:
            block.refresh(None)
            if self._required_counts:
                block.count_required()

    def _blocks_of(self, group: Group, row: str, prefix: str) -> list[Block]:
        found: list[Block] = []
        without = self._left_out(row)
        for block in leaf_blocks(group.children, row, prefix, self.around, without=without):
            if isinstance(block, Group):
                # A group inside a row only holds together what belongs together; its questions follow.
                found += self._blocks_of(block, row, prefix)
            else:
                found.append(block)
        return found

    def _questions(self) -> list[Question]:
        return [
            child
            for child in self.repeat.children
            if isinstance(child, Question) and child.kind.is_asked and not child.calculation
        ]

    def _shown(self, question: Question, row: str) -> str:
        editing = self.around.editing
        return shown(editing.session, question, Address(question.path, row), editing.classifications)


def _neighbour(before: tuple[str, ...], now: tuple[str, ...], gone: str | None) -> str | None:
    """The row to show when the chosen one went: the one that took its place."""
    if not now:
        return None
    place = before.index(gone) if gone in before else 0
    return now[min(place, len(now) - 1)]
