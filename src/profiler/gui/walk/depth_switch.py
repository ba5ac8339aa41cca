"""Chooses how much is asked now: the short talk, or the deep questions too."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from profiler.gui.tokens import Space
from profiler.gui.widgets.buttons import Chip


class DepthSwitch(QWidget):
    """Two chips, one of them chosen; hidden where a form knows no difference.

    Signals:
        chosen: True for the deep questions.
    """

    chosen = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Parts are `<name>.short` and `<name>.deep`."""
        super().__init__(parent)
        self.setObjectName(name)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.XS)
        self._short = Chip("Kurz", f"{name}.short")
        self._deep = Chip("Vertiefung", f"{name}.deep")
        self._short.setToolTip("Nur die Fragen des kurzen Gesprächs (Alt+V)")
        self._deep.setToolTip("Auch die Fragen, die später oder an einer anderen Stelle dran sind (Alt+V)")
        group = QButtonGroup(self)
        for chip in (self._short, self._deep):
            group.addButton(chip)
            line.addWidget(chip)
        line.addStretch(1)
        self._deep.clicked.connect(lambda: self.chosen.emit(True))
        self._short.clicked.connect(lambda: self.chosen.emit(False))

    def show_depth(self, deep: bool, *, possible: bool) -> None:
        """Show which is chosen."""
        (self._deep if deep else self._short).setChecked(True)
        self.setVisible(possible)
