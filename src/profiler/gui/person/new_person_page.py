"""Somebody new: in which language shall we talk?"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy

from profiler.casework import intake
from profiler.casework.intake import Intake
from profiler.gui import fonts, style
from profiler.gui.shell.desk_page import AtDesk, PersonPage
from profiler.gui.shell.failures import as_banner
from profiler.gui.shell.layouts import column
from profiler.gui.tokens import Ink, Measure, Radius, Size, Space
from profiler.gui.widgets.frames import Page
from profiler.gui.widgets.painting import draw_text, ring
from profiler.gui.widgets.texts import Text
from profiler.languages.tags import GERMAN, LANGUAGES, PSEUDO, Language, is_rtl

_ACROSS = 3


class NewPersonPage(PersonPage):
    """Languages by their own names, so that people find theirs by pointing at it.

    Signals:
        started: the file is open; object, id of the record.
    """

    started = Signal(object)

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at, "new", "Personen")
        self.top.show_person("Neue Person")
        page = Page("new.page")
        column(self.body, spacing=0).addWidget(page)
        page.content.addWidget(Text("In welcher Sprache sprechen wir?", size=Size.PAGE, bold=True))
        page.content.addWidget(
            Text("Fragen und Papiere stehen dann auf Deutsch und in dieser Sprache.", ink=Ink.SECOND)
        )
        page.content.addSpacing(Space.M)
        grid = QGridLayout()
        grid.setSpacing(Space.S)
        spoken = set(at.desk.content.translator.languages)
        self._tiles: list[LanguageTile] = []
        # Nobody's catalogues have the pseudo-language unless the program was started for it.
        offered = [known for known in (*LANGUAGES, PSEUDO) if known.code in spoken and known.code != GERMAN]
        only_german = next(known for known in LANGUAGES if known.code == GERMAN)
        for number, known in enumerate([*offered, only_german]):
            tile = LanguageTile(known)
            tile.clicked.connect(partial(self._on_chosen, known.code))
            grid.addWidget(tile, number // _ACROSS, number % _ACROSS)
            self._tiles.append(tile)
        page.content.addLayout(grid)
        page.content.addStretch(1)

    def take_focus(self) -> None:
        """The language the program was started for, else the first."""
        wanted = self.at.client_language
        chosen = next((tile for tile in self._tiles if tile.code == wanted), self._tiles[0])
        chosen.setFocus()

    def _on_chosen(self, code: str, _checked: bool = False) -> None:
        for tile in self._tiles:
            tile.setEnabled(False)
        self.write(lambda: intake.start(self.at.desk, code), self._on_started, self._on_failed)

    def _on_started(self, begun: Intake) -> None:
        self.started.emit(begun.record_id)

    def _on_failed(self, error: Exception) -> None:
        for tile in self._tiles:
            tile.setEnabled(True)
        as_banner(self.at.notices)(error)


class LanguageTile(QPushButton):
    """The language's own name, large; its German name below."""

    def __init__(self, known: Language) -> None:
        super().__init__()
        self._known = known
        self.setObjectName(f"new.language.{known.code}")
        self.setAccessibleName(f"{known.german_name}, {known.own_name}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def code(self) -> str:
        """Babel code."""
        return self._known.code

    def sizeHint(self) -> QSize:
        """A large target."""
        return QSize(260, 84)

    def paintEvent(self, event: object) -> None:
        """Edge, names, ring."""
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margin = Measure.RING
        box = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        painter.setPen(QPen(QColor(tokens.control), 1))
        painter.setBrush(QColor(tokens.tint if self.underMouse() else tokens.surface))
        painter.drawRoundedRect(box, Radius.TILE, Radius.TILE)
        code = self._known.code
        upper = box.adjusted(Space.L, 10, -Space.L, -34)
        lower = box.adjusted(Space.L, 42, -Space.L, -10)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        own = fonts.font(20, code, bold=True)
        draw_text(painter, upper, self._known.own_name, own, tokens.ink, rtl=is_rtl(code), align=left)
        german = "nur Deutsch" if code == GERMAN else self._known.german_name
        draw_text(painter, lower, german, fonts.font(Size.SECOND), tokens.ink2)
        if self.hasFocus():
            ring(painter, box, Radius.TILE)
