"""Questions answered by choosing: options as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from profiler.casework.pictures import Picture
from profiler.forms.answer import Answer, Source
from profiler.forms.definition import Choice, QuestionKind
from profiler.gui.tokens import Space
from profiler.gui.walk.questions.answer_tools import SourceButton
from profiler.gui.walk.questions.base import Around, Asked, ProblemLine, QuestionView
from profiler.gui.walk.questions.heads import QuestionHead
from profiler.gui.walk.values import has
from profiler.gui.widgets.options import Option, OptionList
from profiler.gui.widgets.texts import Pair, client_indent, halves
from profiler.languages.tags import GERMAN


class ChoiceView(QuestionView):
    """One of several, or any number.

    The order of choosing counts with the appearance `ranked`; with `pictograms` answers have pictures.
    """

    def __init__(self, asked: Asked, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(asked, around, parent)
        speech = around.speech
        self._ranked = asked.question.kind is QuestionKind.RANK or has(asked.question, "ranked")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, Space.S, 0, Space.XS)
        layout.setSpacing(Space.XS)
        self.source = SourceButton(asked.name, self)
        self.source.hide()
        self.head = QuestionHead(self.pair(), self.hint(), reserved=self.source.sizeHint().width())
        layout.addWidget(self.head)
        self.options = OptionList(
            asked.name,
            self._offered(),
            multiple=asked.question.kind not in (QuestionKind.SELECT_ONE, QuestionKind.RANGE),
            ranked=self._ranked,
            decline=speech.pair("walk", "Keine Angabe"),
        )
        layout.addWidget(self.options)
        self._problems = QWidget()
        line = halves(self.pair(), self._problems)
        self._problem = ProblemLine(f"{asked.name}.error", GERMAN)
        line.addWidget(self._problem)
        self._client_problem: ProblemLine | None = None
        if not speech.is_single:
            self._client_problem = ProblemLine(f"{asked.name}.error_client", speech.language)
            self._client_problem.setContentsMargins(client_indent(speech.language), 0, 0, 0)
            line.addWidget(self._client_problem)
        self._problems.hide()
        layout.addWidget(self._problems)
        self.options.answered.connect(self._on_answered)
        self.source.source_chosen.connect(self._on_source)
        self.source.declined.connect(lambda: around.editing.decline(self.address))
        self.source.cleared.connect(lambda: around.editing.give(self.address, Answer()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the source at the end of the German title; in the layout it would push the title down."""
        super().resizeEvent(event)
        self._place_source()

    def _place_source(self) -> None:
        self.source.adjustSize()
        self.source.move(self.head.german_end() - self.source.width(), 1)
        self.source.raise_()

    def _offered(self) -> Sequence[Option]:
        speech = self.around.speech
        choices: Sequence[Choice] = self.around.editing.session.choices(self.address)
        return [Option(choice.code, speech.texts(choice.label), self._picture(choice)) for choice in choices]

    def _picture(self, choice: Choice) -> Picture | None:
        question = self.asked.question
        if question.choice_list is None or not has(question, "pictograms"):
            return None
        return self.around.pictures.of_answers.get((question.choice_list, choice.code))

    def _on_answered(self, value: str, declined: bool) -> None:
        if declined:
            self.around.editing.decline(self.address)
            return
        known = self.answer()
        source = known.source if known.value else Source.SELBST
        self.around.editing.give(self.address, Answer(value, source=source))

    def _on_source(self, source: Source) -> None:
        self.around.editing.give(self.address, replace(self.answer(), source=source))

    def show_answer(self, answer: Answer, *, readonly: bool) -> None:
        """Show the options on offer and what was chosen."""
        self.options.show_options(self._offered())
        self.options.show_answer(answer.value, declined=answer.declined)
        self.options.setEnabled(not readonly)
        self.source.show_source(answer.source)
        self.source.setVisible(bool(answer.value) and not answer.declined)
        self._place_source()

    def show_problem(self, text: Pair | None) -> None:
        """The sentence below the options, in both languages."""
        self._problem.show_text("" if text is None else text.german)
        if self._client_problem is not None:
            self._client_problem.show_text("" if text is None else text.client)
        self._problems.setVisible(text is not None)

    def take_focus(self) -> None:
        """Put the keyboard on the chosen option, else the first."""
        self.options.setFocus()
