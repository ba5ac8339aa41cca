"""Fields for typed text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from profiler.gui import bidi, fonts
from profiler.gui.tokens import Measure, Size


def show_wrong(field: QWidget, wrong: bool) -> None:
    """Red border of 2 px, or the usual one; the sentence beside it is the caller's."""
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        field.style().unpolish(field)
        field.style().polish(field)


class TextField(QLineEdit):
    """One line of text. Reads right-to-left by itself when Arabic is typed.

    Signals:
        left: the field lost the keyboard.
    """

    left = Signal()

    def __init__(
        self, name: str, spoken: str = "", *, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(bidi.plain(spoken))
        self.setPlaceholderText(placeholder)
        self.setFont(fonts.font(Size.BODY))
        self.setMinimumHeight(Measure.INPUT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_wrong(self, wrong: bool) -> None:
        """Mark the field as wrong or right."""
        show_wrong(self, wrong)

    def sizeHint(self) -> QSize:
        """As high as every input."""
        return QSize(260, max(Measure.INPUT, super().sizeHint().height()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is elsewhere now."""
        super().focusOutEvent(event)
        self.left.emit()


class MultilineField(QPlainTextEdit):
    """Several lines of text; Tab leaves it.

    Signals:
        left: the field lost the keyboard.
    """

    left = Signal()

    def __init__(self, name: str, spoken: str = "", *, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setObjectName(name)
        self.setAccessibleName(bidi.plain(spoken))
        self.setFont(fonts.font(Size.BODY))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_wrong(self, wrong: bool) -> None:
        """Mark the field as wrong or right."""
        show_wrong(self, wrong)

    def sizeHint(self) -> QSize:
        """High enough for its lines."""
        return QSize(260, QFontMetrics(self.font()).lineSpacing() * self._lines + 24)

    def minimumSizeHint(self) -> QSize:
        """The same: lines are not cut."""
        return QSize(120, self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is elsewhere now."""
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the page."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)
