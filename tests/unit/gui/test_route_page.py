"""The page of the route: what cards say, and what can be decided about stations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from profiler.casework import intake, keep_directory, plan_route
from profiler.gui.icons.names import Icon
from profiler.gui.route import wording
from profiler.gui.route.card import read_moment
from profiler.gui.route.route_page import RoutePage
from profiler.gui.route.wording import BadgeText
from profiler.gui.tokens import Tone
from profiler.routing.plans import Plan, Station, StationState, Urgency
from tests.unit.gui.desk_pages import Pages, click, has, pages, part, shown, texts, write

TODAY = date(2026, 11, 21)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 as it stands on an appointment card: without a zone."""
    return datetime.combine(date(2026, 11, day), time(hour, minute))


@pytest.fixture
def desk() -> Pages:
    return pages()


def station(desk: Pages, kind: str = "jobcenter") -> Station:
    plan = plan_route.plan_route(desk.desk.desk, desk.person())
    return next(found for found in plan.stations if found.kind.code == kind)


def kinds(plan: Plan) -> list[str]:
    return [found.kind.code for found in plan.stations]


# --- what a card says -----------------------------------------------------------------------------------


def test_an_open_station_says_that_an_appointment_is_missing(desk: Pages) -> None:
    found = replace(station(desk), deadline=None, urgency=Urgency.WORK)
    assert wording.badges(found, TODAY)[0] == BadgeText("offen", Icon.MINUS, Tone.NEUTRAL)
    assert wording.when(found, TODAY) == ("", None)
    assert "Termin noch vereinbaren" in wording.with_whom(found)


@pytest.mark.parametrize(
    ("changes", "badge", "tone"),
    [
        ({"deadline": date(2026, 12, 1), "urgency": Urgency.WORK}, "dringend", Tone.ERROR),
        ({"deadline": date(2027, 3, 1), "urgency": Urgency.WORK}, "offen", None),
        ({"deadline": date(2027, 3, 1), "urgency": Urgency.LEGAL_DEADLINE}, "dringend", Tone.ERROR),
        ({"deadline": date(2026, 12, 1), "state": StationState.ERLEDIGT}, "erledigt", None),
    ],
)
def test_only_a_deadline_that_presses_is_red(
    desk: Pages, changes: dict[str, object], badge: str, tone: Tone | None
) -> None:
    found = replace(station(desk), **changes)  # type: ignore[arg-type]  # fields by name
    assert wording.badges(found, TODAY)[0].text == badge
    assert wording.when(found, TODAY)[1] is tone


def test_an_appointment_is_said_with_its_day(desk: Pages) -> None:
    found = station(desk)
    assert wording.when(replace(found, appointment=local(21, 14)), TODAY)[0] == "heute, 14:00"
    later = replace(found, appointment=local(24, 7, 45))
    assert wording.when(later, TODAY)[0] == "24.11.2026, 07:45"


def test_the_legal_basis_stands_with_its_date(desk: Pages) -> None:
    found = station(desk)
    assert wording.legal_basis(found).endswith("Stand 21.11.2026")
    assert wording.legal_basis(replace(found, reasons=())) == "von Hand ergänzt"


@pytest.mark.parametrize(
    ("day", "clock_time", "moment"),
    [
        ("2026-11-24", "14:00", local(24, 14)),
        ("2026-11-24", "7.45", local(24, 7, 45)),
        ("2026-11-24", "9 Uhr", local(24, 9)),
        ("2026-11-24", "", None),
        ("2026-11-24", "25:00", None),
        ("", "14:00", None),
    ],
)
def test_a_time_is_read_as_people_write_it(day: str, clock_time: str, moment: datetime | None) -> None:
    assert read_moment(day, clock_time) == moment


# --- the page -------------------------------------------------------------------------------------------


def test_reasons_and_bring_lists_stand_in_both_languages(desk: Pages, qtbot: QtBot) -> None:
    page = RoutePage(desk.at, desk.person("ar"))
    shown(qtbot, page)
    assert has(page, "route.item.jobcenter")
    shown_texts = texts(page)
    assert "Ihr Weg" in shown_texts
    assert "Mitbringen: " in shown_texts
    assert any("\u0600" <= letter <= "\u06ff" for letter in shown_texts)


def test_a_station_is_taken_off_with_a_reason_and_brought_back(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    page = RoutePage(desk.at, record_id)
    shown(qtbot, page)
    click(page, "route.item.jobcenter.change")
    click(page, "route.item.jobcenter.remove")
    assert "Bitte schreiben Sie kurz, warum." in texts(page)
    write(page, "route.item.jobcenter.because", "war schon dort")
    click(page, "route.item.jobcenter.remove")
    assert not has(page, "route.item.jobcenter")
    undo = desk.notices.toasts[-1].action
    assert undo is not None
    click(page, "route.removed")
    assert "war schon dort" in texts(page)
    click(page, "route.restore.jobcenter")
    assert has(page, "route.item.jobcenter")


def test_an_appointment_needs_a_day_to_come(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    page = RoutePage(desk.at, record_id)
    shown(qtbot, page)
    name = "route.item.jobcenter"
    click(page, f"{name}.change")
    click(page, f"{name}.appoint")
    assert "Bitte Tag, Monat, Jahr und Uhrzeit angeben" in texts(page)
    for box, digits in (("day", "20"), ("month", "11"), ("year", "2026")):
        write(page, f"{name}.day.{box}", digits)
    write(page, f"{name}.time", "14:00")
    click(page, f"{name}.appoint")
    assert "Dieser Tag ist schon vorbei." in texts(page)
    write(page, f"{name}.day.day", "24")
    click(page, f"{name}.appoint")
    plan = plan_route.plan_route(desk.desk.desk, record_id)
    kept = next(found for found in plan.stations if found.kind.code == "jobcenter")
    assert kept.appointment == local(24, 14)
    assert kept.state is StationState.TERMIN
    click(page, f"{name}.change")
    click(page, f"{name}.disappoint")
    assert "24.11.2026" not in texts(page)


def test_stations_move_and_are_marked_as_done(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    before = kinds(plan_route.plan_route(desk.desk.desk, record_id))
    page = RoutePage(desk.at, record_id)
    shown(qtbot, page)
    click(page, f"route.item.{before[0]}.down")
    after = kinds(plan_route.plan_route(desk.desk.desk, record_id))
    assert after[:2] == [before[1], before[0]]
    click(page, f"route.item.{before[0]}.done")
    plan = plan_route.plan_route(desk.desk.desk, record_id)
    assert {found.kind.code: found.state for found in plan.stations}[before[0]] is StationState.ERLEDIGT
    click(page, f"route.item.{before[0]}.done")
    plan = plan_route.plan_route(desk.desk.desk, record_id)
    assert {found.kind.code: found.state for found in plan.stations}[before[0]] is StationState.GEPLANT


def test_a_station_is_added_by_hand_and_another_office_chosen(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    first = keep_directory.new_office(desk.desk.desk, "sozialamt")
    other = keep_directory.save_office(desk.desk.desk, replace(first, name="Sozialamt, Außenstelle"))
    page = RoutePage(desk.at, record_id)
    shown(qtbot, page)
    click(page, "route.add")
    page._on_new_station("sozialamt")
    assert has(page, "route.item.sozialamt")
    click(page, "route.item.sozialamt.change")
    assert isinstance(part(page, "route.item.sozialamt.office.search"), QLineEdit)
    plan = plan_route.plan_route(desk.desk.desk, record_id)
    added = next(found for found in plan.stations if found.kind.code == "sozialamt")
    page._decide(lambda: plan_route.choose_office(desk.desk.desk, record_id, added, other.office_id))
    assert "Sozialamt, Außenstelle" in texts(page)


def test_what_cannot_be_decided_names_the_question(desk: Pages, qtbot: QtBot) -> None:
    conversation = intake.start(desk.desk.desk, "ar")
    page = RoutePage(desk.at, conversation.record_id)
    shown(qtbot, page)
    assert "Noch nicht zu entscheiden" in texts(page)
    assert "bitte fragen:" in texts(page)
    with qtbot.waitSignal(page.slip_wanted) as wanted:
        click(page, "route.slip")
    assert wanted.args == [conversation.record_id]
