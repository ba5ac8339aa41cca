"""Text on the page: one language, or German and the client's language as a pair."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from profiler.gui import bidi, fonts
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.columns import ColumnsLayout
from profiler.languages.tags import GERMAN, is_rtl


@dataclass(frozen=True, slots=True)
class Pair:
    """The same text in German and in the client's language.

    Attributes:
        client: "" or equal to the German where nothing is to be shown beside it.
        language: Babel code of `client`.
    """

    german: str
    client: str = ""
    language: str = GERMAN

    @property
    def is_single(self) -> bool:
        """Whether only German is shown."""
        return self.language == GERMAN

    @property
    def painted(self) -> str:
        """The client's text with laws, dates and phones kept in order, for painting and measuring."""
        return bidi.label_text(self.client, self.language)

    @property
    def spoken(self) -> str:
        """Both texts one after the other, without marks, for people who listen."""
        if self.is_single or not self.client or self.client == self.german:
            return bidi.plain(self.german)
        return bidi.plain(f"{self.german} · {self.client}")


class Text(QLabel):
    """A label that shows plain text in the direction and the font of its language."""

    def __init__(
        self,
        text: str = "",
        language: str = GERMAN,
        *,
        size: int = Size.BODY,
        bold: bool = False,
        ink: Ink = Ink.FIRST,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setWordWrap(wrap)
        self.setFont(fonts.font(size, language, bold=bold))
        self.setProperty("ink", ink.value)
        rtl = is_rtl(language)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        # In a right-to-left label AlignLeft is the side where reading starts.
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setContentsMargins(0, 0, 0, 0)
        self.show_text(text)

    def setContentsMargins(self, left: int, top: int, right: int, bottom: int) -> None:  # type: ignore[override]  # noqa: N802 - Qt's name, four numbers are all we use
        """Leave room for the blank at the end of a line.

        Where Qt wraps right-to-left text it moves the line to the left by that blank, which would cut the
        last letter off.
        """
        blank = 0
        if self.wordWrap() and is_rtl(self._language):
            blank = self.fontMetrics().horizontalAdvance(" ") + 1
        super().setContentsMargins(left + blank, top, right, bottom)

    def show_text(self, text: str) -> None:
        """Change the text."""
        self.setText(bidi.label_text(text, self._language))

    def show_ink(self, ink: Ink) -> None:
        """Change the colour."""
        if self.property("ink") != ink.value:
            self.setProperty("ink", ink.value)
            self.style().unpolish(self)
            self.style().polish(self)


class BilingualLabel(QWidget):
    """German at the left; the client's text at the right edge (right-to-left) or on the right half."""

    def __init__(
        self,
        pair: Pair,
        *,
        size: int = Size.BODY,
        bold: bool = False,
        ink: Ink = Ink.FIRST,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = halves(pair, self)
        self.german = Text(pair.german, size=size, bold=bold, ink=ink)
        layout.addWidget(self.german)
        self.client: Text | None = None
        if not pair.is_single:
            self.client = Text(pair.client, pair.language, size=size, bold=bold, ink=ink)
            self.client.setContentsMargins(client_indent(pair.language), 0, 0, 0)
            layout.addWidget(self.client)

    def show_pair(self, pair: Pair) -> None:
        """Change both texts; the language stays."""
        self.german.show_text(pair.german)
        if self.client is not None:
            self.client.show_text(pair.client)


def halves(pair: Pair, parent: QWidget | None = None) -> ColumnsLayout:
    """A layout for German and the client's language on the axis of the page; German alone gets all of it."""
    return ColumnsLayout((1.0,) if pair.is_single else (0.5, 0.5), Space.XL, parent)


def client_indent(language: str) -> int:
    """How far left-to-right text of the client stands off the axis, as the options below it do."""
    return 0 if is_rtl(language) else 28


def ground(widget: QWidget, name: str) -> QWidget:
    """Give a widget one of the grounds of the palette: `canvas`, `surface` or `sunken`."""
    widget.setProperty("ground", name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget
