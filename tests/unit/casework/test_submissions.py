"""Records as data: on their way out through the gate and the log, and in from elsewhere."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from profiler.casework import explain, extra_consents, hand_over, sign_release
from profiler.casework.extra_consents import SignedSheet
from profiler.casework.hand_over import Paper, PaperRequest
from profiler.casework.intake import Intake, resume
from profiler.casework.submissions import take_over
from profiler.errors import ErrorCode, WorldError
from profiler.exchange.openrosa import OpenRosa
from profiler.forms.answer import Address, Answer
from profiler.ports.exchange import Attachment, SubmissionFrame, SubmissionRemark
from profiler.ports.store import OutputKind
from profiler.records.people import PeopleQuery
from profiler.release.extra_consents import ConsentKind
from profiler.release.releases import Category, Grant
from tests.fakes.desks import DeskOnFakes, open_desk, tell, tell_row, told_person
from tests.fakes.exchange import FakeExchange
from tests.fakes.paper import BrokenPrinter, ListSink


def exported(found: DeskOnFakes, person: Intake, **details: object) -> bytes:
    sink = ListSink()
    request = PaperRequest(Paper.SUBMISSION, person.record_id, **details)  # type: ignore[arg-type]  # its fields
    hand_over.hand_over(found.desk, request, sink)
    return sink.handouts[0].content


def exchange_of(found: DeskOnFakes) -> FakeExchange:
    assert isinstance(found.desk.exchange, FakeExchange)
    return found.desk.exchange


def test_a_persons_own_answers_leave_logged_and_under_a_neutral_name() -> None:
    found = open_desk()
    person = told_person(found.desk)
    sink = ListSink()
    handed = hand_over.hand_over(found.desk, PaperRequest(Paper.SUBMISSION, person.record_id), sink)
    entry = handed.logged.entry
    assert handed.file_name == f"angaben-{person.case_number.lower()}.zip"
    assert (entry.kind, entry.document, entry.recipient_id) == (OutputKind.OWN_COPY, "submission", "")
    assert entry.sha256 == hashlib.sha256(sink.handouts[0].content).hexdigest()
    (copy,) = exchange_of(found).own
    names = {item.question.name for section in copy.sections for item in section.items}
    assert {"family_name", "goal", "age"} <= names
    assert "address_secret" not in names
    assert copy.enclosure.left_open


def test_the_same_answers_keep_their_name_and_corrected_ones_replace_them() -> None:
    found = open_desk()
    person = told_person(found.desk)
    first = exported(found, person)
    found.clock.advance(timedelta(minutes=5))
    assert exported(found, person) == first
    tell(person, city="Neustadt")
    second = exported(found, person)
    tell(person, city="Musterstadt")
    exported(found, person)
    frames = {frame.instance_id: frame for _, _, frame in exchange_of(found).written.values()}
    one, two, three = (
        exchange_of(found).written[content][2] for content in (first, second, exported(found, person))
    )
    assert (one.replaces, two.replaces, three.replaces) == ("", one.instance_id, two.instance_id)
    assert len({one.instance_id, two.instance_id, three.instance_id}) == 3
    assert all(name.startswith("uuid:") and str(person.record_id) not in name for name in frames)


def test_data_goes_into_files_only_and_has_no_preview() -> None:
    found = open_desk()
    person = told_person(found.desk)
    request = PaperRequest(Paper.SUBMISSION, person.record_id)
    with pytest.raises(WorldError) as refused:
        hand_over.hand_over(found.desk, request, BrokenPrinter())
    assert "nur als Datei" in str(explain.sentence(refused.value))
    with pytest.raises(WorldError) as unseen:
        hand_over.preview(found.desk, request)
    assert unseen.value.details["reason"] == "no_preview"
    assert hand_over.who_got_what(found.desk, person.record_id) == ()


def test_another_office_gets_what_was_released_to_it_and_nothing_before() -> None:
    found = open_desk()
    person = told_person(found.desk)
    choice = next(
        choice
        for choice in sign_release.possible_recipients(found.desk)
        if choice.recipient.kind == "jobcenter"
    )
    with pytest.raises(WorldError) as refused:
        exported(found, person, recipient=choice.recipient)
    assert refused.value.code is ErrorCode.RELEASE_REFUSED
    grant = Grant(choice.recipient, frozenset({Category.KONTAKT}), choice.purpose)
    release = sign_release.draft(found.desk, person.record_id, [grant], language="ar")
    sign_release.signed_paper_seen(found.desk, release, place="Musterstadt")
    exported(found, person, recipient=choice.recipient)
    own = exported(found, person)
    ((disclosure, frame),) = exchange_of(found).disclosed
    assert {item.question.category for section in disclosure.sections for item in section.items} == {
        "kontakt"
    }
    assert (frame.left_open, frame.name) == (frozenset(), "")
    assert frame.instance_id != exchange_of(found).written[own][2].instance_id
    sheet, copy = hand_over.who_got_what(found.desk, person.record_id)
    assert (sheet.entry.kind, sheet.entry.categories) == (OutputKind.DISCLOSURE, ("kontakt",))
    assert (copy.entry.kind, copy.entry.recipient_id) == (OutputKind.OWN_COPY, "")


def test_files_of_the_record_are_offered_to_the_writer() -> None:
    found = open_desk()
    person = told_person(found.desk)
    photo = Attachment("foto.jpg", b"...")
    exported(found, person, attachments=(photo,))
    assert exchange_of(found).own[0].enclosure.attachments == (photo,)


def test_a_submission_becomes_a_record_of_its_own() -> None:
    found = open_desk()
    person = told_person(found.desk)
    tell_row(person, "jobs", j_own_words="Elektriker")
    content = exported(found, person)
    taken = take_over(found.desk, content, "ar")
    assert taken.instance_id.startswith("uuid:")
    assert taken.record.record_id != person.record_id
    copy = resume(found.desk, taken.record.record_id)
    address = Address(copy.form.question("family_name").path)
    assert copy.session.answer(address).value == "Al-Mansour"
    assert copy.session.answer(address).author == found.desk.caseworker.caseworker_id
    assert copy.session.answer(address).at is not None
    jobs = next(repeat.path for repeat in copy.form.repeats() if repeat.name == "jobs")
    assert len(copy.session.rows(jobs)) == 1
    listed = [line.name for line in found.desk.store.people(PeopleQuery()).lines]
    assert listed == ["Yousef Al-Mansour", "Yousef Al-Mansour"]


def test_what_was_told_about_health_elsewhere_needs_a_signature_here() -> None:
    found = open_desk()
    person = told_person(found.desk)
    extra_consents.give(found.desk, person.record_id, ConsentKind.HEALTH, SignedSheet())
    person = resume(found.desk, person.record_id)
    tell(person, gdb="ja")
    content = exported(found, person, with_health=True)
    taken = take_over(found.desk, content, "ar")
    told = {address.path: answer.value for address, answer in taken.record.snapshot.answers.items()}
    limit, sheet = (person.form.question(name).path for name in ("gdb", "c_h_signed"))
    assert limit not in told
    assert told.get(sheet, "nein") == "nein"
    assert (SubmissionRemark.NO_CONSENT, limit) in taken.remarks


def test_an_answer_without_a_time_is_dated_today() -> None:
    found = open_desk()
    form = found.desk.content.assessment
    path = form.question("family_name").path
    xml = f'<{form.root.name} id="{form.form_id}" version="{form.version}">'
    parts = path.split("/")[2:]
    xml += "".join(f"<{part}>" for part in parts) + "Ada" + "".join(f"</{part}>" for part in reversed(parts))
    received = OpenRosa().read_submission(
        f"{xml}</{form.root.name}>".encode(), {form.form_id: form}, lambda: "n"
    )
    content = b"from elsewhere"
    exchange = exchange_of(found)
    exchange.written[content] = form.form_id, received.snapshot, SubmissionFrame("")
    taken = take_over(found.desk, content, "uk")
    assert taken.record.snapshot.answers[Address(path)] == Answer(
        "Ada", author=found.desk.caseworker.caseworker_id, at=found.clock.now()
    )
    assert (taken.instance_id, taken.record.client_language) == ("", "uk")


@pytest.mark.parametrize(
    "reason",
    [
        "too_large",
        "broken_package",
        "submission_missing",
        "broken_xml",
        "forbidden_xml",
        "encrypted",
        "unknown_form",
        "other_version",
        "bad_file_name",
    ],
)
def test_every_reason_to_refuse_a_submission_has_its_own_sentence(reason: str) -> None:
    error = WorldError(ErrorCode.SUBMISSION_INVALID, reason=reason, form="f", found="2", version="1")
    said = str(explain.sentence(error))
    assert reason not in said
    assert said != str(explain.sentence(WorldError(ErrorCode.SUBMISSION_INVALID, reason="?")))


def test_nothing_is_opened_for_what_is_refused() -> None:
    found = open_desk()
    with pytest.raises(WorldError):
        take_over(found.desk, b"nothing", "ar")
    assert found.desk.store.people(PeopleQuery()).lines == ()
