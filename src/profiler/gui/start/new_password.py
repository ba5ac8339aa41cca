"""A new password: typed twice, judged while it is typed, or four words drawn at random."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from profiler.gui import style
from profiler.gui.icons.names import Icon
from profiler.gui.parts import PasswordStrength
from profiler.gui.shell.fields import Field
from profiler.gui.shell.layouts import column, inset, row, row_of
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.buttons import LinkButton
from profiler.gui.widgets.texts import Text

_SENTENCES = {
    "too_short": "Noch zu kurz: mindestens 12 Zeichen.",
    "too_common": "Zu leicht zu erraten. Nehmen Sie weniger bekannte Wörter.",
    "too_uniform": "Zu gleichförmig. Nehmen Sie mehr verschiedene Zeichen.",
}
_GOOD = ("", "Reicht gerade.", "Reicht.", "Gut.", "Sehr gut.")


class NewPassword(QWidget):
    """Two fields, how strong the password is, and the offer of four words."""

    def __init__(
        self, prefix: str, judge: Callable[[str], PasswordStrength], suggest: Callable[[], str]
    ) -> None:
        super().__init__()
        self._judge, self._suggest = judge, suggest
        self._first = Field("Passwort", f"{prefix}.password", secret=True)
        self._second = Field("Passwort noch einmal", f"{prefix}.repeat", secret=True)
        self._meter = _Meter()
        self._verdict = Text(_SENTENCES["too_short"], size=Size.SECOND, ink=Ink.SECOND)
        self._verdict.setObjectName(f"{prefix}.strength")
        suggestion = LinkButton("4 Wörter vorschlagen", f"{prefix}.suggest", icon=Icon.KEY)
        self._shown = LinkButton("Zeigen", f"{prefix}.show", icon=Icon.EYE)
        self._shown.setCheckable(True)
        layout = column(self, spacing=Space.S)
        layout.addWidget(self._first)
        strength = QWidget()
        beside = row(strength, spacing=Space.M)
        inset(strength)
        beside.addWidget(self._meter)
        beside.addWidget(self._verdict, 1)
        layout.addWidget(strength)
        layout.addLayout(row_of(suggestion, self._shown))
        layout.addWidget(self._second)
        self._first.edited.connect(self._on_edited)
        suggestion.clicked.connect(self._on_suggest)
        self._shown.toggled.connect(self._on_shown)

    def password(self) -> str:
        """The password as typed; blanks inside and at the ends belong to it."""
        return self._first.edit.text()

    def is_settled(self) -> bool:
        """Whether it may be used; complains at the field if not."""
        strength = self._judge(self.password())
        if not strength.acceptable:
            self._first.complain(_SENTENCES.get(strength.reason, _SENTENCES["too_short"]))
            return False
        if self._second.edit.text() != self.password():
            self._second.complain("Beide Eingaben müssen gleich sein.")
            return False
        return True

    def forget(self) -> None:
        """Empty both fields: a password stays on screen no longer than needed."""
        self._first.edit.clear()
        self._second.edit.clear()

    def _on_edited(self, text: str) -> None:
        strength = self._judge(text)
        self._meter.show_score(strength.score if text else 0)
        words = _GOOD[strength.score] if strength.acceptable else ""
        self._verdict.show_text(words or _SENTENCES.get(strength.reason, _SENTENCES["too_short"]))
        self._verdict.show_ink(Ink.DONE if strength.acceptable else Ink.SECOND)

    def _on_suggest(self) -> None:
        phrase = self._suggest()
        self._shown.setChecked(True)
        self._first.edit.setText(phrase)
        self._second.edit.clear()
        self._second.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_shown(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._first.edit.setEchoMode(mode)
        self._second.edit.setEchoMode(mode)
        self._shown.show_text("Verbergen" if shown else "Zeigen")
        self._shown.show_icon(Icon.EYE_OFF if shown else Icon.EYE)


class _Meter(QWidget):
    """Four bars; the word beside says the same."""

    def __init__(self) -> None:
        super().__init__()
        self._score = 0
        self.setFixedSize(QSize(132, 8))

    def show_score(self, score: int) -> None:
        """Fill as many bars."""
        self._score = score
        self.update()

    def paintEvent(self, event: object) -> None:
        """Draw in the palette of the moment."""
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(4):
            filled = number < self._score
            painter.setBrush(QColor(tokens.accent if filled else tokens.line2))
            painter.drawRoundedRect(QRectF(number * 34, 1, 30, 6), 3, 3)
