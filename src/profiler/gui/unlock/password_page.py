"""Who works here today, and their password."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from profiler.clock import Clock
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.shell.entrance import Page
from profiler.gui.shell.fields import Field, PasswordEdit
from profiler.gui.shell.layouts import column, inset, row, row_of
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.buttons import LinkButton, PrimaryButton
from profiler.gui.widgets.options import Option, OptionList
from profiler.gui.widgets.texts import Pair, Text
from profiler.ports.keys import Slot


class PasswordPage(Page):
    """Names, password, caps lock hint, and the wait after wrong passwords.

    Signals:
        entered: str id of the caseworker, str password.
        recovery_wanted: nobody knows the password any more.
    """

    entered = Signal(str, str)
    recovery_wanted = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__(f"{_greeting(clock.now().astimezone())} Wer arbeitet heute hier?")
        self._who = OptionList("unlock.who", [])
        names = QWidget()
        inset(names)
        column(names).addWidget(self._who)
        self._password = Field("Passwort", "unlock.password", secret=True)
        self._caps = _CapsHint()
        self._unlock = PrimaryButton("Entsperren", "unlock.unlock", icon=Icon.KEY)
        recovery = LinkButton("Notfall-Code verwenden", "unlock.recovery")
        self.body.addWidget(names)
        self.body.addSpacing(Space.S)
        self.body.addWidget(self._password)
        self.body.addWidget(self._caps)
        self.body.addSpacing(Space.S)
        self.body.addLayout(row_of(self._unlock, recovery, spacing=Space.M))
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._on_second)
        self._left = 0
        self._unlock.clicked.connect(self._on_unlock)
        self._password.edit.returnPressed.connect(self._on_unlock)
        recovery.clicked.connect(self.recovery_wanted)
        self._who.answered.connect(lambda *_: self.take_focus())
        if isinstance(self._password.edit, PasswordEdit):
            self._password.edit.caps_lock_noticed.connect(self._caps.setVisible)

    def show_slots(self, slots: tuple[Slot, ...]) -> None:
        """Offer these people; the first is chosen, because most desks have one."""
        self._who.show_options([Option(slot.caseworker_id, Pair(slot.name)) for slot in slots])
        if slots:
            self._who.show_answer(slots[0].caseworker_id)

    def take_focus(self) -> None:
        """Put the cursor into the password."""
        self._password.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, busy: bool) -> None:
        """Opening takes about a second; say so and take no second click."""
        self._unlock.setEnabled(not busy)
        self._unlock.show_text("Wird geöffnet …" if busy else "Entsperren")

    def refuse(self, sentence: str, seconds: int) -> None:
        """Say why not, and count the wait down."""
        self._password.edit.selectAll()
        self.take_focus()
        self._password.complain(sentence)
        self._left = seconds
        if seconds:
            self._show_wait()
            self._timer.start()

    def forget(self) -> None:
        """Empty the password field."""
        self._password.edit.clear()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits behind a closed door."""
        self._timer.stop()
        self._end_wait()
        super().hideEvent(event)

    def _on_second(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
            self._end_wait()
            self._password.complain("")
        else:
            self._show_wait()

    def _show_wait(self) -> None:
        self._unlock.setEnabled(False)
        self._unlock.show_text(f"Noch {self._left} Sekunden")

    def _end_wait(self) -> None:
        if self._left:
            self._left = 0
            self._unlock.setEnabled(True)
            self._unlock.show_text("Entsperren")
        elif not self._timer.isActive() and not self._unlock.isEnabled():
            self.show_busy(False)

    def _on_unlock(self) -> None:
        if not self._unlock.isEnabled():
            return
        if not self._password.edit.text():
            self._password.complain("Bitte geben Sie Ihr Passwort ein.")
            return
        self.entered.emit(self._who.value(), self._password.edit.text())


class _CapsHint(QWidget):
    """The caps lock key is on."""

    def __init__(self) -> None:
        super().__init__()
        inset(self)
        layout = row(self, spacing=6)
        layout.addWidget(IconLabel(Icon.ALERT, 16, Ink.WARN))
        words = Text("Feststelltaste ist an", size=Size.SECOND, ink=Ink.WARN)
        words.setObjectName("unlock.caps")
        layout.addWidget(words, 1)
        self.hide()


def _greeting(now: datetime) -> str:
    if now.hour < 11:
        return "Guten Morgen."
    return "Guten Tag." if now.hour < 18 else "Guten Abend."
