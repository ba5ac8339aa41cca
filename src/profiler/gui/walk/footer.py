"""The foot of the walk: back, what is open here, how far the translation can be trusted, onwards."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Ink, Size, Tone
from profiler.gui.walk.places import open_text
from profiler.gui.walk.speech import Speech
from profiler.gui.widgets.badges import Badge, StateMark
from profiler.gui.widgets.buttons import PrimaryButton, SecondaryButton
from profiler.gui.widgets.frames import FooterBar
from profiler.gui.widgets.painting import Mark
from profiler.gui.widgets.texts import Text
from profiler.languages.tags import GERMAN, LANGUAGES, PSEUDO
from profiler.records.completeness import SectionProgress


class WalkFooter(FooterBar):
    """Names the sections before and after; behind the last one the talk is done.

    Signals:
        step_asked: -1 to go back, 1 to go on.
    """

    step_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._previous = SecondaryButton("", "walk.previous", icon=Icon.BACK)
        self._next = PrimaryButton("", "walk.next", trailing=Icon.FORWARD, key="Strg ↵")
        self._previous.clicked.connect(lambda: self.step_asked.emit(-1))
        self._next.clicked.connect(lambda: self.step_asked.emit(1))
        self._open_mark = StateMark(Mark.EMPTY)
        self._open_text = Text("", size=Size.SECOND, ink=Ink.SECOND, wrap=False)
        self._open_text.setObjectName("walk.open")
        self._draft = Badge("", Icon.ALERT, Tone.WARN)
        self.put_left(self._previous)
        self.put_middle(self._open_mark, may_go=True)
        self.put_middle(self._open_text, may_go=True)
        self.put_middle(self._draft)
        self.put_right(self._next)

    def show_section(
        self, here: SectionProgress, before: SectionProgress | None, after: SectionProgress | None
    ) -> None:
        """What is open here, and where the two buttons lead."""
        mark, text = open_text(here)
        self._open_mark.show_mark(mark)
        self._open_text.show_text(text)
        self._previous.setVisible(before is not None)
        if before is not None:
            self._previous.show_text(before.title.get(GERMAN, ""))
        name = after.title.get(GERMAN, "") if after is not None else ""
        self._next.show_text(f"Weiter: {name}" if name else "Fertig")

    def show_speech(self, speech: Speech) -> None:
        """Say so where nobody has reviewed the client's language yet."""
        known = (*LANGUAGES, PSEUDO)
        language = next((each for each in known if each.code == speech.language), None)
        if language is not None and speech.is_draft:
            self._draft.show_badge(f"{language.german_name}: Entwurf, Deutsch gilt", Icon.ALERT, Tone.WARN)
        self._draft.setVisible(speech.is_draft)
