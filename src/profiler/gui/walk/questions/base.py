"""What every question on the page has in common: address, answer, source, problem, two languages."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from profiler.casework.pictures import Pictures
from profiler.forms.answer import Address, Answer, Source
from profiler.forms.changes import Problem, ProblemCode
from profiler.forms.definition import Question
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.walk.copies import Copies
from profiler.gui.walk.editing import Editing
from profiler.gui.walk.speech import Speech
from profiler.gui.widgets.texts import Pair, Text
from profiler.records.depth import Depth, belongs


@dataclass(frozen=True)
class Asked:
    """One question at one place.

    Attributes:
        name: object name of its parts without the last word, `q.jobs.row0.j_from`.
    """

    question: Question
    address: Address
    name: str


@dataclass(frozen=True)
class Around:
    """What questions need to work.

    Attributes:
        debounce_ms: pause after the last key stroke before an answer is taken.
        pictures: of answers with the appearance `pictograms`, and of sections.
        depth: whether deep questions are put now.
        copies: keeps copies of papers and knows the consents, None where nothing can be kept.
    """

    editing: Editing
    speech: Speech
    debounce_ms: int
    pictures: Pictures = field(default_factory=Pictures)
    depth: Depth = Depth.DEEP
    copies: Copies | None = None

    def puts(self, question: Question, address: Address) -> bool:
        """Whether a question is put at this depth, apart from its own condition."""
        return belongs(self.editing.session, address, question, self.depth)


class QuestionView(QWidget):
    """A question on the page. Subclasses show and take the answer.

    Attributes:
        follows_everything: whether any edit may change what it shows.
    """

    follows_everything = False

    def __init__(self, asked: Asked, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked, self.around = asked, around
        self.setObjectName(f"{asked.name}.question")
        self._required_counts = False

    @property
    def address(self) -> Address:
        """Where the answer belongs."""
        return self.asked.address

    def pair(self) -> Pair:
        """The question in both languages, with earlier answers filled in."""
        return self._filled(self.around.speech.texts(self.asked.question.label))

    def hint(self) -> Pair:
        """What it is asked for; where German stands alone, first the question in plain German."""
        question, speech = self.asked.question, self.around.speech
        hint = self._filled(speech.texts(question.hint))
        if not speech.is_single or not question.label_plain:
            return hint
        plain = self._filled(Pair(question.label_plain)).german
        return Pair(f"{plain}\n{hint.german}" if hint.german else plain)

    def _filled(self, pair: Pair) -> Pair:
        session = self.around.editing.session
        client = pair.client
        if "${" in pair.german or "${" in client:
            german = session.fill(pair.german, self.address)
            client = session.fill(client, self.address, pair.language)
            return Pair(german, client, pair.language)
        return pair

    def answer(self) -> Answer:
        """The answer as the session has it."""
        return self.around.editing.session.answer(self.address)

    def refresh(self) -> None:
        """Show how the question stands now."""
        state = self.around.editing.session.state(self.address)
        self.show_answer(self.answer(), readonly=state.readonly)
        problem = state.problem
        if problem is not None and problem.code is ProblemCode.REQUIRED and not self._required_counts:
            problem = None
        self.show_problem(None if problem is None else problem_text(problem, self.around.speech))

    def count_required(self) -> None:
        """From now on say so if the question was left open."""
        self._required_counts = True
        self.refresh()

    def show_answer(self, answer: Answer, *, readonly: bool) -> None:
        """Show the answer without telling anybody."""
        raise NotImplementedError

    def show_problem(self, text: Pair | None) -> None:
        """Show what is wrong, or that nothing is."""
        raise NotImplementedError

    def flush(self) -> None:
        """Take what was typed and waits for its pause."""

    def take_focus(self) -> None:
        """Put the keyboard where the answer is given."""
        self.setFocus()


def problem_text(problem: Problem, speech: Speech) -> Pair:
    """What is wrong, with the way out; the form's own sentence if it has one."""
    if problem.message:
        return speech.texts(problem.message)
    if problem.code is ProblemCode.REQUIRED:
        return speech.pair("walk", "Bitte antworten Sie oder wählen Sie „Keine Angabe“.")
    if problem.code is ProblemCode.TYPE:
        return speech.pair("walk", "Das passt hier nicht. Bitte prüfen Sie die Eingabe.")
    return speech.pair("walk", "Bitte prüfen Sie diese Angabe.")


class ProblemLine(QWidget):
    """A triangle and a sentence in one language; built when something is wrong for the first time."""

    def __init__(self, name: str, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._language = name, language
        self._text: Text | None = None
        self.hide()

    def _build(self) -> Text:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.XS + 2)
        icon = QVBoxLayout()
        icon.setContentsMargins(0, 1, 0, 0)
        icon.addWidget(IconLabel(Icon.ALERT, 16, Ink.ERROR))
        icon.addStretch(1)
        text = Text("", self._language, size=Size.SECOND, ink=Ink.ERROR)
        text.setObjectName(self._name)
        self.setLayoutDirection(text.layoutDirection())
        layout.addLayout(icon)
        layout.addWidget(text, 1)
        return text

    def show_text(self, text: str) -> None:
        """Show a sentence; "" hides the line."""
        if text:
            self._text = self._text or self._build()
            self._text.show_text(text)
        self.setVisible(bool(text))


class Pause(QObject):
    """Waits until nothing was typed for a moment; until then nothing is called saved."""

    def __init__(self, around: Around, parent: QObject) -> None:
        super().__init__(parent)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(around.debounce_ms)
        self._editing = around.editing
        self._waiting = False

    @property
    def waiting(self) -> bool:
        """Whether something was typed and not taken."""
        return self._waiting

    def begin(self) -> None:
        """Something was typed."""
        self._waiting = True
        self._editing.typing_began(self)
        self.timer.start()

    def end(self) -> None:
        """It was taken."""
        self.timer.stop()
        if self._waiting:
            self._waiting = False
            self._editing.typing_ended(self)


SOURCES = {
    Source.SELBST: "selbst gesagt",
    Source.DOKUMENT_GESEHEN: "Dokument gesehen",
    Source.BEOBACHTET: "beobachtet",
    Source.UEBERNOMMEN: "übernommen",
    Source.PAPIERBOGEN: "vom Papierbogen",
}
"""How each source is called beside the answer."""

OFFERED_SOURCES = (Source.SELBST, Source.DOKUMENT_GESEHEN, Source.BEOBACHTET)
"""Sources a caseworker chooses; the others come with imported answers."""
