"""Finds entries of a list too long to be shown whole: every letter asks anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCompleter, QWidget

from profiler.gui import bidi
from profiler.gui.widgets.search_combo import Entry, SearchCombo, entry_item, plain_completer, result_list

_LIST_WIDTH: Final = 560


class Finder(Protocol):
    """Where the entries come from."""

    def prepare(self) -> None:
        """The field was entered: whatever takes a moment is best done now."""
        ...

    def find(self, typed: str) -> Sequence[Entry]:
        """What fits the letters typed so far, best first."""
        ...

    def named(self, code: str) -> Entry | None:
        """The entry of a code, None if there is none."""
        ...


class FindCombo(SearchCombo):
    """A search field like `SearchCombo` whose list holds the best results only."""

    def __init__(
        self,
        name: str,
        finder: Finder,
        spoken: str = "",
        *,
        multiple: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, tuple, spoken, multiple=multiple, parent=parent)
        self._finder = finder
        self._model: QStandardItemModel | None = None
        self.field.entered.connect(lambda: self._load())

    def _load(self) -> None:
        if self._model is not None:
            return
        self._finder.prepare()
        self._model = QStandardItemModel(self)
        completer = plain_completer(self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setModel(self._model)
        completer.setMaxVisibleItems(10)
        popup = result_list(self._name)
        # Two names and codes want more room than the field between two columns has.
        popup.setMinimumWidth(_LIST_WIDTH)
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        completer.setPopup(popup)
        # The stubs do not know that an overloaded signal can be indexed.
        completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self.field.setCompleter(completer)

    def _on_edited(self, text: str) -> None:
        self._load()
        self._show_results(text)
        super()._on_edited(text)

    def _show_results(self, text: str) -> None:
        if self._model is None:
            return
        found = self._finder.find(bidi.plain(text).strip())
        self._model.clear()
        for entry in found:
            self._model.appendRow(entry_item(entry))

    def _is_loaded(self) -> bool:
        return self._model is not None

    def _entry(self, code: str) -> Entry | None:
        return self._finder.named(code)

    def _candidates(self, typed: str) -> Sequence[Entry]:
        return self._finder.find(typed)
