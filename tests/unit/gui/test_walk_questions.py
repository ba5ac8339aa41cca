"""Every kind of question takes an answer, shows it again, and can be declined."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from profiler.forms.answer import Answer, Precision, Source
from profiler.gui.walk.questions.answer_tools import SourceButton
from profiler.gui.walk.questions.fields import FieldView
from profiler.gui.widgets.options import OptionList
from profiler.gui.widgets.search_combo import SearchCombo
from profiler.records.depth import Depth
from tests.unit.gui.walk_desk import WalkDesk, walk


def shown_walk(qtbot: QtBot, section: str, **kwargs: object) -> WalkDesk:
    desk = walk(**kwargs)  # type: ignore[arg-type]  # passed on as they are
    qtbot.addWidget(desk.page)
    with qtbot.waitExposed(desk.page):
        desk.page.show()
    desk.page.activateWindow()
    desk.section(section)
    return desk


def field(desk: WalkDesk, name: str) -> QLineEdit:
    widget = desk.part(name)
    assert isinstance(widget, QLineEdit)
    return widget


def button(desk: WalkDesk, name: str) -> QAbstractButton:
    widget = desk.part(name)
    assert isinstance(widget, QAbstractButton)
    return widget


def type_foreign(widget: QWidget, text: str) -> None:
    """Type what no key of QTest stands for, as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def plain(answer: Answer | None) -> Answer:
    assert answer is not None
    return Answer(answer.value, answer.declined, answer.source, answer.precision)


def test_typed_text_is_saved_after_a_pause(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person")
    qtbot.keyClicks(field(desk, "q.family_name.text"), "Al-Khatib")
    qtbot.waitUntil(lambda: desk.saved("family_name") is not None)
    assert plain(desk.saved("family_name")) == Answer("Al-Khatib")


def test_typed_text_is_not_taken_letter_by_letter(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", debounce_ms=60_000)
    qtbot.keyClicks(field(desk, "q.family_name.text"), "Al-Khatib")
    assert desk.saved("family_name") is None
    desk.page.flush()
    assert plain(desk.saved("family_name")) == Answer("Al-Khatib")


def test_leaving_a_field_takes_its_text(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", debounce_ms=60_000)
    line = field(desk, "q.family_name.text")
    line.setFocus()
    qtbot.keyClicks(line, "Demir")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert plain(desk.saved("family_name")) == Answer("Demir")


def test_text_in_arabic_reads_right_to_left_by_itself(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person")
    line = field(desk, "q.name_original.text")
    type_foreign(line, "يوسف")
    qtbot.waitUntil(lambda: desk.saved("name_original") is not None)
    assert line.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert plain(desk.saved("name_original")) == Answer("يوسف")


def test_every_question_can_be_declined(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person")
    for name in ("family_name", "birth_date", "nationalities", "gender"):
        button(desk, f"q.{name}.declined").setChecked(True)
        saved = desk.saved(name)
        assert saved is not None
        assert saved.declined, name
    assert field(desk, "q.family_name.text").text() == ""


def test_declining_can_be_taken_back(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person")
    decline = button(desk, "q.family_name.declined")
    decline.setChecked(True)
    decline.setChecked(False)
    assert plain(desk.saved("family_name")) == Answer()


def test_typing_into_a_declined_question_answers_it(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person")
    button(desk, "q.family_name.declined").setChecked(True)
    qtbot.keyClicks(field(desk, "q.family_name.text"), "Demir")
    qtbot.waitUntil(lambda: plain(desk.saved("family_name")) == Answer("Demir"))


@pytest.mark.parametrize(
    ("day", "month", "year", "value", "precision"),
    [
        ("12", "3", "1990", "1990-03-12", Precision.TAG),
        ("", "3", "1990", "1990-03-01", Precision.MONAT),
        ("", "", "1990", "1990-01-01", Precision.JAHR),
    ],
)
def test_a_date_is_taken_as_exactly_as_it_is_known(
    qtbot: QtBot, day: str, month: str, year: str, value: str, precision: Precision
) -> None:
    desk = shown_walk(qtbot, "person", debounce_ms=60_000)
    for part, text in (("day", day), ("month", month), ("year", year)):
        qtbot.keyClicks(field(desk, f"q.birth_date.{part}"), text)
    desk.page.flush()
    assert plain(desk.saved("birth_date")) == Answer(value, precision=precision)


def test_a_day_that_does_not_exist_stays_on_screen_and_says_so(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", debounce_ms=60_000)
    for part, text in (("day", "31"), ("month", "02"), ("year", "1990")):
        qtbot.keyClicks(field(desk, f"q.birth_date.{part}"), text)
    desk.page.flush()
    assert plain(desk.saved("birth_date")) == Answer("31.02.1990")
    assert desk.has("q.birth_date.error")
    assert desk.has("q.birth_date.error_client")
    desk.section("gespraech")
    desk.section("person")
    assert field(desk, "q.birth_date.day").text() == "31"
    assert field(desk, "q.birth_date.day").property("wrong")


def test_a_birth_date_in_the_future_is_told_in_both_languages(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", debounce_ms=60_000)
    for part, text in (("day", "01"), ("month", "01"), ("year", "2030")):
        qtbot.keyClicks(field(desk, f"q.birth_date.{part}"), text)
    desk.page.flush()
    error = desk.part("q.birth_date.error")
    assert "Zukunft" in error.text()  # type: ignore[attr-defined]  # a label
    client = desk.part("q.birth_date.error_client")
    assert client.text() != error.text()  # type: ignore[attr-defined]  # a label


def test_date_boxes_stay_day_month_year_in_a_right_to_left_language(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="ar")
    places = [desk.part(f"q.birth_date.{part}").x() for part in ("day", "month", "year")]
    assert places == sorted(places)


def test_a_number_key_chooses_an_option_and_zero_declines(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person")
    first = desk.part("q.gender.opt.w")
    first.setFocus()
    qtbot.keyClick(first, "2")
    assert plain(desk.saved("gender")) == Answer("m")
    qtbot.keyClick(desk.part("q.gender.opt.m"), "0")
    assert desk.saved("gender").declined  # type: ignore[union-attr]  # just saved


def test_delete_takes_a_choice_away(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", answers={"gender": "m"})
    chosen = desk.part("q.gender.opt.m")
    chosen.setFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Delete)
    assert plain(desk.saved("gender")) == Answer()


def test_several_may_be_chosen_and_declining_stands_alone(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "arbeit", depth=Depth.DEEP)
    rows = desk.part("q.informal")
    assert isinstance(rows, OptionList)
    codes = list(rows.rows)[:2]
    for code in codes:
        rows.rows[code].setChecked(True)
    assert plain(desk.saved("informal")) == Answer(" ".join(codes))
    button(desk, "q.informal.declined").setChecked(True)
    saved = desk.saved("informal")
    assert saved is not None
    assert saved.declined
    assert saved.value == ""
    rows.rows[codes[1]].setChecked(True)
    assert plain(desk.saved("informal")) == Answer(codes[1])


def test_ranked_choices_keep_the_order_of_choosing(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "ziele")
    rows = desk.part("q.goal")
    assert isinstance(rows, OptionList)
    first, second = list(rows.rows)[:2]
    rows.rows[second].setChecked(True)
    rows.rows[first].setChecked(True)
    assert plain(desk.saved("goal")) == Answer(f"{second} {first}")
    assert (rows.rows[second].rank, rows.rows[first].rank) == (1, 2)


def test_the_whole_row_of_an_option_is_its_target(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person")
    row = desk.part("q.gender.opt.d")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().topRight() + row.rect().bottomLeft() / 2)
    assert plain(desk.saved("gender")) == Answer("d")


def test_a_country_is_found_by_its_german_and_its_own_name(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="ar")
    search = desk.part("q.nationalities")
    assert isinstance(search, SearchCombo)
    for typed in ("Syrien", "سوريا"):
        type_foreign(search.field, typed)
        completer = search.field.completer()
        popup = completer.popup()
        assert popup is not None
        qtbot.waitUntil(popup.isVisible)
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Return)
        assert plain(desk.saved("nationalities")) == Answer("SY")
        qtbot.waitUntil(lambda: search.field.text() == "")
        button(desk, "q.nationalities.chip.SY").click()
        assert plain(desk.saved("nationalities")) == Answer()


def test_a_fully_typed_name_counts_without_the_list(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "gespraech", language="ar")
    search = desk.part("q.client_language")
    assert isinstance(search, SearchCombo)
    assert search.field.text() == "Arabisch"
    search.field.setFocus()
    search.field.selectAll()
    qtbot.keyClicks(search.field, "ukrainisch")
    popup = search.field.completer().popup()
    assert popup is not None
    popup.hide()
    qtbot.keyClick(search.field, Qt.Key.Key_Tab)
    assert plain(desk.saved("client_language")) == Answer("ukr")


def test_the_source_of_an_answer_is_kept_when_the_answer_changes(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", answers={"family_name": "Demir"}, debounce_ms=60_000)
    source = desk.part("q.family_name.source")
    assert isinstance(source, SourceButton)
    source.source_chosen.emit(Source.DOKUMENT_GESEHEN)
    assert plain(desk.saved("family_name")) == Answer("Demir", source=Source.DOKUMENT_GESEHEN)
    qtbot.keyClicks(field(desk, "q.family_name.text"), "el")
    desk.page.flush()
    assert plain(desk.saved("family_name")) == Answer("Demirel", source=Source.DOKUMENT_GESEHEN)
    assert source.label == "Dokument gesehen"


def test_several_lines_are_kept_and_tab_leaves_them(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "arbeit", debounce_ms=60_000)
    button(desk, "q.jobs.add").click()
    lines = desk.part("q.jobs.row0.j_tasks.text")
    assert isinstance(lines, QPlainTextEdit)
    lines.setFocus()
    qtbot.keyClicks(lines, "Hosen zuschneiden")
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    qtbot.keyClicks(lines, "Kollegen anlernen")
    qtbot.keyClick(lines, Qt.Key.Key_Tab)
    (row,) = desk.rows("jobs")
    assert plain(desk.saved("j_tasks", row)) == Answer("Hosen zuschneiden\nKollegen anlernen")


def test_a_year_count_takes_digits_only(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "schule", answers={"school_ever": "abgebrochen"}, debounce_ms=60_000)
    assert desk.has("q.school_years.number"), "asked once it is known that there was a school"
    line = field(desk, "q.school_years.number")
    qtbot.keyClicks(line, "a9b")
    desk.page.flush()
    assert plain(desk.saved("school_years")) == Answer("9")


def test_labels_show_user_text_as_it_is(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", answers={"family_name": "<b>Demir</b>"})
    assert desk.page.top.person.text() == "<b>Demir</b>"
    assert desk.page.top.person.textFormat() == Qt.TextFormat.PlainText


def test_field_and_labels_stand_on_one_row(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="ar")
    view = desk.part("q.family_name.question")
    assert isinstance(view, FieldView)
    assert view.client is not None
    line = field(desk, "q.family_name.text")

    def middle(widget: QWidget) -> int:
        return widget.mapTo(view, widget.rect().center()).y()

    assert abs(middle(view.german) - middle(line)) <= 4
    assert abs(middle(view.client) - middle(line)) <= 4
    assert (
        view.german.mapTo(view, view.german.rect().topLeft()).x()
        < line.mapTo(view, line.rect().topLeft()).x()
    )
