"""The one window: the entrance, the open desk, the crash page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from profiler.casework import unlocking
from profiler.casework.desk import UnlockedDesk
from profiler.gui.crash.crash_page import CrashPage
from profiler.gui.parts import GuiParts
from profiler.gui.printing import PrinterSink
from profiler.gui.shell.idle import IdleWatch
from profiler.gui.start.start_screen import StartScreen
from profiler.gui.tasks import Runners, ThreadRunner
from profiler.gui.unlock.unlock_screen import UnlockScreen

if TYPE_CHECKING:
    from profiler.gui.desk_screen import DeskScreen


class AppWindow(QMainWindow):
    """Shows one thing at a time; its title never names anybody."""

    def __init__(self, parts: GuiParts, printer: PrinterSink | None = None) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Profiler")
        self.resize(1366, 768)
        self.setMinimumSize(880, 480)
        self._parts = parts
        self._folder = parts.folder
        self._printer = printer or PrinterSink()
        self._writer = ThreadRunner("writer", self)
        self._reader = ThreadRunner("reader", self)
        self._desk: UnlockedDesk | None = None
        self._screen: QWidget | None = None
        self._open: DeskScreen | None = None
        self._warned = False
        self._stack = QStackedWidget()
        self._crash = CrashPage()
        self._stack.addWidget(self._crash)
        self.setCentralWidget(self._stack)
        self._idle = IdleWatch(self)
        self._idle.left_alone.connect(self.lock)
        self._crash.unlock_wanted.connect(self.lock)
        self._crash.close_wanted.connect(self.close)
        self._show_entrance(self._folder)

    def show_crash(self, where: str) -> None:
        """Show that the program is at fault; `where` names no person."""
        self._crash.show_fault(where)
        self._stack.setCurrentWidget(self._crash)

    def lock(self) -> None:
        """Save what is pending, close the vault, forget the key, go back to the door.

        What could not be saved keeps the desk open once; the page says why and offers to try again.
        """
        if not self._may_leave():
            return
        self._close_desk()
        self._show_entrance(self._folder)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing waits for the last save; if that fails, the first try leaves the window open."""
        if not self._may_leave():
            event.ignore()
            return
        self._close_desk()
        super().closeEvent(event)

    def _show_entrance(self, folder: Path) -> None:
        self._folder = folder
        if unlocking.vault_exists(self._parts.desk, folder):
            self._show_unlock(folder)
        elif folder == self._parts.folder:
            self._show_start()
        else:
            self._show_unlock(folder)

    def _show_start(self) -> None:
        screen = StartScreen(self._parts, self._writer, self._printer)
        screen.desk_opened.connect(self._on_desk_opened)
        screen.desk_made.connect(self._on_desk_made)
        screen.vault_found.connect(self._on_folder_chosen)
        self._show(screen)

    def _show_unlock(self, folder: Path) -> None:
        screen = UnlockScreen(self._parts, folder, self._writer, self._printer)
        screen.desk_opened.connect(self._on_desk_opened)
        screen.desk_made.connect(self._on_desk_made)
        screen.folder_chosen.connect(self._on_folder_chosen)
        self._show(screen)

    def _show(self, screen: QWidget) -> None:
        before, self._screen, self._open = self._screen, screen, None
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def _on_folder_chosen(self, folder: Path) -> None:
        self._show_entrance(folder)

    def _on_desk_made(self, desk: UnlockedDesk) -> None:
        """Whoever closes the window before the code is confirmed closes the vault too."""
        self._desk = desk

    def _on_desk_opened(self, desk: UnlockedDesk) -> None:
        # Every page of the desk hangs on it: read when somebody has unlocked, not before the first window.
        from profiler.gui.desk_screen import DeskScreen

        self._desk = desk
        screen = DeskScreen(
            desk,
            Runners(self._writer, self._reader),
            self._printer,
            self._parts.make_file_sink,
            self._parts.client_language,
        )
        screen.lock_wanted.connect(self.lock)
        self._show(screen)
        self._open = screen
        screen.show_people()
        screen.tell_troubles()
        self._idle.begin()

    def _may_leave(self) -> bool:
        if self._open is None or self._stack.currentWidget() is self._crash:
            return True
        self._open.flush()
        self._writer.drain()
        unsaved, self._warned = self._open.unsaved and not self._warned, bool(self._open.unsaved)
        return not unsaved

    def _close_desk(self) -> None:
        self._idle.end()
        if self._open is not None:
            self._open.leave()
        self._reader.drain()
        self._writer.drain()
        desk, self._desk = self._desk, None
        if desk is not None:
            self._writer.run(desk.lock, lambda _: None, _raise)
            self._writer.drain()


def _raise(error: Exception) -> None:
    raise error
