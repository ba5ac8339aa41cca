"""A kept copy, large."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from profiler.gui.icons.names import Icon
from profiler.gui.shell.hiding_dialog import HidingDialog
from profiler.gui.shell.layouts import column, row
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.walk import copy_pictures
from profiler.gui.widgets.buttons import PrimaryButton, SecondaryButton
from profiler.gui.widgets.texts import Text, ground
from profiler.records.attachments import Attachment

_WIDTH, _HEIGHT = 860, 680


class CopyDialog(HidingDialog):
    """Shows a copy page by page."""

    def __init__(self, copy: Attachment, content: bytes, parent: QWidget) -> None:
        super().__init__("dlg.copy", "Kopie ansehen", _WIDTH, _HEIGHT, parent)
        self._copy, self._content, self._number = copy, content, 0
        layout = column(self, spacing=Space.S)
        layout.setContentsMargins(Space.L, Space.L, Space.L, Space.M)
        head = row(spacing=Space.M)
        title = Text(copy.title, size=Size.TITLE, bold=True)
        title.setObjectName("dlg.copy.title")
        head.addWidget(title, 1)
        self._count = Text("", ink=Ink.SECOND, wrap=False)
        self._count.setObjectName("dlg.copy.count")
        self._before = SecondaryButton("Seite davor", "dlg.copy.before", icon=Icon.BACK)
        self._after = SecondaryButton("Nächste Seite", "dlg.copy.after", trailing=Icon.FORWARD)
        for widget in (self._count, self._before, self._after):
            head.addWidget(widget)
        layout.addLayout(head)
        self._sheet = QLabel()
        self._sheet.setObjectName("dlg.copy.page")
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        ground(self._sheet, "sunken")
        self._area.setWidget(self._sheet)
        self._area.setAccessibleName("Kopie")
        layout.addWidget(self._area, 1)
        foot = row()
        close = PrimaryButton("Schließen", "dlg.copy.close")
        close.setDefault(True)
        foot.addStretch(1)
        foot.addWidget(close)
        layout.addLayout(foot)
        close.clicked.connect(self.accept)
        self._before.clicked.connect(lambda: self._turn(-1))
        self._after.clicked.connect(lambda: self._turn(1))
        self._turn(0)
        close.setFocus()

    def _turn(self, step: int) -> None:
        page = copy_pictures.page(self._copy.kind, self._content, self._number + step)
        if page is None:
            self._sheet.setText(
                "Diese Datei lässt sich hier nicht zeigen. Vielleicht ist sie mit einem Passwort geschützt."
            )
            self._before.hide()
            self._after.hide()
            return
        self._number += step
        self._sheet.setPixmap(self._fitted(QPixmap.fromImage(page.image)))
        self._sheet.setAccessibleName(f"{self._copy.title}, Seite {self._number + 1} von {page.count}")
        self._count.show_text(f"Seite {self._number + 1} von {page.count}" if page.count > 1 else "")
        self._before.setVisible(page.count > 1)
        self._after.setVisible(page.count > 1)
        self._before.setEnabled(self._number > 0)
        self._after.setEnabled(self._number + 1 < page.count)

    def _fitted(self, picture: QPixmap) -> QPixmap:
        """As wide as the dialogue; what is higher scrolls."""
        width = self.width() - 2 * Space.XL - Space.L
        if picture.width() <= width:
            return picture
        return picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
