"""Signing on paper: print, sign, and the word that the signed paper was seen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from profiler.gui.icons.names import Icon
from profiler.gui.release.texts import ReleaseTexts
from profiler.gui.shell.fields import Complaint, Field
from profiler.gui.shell.layouts import by_width, column, row, row_of
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.buttons import PrimaryButton, SecondaryButton
from profiler.gui.widgets.dates import DateField
from profiler.gui.widgets.frames import Line, Page
from profiler.gui.widgets.switches import YesNoSwitch
from profiler.gui.widgets.texts import Text
from profiler.languages.formats import format_date
from profiler.release.releases import Release, SignsAs

_SIGNERS = {
    SignsAs.SELBST: "Es unterschreibt die Person selbst.",
    SignsAs.GESETZL_VERTRETUNG: "Es unterschreiben die Sorgeberechtigten.",
    SignsAs.BEIDE: "Es unterschreiben die Person und die Sorgeberechtigten.",
}


class SignPage(Page):
    """Three things in order; the last one opens the gate (Form C11).

    Signals:
        print_wanted: the form on paper.
        save_wanted: the form as PDF.
        seen: the signed paper lies before the caseworker; str place, object date, bool copy given.
    """

    print_wanted = Signal()
    save_wanted = Signal()
    seen = Signal(str, object, bool)

    def __init__(self, texts: ReleaseTexts, city: str, today: date) -> None:
        super().__init__("release.sign")
        by_width(self)
        self._today = today
        self.content.addWidget(Text("Auf Papier unterschreiben", size=Size.SENTENCE, bold=True))
        self._summary = Text("", ink=Ink.SECOND)
        self._summary.setObjectName("release.sign.summary")
        self.content.addWidget(self._summary)
        self.content.addSpacing(Space.S)
        self._print = SecondaryButton("Formular drucken", "release.print", icon=Icon.PRINTER)
        save = SecondaryButton("Als PDF sichern", "release.save", icon=Icon.DOWNLOAD)
        self._add("1", "Formular drucken", "Zweisprachig. Verbindlich ist der deutsche Text.")
        self.content.addLayout(_indented(row_of(self._print, save)))
        self.content.addWidget(Line())
        self._add(
            "2",
            "Unterschreiben lassen",
            "Die Person unterschreibt auf dem Papier, bei Minderjährigen auch die Sorgeberechtigten. "
            "Wer gedolmetscht hat, unterschreibt mit.",
        )
        self.content.addWidget(Line())
        self._add("3", "Unterschriebenes Papier gesehen", "Damit gilt die Freigabe.")
        self._place = Field("Ort", "release.place", needed=True)
        self._place.edit.setText(city)
        self._place.setMaximumWidth(320)
        self._day = DateField("release.signed_on", "Datum der Unterschrift")
        self._day.show_date(today.isoformat())
        self._copy = YesNoSwitch(
            "release.copy", texts.fixed("no"), texts.fixed("yes"), about="Kopie ausgehändigt"
        )
        self._problem = Complaint("release.sign.problem")
        fields = row(spacing=Space.XL)
        fields.addWidget(self._place, 1, Qt.AlignmentFlag.AlignTop)
        fields.addLayout(_labelled("Datum der Unterschrift", self._day))
        fields.addLayout(_labelled("Kopie ausgehändigt?", self._copy))
        fields.addStretch(1)
        self.content.addLayout(_indented(fields))
        self._seen = PrimaryButton("Papier gesehen, Freigabe gilt", "release.seen", icon=Icon.SHIELD)
        self.content.addLayout(_indented(row_of(self._seen)))
        self.content.addLayout(_indented(row_of(self._problem, stretch=False)))
        self.content.addStretch(1)
        self._print.clicked.connect(self.print_wanted)
        save.clicked.connect(self.save_wanted)
        self._seen.clicked.connect(self._on_seen)

    def show_release(self, release: Release) -> None:
        """Say what is going to be signed."""
        names = ", ".join(grant.recipient.name for grant in release.grants)
        until = format_date(release.valid_until)
        signs = _SIGNERS[release.signs_as]
        self._summary.show_text(f"Freigabe Nr. {release.number} für {names}. Gilt bis {until}. {signs}")

    def complain(self, sentence: str) -> None:
        """Say why it does not count."""
        self._problem.say(sentence)

    def _on_seen(self) -> None:
        entry = self._day.entry()
        placed = self._place.is_filled()
        if not entry.iso or entry.fault is not None:
            self.complain("Bitte das ganze Datum der Unterschrift angeben.")
            return
        signed_on = date.fromisoformat(entry.iso)
        if signed_on > self._today:
            self.complain("Das Datum der Unterschrift liegt in der Zukunft. Bitte prüfen Sie es.")
            return
        if placed:
            self.complain("")
            self.seen.emit(self._place.text(), signed_on, self._copy.is_yes())

    def _add(self, number: str, title: str, sentence: str) -> None:
        line = row(spacing=Space.M)
        figure = Text(number, size=Size.TITLE, bold=True, ink=Ink.ACCENT, wrap=False)
        figure.setFixedWidth(20)
        line.addWidget(figure)
        line.addWidget(Text(title, size=Size.TITLE, bold=True), 1)
        self.content.addSpacing(Space.S)
        self.content.addLayout(line)
        words = row()
        words.setContentsMargins(32, 0, 0, 0)
        words.addWidget(Text(sentence, ink=Ink.SECOND))
        self.content.addLayout(words)


def _indented(layout: QHBoxLayout) -> QHBoxLayout:
    """Under the words of its step, not under the figure."""
    layout.setContentsMargins(28, Space.XS, 0, Space.S)
    return layout


def _labelled(label: str, field: QWidget) -> QVBoxLayout:
    made = column(spacing=Space.XS)
    made.addWidget(Text(label, size=Size.SECOND, bold=True, wrap=False))
    made.addWidget(field)
    made.addStretch(1)
    return made
