"""The quiet tools beside an answer: "Keine Angabe" while it is open, where it comes from once it is there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedLayout, QWidget

from profiler.forms.answer import Answer, Source
from profiler.gui.icons.names import Icon
from profiler.gui.walk.questions.base import OFFERED_SOURCES, SOURCES
from profiler.gui.widgets.buttons import QuietButton
from profiler.gui.widgets.texts import Pair


class SourceButton(QuietButton):
    """Shows where an answer comes from and lets it be changed.

    Signals:
        source_chosen: another source.
        declined: "Keine Angabe" was chosen in the menu.
        cleared: the answer shall go.
    """

    source_chosen = Signal(Source)
    declined = Signal()
    cleared = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(SOURCES[Source.SELBST], f"{name}.source", trailing=Icon.DOWN, parent=parent)
        self._name = name
        self._source = Source.SELBST
        self._menu: QMenu | None = None
        self.setToolTip("Woher wissen Sie das? (Alt+W)")
        # Tab goes from answer to answer; the page has keys for the tools.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.clicked.connect(lambda: self._open())

    def show_source(self, source: Source) -> None:
        """Show another source."""
        if source is not self._source:
            self._source = source
            self.show_text(SOURCES[source])

    def _open(self) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        menu = QMenu(self)
        menu.setObjectName(f"{self._name}.sources")
        for source in OFFERED_SOURCES:
            action = QAction(SOURCES[source], menu)
            action.setObjectName(f"{self._name}.source.{source}")
            action.setCheckable(True)
            action.setChecked(source is self._source)
            action.triggered.connect(lambda _on=False, source=source: self.source_chosen.emit(source))
            menu.addAction(action)
        menu.addSeparator()
        for label, part, signal in (
            ("Keine Angabe", "declined", self.declined),
            ("Antwort löschen", "cleared", self.cleared),
        ):
            action = QAction(label, menu)
            action.setObjectName(f"{self._name}.source.{part}")
            action.triggered.connect(lambda _on=False, signal=signal: signal.emit())
            menu.addAction(action)
        self._menu = menu
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))


class AnswerTools(QWidget):
    """One place for both tools, always as wide as the wider one, so that nothing jumps.

    Signals:
        decline_changed: "Keine Angabe" was switched on or off.
    """

    decline_changed = Signal(bool)

    def __init__(self, name: str, decline: Pair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._layout = QStackedLayout(self)
        self.decline = QuietButton("Keine Angabe", f"{name}.declined")
        self.decline.setCheckable(True)
        self.decline.setToolTip(f"{decline.spoken} (Alt+0)")
        self.decline.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.decline.toggled.connect(self._on_toggled)
        self.source = SourceButton(name)
        self._layout.addWidget(self.decline)
        self._layout.addWidget(self.source)
        self._showing = False

    def show_answer(self, answer: Answer, *, readonly: bool) -> None:
        """Show the tool that fits the answer."""
        self._showing = True
        self.decline.setChecked(answer.declined)
        self._showing = False
        self.source.show_source(answer.source)
        self._layout.setCurrentIndex(1 if answer.value and not answer.declined else 0)
        self.setEnabled(not readonly)

    def _on_toggled(self, on: bool) -> None:
        if not self._showing:
            self.decline_changed.emit(on)
