"""The page of papers: list, preview, what stands on it, what stays here, printing and saving."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from profiler.casework import hand_over
from profiler.casework.hand_over import HandedOver, Paper
from profiler.gui.documents import papers
from profiler.gui.documents.papers import CategoryLine, PaperLine, Papers
from profiler.gui.documents.preview import Preview
from profiler.gui.documents.save_dialog import SaveDialog
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.notices import Action
from profiler.gui.shell.desk_page import AtDesk, PersonPage
from profiler.gui.shell.failures import explained
from profiler.gui.shell.layouts import clear, column, inset, row, scrolling
from profiler.gui.tokens import Ink, Size, Space, Tone
from profiler.gui.widgets.buttons import PrimaryButton, SecondaryButton
from profiler.gui.widgets.frames import FooterBar, Line
from profiler.gui.widgets.lists import Place, SectionList
from profiler.gui.widgets.painting import Mark
from profiler.gui.widgets.texts import Pair, Text, ground
from profiler.ports.paper import OutputSink, PageImage

_LIST, _FACTS = 270, 292
_NARROW_LIST, _NARROW_FACTS = 232, 204


class DocumentsPage(PersonPage):
    """What can leave this desk about one person."""

    def __init__(self, at: AtDesk, record_id: UUID, first: Paper | None = None) -> None:
        super().__init__(at, "documents", "Übersicht", "canvas")
        self._record_id = record_id
        self._papers: Papers | None = None
        self._chosen: PaperLine | None = None
        self._wanted = first.value if first else ""
        self._asked = 0
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self._list = SectionList()
        self._preview = Preview()
        self._facts = column(spacing=Space.S)
        self._save = SecondaryButton("Als PDF sichern", "print.save", icon=Icon.DOWNLOAD)
        self._print = PrimaryButton("Drucken und übergeben", "print.print", icon=Icon.PRINTER, key="Strg P")
        self._build()
        self._list.chosen.connect(self._on_chosen)
        self._preview.zoomed.connect(lambda _: self._draw())
        self._save.clicked.connect(self._on_save)
        self._print.clicked.connect(self._on_print)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print.click)
        self._reload()

    def take_focus(self) -> None:
        """The list of papers."""
        self._list.setFocus()

    def show_narrow(self, narrow: bool) -> None:
        """Leave the room to the paper."""
        left, right = self._sides
        left.setFixedWidth(_NARROW_LIST if narrow else _LIST)
        right.setFixedWidth(_NARROW_FACTS if narrow else _FACTS)
        self._preview.show_narrow(narrow)

    def _build(self) -> None:
        left = QFrame()
        left.setProperty("rule", "right")
        ground(left, "canvas")
        left.setFixedWidth(_LIST)
        names = column(left, spacing=Space.S)
        names.setContentsMargins(Space.S, Space.M, Space.S, Space.M)
        names.addWidget(inset(Text("Dokumente", size=Size.NAME, bold=True)))
        listed = QWidget()
        lines = column(listed)
        lines.addWidget(self._list)
        lines.addStretch(1)
        names.addWidget(scrolling(listed, "documents.list"), 1)
        right = QWidget()
        facts = column(right)
        facts.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        facts.addLayout(self._facts)
        facts.addStretch(1)
        beside = scrolling(right, "documents.facts", "surface")
        beside.setFixedWidth(_FACTS)
        self._sides = left, beside
        middle = QWidget()
        above = row(middle, spacing=0)
        above.addWidget(left)
        above.addWidget(self._preview, 1)
        above.addWidget(Line(upright=True))
        above.addWidget(beside)
        footer = FooterBar()
        footer.put_left(
            Text("Die Übergabe wird im Verlauf festgehalten.", size=Size.SECOND, ink=Ink.SECOND, wrap=False)
        )
        footer.put_right(self._save)
        footer.put_right(self._print)
        layout = column(self.body, spacing=0)
        layout.addWidget(middle, 1)
        layout.addWidget(footer)

    def _reload(self) -> None:
        # The writer comes after every change before it, so the list shows what was just handed over.
        self.write(lambda: papers.load(self.at.desk, self._record_id), self._show)

    def _show(self, found: Papers) -> None:
        self._papers = found
        self.show_identity(found.who)
        self.top.show_language(found.who.language)
        places = [
            Place(
                f"documents.{line.key}",
                Pair(line.title),
                Mark.LOCKED if line.refused else Mark.DONE if line.left else Mark.EMPTY,
                further=line.further,
            )
            for line in found.lines
        ]
        keys = [line.key for line in found.lines]
        current = self._chosen.key if self._chosen else self._wanted
        number = keys.index(current) if current in keys else 0
        self._list.show_places(places, number)
        self._choose(found.lines[number], draw=self._chosen is None or self._chosen.key != keys[number])

    def _on_chosen(self, number: int) -> None:
        if self._papers is not None:
            self.at.notices.clear_banner()
            self._choose(self._papers.lines[number], draw=True)

    def _choose(self, line: PaperLine, *, draw: bool) -> None:
        self._chosen = line
        self._show_facts(line)
        for button in (self._save, self._print):
            button.setEnabled(not line.refused)
        if line.refused:
            self._asked += 1
            self._preview.show_reason("Gesperrt", line.refused)
        elif draw:
            self._draw()

    def _draw(self) -> None:
        line = self._chosen
        if line is None or line.refused:
            return
        self._asked += 1
        asked, dots = self._asked, self._preview.dots_per_inch
        self._preview.show_waiting()

        def drawn(pages: tuple[PageImage, ...]) -> None:
            if asked == self._asked:
                self._preview.show_pages(pages)

        def failed(error: Exception) -> None:
            reason = explained(error)
            if asked == self._asked:
                self._preview.show_reason(reason.what, reason.next_step)

        self.read(lambda: hand_over.preview(self.at.desk, line.request, dots_per_inch=dots), drawn, failed)

    def _show_facts(self, line: PaperLine) -> None:
        clear(self._facts)
        if line.refused:
            self._facts.addWidget(_note(Tone.NEUTRAL, Icon.LOCK, line.refused))
        elif line.note:
            self._facts.addWidget(_note(Tone.DONE, Icon.SHIELD, line.note))
        if line.on_it is None and not line.refused:
            self._facts.addWidget(
                Text("Gehört der Person. Sie entscheidet, wem sie es zeigt.", ink=Ink.SECOND)
            )
        if line.on_it:
            self._facts.addWidget(_heading("Steht darauf", len(line.on_it)))
            for topic in line.on_it:
                self._facts.addWidget(_topic(topic, Icon.CHECK, Ink.DONE))
        if line.stays:
            self._facts.addWidget(Line())
            self._facts.addWidget(_heading("Bleibt hier", len(line.stays)))
            for topic in line.stays:
                self._facts.addWidget(_topic(topic, Icon.MINUS, Ink.SECOND))

    def _on_save(self) -> None:
        line = self._chosen
        if line is None or line.refused:
            return
        dialog = SaveDialog(line.title, self._folder, self)
        dialog.folder_chosen.connect(lambda folder: self._save_into(line, folder))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_into(self, line: PaperLine, folder: Path) -> None:
        self._folder = folder
        self._hand_over(line, self.at.make_file_sink(folder), "Gesichert: {file}")

    def _on_print(self) -> None:
        line = self._chosen
        if line is not None and not line.refused:
            self._hand_over(line, self.at.printer, "Gedruckt und im Verlauf festgehalten")

    def _hand_over(self, line: PaperLine, sink: OutputSink, said: str) -> None:
        desk = self.at.desk
        self._print.setEnabled(False)
        self._save.setEnabled(False)

        def handed(result: HandedOver) -> None:
            self.at.notices.clear_banner()
            self.at.notices.toast(said.format(file=result.file_name))
            self._reload()

        def failed(error: Exception) -> None:
            reason = explained(error)
            other = Action("Als PDF sichern", self._on_save, "save") if sink is self.at.printer else None
            self.at.notices.banner(Tone.ERROR, str(reason), other)
            self._reload()

        self.write(lambda: hand_over.hand_over(desk, line.request, sink), handed, failed)


def _note(tone: Tone, icon: Icon, sentence: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("tone", tone.value)
    line = row(frame, spacing=Space.M)
    line.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
    line.addWidget(IconLabel(icon, 20, Ink.DONE if tone is Tone.DONE else Ink.SECOND))
    words = Text(sentence, size=Size.SECOND)
    words.setObjectName("documents.note")
    line.addWidget(words, 1)
    return frame


def _heading(title: str, count: int) -> QWidget:
    box = QWidget()
    line = row(box, spacing=Space.S)
    line.addWidget(Text(title, size=Size.NAME, bold=True, wrap=False))
    noun = "Thema" if count == 1 else "Themen"
    line.addWidget(Text(f"{count} {noun}", size=Size.SECOND, ink=Ink.SECOND, wrap=False))
    line.addStretch(1)
    return box


def _topic(topic: CategoryLine, icon: Icon, ink: Ink) -> QWidget:
    box = QWidget()
    line = row(box, spacing=Space.S)
    line.addWidget(IconLabel(icon, 16, ink))
    words = column(spacing=0)
    words.addWidget(Text(topic.label))
    if topic.why:
        words.addWidget(Text(topic.why, size=Size.CAPTION, ink=Ink.SECOND))
    line.addLayout(words, 1)
    return box
