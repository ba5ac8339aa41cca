"""The rail at the left: the rooms of the desk, and the lock."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QWidget

from profiler.gui import fonts, style
from profiler.gui.icons.drawing import draw
from profiler.gui.icons.names import Icon
from profiler.gui.shell.layouts import column
from profiler.gui.tokens import Radius, Size, Space
from profiler.gui.widgets.painting import draw_text, ring
from profiler.gui.widgets.texts import ground

_WIDTH = 84


class Rail(QFrame):
    """Rooms from top to bottom, the lock at the end.

    Signals:
        chosen: str, code of the room.
        lock_wanted: close the vault now.
    """

    chosen = Signal(str)
    lock_wanted = Signal()

    def __init__(self, rooms: dict[str, tuple[str, Icon]], caseworker: str) -> None:
        super().__init__()
        self.setProperty("rule", "right")
        ground(self, "canvas")
        self.setFixedWidth(_WIDTH)
        layout = column(self, spacing=Space.XS)
        layout.setContentsMargins(2, Space.S, 2, Space.M)
        self._group = QButtonGroup(self)
        self._rooms: dict[str, RailButton] = {}
        for code, (label, icon) in rooms.items():
            button = RailButton(label, f"rail.{code}", icon)
            button.setCheckable(True)
            self._group.addButton(button)
            self._rooms[code] = button
            layout.addWidget(button)
            button.clicked.connect(lambda _checked=False, code=code: self.chosen.emit(code))
        layout.addStretch(1)
        who = RailButton(_short(caseworker), "rail.caseworker", Icon.PERSON)
        who.setEnabled(False)
        who.setToolTip(caseworker)
        layout.addWidget(who)
        lock = RailButton("Sperren", "rail.lock", Icon.LOCK)
        lock.setToolTip("Tresor schließen (Strg+L)")
        lock.clicked.connect(self.lock_wanted)
        layout.addWidget(lock)

    def show_room(self, code: str) -> None:
        """Mark the room one is in."""
        self._rooms[code].setChecked(True)


def _short(name: str) -> str:
    """Initial and last name: "Miriam Berger" -> "M. Berger"."""
    first, *others = name.split() or [""]
    return f"{first[0]}. {others[-1]}" if others else first


class RailButton(QPushButton):
    """Icon above a word."""

    def __init__(self, label: str, name: str, icon: Icon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._icon = label, icon
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One target of the rail."""
        return QSize(_WIDTH - 4, 60)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        """Tint, bar, icon, word, ring."""
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(4, 3, -4, -3)
        here = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if here or self.underMouse() and self.isEnabled():
            painter.setBrush(QColor(tokens.tint if here else tokens.sunken))
            painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
        if here:
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 11, 3, box.height() - 22), 1.5, 1.5)
        ink = tokens.accent if here else tokens.ink2
        icon = QRectF(0, 0, 22, 22)
        icon.moveCenter(QPointF(box.center().x(), box.top() + 19))
        draw(painter, self._icon, icon, ink)
        words = QRectF(box.left(), box.bottom() - 24, box.width(), 22)
        font = fonts.font(Size.CAPTION, bold=here)
        colour = tokens.ink if here else tokens.ink2
        draw_text(painter, words, self._label, font, colour, align=Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            ring(painter, box.adjusted(2, 2, -2, -2), Radius.CONTROL)
