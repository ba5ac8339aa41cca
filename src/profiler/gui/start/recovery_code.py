"""The code for emergencies: shown once, printed or copied by hand, confirmed by two of its groups."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QWidget

from profiler.casework.unlocking import Opened, groups_confirmed, recovery_groups, recovery_sheet
from profiler.gui import fonts
from profiler.gui.icons.names import Icon
from profiler.gui.printing import PrinterSink
from profiler.gui.shell.entrance import Page
from profiler.gui.shell.failures import explained
from profiler.gui.shell.fields import Field
from profiler.gui.shell.layouts import card, row, row_of
from profiler.gui.tasks import Runner
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.buttons import PrimaryButton, SecondaryButton
from profiler.gui.widgets.texts import Text

_ACROSS = 4


class RecoveryCodePage(Page):
    """Shows the code and lets nobody on who has not written it down.

    Signals:
        confirmed: the code lies on paper; object, the `UnlockedDesk`.
    """

    confirmed = Signal(object)

    def __init__(self, runner: Runner, printer: PrinterSink) -> None:
        super().__init__(
            "Ihr Notfall-Code",
            "Wenn niemand mehr das Passwort weiß, öffnet nur dieser Code den Tresor. Er wird nirgends "
            "gespeichert. Legen Sie das Blatt in einen Umschlag und schließen Sie ihn weg.",
        )
        self._runner, self._printer = runner, printer
        self._opened: Opened | None = None
        self._asked: tuple[int, int] = (0, 1)
        frame = card()
        self._grid = QGridLayout(frame)
        self._grid.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self._grid.setHorizontalSpacing(Space.XL)
        self._grid.setVerticalSpacing(Space.S)
        self.body.addWidget(frame)
        self._print = SecondaryButton("Blatt drucken", "start.recovery.print", icon=Icon.PRINTER)
        self._printed = Text("", size=Size.SECOND, ink=Ink.SECOND)
        self._printed.setObjectName("start.recovery.printed")
        beside = row_of(self._print, spacing=Space.M, stretch=False)
        beside.addWidget(self._printed, 1)
        self.body.addLayout(beside)
        self._first = Field("", "start.recovery.first", needed=True)
        self._second = Field("", "start.recovery.second", needed=True)
        self._ask = Text(
            "Bitte schreiben Sie zwei Gruppen vom Blatt ab. So wissen Sie, dass es stimmt.", ink=Ink.SECOND
        )
        self._ask.setContentsMargins(4, Space.S, 4, 0)
        self.body.addWidget(self._ask)
        questions = row(spacing=Space.L)
        questions.addWidget(self._first, 1)
        questions.addWidget(self._second, 1)
        self.body.addLayout(questions)
        done = PrimaryButton("Fertig, Programm öffnen", "start.recovery.done", trailing=Icon.FORWARD)
        self.body.addLayout(row_of(done))
        self._print.clicked.connect(self._on_print)
        done.clicked.connect(self._on_done)
        self._second.edit.returnPressed.connect(self._on_done)

    def show_code(self, opened: Opened) -> None:
        """Show the code of a vault that was just made or recovered."""
        self._opened = opened
        groups = recovery_groups(opened.recovery_code)
        for index, group in enumerate(groups):
            self._grid.addWidget(_group(index, group), index // _ACROSS, index % _ACROSS)
        first, second = sorted(secrets.SystemRandom().sample(range(len(groups)), 2))
        self._asked = (first, second)
        for field, index in zip((self._first, self._second), self._asked, strict=True):
            field.show_label(f"Gruppe {index + 1}")
        self._first.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_print(self) -> None:
        if self._opened is None:
            return
        opened = self._opened
        self._print.setEnabled(False)
        self._runner.run(
            lambda: self._printer.print_pages(recovery_sheet(opened.desk, opened.recovery_code)),
            lambda _: self._say_printed("Das Blatt ist gedruckt."),
            lambda error: self._say_printed(
                f"{explained(error).what} Schreiben Sie den Code von Hand ab: alle Gruppen, mit Nummern."
            ),
        )

    def _say_printed(self, sentence: str) -> None:
        self._print.setEnabled(True)
        self._printed.show_text(sentence)

    def _on_done(self) -> None:
        if self._opened is None:
            return
        right = True
        for field, index in zip((self._first, self._second), self._asked, strict=True):
            if not groups_confirmed(self._opened.recovery_code, {index: field.edit.text()}):
                field.complain("Das stimmt nicht mit dem Code überein.")
                right = False
        if right:
            opened, self._opened = self._opened, None
            self.confirmed.emit(opened.desk)


def _group(index: int, group: str) -> QWidget:
    box = QWidget()
    layout = row(box, spacing=Space.S)
    number = Text(f"{index + 1}", size=Size.CAPTION, ink=Ink.HINT)
    number.setFixedWidth(18)
    letters = Text(group, size=Size.TITLE, bold=True, wrap=False)
    letters.setObjectName(f"start.recovery.group{index}")
    spaced = fonts.font(Size.TITLE, bold=True)
    # Letters of equal width are easier to copy by hand; digits and capitals only, no language is involved.
    spaced.setStyleHint(QFont.StyleHint.Monospace)
    letters.setFont(spaced)
    layout.addWidget(number)
    layout.addWidget(letters, 1)
    return box
