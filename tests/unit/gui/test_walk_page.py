"""The page of work: going through sections, saving, repeats, keys."""

from __future__ import annotations

import re

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from profiler.casework.intake import GERMAN_ROW
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer, Source
from profiler.gui.bidi import plain
from profiler.gui.tasks import ThreadRunner
from profiler.gui.tokens import Tone
from profiler.gui.walk.side import SectionBar
from profiler.gui.widgets.buttons import Chip, PrimaryButton, SecondaryButton
from profiler.gui.widgets.frames import Line
from profiler.gui.widgets.lists import Place
from profiler.gui.widgets.painting import Mark
from profiler.gui.widgets.tables import TableRow
from profiler.gui.widgets.texts import Pair
from profiler.gui.widgets.timeline import Timeline
from profiler.languages.catalogues import Catalogue, TranslationState, Translator
from profiler.records.depth import Depth
from profiler.records.record import RecordState
from tests.fakes.runners import HeldRunner
from tests.unit.gui.walk_desk import WalkDesk, walk


def shown(qtbot: QtBot, **kwargs: object) -> WalkDesk:
    desk = walk(**kwargs)  # type: ignore[arg-type]  # passed on as they are
    qtbot.addWidget(desk.page)
    with qtbot.waitExposed(desk.page):
        desk.page.show()
    desk.page.activateWindow()
    return desk


def click(desk: WalkDesk, name: str) -> None:
    widget = desk.part(name)
    assert isinstance(widget, QAbstractButton)
    widget.click()


def line(desk: WalkDesk, name: str) -> QLineEdit:
    widget = desk.part(name)
    assert isinstance(widget, QLineEdit)
    return widget


def text(desk: WalkDesk, name: str) -> str:
    widget = desk.part(name)
    assert isinstance(widget, QLabel)
    return plain(widget.text())


def current(desk: WalkDesk) -> str:
    page = desk.part("walk.page")
    return str(page.section.name)  # type: ignore[attr-defined]  # a SectionPage


# --- saving -------------------------------------------------------------------------------------------


def test_saved_is_said_only_after_the_vault_said_so(qtbot: QtBot) -> None:
    runner = HeldRunner()
    desk = shown(qtbot, runner=runner)
    assert not desk.has("walk.saved") or text(desk, "walk.saved") == ""
    click(desk, "q.voluntary_ok.opt.ja")
    assert text(desk, "walk.saved") == "wird gespeichert …"
    assert desk.saved("voluntary_ok") is None
    runner.release()
    assert desk.saved("voluntary_ok") is not None
    assert re.fullmatch(r"gespeichert \d\d:\d\d", text(desk, "walk.saved"))


def test_edits_reach_the_vault_one_by_one_in_their_order(qtbot: QtBot) -> None:
    runner = HeldRunner()
    desk = shown(qtbot, runner=runner)
    for code in ("ja", "nein"):
        click(desk, f"q.voluntary_ok.opt.{code}")
    click(desk, "q.info_given.opt.ja")
    assert desk.page.unsaved == 3
    runner.step()
    assert desk.saved("voluntary_ok").value == "ja"  # type: ignore[union-attr]  # just saved
    assert text(desk, "walk.saved") == "wird gespeichert …"
    runner.release()
    assert desk.saved("voluntary_ok").value == "nein"  # type: ignore[union-attr]  # just saved
    assert desk.page.unsaved == 0
    assert text(desk, "walk.saved").startswith("gespeichert")


def test_a_full_disk_is_told_and_nothing_is_lost(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    desk.store.fails_with = WorldError(ErrorCode.DISK_FULL)
    click(desk, "q.voluntary_ok.opt.ja")
    banner = desk.notices.shown_banner
    assert banner is not None
    assert banner.tone is Tone.ERROR
    assert "voll" in banner.text
    assert text(desk, "walk.saved") == "nicht gespeichert"
    click(desk, "q.info_given.opt.ja")
    assert desk.saved("info_given") is None, "nothing overtakes the edit that failed"
    assert banner.action is not None
    banner.action.run()
    assert desk.saved("voluntary_ok") is not None
    assert desk.saved("info_given") is not None
    assert desk.notices.shown_banner is None
    assert text(desk, "walk.saved").startswith("gespeichert")


def test_a_failure_while_more_is_under_way_keeps_the_order(qtbot: QtBot) -> None:
    runner = HeldRunner()
    desk = shown(qtbot, runner=runner)
    desk.store.fails_with = WorldError(ErrorCode.DISK_FULL)
    for code in ("ja", "nein"):
        click(desk, f"q.voluntary_ok.opt.{code}")
    runner.step()
    banner = desk.notices.shown_banner
    assert banner is not None
    assert banner.action is not None
    banner.action.run()
    runner.release()
    assert desk.page.unsaved == 0
    assert desk.saved("voluntary_ok").value == "nein"  # type: ignore[union-attr]  # just saved
    history = [
        change.after.value
        for change in desk.store.history(desk.intake.record_id)
        if change.after is not None and change.address.path.endswith("/voluntary_ok")
    ]
    assert history == ["ja", "nein"]


def test_edits_of_a_page_that_is_gone_are_saved_to_the_last(qtbot: QtBot) -> None:
    runner = HeldRunner()
    desk = walk(runner=runner, debounce_ms=60_000)
    desk.page.show()
    desk.section("person")
    for name, typed in (("family_name", "Demir"), ("given_names", "Amal")):
        qtbot.keyClicks(line(desk, f"q.{name}.text"), typed)
    desk.page.flush()
    shiboken6.delete(desk.page)
    runner.release()
    assert desk.saved("family_name").value == "Demir"  # type: ignore[union-attr]  # just saved
    assert desk.saved("given_names").value == "Amal"  # type: ignore[union-attr]  # just saved


def test_closing_waits_for_the_last_edit(qtbot: QtBot) -> None:
    runner = ThreadRunner("writer")
    desk = shown(qtbot, runner=runner, debounce_ms=60_000)
    desk.section("person")
    for name, typed in (("family_name", "Demir"), ("given_names", "Amal")):
        qtbot.keyClicks(line(desk, f"q.{name}.text"), typed)
    desk.page.flush()
    runner.drain()
    assert desk.page.unsaved == 0
    assert desk.saved("given_names").value == "Amal"  # type: ignore[union-attr]  # just saved
    assert text(desk, "walk.saved").startswith("gespeichert")
    runner.deleteLater()


def test_the_same_answer_again_saves_nothing(qtbot: QtBot) -> None:
    desk = shown(qtbot, answers={"voluntary_ok": "ja"})
    version = desk.store.record(desk.intake.record_id).version
    click(desk, "q.voluntary_ok.opt.ja")
    assert desk.store.record(desk.intake.record_id).version == version


def test_going_back_hands_over_what_was_typed(qtbot: QtBot) -> None:
    desk = shown(qtbot, debounce_ms=60_000)
    desk.section("person")
    qtbot.keyClicks(line(desk, "q.family_name.text"), "Demir")
    with qtbot.waitSignal(desk.page.back_asked):
        click(desk, "walk.back")
    assert desk.saved("family_name").value == "Demir"  # type: ignore[union-attr]  # just saved


def test_another_page_takes_what_was_typed(qtbot: QtBot) -> None:
    desk = shown(qtbot, debounce_ms=60_000)
    desk.section("person")
    qtbot.keyClicks(line(desk, "q.family_name.text"), "Demir")
    click(desk, "walk.next")
    assert desk.saved("family_name").value == "Demir"  # type: ignore[union-attr]  # just saved
    click(desk, "walk.previous")
    assert line(desk, "q.family_name.text").text() == "Demir"


# --- sections -----------------------------------------------------------------------------------------


def test_every_section_is_named_with_its_place_in_both_languages(qtbot: QtBot) -> None:
    desk = shown(qtbot, language="ar")
    assert text(desk, "walk.progress") == "Abschnitt 1 von 15"
    following = desk.part("walk.next")
    assert isinstance(following, PrimaryButton)
    assert following.label == "Weiter: Person"
    assert not desk.has("walk.previous")


def test_keys_lead_through_the_sections(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    qtbot.keyClick(desk.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert current(desk) == "person"
    qtbot.keyClick(desk.page, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert current(desk) == "wohnen"
    qtbot.keyClick(desk.page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert current(desk) == "gespraech"


def test_the_section_list_leads_to_a_section_and_shows_its_state(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    click(desk, "walk.section.person")
    assert current(desk) == "person"
    row = desk.part("walk.section.gespraech")
    assert "teilweise" in row.accessibleName()


def test_next_open_question_goes_where_something_is_missing(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    qtbot.keyClick(desk.page, Qt.Key.Key_F2)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName().startswith("q.")
    first = focused.objectName()
    qtbot.keyClick(desk.page, Qt.Key.Key_F2)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() != first


def test_next_open_question_crosses_sections_and_wraps(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    desk.section("abschluss")
    for _ in range(12):
        qtbot.keyClick(desk.page, Qt.Key.Key_F2)
        if current(desk) != "abschluss":
            break
    assert current(desk) == "gespraech"


def test_a_key_declines_where_the_keyboard_is_and_takes_it_back(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    desk.section("person")
    field = line(desk, "q.family_name.text")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert desk.saved("family_name").declined  # type: ignore[union-attr]  # just saved
    qtbot.keyClick(field, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert not desk.saved("family_name").declined  # type: ignore[union-attr]  # just saved


def test_a_key_asks_for_the_source_where_the_keyboard_is(qtbot: QtBot) -> None:
    desk = shown(qtbot, answers={"family_name": "Demir"})
    desk.section("person")
    field = line(desk, "q.family_name.text")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    (menu,) = [each for each in desk.page.findChildren(QMenu) if each.isVisible()]
    seen = next(each for each in menu.actions() if each.text() == "Dokument gesehen")
    seen.trigger()
    menu.close()
    assert desk.saved("family_name").source is Source.DOKUMENT_GESEHEN  # type: ignore[union-attr]  # just saved


def test_tab_goes_from_answer_to_answer(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    desk.section("person")
    field = line(desk, "q.family_name.text")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "q.given_names.text"


def test_required_questions_left_open_are_marked_only_after_leaving(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    desk.section("person")
    assert not desk.has("q.family_name.error")
    desk.section("gespraech")
    desk.section("person")
    assert desk.has("q.family_name.error")
    qtbot.keyClicks(line(desk, "q.family_name.text"), "Demir")
    qtbot.waitUntil(lambda: not desk.has("q.family_name.error"))


def test_leaving_the_last_section_finishes(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    desk.section("abschluss")
    with qtbot.waitSignal(desk.page.completed):
        click(desk, "walk.next")
    assert desk.store.record(desk.intake.record_id).state is RecordState.FINISHED


def test_sections_that_are_not_asked_are_shown_as_such(qtbot: QtBot) -> None:
    desk = shown(qtbot, answers={"understood": "nein"})
    row = desk.part("walk.section.sprachen")
    assert not row.isEnabled()
    assert "entfällt" in row.accessibleName()
    following = desk.part("walk.next")
    assert isinstance(following, PrimaryButton)
    assert following.label == "Fertig"


def test_a_narrow_window_folds_the_sections_into_a_bar(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    desk.page.resize(911, 512)
    assert desk.has("walk.sections")
    assert not desk.has("walk.section.person")
    assert desk.page.minimumSizeHint().width() <= 911
    assert not desk.has("walk.dot.person"), "seventeen marks have no room"
    click(desk, "walk.sections")
    (menu,) = [each for each in desk.page.findChildren(QMenu) if each.isVisible()]
    next(each for each in menu.actions() if each.text().startswith("Person\t")).trigger()
    menu.close()
    assert current(desk) == "person"
    desk.page.resize(1366, 768)
    assert desk.has("walk.section.person")


def test_the_section_shown_is_in_sight_in_the_list(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    for name in ("abschluss", "gespraech"):
        desk.section(name)
        row = desk.part(f"walk.section.{name}")
        qtbot.waitUntil(lambda row=row: not row.visibleRegion().isEmpty())  # type: ignore[misc]  # a default


def test_the_bar_of_a_small_form_has_a_mark_for_each_section(qtbot: QtBot) -> None:
    bar = SectionBar()
    qtbot.addWidget(bar)
    places = [
        Place(name=f"walk.section.{name}", pair=Pair(name.title(), "", "de"), mark=Mark.EMPTY, count="0 / 3")
        for name in ("person", "ziele")
    ]
    bar.show_places(places, 0, "1 von 2")
    bar.show()
    (dot,) = bar.findChildren(QAbstractButton, "walk.dot.ziele")
    assert dot.isVisibleTo(bar)
    with qtbot.waitSignal(bar.chosen, check_params_cb=lambda place: place == 1):
        dot.click()


# --- relevance ----------------------------------------------------------------------------------------


def test_questions_come_and_go_without_moving_the_keyboard(qtbot: QtBot) -> None:
    desk = shown(qtbot, language="ar")
    assert not desk.has("q.interpreter_name.text")
    chosen = desk.part("q.interpreter_kind.opt.beeidigt")
    chosen.setFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Space)
    assert desk.has("q.interpreter_name.text")
    assert QApplication.focusWidget() is chosen
    click(desk, "q.interpreter_kind.opt.niemand")
    assert not desk.has("q.interpreter_name.text")


def test_a_cascading_choice_offers_what_fits(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    desk.section("aufenthalt")
    assert not desk.has("q.residence")
    click(desk, "q.residence_kind.opt.asylverfahren")
    question = desk.intake.form.question("residence")
    offered = {choice.code for choice in desk.intake.session.choices(Address(question.path))}
    rows = desk.part("q.residence").rows  # type: ignore[attr-defined]  # an OptionList
    assert set(rows) == offered
    click(desk, "q.residence_kind.opt.duldung")
    rows = desk.part("q.residence").rows  # type: ignore[attr-defined]  # an OptionList
    assert set(rows) != offered


# --- repeats ------------------------------------------------------------------------------------------


def test_an_entry_is_added_filled_in_and_listed(qtbot: QtBot) -> None:
    desk = shown(qtbot, debounce_ms=60_000)
    desk.section("arbeit")
    click(desk, "q.jobs.add")
    first = line(desk, "q.jobs.row0.j_own_words.text")
    assert QApplication.focusWidget() is first
    qtbot.keyClicks(first, "Schneider")
    for part, typed in (("month", "09"), ("year", "2012")):
        qtbot.keyClicks(line(desk, f"q.jobs.row0.j_from.{part}"), typed)
    desk.page.flush()
    row = desk.part("q.jobs.row0")
    assert isinstance(row, TableRow)
    assert row.cells[0] == "Schneider"
    assert "09/2012" in row.cells


def test_in_an_entry_a_line_stands_above_the_questions_about_a_paper(qtbot: QtBot) -> None:
    desk = shown(qtbot, depth=Depth.DEEP)
    desk.section("schule")
    click(desk, "q.school_ever.opt.abgeschlossen")
    click(desk, "q.schools.add")

    def rules() -> int:
        frame = desk.part("q.schools.detail")
        return sum(each.isVisibleTo(frame) for each in frame.findChildren(Line))

    before = rules()
    certificate = line(desk, "q.schools.row0.s_certificate.text")
    qtbot.keyClicks(certificate, "Zeugnis")
    desk.page.flush()
    assert desk.has("q.schools.row0.s_ev_state")
    assert rules() == before + 1


def test_entries_keep_their_answers_apart(qtbot: QtBot) -> None:
    desk = shown(qtbot, debounce_ms=60_000)
    desk.section("arbeit")
    for number, word in enumerate(("Schneider", "Fahrer")):
        click(desk, "q.jobs.add")
        qtbot.keyClicks(line(desk, f"q.jobs.row{number}.j_own_words.text"), word)
    click(desk, "q.jobs.row0")
    assert line(desk, "q.jobs.row0.j_own_words.text").text() == "Schneider"
    first, second = desk.rows("jobs")
    assert desk.saved("j_own_words", first).value == "Schneider"  # type: ignore[union-attr]  # just saved
    assert desk.saved("j_own_words", second).value == "Fahrer"  # type: ignore[union-attr]  # just saved


def test_a_removed_entry_comes_back(qtbot: QtBot) -> None:
    desk = shown(qtbot, debounce_ms=60_000)
    desk.section("arbeit")
    click(desk, "q.jobs.add")
    qtbot.keyClicks(line(desk, "q.jobs.row0.j_own_words.text"), "Schneider")
    click(desk, "q.jobs.remove")
    assert desk.rows("jobs") == ()
    assert not desk.has("q.jobs.row0")
    (said,) = desk.notices.toasts
    assert said.action is not None
    said.action.run()
    (row,) = desk.rows("jobs")
    assert desk.saved("j_own_words", row).value == "Schneider"  # type: ignore[union-attr]  # back again
    assert line(desk, "q.jobs.row0.j_own_words.text").text() == "Schneider"


def test_a_removed_entry_comes_back_even_later(qtbot: QtBot) -> None:
    desk = shown(qtbot, debounce_ms=60_000)
    desk.section("arbeit")
    click(desk, "q.jobs.add")
    qtbot.keyClicks(line(desk, "q.jobs.row0.j_own_words.text"), "Schneider")
    click(desk, "q.jobs.remove")
    desk.section("gespraech")
    click(desk, "q.voluntary_ok.opt.ja")
    (said,) = desk.notices.toasts
    assert said.action is not None
    said.action.run()
    (row,) = desk.rows("jobs")
    assert desk.saved("j_own_words", row).value == "Schneider"  # type: ignore[union-attr]  # back again
    assert desk.saved("voluntary_ok").value == "ja"  # type: ignore[union-attr]  # untouched


def test_the_strip_of_years_shows_what_nobody_has_spoken_of(qtbot: QtBot) -> None:
    desk = shown(qtbot, debounce_ms=60_000)
    desk.section("arbeit")
    assert not desk.has("q.jobs.timeline")
    for number, (start, end) in enumerate((("2006", "2012"), ("2016", "2019"))):
        click(desk, "q.jobs.add")
        for name, year in (("j_from", start), ("j_to", end)):
            qtbot.keyClicks(line(desk, f"q.jobs.row{number}.{name}.month"), "06")
            qtbot.keyClicks(line(desk, f"q.jobs.row{number}.{name}.year"), year)
    desk.page.flush()
    strip = desk.part("q.jobs.timeline")
    assert isinstance(strip, Timeline)
    assert [gap.label for gap in strip.gaps] == ["offen: 2012–2016"]
    assert "offen: 2012–2016" in strip.accessibleName()
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() // 5, 10))
    assert desk.has("q.jobs.row0.j_from.year")
    assert QApplication.focusWidget() is desk.part("q.jobs.row0")


def test_german_is_always_among_the_languages_and_cannot_go(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    desk.section("sprachen")
    chip = desk.part("q.languages.row0")
    assert isinstance(chip, Chip)
    assert chip.label == "Deutsch"
    assert not desk.has("q.languages.remove")
    assert not desk.has("q.languages.row0.lang.search")
    click(desk, "q.languages.row0.hear.opt.a2")
    (row,) = desk.rows("languages")
    assert desk.saved("hear", row).value == "a2"  # type: ignore[union-attr]  # just saved
    assert desk.saved("lang", row).value == GERMAN_ROW  # type: ignore[union-attr]  # forced


def test_another_language_gets_its_own_chip_and_levels(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    desk.section("sprachen")
    click(desk, "q.languages.add")
    assert desk.has("q.languages.row1.lang.search")
    assert desk.has("q.languages.remove")
    mark = desk.part("q.languages.row1.read.opt.a1")
    mark.setFocus()
    qtbot.keyClick(mark, "3")
    second = desk.rows("languages")[1]
    assert desk.saved("read", second).value == "b1"  # type: ignore[union-attr]  # just saved
    qtbot.keyClick(mark, "k")
    assert desk.saved("read", second).declined  # type: ignore[union-attr]  # just saved


# --- person, language, privacy ------------------------------------------------------------------------


def test_the_name_appears_above_as_soon_as_it_is_known(qtbot: QtBot) -> None:
    desk = shown(qtbot, debounce_ms=60_000)
    assert text(desk, "walk.person") == "Neue Person"
    desk.section("person")
    qtbot.keyClicks(line(desk, "q.family_name.text"), "Demir")
    desk.page.flush()
    assert text(desk, "walk.person") == "Demir"


def test_the_privacy_key_hides_everything_and_shows_it_again(qtbot: QtBot) -> None:
    desk = shown(qtbot, answers={"family_name": "Demir"})
    desk.section("person")
    qtbot.keyClick(desk.page, Qt.Key.Key_F12)
    assert desk.has("privacy.curtain")
    assert text(desk, "walk.person") == "Name verborgen"
    assert not desk.part("q.family_name.text").isEnabled()
    qtbot.keyClick(desk.page, Qt.Key.Key_F12)
    assert not desk.has("privacy.curtain")
    assert text(desk, "walk.person") == "Demir"


def test_the_language_beside_the_german_can_be_changed(qtbot: QtBot) -> None:
    desk = shown(qtbot, language="ar")
    desk.page.top.language_chosen.emit("uk")
    assert desk.store.record(desk.intake.record_id).client_language == "uk"
    button = desk.page.top.language
    assert plain(button.label) == "Deutsch + Українська"


def test_german_alone_has_one_column(qtbot: QtBot) -> None:
    desk = shown(qtbot, language="de")
    desk.section("person")
    view = desk.part("q.family_name.question")
    assert view.client is None  # type: ignore[attr-defined]  # a FieldView


def test_a_draft_translation_says_that_german_counts(qtbot: QtBot) -> None:
    draft = Translator([Catalogue("ar", TranslationState.DRAFT, {})])
    desk = shown(qtbot, language="ar", translator=draft)
    badges = [child.accessibleName() for child in desk.page.findChildren(QWidget) if child.isVisible()]
    assert "Arabisch: Entwurf, Deutsch gilt" in badges


def test_a_reviewed_translation_says_nothing(qtbot: QtBot) -> None:
    reviewed = Translator([Catalogue("ar", TranslationState.REVIEWED, {})])
    desk = shown(qtbot, language="ar", translator=reviewed)
    badges = [child.accessibleName() for child in desk.page.findChildren(QWidget) if child.isVisible()]
    assert "Arabisch: Entwurf, Deutsch gilt" not in badges


def test_arabic_labels_are_right_to_left_and_german_ones_are_not(qtbot: QtBot) -> None:
    desk = shown(qtbot, language="ar")
    desk.section("person")
    view = desk.part("q.family_name.question")
    assert view.client.layoutDirection() == Qt.LayoutDirection.RightToLeft  # type: ignore[attr-defined]  # a FieldView
    assert view.german.layoutDirection() == Qt.LayoutDirection.LeftToRight  # type: ignore[attr-defined]  # a FieldView


# --- what every section owes everybody ----------------------------------------------------------------


INTERACTIVE = (QAbstractButton, QLineEdit)


@pytest.mark.parametrize("language", ["ar", "ti", "uk", "de"])
def test_everything_one_can_use_has_a_name_is_heard_and_is_large_enough(qtbot: QtBot, language: str) -> None:
    desk = shown(
        qtbot, language=language, answers={"residence_kind": "duldung", "school_ever": "abgebrochen"}
    )
    for section in desk.intake.form.sections():
        desk.section(section.name)
        used = [
            widget
            for widget in desk.page.findChildren(QWidget)
            if isinstance(widget, INTERACTIVE) and widget.isVisible()
        ]
        names = [widget.objectName() for widget in used]
        assert [name for name in names if not name] == []
        assert sorted(names) == sorted(set(names))
        assert all(name.isascii() for name in names)
        for widget in used:
            heard = widget.accessibleName()
            assert heard, widget.objectName()
            assert heard == plain(heard), widget.objectName()
            assert widget.height() >= 24, widget.objectName()
            assert widget.width() >= 24, widget.objectName()


def test_footer_buttons_are_what_they_seem(qtbot: QtBot) -> None:
    desk = shown(qtbot)
    desk.section("person")
    assert isinstance(desk.part("walk.previous"), SecondaryButton)
    filled = [child for child in desk.page.findChildren(PrimaryButton) if child.isVisible()]
    assert len(filled) == 1, "one filled button a page"


def test_an_answer_from_elsewhere_is_shown_when_the_page_is_opened(qtbot: QtBot) -> None:
    desk = shown(qtbot, answers={"birth_date": "1990-03-12", "nationalities": "SY AF"})
    desk.section("person")
    assert [line(desk, f"q.birth_date.{part}").text() for part in ("day", "month", "year")] == [
        "12",
        "03",
        "1990",
    ]
    assert desk.has("q.nationalities.chip.SY")
    assert desk.has("q.nationalities.chip.AF")
    assert desk.saved("birth_date") is not None
    assert desk.intake.session.answer(Address(desk.intake.form.question("nationalities").path)) != Answer()


def test_the_short_talk_puts_off_what_another_desk_can_ask(qtbot: QtBot) -> None:
    desk = shown(qtbot, answers={"birth_date": "1990-05-04"})
    desk.section("person")
    assert not desk.has("q.birth_place.text")
    click(desk, "walk.depth.deep")
    qtbot.keyClicks(line(desk, "q.birth_place.text"), "Aleppo")
    desk.page.flush()
    click(desk, "walk.depth.short")
    assert line(desk, "q.birth_place.text").text() == "Aleppo"
    assert desk.saved("birth_place").value == "Aleppo"  # type: ignore[union-attr]  # kept


def test_the_keyboard_goes_deeper_and_back(qtbot: QtBot) -> None:
    desk = shown(qtbot, answers={"birth_date": "1990-05-04"})
    desk.section("person")
    for deep in (True, False):
        qtbot.keyClick(desk.page, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
        assert desk.has("q.birth_place.text") is deep


def test_a_very_long_name_gives_way_to_the_window(qtbot: QtBot) -> None:
    found = walk("uk", {"family_name": "Mahmoud-Abdelrahman van der Bergen-Tsegaye " * 3})
    qtbot.addWidget(found.page)
    found.page.resize(1024, 600)
    found.page.show()
    assert found.page.width() == 1024
    assert found.page.top.person.width() < found.page.top.person.sizeHint().width()
    assert "Tsegaye" in found.page.top.person.toolTip()
