"""Where a PDF is to be saved: a small dialogue with a path field."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from profiler.gui.icons.names import Icon
from profiler.gui.shell.folder_field import FolderField
from profiler.gui.shell.layouts import column, row_of
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.buttons import PrimaryButton, SecondaryButton
from profiler.gui.widgets.texts import Text, ground


class SaveDialog(QDialog):
    """Asks for a folder; opened with `open()`.

    Signals:
        folder_chosen: object, a `Path` that can be written.
    """

    folder_chosen = Signal(object)

    def __init__(self, title: str, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dlg.save")
        self.setWindowTitle("Als PDF sichern")
        ground(self, "surface")
        self.setMinimumWidth(560)
        layout = column(self, spacing=Space.M)
        layout.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        layout.addWidget(Text(f"„{title}“ als PDF sichern", size=Size.TITLE, bold=True))
        layout.addWidget(
            Text(
                "Die Datei ist nicht verschlüsselt. Geben Sie sie weiter und löschen Sie sie dann.",
                ink=Ink.SECOND,
            )
        )
        self._folder = FolderField("Ordner", "dlg.save.folder", folder)
        layout.addWidget(self._folder)
        cancel = SecondaryButton("Abbrechen", "dlg.save.cancel")
        keep = PrimaryButton("Sichern", "dlg.save.ok", icon=Icon.DOWNLOAD)
        keep.setDefault(True)
        layout.addLayout(row_of(cancel, keep))
        cancel.clicked.connect(self.reject)
        keep.clicked.connect(self._on_keep)

    def _on_keep(self) -> None:
        if self._folder.is_writable():
            self.folder_chosen.emit(self._folder.folder())
            self.accept()
