"""A folder: typed into a field, or chosen in a dialogue that has such a field too."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from profiler.gui.icons.names import Icon
from profiler.gui.shell.fields import Field
from profiler.gui.shell.layouts import column, row_of
from profiler.gui.tokens import Space
from profiler.gui.widgets.buttons import LinkButton


class FolderField(QWidget):
    """The path of a folder.

    Signals:
        edited: another folder was named; str.
    """

    edited = Signal(str)

    def __init__(self, label: str, name: str, folder: Path, hint: str = "") -> None:
        super().__init__()
        self._name = name
        self._field = Field(label, name, hint=hint, needed=True)
        self._field.edit.setText(str(folder))
        browse = LinkButton("Ordner auswählen …", f"{name}.browse", icon=Icon.FOLDER)
        layout = column(self, spacing=Space.XS)
        layout.addWidget(self._field)
        layout.addLayout(row_of(browse))
        self._field.edited.connect(self.edited)
        browse.clicked.connect(self._on_browse)

    def folder(self) -> Path:
        """The folder as named; "~" is the user's own folder."""
        return Path(self._field.text()).expanduser()

    def complain(self, sentence: str) -> None:
        """Show what is wrong, "" if all is well."""
        self._field.complain(sentence)

    def is_writable(self) -> bool:
        """Whether the folder can be written or made; complains if not."""
        if not self._field.is_filled():
            return False
        folder = self.folder()
        there = folder
        while not there.exists() and there != there.parent:
            there = there.parent
        if not folder.is_absolute():
            self.complain("Bitte den ganzen Weg angeben, er beginnt mit „/“ oder einem Laufwerk.")
        elif not there.is_dir():
            self.complain(f"„{there}“ ist eine Datei. Bitte einen Ordner wählen.")
        elif not os.access(there, os.W_OK | os.X_OK):
            self.complain("Hier darf das Programm nicht schreiben. Bitte einen anderen Ordner wählen.")
        else:
            return True
        return False

    def _on_browse(self) -> None:
        dialog = QFileDialog(self, "Ordner auswählen", str(self.folder()))
        dialog.setObjectName(f"dlg.{self._name}")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._field.edit.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
