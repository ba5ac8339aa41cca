"""Where the next question of a form waits for a signed sheet: how it stands, and the way to sign."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from profiler.forms.answer import Answer
from profiler.forms.definition import FormDefinition, Question, QuestionKind
from profiler.gui.shell.layouts import column
from profiler.gui.tokens import Space
from profiler.gui.walk.questions.base import Around, Asked, QuestionView
from profiler.gui.walk.sheet_line import SheetLine
from profiler.gui.walk.sheets import Sheets
from profiler.gui.widgets.texts import Pair
from profiler.release.extra_consents import ConsentKind


def consent_of(question: Question) -> ConsentKind | None:
    """The consent a hidden question stands for, None for any other question."""
    if question.kind is not QuestionKind.HIDDEN:
        return None
    return next((kind for kind in ConsentKind if kind.question == question.name), None)


def shown_consent(question: Question, form: FormDefinition) -> ConsentKind | None:
    """The consent that is shown where the question stands: what comes next waits for it."""
    kind = consent_of(question)
    group = next(form.enclosing(question.path), None)
    if kind is None or group is None:
        return None
    behind = group.children[group.children.index(question) + 1 :]
    return kind if behind and question.path in behind[0].relevant else None


class ConsentView(QuestionView):
    """A card with the sheet."""

    def __init__(
        self, asked: Asked, around: Around, sheets: Sheets, kind: ConsentKind, *, may_give: bool
    ) -> None:
        super().__init__(asked, around)
        outer = column(self)
        outer.setContentsMargins(0, Space.XS, 0, Space.XS)
        frame = QFrame()
        frame.setProperty("card", "true")
        outer.addWidget(frame)
        inside = column(frame)
        inside.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        self._line = SheetLine(asked.name, sheets, kind, around.speech, may_give=may_give)
        inside.addWidget(self._line)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_answer(self, answer: Answer, *, readonly: bool) -> None:
        """The answer follows the consent, not the other way round."""

    def show_problem(self, text: Pair | None) -> None:
        """Nothing can be wrong here."""

    def take_focus(self) -> None:
        """Put the keyboard on what can be done."""
        self._line.take_focus()
