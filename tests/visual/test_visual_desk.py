"""How the pages of the desk look: door, list, overview, release, route, papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from profiler.casework import plan_route
from profiler.gui.documents.documents_page import DocumentsPage
from profiler.gui.people.people_page import PeoplePage
from profiler.gui.person.person_page import PersonOverview
from profiler.gui.printing import PrinterSink
from profiler.gui.release.release_page import ReleasePage
from profiler.gui.release.side import CHOOSE
from profiler.gui.route.route_page import RoutePage
from profiler.gui.shell.desk_page import AtDesk
from profiler.gui.tasks import ImmediateRunner
from profiler.gui.tokens import Scheme
from profiler.gui.unlock.unlock_screen import UnlockScreen
from profiler.ports.paper import PageImage
from profiler.release.releases import Category
from tests.unit.gui.desk_pages import Pages, click, pages
from tests.unit.gui.test_doors import closed_vault, gui_parts
from tests.visual.comparing import picture_of, same_as_kept

YUSUF = (("family_name", "Al-Khatib"), ("given_names", "Yusuf"), ("name_original", "يوسف الخطيب"))
OLENA = (("family_name", "Kowalenko"), ("given_names", "Olena"), ("name_original", "Олена Коваленко"))
SELAM = (("family_name", "Tesfay"), ("given_names", "Selam"), ("name_original", "ሰላም ተስፋይ"))


class BlankPaper:
    """One white page of A4 for every paper."""

    def pages(self, pdf: bytes, *, dots_per_inch: int) -> tuple[PageImage, ...]:
        width, height = round(8.27 * dots_per_inch), round(11.69 * dots_per_inch)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know the format only as bytes
        return (PageImage(bytes(buffer.data().data()), width, height),)


def shown(qtbot: QtBot, widget: QWidget, size: tuple[int, int]) -> None:
    """Shown, laid out, without a blinking cursor."""
    qtbot.addWidget(widget)
    widget.resize(*size)
    with qtbot.waitExposed(widget):
        widget.show()
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()


def people_page(desk: Pages) -> QWidget:
    chosen = desk.person("ar", YUSUF)
    desk.signed_release(desk.person("uk", OLENA), Category.SPRACHE)
    desk.person("ti", SELAM)
    return PeoplePage(desk.at, chosen)


def overview_page(desk: Pages) -> QWidget:
    record_id = desk.person("ar", YUSUF)
    desk.signed_release(record_id, Category.KONTAKT, Category.SPRACHE, Category.BERUF)
    return PersonOverview(desk.at, record_id)


def release_page(language: str, told: tuple[tuple[str, str], ...]) -> Callable[[Pages], QWidget]:
    def made(desk: Pages) -> QWidget:
        page = ReleasePage(desk.at, desk.person(language, told))
        page._go(CHOOSE)
        for topic in ("kontakt", "sprache", "schule"):
            click(page, f"release.topic.{topic}.yes")
        return page

    return made


def route_page(desk: Pages) -> QWidget:
    record_id = desk.person("uk", OLENA)
    plan = plan_route.plan_route(desk.desk.desk, record_id)
    plan_route.remove_station(desk.desk.desk, record_id, plan.stations[-1], "war schon dort")
    return RoutePage(desk.at, record_id)


def documents_page(desk: Pages) -> QWidget:
    record_id: UUID = desk.person("ar", YUSUF)
    desk.signed_release(record_id, Category.KONTAKT, Category.SPRACHE, Category.BERUF)
    drawn = replace(desk.at.desk, pages=BlankPaper())
    at: AtDesk = replace(desk.at, desk=drawn)
    return DocumentsPage(at, record_id)


WIDE, NARROW = (1366, 768), (911, 512)
LOOKS: dict[str, tuple[Callable[[Pages], QWidget], Scheme, tuple[int, int], float]] = {
    "desk-people": (people_page, Scheme.LIGHT, WIDE, 1.0),
    "desk-person": (overview_page, Scheme.LIGHT, WIDE, 1.0),
    "desk-person-150": (overview_page, Scheme.LIGHT, NARROW, 1.5),
    "desk-release-arabic": (release_page("ar", YUSUF), Scheme.LIGHT, WIDE, 1.0),
    "desk-release-tigrinya-dark": (release_page("ti", SELAM), Scheme.DARK, WIDE, 1.0),
    "desk-route-ukrainian": (route_page, Scheme.LIGHT, WIDE, 1.0),
    "desk-documents": (documents_page, Scheme.LIGHT, WIDE, 1.0),
}


@pytest.mark.parametrize(
    ("dressed", "name"),
    [(look[1], name) for name, look in LOOKS.items()],
    indirect=["dressed"],
    ids=list(LOOKS),
)
def test_the_desk_looks_as_it_should(qtbot: QtBot, tmp_path: Path, dressed: Scheme, name: str) -> None:
    make, _, size, ratio = LOOKS[name]
    page = make(pages())
    shown(qtbot, page, size)
    same_as_kept(picture_of(page, ratio), name, tmp_path)


def test_the_door_looks_as_it_should(qtbot: QtBot, tmp_path: Path, dressed: Scheme) -> None:
    parts, _ = closed_vault(Path("vault"))
    screen = UnlockScreen(
        gui_parts(Path("vault"), parts), Path("vault"), ImmediateRunner(), PrinterSink(lambda: None)
    )
    shown(qtbot, screen, WIDE)
    same_as_kept(picture_of(screen), "desk-door", tmp_path)
