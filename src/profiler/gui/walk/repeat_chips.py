"""Entries of a repeat as chips, one of them filled in below; German is always among the languages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from profiler.casework.intake import GERMAN_ROW
from profiler.forms.answer import Address
from profiler.forms.definition import Question, Repeat
from profiler.gui.icons.names import Icon
from profiler.gui.notices import Notices
from profiler.gui.tokens import Space
from profiler.gui.walk.questions.base import Around
from profiler.gui.walk.repeats import RepeatBlock
from profiler.gui.walk.values import has
from profiler.gui.widgets.buttons import Chip, LinkButton
from profiler.gui.widgets.flow import FlowLayout


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
