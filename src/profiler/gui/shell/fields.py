"""A field with its label above and its complaint below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.shell.layouts import column, inset, row
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.fields import TextField
from profiler.gui.widgets.texts import Text


class Field(QWidget):
    """One line to type into.

    Signals:
        edited: the text changed; str.
    """

    edited = Signal(str)

    def __init__(
        self, label: str, name: str, *, hint: str = "", secret: bool = False, needed: bool = False
    ) -> None:
        super().__init__()
        self.needed = needed
        self.edit = PasswordEdit(name, label) if secret else TextField(name, label)
        self._complaint = Complaint(name)
        layout = column(self, spacing=Space.XS)
        inset(self)
        self._label = Text(label, size=Size.SECOND, bold=True)
        self._label.setObjectName(f"{name}.label")
        layout.addWidget(self._label)
        layout.addWidget(self.edit)
        if hint:
            self.edit.setAccessibleDescription(hint)
            layout.addWidget(Text(hint, size=Size.CAPTION, ink=Ink.HINT))
        layout.addWidget(self._complaint)
        self.edit.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """What was typed, without blanks at the ends."""
        return self.edit.text().strip()

    def show_label(self, label: str) -> None:
        """Ask for something else."""
        self._label.show_text(label)
        self.edit.setAccessibleName(label)

    def complain(self, sentence: str) -> None:
        """Show what is wrong, "" if all is well."""
        self._complaint.say(sentence)
        self.edit.show_wrong(bool(sentence))

    def is_filled(self) -> bool:
        """Whether a needed text is there; complains if not."""
        missing = self.needed and not self.text()
        self.complain("Bitte ausfüllen." if missing else "")
        return not missing

    def _on_text_changed(self, text: str) -> None:
        self.complain("")
        self.edited.emit(text)


class Complaint(QWidget):
    """A triangle and a sentence with a way out; takes no room while there is nothing to say."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._text = Text("", size=Size.SECOND, ink=Ink.ERROR)
        self._text.setObjectName(f"{name}.complaint")
        layout = row(self, spacing=6)
        layout.addWidget(IconLabel(Icon.ALERT, 16, Ink.ERROR))
        layout.addWidget(self._text, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, "" for nothing."""
        self._text.show_text(sentence)
        self.setVisible(bool(sentence))


class PasswordEdit(TextField):
    """Hides what is typed and notices the caps lock key.

    Signals:
        caps_lock_noticed: bool, judged from the last letter typed; there is no other way on every system.
    """

    caps_lock_noticed = Signal(bool)

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__(name, spoken)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Compare the letter with the shift key."""
        letter = event.text()
        if len(letter) == 1 and letter.lower() != letter.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_noticed.emit(letter.isupper() != shift)
        super().keyPressEvent(event)
