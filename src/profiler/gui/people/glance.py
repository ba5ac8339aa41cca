"""What stands at the right of the list: the chosen person at a glance, or what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from profiler.clock import Clock
from profiler.gui.icons.names import Icon
from profiler.gui.people import wording
from profiler.gui.shell.layouts import clear, column, row_of
from profiler.gui.tokens import Ink, Measure, Size, Space
from profiler.gui.widgets.buttons import PrimaryButton, SecondaryButton
from profiler.gui.widgets.frames import EmptyState
from profiler.gui.widgets.texts import Text
from profiler.languages.formats import format_date
from profiler.records.people import PersonLine


class Glance(QStackedWidget):
    """The right side of the list.

    Signals:
        open_wanted: object, id of the record.
        conversation_wanted: object, id of the record.
    """

    open_wanted = Signal(object)
    conversation_wanted = Signal(object)

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._line: PersonLine | None = None
        self.addWidget(
            EmptyState(
                Icon.PERSON,
                "Noch niemand ausgewählt",
                "Wählen Sie links eine Person. Hier sehen Sie dann, was ansteht.",
                (
                    ("↑ ↓", "Person wählen"),
                    ("Eingabe", "öffnen"),
                    ("Strg F", "suchen"),
                    ("F12", "Bildschirm verbergen"),
                ),
            )
        )
        chosen = QWidget()
        layout = column(chosen, spacing=Space.M)
        layout.setContentsMargins(Space.XL, Space.XXL, Space.XL, Space.XL)
        self._texts: QVBoxLayout = column(spacing=Space.XS)
        self._texts.setContentsMargins(Measure.RING, 0, Measure.RING, 0)
        layout.addLayout(self._texts)
        layout.addSpacing(Space.S)
        self._conversation = PrimaryButton(
            "Gespräch fortsetzen", "main.glance.conversation", trailing=Icon.FORWARD
        )
        self._open = SecondaryButton("Übersicht öffnen", "main.glance.open")
        layout.addLayout(row_of(self._conversation))
        layout.addLayout(row_of(self._open))
        layout.addStretch(1)
        self.addWidget(chosen)
        self._open.clicked.connect(self._on_open)
        self._conversation.clicked.connect(self._on_conversation)

    def show_line(self, line: PersonLine | None) -> None:
        """Show a person, or what to do."""
        self._line = line
        self.setCurrentIndex(0 if line is None else 1)
        clear(self._texts)
        if line is None:
            return
        self._texts.addWidget(Text(wording.shown_name(line), size=20, bold=True))
        second = wording.second_name(line)
        if second:
            code = line.client_language
            original = Text(second, code, size=Size.TITLE, ink=Ink.SECOND)
            original.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
            self._texts.addWidget(original)
        found = wording.hint(line, self._clock.today())
        release = found.text if found else ""
        if not found and line.release_until:
            release = f"gilt bis {format_date(line.release_until)}"
        for label, text in (
            ("Fallnummer", line.case_number),
            ("Sprache", wording.language_name(line)),
            ("Stand", wording.progress_text(line)),
            ("Freigabe", release or "noch keine"),
            ("Geändert", wording.changed_text(line.updated_at, self._clock.now())),
        ):
            self._texts.addSpacing(Space.S)
            self._texts.addWidget(Text(label, size=Size.CAPTION, ink=Ink.SECOND))
            self._texts.addWidget(Text(text))

    def _on_open(self) -> None:
        if self._line is not None:
            self.open_wanted.emit(self._line.record_id)

    def _on_conversation(self) -> None:
        if self._line is not None:
            self.conversation_wanted.emit(self._line.record_id)
