"""Texts of the form that are read, not answered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from profiler.forms.answer import Answer
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Ink, Size, Space, Tone
from profiler.gui.walk.questions.base import Around, Asked, QuestionView
from profiler.gui.widgets.texts import Pair, Text, halves
from profiler.languages.tags import GERMAN


class NoteView(QuestionView):
    """A tinted band with an icon and the text in both languages."""

    def __init__(self, asked: Asked, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(asked, around, parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, Space.XS, 0, Space.XS)
        band = QFrame()
        band.setProperty("tone", Tone.INFO.value)
        band.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer.addWidget(band)
        pair, hint = self.pair(), self.hint()
        line = QHBoxLayout(band)
        line.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        line.setSpacing(Space.M)
        icon = QVBoxLayout()
        icon.addWidget(IconLabel(Icon.INFO, 20, Ink.ACCENT))
        icon.addStretch(1)
        line.addLayout(icon)
        texts = QWidget()
        columns = halves(pair, texts)
        columns.addWidget(_cell(pair.german, hint.german, GERMAN))
        if not pair.is_single:
            columns.addWidget(_cell(pair.client, hint.client, pair.language))
        line.addWidget(texts, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_answer(self, answer: Answer, *, readonly: bool) -> None:
        """Nothing is answered here."""

    def show_problem(self, text: Pair | None) -> None:
        """Nothing can be wrong here."""


def _cell(text: str, hint: str, language: str) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(Text(text, language))
    if hint:
        column.addWidget(Text(hint, language, size=Size.SECOND, ink=Ink.SECOND))
    return cell
