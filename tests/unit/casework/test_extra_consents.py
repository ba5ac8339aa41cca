"""Consents beside the releases: signed, told to the form, taken back, and what they lock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from profiler.casework import attachments, extra_consents, intake, withdrawals
from profiler.casework.desk import UnlockedDesk
from profiler.casework.explain import sentence
from profiler.casework.extra_consents import SignedSheet
from profiler.casework.form_library import answers_of
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer, Precision
from profiler.forms.definition import Question, walk
from profiler.records.attachments import AttachmentKind, AttachmentProblem
from profiler.records.minors import BIRTH_DATES
from profiler.release.extra_consents import ConsentKind, ConsentProblem, ExtraConsent, in_force, withdrawn
from profiler.release.releases import SignedHow, SignsAs
from tests.fakes.consent_forms import with_paper_form
from tests.fakes.desks import DeskOnFakes, open_desk
from tests.fakes.newer_forms import with_newer_form
from tests.unit.casework.test_scans import PDF, picture, saved

BY_GUARDIAN = SignedSheet(signs_as=SignsAs.GESETZL_VERTRETUNG, signer="Samir Haddad")


@pytest.fixture
def found() -> DeskOnFakes:
    made = open_desk()
    return replace(made, desk=with_paper_form(made.desk))


@pytest.fixture
def desk(found: DeskOnFakes) -> UnlockedDesk:
    return found.desk


@pytest.fixture
def person(desk: UnlockedDesk) -> intake.Intake:
    return intake.start(desk, "ar")


def value(conversation: intake.Intake, name: str) -> str:
    return conversation.session.value(Address(conversation.form.question(name).path))


def place(conversation: intake.Intake, name: str, row: str = "") -> Address:
    return Address(conversation.form.question(name).path, row)


def allow_copies(desk: UnlockedDesk, person: intake.Intake) -> ExtraConsent:
    return extra_consents.give(desk, person.record_id, ConsentKind.SCANS, SignedSheet())


def refusal(error: pytest.ExceptionInfo[WorldError]) -> tuple[ErrorCode, str]:
    return error.value.code, error.value.details.get("reason", error.value.details.get("kind", ""))


# --- giving


def test_a_consent_says_who_signed_what_when_and_who_saw_it(
    found: DeskOnFakes, desk: UnlockedDesk, person: intake.Intake
) -> None:
    signed = SignedSheet(SignedHow.BILDSCHIRM, signed_on=date(2026, 11, 20))
    consent = extra_consents.give(desk, person.record_id, ConsentKind.SCANS, signed)
    assert (consent.given_on, consent.how, consent.language) == (
        date(2026, 11, 20),
        SignedHow.BILDSCHIRM,
        "ar",
    )
    assert (consent.seen_by, consent.seen_at) == (desk.caseworker.caseworker_id, found.clock.now())
    assert consent.text_hash == desk.content.release.extra_consents[ConsentKind.SCANS].hash
    assert extra_consents.consents(desk, person.record_id) == (consent,)
    assert extra_consents.in_force_now(desk, person.record_id) == {ConsentKind.SCANS}


def test_one_consent_holds_for_all_conversations_of_a_person(
    desk: UnlockedDesk, person: intake.Intake
) -> None:
    allow_copies(desk, person)
    known = desk.store.record(person.record_id).person_id
    other = intake.begin(desk, "kompetenz", known, "ar")
    assert extra_consents.in_force_now(desk, other.record_id) == {ConsentKind.SCANS}
    stranger = intake.start(desk, "ar")
    assert extra_consents.in_force_now(desk, stranger.record_id) == frozenset()


@pytest.mark.parametrize(
    ("kind", "signed", "problem"),
    [
        (ConsentKind.SCANS, SignedSheet(signed_on=date(2026, 11, 22)), ConsentProblem.SIGNED_IN_FUTURE),
        (ConsentKind.CHILD, SignedSheet(), ConsentProblem.GUARDIAN_SIGNS),
        (ConsentKind.CHILD, replace(BY_GUARDIAN, signer=" "), ConsentProblem.SIGNER_UNNAMED),
    ],
)
def test_a_sheet_that_does_not_count_is_not_written_down(
    desk: UnlockedDesk, person: intake.Intake, kind: ConsentKind, signed: SignedSheet, problem: ConsentProblem
) -> None:
    with pytest.raises(WorldError) as raised:
        extra_consents.give(desk, person.record_id, kind, signed)
    assert refusal(raised) == (ErrorCode.USAGE, problem.value)
    assert problem.value not in str(sentence(raised.value))
    assert extra_consents.consents(desk, person.record_id) == ()


@pytest.mark.parametrize(
    ("born", "precision", "minor"),
    [
        ("2008-11-21", Precision.TAG, False),
        ("2008-11-22", Precision.TAG, True),
        ("2008-01-01", Precision.JAHR, True),
        ("2007-01-01", Precision.JAHR, False),
        ("2007-12-01", Precision.GESCHAETZT, True),
        ("", Precision.TAG, False),
    ],
)
def test_for_a_minor_and_in_doubt_a_guardian_signs(
    desk: UnlockedDesk, person: intake.Intake, born: str, precision: Precision, minor: bool
) -> None:
    step = person.set(place(person, "birth_date"), Answer(born, precision=precision))
    person.save(step.edit)
    assert extra_consents.sheet(desk, person.record_id, ConsentKind.HEALTH).needs_guardian is minor
    if minor:
        with pytest.raises(WorldError, match="usage"):
            extra_consents.give(desk, person.record_id, ConsentKind.HEALTH, SignedSheet())
    signed = BY_GUARDIAN if minor else SignedSheet()
    assert extra_consents.give(desk, person.record_id, ConsentKind.HEALTH, signed).signer == signed.signer


def test_a_refused_birth_date_makes_nobody_a_minor(desk: UnlockedDesk, person: intake.Intake) -> None:
    person.save(person.decline(place(person, "birth_date")).edit)
    assert not extra_consents.sheet(desk, person.record_id, ConsentKind.SCANS).needs_guardian


def test_a_sheet_about_a_child_is_always_signed_by_a_guardian(
    desk: UnlockedDesk, person: intake.Intake
) -> None:
    assert extra_consents.sheet(desk, person.record_id, ConsentKind.CHILD).needs_guardian
    assert extra_consents.give(desk, person.record_id, ConsentKind.CHILD, BY_GUARDIAN)


def test_a_consent_is_given_once(desk: UnlockedDesk, person: intake.Intake) -> None:
    allow_copies(desk, person)
    with pytest.raises(WorldError) as raised:
        allow_copies(desk, person)
    assert refusal(raised) == (ErrorCode.USAGE, ConsentProblem.IN_FORCE_ALREADY.value)


# --- taking back


def test_a_consent_ends_at_once_and_can_be_given_again(
    found: DeskOnFakes, desk: UnlockedDesk, person: intake.Intake
) -> None:
    given = allow_copies(desk, person)
    found.clock.advance(timedelta(minutes=1))
    (taken_back,) = extra_consents.withdraw(desk, person.record_id, ConsentKind.SCANS)
    assert taken_back.withdrawn_on == date(2026, 11, 21)
    assert taken_back.withdrawn_with == desk.caseworker.caseworker_id
    assert extra_consents.in_force_now(desk, person.record_id) == frozenset()
    with pytest.raises(WorldError) as raised:
        extra_consents.withdraw(desk, person.record_id, ConsentKind.SCANS)
    assert refusal(raised) == (ErrorCode.USAGE, ConsentProblem.NOT_IN_FORCE.value)
    found.clock.advance(timedelta(minutes=1))
    again = allow_copies(desk, person)
    assert extra_consents.consents(desk, person.record_id) == (taken_back, again)
    assert again.consent_id != given.consent_id


def test_a_sheet_that_was_taken_back_is_not_written_down_once_more(
    found: DeskOnFakes, desk: UnlockedDesk, person: intake.Intake
) -> None:
    given = allow_copies(desk, person)
    found.clock.advance(timedelta(days=3))
    extra_consents.withdraw(desk, person.record_id, ConsentKind.SCANS)
    old = SignedSheet(signed_on=given.given_on)
    with pytest.raises(WorldError) as raised:
        extra_consents.give(desk, person.record_id, ConsentKind.SCANS, old)
    assert refusal(raised) == (ErrorCode.USAGE, ConsentProblem.WITHDRAWN_SINCE.value)
    assert "neu unterschrieben" in str(sentence(raised.value))
    assert allow_copies(desk, person).given_on == found.clock.today()


def test_a_consent_holds_from_its_day_until_the_day_it_is_taken_back(
    found: DeskOnFakes, desk: UnlockedDesk, person: intake.Intake
) -> None:
    allow_copies(desk, person)
    found.clock.advance(timedelta(days=3))
    story = extra_consents.withdraw(desk, person.record_id, ConsentKind.SCANS)
    days = [date(2026, 11, day) for day in range(20, 26)]
    assert [day.day for day in days if in_force(story, day)] == [21, 22, 23]


# --- telling the form


def test_the_form_learns_of_a_consent_and_asks_what_it_allows(
    desk: UnlockedDesk, person: intake.Intake
) -> None:
    limits = place(person, "work_limits")
    assert (value(person, "c_h_signed"), value(person, "c_d_signed")) == ("nein", "nein")
    assert not person.session.state(limits).relevant
    extra_consents.give(desk, person.record_id, ConsentKind.HEALTH, SignedSheet())
    steps = person.tell_consents(extra_consents.in_force_now(desk, person.record_id))
    assert len(steps) == 1
    assert person.session.state(limits).relevant
    assert person.tell_consents({ConsentKind.HEALTH}) == ()


def test_a_record_that_is_opened_again_knows_what_was_signed_meanwhile(
    desk: UnlockedDesk, person: intake.Intake
) -> None:
    extra_consents.give(desk, person.record_id, ConsentKind.HEALTH, SignedSheet())
    again = intake.resume(desk, person.record_id)
    assert value(again, "c_h_signed") == "ja"
    stored = desk.store.record(person.record_id).snapshot.answers
    assert stored[place(again, "c_h_signed")].value == "ja"
    extra_consents.withdraw(desk, person.record_id, ConsentKind.HEALTH)
    assert value(intake.resume(desk, person.record_id), "c_h_signed") == "nein"


def test_a_finished_record_is_told_nothing(desk: UnlockedDesk, person: intake.Intake) -> None:
    person.save(person.finish().edit)
    before = desk.store.record(person.record_id)
    extra_consents.give(desk, person.record_id, ConsentKind.HEALTH, SignedSheet())
    again = intake.resume(desk, person.record_id)
    assert again.tell_consents({ConsentKind.HEALTH}) == ()
    assert desk.store.record(person.record_id) == before


# --- copies


def test_nothing_is_kept_without_the_consent(desk: UnlockedDesk, person: intake.Intake) -> None:
    with pytest.raises(WorldError) as raised:
        attachments.keep_copy(desk, person.record_id, place(person, "id_scan"), PDF, "Ausweis.pdf")
    assert refusal(raised) == (ErrorCode.CONSENT_MISSING, "c_d")
    assert "keine Erlaubnis, Kopien von Papieren" in str(sentence(raised.value))
    assert attachments.copies(desk, person.record_id) == ()


def test_a_copy_is_kept_with_who_when_and_what(
    found: DeskOnFakes, desk: UnlockedDesk, person: intake.Intake
) -> None:
    allow_copies(desk, person)
    address = place(person, "id_scan")
    kept = attachments.keep_copy(
        desk, person.record_id, address, saved(picture(), "PNG"), "/home/anna/Pass 1.jpeg"
    )
    assert (kept.address, kept.kind, kept.title) == (address, AttachmentKind.PNG, "Pass 1.png")
    assert (kept.added_by, kept.added_at) == (desk.caseworker.caseworker_id, found.clock.now())
    assert attachments.copies(desk, person.record_id) == (kept,)
    content = attachments.content_of(desk, kept)
    assert len(content) == kept.size
    attachments.remove_copy(desk, kept)
    assert attachments.copies(desk, person.record_id) == ()
    (mark,) = desk.store.deleted_attachments(person.record_id)
    assert (mark.attachment_id, mark.reason) == (kept.attachment_id, attachments.ASKED)


def test_after_a_withdrawal_copies_are_locked_and_can_be_deleted_together(
    desk: UnlockedDesk, person: intake.Intake
) -> None:
    allow_copies(desk, person)
    kept = attachments.keep_copy(desk, person.record_id, place(person, "id_scan"), PDF, "a.pdf")
    other = intake.begin(desk, "kompetenz", desk.store.record(person.record_id).person_id, "ar")
    attachments.keep_copy(desk, other.record_id, place(other, "id_scan"), PDF, "b.pdf")
    assert attachments.waiting_for_deletion(desk, person.record_id) == 0
    extra_consents.withdraw(desk, person.record_id, ConsentKind.SCANS)
    with pytest.raises(WorldError, match="consent_missing"):
        attachments.content_of(desk, kept)
    assert len(attachments.copies_of_person(desk, person.record_id)) == 2
    assert attachments.waiting_for_deletion(desk, person.record_id) == 2
    assert withdrawals.covered(desk, person.record_id, ConsentKind.SCANS) == 2
    withdrawals.delete_covered(desk, person.record_id, ConsentKind.SCANS)
    assert attachments.copies_of_person(desk, person.record_id) == ()
    assert attachments.waiting_for_deletion(desk, person.record_id) == 0


def test_all_copies_of_a_person_together_have_a_limit(
    desk: UnlockedDesk, person: intake.Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow_copies(desk, person)
    one, two = place(person, "id_scan"), Address("/kompetenz/papers/trainings/t_scan", "r1")
    monkeypatch.setattr(attachments, "LARGEST_PERSON", len(PDF) + 1)
    attachments.keep_copy(desk, person.record_id, one, PDF, "a.pdf")
    attachments.keep_copy(desk, person.record_id, one, PDF, "instead.pdf")
    with pytest.raises(WorldError) as raised:
        attachments.keep_copy(desk, person.record_id, two, PDF, "b.pdf")
    assert refusal(raised) == (ErrorCode.ATTACHMENT_INVALID, AttachmentProblem.PERSON_FULL.value)


def test_a_copy_goes_with_the_row_it_belonged_to(desk: UnlockedDesk, person: intake.Intake) -> None:
    allow_copies(desk, person)
    row, step = person.add_row("/kompetenz/papers/trainings")
    person.save(step.edit)
    address = place(person, "t_scan", row)
    kept = attachments.keep_copy(desk, person.record_id, address, PDF, "a.pdf")
    person.save(person.set(address, Answer(kept.title)).edit)
    intake.resume(desk, person.record_id)
    assert attachments.copies(desk, person.record_id) == (kept,)
    person.save(person.remove_row("/kompetenz/papers/trainings", row).edit)
    assert attachments.copies(desk, person.record_id) == (kept,), "the removal may still be undone"
    person.save(person.finish().edit)
    assert attachments.copies(desk, person.record_id) == ()
    assert desk.store.deleted_attachments(person.record_id)[0].reason == attachments.ANSWER_GONE


def test_a_copy_moves_with_its_row(desk: UnlockedDesk, person: intake.Intake) -> None:
    allow_copies(desk, person)
    kept = attachments.keep_copy(desk, person.record_id, place(person, "t_scan", "before"), PDF, "a.pdf")
    attachments.move_copy(desk, kept, place(person, "t_scan", "now"))
    (moved,) = attachments.copies(desk, person.record_id)
    assert (moved.address.row, moved.title, moved.added_at) == ("now", kept.title, kept.added_at)
    assert attachments.content_of(desk, moved) == PDF
    assert desk.store.deleted_attachments(person.record_id)[0].reason == attachments.MOVED


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Zeugnis.PDF", "Zeugnis.pdf"),
        ("C:\\Users\\anna\\Zeugnis 2.jpg", "Zeugnis 2.pdf"),
        ("شهادة.pdf", "شهادة.pdf"),
        ("a\u202egnp.exe", "agnp.pdf"),
        ("...", "Kopie.pdf"),
        ("", "Kopie.pdf"),
        ("Zeugnis vom 3.Juli 2019", "Zeugnis vom 3.Juli 2019.pdf"),
        ("x" * 300, "x" * 116 + ".pdf"),
    ],
)
def test_a_copy_is_called_like_its_file_with_the_ending_of_what_it_is(name: str, title: str) -> None:
    assert attachments.title_of(name, AttachmentKind.PDF) == title


def test_a_paper_about_health_needs_the_consent_about_health_too(
    found: DeskOnFakes, desk: UnlockedDesk
) -> None:
    before = 'type="binary" pf:category="dokumentkopien" pf:tier="short"/>'
    later = with_newer_form(desk, {before: before.replace("dokumentkopien", "gesundheit")})
    person = intake.start(later, "ar")
    allow_copies(later, person)
    with pytest.raises(WorldError) as raised:
        attachments.keep_copy(later, person.record_id, place(person, "id_scan"), PDF, "Ausweis.pdf")
    assert refusal(raised) == (ErrorCode.CONSENT_MISSING, "c_h")
    extra_consents.give(later, person.record_id, ConsentKind.HEALTH, SignedSheet())
    kept = attachments.keep_copy(later, person.record_id, place(person, "id_scan"), PDF, "Ausweis.pdf")
    extra_consents.withdraw(later, person.record_id, ConsentKind.HEALTH)
    with pytest.raises(WorldError) as raised:
        attachments.content_of(later, kept)
    assert refusal(raised) == (ErrorCode.CONSENT_MISSING, "c_h")
    withdrawals.delete_covered(later, person.record_id, ConsentKind.HEALTH)
    assert attachments.copies(later, person.record_id) == ()


def test_a_file_is_read_only_if_it_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "Zeugnis.pdf"
    file.write_bytes(PDF)
    assert attachments.read_source(file) == PDF
    monkeypatch.setattr(attachments, "LARGEST_SOURCE", len(PDF) - 1)
    for wrong, problem in ((file, AttachmentProblem.TOO_LARGE), (tmp_path, AttachmentProblem.UNREADABLE)):
        with pytest.raises(WorldError) as raised:
            attachments.read_source(wrong / "weg" if wrong is tmp_path else wrong)
        assert refusal(raised) == (ErrorCode.ATTACHMENT_INVALID, problem.value)


# --- health


def test_what_was_told_about_health_is_forgotten_in_all_records_of_the_person(
    desk: UnlockedDesk, person: intake.Intake
) -> None:
    extra_consents.give(desk, person.record_id, ConsentKind.HEALTH, SignedSheet())
    other = intake.begin(desk, "kompetenz", desk.store.record(person.record_id).person_id, "ar")
    talks = [intake.resume(desk, each.record_id) for each in (person, other)]
    for talk in talks:
        talk.save(talk.set(place(talk, "work_limits"), Answer("heben")).edit)
    assert withdrawals.covered(desk, person.record_id, ConsentKind.HEALTH) == 2
    extra_consents.withdraw(desk, person.record_id, ConsentKind.HEALTH)
    withdrawals.delete_covered(desk, person.record_id, ConsentKind.HEALTH)
    assert withdrawals.covered(desk, person.record_id, ConsentKind.HEALTH) == 0
    for talk in talks:
        assert place(talk, "work_limits") not in desk.store.record(talk.record_id).snapshot.answers
        assert "heben" not in repr(desk.store.history(talk.record_id))


def test_what_was_told_about_health_shows_nowhere_once_it_was_taken_back(
    desk: UnlockedDesk, person: intake.Intake
) -> None:
    extra_consents.give(desk, person.record_id, ConsentKind.HEALTH, SignedSheet())
    talk = intake.resume(desk, person.record_id)
    talk.save(talk.set(place(talk, "work_limits"), Answer("heben")).edit)
    talk.save(talk.finish().edit)

    def shown() -> set[str]:
        answered = answers_of(desk, desk.store.record(person.record_id))
        return {item.question.name for item in answered.every_item() if not item.answer.is_empty}

    assert "work_limits" in shown()
    extra_consents.withdraw(desk, person.record_id, ConsentKind.HEALTH)
    assert "work_limits" not in shown()
    assert withdrawals.covered(desk, person.record_id, ConsentKind.HEALTH) == 1


def test_what_was_taken_back_cannot_be_taken_back_again(desk: UnlockedDesk, person: intake.Intake) -> None:
    given = allow_copies(desk, person)
    (taken_back,) = extra_consents.withdraw(desk, person.record_id, ConsentKind.SCANS)
    assert taken_back.consent_id == given.consent_id
    with pytest.raises(WorldError, match="usage"):
        withdrawn(taken_back, at=taken_back.seen_at, received_by="anna")


def test_nothing_is_deleted_for_the_pool_of_interpreters(desk: UnlockedDesk, person: intake.Intake) -> None:
    allow_copies(desk, person)
    attachments.keep_copy(desk, person.record_id, place(person, "id_scan"), PDF, "a.pdf")
    assert withdrawals.covered(desk, person.record_id, ConsentKind.POOL) == 0
    withdrawals.delete_covered(desk, person.record_id, ConsentKind.POOL)
    assert len(attachments.copies(desk, person.record_id)) == 1


# --- the texts


def test_every_sheet_says_what_it_is_for_how_long_and_that_it_is_free(desk: UnlockedDesk) -> None:
    for text in desk.content.release.extra_consents.values():
        for words in ("Ich erlaube", "3 Jahre", "freiwillig", "jederzeit Stopp"):
            assert words in text.text, text.kind
        assert text.withdraw_text.startswith("Sie haben Stopp gesagt.")


def test_birth_dates_are_asked_outside_repeats() -> None:
    for built in open_desk().desk.content.forms.values():
        for node in walk(built.definition.root):
            if isinstance(node, Question) and node.name in BIRTH_DATES:
                assert built.definition.repeat_of(node.path) is None
