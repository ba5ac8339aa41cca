"""The papers: what is locked and why, what stands on a sheet, and what is called handed over."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from profiler.casework import hand_over, sign_release
from profiler.casework.hand_over import Paper
from profiler.errors import ErrorCode, OurFault, WorldError
from profiler.gui.documents.documents_page import DocumentsPage
from profiler.gui.documents.papers import load
from profiler.gui.documents.preview import Preview
from profiler.gui.documents.save_dialog import SaveDialog
from profiler.gui.shell.disclosure_log import what_left
from profiler.gui.shell.failures import explained
from profiler.ports.paper import PageImage
from profiler.release.releases import Category, WithdrawalScope
from tests.unit.gui.desk_pages import Pages, click, has, pages, part, shown, texts, write


@pytest.fixture
def desk() -> Pages:
    return pages()


def sheet_name(desk: Pages, record_id: UUID, kind: str = "jobcenter") -> str:
    found = load(desk.desk.desk, record_id).lines
    line = next(line for line in found if line.request.recipient and line.request.recipient.kind == kind)
    return f"documents.{line.key}"


def test_without_a_release_sheets_are_locked_and_say_why(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    page = DocumentsPage(desk.at, record_id)
    shown(qtbot, page)
    click(page, sheet_name(desk, record_id))
    assert "Es gibt noch keine Freigabe." in texts(page)
    assert not part(page, "print.print").isEnabled()
    assert not part(page, "print.save").isEnabled()
    click(page, "documents.release_form")
    assert "Bitte gehen Sie zuerst zur Freigabe." in texts(page)


def test_a_released_sheet_says_what_stands_on_it_and_what_stays(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    desk.signed_release(record_id, Category.KONTAKT, Category.SPRACHE)
    page = DocumentsPage(desk.at, record_id)
    shown(qtbot, page)
    click(page, sheet_name(desk, record_id))
    said = texts(page).splitlines()
    assert "Freigabe unterschrieben am 21.11.2026, gültig bis 20.11.2027" in said
    assert said.index("Steht darauf") < said.index("Name und Kontakt") < said.index("Bleibt hier")
    assert said[said.index("Schule") + 1] == "nicht freigegeben"
    assert said[said.index("Kinder") + 1] == "gehört nicht auf dieses Blatt"
    assert said[said.index("Gesundheit") + 1] == "nie auf diesem Blatt"
    assert has(page, "print.page1")


def test_after_a_withdrawal_the_sheet_is_locked(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    release = desk.signed_release(record_id, Category.SPRACHE)
    sign_release.take_back(desk.desk.desk, release, WithdrawalScope.ALLES)
    page = DocumentsPage(desk.at, record_id)
    shown(qtbot, page)
    click(page, sheet_name(desk, record_id))
    assert "Die Person hat die Freigabe widerrufen." in texts(page)


def test_a_paper_is_saved_through_the_one_way_out(desk: Pages, qtbot: QtBot, tmp_path: Path) -> None:
    record_id = desk.person()
    page = DocumentsPage(desk.at, record_id, Paper.ROUTE_SLIP)
    shown(qtbot, page)
    click(page, "print.save")
    dialog = page.findChild(QDialog, "dlg.save")
    assert isinstance(dialog, SaveDialog)
    assert "nicht verschlüsselt" in texts(dialog)
    write(dialog, "dlg.save.folder", "papiere")
    click(dialog, "dlg.save.ok")
    assert "Bitte den ganzen Weg angeben" in texts(dialog)
    write(dialog, "dlg.save.folder", str(tmp_path / "papiere"))
    click(dialog, "dlg.save.ok")
    assert [handout.file_name for handout in desk.files.handouts] == ["laufzettel-am-2026-0001.pdf"]
    assert desk.notices.toasts[-1].text == "Gesichert: laufzettel-am-2026-0001.pdf"
    assert "übergeben am 21.11.2026" in part(page, "documents.route_slip").accessibleName()
    assert len(hand_over.who_got_what(desk.desk.desk, record_id)) == 1


def test_a_printer_that_fails_is_told_and_nothing_is_called_handed_over(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    page = DocumentsPage(desk.at, record_id, Paper.OWN_COPY)
    shown(qtbot, page)
    click(page, "print.print")
    banner = desk.notices.shown_banner
    assert banner is not None
    assert banner.text.startswith("Der Drucker hat nicht gedruckt.")
    assert banner.action is not None
    assert "übergeben" not in part(page, "documents.own_copy").accessibleName()
    log = hand_over.who_got_what(desk.desk.desk, record_id)
    assert [logged.entry.outcome for logged in log] == ["handed_over", "failed"]
    assert what_left(log) == ()
    banner.action.run()
    assert page.findChild(QDialog, "dlg.save") is not None


class BrokenPages:
    """Raises instead of drawing."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def pages(self, pdf: bytes, *, dots_per_inch: int) -> tuple[PageImage, ...]:
        raise self._error


def test_a_preview_that_cannot_be_drawn_says_so(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    broken = BrokenPages(WorldError(ErrorCode.GLYPH_MISSING, codepoint="U+1F600"))
    object.__setattr__(desk.at.desk, "pages", broken)
    page = DocumentsPage(desk.at, record_id, Paper.OWN_COPY)
    shown(qtbot, page)
    assert "Ein Zeichen (U+1F600) kann nicht gedruckt werden" in texts(page)


def test_our_own_fault_is_not_dressed_up_as_the_world_s() -> None:
    with pytest.raises(OurFault):
        explained(OurFault("broken promise"))


def test_pages_can_be_drawn_larger_and_smaller(desk: Pages, qtbot: QtBot) -> None:
    page = DocumentsPage(desk.at, desk.person(), Paper.OWN_COPY)
    shown(qtbot, page)
    before = part(page, "print.page1").width()
    click(page, "print.larger")
    assert part(page, "print.page1").width() > before
    for _ in range(5):
        click(page, "print.smaller")
    assert part(page, "print.page1").width() < before


def test_all_pages_lie_below_each_other_at_their_full_height(qtbot: QtBot) -> None:
    preview = Preview()
    shown(qtbot, preview)
    preview.resize(700, 400)
    preview.show_pages([PageImage(b"", 496, 702)] * 3)
    sheets = [part(preview, f"print.page{number}") for number in (1, 2, 3)]
    assert all(sheet.height() > 702 for sheet in sheets)
    assert all(later.y() >= earlier.y() + 702 for earlier, later in pairwise(sheets))
