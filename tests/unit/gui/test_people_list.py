"""The list of people: what a line says, pages that come when they are looked at, search and filters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from profiler.casework import intake
from profiler.gui.people import wording
from profiler.gui.people.columns import columns
from profiler.gui.people.model import PAGE_SIZE, PeopleModel
from profiler.gui.people.people_page import PeoplePage
from profiler.gui.people.wording import Hint, HintTone, Progress
from profiler.records.people import PeopleOrder, PeopleQuery, PersonLine
from profiler.records.people import PeoplePage as PageOfPeople
from tests.unit.gui.desk_pages import click, has, pages, part, shown, texts, write

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def line(number: int = 1, /, **changes: object) -> PersonLine:
    values: dict[str, object] = {
        "record_id": UUID(int=number),
        "person_id": UUID(int=1000 + number),
        "case_number": f"AM-2026-{number:04d}",
        "name": "Selam Tesfay",
        "name_original": "ሰላም ተስፋይ",
        "client_language": "ti",
        "birth_date": "1998-02-01",
        "answered": 13,
        "asked": 31,
        "finished": False,
        "release_until": None,
        "updated_at": NOON,
        "created_by": "caseworker-1",
    }
    return PersonLine(**{**values, **changes})  # type: ignore[arg-type]  # fields by name


# --- what a line says -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "mark", "text"),
    [
        ({"answered": 0}, Progress.EMPTY, "nur angelegt"),
        ({}, Progress.PART, "Kurzbogen 13 / 31"),
        ({"answered": 31}, Progress.DONE, "vollständig"),
        ({"finished": True}, Progress.DONE, "vollständig"),
    ],
)
def test_progress_is_a_mark_and_a_word(changes: dict[str, object], mark: Progress, text: str) -> None:
    assert wording.progress(line(**changes)) is mark
    assert wording.progress_text(line(**changes)) == text


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({}, None),
        ({"finished": True}, Hint("keine Freigabe", HintTone.NEUTRAL)),
        ({"release_until": date(2027, 11, 20)}, None),
        ({"release_until": date(2026, 12, 5)}, Hint("Freigabe endet in 14 Tagen", HintTone.WARN)),
        ({"release_until": date(2026, 11, 22)}, Hint("Freigabe endet morgen", HintTone.WARN)),
        ({"release_until": TODAY}, Hint("Freigabe endet heute", HintTone.WARN)),
        ({"release_until": date(2026, 11, 20)}, Hint("Freigabe abgelaufen", HintTone.ERROR)),
    ],
)
def test_only_what_needs_something_gets_a_badge(changes: dict[str, object], hint: Hint | None) -> None:
    assert wording.hint(line(**changes), TODAY) == hint


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        (NOON, "heute, 12:00"),
        (NOON - timedelta(days=1), "gestern"),
        (NOON - timedelta(days=2), "19.11."),
        (NOON - timedelta(days=400), "17.10.2025"),
    ],
)
def test_the_last_change_is_said_as_people_say_it(changed: datetime, text: str) -> None:
    assert wording.changed_text(changed, NOON) == text


def test_a_person_without_a_name_is_found_by_the_case_number() -> None:
    nameless = line(name="", name_original="")
    assert wording.shown_name(nameless) == "AM-2026-0001"
    assert wording.second_name(line(name_original="Selam Tesfay")) == ""
    assert wording.spoken(line(finished=True), TODAY) == "Selam Tesfay, Tigrinya, vollständig, keine Freigabe"


def test_columns_follow_each_other_at_every_width() -> None:
    for width in (600, 768, 969, 1400):
        at = columns(width)
        assert at.person < at.language < at.progress < at.hint <= at.changed < at.end <= width


# --- pages ----------------------------------------------------------------------------------------------


class SlowVault:
    """Answers when told to, in any order."""

    def __init__(self, people: int) -> None:
        self._people = people
        self.asked: list[tuple[PeopleQuery, Callable[[PageOfPeople], None]]] = []

    def fetch(self, query: PeopleQuery, arrived: Callable[[PageOfPeople], None]) -> None:
        self.asked.append((query, arrived))

    def answer(self, number: int) -> None:
        query, arrived = self.asked[number]
        upto = min(query.offset + query.limit, self._people)
        arrived(PageOfPeople(tuple(line(n) for n in range(query.offset, upto)), self._people))


def test_lines_are_read_a_page_at_a_time_and_only_once() -> None:
    vault = SlowVault(100_000)
    model = PeopleModel(vault.fetch, lambda found: found.name)
    model.ask(PeopleQuery(text="te"))
    vault.answer(0)
    assert model.rowCount() == 100_000
    assert len(vault.asked) == 1
    assert model.line(PAGE_SIZE * 3 + 5) is None
    assert model.line(PAGE_SIZE * 3 + 6) is None
    assert [query.offset for query, _ in vault.asked] == [0, PAGE_SIZE * 3]
    assert vault.asked[1][0].text == "te"
    vault.answer(1)
    found = model.line(PAGE_SIZE * 3 + 5)
    assert found is not None
    assert found.record_id == UUID(int=PAGE_SIZE * 3 + 5)
    assert model.row_of(UUID(int=PAGE_SIZE * 3 + 5)) == PAGE_SIZE * 3 + 5
    assert model.line(100_000) is None


def test_an_answer_to_an_older_question_is_dropped() -> None:
    vault = SlowVault(300)
    model = PeopleModel(vault.fetch, lambda found: found.name)
    counted: list[int] = []
    model.counted.connect(counted.append)
    model.ask(PeopleQuery(text="s"))
    model.ask(PeopleQuery(text="se"))
    vault.answer(1)
    vault.answer(0)
    assert counted == [300]
    model.line(250)
    model.ask(PeopleQuery(text="sel"))
    vault.answer(2)
    assert model.line(250) is None


# --- the page -------------------------------------------------------------------------------------------


def test_an_empty_vault_says_what_to_do(qtbot: QtBot) -> None:
    page = PeoplePage(pages().at)
    shown(qtbot, page)
    assert "Noch niemand in diesem Tresor" in texts(page)
    with qtbot.waitSignal(page.new_person_wanted):
        QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_somebody_is_searched_filtered_and_opened(qtbot: QtBot) -> None:
    desk = pages()
    wanted = desk.person()
    intake.start(desk.desk.desk, "ti")
    page = PeoplePage(desk.at)
    shown(qtbot, page)
    assert "2 in diesem Tresor" in texts(page)
    with qtbot.waitSignal(page._model.counted):
        write(page, "main.search", "mansour")
    assert page._model.rowCount() == 1
    QTest.keyClick(part(page, "main.search"), Qt.Key.Key_Down)
    assert "Yousef Al-Mansour" in texts(page)
    with qtbot.waitSignal(page.person_opened) as opened:
        QTest.keyClick(part(page, "main.list"), Qt.Key.Key_Return)
    assert opened.args == [wanted]
    with qtbot.waitSignal(page.conversation_wanted) as going_on:
        click(page, "main.glance.conversation")
    assert going_on.args == [wanted]
    with qtbot.waitSignal(page._model.counted):
        write(page, "main.search", "niemand heisst so")
    assert "Niemand gefunden" in texts(page)


def test_filters_and_order_ask_the_vault(qtbot: QtBot) -> None:
    desk = pages()
    desk.person()
    page = PeoplePage(desk.at)
    shown(qtbot, page)
    click(page, "main.filter.drafts")
    assert page._model.query.only_drafts
    click(page, "main.filter.mine")
    assert page._model.query.only_created_by == desk.desk.desk.caseworker.caseworker_id
    click(page, "main.order.name")
    assert page._model.query.order is PeopleOrder.NAME
    click(page, "main.filter.all")
    assert page._model.query.order is PeopleOrder.NAME


def test_whoever_was_chosen_is_chosen_again_when_one_comes_back(qtbot: QtBot) -> None:
    desk = pages()
    desk.person()
    wanted = desk.person("uk", (("given_names", "Oksana"), ("family_name", "Koval")))
    page = PeoplePage(desk.at, wanted)
    shown(qtbot, page)
    assert "Oksana Koval" in texts(page)
    view = part(page, "main.list")
    assert isinstance(view, QListView)
    assert page._model.line(view.currentIndex().row()) == page._model.line(page._model.row_of(wanted) or 0)


def test_f12_hides_everybody_and_takes_no_keys(qtbot: QtBot) -> None:
    desk = pages()
    desk.person()
    page = PeoplePage(desk.at)
    shown(qtbot, page)
    QTest.keyClick(page, Qt.Key.Key_F12)
    assert has(page, "privacy.curtain")
    assert not part(page, "main.search").isEnabled()
    QTest.keyClick(page, Qt.Key.Key_F12)
    assert not has(page, "privacy.curtain")
