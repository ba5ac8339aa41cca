"""Shows notices: the banner above the content, the toast at the bottom left."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.notices import Action
from profiler.gui.tokens import Ink, Space, Tone
from profiler.gui.widgets.buttons import LinkButton
from profiler.gui.widgets.texts import Text

TOAST_MS: Final = 8000

_ABOVE_THE_FOOTER = 76
"""Pixels a toast keeps from the lower edge: the buttons of a page's footer stay free."""

_ICONS: Final = {
    Tone.INFO: (Icon.INFO, Ink.ACCENT),
    Tone.DONE: (Icon.CHECK, Ink.DONE),
    Tone.WARN: (Icon.ALERT, Ink.WARN),
    Tone.ERROR: (Icon.ALERT, Ink.ERROR),
    Tone.NEUTRAL: (Icon.INFO, Ink.SECOND),
}


class Banner(QFrame):
    """One line: icon, sentence, one action."""

    def __init__(
        self, tone: Tone, text: str, action: Action | None = None, parent: QWidget | None = None
    ) -> None:
        """The action's button is `banner.<action name>`."""
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", tone.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        layout.setSpacing(Space.M)
        layout.addWidget(IconLabel(*_icon(tone)))
        self.text = Text(text)
        self.text.setObjectName("banner.text")
        layout.addWidget(self.text, 1)
        if action is not None:
            button = LinkButton(action.label, f"banner.{action.name}")
            button.clicked.connect(lambda: action.run())
            layout.addWidget(button)


def _icon(tone: Tone) -> tuple[Icon, int, Ink]:
    icon, ink = _ICONS[tone]
    return icon, 20, ink


class Toast(QFrame):
    """A short notice that goes by itself; never for errors."""

    def __init__(self, text: str, action: Action | None, parent: QWidget) -> None:
        """The action's button is `toast.<action name>`."""
        super().__init__(parent)
        self.setObjectName("toast")
        self.setProperty("toast", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        layout.setSpacing(Space.S)
        layout.addWidget(IconLabel(Icon.CHECK, 18, Ink.DONE))
        label = Text(text, wrap=False)
        label.setObjectName("toast.text")
        layout.addWidget(label, 1)
        if action is not None:
            layout.addSpacing(Space.XL)
            button = LinkButton(action.label, f"toast.{action.name}")
            button.clicked.connect(lambda: action.run())
            button.clicked.connect(self.hide)
            layout.addWidget(button)
        self.setMinimumHeight(40)


class NoticeBoard(QWidget):
    """Holds the content of a window and speaks for it (`Notices`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._place = QWidget(self)
        place = QVBoxLayout(self._place)
        place.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._place.hide()
        self._layout.addWidget(self._place)
        self._banner: Banner | None = None
        self._toast: Toast | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self.clear_toast)

    def set_content(self, content: QWidget) -> None:
        """What the window shows."""
        self._layout.addWidget(content, 1)

    def toast(self, text: str, action: Action | None = None) -> None:
        """Show a toast for eight seconds."""
        self.clear_toast()
        self._toast = Toast(text, action, self)
        self._toast.adjustSize()
        self._put_toast()
        self._toast.show()
        self._toast.raise_()
        self._timer.start()

    def clear_toast(self) -> None:
        """Take the toast away."""
        self._timer.stop()
        if self._toast is not None:
            self._toast.hide()
            self._toast.deleteLater()
            self._toast = None

    def banner(self, tone: Tone, text: str, action: Action | None = None) -> None:
        """Show a banner; there is never more than one."""
        self.clear_banner()
        self._banner = Banner(tone, text, action, self._place)
        layout = self._place.layout()
        if layout is not None:
            layout.addWidget(self._banner)
        self._place.show()

    def clear_banner(self) -> None:
        """Take the banner away."""
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        self._place.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the toast in its corner."""
        super().resizeEvent(event)
        self._put_toast()

    def _put_toast(self) -> None:
        if self._toast is not None:
            self._toast.move(Space.XL, self.height() - self._toast.height() - _ABOVE_THE_FOOTER)
