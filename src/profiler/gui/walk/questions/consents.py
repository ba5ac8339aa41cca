"""Where a form asks whether a consent beside the releases is in force: how it stands, and the way to sign."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from profiler.forms.answer import Answer
from profiler.forms.definition import Question, QuestionKind
from profiler.gui.icons.names import Icon
from profiler.gui.shell.layouts import column, row
from profiler.gui.tokens import Ink, Size, Space, Tone
from profiler.gui.walk.consent_dialogs import consent_title
from profiler.gui.walk.consenting import ask_consent, ask_withdrawal
from profiler.gui.walk.copies import Copies
from profiler.gui.walk.questions.base import Around, Asked, QuestionView
from profiler.gui.widgets.badges import Badge
from profiler.gui.widgets.buttons import LinkButton
from profiler.gui.widgets.texts import BilingualLabel, Pair, Text
from profiler.languages.formats import format_date
from profiler.release.extra_consents import ConsentKind


def consent_of(question: Question) -> ConsentKind | None:
    """The consent a hidden question stands for, None for any other question."""
    if question.kind is not QuestionKind.HIDDEN:
        return None
    return next((kind for kind in ConsentKind if kind.question == question.name), None)


class ConsentView(QuestionView):
    """One line: which sheet, whether it is signed, and the dialogue to sign it or to take it back."""

    def __init__(
        self, asked: Asked, around: Around, copies: Copies, kind: ConsentKind, parent: QWidget | None = None
    ) -> None:
        super().__init__(asked, around, parent)
        self._copies, self._kind = copies, kind
        outer = column(self)
        outer.setContentsMargins(0, Space.XS, 0, Space.XS)
        frame = QFrame()
        frame.setProperty("card", "true")
        outer.addWidget(frame)
        inside = column(frame, spacing=Space.XS)
        inside.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        title = consent_title(around.speech, copies.text(kind))
        inside.addWidget(BilingualLabel(title, bold=True))
        line = row(spacing=Space.M)
        self._badge = Badge("", Icon.CLOCK, Tone.NEUTRAL)
        self._said = Text("", size=Size.SECOND, ink=Ink.SECOND)
        self._said.setObjectName(f"{asked.name}.said")
        self._give = LinkButton("Erklären und unterschreiben lassen", f"{asked.name}.give", icon=Icon.PEN)
        self._stop = LinkButton("Widerrufen", f"{asked.name}.withdraw")
        line.addWidget(self._badge)
        line.addWidget(self._said, 1)
        line.addWidget(self._give)
        line.addWidget(self._stop)
        inside.addLayout(line)
        self._give.clicked.connect(lambda: ask_consent(copies, kind, around.speech, self))
        self._stop.clicked.connect(lambda: ask_withdrawal(copies, kind, around.speech, self))
        copies.changed.connect(self._show)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._show()

    def show_answer(self, answer: Answer, *, readonly: bool) -> None:
        """The answer follows the consent, not the other way round."""

    def show_problem(self, text: Pair | None) -> None:
        """Nothing can be wrong here."""

    def take_focus(self) -> None:
        """Put the keyboard on what can be done."""
        (self._stop if self._copies.is_allowed(self._kind) else self._give).setFocus()

    def _show(self) -> None:
        copies = self._copies
        allowed, given = copies.is_allowed(self._kind), copies.given(self._kind)
        if allowed and given is not None:
            self._badge.show_badge("unterschrieben", Icon.CHECK, Tone.DONE)
            self._said.show_text(f"gilt seit {format_date(given.given_on)}")
        elif given is not None and given.withdrawn_on is not None:
            self._badge.show_badge("widerrufen", Icon.CROSS, Tone.WARN)
            self._said.show_text(f"am {format_date(given.withdrawn_on)}")
        else:
            self._badge.show_badge("nicht unterschrieben", Icon.CLOCK, Tone.NEUTRAL)
            self._said.show_text("")
        self._give.setVisible(copies.may_change and not allowed)
        self._stop.setVisible(allowed)
