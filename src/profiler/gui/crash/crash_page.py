"""The page for faults of the program itself: calm, honest, with a way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from profiler.casework.explain import OUR_FAULT
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.shell.layouts import column, row, row_of
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.buttons import PrimaryButton, SecondaryButton
from profiler.gui.widgets.texts import Text, ground


class CrashPage(QWidget):
    """Says that something broke, that nothing saved is lost, and what to tell whom.

    Signals:
        unlock_wanted: lock the vault and begin again at the door.
        close_wanted: end the program.
    """

    unlock_wanted = Signal()
    close_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("crash")
        ground(self, "surface")
        around = row(self)
        around.addStretch(1)
        layout = column(spacing=Space.M)
        around.addLayout(layout, 2)
        around.addStretch(1)
        layout.addStretch(1)
        layout.addWidget(IconLabel(Icon.ALERT, 40, Ink.WARN), 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(Text(OUR_FAULT.what, size=Size.SENTENCE, bold=True))
        layout.addWidget(Text(OUR_FAULT.next_step))
        self._where = Text("", size=Size.CAPTION, ink=Ink.HINT)
        self._where.setObjectName("crash.where")
        layout.addWidget(self._where)
        again = PrimaryButton("Neu anmelden", "crash.unlock", icon=Icon.UNLOCK)
        close = SecondaryButton("Programm schließen", "crash.close")
        layout.addSpacing(Space.S)
        layout.addLayout(row_of(again, close))
        layout.addStretch(2)
        again.clicked.connect(self.unlock_wanted)
        close.clicked.connect(self.close_wanted)

    def show_fault(self, where: str) -> None:
        """Show the scrubbed place of the fault, to be read out to whoever mends it."""
        self._where.show_text(f"Fehlerstelle: {where}")
