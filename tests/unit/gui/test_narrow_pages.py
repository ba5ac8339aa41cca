"""Every page fits a small laptop at 150 %: 911 x 512 logical pixels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from profiler.gui.directory.directory_page import DirectoryPage
from profiler.gui.documents.documents_page import DocumentsPage
from profiler.gui.people.people_page import PeoplePage
from profiler.gui.person.new_person_page import NewPersonPage
from profiler.gui.person.person_page import PersonOverview
from profiler.gui.printing import PrinterSink
from profiler.gui.release.release_page import ReleasePage
from profiler.gui.release.side import ASK_BACK, CHOOSE, SIGN
from profiler.gui.route.route_page import RoutePage
from profiler.gui.start.start_screen import StartScreen
from profiler.gui.tasks import ImmediateRunner
from profiler.gui.unlock.unlock_screen import UnlockScreen
from profiler.release.releases import Category
from tests.unit.gui.desk_pages import Pages, pages, shown
from tests.unit.gui.test_doors import closed_vault, gui_parts

WIDTH, HEIGHT = 911, 512
RAIL = 84
LONG = (
    ("family_name", "Gebremariam-Woldemichael"),
    ("given_names", "Maryam Alexandra Konstantina"),
    ("name_original", "ማርያም ገብረማርያም ወልደሚካኤል"),
)


def release_at(step: int) -> Callable[[Pages], QWidget]:
    def made(desk: Pages) -> QWidget:
        page = ReleasePage(desk.at, desk.person("uk", LONG))
        choosing = page._choosing
        assert choosing is not None
        choosing.decide(choosing.chosen[0].recipient.recipient_id, Category.SPRACHE, True)
        page._go(step)
        return page

    return made


def signed(desk: Pages) -> QWidget:
    record_id = desk.person("uk", LONG)
    desk.signed_release(record_id, *Category)
    return ReleasePage(desk.at, record_id)


def released(make: Callable[..., QWidget]) -> Callable[[Pages], QWidget]:
    def made(desk: Pages) -> QWidget:
        record_id = desk.person("uk", LONG)
        desk.signed_release(record_id, Category.SPRACHE)
        return make(desk.at, record_id)

    return made


def door(desk: Pages) -> QWidget:
    parts, _ = closed_vault(Path("vault"))
    printer = PrinterSink(lambda: None)
    return UnlockScreen(gui_parts(Path("vault"), parts), Path("vault"), ImmediateRunner(), printer)


def start(desk: Pages) -> QWidget:
    return StartScreen(gui_parts(Path("vault")), ImmediateRunner(), PrinterSink(lambda: None))


MAKERS: dict[str, tuple[Callable[[Pages], QWidget], int]] = {
    "start": (start, WIDTH),
    "door": (door, WIDTH),
    "people": (lambda desk: PeoplePage(desk.at), WIDTH - RAIL),
    "offices": (lambda desk: DirectoryPage(desk.at), WIDTH - RAIL),
    "new": (lambda desk: NewPersonPage(desk.at), WIDTH),
    "person": (released(PersonOverview), WIDTH),
    "route": (released(RoutePage), WIDTH),
    "documents": (released(DocumentsPage), WIDTH),
    "release-choose": (release_at(CHOOSE), WIDTH),
    "release-ask-back": (release_at(ASK_BACK), WIDTH),
    "release-sign": (release_at(SIGN), WIDTH),
    "release-signed": (signed, WIDTH),
}


@pytest.mark.parametrize("name", list(MAKERS))
def test_a_page_can_be_made_narrow_and_wide_again(qtbot: QtBot, name: str) -> None:
    make, width = MAKERS[name]
    page = make(pages())
    shown(qtbot, page)
    assert page.width() == 1366
    page.resize(width, HEIGHT)
    qtbot.waitUntil(lambda: page.width() == width)
    assert page.height() == HEIGHT, "its parts need more height than there is"
    page.resize(1366, 768)
    qtbot.waitUntil(lambda: page.width() == 1366)
