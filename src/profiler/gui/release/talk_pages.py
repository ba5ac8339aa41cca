"""The two pages of talking: explaining before the choice, asking back after it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from profiler.gui import fonts
from profiler.gui.release.matrix import TopicFrame, TopicRow
from profiler.gui.release.texts import ASKED_BACK, RIGHTS, ReleaseTexts
from profiler.gui.shell.fields import Complaint
from profiler.gui.shell.layouts import by_width, column
from profiler.gui.tokens import Ink, Measure, Size, Space, Tone
from profiler.gui.widgets.frames import Line, Page
from profiler.gui.widgets.notice_board import Banner
from profiler.gui.widgets.texts import BilingualLabel, Pair

_HEAR = "Lesen Sie gemeinsam. Erst danach wird ausgewählt."


class ExplainPage(Page):
    """What a person has to know before they choose (Form C7)."""

    def __init__(self, texts: ReleaseTexts) -> None:
        super().__init__("release.explain")
        by_width(self)
        self._heading = BilingualLabel(texts.fixed("release_title"), size=Size.SENTENCE, bold=True)
        self._language = texts.language
        self.content.addWidget(self._heading)
        self.content.addWidget(BilingualLabel(Pair(_HEAR), size=Size.SECOND, ink=Ink.SECOND))
        if texts.is_draft:
            self.content.addWidget(Banner(Tone.INFO, texts.content.release.texts["release_german_binds"]))
        self.content.addSpacing(Space.S)
        for key in ("release_who", *RIGHTS, "health_never"):
            self.content.addWidget(BilingualLabel(texts.fixed(key), size=Size.TITLE))
            self.content.addWidget(Line())
        self.content.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Its longest word has to fit into half of a narrow page."""
        super().resizeEvent(event)
        size = Size.TITLE if event.size().width() < Measure.NARROW - 262 else Size.SENTENCE
        self._heading.german.setFont(fonts.font(size, bold=True))
        if self._heading.client is not None:
            self._heading.client.setFont(fonts.font(size, self._language, bold=True))


class AskBackPage(Page):
    """The person says in their own words what was explained (Form C9).

    Signals:
        answered: one of the answers changed.
    """

    answered = Signal()

    def __init__(self, texts: ReleaseTexts) -> None:
        super().__init__("release.ask_back")
        by_width(self)
        self.content.addWidget(BilingualLabel(texts.fixed("teachback_intro"), size=Size.SENTENCE, bold=True))
        self.content.addWidget(
            BilingualLabel(
                Pair("Ja heißt: Die Person hat es selbst richtig gesagt."), size=Size.SECOND, ink=Ink.SECOND
            )
        )
        self.content.addSpacing(Space.S)
        frame = TopicFrame()
        lines = column(frame, spacing=0)
        lines.setContentsMargins(1, 1, 1, 1)
        answers = texts.fixed("no"), texts.fixed("yes")
        self._rows = [TopicRow(f"release.{key}", texts.fixed(key), "sprache", answers) for key in ASKED_BACK]
        for made in self._rows:
            made.setMinimumHeight(56)
            made.switch.decided.connect(self._on_decided)
            lines.addWidget(made)
        self.content.addWidget(frame)
        self._open = Complaint("release.ask_back")
        self.content.addWidget(self._open)
        self.content.addStretch(1)

    def is_understood(self) -> bool:
        """Whether everything was said back; complains if not."""
        understood = all(made.switch.is_yes() for made in self._rows)
        self._open.say(
            ""
            if understood
            else "Bitte erklären Sie es noch einmal mit anderen Worten und fragen Sie wieder. "
            "Ohne das kann die Person nicht unterschreiben."
        )
        return understood

    def _on_decided(self) -> None:
        self._open.say("")
        self.answered.emit()
