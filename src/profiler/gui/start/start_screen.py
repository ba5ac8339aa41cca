"""First start: four pages from an empty folder to an open desk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from profiler.casework import unlocking
from profiler.casework.unlocking import Opened
from profiler.directory.offices import Desk
from profiler.gui.parts import GuiParts
from profiler.gui.printing import PrinterSink
from profiler.gui.shell.entrance import SAFE, Entrance
from profiler.gui.shell.failures import explained
from profiler.gui.shell.layouts import row
from profiler.gui.start.recovery_code import RecoveryCodePage
from profiler.gui.start.steps import CaseworkerPage, DeskPage, PlacePage
from profiler.gui.tasks import Runner

_STEPS = ("Ort der Daten", "Ihre Stelle", "Sie", "Notfall-Code")


class StartScreen(QWidget):
    """Leads through the first start.

    Signals:
        desk_opened: the vault is made and its code confirmed; object, an `UnlockedDesk`.
        desk_made: the vault is open, its code not confirmed yet; object, an `UnlockedDesk`.
        vault_found: a vault was found and is to be unlocked instead; object, its folder.
    """

    desk_opened = Signal(object)
    desk_made = Signal(object)
    vault_found = Signal(object)

    def __init__(self, parts: GuiParts, runner: Runner, printer: PrinterSink) -> None:
        super().__init__()
        self.setObjectName("start")
        self._parts, self._runner = parts, runner
        self._folder: Path = parts.folder
        self._desk: Desk | None = None
        place = PlacePage(parts.folder, lambda folder: unlocking.vault_exists(parts.desk, folder))
        desk = DeskPage()
        self._caseworker = CaseworkerPage(parts.strength, parts.suggest_phrase)
        self._code = RecoveryCodePage(runner, printer)
        self._entrance = Entrance((SAFE,), _STEPS)
        for number, page in enumerate((place, desk, self._caseworker, self._code)):
            self._entrance.add_page(page, f"start.page{number + 1}")
        self._entrance.show_page(0)
        row(self).addWidget(self._entrance)
        place.settled.connect(self._on_place)
        place.vault_found.connect(self.vault_found)
        desk.settled.connect(self._on_desk)
        desk.back.connect(lambda: self._entrance.show_page(0))
        self._caseworker.back.connect(lambda: self._entrance.show_page(1))
        self._caseworker.settled.connect(self._on_caseworker)
        self._code.confirmed.connect(self.desk_opened)

    def _on_place(self, folder: Path) -> None:
        self._folder = folder
        self._entrance.show_page(1)

    def _on_desk(self, desk: Desk) -> None:
        self._desk = desk
        self._entrance.show_page(2)

    def _on_caseworker(self, name: str, password: str) -> None:
        desk = self._desk
        if desk is None:
            return
        self._caseworker.show_busy(True)
        parts, folder = self._parts, self._folder
        self._runner.run(
            lambda: unlocking.first_start(parts.desk, folder, desk, name, password, practice=parts.practice),
            self._on_made,
            self._on_failed,
        )

    def _on_made(self, opened: Opened) -> None:
        self._caseworker.show_busy(False)
        self._caseworker.forget()
        self.desk_made.emit(opened.desk)
        self._code.show_code(opened)
        self._entrance.show_page(3)

    def _on_failed(self, error: Exception) -> None:
        self._caseworker.show_busy(False)
        self._caseworker.complain(str(explained(error)))
