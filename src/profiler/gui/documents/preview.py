"""Pages as they will print, one below the other on a dark table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStackedWidget, QWidget

from profiler.gui import style
from profiler.gui.icons.names import Icon
from profiler.gui.shell.layouts import clear, column, row, scrolling
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.buttons import LinkButton
from profiler.gui.widgets.frames import EmptyState
from profiler.gui.widgets.texts import Text, ground
from profiler.ports.paper import PageImage

ZOOMS = (60, 84, 110, 140)
"""Dots per inch of the four steps; 84 shows a page at its width beside both lists on 1366 pixels."""


class Preview(QWidget):
    """Shows pages, or why there are none.

    Signals:
        zoomed: int, dots per inch to draw the pages with.
    """

    zoomed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        ground(self, "sunken")
        self._step = 1
        layout = column(self, spacing=0)
        head = row(spacing=Space.S)
        head.setContentsMargins(Space.XL, Space.S, Space.XL, Space.XS)
        self._count = Text("", size=Size.SECOND, ink=Ink.SECOND, wrap=False)
        self._count.setObjectName("print.count")
        smaller = _zoom("kleiner", "print.smaller", Icon.MINUS)
        larger = _zoom("größer", "print.larger", Icon.PLUS)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(smaller)
        head.addWidget(larger)
        layout.addLayout(head)
        table = QWidget()
        self._pages = column(table, spacing=Space.L)
        self._pages.setContentsMargins(Space.XL, Space.XS, Space.XL, Space.XL)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolling(table, "print.preview", "sunken", wraps=False))
        self._reason = column()
        reason = QWidget()
        reason.setLayout(self._reason)
        self._stack.addWidget(reason)
        layout.addWidget(self._stack, 1)
        smaller.clicked.connect(lambda: self._zoom(-1))
        larger.clicked.connect(lambda: self._zoom(1))

    @property
    def dots_per_inch(self) -> int:
        """How finely pages are to be drawn now."""
        return ZOOMS[self._step]

    def show_narrow(self, narrow: bool) -> None:
        """Begin with smaller pages where there is little room."""
        self._step = 0 if narrow else 1

    def show_waiting(self) -> None:
        """Pages are being drawn; those of another paper are not shown meanwhile."""
        clear(self._pages)
        self._stack.setCurrentIndex(0)
        self._count.show_text("Vorschau wird gezeichnet …")

    def show_pages(self, pages: Sequence[PageImage]) -> None:
        """Show all pages."""
        clear(self._pages)
        noun = "Seite" if len(pages) == 1 else "Seiten"
        self._count.show_text(f"{len(pages)} {noun}")
        for number, page in enumerate(pages, start=1):
            sheet = _Sheet(page, f"Vorschau, Seite {number} von {len(pages)}")
            sheet.setObjectName(f"print.page{number}")
            self._pages.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch(1)
        self._stack.setCurrentIndex(0)

    def show_reason(self, title: str, sentence: str) -> None:
        """Say why there is nothing to see."""
        self._count.show_text("")
        clear(self._reason)
        self._reason.addWidget(EmptyState(Icon.LOCK, title, sentence))
        self._stack.setCurrentIndex(1)

    def _zoom(self, step: int) -> None:
        self._step = max(0, min(len(ZOOMS) - 1, self._step + step))
        self.zoomed.emit(self.dots_per_inch)


class _Sheet(QWidget):
    """One page of paper; the only thing in the program that casts a shadow."""

    def __init__(self, page: PageImage, spoken: str) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._picture.loadFromData(page.png)
        self.setFixedSize(page.width + 6, page.height + 6)
        self.setAccessibleName(spoken)

    def paintEvent(self, event: object) -> None:
        """Shadow, page."""
        painter = QPainter(self)
        shadow = QColor(style.tokens().line2)
        painter.fillRect(self.rect().adjusted(2, 2, 0, 0), shadow)
        painter.drawPixmap(2, 1, self._picture)


def _zoom(spoken: str, name: str, icon: Icon) -> LinkButton:
    button = LinkButton("", name, icon=icon)
    button.setAccessibleName(spoken)
    button.setToolTip(spoken)
    return button
