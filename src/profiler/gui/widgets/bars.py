"""The bar at the top of a person's pages: where one is, what is saved, which language, privacy."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from profiler.gui import bidi
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Ink, Measure, Size, Space
from profiler.gui.widgets.badges import KeyCap
from profiler.gui.widgets.buttons import LinkButton
from profiler.gui.widgets.frames import Line
from profiler.gui.widgets.texts import Text, ground
from profiler.languages.tags import GERMAN, language

_SHORTEST_NAME = 120
"""Pixels a name keeps in the narrowest window."""


class SaveState(StrEnum):
    """What the vault has acknowledged."""

    NOTHING = "nothing"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"


class SavedLabel(QWidget):
    """Says "gespeichert 10:42", after the commit and never before; live, so without an accessible name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.XS)
        self._icon = IconLabel(Icon.CHECK, 16, Ink.DONE)
        self.text = Text("", ink=Ink.SECOND, wrap=False)
        self.text.setObjectName(name)
        layout.addWidget(self._icon)
        layout.addWidget(self.text)
        self.show_state(SaveState.NOTHING)

    def show_state(self, state: SaveState, at: str = "") -> None:
        """Show the state; `at` is the local time of the last commit, "10:42"."""
        texts = {
            SaveState.NOTHING: "",
            SaveState.SAVING: "wird gespeichert …",
            SaveState.SAVED: f"gespeichert {at}".strip(),
            SaveState.FAILED: "nicht gespeichert",
        }
        self.text.show_text(texts[state])
        self.text.show_ink(Ink.ERROR if state is SaveState.FAILED else Ink.SECOND)
        self._icon.setVisible(state is not SaveState.NOTHING)
        icons = {
            SaveState.SAVING: (Icon.CLOCK, Ink.HINT),
            SaveState.FAILED: (Icon.ALERT, Ink.ERROR),
        }
        self._icon.show_icon(*icons.get(state, (Icon.CHECK, Ink.DONE)))


class _Name(Text):
    """A name that gives way in a narrow bar: it ends in dots and stands whole in its tool tip."""

    def show_text(self, text: str) -> None:
        """Change the name."""
        super().show_text(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """A long name never makes the window wider than the screen."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _SHORTEST_NAME), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        if shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        alignment = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
        self.style().drawItemText(
            painter, self.rect(), alignment, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )


class TopBar(QFrame):
    """Back link, person, save state, language, privacy key.

    Signals:
        back_asked: leave the page.
        language_chosen: Babel code; "de" means German alone.
        privacy_changed: True when the data shall be hidden; F12 does the same.
    """

    back_asked = Signal()
    language_chosen = Signal(str)
    privacy_changed = Signal(bool)

    def __init__(
        self,
        name: str,
        back_label: str,
        *,
        languages: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Parts are `<name>.back|person|saved|language|privacy`; no `languages`: no choice of language."""
        super().__init__(parent)
        ground(self, "surface")
        self.setProperty("rule", "bottom")
        self._name = name
        self._languages = tuple(languages)
        self._hidden = False
        self._person: tuple[str, str, str] = ("", "", "")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        layout.setSpacing(Space.M)
        self.back = LinkButton(back_label, f"{name}.back", icon=Icon.BACK)
        self.back.clicked.connect(lambda: self.back_asked.emit())
        layout.addWidget(self.back)
        self._before_name = _upright()
        layout.addWidget(self._before_name)
        self.person = _Name("", size=Size.NAME, bold=True, wrap=False)
        self.person.setObjectName(f"{name}.person")
        self.original = _Name("", size=Size.NAME, ink=Ink.SECOND, wrap=False)
        self.case_number = Text("", ink=Ink.SECOND, wrap=False)
        for label in (self.person, self.original, self.case_number):
            layout.addWidget(label)
        layout.addStretch(1)
        self.saved = SavedLabel(f"{name}.saved")
        layout.addWidget(self.saved)
        layout.addWidget(_upright())
        self.language = LinkButton("Deutsch", f"{name}.language", trailing=Icon.DOWN)
        self.language.clicked.connect(lambda: self._open_languages())
        self.language.setVisible(bool(self._languages))
        layout.addWidget(self.language)
        self.privacy = LinkButton("Verbergen", f"{name}.privacy", icon=Icon.EYE_OFF)
        self.privacy.setCheckable(True)
        self.privacy.setToolTip("Angaben verbergen (F12)")
        self.privacy.toggled.connect(self._on_privacy)
        layout.addWidget(self.privacy)
        self._cap = KeyCap("F12")
        layout.addWidget(self._cap)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_F12), self)
        shortcut.activated.connect(self.privacy.toggle)
        self._menu: QMenu | None = None

    def show_person(self, name: str, original: str = "", case_number: str = "") -> None:
        """Name in Latin letters, in the person's own script, and what offices quote."""
        self._person = (name, original if original != name else "", case_number)
        self._write_person()

    def _write_person(self) -> None:
        name, original, number = self._person
        if self._hidden:
            name, original = "Name verborgen", ""
        self.person.show_text(name)
        self.original.show_text(bidi.isolate_unknown(original) if original else "")
        self.original.setVisible(bool(original))
        self.case_number.show_text(number)
        self.case_number.setVisible(bool(number))

    def show_language(self, code: str) -> None:
        """Name the language beside the German in itself."""
        own = "" if code == GERMAN else f" + {bidi.isolate(language(code).own_name, code)}"
        self.language.show_text(f"Deutsch{own}")
        self.language.setAccessibleName(bidi.plain(f"Sprache: Deutsch{own}"))

    def show_saved(self, state: SaveState, at: str = "") -> None:
        """Show what the vault has acknowledged."""
        self.saved.show_state(state, at)

    def _open_languages(self) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        menu = QMenu(self)
        menu.setObjectName(f"{self._name}.languages")
        for code in self._languages:
            known = language(code)
            label = (
                "nur Deutsch"
                if code == GERMAN
                else f"{known.german_name} · {bidi.isolate(known.own_name, code)}"
            )
            action = QAction(label, menu)
            action.setObjectName(f"{self._name}.language.{code}")
            action.triggered.connect(lambda _checked=False, code=code: self.language_chosen.emit(code))
            menu.addAction(action)
        self._menu = menu
        menu.popup(self.language.mapToGlobal(QPoint(0, self.language.height())))

    def _on_privacy(self, hidden: bool) -> None:
        self._hidden = hidden
        self.privacy.show_text("Zeigen" if hidden else "Verbergen")
        self.privacy.show_icon(Icon.EYE if hidden else Icon.EYE_OFF)
        self._write_person()
        self.privacy_changed.emit(hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps the words and drops the key cap and the case number."""
        super().resizeEvent(event)
        wide = event.size().width() >= Measure.NARROW
        self._cap.setVisible(wide)
        self.case_number.setVisible(wide and bool(self._person[2]))


def _upright() -> Line:
    line = Line(upright=True)
    line.setFixedHeight(22)
    return line
