"""Questions answered with a time of day, alone or beside a date."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QWidget

from profiler.forms.answer import Answer
from profiler.gui.walk.questions.base import Around, Asked, Pause
from profiler.gui.walk.questions.fields import FieldView
from profiler.gui.widgets.dates import DateField
from profiler.gui.widgets.fields import TextField

_TYPED: Final = "[0-9]{0,2}[:. ]?[0-9]{0,2}"
_PARTS: Final = re.compile(r"(\d{1,2}?)[:. ]?(\d{2})?")
_STORED: Final = re.compile(r"(\d{2}:\d{2})(?::.*)?")
_SECONDS: Final = ":00.000"
_WIDTH: Final = 86


def read_time(typed: str) -> str:
    """What somebody typed as `09:30`: `9`, `930`, `9.30` and `9:30` are understood; "" if it is no time."""
    found = _PARTS.fullmatch(typed.strip())
    hour, minute = (found.group(1), found.group(2) or "00") if found else ("99", "99")
    return f"{int(hour):02}:{minute}" if int(hour) < 24 and int(minute) < 60 else ""


def shown_time(stored: str) -> str:
    """A stored time of day without its seconds; anything else as it is."""
    found = _STORED.fullmatch(stored)
    return found.group(1) if found else stored


def _time_field(name: str, spoken: str, parent: QWidget) -> TextField:
    field = TextField(f"{name}.time", spoken, placeholder="HH:MM", parent=parent)
    field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    field.setFixedWidth(_WIDTH)
    field.setValidator(QRegularExpressionValidator(QRegularExpression(_TYPED), field))
    return field


class TimeView(FieldView):
    """A time of day in one box."""

    def __init__(self, asked: Asked, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(asked, around, parent)
        self._pause = Pause(around, self)
        self._pause.timer.timeout.connect(self._on_pause)

    def _make_field(self, spoken: str) -> QWidget:
        self._line = _time_field(self.asked.name, spoken, self)
        self._line.textEdited.connect(lambda: self._pause.begin())
        self._line.left.connect(self.flush)
        return self._line

    def _leaves_room(self) -> bool:
        return True

    def _on_pause(self) -> None:
        """A whole time is taken while typing goes on; `1` may still become `12:30`."""
        if len(self._line.text()) > 3 or not self._line.text():
            self.flush()

    def flush(self) -> None:
        """Take the time now; what is no time is kept as typed and marked as wrong."""
        if not self._pause.waiting:
            return
        typed = self._line.text().strip()
        read = read_time(typed)
        value = f"{read}{_SECONDS}" if read else typed
        self._pause.end()
        self.around.editing.give(self.address, Answer(value, source=self._source()))
        self.refresh()

    def _show_value(self, answer: Answer, *, readonly: bool) -> None:
        self._line.setReadOnly(readonly)
        shown = shown_time(answer.value)
        if not self._pause.waiting and self._line.text() != shown:
            self._line.setText(shown)

    def _show_wrong(self, wrong: bool) -> None:
        self._line.show_wrong(wrong)


class MomentView(FieldView):
    """A date and a time of day beside each other; the answer is taken when both are there."""

    def __init__(self, asked: Asked, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(asked, around, parent)
        self._pause = Pause(around, self)

    def _make_field(self, spoken: str) -> QWidget:
        both = QWidget()
        both.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self._boxes = DateField(self.asked.name, spoken)
        self._line = _time_field(self.asked.name, spoken, both)
        line.addWidget(self._boxes)
        line.addWidget(self._line)
        both.setFocusProxy(self._boxes)
        self._boxes.edited.connect(lambda: self._pause.begin())
        self._line.textEdited.connect(lambda: self._pause.begin())
        self._boxes.left.connect(self._on_left)
        self._line.left.connect(self._on_left)
        return both

    def _leaves_room(self) -> bool:
        return True

    def _on_left(self) -> None:
        # The keyboard may just have gone from the date to the time.
        if not self._boxes.has_keyboard() and not self._line.hasFocus():
            self.flush()

    def _value(self) -> str:
        entry, typed = self._boxes.entry(), self._line.text().strip()
        read = read_time(typed)
        if entry.iso and read:
            return f"{entry.iso}T{read}{_SECONDS}"
        if not any(box.text() for box in self._boxes.boxes.values()) and not typed:
            return ""
        return f"{entry.iso or self._boxes.typed()} {typed}".strip()

    def flush(self) -> None:
        """Take date and time now; a half of them is kept as typed and marked as wrong."""
        if not self._pause.waiting:
            return
        self._pause.end()
        self.around.editing.give(self.address, Answer(self._value(), source=self._source()))
        self.refresh()

    def _show_value(self, answer: Answer, *, readonly: bool) -> None:
        for box in (*self._boxes.boxes.values(), self._line):
            box.setReadOnly(readonly)
        if self._pause.waiting:
            return
        day, _, clock = answer.value.replace("T", " ", 1).partition(" ")
        self._boxes.show_date(day)
        if self._line.text() != shown_time(clock):
            self._line.setText(shown_time(clock))

    def _show_wrong(self, wrong: bool) -> None:
        self._boxes.show_wrong(wrong)
        self._line.show_wrong(wrong)
