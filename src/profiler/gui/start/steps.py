"""The first three pages of the first start: where, which desk, who."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from profiler.directory.offices import Desk
from profiler.gui.icons.names import Icon
from profiler.gui.parts import PasswordStrength
from profiler.gui.shell.entrance import Page
from profiler.gui.shell.fields import Complaint, Field
from profiler.gui.shell.folder_field import FolderField
from profiler.gui.shell.layouts import column, inset, row_of
from profiler.gui.start.laender import LAENDER
from profiler.gui.start.new_password import NewPassword
from profiler.gui.tokens import Size, Space
from profiler.gui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from profiler.gui.widgets.search_combo import Entry, SearchCombo
from profiler.gui.widgets.texts import Text


class PlacePage(Page):
    """Where the vault is to lie.

    Signals:
        settled: the folder can be used; object, a `Path`.
        vault_found: the folder holds a vault already and the user wants to open it; object, a `Path`.
    """

    settled = Signal(object)
    vault_found = Signal(object)

    def __init__(self, folder: Path, holds_vault: Callable[[Path], bool]) -> None:
        super().__init__(
            "Willkommen. Wo sollen die Daten liegen?",
            "Das Programm legt einen verschlüsselten Tresor an. Der Ordner kann auf diesem Computer liegen "
            "oder auf einem eigenen Datenträger. Bitte keinen Ordner nehmen, der ins Internet kopiert wird.",
        )
        self._holds_vault = holds_vault
        self._folder = FolderField("Ordner für den Tresor", "start.place.folder", folder)
        self._open = LinkButton("Diesen Tresor entsperren", "start.place.unlock", icon=Icon.UNLOCK)
        self._open.hide()
        onwards = PrimaryButton("Weiter", "start.place.next", trailing=Icon.FORWARD)
        self.body.addWidget(self._folder)
        self.body.addWidget(self._open)
        self.body.addSpacing(Space.S)
        self.body.addLayout(row_of(onwards))
        self._folder.edited.connect(lambda _: self._open.hide())
        self._open.clicked.connect(lambda: self.vault_found.emit(self._folder.folder()))
        onwards.clicked.connect(self._on_next)

    def _on_next(self) -> None:
        if not self._folder.is_writable():
            return
        folder = self._folder.folder()
        if self._holds_vault(folder):
            self._folder.complain(
                "In diesem Ordner liegt schon ein Tresor. Entsperren Sie ihn oder wählen Sie einen anderen "
                "Ordner. Es wurde nichts verändert."
            )
            self._open.show()
            return
        self.settled.emit(folder)


class DeskPage(Page):
    """Name and address of the desk, the sender of every paper.

    Signals:
        settled: object, a `Desk`.
        back: the page before is wanted.
    """

    settled = Signal(object)
    back = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Wie heißt Ihre Stelle?",
            "So steht es als Absender auf jedem Papier. Sie können es später ändern.",
        )
        self._fields = {
            "organisation": Field("Name der Stelle", "start.desk.organisation", needed=True),
            "street": Field("Straße und Hausnummer", "start.desk.street", needed=True),
            "zip": Field("Postleitzahl", "start.desk.zip", needed=True),
            "city": Field("Ort", "start.desk.city", needed=True),
            "phone": Field("Telefon", "start.desk.phone", needed=True),
            "email": Field("E-Mail (wenn vorhanden)", "start.desk.email"),
        }
        self._land = SearchCombo(
            "start.desk.land",
            lambda: [Entry(code, name, further=(code,)) for code, name in LAENDER.items()],
            "Land",
        )
        self._no_land = Complaint("start.desk.land")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.M)
        for number in range(6):
            grid.setColumnStretch(number, 1)
        places = {
            "organisation": (0, 0, 6),
            "street": (1, 0, 6),
            "zip": (2, 0, 2),
            "city": (2, 2, 4),
            "phone": (3, 0, 3),
            "email": (3, 3, 3),
        }
        for name, (line, left, wide) in places.items():
            grid.addWidget(self._fields[name], line, left, 1, wide)
        grid.addWidget(_above("Land", self._land, self._no_land), 4, 0, 1, 6)
        self.body.addLayout(grid)
        self.body.addSpacing(Space.S)
        back = SecondaryButton("Zurück", "start.desk.back", icon=Icon.BACK)
        onwards = PrimaryButton("Weiter", "start.desk.next", trailing=Icon.FORWARD)
        self.body.addLayout(row_of(back, onwards))
        back.clicked.connect(self.back)
        onwards.clicked.connect(self._on_next)
        self._land.answered.connect(lambda _: self._no_land.say(""))

    def _on_next(self) -> None:
        # All are asked, so that every complaint is shown at once.
        filled = all([*map(Field.is_filled, self._fields.values())])
        self._no_land.say(
            "" if self._land.value() else "Bitte wählen. Schulrecht und Stellen hängen davon ab."
        )
        if filled and self._land.value():
            texts = {name: field.text() for name, field in self._fields.items()}
            self.settled.emit(Desk(**texts, land=self._land.value()))


class CaseworkerPage(Page):
    """The first person at this desk, who is caseworker, supervisor and administrator.

    Signals:
        settled: str name, str password.
        back: the page before is wanted.
    """

    settled = Signal(str, str)
    back = Signal()

    def __init__(self, judge: Callable[[str], PasswordStrength], suggest: Callable[[], str]) -> None:
        super().__init__(
            "Wer sind Sie?",
            "Sie sind die erste Person an dieser Stelle und richten sie ein. Weitere kommen später dazu.",
        )
        self._name = Field("Ihr Name", "start.caseworker.name", needed=True)
        self._password = NewPassword("start.caseworker", judge, suggest)
        self._problem = Complaint("start.caseworker.problem")
        self._back = SecondaryButton("Zurück", "start.caseworker.back", icon=Icon.BACK)
        self._make = PrimaryButton("Tresor anlegen", "start.caseworker.make", icon=Icon.LOCK)
        self.body.addWidget(self._name)
        self.body.addWidget(self._password)
        self.body.addWidget(self._problem)
        self.body.addSpacing(Space.S)
        self.body.addLayout(row_of(self._back, self._make))
        self._back.clicked.connect(self.back)
        self._make.clicked.connect(self._on_make)

    def show_busy(self, busy: bool) -> None:
        """Making the key takes about a second; say so and take no second click."""
        self._back.setEnabled(not busy)
        self._make.setEnabled(not busy)
        self._make.show_text("Tresor wird angelegt …" if busy else "Tresor anlegen")

    def complain(self, sentence: str) -> None:
        """Say why the vault could not be made."""
        self._problem.say(sentence)

    def forget(self) -> None:
        """Empty the password fields."""
        self._password.forget()

    def _on_make(self) -> None:
        self._problem.say("")
        named, settled = self._name.is_filled(), self._password.is_settled()
        if named and settled:
            self.settled.emit(self._name.text(), self._password.password())


def _above(label: str, field: QWidget, complaint: Complaint) -> QWidget:
    box = QWidget()
    layout = column(box, spacing=Space.XS)
    inset(box)
    layout.addWidget(Text(label, size=Size.SECOND, bold=True))
    layout.addWidget(field)
    layout.addWidget(complaint)
    return box
