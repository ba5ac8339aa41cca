"""The two halves of the entrance: what this program is at the left, what is to be done at the right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from profiler import __version__
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.shell.layouts import column, row, scrolling
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.badges import StateMark
from profiler.gui.widgets.painting import Mark
from profiler.gui.widgets.texts import Text, ground

_LEFT = 400
_CONTENT = 520


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing worth knowing before the door opens."""

    icon: Icon
    title: str
    text: str


SAFE = Fact(
    Icon.LOCK, "Alles bleibt auf diesem Computer", "Die Daten sind verschlüsselt. Kein Internet nötig."
)


class Entrance(QWidget):
    """Name of the program, facts or steps at the left; pages at the right, one at a time."""

    def __init__(self, facts: tuple[Fact, ...], steps: tuple[str, ...] = ()) -> None:
        super().__init__()
        layout = row(self, spacing=0)
        left = QFrame()
        left.setProperty("rule", "right")
        ground(left, "canvas")
        left.setFixedWidth(_LEFT)
        self._left = column(left, spacing=Space.L)
        self._left.setContentsMargins(56, 48, Space.XXL, Space.XXL)
        self._left.addStretch(1)
        self._left.addWidget(Text("Profiler", size=30, bold=True))
        self._left.addWidget(Text("Kompetenzen · Freigaben · Wege", ink=Ink.SECOND))
        self._left.addSpacing(Space.L)
        self._steps = [_Step(number, text) for number, text in enumerate(steps, start=1)]
        for step in self._steps:
            self._left.addWidget(step)
        if steps:
            self._left.addSpacing(Space.L)
        for fact in facts:
            self._left.addWidget(_FactRow(fact))
        self._left.addStretch(2)
        self._left.addWidget(Text(f"Version {__version__}", size=Size.CAPTION, ink=Ink.HINT))
        layout.addWidget(left)
        self._pages = QStackedWidget()
        ground(self._pages, "surface")
        layout.addWidget(self._pages, 1)

    def add_page(self, content: QWidget, name: str) -> None:
        """Add a page; its content is kept narrow and in the middle, and scrolls if the window is low."""
        page = QWidget()
        around = row(page, spacing=0)
        # Pages begin at the same height, so that a complaint below a field moves nothing above it.
        around.setContentsMargins(Space.XXL, 88, Space.XXL, Space.XXL)
        content.setMaximumWidth(_CONTENT)
        around.addStretch(1)
        around.addWidget(content, 100, Qt.AlignmentFlag.AlignTop)
        around.addStretch(2)
        self._pages.addWidget(scrolling(page, name, "surface"))

    def show_page(self, number: int) -> None:
        """Show the page of this number (from 0) and mark its step."""
        self._pages.setCurrentIndex(number)
        for index, step in enumerate(self._steps):
            step.show_state(index - number)


class Page(QWidget):
    """A page of the entrance: a heading, a sentence, what follows is added to `body`."""

    def __init__(self, heading: str, sentence: str = "") -> None:
        super().__init__()
        self.body: QVBoxLayout = column(self, spacing=Space.M)
        self._heading = Text(heading, size=Size.PAGE, bold=True)
        self._heading.setContentsMargins(4, 0, 4, 0)
        self.body.addWidget(self._heading)
        if sentence:
            explained = Text(sentence, ink=Ink.SECOND)
            explained.setContentsMargins(4, 0, 4, 0)
            self.body.addWidget(explained)
        self.body.addSpacing(Space.S)

    def show_heading(self, heading: str) -> None:
        """Change the heading."""
        self._heading.show_text(heading)


class _FactRow(QWidget):
    def __init__(self, fact: Fact) -> None:
        super().__init__()
        layout = row(self, spacing=Space.L)
        layout.addWidget(IconLabel(fact.icon, 20, Ink.ACCENT), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=2)
        words.addWidget(Text(fact.title, bold=True))
        words.addWidget(Text(fact.text, size=Size.SECOND, ink=Ink.SECOND))
        layout.addLayout(words, 1)


class _Step(QWidget):
    def __init__(self, number: int, text: str) -> None:
        super().__init__()
        layout = row(self, spacing=Space.M)
        self._mark = StateMark(Mark.EMPTY)
        self._text = Text(f"{number}  {text}")
        layout.addWidget(self._mark)
        layout.addWidget(self._text, 1)

    def show_state(self, ahead: int) -> None:
        """Negative: done; zero: under way; positive: to come."""
        self._mark.show_mark(Mark.DONE if ahead < 0 else Mark.PART if ahead == 0 else Mark.EMPTY)
        font = self._text.font()
        font.setBold(ahead == 0)
        self._text.setFont(font)
