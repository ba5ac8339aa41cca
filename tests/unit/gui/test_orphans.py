"""What fits nowhere any more is said calmly, shown in words, and waits until somebody has dealt with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from profiler.casework import intake as intakes
from profiler.casework.desk import UnlockedDesk
from profiler.casework.intake import Intake
from profiler.forms.answer import Address, Answer
from profiler.gui.bidi import plain
from profiler.gui.person import overview
from profiler.gui.tasks import ImmediateRunner
from profiler.gui.walk.left_over import sentence
from profiler.gui.walk.page import WalkPage
from tests.fakes.desks import open_desk, shipped_content, tell_row, told_person
from tests.fakes.newer_forms import with_newer_form
from tests.fakes.notices import RecordedNotices

WITHOUT_CITY_AND_GENDER = {
    "/city": "/town",
    "<city": "<town",
    "/gender": "/sex",
    "<gender": "<sex",
    "/j_own_words": "/j_words",
    "<j_own_words": "<j_words",
}


@pytest.fixture
def upgraded() -> tuple[UnlockedDesk, Intake]:
    """A draft whose form lost three of its questions."""
    desk = open_desk().desk
    conversation = told_person(desk, more=[("gender", "m"), ("birth_date", "1991-03-14")])
    tell_row(conversation, "jobs", j_own_words="Elektriker")
    later = with_newer_form(desk, WITHOUT_CITY_AND_GENDER)
    return later, intakes.resume(later, conversation.record_id)


def walk(qtbot: QtBot, conversation: Intake) -> tuple[WalkPage, RecordedNotices]:
    notices = RecordedNotices()
    page = WalkPage(conversation, ImmediateRunner(), shipped_content().translator, notices, debounce_ms=0)
    page.resize(1366, 768)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    return page, notices


def shown(page: WalkPage, name: str) -> QWidget:
    (found,) = [each for each in page.findChildren(QWidget, name) if each.isVisibleTo(page)]
    return found


def text(page: WalkPage, name: str) -> str:
    found = shown(page, name)
    assert isinstance(found, QLabel)
    return plain(found.text())


def click(page: WalkPage, name: str) -> None:
    found = shown(page, name)
    assert isinstance(found, QAbstractButton)
    found.click()


def is_shown(page: WalkPage) -> bool:
    return any(each.isVisibleTo(page) for each in page.findChildren(QWidget, "leftover"))


def words(page: WalkPage) -> list[str]:
    found = page.findChild(QWidget, "leftover")
    assert found is not None
    return [plain(label.text()) for label in found.findChildren(QLabel) if label.isVisibleTo(page)]


def test_nothing_is_said_where_everything_fits(qtbot: QtBot) -> None:
    page, _ = walk(qtbot, told_person(open_desk().desk))
    assert not is_shown(page)


def test_one_line_says_it_and_the_answers_open_in_words(
    qtbot: QtBot, upgraded: tuple[UnlockedDesk, Intake]
) -> None:
    page, _ = walk(qtbot, upgraded[1])
    assert text(page, "leftover.text") == (
        "Der Bogen wurde auf eine neue Fassung gebracht. 3 Antworten passen nirgends mehr hin."
    )
    click(page, "leftover.toggle")
    told = words(page)
    for expected in (
        "Wohnen · In welchem Ort wohnen Sie?",
        "Musterstadt",
        "Männlich",
        "Arbeit · Eintrag 1 · Was haben Sie gearbeitet?",
        "Elektriker",
    ):
        assert expected in told, (expected, told)
    click(page, "leftover.toggle")
    assert "Musterstadt" not in words(page)


def test_what_was_dealt_with_is_put_away_and_can_be_brought_back(
    qtbot: QtBot, upgraded: tuple[UnlockedDesk, Intake]
) -> None:
    desk, conversation = upgraded
    page, notices = walk(qtbot, conversation)
    click(page, "leftover.toggle")
    first = text(page, "leftover.answer.0")
    click(page, "leftover.done.0")
    assert len(intakes.resume(desk, conversation.record_id).left_over) == 2
    assert first not in words(page)
    said = notices.toasts[-1]
    assert said.text == "Erledigt"
    assert said.action is not None
    said.action.run()
    assert first in words(page)
    assert len(intakes.resume(desk, conversation.record_id).left_over) == 3
    for _ in range(3):
        click(page, "leftover.done.0")
    assert not is_shown(page)
    assert intakes.resume(desk, conversation.record_id).left_over == ()


def test_the_next_day_it_still_waits(qtbot: QtBot, upgraded: tuple[UnlockedDesk, Intake]) -> None:
    desk, conversation = upgraded
    page, _ = walk(qtbot, intakes.resume(desk, conversation.record_id))
    assert text(page, "leftover.text") == "3 Antworten passen nicht mehr in die heutige Fassung des Bogens."


def test_an_answer_to_a_question_nobody_knows_is_shown_as_it_is(qtbot: QtBot) -> None:
    desk = open_desk().desk
    conversation = told_person(desk)
    strays = {Address("/kompetenz/a/b"): Answer("egal"), Address("/kompetenz/a/c"): Answer(declined=True)}
    conversation.save(replace(conversation.speak("ar").edit, answers=strays))
    page, _ = walk(qtbot, intakes.resume(desk, conversation.record_id))
    click(page, "leftover.toggle")
    assert {"egal", "keine Angabe", "Frage aus einer Fassung, die hier niemand kennt"} <= set(words(page))


def test_many_answers_leave_room_for_the_questions(qtbot: QtBot) -> None:
    desk = open_desk().desk
    conversation = told_person(desk)
    strays = {Address(f"/kompetenz/a/{letter}"): Answer(letter) for letter in "bcdefgh"}
    conversation.save(replace(conversation.speak("ar").edit, answers=strays))
    page, _ = walk(qtbot, intakes.resume(desk, conversation.record_id))
    click(page, "leftover.toggle")
    assert "und 3 weitere" in words(page)
    click(page, "leftover.done.0")
    assert "e" not in words(page)[:2]
    assert "und 2 weitere" in words(page)
    page.resize(900, 600)
    assert is_shown(page)


def test_an_upgrade_that_fits_is_said_in_passing(qtbot: QtBot) -> None:
    desk = open_desk().desk
    conversation = told_person(desk)
    later = with_newer_form(desk, {})
    page, notices = walk(qtbot, intakes.resume(later, conversation.record_id))
    assert [said.text for said in notices.toasts] == [
        "Der Bogen hat eine neue Fassung. Alle Antworten sind übernommen."
    ]
    assert not is_shown(page)
    _, silent = walk(qtbot, intakes.resume(later, conversation.record_id))
    assert silent.toasts == []


def test_a_new_translation_alone_is_not_worth_a_word(qtbot: QtBot) -> None:
    desk = open_desk().desk
    conversation = told_person(desk)
    label = conversation.form.question("city").label["ar"]
    later = with_newer_form(desk, {label: "أين؟"}, version=conversation.form.version)
    opened = intakes.resume(later, conversation.record_id)
    assert opened.upgraded is not None
    assert walk(qtbot, opened)[1].toasts == []


def test_one_answer_is_one_answer() -> None:
    assert sentence(1, is_new=True).endswith("1 Antwort passt nirgends mehr hin.")
    assert sentence(1, is_new=False).startswith("1 Antwort passt nicht")


def test_the_overview_says_so_among_what_is_due(upgraded: tuple[UnlockedDesk, Intake]) -> None:
    desk, conversation = upgraded
    (due,) = [
        each
        for each in overview.load(desk, conversation.record_id).due
        if each.title == "Der Bogen hat eine neue Fassung"
    ]
    assert due.sentence == "3 Antworten passen nicht mehr hinein. Im Gespräch ansehen."
    (first, *_) = conversation.left_over
    conversation.save(conversation.put_away(first).edit)
    (_, second) = conversation.left_over
    conversation.save(conversation.put_away(second).edit)
    sentences = [each.sentence for each in overview.load(desk, conversation.record_id).due]
    assert "1 Antwort passt nicht mehr hinein. Im Gespräch ansehen." in sentences
