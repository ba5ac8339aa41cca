"""All sheets beside the release of one person, to be signed and taken back at any time."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from profiler.gui.shell.hiding_dialog import HidingDialog
from profiler.gui.shell.layouts import column, row, scrolling
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.walk.sheet_line import SheetLine
from profiler.gui.walk.sheets import Sheets
from profiler.gui.walk.speech import Speech
from profiler.gui.widgets.buttons import PrimaryButton
from profiler.gui.widgets.frames import Line
from profiler.gui.widgets.texts import Text
from profiler.release.extra_consents import ConsentKind

_WIDTH, _HEIGHT = 720, 520


class SheetsDialog(HidingDialog):
    """One line for each sheet, in both languages."""

    def __init__(self, sheets: Sheets, speech: Speech, parent: QWidget) -> None:
        super().__init__("dlg.sheets", "Eigene Blätter", _WIDTH, _HEIGHT, parent)
        outer = column(self, spacing=Space.M)
        outer.setContentsMargins(Space.L, Space.L, Space.L, Space.M)
        inside = QWidget()
        lines = column(inside, spacing=Space.M)
        lines.setContentsMargins(Space.S, 0, Space.M, 0)
        lines.addWidget(Text("Eigene Blätter", size=Size.TITLE, bold=True))
        lines.addWidget(
            Text(
                "Jedes Blatt wird für sich erklärt und unterschrieben. Nein ist immer in Ordnung.",
                ink=Ink.SECOND,
            )
        )
        self._lines = [SheetLine(f"sheet.{kind}", sheets, kind, speech) for kind in ConsentKind]
        for line in self._lines:
            lines.addWidget(Line())
            lines.addWidget(line)
        lines.addStretch(1)
        outer.addWidget(scrolling(inside, "dlg.sheets.list", "surface"), 1)
        foot = row()
        close = PrimaryButton("Fertig", "dlg.sheets.close")
        close.setDefault(True)
        foot.addStretch(1)
        foot.addWidget(close)
        outer.addLayout(foot)
        close.clicked.connect(self.accept)
        self.destroyed.connect(sheets.be_silent)
        sheets.load()
