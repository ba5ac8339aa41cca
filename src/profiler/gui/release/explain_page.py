"""What is explained before anything is chosen."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent

from profiler.gui import fonts
from profiler.gui.release.texts import RIGHTS, ReleaseTexts
from profiler.gui.shell.layouts import by_width
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
