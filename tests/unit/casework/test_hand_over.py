"""The one way out: gate, log, sink - in this order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from profiler.casework import hand_over, plan_route, sign_release
from profiler.casework.hand_over import Paper, PaperRequest
from profiler.casework.intake import Intake
from profiler.errors import ErrorCode, WorldError
from profiler.ports.store import OutputKind
from profiler.release.gate import Refusal
from profiler.release.outputs import Disclosure
from profiler.release.releases import Category, Grant, Release, WithdrawalScope
from tests.fakes.desks import DeskOnFakes, open_desk, told_person
from tests.fakes.paper import BrokenPrinter, ListSink

EVERYTHING = frozenset(Category)


def _grant(found: DeskOnFakes, kind: str, categories: Iterable[Category] = EVERYTHING) -> Grant:
    choice = next(
        choice for choice in sign_release.possible_recipients(found.desk) if choice.recipient.kind == kind
    )
    return Grant(choice.recipient, frozenset(categories), choice.purpose)


def _signed(found: DeskOnFakes, person: Intake, *grants: Grant) -> Release:
    release = sign_release.draft(found.desk, person.record_id, grants, language="ar")
    return sign_release.signed_paper_seen(found.desk, release, place="Musterstadt")


def _refused(found: DeskOnFakes, request: PaperRequest) -> str:
    sink = ListSink()
    with pytest.raises(WorldError) as refusal:
        hand_over.hand_over(found.desk, request, sink)
    assert refusal.value.code is ErrorCode.RELEASE_REFUSED
    assert sink.handouts == []
    assert hand_over.who_got_what(found.desk, request.record_id) == ()
    return refusal.value.details["reason"]


def test_without_a_release_nothing_leaves() -> None:
    found = open_desk()
    person = told_person(found.desk)
    grant = _grant(found, "jobcenter")
    request = PaperRequest(Paper.PROFILE_SHEET, person.record_id, grant.recipient)
    assert _refused(found, request) == "no_release"
    assert _refused(found, PaperRequest(Paper.RELEASE_FORM, person.record_id)) == "no_release"
    sign_release.draft(found.desk, person.record_id, [grant], language="ar")
    assert _refused(found, request) == "not_signed"


def test_a_signed_release_opens_for_exactly_the_ticked_recipients_and_categories() -> None:
    found = open_desk()
    person = told_person(found.desk)
    grant = _grant(found, "jobcenter", [Category.KONTAKT])
    other = _grant(found, "iq")
    _signed(found, person, grant)
    sink = ListSink()
    hand_over.hand_over(
        found.desk, PaperRequest(Paper.PROFILE_SHEET, person.record_id, grant.recipient), sink
    )
    (disclosure,) = found.writer.sheets
    shown = {item.question.category for section in disclosure.sections for item in section.items}
    assert shown == {"kontakt"}
    with pytest.raises(WorldError) as refusal:
        hand_over.hand_over(
            found.desk, PaperRequest(Paper.PROFILE_SHEET, person.record_id, other.recipient), sink
        )
    assert refusal.value.details["reason"] == "recipient_not_granted"
    assert len(sink.handouts) == 1


def test_what_left_is_logged_with_its_hash_before_it_leaves() -> None:
    found = open_desk()
    person = told_person(found.desk)
    grant = _grant(found, "jobcenter", [Category.KONTAKT, Category.SPRACHE])
    release = _signed(found, person, grant)
    request = PaperRequest(Paper.PROFILE_SHEET, person.record_id, grant.recipient)
    with pytest.raises(WorldError) as failure:
        hand_over.hand_over(found.desk, request, BrokenPrinter())
    assert failure.value.code is ErrorCode.PRINTER_FAILED
    first, second = hand_over.who_got_what(found.desk, person.record_id)
    assert (first.entry.outcome, second.entry.outcome) == ("handed_over", "failed")
    sink = ListSink()
    handed = hand_over.hand_over(found.desk, request, sink)
    entry = handed.logged.entry
    assert entry.kind is OutputKind.DISCLOSURE
    assert entry.release_id == release.release_id
    assert set(entry.categories) == {"kontakt", "sprache"}
    assert entry.sha256 == hashlib.sha256(sink.handouts[0].content).hexdigest()
    assert handed.file_name == f"profilbogen-jobcenter-{person.case_number.lower()}.pdf"
    assert "mansour" not in handed.file_name


def test_a_preview_never_shows_the_bytes_that_are_handed_over() -> None:
    found = open_desk()
    person = told_person(found.desk)
    request = PaperRequest(Paper.OWN_COPY, person.record_id)
    (page,) = hand_over.preview(found.desk, request)
    assert b"vorschau" in page.png
    sink = ListSink()
    hand_over.hand_over(found.desk, request, sink)
    assert b"vorschau" not in sink.handouts[0].content
    assert len(hand_over.who_got_what(found.desk, person.record_id)) == 1


def test_a_withdrawal_shuts_at_once() -> None:
    found = open_desk()
    person = told_person(found.desk)
    grant = _grant(found, "jobcenter")
    release = _signed(found, person, grant)
    assert isinstance(hand_over.disclosure_for(found.desk, person.record_id, grant.recipient), Disclosure)
    sign_release.take_back(found.desk, release, WithdrawalScope.ALLES)
    outcome = hand_over.disclosure_for(found.desk, person.record_id, grant.recipient)
    assert isinstance(outcome, Refusal)
    assert outcome.reason.value == "withdrawn_wholly"


def test_who_takes_everything_back_takes_it_back_from_older_releases_too() -> None:
    found = open_desk()
    person = told_person(found.desk)
    jobcentre, iq = _grant(found, "jobcenter"), _grant(found, "iq")
    _signed(found, person, jobcentre)
    newer = _signed(found, person, iq)
    sign_release.take_back(found.desk, newer, WithdrawalScope.ALLES)
    for grant in (jobcentre, iq):
        outcome = hand_over.disclosure_for(found.desk, person.record_id, grant.recipient)
        assert isinstance(outcome, Refusal)
        assert outcome.reason.value == "withdrawn_wholly"


def test_a_category_taken_back_is_taken_back_from_every_office() -> None:
    found = open_desk()
    person = told_person(found.desk)
    jobcentre, iq = _grant(found, "jobcenter"), _grant(found, "iq")
    _signed(found, person, jobcentre)
    newer = _signed(found, person, iq)
    sign_release.take_back(found.desk, newer, WithdrawalScope.KATEGORIE, Category.SPRACHE.value)
    for grant in (jobcentre, iq):
        outcome = hand_over.disclosure_for(found.desk, person.record_id, grant.recipient)
        assert isinstance(outcome, Disclosure)
        assert Category.SPRACHE not in outcome.categories


def test_one_office_taken_back_leaves_the_others_open() -> None:
    found = open_desk()
    person = told_person(found.desk)
    jobcentre, iq = _grant(found, "jobcenter"), _grant(found, "iq")
    _signed(found, person, jobcentre)
    newer = _signed(found, person, iq)
    sign_release.take_back(found.desk, newer, WithdrawalScope.EMPFAENGER, iq.recipient.recipient_id)
    assert isinstance(hand_over.disclosure_for(found.desk, person.record_id, jobcentre.recipient), Disclosure)
    assert isinstance(hand_over.disclosure_for(found.desk, person.record_id, iq.recipient), Refusal)


def test_a_release_ends_after_its_last_day() -> None:
    found = open_desk()
    person = told_person(found.desk)
    grant = _grant(found, "jobcenter")
    release = _signed(found, person, grant)
    assert release.valid_until == date(2027, 11, 20)
    found.clock.advance(timedelta(days=366))
    request = PaperRequest(Paper.PROFILE_SHEET, person.record_id, grant.recipient)
    assert _refused(found, request) == "expired"


def test_a_clock_turned_back_shuts_the_gate() -> None:
    found = open_desk()
    person = told_person(found.desk)
    grant = _grant(found, "jobcenter")
    _signed(found, person, grant)
    found.clock.advance(timedelta(hours=-3))
    request = PaperRequest(Paper.PROFILE_SHEET, person.record_id, grant.recipient)
    assert _refused(found, request) == "clock_turned_back"


def test_an_older_signature_keeps_opening_what_a_newer_form_does_not_name() -> None:
    found = open_desk()
    person = told_person(found.desk)
    jobcentre = _grant(found, "jobcenter", [Category.KONTAKT])
    _signed(found, person, jobcentre)
    _signed(found, person, _grant(found, "iq"))
    outcome = hand_over.disclosure_for(found.desk, person.record_id, jobcentre.recipient)
    assert isinstance(outcome, Disclosure)
    assert outcome.release_number == 1


def test_a_printed_release_is_never_changed() -> None:
    found = open_desk()
    person = told_person(found.desk)
    narrow = _grant(found, "jobcenter", [Category.KONTAKT])
    printed = sign_release.draft(found.desk, person.record_id, [narrow], language="ar")
    hand_over.hand_over(found.desk, PaperRequest(Paper.RELEASE_FORM, person.record_id), ListSink())
    same = sign_release.draft(found.desk, person.record_id, [narrow], language="ar")
    assert same.release_id == printed.release_id
    wider = sign_release.draft(found.desk, person.record_id, [_grant(found, "jobcenter")], language="ar")
    assert wider.release_id != printed.release_id
    assert wider.number == printed.number + 1


def test_an_unprinted_draft_is_changed_in_place() -> None:
    found = open_desk()
    person = told_person(found.desk)
    one = sign_release.draft(found.desk, person.record_id, [_grant(found, "jobcenter")], language="ar")
    two = sign_release.draft(found.desk, person.record_id, [_grant(found, "iq")], language="ar")
    assert two.release_id == one.release_id
    assert sign_release.releases(found.desk, person.record_id) == (two,)


def test_a_secret_address_and_its_appointments_are_on_no_slip() -> None:
    found = open_desk()
    person = told_person(found.desk, more=[("address_secret", "ja")])
    plan = plan_route.plan_route(found.desk, person.record_id)
    plan = plan_route.appoint(
        found.desk, person.record_id, plan.stations[0], found.clock.now().replace(tzinfo=None)
    )
    hand_over.hand_over(found.desk, PaperRequest(Paper.ROUTE_SLIP, person.record_id), ListSink())
    (slip,) = found.writer.slips
    assert plan.stations[0].appointment is not None
    assert all(station.appointment is None for station in slip.enclosure.plan.stations)


def test_a_slip_is_valid_for_half_a_year_and_may_show_initials() -> None:
    found = open_desk()
    person = told_person(found.desk)
    request = PaperRequest(Paper.ROUTE_SLIP, person.record_id, by_name=False)
    hand_over.hand_over(found.desk, request, ListSink())
    (slip,) = found.writer.slips
    assert slip.enclosure.valid_until.date() == date(2027, 5, 21)
    assert slip.header.family_name == "A."


def test_the_sheet_can_be_asked_for_in_another_language() -> None:
    found = open_desk()
    person = told_person(found.desk)
    hand_over.hand_over(found.desk, PaperRequest(Paper.OWN_COPY, person.record_id, language="uk"), ListSink())
    (copy,) = found.writer.copies
    assert copy.header.client_language == "uk"


def test_a_sheet_without_a_recipient_is_a_usage_error() -> None:
    found = open_desk()
    person = told_person(found.desk)
    with pytest.raises(WorldError) as wrong:
        hand_over.hand_over(found.desk, PaperRequest(Paper.PROFILE_SHEET, person.record_id), ListSink())
    assert wrong.value.code is ErrorCode.USAGE
