"""The tick that empty years were talked over, with the years nobody has spoken of."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from profiler.forms.answer import Answer
from profiler.gui.walk.questions.base import Around, Asked
from profiler.gui.walk.questions.ticks import TickView
from profiler.gui.widgets.texts import Pair, Text, client_indent, halves


class BiographyView(TickView):
    """Names the open years above the tick; nobody has to explain them."""

    follows_everything = True

    def __init__(self, asked: Asked, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(asked, around, parent)
        self._line = QWidget()
        first = self._open()
        layout = halves(first, self._line)
        self._german = Text("")
        self._german.setObjectName(f"{asked.name}.years")
        layout.addWidget(self._german)
        self._client: Text | None = None
        if not first.is_single:
            self._client = Text("", first.language)
            self._client.setContentsMargins(client_indent(first.language), 0, 0, 0)
            layout.addWidget(self._client)
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            outer.insertWidget(1, self._line)

    def _open(self) -> Pair:
        gaps = self.around.editing.gaps()
        if not gaps:
            return self.around.speech.pair("walk", "Über alle Jahre wurde gesprochen.")
        years = ", ".join(gap.years for gap in gaps)
        return self.around.speech.pair("walk", "Noch nicht besprochen: {years}", years=years)

    def show_answer(self, answer: Answer, *, readonly: bool) -> None:
        """The tick, and which years are open now."""
        super().show_answer(answer, readonly=readonly)
        pair = self._open()
        self._german.show_text(pair.german)
        if self._client is not None:
            self._client.show_text(pair.client)
