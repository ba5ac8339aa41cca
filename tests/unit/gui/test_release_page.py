"""The release: nothing preset, explained, asked back, signed, withdrawn in two clicks."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from profiler.casework import release_talk, sign_release
from profiler.forms.answer import Address
from profiler.gui.release.choosing import ALIENS_OFFICE, Choosing, load
from profiler.gui.release.release_page import ReleasePage
from profiler.gui.release.side import ASK_BACK, CHOOSE, SIGN
from profiler.records.record import RecordState
from profiler.release.releases import Category, SignedHow, SignsAs, WithdrawalScope
from tests.unit.gui.desk_pages import Pages, click, has, pages, part, shown, texts, write

TALK = {
    "weitergabe": ("c_means.opt.mir_mitgeben",),
    "dolmetschen": ("c_int_kind.opt.niemand",),
    "verstanden": (
        "c_read_aloud.opt.vorgelesen",
        *(f"c_teachback_{question}.opt.ja" for question in ("who", "no", "stop")),
    ),
}


@pytest.fixture
def desk() -> Pages:
    return pages()


def go_to(page: ReleasePage, step: int) -> None:
    """Onwards until the step, everything said back."""
    for _ in range(30):
        if page._step == step:
            QApplication.processEvents()
            return
        answer_page(page)
        click(page, "release.next")
    raise AssertionError("the step never came")


def answer_page(page: ReleasePage) -> None:
    """Answer what a page of the talk needs, if one is shown."""
    for section, options in TALK.items():
        if has(page, f"release.talk.{section}"):
            for option in options:
                click(page, f"q.{option}")


def choose_office(page: ReleasePage, kind: str) -> None:
    choosing = page._choosing
    assert choosing is not None
    kinds = [choice.recipient.kind for choice in choosing.chosen]
    click(page, f"release.recipient.{kind}.{kinds.index(kind)}")


# --- choosing -------------------------------------------------------------------------------------------


def test_the_offices_of_the_route_are_asked_about_and_all_is_off(desk: Pages) -> None:
    record_id = desk.person()
    data = load(desk.desk.desk, record_id)
    choosing = Choosing.begin(data, None)
    kinds = [choice.recipient.kind for choice in choosing.chosen]
    assert "jobcenter" in kinds
    assert ALIENS_OFFICE not in kinds[:-1]
    assert choosing.grants() == ()
    assert all(not topics for topics in choosing.ticked.values())


def test_recipients_without_any_yes_are_not_in_the_release(desk: Pages) -> None:
    data = load(desk.desk.desk, desk.person())
    choosing = Choosing.begin(data, None)
    choice = choosing.chosen[0]
    key = choice.recipient.recipient_id
    choosing.decide(key, Category.SPRACHE, True)
    choosing.decide(key, Category.SCHULE, True)
    choosing.decide(key, Category.SCHULE, False)
    (grant,) = choosing.grants()
    assert grant.recipient == choice.recipient
    assert grant.categories == {Category.SPRACHE}
    assert grant.purpose == choice.purpose
    assert choosing.count(choice)[0] == 1


def test_an_office_that_is_not_on_the_route_can_be_added_once(desk: Pages) -> None:
    data = load(desk.desk.desk, desk.person())
    choosing = Choosing.begin(data, None)
    other = choosing.addable()[0]
    choosing.add(other)
    choosing.add(other)
    assert choosing.chosen.count(other) == 1
    assert other not in choosing.addable()


@pytest.mark.parametrize(("born", "who"), [("1991-03-14", SignsAs.SELBST), ("2010-04-18", SignsAs.BEIDE)])
def test_below_eighteen_the_guardians_sign_too(desk: Pages, born: str, who: SignsAs) -> None:
    record_id = desk.person("ti", (("birth_date", born), ("unaccompanied", "nein")))
    assert load(desk.desk.desk, record_id).signs_as is who


# --- the page -------------------------------------------------------------------------------------------


def test_the_rights_are_explained_in_both_languages_first(desk: Pages, qtbot: QtBot) -> None:
    page = ReleasePage(desk.at, desk.person())
    shown(qtbot, page)
    said = texts(page)
    assert "Ich unterschreibe freiwillig." in said
    assert "Verbindlich ist der deutsche Text." in said
    assert any("\u0600" <= letter <= "\u06ff" for letter in said)
    assert not has(page, "release.back")


def test_only_topics_of_the_office_s_sheet_are_asked_and_health_never(desk: Pages, qtbot: QtBot) -> None:
    page = ReleasePage(desk.at, desk.person())
    shown(qtbot, page)
    go_to(page, CHOOSE)
    choose_office(page, "jobcenter")
    assert has(page, "release.topic.sprache")
    assert not has(page, "release.topic.kinder")
    assert not has(page, "release.topic.gesundheit")
    assert "Gesundheit ist nie dabei." in texts(page)
    assert "Diese Stelle muss der Ausländerbehörde manches mitteilen" in texts(page)
    assert "erfährt 0 von" in texts(page)
    click(page, "release.topic.sprache.yes")
    assert "erfährt 1 von" in texts(page)


def test_the_aliens_office_needs_its_own_explanation(desk: Pages, qtbot: QtBot) -> None:
    page = ReleasePage(desk.at, desk.person())
    shown(qtbot, page)
    go_to(page, CHOOSE)
    choosing = page._choosing
    assert choosing is not None
    office = next(c for c in choosing.data.possible if c.recipient.kind == ALIENS_OFFICE)
    page._on_add(office.recipient.recipient_id)
    assert not part(page, "release.topic.aufenthalt.yes").isEnabled()
    click(page, "release.explained.yes")
    click(page, "release.topic.aufenthalt.yes")
    assert choosing.ticked[office.recipient.recipient_id] == {Category.AUFENTHALT}
    click(page, "release.explained.no")
    assert choosing.ticked[office.recipient.recipient_id] == set()
    assert not part(page, "release.topic.aufenthalt.yes").isEnabled()


def test_no_everywhere_is_all_right_and_there_is_nothing_to_sign(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    page = ReleasePage(desk.at, record_id)
    shown(qtbot, page)
    go_to(page, CHOOSE)
    for _ in range(12):
        click(page, "release.next")
    assert page._step == CHOOSE
    banner = desk.notices.shown_banner
    assert banner is not None
    assert "Es ist überall Nein gewählt. Das ist in Ordnung" in banner.text
    page.leave()
    assert sign_release.releases(desk.desk.desk, record_id) == ()


def test_what_was_chosen_is_kept_when_the_page_is_left(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    page = ReleasePage(desk.at, record_id)
    shown(qtbot, page)
    go_to(page, CHOOSE)
    choose_office(page, "jobcenter")
    click(page, "release.topic.sprache.yes")
    page.leave()
    again = ReleasePage(desk.at, record_id)
    shown(qtbot, again)
    choose_office(again, "jobcenter")
    switch = part(again, "release.topic.sprache")
    assert switch.is_yes()  # type: ignore[attr-defined]  # a YesNoSwitch
    release = sign_release.current_release(desk.desk.desk, record_id)
    assert release is not None
    assert release.signature is None


def test_the_last_day_can_be_earlier_but_not_later_than_two_years(desk: Pages, qtbot: QtBot) -> None:
    page = ReleasePage(desk.at, desk.person())
    shown(qtbot, page)
    go_to(page, CHOOSE)
    assert "Gilt bis 20.11.2027." in texts(page)
    click(page, "release.until.change")
    for box, digits in (("day", "30"), ("month", "11"), ("year", "2028")):
        write(page, f"release.until.{box}", digits)
    part(page, "release.next").setFocus()
    assert "Bitte einen Tag zwischen heute und dem 21.11.2028 wählen." in texts(page)
    write(page, "release.until.year", "2026")
    part(page, "release.next").setFocus()
    assert "Gilt bis 30.11.2026." in texts(page)
    assert page._choosing is not None
    assert page._choosing.valid_until == date(2026, 11, 30)


def test_without_the_answers_in_own_words_nobody_signs(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    page = ReleasePage(desk.at, record_id)
    shown(qtbot, page)
    go_to(page, CHOOSE)
    choose_office(page, "jobcenter")
    click(page, "release.topic.sprache.yes")
    while not has(page, "release.talk.verstanden"):
        answer_page(page)
        click(page, "release.next")
    click(page, "q.c_read_aloud.opt.selbst")
    click(page, "q.c_teachback_who.opt.ja")
    click(page, "release.next")
    assert "Bitte erklären Sie es noch einmal" in texts(page)
    assert page._step == ASK_BACK
    (talk,) = release_talk.talks(desk.desk.desk, record_id)
    said = {address.path.rsplit("/", 1)[1]: told.value for address, told in talk.snapshot.answers.items()}
    assert (said["c_teachback_who"], said.get("c_teachback_no", "")) == ("ja", "")


def test_the_signed_paper_opens_the_gate_and_a_stop_closes_it(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    page = ReleasePage(desk.at, record_id)
    shown(qtbot, page)
    go_to(page, CHOOSE)
    choose_office(page, "jobcenter")
    click(page, "release.topic.sprache.yes")
    click(page, "release.topic.schule.yes")
    go_to(page, SIGN)
    assert "Freigabe Nr. 1 für Jobcenter" in texts(page)
    assert "Es unterschreibt die Person selbst." in texts(page)
    click(page, "release.print")
    assert desk.notices.shown_banner is not None
    click(page, "q.c_signed_how.opt.papier")
    click(page, "q.c_copy_given.opt.gedruckt")
    write(page, "q.c_date.year", "2027")
    click(page, "release.seen")
    assert "liegt in der Zukunft" in texts(page)
    write(page, "q.c_date.year", "2026")
    write(page, "q.c_place.text", "")
    click(page, "release.seen")
    assert "ist noch etwas offen" in texts(page)
    write(page, "q.c_place.text", "Musterstadt")
    click(page, "release.seen")
    assert has(page, "release.card1")
    release = sign_release.current_release(desk.desk.desk, record_id)
    assert release is not None
    assert release.signature is not None

    # Two clicks for one topic, two for everything; one click does nothing.
    click(page, "release.withdraw1.schule")
    assert not (sign_release.current_release(desk.desk.desk, record_id) or release).withdrawals
    click(page, "release.withdraw1.schule")
    click(page, "release.withdraw1.recipient0")
    click(page, "release.withdraw1.recipient0")
    click(page, "release.withdraw1.all")
    click(page, "release.withdraw1.all")
    withdrawn = sign_release.current_release(desk.desk.desk, record_id)
    assert withdrawn is not None
    assert [taken.scope for taken in withdrawn.withdrawals] == [
        WithdrawalScope.KATEGORIE,
        WithdrawalScope.EMPFAENGER,
        WithdrawalScope.ALLES,
    ]
    assert not has(page, "release.withdraw1.all")

    # A new one begins with no everywhere; the old one stays in reach.
    click(page, "release.back")
    assert has(page, "release.explain")
    go_to(page, CHOOSE)
    assert "jetzt: nichts" in part(page, "release.recipient.jobcenter.0").accessibleName()
    click(page, "release.signed")
    assert has(page, "release.card1")
    with qtbot.waitSignal(page.documents_wanted):
        click(page, "release.next")


def test_the_talk_is_closed_with_the_signature(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    page = ReleasePage(desk.at, record_id)
    shown(qtbot, page)
    go_to(page, CHOOSE)
    choose_office(page, "jobcenter")
    click(page, "release.topic.sprache.yes")
    go_to(page, SIGN)
    click(page, "release.seen")
    assert "ist noch etwas offen" in texts(page)
    click(page, "q.c_signed_how.opt.handzeichen_mit_zeugin")
    write(page, "q.c_witness_name.text", "B. Koch")
    click(page, "q.c_copy_given.opt.spaeter")
    click(page, "release.seen")
    release = sign_release.current_release(desk.desk.desk, record_id)
    assert release is not None
    assert release.signature is not None
    assert release.signature.how is SignedHow.HANDZEICHEN_MIT_ZEUGIN
    (talk,) = release_talk.talks(desk.desk.desk, record_id)
    assert talk.state is RecordState.FINISHED

    # The copy was promised for later.
    click(page, "release.copy1")
    assert not has(page, "release.copy1")
    release = sign_release.current_release(desk.desk.desk, record_id)
    assert release is not None
    assert release.signature is not None
    assert release.signature.copy_given


def test_an_office_that_may_answer_too_is_marked_so_on_the_paper(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    page = ReleasePage(desk.at, record_id)
    shown(qtbot, page)
    go_to(page, CHOOSE)
    choose_office(page, "jobcenter")
    click(page, "release.topic.sprache.yes")
    go_to(page, ASK_BACK)
    click(page, "q.recipients.row0.c_mutual.opt.ja")
    go_to(page, SIGN)
    release = sign_release.current_release(desk.desk.desk, record_id)
    assert release is not None
    assert [grant.mutual for grant in release.grants] == [True]
    # Going back and forth says it neither away nor into another form.
    click(page, "release.back")
    go_to(page, SIGN)
    assert sign_release.current_release(desk.desk.desk, record_id) == release


def test_a_no_to_the_aliens_office_ends_the_talk_on_its_page(desk: Pages, qtbot: QtBot) -> None:
    page = ReleasePage(desk.at, desk.person())
    shown(qtbot, page)
    go_to(page, CHOOSE)
    choosing = page._choosing
    assert choosing is not None
    office = next(c for c in choosing.data.possible if c.recipient.kind == ALIENS_OFFICE)
    page._on_add(office.recipient.recipient_id)
    click(page, "release.explained.yes")
    click(page, "release.topic.aufenthalt.yes")
    while not has(page, "release.talk.verstanden"):
        if has(page, "release.talk.auslaenderbehoerde"):
            click(page, "q.c_abh_ok.opt.nein")
        answer_page(page)
        click(page, "release.next")
    answer_page(page)
    click(page, "release.next")
    assert has(page, "release.talk.auslaenderbehoerde")
    assert "hat zur Ausländerbehörde nicht Ja gesagt" in texts(page)
    click(page, "q.c_abh_ok.opt.ja")
    go_to(page, SIGN)


def test_how_a_stop_was_said_is_kept(desk: Pages, qtbot: QtBot) -> None:
    record_id = desk.person()
    desk.signed_release(record_id, Category.SPRACHE)
    page = ReleasePage(desk.at, record_id)
    shown(qtbot, page)
    write(page, "release.channel", "am Telefon")
    click(page, "release.withdraw1.all")
    click(page, "release.withdraw1.all")
    (talk,) = release_talk.talks(desk.desk.desk, record_id)
    assert talk.snapshot.answers[Address("/einwilligung/widerruf/w_channel")].value == "am Telefon"
    assert not has(page, "release.channel")
