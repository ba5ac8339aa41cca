"""Questions of one level each, next to each other in one matrix."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from profiler.forms.answer import Address, Answer, Source
from profiler.forms.definition import Question
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.walk.questions.base import Around, Asked
from profiler.gui.walk.speech import Speech
from profiler.gui.widgets.matrix import CefrMatrix, Level, Skill
from profiler.gui.widgets.texts import BilingualLabel, Pair
from profiler.languages.tags import GERMAN


class LevelsView(QWidget):
    """All neighbouring questions with the appearance `cefr`, and what the level last chosen means."""

    def __init__(
        self, name: str, questions: Sequence[Asked], around: Around, parent: QWidget | None = None
    ) -> None:
        """`questions` share one choice list."""
        super().__init__(parent)
        self.setObjectName(f"{name}.levels")
        self.around = around
        self.questions = tuple(questions)
        self._by_name = {asked.name: asked for asked in questions}
        speech = around.speech
        choices = around.editing.session.choices(questions[0].address)
        levels = [Level(choice.code, choice.label.get(GERMAN, choice.code)) for choice in choices]
        self.matrix = CefrMatrix(
            f"{name}.matrix",
            speech.pair("walk", "Niveau (GER)"),
            [Skill(asked.name, speech.texts(asked.question.label)) for asked in questions],
            levels,
            speech.pair("walk", "Keine Angabe"),
        )
        self.matrix.answered.connect(self._on_answered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, Space.XS, 0, Space.XS)
        layout.setSpacing(Space.XS)
        layout.addWidget(self.matrix)
        hint = questions[0].question.hint
        start = speech.texts(hint) if hint else _meaning("", speech)
        self._meaning = BilingualLabel(start, size=Size.SECOND, ink=Ink.SECOND)
        layout.addWidget(self._meaning)
        self.setFocusProxy(self.matrix)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Where the answers belong."""
        return tuple(asked.address for asked in self.questions)

    def _on_answered(self, name: str, value: str, declined: bool) -> None:
        asked = self._by_name[name]
        if declined:
            self.around.editing.decline(asked.address)
        else:
            known = self.around.editing.session.answer(asked.address)
            source = known.source if known.value else Source.SELBST
            self.around.editing.give(asked.address, Answer(value, source=source))
        self._meaning.show_pair(_meaning(value, self.around.speech))

    def refresh(self) -> None:
        """Show how the questions stand now."""
        session = self.around.editing.session
        states = [session.state(asked.address).relevant for asked in self.questions]
        self.setVisible(any(states))
        for asked, relevant in zip(self.questions, states, strict=True):
            line = self.matrix.lines[asked.name]
            line.setVisible(relevant)
            answer = session.answer(asked.address)
            if line.value() != answer.value or line.declined_mark.isChecked() != answer.declined:
                line.show_answer(answer.value, declined=answer.declined)

    def focus_question(self, address: Address) -> None:
        """Put the keyboard on the line of a question."""
        for asked in self.questions:
            if asked.address == address:
                self.matrix.lines[asked.name].setFocus()

    def flush(self) -> None:
        """Nothing ever waits here."""


def is_level(question: Question) -> bool:
    """Whether the question goes into a matrix."""
    return "cefr" in question.appearance.split() and question.choice_list is not None


def _meaning(code: str, speech: Speech) -> Pair:
    """What a level means: our own short wording of the scale of the common European framework."""
    if code == "keine":
        return speech.pair("walk", "0: kennt die Sprache noch nicht.")
    if code == "a1":
        return speech.pair("walk", "A1: versteht und benutzt einzelne Wörter und sehr einfache Sätze.")
    if code == "a2":
        return speech.pair("walk", "A2: versteht einfache Sätze über Familie, Einkauf und Arbeit.")
    if code == "b1":
        return speech.pair("walk", "B1: kommt im Alltag zurecht und kann von sich erzählen.")
    if code == "b2":
        return speech.pair("walk", "B2: versteht schwierige Texte und spricht fließend über vieles.")
    if code == "c1":
        return speech.pair("walk", "C1: benutzt die Sprache sicher in Ausbildung und Beruf.")
    if code == "c2":
        return speech.pair("walk", "C2: versteht und sagt fast alles mühelos.")
    return speech.pair("walk", "0 bis C2: So wie Sie es selbst einschätzen.")
