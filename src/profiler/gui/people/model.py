"""The list of people as a Qt model that fetches pages of 200 lines when they come into view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from profiler.records.people import PeoplePage, PeopleQuery, PersonLine

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
PAGE_SIZE = 200

Fetch: TypeAlias = Callable[[PeopleQuery, Callable[[PeoplePage], None]], None]
"""Reads one page off the window's thread and hands it back on it."""
Index: TypeAlias = QModelIndex | QPersistentModelIndex


class PeopleModel(QAbstractListModel):
    """As many rows as the query finds; a line that was not read yet is None and is fetched.

    Signals:
        counted: a query was answered; int, how many people it found.
    """

    counted = Signal(int)

    def __init__(
        self, fetch: Fetch, spoken: Callable[[PersonLine], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._spoken = spoken
        self._query = PeopleQuery(limit=PAGE_SIZE)
        self._asked = 0
        self._total = 0
        self._pages: dict[int, tuple[PersonLine, ...]] = {}
        self._under_way: set[int] = set()

    @property
    def query(self) -> PeopleQuery:
        """What is shown, without the page."""
        return self._query

    def ask(self, query: PeopleQuery) -> None:
        """Show what this query finds; an answer to an older query is dropped."""
        self._query = replace(query, offset=0, limit=PAGE_SIZE)
        self._asked += 1
        self._under_way = {0}
        asked = self._asked
        self._fetch(self._query, lambda page: self._begin_anew(asked, page))

    def line(self, row: int) -> PersonLine | None:
        """The line of a row; None asks for its page."""
        if not 0 <= row < self._total:
            return None
        number, place = divmod(row, PAGE_SIZE)
        page = self._pages.get(number)
        if page is None:
            self._ask_page(number)
            return None
        return page[place] if place < len(page) else None

    def row_of(self, record_id: UUID) -> int | None:
        """The row of a record among the lines read so far."""
        for number, page in self._pages.items():
            for place, line in enumerate(page):
                if line.record_id == record_id:
                    return number * PAGE_SIZE + place
        return None

    def rowCount(self, parent: Index | None = None) -> int:
        """How many people the query found."""
        return 0 if parent is not None and parent.isValid() else self._total

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line itself, or its sentence for screen readers."""
        if not index.isValid():
            return None
        line = self.line(index.row())
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "" if line is None else self._spoken(line)
        return None

    def _begin_anew(self, asked: int, page: PeoplePage) -> None:
        if asked != self._asked:
            return
        self.beginResetModel()
        self._total = page.total
        self._pages = {0: page.lines}
        self._under_way.clear()
        self.endResetModel()
        self.counted.emit(page.total)

    def _ask_page(self, number: int) -> None:
        if number in self._under_way:
            return
        self._under_way.add(number)
        asked = self._asked
        query = replace(self._query, offset=number * PAGE_SIZE)
        self._fetch(query, lambda page: self._keep_page(asked, number, page))

    def _keep_page(self, asked: int, number: int, page: PeoplePage) -> None:
        if asked != self._asked:
            return
        self._under_way.discard(number)
        self._pages[number] = page.lines
        first = number * PAGE_SIZE
        last = min(first + PAGE_SIZE, self._total) - 1
        self.dataChanged.emit(self.index(first), self.index(last))
