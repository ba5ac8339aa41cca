"""The head of a question with a table below: both languages bold, what it is for, the source."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.texts import Pair, Text, client_indent, halves
from profiler.languages.tags import GERMAN


class QuestionHead(QWidget):
    """German at the left; the client's language at the right edge, or on the right half of the axis."""

    def __init__(self, title: Pair, hint: Pair, tool: QWidget | None = None) -> None:
        """`tool` stands at the end of the German half."""
        super().__init__()
        layout = halves(title, self)
        german = QWidget()
        line = QHBoxLayout(german)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        self.german = Text(title.german, size=Size.TITLE, bold=True)
        line.addLayout(_stacked(self.german, hint.german, GERMAN), 1)
        if tool is not None:
            line.addWidget(tool)
        layout.addWidget(german)
        if not title.is_single:
            client = QWidget()
            client.setLayout(
                _stacked(
                    Text(title.client, title.language, size=Size.TITLE, bold=True),
                    hint.client,
                    title.language,
                )
            )
            client.setContentsMargins(client_indent(title.language), 0, 0, 0)
            layout.addWidget(client)


def _stacked(title: Text, hint: str, language: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(title)
    if hint:
        column.addWidget(Text(hint, language, size=Size.SECOND, ink=Ink.SECOND))
    column.addStretch(1)
    return column
