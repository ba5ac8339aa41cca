"""The overview of a person, the language of a new conversation, and the directory."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from profiler.casework import hand_over, intake, keep_directory, people
from profiler.casework.hand_over import Paper, PaperRequest
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer, Precision, Source
from profiler.gui.directory.directory_page import DirectoryPage
from profiler.gui.person import overview
from profiler.gui.person.new_person_page import NewPersonPage
from profiler.gui.person.person_page import PersonOverview
from profiler.gui.person.walk_host import WalkHost
from profiler.release.releases import Category
from tests.fakes.desks import tell, tell_row
from tests.fakes.paper import ListSink
from tests.fakes.store import FakeStore
from tests.unit.gui.desk_pages import Pages, click, has, pages, part, shown, texts, write


@pytest.fixture
def desk() -> Pages:
    return pages()


# --- overview -------------------------------------------------------------------------------------------


def test_the_overview_says_who_somebody_is_in_german_words(desk: Pages) -> None:
    conversation = intake.start(desk.desk.desk, "ar")
    tell(
        conversation,
        understood="ja",
        family_name="Al-Mansour",
        birth_date="1991-03-14",
        address_secret="ja",
        city="Geheimstadt",
    )
    form = conversation.form
    arrived = Answer("2025-03-01", source=Source.DOKUMENT_GESEHEN, precision=Precision.MONAT)
    conversation.save(conversation.set(Address(form.question("arrived_de").path), arrived).edit)
    tell_row(conversation, "languages", lang="ara")
    lines = {line.label: line for line in overview.load(desk.desk.desk, conversation.record_id).summary}
    assert lines["Alter"].text == "35 Jahre"
    assert lines["Hier seit"].text == "03/2025"
    assert lines["Hier seit"].source is Source.DOKUMENT_GESEHEN
    assert lines["Sprachen"].text == "Deutsch, Arabisch"
    assert "Wohnort" not in lines
    assert not any("Geheimstadt" in line.text for line in lines.values())


def test_what_is_due_follows_from_what_is_missing(desk: Pages) -> None:
    record_id = desk.person()
    titles = [due.title for due in overview.load(desk.desk.desk, record_id).due]
    assert "Gespräch fortsetzen" in titles
    assert "Freigabe besprechen" in titles
    conversation = intake.resume(desk.desk.desk, record_id)
    conversation.save(conversation.finish().edit)
    desk.signed_release(record_id, Category.SPRACHE)
    titles = [due.title for due in overview.load(desk.desk.desk, record_id).due]
    assert "Gespräch fortsetzen" not in titles
    assert "Freigabe besprechen" not in titles


def test_the_history_tells_who_did_what_and_only_what_really_left(desk: Pages) -> None:
    record_id = desk.person()
    desk.signed_release(record_id, Category.SPRACHE)
    hand_over.hand_over(desk.desk.desk, PaperRequest(Paper.OWN_COPY, record_id), ListSink())
    with pytest.raises(WorldError):
        hand_over.hand_over(desk.desk.desk, PaperRequest(Paper.ROUTE_SLIP, record_id), desk.at.printer)
    found = overview.load(desk.desk.desk, record_id)
    titles = [event.title for event in found.events]
    assert set(titles) == {
        "Person angelegt",
        "Antworten ergänzt",
        "Freigabe unterschrieben",
        "Eigene Kopie übergeben",
        "Laufzettel: nicht gelungen",
    }
    assert {event.who for event in found.events} == {"M. Berger"}
    assert [given.paper for given in found.given] == ["Eigene Kopie"]
    assert found.given[0].to_whom == "21.11.2026 an die Person, als Datei"


def test_the_overview_leads_everywhere(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    desk.signed_release(record_id, Category.SPRACHE)
    page = PersonOverview(desk.at, record_id)
    shown(qtbot, page)
    assert part(page, "person.name").text() == "Yousef Al-Mansour"  # type: ignore[attr-defined]  # a label
    for name, signal in (
        ("person.conversation", page.conversation_wanted),
        ("person.release", page.release_wanted),
        ("person.route", page.route_wanted),
        ("person.documents", page.documents_wanted),
        ("person.route.open", page.route_wanted),
    ):
        with qtbot.waitSignal(signal) as asked:
            click(page, name)
        assert asked.args == [record_id]
    with qtbot.waitSignal(page.back):
        click(page, "person.top.back")


def test_f12_hides_the_name_and_the_page(desk: Pages, qtbot: QtBot) -> None:
    page = PersonOverview(desk.at, desk.person())
    shown(qtbot, page)
    click(page, "person.top.privacy")
    assert has(page, "privacy.curtain")
    assert part(page, "person.top.person").text() == "Name verborgen"  # type: ignore[attr-defined]  # a label
    click(page, "person.top.privacy")
    assert not has(page, "privacy.curtain")


# --- beginning and going on -----------------------------------------------------------------------------


def test_a_conversation_begins_in_the_language_people_point_at(desk: Pages, qtbot: QtBot) -> None:
    page = NewPersonPage(desk.at)
    shown(qtbot, page)
    page.take_focus()
    assert part(page, "new.language.ar").hasFocus()
    with qtbot.waitSignal(page.started) as begun:
        click(page, "new.language.uk")
    (record_id,) = begun.args or [None]
    record = people.open_file(desk.desk.desk, record_id)
    assert record.client_language == "uk"


def test_a_full_disk_lets_one_try_again(desk: Pages, qtbot: QtBot) -> None:
    page = NewPersonPage(desk.at)
    shown(qtbot, page)
    store = desk.desk.desk.store
    assert isinstance(store, FakeStore)
    store.fails_with = WorldError(ErrorCode.DISK_FULL)
    click(page, "new.language.uk")
    banner = desk.notices.shown_banner
    assert banner is not None
    assert banner.text.startswith("Der Datenträger ist voll.")
    with qtbot.waitSignal(page.started):
        click(page, "new.language.uk")


def test_the_walk_is_left_with_everything_typed(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    page = WalkHost(desk.at, record_id)
    shown(qtbot, page)
    click(page, "walk.section.person")
    write(page, "q.family_name.text", "Haddad")
    page.leave()
    record = people.open_file(desk.desk.desk, record_id)
    assert "Haddad" in {answer.value for answer in record.snapshot.answers.values()}


# --- directory ------------------------------------------------------------------------------------------


def choose(page: DirectoryPage, name: str) -> None:
    names = [office.name for office in page._offices]
    table = part(page, "offices.table")
    assert isinstance(table, QTableView)
    table.selectRow(names.index(name))


def names(desk: Pages) -> set[str]:
    return {office.name for office in keep_directory.offices(desk.desk.desk)}


def test_an_office_is_corrected_and_kept_when_the_next_is_chosen(desk: Pages, qtbot: QtBot) -> None:
    page = DirectoryPage(desk.at)
    shown(qtbot, page)
    choose(page, "Jobcenter Landkreis Musterland")
    write(page, "offices.phone", "030 23125-399")
    choose(page, "Grundschule am Park")
    assert desk.notices.toasts[-1].text == "Stelle gespeichert"
    phones = {office.name: office.phone for office in keep_directory.offices(desk.desk.desk)}
    assert phones["Jobcenter Landkreis Musterland"] == "030 23125-399"
    said = len(desk.notices.toasts)
    click(page, "offices.save")
    assert len(desk.notices.toasts) == said, "nothing was changed, nothing is said"


def test_an_office_without_a_name_is_not_kept(desk: Pages, qtbot: QtBot) -> None:
    page = DirectoryPage(desk.at)
    shown(qtbot, page)
    choose(page, "Grundschule am Park")
    field = part(page, "offices.name")
    field.clear()  # type: ignore[attr-defined]  # a field
    click(page, "offices.save")
    assert "Bitte ausfüllen." in texts(page)
    assert "Grundschule am Park" in names(desk)


def test_an_office_is_added_deleted_and_brought_back(desk: Pages, qtbot: QtBot) -> None:
    page = DirectoryPage(desk.at)
    shown(qtbot, page)
    page._on_add("kita")
    write(page, "offices.name", "Kita Sonnenhof")
    click(page, "offices.save")
    assert "Kita Sonnenhof" in names(desk)
    click(page, "offices.delete")
    assert "Kita Sonnenhof" not in names(desk)
    undo = desk.notices.toasts[-1].action
    assert undo is not None
    undo.run()
    assert "Kita Sonnenhof" in names(desk)
