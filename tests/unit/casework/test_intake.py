"""The interview: what is typed is what is stored."""

from __future__ import annotations

from datetime import date

import pytest

from profiler.casework import intake, people
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer
from profiler.forms.changes import ProblemCode
from profiler.records.people import PeopleQuery
from profiler.records.record import RecordState
from tests.fakes.desks import open_desk, tell, tell_row, told_person
from tests.fakes.store import FakeStore


def test_a_new_file_knows_language_day_and_german() -> None:
    found = open_desk()
    conversation = intake.start(found.desk, "ti")
    answers = found.desk.store.record(conversation.record_id).snapshot.answers
    by_name = {address.path.rpartition("/")[2]: answer.value for address, answer in answers.items()}
    assert by_name["client_language"] == "tir"
    assert by_name["interview_date"] == date(2026, 11, 21).isoformat()
    assert by_name["lang"] == "deu"


def test_answers_carry_who_wrote_them_and_when() -> None:
    found = open_desk()
    conversation = intake.start(found.desk, "ar")
    tell(conversation, family_name="Al-Mansour")
    address = Address(conversation.form.question("family_name").path)
    stored = found.desk.store.record(conversation.record_id).snapshot.answers[address]
    assert stored.value == "Al-Mansour"
    assert stored.author == found.desk.caseworker.caseworker_id
    assert stored.at == found.clock.now()


def test_signs_that_nothing_can_keep_are_left_out_of_an_answer() -> None:
    found = open_desk()
    conversation = intake.start(found.desk, "ar")
    tell(conversation, family_name="Al\x00-Man\ud83dsour\x1b", given_names="a\tb\n\u202ec 😀")
    stored = found.desk.store.record(conversation.record_id).snapshot.answers
    by_name = {address.path.rpartition("/")[2]: answer.value for address, answer in stored.items()}
    assert by_name["family_name"] == "Al-Mansour"
    assert by_name["given_names"] == "a\tb\n\u202ec 😀"


def test_coming_back_shows_everything_again() -> None:
    found = open_desk()
    conversation = told_person(found.desk)
    tell_row(conversation, "jobs", j_own_words="Elektriker", j_country="SY")
    again = intake.resume(found.desk, conversation.record_id)
    assert again.session.snapshot() == conversation.session.snapshot()
    assert again.language == "ar"
    assert again.case_number == conversation.case_number


def test_the_list_shows_the_name_as_soon_as_it_is_saved() -> None:
    found = open_desk()
    told_person(found.desk)
    (line,) = people.list_people(found.desk, PeopleQuery()).lines
    assert line.name == "Yousef Al-Mansour"
    assert 0 < line.answered < line.asked


def test_no_answer_is_an_answer() -> None:
    found = open_desk()
    conversation = intake.start(found.desk, "ar")
    address = Address(conversation.form.question("family_name").path)
    (before,) = (problem for where, problem in conversation.session.validate(address) if where == address)
    assert before.code is ProblemCode.REQUIRED
    conversation.save(conversation.decline(address).edit)
    assert conversation.session.validate(address) == ()
    assert found.desk.store.record(conversation.record_id).snapshot.answers[address].declined


def test_a_removed_row_is_gone_from_the_store_and_comes_back_by_undo() -> None:
    found = open_desk()
    conversation = told_person(found.desk)
    row = tell_row(conversation, "jobs", j_own_words="Elektriker", j_country="SY")
    path = next(repeat.path for repeat in conversation.form.repeats() if repeat.name == "jobs")
    before = found.desk.store.record(conversation.record_id).snapshot
    conversation.save(conversation.remove_row(path, row).edit)
    without = found.desk.store.record(conversation.record_id).snapshot
    assert not any(address.row == row for address in without.answers)
    undone = conversation.undo()
    assert undone is not None
    conversation.save(undone.edit)
    after = found.desk.store.record(conversation.record_id).snapshot
    assert {a: answer.value for a, answer in after.answers.items()} == {
        a: answer.value for a, answer in before.answers.items()
    }
    assert after.rows == before.rows


def test_undo_reaches_back_to_the_beginning_and_no_further() -> None:
    found = open_desk()
    conversation = intake.resume(found.desk, intake.start(found.desk, "uk").record_id)
    assert conversation.undo() is None
    tell(conversation, family_name="Koval")
    undone = conversation.undo()
    assert undone is not None
    conversation.save(undone.edit)
    address = Address(conversation.form.question("family_name").path)
    assert address not in found.desk.store.record(conversation.record_id).snapshot.answers


def test_finishing_and_changing_the_language_are_kept() -> None:
    found = open_desk()
    conversation = intake.start(found.desk, "ar")
    conversation.save(conversation.speak("uk").edit)
    conversation.save(conversation.finish().edit)
    record = found.desk.store.record(conversation.record_id)
    assert record.client_language == "uk"
    assert record.state is RecordState.FINISHED
    assert conversation.finished


def test_finishing_drops_what_is_hidden() -> None:
    found = open_desk()
    conversation = intake.start(found.desk, "ar")
    hidden = next(
        address
        for address in conversation.session.addresses()
        if not conversation.session.state(address).relevant
        and not conversation.form.question(address.path.rpartition("/")[2]).calculation
    )
    conversation.save(conversation.set(hidden, Answer("1")).edit)
    assert hidden in found.desk.store.record(conversation.record_id).snapshot.answers
    conversation.save(conversation.finish().edit)
    record = found.desk.store.record(conversation.record_id)
    assert hidden not in record.snapshot.answers
    assert record.snapshot == conversation.session.snapshot()


def test_what_was_taken_back_can_be_done_again() -> None:
    found = open_desk()
    conversation = intake.start(found.desk, "ar")
    assert conversation.redo() is None
    tell(conversation, family_name="Koval")
    for step in (conversation.undo(), conversation.redo()):
        assert step is not None
        conversation.save(step.edit)
    address = Address(conversation.form.question("family_name").path)
    assert found.desk.store.record(conversation.record_id).snapshot.answers[address].value == "Koval"


def test_a_full_disk_is_said_and_the_answer_stays_in_the_session() -> None:
    found = open_desk()
    conversation = intake.start(found.desk, "ar")
    address = Address(conversation.form.question("family_name").path)
    step = conversation.set(address, Answer("Al-Mansour"))
    store = found.desk.store
    assert isinstance(store, FakeStore)
    store.fails_with = WorldError(ErrorCode.DISK_FULL)
    with pytest.raises(WorldError):
        conversation.save(step.edit)
    assert conversation.session.value(address) == "Al-Mansour"
    conversation.save(step.edit)
    assert store.record(conversation.record_id).snapshot.answers[address].value == "Al-Mansour"


def test_a_record_opens_with_the_form_it_was_made_with() -> None:
    found = open_desk()
    conversation = intake.start(found.desk, "ar")
    record = found.desk.store.record(conversation.record_id)
    kept = found.desk.store.kept_form(record.form_sha)
    assert kept == found.desk.content.forms["kompetenz"].xml


def test_history_and_deletion() -> None:
    found = open_desk()
    conversation = told_person(found.desk)
    assert any(
        change.after and change.after.value == "Al-Mansour"
        for change in people.history(found.desk, conversation.record_id)
    )
    people.delete_file(found.desk, conversation.record_id, "Wunsch der Person")
    with pytest.raises(WorldError) as gone:
        people.open_file(found.desk, conversation.record_id)
    assert gone.value.code is ErrorCode.NOT_FOUND
