"""What of the county's forms cannot be used is said once the desk is open, and stops nobody."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from profiler.errors import ErrorCode, WorldError
from profiler.gui.desk_screen import DeskScreen
from tests.unit.gui.desk_pages import Pages, click, has, pages, shown, texts

SEMICOLONS = WorldError(
    ErrorCode.FORM_INVALID, file="county/survey.csv", line="1", question="", reason="semicolons"
)


def screen(on: Pages, *troubles: WorldError) -> DeskScreen:
    desk = replace(on.desk.desk, content=replace(on.desk.desk.content, troubles=troubles))
    made = DeskScreen(desk, on.at.runners, on.at.printer, on.at.make_file_sink, "ar")
    made.show_people()
    made.tell_troubles()
    return made


def test_a_county_form_that_is_not_used_is_told_until_somebody_has_read_it(qtbot: QtBot) -> None:
    desk = screen(pages(), SEMICOLONS)
    shown(qtbot, desk)
    assert "Ein Formular des Landkreises wird nicht benutzt" in texts(desk)
    assert "county/survey.csv, Zeile 1: Die Spalten sind mit Semikolon getrennt." in texts(desk)
    click(desk, "banner.seen")
    assert not has(desk, "banner")


def test_a_desk_without_troubles_says_nothing(qtbot: QtBot) -> None:
    desk = screen(pages())
    shown(qtbot, desk)
    assert not has(desk, "banner")
