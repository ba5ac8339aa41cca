"""Repeats on the page: a table (or chips) of entries, and the chosen one filled in below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from profiler.casework.intake import GERMAN_ROW
from profiler.forms.answer import Address
from profiler.forms.definition import Group, Question, Repeat
from profiler.gui.icons.names import Icon
from profiler.gui.notices import Action, Notices
from profiler.gui.tokens import Space
from profiler.gui.walk.blocks import Block, leaf_blocks
from profiler.gui.walk.questions.base import Around
from profiler.gui.walk.questions.heads import QuestionHead
from profiler.gui.walk.values import has, shown
from profiler.gui.widgets.buttons import Chip, LinkButton
from profiler.gui.widgets.flow import FlowLayout
from profiler.gui.widgets.tables import DetailFrame, RepeatTable
from profiler.gui.widgets.timeline import Span, Timeline, month_count

_COLUMNS: Final = 4


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
        return shown(self.around.editing.session, question, Address(question.path, row))


def _neighbour(before: tuple[str, ...], now: tuple[str, ...], gone: str | None) -> str | None:
    """The row to show when the chosen one went: the one that took its place."""
    if not now:
        return None
    place = before.index(gone) if gone in before else 0
    return now[min(place, len(now) - 1)]


class TableBlock(RepeatBlock):
    """Entries as lines of a table, the chosen one in a frame below."""

    def __init__(self, repeat: Repeat, around: Around, notices: Notices) -> None:
        super().__init__(repeat, around, notices)
        self._columns = [each for each in self._questions() if not has(each, "multiline")][:_COLUMNS]
        speech = around.speech
        labels = [speech.texts(each.label).german for each in self._columns]
        # Without two months there is nothing to draw between.
        self._months = [each for each in self._questions() if has(each, "month-year")][:2]
        self._timeline: Timeline | None = None
        if "timeline" in repeat.appearance.split() and len(self._months) == 2:
            self._timeline = Timeline(f"{self.name}.timeline")
            self._timeline.chosen.connect(self._on_span)
            self._layout.addWidget(self._timeline)
        self._table = RepeatTable(self.name, labels, "Eintrag hinzufügen")
        self._table.chosen.connect(self.choose_place)
        self._table.add_asked.connect(self.add)
        self._layout.addWidget(self._table)
        self._frame = DetailFrame(self.name, "Eintrag entfernen")
        self._frame.remove_asked.connect(self.remove)
        self._frame.hide()
        self._layout.addWidget(self._frame)

    def _on_span(self, place: int) -> None:
        self.choose_place(place)
        # The field that had the keyboard went with the entry shown before.
        self._table.rows[place].setFocus()

    def add_button(self) -> QWidget:
        """At the table's head."""
        return self._table.add

    def _show_rows(self) -> None:
        cells = [[self._shown(question, row) for question in self._columns] for row in self._rows]
        self._table.show_rows(cells, self.chosen_place)
        if self._timeline is not None:
            self._timeline.show_spans(self._spans(), self.chosen_place)
        place = self.chosen_place
        if place is not None:
            self._frame.title.show_text(f"Eintrag {place + 1} von {len(self._rows)}")

    def _show_detail(self, content: QWidget | None) -> None:
        if content is not None:
            self._frame.show_content("", content)
        self._frame.setVisible(content is not None)

    def _spans(self) -> list[Span]:
        """What was when; without an end it lasts as long as anything told here."""
        session = self.around.editing.session
        known: list[tuple[int, int, int | None]] = []
        for place, row in enumerate(self._rows):
            start, end = (
                month_count(session.value(Address(question.path, row))) for question in self._months
            )
            if start is not None and (end is None or end >= start):
                known.append((place, start, None if end is None else end + 1))
        last = max((end or start + 1 for _, start, end in known), default=0)
        return [
            Span(self._shown(self._columns[0], self._rows[place]) or "?", start, end or last, place)
            for place, start, end in known
        ]


class ChipsBlock(RepeatBlock):
    """Entries as chips, one of them filled in below; German is always among the languages."""

    def __init__(self, repeat: Repeat, around: Around, notices: Notices) -> None:
        super().__init__(repeat, around, notices)
        questions = self._questions()
        self._first: Question | None = questions[0] if questions else None
        self._levels = [each for each in questions if has(each, "cefr")]
        self._is_language = self._first is not None and has(self._first, "code-language")
        strip = QWidget()
        line = QHBoxLayout(strip)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        self._strip = QWidget()
        self._flow = FlowLayout(self._strip, 0)
        line.addWidget(self._strip, 1)
        self._remove = LinkButton(
            "Sprache entfernen" if self._is_language else "Eintrag entfernen",
            f"{self.name}.remove",
            icon=Icon.BIN,
        )
        self._remove.clicked.connect(lambda: self.remove())
        line.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(strip)
        self._group = QButtonGroup(self._outer)
        self._chips: list[Chip] = []
        self._add = LinkButton(
            "Sprache hinzufügen" if self._is_language else "Eintrag hinzufügen",
            f"{self.name}.add",
            icon=Icon.PLUS,
        )
        self._add.clicked.connect(lambda: self.add())
        self._flow.addWidget(self._add)
        self._place = QVBoxLayout()
        self._layout.addLayout(self._place)
        self._content: QWidget | None = None
        self._showing = False

    def add_button(self) -> QWidget:
        """Behind the last chip."""
        return self._add

    def _is_german(self, row: str) -> bool:
        if not self._is_language or self._first is None:
            return False
        return self.around.editing.session.answer(Address(self._first.path, row)).value == GERMAN_ROW

    def _left_out(self, row: str) -> frozenset[str]:
        # The chip says that it is German; asked again it could be changed.
        return (
            frozenset({self._first.name}) if self._first is not None and self._is_german(row) else frozenset()
        )

    def _may_remove(self, row: str) -> bool:
        return not self._is_german(row)

    def _show_rows(self) -> None:
        self._showing = True
        while len(self._chips) > len(self._rows):
            chip = self._chips.pop()
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        while len(self._chips) < len(self._rows):
            chip = Chip("", f"{self.name}.row{len(self._chips)}")
            chip.toggled.connect(_when_on(self._on_chip, len(self._chips)))
            self._group.addButton(chip)
            self._flow.removeWidget(self._add)
            self._flow.addWidget(chip)
            self._flow.addWidget(self._add)
            chip.show()
            self._chips.append(chip)
        for chip, row in zip(self._chips, self._rows, strict=True):
            label = self._shown(self._first, row) if self._first is not None else ""
            chip.show_text(label or "neu")
            chip.show_count("Pflicht" if self._is_german(row) else self._span(row))
        self._group.setExclusive(False)
        for place, chip in enumerate(self._chips):
            chip.setChecked(place == self.chosen_place)
        self._group.setExclusive(True)
        self._remove.setVisible(self._chosen is not None and self._may_remove(self._chosen))
        self._strip.updateGeometry()
        self._showing = False

    def _span(self, row: str) -> str:
        """Lowest and highest level, "A1–A2"."""
        session = self.around.editing.session
        order: list[str] = []
        for question in self._levels[:1]:
            order = [choice.code for choice in session.form.choice_lists.get(question.choice_list or "", ())]
        values = [session.answer(Address(question.path, row)).value for question in self._levels]
        known = sorted(order.index(value) for value in values if value in order)
        if not known:
            return ""
        names = [self._level_name(order[place]) for place in (known[0], known[-1])]
        return names[0] if names[0] == names[1] else "–".join(names)

    def _level_name(self, code: str) -> str:
        return self.around.editing.session.form.choice_label(self._levels[0], code, "de")

    def _on_chip(self, place: int) -> None:
        if not self._showing:
            self.choose_place(place)

    def _show_detail(self, content: QWidget | None) -> None:
        if self._content is not None:
            self._place.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        if content is not None:
            self._place.addWidget(content)
            content.show()
        self._content = content


def _when_on(call: Callable[[int], None], place: int) -> Callable[[bool], None]:
    def toggled(on: bool) -> None:
        if on:
            call(place)

    return toggled


def repeat_block(repeat: Repeat, around: Around, notices: Notices) -> RepeatBlock:
    """The kind of block a repeat's appearance asks for."""
    made = ChipsBlock if "chips" in repeat.appearance.split() else TableBlock
    return made(repeat, around, notices)
