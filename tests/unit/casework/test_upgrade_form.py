"""Forms change while records live on: finished ones keep theirs, drafts go along, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from profiler.casework import hand_over, intake, plan_route, upgrade_form
from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import answers_of, day_of, form_of
from profiler.casework.hand_over import Paper, PaperRequest
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer
from profiler.forms.changes import ProblemCode
from profiler.forms.migrations import Rule, RuleKind
from profiler.records.people import PeopleQuery
from profiler.records.record import FormStamp, RecordEdit, RecordState
from tests.fakes.desks import DeskOnFakes, open_desk, tell, tell_row, told_person
from tests.fakes.newer_forms import V1, V2, with_newer_form
from tests.fakes.paper import ListSink
from tests.fakes.store import FakeStore


def rule(old: str, new: str = "", kind: RuleKind = RuleKind.MOVE) -> Rule:
    return Rule(V1, V2, old, new, kind)


def value(conversation: intake.Intake, name: str) -> str:
    return conversation.session.value(Address(conversation.form.question(name).path))


@pytest.fixture
def found() -> DeskOnFakes:
    return open_desk()


# --- finished records


def test_a_finished_record_opens_with_the_form_it_was_finished_with(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    conversation.save(conversation.finish().edit)
    before = found.desk.store.record(conversation.record_id)
    label = conversation.form.question("city").label["de"]
    later = with_newer_form(found.desk, {label: "Ganz anders gefragt?", "/city": "/town", "<city": "<town"})
    again = intake.resume(later, conversation.record_id)
    assert found.desk.store.record(conversation.record_id) == before
    assert again.form.question("city").label["de"] == label
    assert (again.upgraded, again.left_over) == (None, ())
    assert answers_of(later, before).form.sha == conversation.form.sha


def test_the_papers_of_a_finished_record_do_not_change_with_the_form(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    conversation.save(conversation.finish().edit)
    request = PaperRequest(Paper.OWN_COPY, conversation.record_id)

    def printed(desk: UnlockedDesk) -> object:
        hand_over.hand_over(desk, request, ListSink())
        copy = found.writer.copies[-1]
        return [
            (section.code, section.title, [(item.question.label, item.answer) for item in section.items])
            for section in copy.sections
        ]

    before = printed(found.desk)
    label = conversation.form.question("city").label["de"]
    assert printed(with_newer_form(found.desk, {label: "Ganz anders gefragt?"})) == before


def test_what_was_worked_out_with_the_day_stays_as_it_was_on_that_day(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    assert value(conversation, "age") == "35"
    found.clock.advance(timedelta(days=365))
    assert value(intake.resume(found.desk, conversation.record_id), "age") == "36"
    found.clock.advance(-timedelta(days=365))
    conversation.save(conversation.finish().edit)
    found.clock.advance(timedelta(days=3650))
    record = found.desk.store.record(conversation.record_id)
    assert value(conversation, "age") == "35"
    assert value(intake.resume(found.desk, conversation.record_id), "age") == "35"
    assert answers_of(found.desk, record).value("age") == "35"
    assert (
        day_of(found.desk, record) == record.finished_at.astimezone().date() if record.finished_at else None
    )
    assert plan_route.plan_route(found.desk, conversation.record_id).stations is not None


def test_finishing_drops_what_is_hidden_from_record_and_session(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    tell_row(conversation, "jobs", j_own_words="Elektriker")
    tell(conversation, understood="nein", address_secret="ja")
    city = Address(conversation.form.question("city").path)
    assert conversation.session.answer(city).value == "Musterstadt"
    conversation.save(conversation.finish().edit)
    kept = found.desk.store.record(conversation.record_id).snapshot
    secret = Address(conversation.form.question("address_secret").path)
    assert city not in kept.answers
    assert not any("/jobs/" in address.path for address in kept.answers)
    assert kept.answers[secret].value == "ja"
    assert any(
        change.address == city and change.after is None and change.before
        for change in found.desk.store.history(conversation.record_id)
    )


def test_a_correction_after_the_end_keeps_the_first_moment(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    conversation.save(conversation.finish().edit)
    first = found.desk.store.record(conversation.record_id).finished_at
    found.clock.advance(timedelta(days=3))
    again = intake.resume(found.desk, conversation.record_id)
    tell(again, city="Kleefeld")
    again.save(again.finish().edit)
    assert found.desk.store.record(conversation.record_id).finished_at == first


# --- drafts


def test_a_draft_of_the_present_form_is_left_alone(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    before = found.desk.store.record(conversation.record_id)
    assert intake.resume(found.desk, conversation.record_id).upgraded is None
    assert found.desk.store.record(conversation.record_id) == before


def test_a_draft_goes_along_with_its_form(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    later = with_newer_form(found.desk, {"/city": "/town", "<city": "<town"}, rule("city", "town"))
    again = intake.resume(later, conversation.record_id)
    assert value(again, "town") == "Musterstadt"
    assert again.left_over == ()
    assert again.upgraded is not None
    assert again.upgraded.before == FormStamp(conversation.form.version, conversation.form.sha)
    assert again.upgraded.after == FormStamp(V2, again.form.sha)
    assert all(problem.code is ProblemCode.REQUIRED for _, problem in again.upgraded.problems)
    record = found.desk.store.record(conversation.record_id)
    assert (record.form_version, record.form_sha) == (V2, again.form.sha)
    assert intake.resume(later, conversation.record_id).upgraded is None


def test_the_history_tells_the_move_and_the_answer_keeps_who_told_it_when(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    told = conversation.session.answer(Address(conversation.form.question("city").path))
    found.clock.advance(timedelta(days=1))
    later = with_newer_form(found.desk, {"/city": "/town", "<city": "<town"}, rule("city", "town"))
    again = intake.resume(later, conversation.record_id)
    assert again.session.answer(Address(again.form.question("town").path)) == told
    changes = [
        change
        for change in found.desk.store.history(conversation.record_id)
        if change.address.path.endswith(("/city", "/town"))
    ]
    assert [(change.before, change.after, change.form_sha) for change in changes] == [
        (None, told, conversation.form.sha),
        (told, None, again.form.sha),
        (None, told, again.form.sha),
    ]
    assert changes[-1].at == found.clock.now()
    assert changes[-1].author == found.desk.caseworker.caseworker_id


def test_rows_go_along(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    row = tell_row(conversation, "jobs", j_own_words="Elektriker")
    later = with_newer_form(found.desk, {"/jobs": "/posts", "<jobs": "<posts"}, rule("jobs", "posts"))
    again = intake.resume(later, conversation.record_id)
    path = next(repeat.path for repeat in again.form.repeats() if repeat.name == "posts")
    assert again.session.rows(path) == (row,)
    assert again.session.answer(Address(f"{path}/j_own_words", row)).value == "Elektriker"
    stored = found.desk.store.record(conversation.record_id).snapshot
    assert stored.rows[path, ""] == (row,)
    assert not any(place.endswith("/jobs") for place, _ in stored.rows)


def test_lists_find_a_person_after_the_upgrade_as_before(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    later = with_newer_form(found.desk, {"/city": "/town", "<city": "<town"}, rule("city", "town"))
    intake.resume(later, conversation.record_id)
    store = found.desk.store
    assert [line.name for line in store.people(PeopleQuery("Mansour")).lines] == ["Yousef Al-Mansour"]
    assert store.people(PeopleQuery("Musterstadt")).lines == ()


def test_an_older_program_leaves_a_later_draft_as_it_is(found: DeskOnFakes) -> None:
    later = with_newer_form(found.desk, {})
    conversation = told_person(later)
    again = intake.resume(found.desk, conversation.record_id)
    assert (again.upgraded, again.form.version) == (None, V2)


def test_a_form_that_is_not_there_any_more_still_opens_its_records(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    without = replace(found.desk, content=replace(found.desk.content, forms={}))
    assert value(intake.resume(without, conversation.record_id), "city") == "Musterstadt"


def test_without_its_own_form_a_record_says_so(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    later = with_newer_form(found.desk, {"/city": "/town", "<city": "<town"})
    assert isinstance(found.desk.store, FakeStore)
    del found.desk.store.vault.forms[conversation.form.sha]
    with pytest.raises(WorldError) as raised:
        intake.resume(later, conversation.record_id)
    assert raised.value.code is ErrorCode.FORM_INVALID


# --- what fits nowhere


def lost_city(found: DeskOnFakes) -> tuple[UnlockedDesk, intake.Intake]:
    conversation = told_person(found.desk)
    later = with_newer_form(found.desk, {"/city": "/town", "<city": "<town"})
    return later, intake.resume(later, conversation.record_id)


def test_an_answer_that_fits_nowhere_is_told_with_the_question_it_answered(found: DeskOnFakes) -> None:
    later, again = lost_city(found)
    (told,) = again.left_over
    assert told.answer.value == "Musterstadt"
    assert told.question is not None
    assert told.question.label["de"] == "In welchem Ort wohnen Sie?"
    assert (told.section["de"], told.row) == ("Wohnen", 0)
    assert told.form.version == V1
    assert told.address in found.desk.store.record(again.record_id).snapshot.answers
    assert again.upgraded is not None
    assert set(again.upgraded.upgraded.orphans) == {told.address}


def test_it_survives_edits_and_undo_and_is_on_no_sheet(found: DeskOnFakes) -> None:
    later, again = lost_city(found)
    tell(again, phone="0176")
    undone = again.undo()
    assert undone is not None
    again.save(undone.edit)
    again.save(again.finish().edit)
    record = found.desk.store.record(again.record_id)
    (told,) = upgrade_form.find_left_over(later, record, form_of(later, record))
    assert told.answer.value == "Musterstadt"
    assert all(item.answer.value != "Musterstadt" for item in answers_of(later, record).every_item())


def test_the_person_finds_it_on_the_own_copy_in_words(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk, more=[("gender", "m")])
    swaps = {"/city": "/town", "<city": "<town", "/gender": "/sex", "<gender": "<sex"}
    hidden = {"/address_secret": "/keep_secret", "<address_secret": "<keep_secret"}
    later = with_newer_form(found.desk, {**swaps, **hidden})
    record_id = intake.resume(later, conversation.record_id).record_id
    stray = Address("/kompetenz/once/upon")
    later.store.save(record_id, RecordEdit({stray: Answer("a time")}), author="anna", at=found.clock.now())
    hand_over.hand_over(later, PaperRequest(Paper.OWN_COPY, record_id), ListSink())
    section = found.writer.copies[-1].sections[-1]
    assert section.title["de"] == "Angaben aus einer früheren Fassung des Bogens"
    assert [(item.question.name, item.answer.value) for item in section.items] == [
        ("gender", "Männlich"),
        ("city", "Musterstadt"),
    ]
    hand_over.hand_over(
        found.desk, PaperRequest(Paper.OWN_COPY, told_person(found.desk).record_id), ListSink()
    )
    assert "frueher" not in [each.code for each in found.writer.copies[-1].sections]


def test_who_has_dealt_with_it_puts_it_away_and_may_bring_it_back(found: DeskOnFakes) -> None:
    later, again = lost_city(found)
    (told,) = again.left_over
    again.save(again.put_away(told).edit)
    assert again.left_over == ()
    assert intake.resume(later, again.record_id).left_over == ()
    (gone,) = [change for change in later.store.history(again.record_id) if change.address == told.address][
        -1:
    ]
    assert (gone.before, gone.after) == (told.answer, None)
    again.save(again.put_back(told).edit)
    assert [each.answer for each in intake.resume(later, again.record_id).left_over] == [told.answer]


def test_it_comes_back_by_itself_when_its_question_does(found: DeskOnFakes) -> None:
    _, again = lost_city(found)
    third = with_newer_form(found.desk, {}, version="2027010101")
    back = intake.resume(third, again.record_id)
    assert value(back, "city") == "Musterstadt"
    assert back.left_over == ()


def test_a_row_without_a_place_tells_its_number_and_a_marked_one_its_own_form(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    for words in ("Elektriker", "Bäcker"):
        tell_row(conversation, "jobs", j_own_words=words)
    path = conversation.form.question("j_own_words").path
    as_number = {
        f'nodeset="{path}" type="string"': f'nodeset="{path}" type="int"',
    }
    again = intake.resume(with_newer_form(found.desk, as_number), conversation.record_id)
    assert [(told.answer.value, told.row) for told in again.left_over] == [("Elektriker", 1), ("Bäcker", 2)]
    assert all("~" in told.address.path and told.form.version == V1 for told in again.left_over)


def test_what_no_kept_form_knows_is_still_shown(found: DeskOnFakes) -> None:
    conversation = told_person(found.desk)
    stray = Address("/kompetenz/once/upon")
    edit = replace(conversation.speak("ar").edit, answers={stray: Answer("a time")})
    conversation.save(edit)
    again = intake.resume(found.desk, conversation.record_id)
    (told,) = again.left_over
    assert (told.question, told.section, told.row, told.answer.value) == (None, {}, 0, "a time")


def test_a_form_that_vanished_from_the_vault_is_passed_over(found: DeskOnFakes) -> None:
    later, again = lost_city(found)
    assert isinstance(later.store, FakeStore)
    record = later.store.record(again.record_id)
    del later.store.vault.forms[found.desk.content.assessment.sha]
    (told,) = upgrade_form.find_left_over(later, record, again.form)
    assert told.question is None


def test_the_state_of_a_record_stays_what_it_was(found: DeskOnFakes) -> None:
    _, again = lost_city(found)
    assert found.desk.store.record(again.record_id).state is RecordState.DRAFT


def test_the_shipped_form_has_migrations_of_its_own(found: DeskOnFakes) -> None:
    folder = Path(__file__).parents[3] / "forms" / "kompetenz"
    assert (folder / "migrations.csv").is_file()
    assert found.desk.content.forms["kompetenz"].migrations == ()
