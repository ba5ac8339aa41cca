"""When the password is not the way: the emergency code, or a vault that does not open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from profiler.casework.explain import Explained
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.parts import PasswordStrength
from profiler.gui.shell.entrance import Page
from profiler.gui.shell.fields import Complaint, Field
from profiler.gui.shell.folder_field import FolderField
from profiler.gui.shell.layouts import row_of
from profiler.gui.start.new_password import NewPassword
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.buttons import PrimaryButton, SecondaryButton
from profiler.gui.widgets.texts import Text


class RecoveryPage(Page):
    """The code from the envelope, and a new password.

    Signals:
        entered: str code, str name, str new password.
        back: the password page is wanted.
    """

    entered = Signal(str, str, str)
    back = Signal()

    def __init__(self, judge: Callable[[str], PasswordStrength], suggest: Callable[[], str]) -> None:
        super().__init__(
            "Mit dem Notfall-Code öffnen",
            "Schreiben Sie den Code vom Blatt ab und wählen Sie ein neues Passwort. Danach gibt es einen "
            "neuen Code; der alte gilt nicht mehr.",
        )
        self._code = Field("Notfall-Code", "unlock.recovery.code", needed=True)
        self._name = Field("Ihr Name", "unlock.recovery.name", needed=True)
        self._password = NewPassword("unlock.recovery", judge, suggest)
        self._problem = Complaint("unlock.recovery.problem")
        back = SecondaryButton("Zurück", "unlock.recovery.back", icon=Icon.BACK)
        self._open = PrimaryButton("Tresor öffnen", "unlock.recovery.open", icon=Icon.KEY)
        for widget in (self._code, self._name, self._password, self._problem):
            self.body.addWidget(widget)
        self.body.addSpacing(Space.S)
        self.body.addLayout(row_of(back, self._open))
        back.clicked.connect(self.back)
        self._open.clicked.connect(self._on_open)

    def show_busy(self, busy: bool) -> None:
        """Opening takes about a second; say so and take no second click."""
        self._open.setEnabled(not busy)
        self._open.show_text("Wird geöffnet …" if busy else "Tresor öffnen")

    def refuse(self, sentence: str) -> None:
        """Say why not."""
        self._problem.say(sentence)

    def forget(self) -> None:
        """Empty code and password."""
        self._code.edit.clear()
        self._password.forget()

    def _on_open(self) -> None:
        self._problem.say("")
        told = all([self._code.is_filled(), self._name.is_filled()])
        if self._password.is_settled() and told:
            self.entered.emit(self._code.text(), self._name.text(), self._password.password())


class ClosedPage(Page):
    """The vault does not open: what happened, what to do, another folder.

    Signals:
        again: try once more.
        folder_chosen: look into another folder; object, a `Path`.
    """

    again = Signal()
    folder_chosen = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__("Der Tresor lässt sich nicht öffnen")
        self._what = Text("", size=Size.NAME, bold=True)
        self._what.setObjectName("unlock.closed.what")
        self._what.setContentsMargins(4, 0, 4, 0)
        self._next = Text("", ink=Ink.SECOND)
        self._next.setObjectName("unlock.closed.next")
        self._next.setContentsMargins(4, 0, 4, 0)
        self.body.insertWidget(0, IconLabel(Icon.ALERT, 32, Ink.ERROR))
        self.body.addWidget(self._what)
        self.body.addWidget(self._next)
        self.body.addSpacing(Space.M)
        self._folder = FolderField("Ordner des Tresors", "unlock.closed.folder", folder)
        self.body.addWidget(self._folder)
        again = SecondaryButton("Noch einmal versuchen", "unlock.closed.again", icon=Icon.UNDO)
        other = PrimaryButton("Diesen Ordner öffnen", "unlock.closed.open", icon=Icon.FOLDER)
        self.body.addLayout(row_of(again, other))
        again.clicked.connect(self.again)
        other.clicked.connect(lambda: self.folder_chosen.emit(self._folder.folder()))

    def show_reason(self, reason: Explained) -> None:
        """Say what happened and what to do."""
        self._what.show_text(reason.what)
        self._next.show_text(reason.next_step)
