"""Answers the present form has no place for: one calm line, and behind it each of them in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from profiler.casework.upgrade_form import FormUpgrade, LeftOver
from profiler.gui.answer_words import in_words
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.notices import Action, Notices
from profiler.gui.shell.layouts import clear, column, row
from profiler.gui.tokens import Ink, Measure, Size, Space, Tone
from profiler.gui.walk.editing import Editing
from profiler.gui.widgets.buttons import LinkButton
from profiler.gui.widgets.frames import Line
from profiler.gui.widgets.texts import Text
from profiler.languages.tags import GERMAN

_MOST_SHOWN = 4
"""Rows seen at once: the questions below must stay in sight."""

_ICON = 20


class LeftOverNotice(QFrame):
    """A strip above the questions, gone when the last of these answers was dealt with."""

    def __init__(self, editing: Editing, notices: Notices, *, is_new: bool) -> None:
        """`is_new`: the form was changed just now, when the interview was opened."""
        super().__init__()
        self.setObjectName("leftover")
        self._editing, self._notices, self._is_new = editing, notices, is_new
        self._open = False
        self._outer = column(self, spacing=0)
        strip = QFrame()
        strip.setProperty("tone", Tone.INFO.value)
        self._outer.addWidget(strip)
        inside = column(strip, spacing=Space.XS)
        inside.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        head = row(spacing=Space.M)
        head.addWidget(IconLabel(Icon.INFO, _ICON, Ink.ACCENT))
        self._sentence = Text("")
        self._sentence.setObjectName("leftover.text")
        head.addWidget(self._sentence, 1)
        self._toggle = LinkButton("", "leftover.toggle")
        self._toggle.clicked.connect(self._on_toggled)
        head.addWidget(self._toggle)
        inside.addLayout(head)
        self._list = QWidget()
        self._rows = column(self._list, spacing=Space.XS)
        self._rows.setContentsMargins(_ICON + Space.M, 0, 0, Space.XS)
        inside.addWidget(self._list)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand above the questions, with the margins their page has."""
        super().resizeEvent(event)
        side = 20 if event.size().width() < Measure.NARROW - 60 else Space.XXL
        if self._outer.contentsMargins().left() != side:
            self._outer.setContentsMargins(side, Space.S, side + Space.M, 0)

    def _on_toggled(self) -> None:
        self._open = not self._open
        self._show()

    def _on_done(self, told: LeftOver, _checked: bool = False) -> None:
        self._editing.put_away(told)
        self._show()
        self._notices.toast("Erledigt", Action("Rückgängig", partial(self._bring_back, told), name="undo"))

    def _bring_back(self, told: LeftOver) -> None:
        self._editing.put_back(told)
        self._show()

    def _show(self) -> None:
        waiting = self._editing.left_over
        self.setVisible(bool(waiting))
        self._sentence.show_text(sentence(len(waiting), is_new=self._is_new))
        self._toggle.show_text("Zuklappen" if self._open else "Ansehen")
        # Filled while hidden: what is added to a visible list shows up one event later.
        self._list.hide()
        clear(self._rows)
        if self._open:
            self._fill(waiting)
            self._list.show()

    def _fill(self, waiting: Sequence[LeftOver]) -> None:
        hint = "Was noch gebraucht wird, bitte von Hand eintragen. Im Verlauf bleibt alles stehen."
        self._rows.addWidget(Text(hint, size=Size.SECOND, ink=Ink.SECOND))
        for number, told in enumerate(waiting[:_MOST_SHOWN]):
            if number:
                self._rows.addWidget(Line())
            self._rows.addWidget(self._row(number, told))
        more = len(waiting) - _MOST_SHOWN
        if more > 0:
            self._rows.addWidget(Text(f"und {more} weitere", size=Size.SECOND, ink=Ink.SECOND))

    def _row(self, number: int, told: LeftOver) -> QWidget:
        box = QWidget()
        line = row(box, spacing=Space.M)
        words = column(spacing=0)
        words.addWidget(Text(_place(told), size=Size.SECOND, ink=Ink.SECOND))
        answer = Text(_answer(told, self._editing.classifications.label_of), bold=True)
        answer.setObjectName(f"leftover.answer.{number}")
        answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(answer)
        line.addLayout(words, 1)
        done = LinkButton("Erledigt", f"leftover.done.{number}")
        done.clicked.connect(partial(self._on_done, told))
        line.addWidget(done)
        return box


def new_version(upgraded: FormUpgrade | None, waiting: int) -> str:
    """What to say in passing of an upgrade after which every answer has its place; "" for nothing."""
    if upgraded is None or waiting or upgraded.before.version == upgraded.after.version:
        return ""
    return "Der Bogen hat eine neue Fassung. Alle Antworten sind übernommen."


def sentence(count: int, *, is_new: bool) -> str:
    """How many answers wait, and why."""
    answers = "1 Antwort passt" if count == 1 else f"{count} Antworten passen"
    if is_new:
        return f"Der Bogen wurde auf eine neue Fassung gebracht. {answers} nirgends mehr hin."
    return f"{answers} nicht mehr in die heutige Fassung des Bogens."


def _place(told: LeftOver) -> str:
    """Page, row and question as they were."""
    if told.question is None:
        return "Frage aus einer Fassung, die hier niemand kennt"
    label = told.question.label.get(GERMAN) or told.question.name
    entry = f"Eintrag {told.row}" if told.row else ""
    return " · ".join(part for part in (told.section.get(GERMAN, ""), entry, label) if part)


def _answer(told: LeftOver, label_of: Callable[[str], str]) -> str:
    if told.question is None:
        return told.answer.value or "keine Angabe"
    return in_words(told.form, told.question, told.answer, label_of)
