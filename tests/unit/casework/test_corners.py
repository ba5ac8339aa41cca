"""Rare but real: old forms, no screen for previews, the end of February, a desk without a name."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from profiler.casework import hand_over, intake, sign_release
from profiler.casework.content import ASSESSMENT
from profiler.casework.form_library import form_of
from profiler.casework.hand_over import Paper, PaperRequest
from profiler.errors import ErrorCode, OurFault, WorldError
from profiler.forms.xform import read_xform
from profiler.release.releases import Category, Grant
from tests.fakes.desks import DeskOnFakes, open_desk, shipped_content, told_person
from tests.fakes.paper import ListSink


def _older(found: DeskOnFakes, sha: str) -> intake.Intake:
    """A person whose record was made with another form than today's."""
    person = told_person(found.desk)
    record = found.desk.store.record(person.record_id)
    assert record.form_sha != sha
    return person


def test_a_record_of_an_older_form_opens_with_the_form_it_was_made_with() -> None:
    found = open_desk()
    record = replace(found.desk.store.record(_older(found, "old").record_id), form_sha="old")
    xml = shipped_content().forms[record.form_id].xml
    found.desk.store.keep_form("old", record.form_id, "1", xml)
    assert form_of(found.desk, record).has_question("family_name")


def test_a_record_whose_form_is_gone_says_so() -> None:
    found = open_desk()
    record = replace(found.desk.store.record(_older(found, "gone").record_id), form_sha="gone")
    with pytest.raises(WorldError) as gone:
        form_of(found.desk, record)
    assert gone.value.code is ErrorCode.FORM_INVALID
    assert gone.value.details["reason"] == "kept_form_missing"


def test_without_anything_that_draws_pages_there_is_no_preview() -> None:
    found = open_desk()
    person = told_person(found.desk)
    blind = replace(found.desk, pages=None)
    with pytest.raises(WorldError) as blank:
        hand_over.preview(blind, PaperRequest(Paper.OWN_COPY, person.record_id))
    assert blank.value.details["reason"] == "no_preview"


def test_a_desk_without_a_name_is_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    found = open_desk()
    monkeypatch.setattr(found.desk.store, "desk", lambda: None)
    with pytest.raises(OurFault, match="no name"):
        found.desk.named_desk()


@pytest.mark.parametrize(
    ("printed", "valid_until"),
    [((2026, 8, 31), (2027, 2, 28)), ((2027, 8, 31), (2028, 2, 29)), ((2026, 3, 31), (2026, 9, 30))],
)
def test_a_slip_is_valid_half_a_year_also_from_the_end_of_a_month(
    printed: tuple[int, int, int], valid_until: tuple[int, int, int]
) -> None:
    found = open_desk()
    person = told_person(found.desk)
    found.clock.moment = datetime(*printed, 12, tzinfo=UTC)
    hand_over.hand_over(found.desk, PaperRequest(Paper.ROUTE_SLIP, person.record_id), ListSink())
    (slip,) = found.writer.slips
    assert slip.enclosure.valid_until == datetime(*valid_until)  # noqa: DTZ001 - paper carries local time


def test_the_own_copy_of_somebody_in_hiding_says_nothing_about_when_and_where() -> None:
    found = open_desk()
    person = told_person(found.desk, more=[("address_secret", "ja")])
    hand_over.hand_over(found.desk, PaperRequest(Paper.OWN_COPY, person.record_id), ListSink())
    (copy,) = found.writer.copies
    plan = copy.enclosure.plan
    assert plan is not None
    assert plan.stations
    assert {station.appointment for station in plan.stations} == {None}


def test_the_newest_release_counts_and_the_text_is_hashed() -> None:
    found = open_desk()
    person = told_person(found.desk)
    assert sign_release.current_release(found.desk, person.record_id) is None
    choice = sign_release.possible_recipients(found.desk)[0]
    grant = Grant(choice.recipient, frozenset({Category.KONTAKT}), choice.purpose)
    release = sign_release.draft(found.desk, person.record_id, [grant], language="ar")
    found.clock.advance(timedelta(hours=1))
    assert sign_release.current_release(found.desk, person.record_id) == release
    assert sign_release.releases(found.desk, person.record_id) == (release,)
    assert sign_release.open_problems(release) == ()
    assert Category.KONTAKT in sign_release.offered_categories(found.desk, choice.recipient)
    assert len(sign_release.release_text_hash(found.desk)) == 64


@pytest.mark.parametrize("missing", ["languages", "client_language"])
def test_a_countys_form_need_not_have_our_questions(missing: str) -> None:
    """What is known beforehand is filled in only where the form asks for it."""
    found = open_desk()
    content = shipped_content()
    built = content.forms[ASSESSMENT]
    form = read_xform(re.sub(rf"\b{missing}\b".encode(), f"{missing}_x".encode(), built.xml))
    desk = replace(found.desk, content=replace(content, forms={ASSESSMENT: replace(built, definition=form)}))
    begun = intake.start(desk, "uk")
    assert not form.has_question(missing)
    assert begun.language == "uk"
