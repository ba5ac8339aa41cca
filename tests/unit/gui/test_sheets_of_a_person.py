"""All sheets beside the release on the page of a person."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog
from pytestqt.qtbot import QtBot

from profiler.casework import extra_consents
from profiler.casework.extra_consents import SignedSheet
from profiler.gui.person.person_page import PersonOverview
from profiler.release.extra_consents import ConsentKind
from tests.unit.gui.desk_pages import Pages, click, pages


@pytest.fixture
def desk() -> Pages:
    return pages()


def press(dialog: QDialog, name: str) -> None:
    button = next(each for each in dialog.findChildren(QAbstractButton, name) if each.isVisible())
    button.click()


def opened(page: PersonOverview, name: str) -> QDialog:
    return next(each for each in page.findChildren(QDialog, name) if each.isVisible())


def test_every_sheet_can_be_signed_and_taken_back_from_the_persons_page(desk: Pages, qtbot: QtBot) -> None:
    person = desk.person()
    page = PersonOverview(desk.at, person)
    qtbot.addWidget(page)
    page.show()
    click(page, "person.sheets")
    dialog = opened(page, "dlg.sheets")
    for kind in ConsentKind:
        assert dialog.findChild(QAbstractButton, f"sheet.{kind}.give") is not None
    press(dialog, "sheet.c_p.give")
    consent = opened(page, "dlg.consent")
    press(consent, "dlg.consent.seen.opt.seen")
    press(consent, "dlg.consent.ok")
    assert extra_consents.in_force_now(desk.desk.desk, person) == {ConsentKind.POOL}
    press(dialog, "sheet.c_p.withdraw")
    press(opened(page, "dlg.withdraw"), "dlg.withdraw.only")
    assert extra_consents.in_force_now(desk.desk.desk, person) == frozenset()
    press(dialog, "dlg.sheets.close")
    assert not dialog.isVisible()


def test_what_was_signed_before_is_shown_and_f12_hides_it(desk: Pages, qtbot: QtBot) -> None:
    person = desk.person()
    extra_consents.give(desk.desk.desk, person, ConsentKind.HEALTH, SignedSheet())
    page = PersonOverview(desk.at, person)
    qtbot.addWidget(page)
    page.show()
    click(page, "person.sheets")
    dialog = opened(page, "dlg.sheets")
    shown = [each.objectName() for each in dialog.findChildren(QAbstractButton) if each.isVisible()]
    assert "sheet.c_h.withdraw" in shown
    assert "sheet.c_h.give" not in shown
    qtbot.keyClick(dialog, Qt.Key.Key_F12)
    assert not dialog.isVisible()
