"""Entries of a repeat as lines of a table, the chosen one in a frame below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from profiler.forms.answer import Address
from profiler.forms.definition import Question, Repeat
from profiler.gui.notices import Notices
from profiler.gui.walk.questions.base import Around
from profiler.gui.walk.repeats import RepeatBlock
from profiler.gui.walk.values import has
from profiler.gui.widgets.tables import DetailFrame, RepeatTable
from profiler.gui.widgets.timeline import Span, Timeline, month_count
from profiler.records.depth import Depth, is_put

_COLUMNS: Final = 4


def _columns(questions: Sequence[Question]) -> list[Question]:
    """What tells the entries apart: short answers of the short talk before those of the deep one."""
    short = [each for each in questions if not has(each, "multiline")]
    first = sorted(short, key=lambda each: not is_put(each, Depth.SHORT))[:_COLUMNS]
    return [each for each in short if each in first]


class TableBlock(RepeatBlock):
    """Entries as lines of a table, the chosen one in a frame below."""

    def __init__(self, repeat: Repeat, around: Around, notices: Notices) -> None:
        super().__init__(repeat, around, notices)
        self._columns = _columns(self._questions())
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
        # How many lines there are may be settled elsewhere.
        self._grows = not repeat.count and not repeat.fixed
        self._table.add.setVisible(self._grows)
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
            self._frame.show_content("", content, removable=self._grows)
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
