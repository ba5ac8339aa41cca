"""Copies of papers and signed sheets on the page of work: chosen, pasted, looked at, deleted, allowed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # has no types

from profiler.casework import attachments, extra_consents
from profiler.casework import intake as intakes
from profiler.casework.desk import UnlockedDesk
from profiler.casework.extra_consents import SignedSheet
from profiler.casework.intake import Intake
from profiler.forms.answer import Address, Answer, Source
from profiler.gui.person import overview
from profiler.gui.tasks import ImmediateRunner, Runner, Runners
from profiler.gui.walk import copy_pictures
from profiler.gui.walk.copies import Copies
from profiler.gui.walk.copy_dialog import CopyDialog
from profiler.gui.walk.page import WalkPage
from profiler.gui.walk.questions.files import THUMBNAIL, CopyPlace
from profiler.records.attachments import AttachmentKind
from profiler.release.extra_consents import ConsentKind
from profiler.release.releases import SignedHow, SignsAs
from tests.fakes.consent_forms import with_paper_form
from tests.fakes.desks import DeskOnFakes, open_desk
from tests.fakes.newer_forms import with_newer_form
from tests.fakes.notices import RecordedNotices
from tests.fakes.runners import HeldRunner

SCAN = Address("/kompetenz/papers/id_scan")
LIMITS = "q.work_limits.text"


def a_picture(size: tuple[int, int] = (300, 400)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "#eeddcc").save(stream, "PNG")
    return stream.getvalue()


def a_pdf(pages: int) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for number in range(pages):
        canvas.drawString(100, 700, f"Seite {number}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@dataclass
class CopyDesk:
    """An interview that asks for copies, on its page."""

    found: DeskOnFakes
    desk: UnlockedDesk
    intake: Intake
    page: WalkPage
    notices: RecordedNotices

    def part(self, name: str) -> QWidget:
        shown = [each for each in self.page.findChildren(QWidget, name) if each.isVisibleTo(self.page)]
        assert len(shown) == 1, f"{name}: {len(shown)}"
        return shown[0]

    def has(self, name: str) -> bool:
        return any(each.isVisibleTo(self.page) for each in self.page.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        part = self.part(name)
        assert isinstance(part, QAbstractButton)
        part.click()

    def said(self, name: str) -> str:
        part = self.part(name)
        assert isinstance(part, QLabel)
        return part.text()

    def dialog(self, name: str) -> QDialog:
        shown = [each for each in self.page.findChildren(QDialog, name) if each.isVisible()]
        assert len(shown) == 1, f"{name}: {len(shown)}"
        return shown[0]

    def place(self) -> CopyPlace:
        part = self.part("q.id_scan.place")
        assert isinstance(part, CopyPlace)
        return part

    def kept(self) -> list[str]:
        return [copy.title for copy in attachments.copies(self.desk, self.intake.record_id)]

    def answer(self) -> Answer | None:
        return self.desk.store.record(self.intake.record_id).snapshot.answers.get(SCAN)


Open = Callable[..., CopyDesk]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    """Opens the page; `allowed` kinds were signed before."""

    def open_page(
        *allowed: ConsentKind,
        language: str = "ar",
        writer: Runner | None = None,
        reader: Runner | None = None,
        finished: bool = False,
        shows_sheet: bool = False,
    ) -> CopyDesk:
        found = open_desk()
        desk = with_paper_form(found.desk)
        if shows_sheet:
            before = 'pf:category="dokumentkopien" pf:tier="short"/>'
            waits = before.replace("/>", """ relevant="/kompetenz/papers/c_d_signed = 'ja'"/>""")
            desk = with_newer_form(desk, {before: waits})
        begun = intakes.start(desk, language)
        for kind in allowed:
            extra_consents.give(desk, begun.record_id, kind, SignedSheet())
        if finished:
            begun.save(begun.finish().edit)
        intake = intakes.resume(desk, begun.record_id)
        runner, notices = writer or ImmediateRunner(), RecordedNotices()
        page = WalkPage(
            intake,
            runner,
            desk.content.translator,
            notices,
            keeps=lambda editing: Copies(
                desk, intake, editing, Runners(runner, reader or ImmediateRunner()), notices
            ),
            debounce_ms=0,
        )
        page.resize(1366, 900)
        qtbot.addWidget(page)
        page.show()
        return CopyDesk(found, desk, intake, page, notices)

    yield open_page
    QGuiApplication.clipboard().clear()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "Zeugnis.png"
    file.write_bytes(a_picture())
    return file


# --- without the consent


def test_without_the_consent_nothing_can_be_chosen_and_the_way_to_it_is_shown(opened: Open) -> None:
    work = opened()
    assert not work.has("q.id_scan.choose")
    assert "nur gespeichert, wenn die Person das eigens unterschreibt" in work.said("q.id_scan.sentence")
    work.press("q.id_scan.consent")
    dialog = work.dialog("dlg.consent")
    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Kopien meiner Papiere" in texts
    assert "Ich erlaube, dass Kopien meiner Papiere gespeichert werden." in texts


def test_the_seen_signature_opens_the_place_for_copies(opened: Open, qtbot: QtBot) -> None:
    work = opened()
    work.press("q.id_scan.consent")
    dialog = work.dialog("dlg.consent")
    press(dialog, "dlg.consent.how.opt.bildschirm")
    press(dialog, "dlg.consent.ok")
    assert "kreuzen Sie es dann an" in complaint(dialog)
    assert extra_consents.consents(work.desk, work.intake.record_id) == ()
    press(dialog, "dlg.consent.seen.opt.seen")
    press(dialog, "dlg.consent.ok")
    assert not dialog.isVisible()
    (consent,) = extra_consents.consents(work.desk, work.intake.record_id)
    assert (consent.kind, consent.how, consent.signs_as) == (
        ConsentKind.SCANS,
        SignedHow.BILDSCHIRM,
        SignsAs.SELBST,
    )
    assert work.has("q.id_scan.choose")
    assert work.has("q.id_scan.withdraw")


def test_for_a_minor_the_name_of_the_guardian_is_needed(opened: Open) -> None:
    work = opened()
    born = Address("/kompetenz/papers/birth_date")
    work.intake.save(work.intake.set(born, Answer("2012-03-01")).edit)
    work.press("q.c_h_signed.give")
    dialog = work.dialog("dlg.consent")
    press(dialog, "dlg.consent.seen.opt.seen")
    press(dialog, "dlg.consent.ok")
    assert dialog.isVisible()
    press(dialog, "dlg.consent.by.opt.selbst")
    press(dialog, "dlg.consent.ok")
    assert "wer für das Kind sorgt" in complaint(dialog)
    press(dialog, "dlg.consent.by.opt.beide")
    name = dialog.findChild(QLineEdit, "dlg.consent.signer")
    assert name is not None
    name.setText("Samir Haddad")
    press(dialog, "dlg.consent.ok")
    (consent,) = extra_consents.consents(work.desk, work.intake.record_id)
    assert (consent.signs_as, consent.signer) == (SignsAs.BEIDE, "Samir Haddad")


def test_a_signature_of_tomorrow_does_not_count(opened: Open) -> None:
    work = opened()
    work.press("q.id_scan.consent")
    dialog = work.dialog("dlg.consent")
    press(dialog, "dlg.consent.seen.opt.seen")
    day = dialog.findChild(QLineEdit, "dlg.consent.on.day")
    assert day is not None
    day.setText("22")
    press(dialog, "dlg.consent.ok")
    assert "Datum der Unterschrift" in complaint(dialog)


def test_the_numbers_choose_in_the_list_that_has_the_keyboard(opened: Open, qtbot: QtBot) -> None:
    work = opened()
    work.press("q.id_scan.consent")
    dialog = work.dialog("dlg.consent")
    row = dialog.findChild(QWidget, "dlg.consent.how.opt.papier")
    assert row is not None
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_2)
    chosen = dialog.findChild(QAbstractButton, "dlg.consent.how.opt.bildschirm")
    assert chosen is not None
    assert chosen.isChecked()
    qtbot.keyClick(dialog, Qt.Key.Key_F12)
    assert not dialog.isVisible()


def test_a_signed_sheet_opens_the_questions_it_allows_and_taking_it_back_closes_them(opened: Open) -> None:
    work = opened()
    assert not work.has(LIMITS)
    work.press("q.c_h_signed.give")
    dialog = work.dialog("dlg.consent")
    press(dialog, "dlg.consent.seen.opt.seen")
    press(dialog, "dlg.consent.ok")
    assert work.has(LIMITS)
    work.press("q.c_h_signed.withdraw")
    press(work.dialog("dlg.withdraw"), "dlg.withdraw.only")
    assert not work.has(LIMITS)
    assert work.said("q.c_h_signed.said") == "am 21.11.2026"
    assert work.has("q.c_h_signed.give")


def test_a_withdrawal_about_health_can_forget_what_was_told(opened: Open) -> None:
    work = opened(ConsentKind.HEALTH)
    limits = Address("/kompetenz/papers/work_limits")
    field = work.part(LIMITS)
    assert isinstance(field, QLineEdit)
    field.setText("heben")
    field.textEdited.emit("heben")
    work.page.flush()
    work.press("q.c_h_signed.withdraw")
    dialog = work.dialog("dlg.withdraw")
    assert any("eine Angabe" in each.text() for each in dialog.findChildren(QLabel))
    press(dialog, "dlg.withdraw.delete")
    assert "heben" not in repr(work.desk.store.history(work.intake.record_id))
    assert work.intake.session.answer(limits).value == ""
    stored = work.desk.store.record(work.intake.record_id).snapshot.answers.get(limits)
    assert stored is None or not stored.value


# --- keeping


def test_a_chosen_file_is_kept_and_shown(opened: Open, paper: Path) -> None:
    work = opened(ConsentKind.SCANS)
    work.press("q.id_scan.choose")
    chooser = work.page.findChild(QFileDialog, "dlg.q.id_scan")
    assert chooser is not None
    chooser.fileSelected.emit(str(paper))
    chooser.close()
    assert work.kept() == ["Zeugnis.png"]
    answer = work.answer()
    assert answer is not None
    assert (answer.value, answer.source) == ("Zeugnis.png", Source.DOKUMENT_GESEHEN)
    assert work.said("q.id_scan.title") == "Zeugnis.png"
    assert work.said("q.id_scan.size") == "1 KB"
    thumbnail = work.part("q.id_scan.thumbnail")
    assert isinstance(thumbnail, QLabel)
    assert not thumbnail.pixmap().isNull()
    assert not work.has("q.id_scan.choose")


def test_a_picture_in_the_clipboard_is_pasted_with_the_keyboard(opened: Open, qtbot: QtBot) -> None:
    work = opened(ConsentKind.SCANS)
    qtbot.keyClick(work.place(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "kein Bild" in work.said("q.id_scan.complaint")
    image = QImage(120, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(image)
    qtbot.keyClick(work.place(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert work.kept() == ["Bild.png"]
    qtbot.keyClick(work.place(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(work.kept()) == 1, "a place that holds a copy takes no other"


def drop(place: CopyPlace, given: QMimeData) -> bool:
    kind = (Qt.DropAction.CopyAction, given, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPointF(5, 5), *kind)
    place.dragEnterEvent(entering)
    if entering.isAccepted():
        place.dropEvent(QDropEvent(QPointF(5, 5), *kind))
    return entering.isAccepted()


def test_a_file_can_be_dropped_where_copies_are_allowed(opened: Open, paper: Path) -> None:
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(paper))])
    assert not drop(opened().place(), given)
    work = opened(ConsentKind.SCANS)
    text = QMimeData()
    text.setText("Zeugnis")
    assert not drop(work.place(), text)
    assert drop(work.place(), given)
    assert work.kept() == ["Zeugnis.png"]


def test_a_file_that_cannot_be_kept_says_why(opened: Open, tmp_path: Path) -> None:
    work = opened(ConsentKind.SCANS)
    letter = tmp_path / "Brief.pdf"
    letter.write_bytes(b"PK a letter of another program")
    work.place().chosen.emit(letter)
    assert "weder ein Bild (JPEG oder PNG) noch ein PDF" in work.said("q.id_scan.complaint")
    assert work.has("q.id_scan.choose")
    work.place().chosen.emit(tmp_path / "weg.pdf")
    assert "lässt sich nicht lesen" in work.said("q.id_scan.complaint")
    assert (work.kept(), work.answer()) == ([], None)


def test_while_a_file_is_read_the_place_waits(opened: Open, paper: Path) -> None:
    writer = HeldRunner()
    work = opened(ConsentKind.SCANS, writer=writer)
    writer.release()
    work.place().chosen.emit(paper)
    assert work.said("q.id_scan.sentence") == "Die Kopie wird gespeichert …"
    assert not work.has("q.id_scan.choose")
    writer.release()
    assert work.said("q.id_scan.title") == "Zeugnis.png"


def test_a_copy_that_comes_after_the_page_was_left_is_told_and_goes(opened: Open, paper: Path) -> None:
    writer = HeldRunner()
    work = opened(ConsentKind.SCANS, writer=writer)
    writer.release()
    work.place().chosen.emit(paper)
    shiboken6.delete(work.page)
    writer.release()
    banner = work.notices.shown_banner
    assert banner is not None
    assert "nicht übernommen" in banner.text
    intakes.resume(work.desk, work.intake.record_id)
    assert work.kept() == []


def test_a_file_that_is_still_made_smaller_when_the_page_is_left_is_not_kept(
    opened: Open, paper: Path
) -> None:
    reader = HeldRunner()
    work = opened(ConsentKind.SCANS, reader=reader)
    work.place().chosen.emit(paper)
    shiboken6.delete(work.page)
    reader.release()
    banner = work.notices.shown_banner
    assert banner is not None
    assert "nicht übernommen" in banner.text
    assert work.kept() == []


# --- looking and deleting


def test_a_pdf_is_seen_page_by_page(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    work = opened(ConsentKind.SCANS)
    file = tmp_path / "Diplom.pdf"
    file.write_bytes(a_pdf(2))
    work.place().chosen.emit(file)
    work.press("q.id_scan.look")
    dialog = work.dialog("dlg.copy")
    assert isinstance(dialog, CopyDialog)
    assert "Diplom" not in dialog.windowTitle()
    assert label(dialog, "dlg.copy.count") == "Seite 1 von 2"
    press(dialog, "dlg.copy.after")
    assert label(dialog, "dlg.copy.count") == "Seite 2 von 2"
    press(dialog, "dlg.copy.before")
    assert label(dialog, "dlg.copy.count") == "Seite 1 von 2"
    qtbot.keyClick(dialog, Qt.Key.Key_F12)
    assert not dialog.isVisible()


def test_what_cannot_be_shown_says_so(opened: Open, tmp_path: Path) -> None:
    work = opened(ConsentKind.SCANS)
    file = tmp_path / "kaputt.pdf"
    file.write_bytes(b"%PDF-1.7\nnothing\nstartxref\n0\n%%EOF\n")
    work.place().chosen.emit(file)
    assert not work.has("q.id_scan.thumbnail")
    work.press("q.id_scan.look")
    assert "lässt sich hier nicht zeigen" in label(work.dialog("dlg.copy"), "dlg.copy.page")


def test_deleting_is_asked_twice_and_takes_the_answer_along(opened: Open, paper: Path) -> None:
    work = opened(ConsentKind.SCANS)
    work.place().chosen.emit(paper)
    work.press("q.id_scan.remove")
    work.press("q.id_scan.keep")
    assert work.kept() == ["Zeugnis.png"]
    work.press("q.id_scan.remove")
    work.press("q.id_scan.really")
    assert work.kept() == []
    answer = work.answer()
    assert answer is not None
    assert answer.value == ""
    assert work.has("q.id_scan.choose")


def test_a_copy_that_comes_after_its_row_was_removed_goes_with_it(opened: Open, paper: Path) -> None:
    writer = HeldRunner()
    work = opened(ConsentKind.SCANS, writer=writer)
    writer.release()
    work.press("q.trainings.add")
    place = work.part("q.trainings.row0.t_scan.place")
    assert isinstance(place, CopyPlace)
    place.chosen.emit(paper)
    work.press("q.trainings.remove")
    writer.release()
    assert work.kept() == ["Zeugnis.png"]
    intakes.resume(work.desk, work.intake.record_id)
    assert work.kept() == []


def test_a_copy_comes_back_with_its_row(opened: Open, paper: Path) -> None:
    work = opened(ConsentKind.SCANS)
    work.press("q.trainings.add")
    place = work.part("q.trainings.row0.t_scan.place")
    assert isinstance(place, CopyPlace)
    place.chosen.emit(paper)
    work.press("q.trainings.remove")
    (said,) = [each for each in work.notices.toasts if each.action is not None]
    work.press("q.trainings.add")
    assert said.action is not None
    said.action.run()
    assert work.kept() == ["Zeugnis.png"]
    (copy,) = attachments.copies(work.desk, work.intake.record_id)
    assert copy.address.row == work.intake.session.rows("/kompetenz/papers/trainings")[-1]
    assert work.said("q.trainings.row1.t_scan.title") == "Zeugnis.png"
    intakes.resume(work.desk, work.intake.record_id)
    assert work.kept() == ["Zeugnis.png"]


def test_no_answer_takes_the_copy_along(opened: Open, paper: Path) -> None:
    work = opened(ConsentKind.SCANS)
    work.place().chosen.emit(paper)
    view = work.part("q.id_scan.question")
    view.tools.source.declined.emit()  # type: ignore[attr-defined]  # found by its name
    assert work.kept() == []
    answer = work.answer()
    assert answer is not None
    assert answer.declined


def test_a_withdrawal_asks_what_becomes_of_the_copies(opened: Open, paper: Path) -> None:
    work = opened(ConsentKind.SCANS)
    work.place().chosen.emit(paper)
    work.press("q.id_scan.withdraw")
    dialog = work.dialog("dlg.withdraw")
    assert any("eine Kopie" in each.text() for each in dialog.findChildren(QLabel))
    press(dialog, "dlg.withdraw.only")
    assert work.kept() == ["Zeugnis.png"]
    assert not work.has("q.id_scan.look")
    assert "widerrufen. Bitte löschen Sie die Kopie" in work.said("q.id_scan.sentence")
    assert work.has("q.id_scan.remove")
    due = overview.load(work.desk, work.intake.record_id).due
    assert "1 Kopie liegt noch da" in " ".join(each.sentence for each in due)


def test_a_withdrawal_can_delete_all_copies_at_once(opened: Open, paper: Path) -> None:
    work = opened(ConsentKind.SCANS)
    work.place().chosen.emit(paper)
    work.press("q.id_scan.withdraw")
    press(work.dialog("dlg.withdraw"), "dlg.withdraw.delete")
    assert work.kept() == []
    answer = work.answer()
    assert answer is not None
    assert answer.value == ""
    assert work.notices.toasts[-1].text == "Widerruf aufgeschrieben"


def test_where_a_copy_waits_for_the_sheet_the_sheet_stands_before_it(opened: Open) -> None:
    work = opened(ConsentKind.SCANS, shows_sheet=True)
    assert work.said("q.c_d_signed.said") == "gilt seit 21.11.2026"
    assert not work.has("q.id_scan.withdraw")
    work.press("q.c_d_signed.withdraw")
    press(work.dialog("dlg.withdraw"), "dlg.withdraw.only")
    assert not work.has("q.id_scan.place")
    assert work.has("q.c_d_signed.give")


def test_where_nothing_waits_for_it_a_hidden_question_shows_no_sheet(opened: Open) -> None:
    work = opened()
    assert not work.has("q.c_d_signed.question")
    assert work.has("q.c_h_signed.question")


def test_a_name_that_was_written_down_stays_in_sight(opened: Open) -> None:
    work = opened(ConsentKind.SCANS)
    step = work.intake.set(SCAN, Answer("Zeugnis, Ordner 3"))
    work.intake.save(step.edit)
    work.page.go_to(0)
    work.page._on_changed(step.changes)  # what the window is told by an edit
    assert work.said("q.id_scan.title") == "Zeugnis, Ordner 3"
    assert work.said("q.id_scan.size") == "Nur der Name ist aufgeschrieben."
    assert work.has("q.id_scan.choose")


def test_in_a_finished_interview_copies_are_only_looked_at(opened: Open) -> None:
    work = opened(ConsentKind.SCANS, finished=True)
    assert not work.has("q.id_scan.choose")
    assert not work.has("q.c_h_signed.give")


def test_a_failure_of_the_vault_becomes_a_banner(opened: Open, paper: Path) -> None:
    work = opened(ConsentKind.SCANS)
    work.found.clock.advance(timedelta(minutes=1))
    work.place().chosen.emit(paper)
    attachments.remove_copy(work.desk, attachments.copies(work.desk, work.intake.record_id)[0])
    work.press("q.id_scan.remove")
    work.press("q.id_scan.really")
    assert "nicht mehr da" in work.said("q.id_scan.complaint")


def test_small_pictures_are_made_of_everything_that_can_be_kept() -> None:
    for kind, content in ((AttachmentKind.PNG, a_picture((900, 300))), (AttachmentKind.PDF, a_pdf(1))):
        image = copy_pictures.thumbnail(kind, content, THUMBNAIL)
        assert image is not None
        assert image.width() <= THUMBNAIL.width()
        assert image.height() <= THUMBNAIL.height()
    assert copy_pictures.thumbnail(AttachmentKind.PNG, b"nothing", THUMBNAIL) is None
    assert copy_pictures.page(AttachmentKind.PNG, b"nothing", 0) is None
    assert copy_pictures.page(AttachmentKind.PDF, a_pdf(1), 1) is None


def press(dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()


def label(dialog: QDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def complaint(dialog: QDialog) -> str:
    return label(dialog, "dlg.consent.complaint")
