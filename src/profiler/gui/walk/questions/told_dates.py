"""Date questions that understand other calendars and show the client's own beside a whole day."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from profiler.forms.answer import Answer, Precision
from profiler.forms.changes import ProblemCode
from profiler.gui.icons.names import Icon
from profiler.gui.tokens import Ink, Size
from profiler.gui.walk.questions.base import Around, Asked
from profiler.gui.walk.questions.calendars import CalendarPanel, named
from profiler.gui.walk.questions.fields import DateView
from profiler.gui.walk.values import has
from profiler.gui.widgets.buttons import QuietButton
from profiler.gui.widgets.dates import DateEntry
from profiler.gui.widgets.flow import FlowLayout
from profiler.gui.widgets.frames import Page
from profiler.gui.widgets.texts import Text
from profiler.languages.calendars import CalendarError, calendar_of, in_calendar
from profiler.languages.formats import format_month

_ABOUT: Final = "ungefähr, bis zu einem Jahr früher oder später"
_ABOUT_MONTH: Final = "ungefähr {month}, sicher ist nur das Jahr"


class ToldDateView(DateView):
    """The date boxes with a quiet button for other calendars and for dates that are only estimated."""

    def __init__(self, asked: Asked, around: Around, parent: QWidget | None = None) -> None:
        self._panel: CalendarPanel | None = None
        super().__init__(asked, around, parent)
        self._by_month = has(asked.question, "month-year")
        self._about = Text("", size=Size.SECOND, ink=Ink.SECOND)
        self._about.setObjectName(f"{asked.name}.about")
        self._about.hide()
        self._below(self.tools, self._about)
        self._client_date: Text | None = None
        if self.client is not None:
            self._client_date = Text("", around.speech.language, size=Size.SECOND, ink=Ink.SECOND)
            self._client_date.setObjectName(f"{asked.name}.client_date")
            self._client_date.hide()
            self._below(self.client, self._client_date)
        shortcut = QShortcut(QKeySequence("Alt+K"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_calendar)

    def _make_field(self, spoken: str) -> QWidget:
        boxes = super()._make_field(spoken)
        both = QWidget()
        both.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        line = FlowLayout(both, spacing=0)
        line.addWidget(boxes)
        self._other = QuietButton("", f"{self.asked.name}.other_calendar", icon=Icon.CALENDAR)
        spoken_name = self.around.speech.pair("walk", "Anderer Kalender").spoken
        self._other.setAccessibleName(spoken_name)
        self._other.setToolTip(f"{spoken_name} (Alt+K)")
        # Like the other tools: Tab goes from answer to answer.
        self._other.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._other.clicked.connect(lambda: self._on_calendar())
        line.addWidget(self._other)
        both.setFocusProxy(boxes)
        return both

    def _leaves_room(self) -> bool:
        # All the room, so that the button stands beside the boxes if it can.
        return False

    def _below(self, sibling: QWidget, widget: QWidget) -> None:
        """Put a widget at the end of the column in which another one stands."""
        cell = sibling.parentWidget()
        column = cell.layout() if cell is not None else None
        if isinstance(column, QVBoxLayout):
            column.addWidget(widget)

    # -- the panel -------------------------------------------------------------------------------------------

    def _on_calendar(self) -> None:
        if not self._other.isEnabled():
            return
        if self._panel is not None:
            self._close()
            return
        self.flush()
        panel = CalendarPanel(self.asked.name, self.around.speech, by_month=self._by_month)
        panel.taken.connect(self._on_taken)
        panel.closed.connect(self._close)
        panel.edited.connect(self._show_client_date)
        self._panel = panel
        self._below(self.tools, panel)
        panel.show()
        panel.take_focus()
        self._reveal(panel)

    def _close(self) -> None:
        if self._panel is not None:
            panel, self._panel = self._panel, None
            self.take_focus()
            panel.hide()
            panel.deleteLater()
            self._show_client_date()
            self._reveal(self)

    def _reveal(self, widget: QWidget) -> None:
        page = _page_around(self)
        if page is not None:
            # Once the page has made room for it.
            QTimer.singleShot(0, widget, lambda: page.reveal(widget))

    def _on_taken(self, entry: DateEntry, first: str) -> None:
        self._dirty = False
        self._fault = None
        self._pause.end()
        self._give(entry.iso, entry.precision)
        problem = self.around.editing.session.state(self.address).problem
        if problem is not None and problem.code is ProblemCode.CONSTRAINT and first < entry.iso:
            # Of a year that is not over yet, the middle or the New Year inside may still be to come.
            self._give(first, entry.precision)
        self._close()
        self.refresh()

    def _give(self, iso: str, precision: Precision) -> None:
        self.around.editing.give(self.address, Answer(iso, source=self._source(), precision=precision))

    # -- showing ---------------------------------------------------------------------------------------------

    def _show_value(self, answer: Answer, *, readonly: bool) -> None:
        super()._show_value(answer, readonly=readonly)
        self._other.setEnabled(not readonly)
        about = _about(answer)
        self._about.show_text(about)
        self._about.setVisible(bool(about))
        self._show_client_date()

    def _show_client_date(self) -> None:
        """In the client's half: what is being told, or a whole day in the calendar many speakers count in."""
        if self._client_date is None:
            return
        text = self._own_date() if self._panel is None else self._panel.client_text()
        self._client_date.show_text(text)
        self._client_date.setVisible(bool(text))

    def _own_date(self) -> str:
        answer = self.answer()
        calendar = calendar_of(self.around.speech.language)
        exact = answer.precision is Precision.TAG and not answer.is_empty and not self._by_month
        if calendar is None or not exact:
            return ""
        try:
            return named(in_calendar(date.fromisoformat(answer.value), calendar), self.around.speech)
        except (CalendarError, ValueError):
            return ""


def _about(answer: Answer) -> str:
    """What the boxes do not say: an estimate, or the month about which a date of that year was told."""
    if answer.declined or not answer.value:
        return ""
    if answer.precision is Precision.GESCHAETZT:
        return _ABOUT
    if answer.precision is Precision.JAHR and not answer.value.endswith("-01-01"):
        return _ABOUT_MONTH.format(month=format_month(date.fromisoformat(answer.value)))
    return ""


def _page_around(widget: QWidget) -> Page | None:
    """The scrolling page on which a widget stands."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, Page):
        around = around.parentWidget()
    return around
