"""A dialogue about one person: neutral in the task bar, gone with F12."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from profiler.gui.widgets.texts import ground


class HidingDialog(QDialog):
    """Closes with F12 like everything that must not be seen.

    Args:
        name: object name, `dlg...`.
        window_title: what a task bar shows; never a name or the title of a paper.
        width: pixels at scale 1.
        height: pixels at scale 1.
        parent: the window.
    """

    def __init__(self, name: str, window_title: str, width: int, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(window_title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ground(self, "surface")
        self.resize(width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F12 hides, as everywhere."""
        if event.key() == Qt.Key.Key_F12:
            self.reject()
            return
        super().keyPressEvent(event)
