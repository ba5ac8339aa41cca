"""The release on paper: printed or saved as a file, to be signed."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths

from profiler.casework import hand_over
from profiler.casework.hand_over import HandedOver, Paper, PaperRequest
from profiler.gui.documents.save_dialog import SaveDialog
from profiler.gui.shell.desk_page import DeskPage
from profiler.ports.paper import OutputSink


class ReleasePaper:
    """Lets the form of one record leave, and says what became of it."""

    def __init__(self, page: DeskPage, record_id: UUID) -> None:
        """`page` asks for the work and is the parent of the dialog."""
        self._page = page
        self._request = PaperRequest(Paper.RELEASE_FORM, record_id)
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )

    def print_out(self) -> None:
        """Print it."""
        self._hand_out(self._page.at.printer, "Formular gedruckt")

    def save(self) -> None:
        """Ask for a folder and save it there."""
        dialog = SaveDialog("Freigabe zum Unterschreiben", self._folder, self._page)
        dialog.folder_chosen.connect(self._on_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_folder(self, folder: Path) -> None:
        self._folder = folder
        self._hand_out(self._page.at.make_file_sink(folder), "Gesichert: {file}")

    def _hand_out(self, sink: OutputSink, said: str) -> None:
        at = self._page.at

        def handed(result: HandedOver) -> None:
            at.notices.clear_banner()
            at.notices.toast(said.format(file=result.file_name))

        self._page.write(lambda: hand_over.hand_over(at.desk, self._request, sink), handed)
