"""The head of a question with a table below: both languages bold, and what it is for."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.texts import Pair, Text, client_indent, halves
from profiler.languages.tags import GERMAN


class QuestionHead(QWidget):
    """German at the left; the client's language at the right edge, or on the right half of the axis."""

    def __init__(self, title: Pair, hint: Pair, *, reserved: int = 0) -> None:
        """`reserved` pixels at the end of the German title stay free for a tool that lies over the head."""
        super().__init__()
        self._is_single = title.is_single
        layout = halves(title, self)
        self.german = Text(title.german, size=Size.TITLE, bold=True)
        self.german.setContentsMargins(0, 0, reserved, 0)
        layout.addWidget(_half(self.german, hint.german, GERMAN))
        if not title.is_single:
            language = title.language
            client = _half(Text(title.client, language, size=Size.TITLE, bold=True), hint.client, language)
            client.setContentsMargins(client_indent(language), 0, 0, 0)
            layout.addWidget(client)

    def german_end(self) -> int:
        """Where the German half ends, in its own coordinates."""
        return self.width() if self._is_single else (self.width() - Space.XL) // 2


def _half(title: Text, hint: str, language: str) -> QWidget:
    half = QWidget()
    column = QVBoxLayout(half)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(title)
    if hint:
        column.addWidget(Text(hint, language, size=Size.SECOND, ink=Ink.SECOND))
    column.addStretch(1)
    return half
