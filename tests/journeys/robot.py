"""Drives the real window as a person does: looks, clicks, types, turns the wheel; waits for what it sees.

Journeys import nothing but this. Widgets are found by their object names, and only if they are on screen.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QModelIndex,
    QPoint,
    QPointF,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QStandardItemModel, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from profiler import app as composition
from profiler.clock import FixedClock
from profiler.exchange.file_sink import FileSink
from profiler.gui.app_window import AppWindow
from profiler.gui.bidi import plain
from profiler.gui.pages import QtPageRenderer
from profiler.gui.parts import GuiParts
from profiler.gui.printing import PrinterSink
from profiler.vault.passwords import new_phrase, strength

LONGEST_WAIT = 60.0
"""Seconds until something that never comes is called missing; nothing waits this long when all is well."""
_NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class Robot:
    """A person at the desk with one laptop; `starts` opens the program, `closes` ends it."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._clock = FixedClock(_NOW)
        self._window: AppWindow | None = None

    # --- the program ------------------------------------------------------------------------------

    def starts(self) -> None:
        """Open the program on this laptop's vault; the printer is unplugged."""
        parts = GuiParts(
            desk=composition.desk_parts(self._clock, practice=True, pages=QtPageRenderer()),
            strength=strength,
            suggest_phrase=new_phrase,
            make_file_sink=FileSink,
            folder=self._home / "vault",
            practice=True,
            clock_was_set=True,
        )
        window = AppWindow(parts, PrinterSink(lambda: None))
        window.show()
        window.activateWindow()
        self._window = window

    def closes(self) -> None:
        """Close the window as the cross at its corner does."""
        window, self._window = self._window, None
        if window is None:
            return
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # --- looking ----------------------------------------------------------------------------------

    def has(self, name: str) -> bool:
        """Whether something of this name is on screen."""
        return self._found(name) is not None

    def waits_for(self, name: str) -> None:
        """Wait until something of this name is on screen."""
        self._wait(lambda: self.has(name), f"„{name}“ to appear")

    def waits_until_gone(self, name: str) -> None:
        """Wait until nothing of this name is on screen."""
        self._wait(lambda: not self.has(name), f"„{name}“ to disappear")

    def sees(self, text: str) -> None:
        """Wait until this text can be read somewhere."""
        self._wait(lambda: any(text in shown for shown in self._texts()), f"the text „{text}“")

    def does_not_see(self, text: str) -> None:
        """Make sure that this text can be read nowhere."""
        assert not any(text in shown for shown in self._texts()), f"„{text}“ is on screen"

    def reads(self, name: str) -> str:
        """The text of a label, a button or a field."""
        widget = self._widget(name)
        if isinstance(widget, QLineEdit):
            return widget.text()
        if isinstance(widget, QLabel | QAbstractButton):
            return plain(widget.text())
        raise AssertionError(f"„{name}“ has no text")

    def names(self, pattern: str) -> list[str]:
        """Names on screen that match a regular expression, in the order of the window."""
        found = [widget.objectName() for top in _tops() for widget in top.findChildren(QWidget)]
        shown = [name for name in dict.fromkeys(found) if name and re.fullmatch(pattern, name)]
        return [name for name in shown if self.has(name)]

    def first(self, pattern: str) -> str:
        """The first name on screen that matches; waits for it."""
        self._wait(lambda: bool(self.names(pattern)), f"something like „{pattern}“")
        return self.names(pattern)[0]

    # --- doing ------------------------------------------------------------------------------------

    def clicks(self, name: str) -> None:
        """Scroll there and press the left button on it."""
        self._wait(lambda: self.has(name) and self._widget(name).isEnabled(), f"„{name}“ to be enabled")
        widget = self._widget(name)
        if QApplication.activePopupWidget() is None and not widget.isActiveWindow():
            # What a window manager does when somebody clicks into a window.
            widget.window().activateWindow()
            self._wait(widget.isActiveWindow, "the window to become active")
        _scroll_to(widget)
        place = widget.rect().center()
        top = widget.window()
        hit = top.childAt(widget.mapTo(top, place)) or top
        assert hit is widget or widget.isAncestorOf(hit), f"„{name}“ is covered by „{hit.objectName()}“"
        QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(top, widget.mapTo(top, place)))
        self._breathe()

    def types(self, text: str) -> None:
        """Press the keys of a text, wherever the keyboard is."""
        for letter in text:
            target = _keyboard()
            if letter.isascii():
                QTest.keyClicks(target, letter)
                continue
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown.value, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(target, event)
        self._breathe()

    def presses(self, keys: str) -> None:
        """Press keys together, named as in Qt: "Ctrl+N", "Return"."""
        QTest.keySequence(_keyboard(), QKeySequence(keys))
        self._breathe()

    def fills(self, name: str, text: str) -> None:
        """Replace what stands in a field."""
        self.clicks(name)
        self.presses("Ctrl+A")
        self.presses("Delete")
        self.types(text)

    def picks(self, name: str, text: str) -> None:
        """Search in a list by typing, and take the first entry found."""
        self.clicks(f"{name}.search")
        self.types(text)
        self.presses("Down")
        self.presses("Return")

    def answers_date(self, question: str, day: str, month: str, year: str) -> None:
        """Fill the three boxes of a date."""
        for part, digits in (("day", day), ("month", month), ("year", year)):
            self.fills(f"q.{question}.{part}", digits)

    def lets_time_pass(self, seconds: int) -> None:
        """Move the clock of the laptop forward."""
        self._clock.advance(timedelta(seconds=seconds))

    # --- longer habits ----------------------------------------------------------------------------

    def sets_up(self) -> str:
        """Go through the first start with a suggested phrase, and return the phrase."""
        self.clicks("start.place.next")
        for field, text in (
            ("organisation", "Anlaufstelle Bildung"),
            ("street", "Markt 1"),
            ("zip", "01234"),
            ("city", "Musterstadt"),
            ("phone", "030 23125-632"),
        ):
            self.fills(f"start.desk.{field}", text)
        self.picks("start.desk.land", "Sachsen")
        self.clicks("start.desk.next")
        self.fills("start.caseworker.name", "Miriam Berger")
        self.clicks("start.caseworker.suggest")
        phrase = self.reads("start.caseworker.password")
        self.fills("start.caseworker.repeat", phrase)
        self.clicks("start.caseworker.make")
        self.waits_for("start.recovery.first")
        return phrase

    def copies_recovery_code(self) -> str:
        """Type the two groups that are asked for, in small letters, and return the whole code."""
        groups = self.names(r"start\.recovery\.group\d+")
        code = " ".join(self.reads(name) for name in groups)
        for which in ("first", "second"):
            number = int(self.reads(f"start.recovery.{which}.label").split()[-1])
            self.fills(f"start.recovery.{which}", code.split()[number - 1].lower())
        self.clicks("start.recovery.done")
        self.waits_for("main.search")
        return code

    def unlocks(self, password: str) -> None:
        """Enter the password at the door."""
        self.fills("unlock.password", password)
        self.presses("Return")

    def chooses_caseworker(self, name: str) -> None:
        """Say who works here today."""
        rows = self.names(r"unlock\.who\.opt\..+")
        self.clicks(next(row for row in rows if self.reads(row) == name))

    def fails_to_unlock(self, password: str) -> None:
        """Enter a wrong password and wait for the answer."""
        self.unlocks(password)
        self._wait(lambda: self.reads("unlock.unlock") != "Wird geöffnet …", "the answer")

    def has_to_wait(self) -> bool:
        """Whether the door takes no password now."""
        return not self._widget("unlock.unlock").isEnabled()

    def waits_until_enabled(self, name: str) -> None:
        """Wait until something can be pressed."""
        self._wait(lambda: self._widget(name).isEnabled(), f"„{name}“ to be enabled")

    def is_saved(self) -> None:
        """Wait until the vault has acknowledged everything on the page."""
        self._wait(lambda: self.reads("walk.saved").startswith("gespeichert"), "„gespeichert“")

    # --- the laptop's folders ---------------------------------------------------------------------

    @property
    def folder(self) -> Path:
        """Where papers are saved."""
        return self._home / "papers"

    def papers(self) -> dict[str, int]:
        """Saved papers: file name -> number of pages."""
        renderer = QtPageRenderer()
        return {
            path.name: len(renderer.pages(path.read_bytes(), dots_per_inch=20))
            for path in sorted(self.folder.glob("*.pdf"))
        }

    def waits_for_papers(self, count: int) -> None:
        """Wait until so many papers were saved."""
        self._wait(lambda: len(self.papers()) == count, f"{count} papers")

    def vault_holds(self, text: str) -> bool:
        """Whether a text can be read in any file of the vault by somebody without the key."""
        files = [path for path in (self._home / "vault").rglob("*") if path.is_file()]
        return any(text.encode() in path.read_bytes() for path in files)

    # --- inside -----------------------------------------------------------------------------------

    def _found(self, name: str) -> QWidget | None:
        for top in _tops():
            for widget in (top, *top.findChildren(QWidget, name)):
                if widget.objectName() == name and widget.isVisible():
                    return widget
        return None

    def _widget(self, name: str) -> QWidget:
        self.waits_for(name)
        found = self._found(name)
        assert found is not None
        return found

    def _texts(self) -> list[str]:
        shown = []
        for top in _tops():
            for widget in top.findChildren(QWidget):
                if not widget.isVisible():
                    continue
                if isinstance(widget, QLabel):
                    shown.append(plain(widget.text()))
                elif isinstance(widget, QLineEdit):
                    shown.append(widget.text())
                elif isinstance(widget, QAbstractItemView):
                    shown += _lines(widget)
                shown.append(widget.accessibleName())
        return shown

    def _wait(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + LONGEST_WAIT
        while not holds():
            if time.monotonic() > end:
                names = [widget.objectName() for top in _tops() for widget in top.findChildren(QWidget)]
                seen = sorted({name for name in names if name and self.has(name)})
                raise AssertionError(f"waited for {what}; on screen: {', '.join(seen)}")
            self._breathe()

    def _breathe(self) -> None:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _tops() -> list[QWidget]:
    """Windows on screen, dialogues in front."""
    modal = QApplication.activeModalWidget()
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    return [modal] if modal is not None else tops


def _lines(view: QAbstractItemView) -> list[str]:
    """What a list shows, as it is said to people who listen."""
    model, root = view.model(), QModelIndex()
    across = model.columnCount(root) if isinstance(model, QAbstractTableModel | QStandardItemModel) else 1
    return [
        str(model.index(row, column).data() or "")
        for row in range(model.rowCount(root))
        for column in range(across)
    ]


def _keyboard() -> QWidget:
    """Where keys go: an open list first, else what has the focus, else the window."""
    target = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None, "nothing has the keyboard"
    return target


def _scroll_to(widget: QWidget) -> None:
    """Turn the wheel over the page until the middle of the widget can be seen."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if not isinstance(area, QScrollArea):
        return
    view = area.viewport()
    for _ in range(400):
        upper = widget.mapTo(view, QPoint(0, 0)).y()
        if upper >= 0 and upper + widget.height() <= view.height():
            return
        before = area.verticalScrollBar().value()
        _turn_wheel(view, 60 if upper < 0 else -60)
        if area.verticalScrollBar().value() == before:
            return


def _turn_wheel(view: QWidget, delta: int) -> None:
    here = QPointF(view.width() / 2, view.height() / 2)
    event = QWheelEvent(
        here,
        view.mapToGlobal(here),
        QPoint(0, 0),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
