"""Signing: print, sign, and the word that the signed paper was seen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout

from profiler.forms.definition import Group
from profiler.gui.icons.names import Icon
from profiler.gui.notices import Notices
from profiler.gui.shell.fields import Complaint
from profiler.gui.shell.layouts import column, row, row_of
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.walk.questions.base import Around
from profiler.gui.walk.section_page import SectionPage
from profiler.gui.widgets.buttons import PrimaryButton, SecondaryButton
from profiler.gui.widgets.frames import Line
from profiler.gui.widgets.texts import Pair, Text
from profiler.languages.formats import format_date
from profiler.release.releases import Release, SignsAs

_SIGNERS = {
    SignsAs.SELBST: "Es unterschreibt die Person selbst.",
    SignsAs.GESETZL_VERTRETUNG: "Es unterschreiben die Sorgeberechtigten.",
    SignsAs.BEIDE: "Es unterschreiben die Person und die Sorgeberechtigten.",
}


class SignPage(SectionPage):
    """Three things in order; the last one asks how it was signed and opens the gate (Form C11).

    Signals:
        print_wanted: the form on paper.
        save_wanted: the form as PDF.
        seen: the signed paper lies before the caseworker.
    """

    print_wanted = Signal()
    save_wanted = Signal()
    seen = Signal()

    def __init__(self, section: Group, around: Around, notices: Notices) -> None:
        super().__init__(section, Pair(""), around, notices)
        self.setObjectName("release.sign")
        self._summary = Text("", ink=Ink.SECOND)
        self._summary.setObjectName("release.sign.summary")
        printing = SecondaryButton("Formular drucken", "release.print", icon=Icon.PRINTER)
        save = SecondaryButton("Als PDF sichern", "release.save", icon=Icon.DOWNLOAD)
        before = column(spacing=Space.S)
        before.addWidget(self._summary)
        _add(before, "1", "Formular drucken", "Zweisprachig. Verbindlich ist der deutsche Text.")
        before.addLayout(_indented(row_of(printing, save)))
        before.addWidget(Line())
        _add(
            before,
            "2",
            "Unterschreiben lassen",
            "Die Person unterschreibt auf dem Papier, bei Minderjährigen auch die Sorgeberechtigten. "
            "Wer gedolmetscht hat, unterschreibt mit.",
        )
        before.addWidget(Line())
        _add(before, "3", "Unterschriebenes Papier gesehen", "Damit gilt die Freigabe.")
        # Behind the title the steps, behind the questions the word that everything is there.
        self.content.insertLayout(1, before)
        seen = PrimaryButton("Papier gesehen, Freigabe gilt", "release.seen", icon=Icon.SHIELD)
        self._problem = Complaint("release.sign.problem")
        self._put_at_the_end(row_of(seen))
        self._put_at_the_end(row_of(self._problem, stretch=False))
        printing.clicked.connect(self.print_wanted)
        save.clicked.connect(self.save_wanted)
        seen.clicked.connect(self.seen)

    def show_release(self, release: Release) -> None:
        """Say what is going to be signed."""
        names = ", ".join(grant.recipient.name for grant in release.grants)
        until = format_date(release.valid_until)
        signs = _SIGNERS[release.signs_as]
        self._summary.show_text(f"Freigabe Nr. {release.number} für {names}. Gilt bis {until}. {signs}")

    def complain(self, sentence: str) -> None:
        """Say why it does not count."""
        self._problem.say(sentence)

    def _put_at_the_end(self, layout: QLayout) -> None:
        self.content.insertLayout(self.content.count() - 1, layout)


def _add(layout: QVBoxLayout, number: str, title: str, sentence: str) -> None:
    line = row(spacing=Space.M)
    figure = Text(number, size=Size.TITLE, bold=True, ink=Ink.ACCENT, wrap=False)
    figure.setFixedWidth(20)
    line.addWidget(figure)
    line.addWidget(Text(title, size=Size.TITLE, bold=True), 1)
    layout.addSpacing(Space.S)
    layout.addLayout(line)
    words = row()
    words.setContentsMargins(32, 0, 0, 0)
    words.addWidget(Text(sentence, ink=Ink.SECOND))
    layout.addLayout(words)


def _indented(layout: QHBoxLayout) -> QHBoxLayout:
    """Under the words of its step, not under the figure."""
    layout.setContentsMargins(28, Space.XS, 0, Space.S)
    return layout
