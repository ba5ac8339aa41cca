"""Unlocking: who works here today, the password, and the way in with the emergency code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from profiler.casework import unlocking
from profiler.casework.unlocking import Opened
from profiler.errors import ErrorCode, WorldError
from profiler.gui.icons.names import Icon
from profiler.gui.parts import GuiParts
from profiler.gui.printing import PrinterSink
from profiler.gui.shell.entrance import SAFE, Entrance, Fact
from profiler.gui.shell.failures import explained
from profiler.gui.shell.layouts import row
from profiler.gui.start.recovery_code import RecoveryCodePage
from profiler.gui.tasks import Runner
from profiler.gui.unlock.other_ways import ClosedPage, RecoveryPage
from profiler.gui.unlock.password_page import PasswordPage
from profiler.ports.keys import Slot

_PASSWORD, _RECOVERY, _NEW_CODE, _CLOSED = range(4)


class UnlockScreen(QWidget):
    """The door of an existing vault.

    Signals:
        desk_opened: object, an `UnlockedDesk`.
        desk_made: the vault is open, its new code not confirmed yet; object, an `UnlockedDesk`.
        folder_chosen: another folder is to be looked into; object, a `Path`.
    """

    desk_opened = Signal(object)
    desk_made = Signal(object)
    folder_chosen = Signal(object)

    def __init__(self, parts: GuiParts, folder: Path, runner: Runner, printer: PrinterSink) -> None:
        super().__init__()
        self.setObjectName("unlock")
        self._parts, self._folder, self._runner = parts, folder, runner
        self._entrance = Entrance((SAFE, Fact(Icon.FOLDER, "Tresor", str(folder))))
        self._password = PasswordPage(parts.desk.clock)
        self._recovery = RecoveryPage(parts.strength, parts.suggest_phrase)
        self._new_code = RecoveryCodePage(runner, printer)
        self._closed = ClosedPage(folder)
        pages = {
            "unlock.page": self._password,
            "unlock.recovery.page": self._recovery,
            "unlock.new_code.page": self._new_code,
            "unlock.closed.page": self._closed,
        }
        for name, page in pages.items():
            self._entrance.add_page(page, name)
        row(self).addWidget(self._entrance)
        self._password.entered.connect(self._on_entered)
        self._password.recovery_wanted.connect(lambda: self._entrance.show_page(_RECOVERY))
        self._recovery.entered.connect(self._on_recovery)
        self._recovery.back.connect(lambda: self._entrance.show_page(_PASSWORD))
        self._new_code.confirmed.connect(self.desk_opened)
        self._closed.again.connect(self.look_inside)
        self._closed.folder_chosen.connect(self.folder_chosen)
        self.look_inside()

    def look_inside(self) -> None:
        """Read who can unlock; a damaged or missing vault shows a page that says what to do."""
        try:
            slots = unlocking.who_can_unlock(self._parts.desk, self._folder)
        except WorldError as error:
            self._show_closed(error)
            return
        self.show_slots(slots)

    def show_slots(self, slots: tuple[Slot, ...]) -> None:
        """Offer these people."""
        self._password.show_slots(slots)
        self._entrance.show_page(_PASSWORD)
        self._password.take_focus()

    def _on_entered(self, caseworker_id: str, password: str) -> None:
        self._password.show_busy(True)
        self._open(
            lambda: unlocking.unlock(self._parts.desk, self._folder, caseworker_id, password),
            self._on_refused,
        )

    def _on_recovery(self, code: str, name: str, password: str) -> None:
        self._recovery.show_busy(True)
        self._open(
            lambda: unlocking.unlock_with_recovery(self._parts.desk, self._folder, code, name, password),
            self._on_recovery_refused,
        )

    def _open(self, work: Callable[[], Opened], failed: Callable[[Exception], None]) -> None:
        check = self._parts.clock_was_set

        def opened() -> Opened:
            result = work()
            if check:
                try:
                    unlocking.require_practice(result.desk)
                except WorldError:
                    result.desk.lock()
                    raise
            return result

        self._runner.run(opened, self._on_opened, failed)

    def _on_opened(self, opened: Opened) -> None:
        self._password.show_busy(False)
        self._password.forget()
        self._recovery.show_busy(False)
        self._recovery.forget()
        if opened.recovery_code:
            self.desk_made.emit(opened.desk)
            self._new_code.show_code(opened)
            self._entrance.show_page(_NEW_CODE)
            return
        self.desk_opened.emit(opened.desk)

    def _on_refused(self, error: Exception) -> None:
        self._password.show_busy(False)
        if not isinstance(error, WorldError):
            raise error
        if error.code in (ErrorCode.WRONG_PASSWORD, ErrorCode.LOCKED_OUT):
            self._password.refuse(str(explained(error)), int(error.details.get("seconds", "0")))
        else:
            self._show_closed(error)

    def _on_recovery_refused(self, error: Exception) -> None:
        self._recovery.show_busy(False)
        if isinstance(error, WorldError) and error.code is ErrorCode.WRONG_PASSWORD:
            self._recovery.refuse("Der Notfall-Code stimmt nicht. Bitte vergleichen Sie jede Gruppe.")
        else:
            self._recovery.refuse(str(explained(error)))

    def _show_closed(self, error: WorldError) -> None:
        self._closed.show_reason(explained(error))
        self._entrance.show_page(_CLOSED)
        self._closed.setFocus(Qt.FocusReason.OtherFocusReason)
