"""An open desk on fakes for tests of its pages; work is done at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from profiler.casework import sign_release
from profiler.gui.bidi import plain
from profiler.gui.printing import PrinterSink
from profiler.gui.shell.desk_page import AtDesk
from profiler.gui.tasks import ImmediateRunner, Runners
from profiler.ports.paper import OutputSink
from profiler.release.releases import Category, Grant, Release
from tests.fakes.desks import DeskOnFakes, open_desk, told_person
from tests.fakes.notices import RecordedNotices
from tests.fakes.paper import ListSink


@dataclass
class Pages:
    """What pages are given, and what they did with it."""

    desk: DeskOnFakes
    at: AtDesk
    notices: RecordedNotices
    files: ListSink

    def person(self, language: str = "ar", more: Sequence[tuple[str, str]] = ()) -> UUID:
        """Somebody who told enough for every paper."""
        return told_person(self.desk.desk, language, more).record_id

    def signed_release(self, record_id: UUID, *categories: Category, kind: str = "jobcenter") -> Release:
        """A release that holds: what the office of this kind may know."""
        choices = sign_release.possible_recipients(self.desk.desk)
        choice = next(choice for choice in choices if choice.recipient.kind == kind)
        grant = Grant(choice.recipient, frozenset(categories), choice.purpose)
        release = sign_release.draft(self.desk.desk, record_id, (grant,), language="ar")
        return sign_release.signed_paper_seen(self.desk.desk, release, place="Musterstadt")


def pages() -> Pages:
    """A practice desk whose printer is unplugged and whose files are kept in a list."""
    desk, notices, files = open_desk(), RecordedNotices(), ListSink()
    runner = ImmediateRunner()

    def sink(folder: Path) -> OutputSink:
        return files

    at = AtDesk(desk.desk, Runners(runner, runner), notices, PrinterSink(lambda: None), sink, "ar")
    return Pages(desk, at, notices, files)


def shown(qtbot: QtBot, page: QWidget) -> None:
    """Show a page; pytest-qt deletes it at the end."""
    qtbot.addWidget(page)
    page.resize(1366, 768)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()


def part(page: QWidget, name: str) -> QWidget:
    """The one visible widget of this name."""
    QApplication.processEvents()
    found = [widget for widget in page.findChildren(QWidget, name) if widget.isVisibleTo(page)]
    assert len(found) == 1, f"{name}: {len(found)} shown"
    return found[0]


def has(page: QWidget, name: str) -> bool:
    """Whether a widget of this name is visible; widgets that were just made appear with the next event."""
    QApplication.processEvents()
    return any(widget.isVisibleTo(page) for widget in page.findChildren(QWidget, name))


def click(page: QWidget, name: str) -> None:
    """Press a button."""
    button = part(page, name)
    assert isinstance(button, QAbstractButton)
    assert button.isEnabled(), f"{name} cannot be pressed"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def write(page: QWidget, name: str, text: str) -> None:
    """Replace the text of a field."""
    field = part(page, name)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


def texts(page: QWidget) -> str:
    """Everything that can be read, one text a line."""
    QApplication.processEvents()
    labels = [label for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    return "\n".join(plain(label.text()) for label in labels)
