"""Finds one or several entries of a long list by any of their names."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLayout, QListView, QSizePolicy, QVBoxLayout, QWidget

from profiler.gui import bidi
from profiler.gui.icons.names import Icon
from profiler.gui.widgets.buttons import ChosenChip
from profiler.gui.widgets.fields import TextField
from profiler.gui.widgets.flow import FlowLayout

_KEYS: Final = Qt.ItemDataRole.UserRole
_CODE: Final = Qt.ItemDataRole.UserRole + 1
# What the list shows and what is edited are one to the model; the name for the field is kept apart.
_NAME: Final = Qt.ItemDataRole.UserRole + 2
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    Attributes:
        code: what is stored.
        german: what stands in the field once it is chosen.
        client: its name in the client's language, shown beside it in the list.
        further: other names it is found by.
        language: Babel code of `client`.
        detail: what tells it from others, such as official codes; shown last in the list.
    """

    code: str
    german: str
    client: str = ""
    further: tuple[str, ...] = ()
    language: str = "de"
    detail: str = ""


def fold(text: str) -> str:
    """Small letters without accents, so that "Türkei" is found by "turkei"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


class _Completer(QCompleter):
    """Searches all names at once and puts the German one into the field."""

    def splitPath(self, path: str) -> list[str]:
        """What was typed, folded like the names."""
        return [fold(bidi.plain(path).strip())]

    def pathFromIndex(self, index: _Index) -> str:
        """The German name."""
        return str(index.data(_NAME))


def entry_item(entry: Entry) -> QStandardItem:
    """An entry as a line of the list: both names, and what is looked for."""
    shown = entry.german
    if entry.client and entry.client != entry.german:
        shown = f"{entry.german}  ·  {bidi.isolate(entry.client, entry.language)}"
    if entry.detail:
        shown = f"{shown}  ·  {entry.detail}"
    item = QStandardItem(shown)
    item.setData(entry.german, _NAME)
    item.setData("\n".join(fold(name) for name in (entry.german, entry.client, *entry.further)), _KEYS)
    item.setData(entry.code, _CODE)
    return item


def _model(entries: Sequence[Entry], parent: QWidget) -> QAbstractItemModel:
    model = QStandardItemModel(parent)
    for entry in entries:
        model.appendRow(entry_item(entry))
    return model


def plain_completer(parent: QWidget) -> QCompleter:
    """Puts the German name of what was chosen into the field."""
    return _Completer(parent)


def result_list(name: str) -> QListView:
    """The list below a search field."""
    popup = QListView()
    popup.setObjectName(f"{name}.list")
    popup.setProperty("popup", True)
    popup.setUniformItemSizes(True)
    return popup


def _is_open(completer: QCompleter) -> bool:
    popup = completer.popup()
    return popup is not None and popup.isVisible()


class _Search(TextField):
    """The field; opens the whole list on the down key.

    Signals:
        entered: the keyboard came to the field.
    """

    entered = Signal()

    def __init__(self, name: str, spoken: str, placeholder: str, parent: QWidget) -> None:
        super().__init__(name, spoken, placeholder=placeholder, parent=parent)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell whoever reads the list."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down without a list shows the list."""
        completer = self.completer()
        if event.key() == Qt.Key.Key_Down and completer is not None and not _is_open(completer):
            completer.setCompletionPrefix("" if completer.property("chosen") else self.text())
            completer.complete()
            return
        super().keyPressEvent(event)


class SearchCombo(QWidget):
    """A search field for countries, languages and the like; chosen ones become chips where several may be.

    Signals:
        answered: the chosen code, or codes joined by one blank; "" when emptied.
        left: the keyboard left the field.
    """

    answered = Signal(str)
    left = Signal()

    def __init__(
        self,
        name: str,
        entries: Callable[[], Sequence[Entry]],
        spoken: str = "",
        *,
        multiple: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`entries` is called once, when the list is first needed."""
        super().__init__(parent)
        self.setObjectName(name)
        self._name, self._entries, self._multiple = name, entries, multiple
        self._by_code: dict[str, Entry] = {}
        self._codes: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        placeholder = "Suchen und hinzufügen" if multiple else "Suchen"
        self.field = _Search(f"{name}.search", spoken, placeholder, self)
        layout.addWidget(self.field)
        self._chips = QWidget(self)
        self._chip_layout = FlowLayout(self._chips)
        self._chips.hide()
        layout.addWidget(self._chips)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self._on_edited)
        self.field.left.connect(self._on_left)

    def _load(self) -> None:
        if self._by_code:
            return
        entries = list(self._entries())
        self._by_code = {entry.code: entry for entry in entries}
        completer = _Completer(self)
        completer.setModel(_model(entries, self))
        completer.setCompletionRole(_KEYS)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)
        completer.setMaxVisibleItems(10)
        completer.setPopup(result_list(self._name))
        # The stubs do not know that an overloaded signal can be indexed.
        completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self.field.setCompleter(completer)

    def _is_loaded(self) -> bool:
        return bool(self._by_code)

    def _entry(self, code: str) -> Entry | None:
        self._load()
        return self._by_code.get(code)

    def _candidates(self, typed: str) -> Iterable[Entry]:
        """Entries among which is the one whose name was typed as a whole, if there is one."""
        return self._by_code.values()

    def _on_edited(self, text: str) -> None:
        if not self._is_loaded():
            self._load()
            # The completer listens to the next letter only; show it the first one, too.
            completer = self.field.completer()
            completer.setCompletionPrefix(text)
            completer.complete()
        if not text and not self._multiple and self._codes:
            self._codes = []
            self.answered.emit("")

    def _on_activated(self, index: QModelIndex) -> None:
        self._choose(str(index.data(_CODE)))
        if self._multiple:
            # The completer writes the name into the field after this; an empty field is ready for the next.
            QTimer.singleShot(0, self.field, self.field.clear)

    def _choose(self, code: str) -> None:
        if self._multiple:
            if code not in self._codes:
                self._codes.append(code)
        else:
            self._codes = [code]
        self._show_codes()
        self.answered.emit(self.value())

    def _on_left(self) -> None:
        """What was typed and fits one entry counts; anything else gives way to what was chosen before."""
        completer = self.field.completer()
        if completer is not None and _is_open(completer):
            return
        typed = fold(self.field.text().strip())
        shown = "" if self._multiple or not self._codes else fold(self.name_of(self._codes[0]))
        if typed and typed != shown:
            exact = [
                entry.code
                for entry in self._candidates(typed)
                if typed in (fold(name) for name in (entry.german, entry.client, *entry.further) if name)
            ]
            if len(exact) == 1:
                self._choose(exact[0])
        self._show_codes()
        self.left.emit()

    def value(self) -> str:
        """Chosen codes, joined by one blank."""
        return " ".join(self._codes)

    def show_answer(self, value: str) -> None:
        """Show an answer without telling anybody."""
        codes = value.split()
        if codes:
            self._load()
        if codes != self._codes or not codes:
            self._codes = codes
            if not self.field.hasFocus() or not self._multiple:
                self._show_codes()
            else:
                self._show_chips()

    def name_of(self, code: str) -> str:
        """German name of a code; the code itself if the list does not have it."""
        entry = self._entry(code)
        return entry.german if entry is not None else code

    def _show_codes(self) -> None:
        if self._multiple:
            self.field.clear()
            self._show_chips()
            return
        self.field.setText(self.name_of(self._codes[0]) if self._codes else "")
        self.field.setCursorPosition(0)

    def _show_chips(self) -> None:
        while (item := self._chip_layout.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        for code in self._codes:
            chip = ChosenChip(self.name_of(code), f"{self._name}.chip.{code}", trailing=Icon.CROSS)
            chip.setAccessibleName(f"{self.name_of(code)} entfernen")
            chip.setToolTip("entfernen")
            chip.clicked.connect(lambda _checked=False, code=code: self._remove(code))
            self._chip_layout.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(self._codes))
        self.updateGeometry()

    def _remove(self, code: str) -> None:
        self._codes = [kept for kept in self._codes if kept != code]
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_chips()
        self.answered.emit(self.value())

    def show_wrong(self, wrong: bool) -> None:
        """Mark the field as wrong or right."""
        self.field.show_wrong(wrong)

    def sizeHint(self) -> QSize:
        """As wide as an input."""
        return QSize(260, super().sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The field takes the keyboard."""
        self.field.setFocus(event.reason())
