"""Notices that nobody is at the desk any more."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

MINUTES: Final = 10
"""After so long without a key or the mouse the vault locks itself: laptops stay on counters."""

_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Counts from the last key, click or movement.

    Signals:
        left_alone: nobody did anything for ten minutes.
    """

    left_alone = Signal()

    def __init__(self, parent: QObject, milliseconds: int = MINUTES * 60 * 1000) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(self.left_alone)

    def begin(self) -> None:
        """Watch from now on."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._timer.start()

    def end(self) -> None:
        """Watch no longer."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin counting anew; takes no event away from anybody."""
        if event.type() in _SIGNS_OF_LIFE:
            self._timer.start()
        return False
