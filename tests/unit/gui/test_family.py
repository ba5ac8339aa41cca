"""The family on a person's page: from a child without a school to its form, and back to the parent."""

from __future__ import annotations

from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from profiler.casework import hand_over, household, intake, school_forms
from profiler.casework.hand_over import Paper, PaperRequest
from profiler.casework.intake import Intake
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Source
from profiler.gui.desk_screen import DeskScreen
from profiler.gui.documents import papers
from profiler.gui.people.people_page import PeoplePage
from profiler.gui.people.wording import progress_text
from profiler.gui.person import overview
from profiler.gui.person.person_page import PersonOverview
from profiler.gui.person.walk_host import WalkHost
from profiler.records.household import Relation
from tests.fakes.desks import tell, tell_row, told_person
from tests.fakes.paper import ListSink
from tests.unit.gui.desk_pages import Pages, click, has, pages, shown, texts

AMINA = {"hh_name": "Amina Al-Mansour", "hh_birth": "2016-03-04", "hh_relation": "kind"}


@pytest.fixture
def desk() -> Pages:
    return pages()


def mother(desk: Pages, **more: str) -> Intake:
    told = told_person(desk.desk.desk, "ar", tuple(more.items()))
    tell_row(told, "household", **AMINA, hh_school_kita="nichts")
    return told


def form_of(desk: Pages, record_id: UUID) -> UUID:
    (child,) = school_forms.children(desk.desk.desk, record_id)
    return school_forms.open_school_form(desk.desk.desk, record_id, child.row)


def test_a_child_without_a_school_is_seen_on_the_parents_page(desk: Pages, qtbot: QtBot) -> None:
    page = PersonOverview(desk.at, mother(desk).record_id)
    shown(qtbot, page)
    told = texts(page)
    assert "Familie und Schule" in told
    assert "Amina Al-Mansour" in told
    assert "10 Jahre · noch ohne Schule" in told


def test_somebody_without_family_has_no_such_card(desk: Pages, qtbot: QtBot) -> None:
    page = PersonOverview(desk.at, desk.person())
    shown(qtbot, page)
    assert "Familie und Schule" not in texts(page)


def test_the_school_form_is_walked_and_leads_back_to_the_parent(desk: Pages, qtbot: QtBot) -> None:
    parent = mother(desk)
    screen = DeskScreen(desk.at.desk, desk.at.runners, desk.at.printer, desk.at.make_file_sink, "ar")
    shown(qtbot, screen)
    screen.show_person(parent.record_id)
    click(screen, "family.child0.form")
    walk = screen.findChild(WalkHost)
    assert walk is not None
    assert has(screen, "walk.section.kind")
    assert "Wie ist der Familienname des Kindes?" in texts(screen)
    assert "Amina Al-Mansour" in texts(screen)
    click(screen, "walk.back")
    assert has(screen, "person.name")
    assert "Yousef Al-Mansour" in texts(screen)
    assert "Schulbogen" in texts(screen)
    click(screen, "family.child0.open")
    assert "Amina Al-Mansour" in texts(screen)
    assert not has(screen, "person.route"), "a child's school form has no route of its own"
    click(screen, "family.other0.open")
    assert "Yousef Al-Mansour" in texts(screen)


def test_a_full_disk_opens_no_form_and_says_so(desk: Pages, qtbot: QtBot) -> None:
    page = PersonOverview(desk.at, mother(desk).record_id)
    shown(qtbot, page)
    store = desk.desk.desk.store
    store.fails_with = WorldError(ErrorCode.DISK_FULL)  # type: ignore[attr-defined]  # the fake
    with qtbot.assertNotEmitted(page.school_form_opened):
        click(page, "family.child0.form")
    assert desk.notices.shown_banner is not None
    with qtbot.waitSignal(page.school_form_opened):
        click(page, "family.child0.form")


def test_a_secret_address_hides_the_way_to_the_childs_form(desk: Pages, qtbot: QtBot) -> None:
    parent = mother(desk)
    child = intake.resume(desk.desk.desk, form_of(desk, parent.record_id))
    tell(child, address_secret="ja")
    page = PersonOverview(desk.at, parent.record_id)
    shown(qtbot, page)
    assert "Adresse geheim" in texts(page)
    assert not has(page, "family.child0.form")
    assert not has(page, "family.child0.open")


def test_linked_people_lead_to_each_other(desk: Pages, qtbot: QtBot) -> None:
    parent, father = mother(desk), told_person(desk.desk.desk, "uk")
    household.link(desk.desk.desk, parent.record_id, father.record_id, Relation.PARTNER)
    page = PersonOverview(desk.at, parent.record_id)
    shown(qtbot, page)
    assert "Partnerin oder Partner" in texts(page)
    with qtbot.waitSignal(page.person_wanted) as wanted:
        click(page, "family.other0.open")
    assert wanted.args == [father.record_id]


def test_a_school_form_says_who_the_child_is_and_is_told_apart_in_the_list(desk: Pages, qtbot: QtBot) -> None:
    parent = mother(desk)
    record_id = form_of(desk, parent.record_id)
    found = overview.load(desk.desk.desk, record_id)
    lines = {line.label: line.text for line in found.summary}
    assert found.who.name == "Amina Al-Mansour"
    assert lines["Alter"] == "10 Jahre"
    assert lines["Wohnort"] == "Musterstadt"
    assert lines["Eltern"] == "Yousef Al-Mansour, Arabisch"
    assert found.plan.stations == ()
    (line,) = (
        each for each in desk.desk.desk.store.records_of(desk.desk.desk.store.record(record_id).person_id)
    )
    assert progress_text(line).startswith("Schulbogen ")
    page = PeoplePage(desk.at)
    shown(qtbot, page)
    assert page is not None


def test_there_is_no_slip_for_a_school_form(desk: Pages) -> None:
    record_id = form_of(desk, mother(desk).record_id)
    offered = {line.request.paper for line in papers.load(desk.desk.desk, record_id).lines}
    assert offered == {Paper.RELEASE_FORM, Paper.OWN_COPY, Paper.OWN_SHEET}
    with pytest.raises(WorldError) as refused:
        hand_over.hand_over(desk.desk.desk, PaperRequest(Paper.ROUTE_SLIP, record_id), ListSink())
    assert refused.value.details == {"reason": "no_route"}


def test_what_was_taken_over_is_read_out_and_confirmed_once(desk: Pages, qtbot: QtBot) -> None:
    record_id = form_of(desk, mother(desk, interpreter_kind="beeidigt").record_id)
    page = PersonOverview(desk.at, record_id)
    shown(qtbot, page)
    told = texts(page)
    assert "übernommen: Stimmt das?" in told
    assert "Brauchen die Eltern Dolmetschen? Ja" in told
    assert "Amina · 04.03.2016" in told
    click(page, "family.confirm")
    assert not has(page, "family.confirm")
    answers = desk.desk.desk.store.record(record_id).snapshot.answers.values()
    assert Source.UEBERNOMMEN not in {answer.source for answer in answers}


def test_a_finished_form_asks_for_no_confirmation(desk: Pages) -> None:
    record_id = form_of(desk, mother(desk).record_id)
    child = intake.resume(desk.desk.desk, record_id)
    child.save(child.finish().edit)
    assert overview.load(desk.desk.desk, record_id).taken_over == ()
