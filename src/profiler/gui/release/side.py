"""What stands at the left of the release: the four steps, the recipients, what is never given."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from profiler.gui.icons.names import Icon
from profiler.gui.release.choosing import Choosing
from profiler.gui.release.texts import ReleaseTexts
from profiler.gui.shell.layouts import clear, column, inset, row_of, scrolling
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.buttons import LinkButton
from profiler.gui.widgets.frames import Line
from profiler.gui.widgets.lists import Place, SectionList, StepList
from profiler.gui.widgets.painting import Mark
from profiler.gui.widgets.search_combo import Entry, SearchCombo
from profiler.gui.widgets.texts import Pair, Text, ground

EXPLAIN, CHOOSE, ASK_BACK, SIGN = range(4)
_STEPS = ("1 Erklären", "2 Auswählen: Wer darf was?", "3 Zurückfragen", "4 Unterschreiben auf Papier")


class ReleaseSide(QFrame):
    """Steps and recipients to go to.

    Signals:
        step_chosen: int, from 0.
        recipient_chosen: int, place among the chosen recipients.
        recipient_added: str, id of an office to ask about too.
        current_wanted: show what was signed before.
    """

    step_chosen = Signal(int)
    recipient_chosen = Signal(int)
    recipient_added = Signal(str)
    current_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rule", "right")
        ground(self, "canvas")
        self.setFixedWidth(262)
        self._steps = StepList()
        self._recipients = SectionList()
        self._add: SearchCombo | None = None
        self._current = LinkButton("Was schon gilt", "release.signed", icon=Icon.SHIELD)
        self._current.hide()
        layout = column(self, spacing=Space.S)
        layout.setContentsMargins(Space.S, Space.M, Space.S, Space.M)
        layout.addWidget(inset(Text("Freigabe", size=Size.NAME, bold=True)))
        layout.addWidget(self._steps)
        layout.addLayout(row_of(self._current))
        layout.addWidget(Line())
        listed = QWidget()
        lines = column(listed, spacing=Space.S)
        lines.addWidget(self._recipients)
        self._adding = column()
        lines.addLayout(self._adding)
        lines.addStretch(1)
        self._scroll = scrolling(listed, "release.recipients")
        self._gap = QWidget()
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._gap, 1)
        self._never = column()
        layout.addLayout(self._never)
        self._steps.chosen.connect(self.step_chosen)
        self._recipients.chosen.connect(self.recipient_chosen)
        self._current.clicked.connect(self.current_wanted)

    def show_texts(self, texts: ReleaseTexts) -> None:
        """Say in both languages what is never given."""
        clear(self._never)
        pair = texts.fixed("health_never")
        self._never.addWidget(inset(Text(pair.german, size=Size.CAPTION, ink=Ink.SECOND)))
        if pair.client:
            self._never.addWidget(inset(Text(pair.client, pair.language, size=Size.CAPTION, ink=Ink.SECOND)))

    def show_choosing(self, choosing: Choosing, step: int, recipient: int, texts: ReleaseTexts) -> None:
        """Show how far one is, and what each recipient gets so far."""
        self._current.setVisible(bool(choosing.data.signed))
        self._scroll.setVisible(step == CHOOSE)
        self._gap.setVisible(step != CHOOSE)
        self._steps.show_places(
            [
                Place(
                    f"release.step{number + 1}",
                    Pair(text),
                    _step_mark(number - step),
                    enabled=number <= step,
                )
                for number, text in enumerate(_STEPS)
            ],
            step,
        )
        places = []
        for index, choice in enumerate(choosing.chosen):
            yes, asked = choosing.count(choice)
            mark = Mark.PART if index == recipient else Mark.DONE if yes else Mark.EMPTY
            name = f"release.recipient.{choice.recipient.kind}.{index}"
            further = f"{yes} × Ja, {asked - yes} × Nein" if yes else "jetzt: nichts"
            places.append(Place(name, texts.recipient(choice), mark, further=further))
        self._recipients.show_places(places, recipient if places else None)
        self._show_adding(choosing)

    def _show_adding(self, choosing: Choosing) -> None:
        if self._add is not None:
            return
        self._add = SearchCombo(
            "release.add",
            lambda: [Entry(c.recipient.recipient_id, c.recipient.name) for c in choosing.data.possible],
            "Stelle hinzufügen",
        )
        self._add.field.setPlaceholderText("Stelle hinzufügen")
        self._add.answered.connect(self._on_add)
        self._adding.addWidget(self._add)

    def _on_add(self, recipient_id: str) -> None:
        if recipient_id and self._add is not None:
            self._add.show_answer("")
            self.recipient_added.emit(recipient_id)


def _step_mark(ahead: int) -> Mark:
    if ahead < 0:
        return Mark.DONE
    return Mark.EMPTY if ahead else Mark.PART
