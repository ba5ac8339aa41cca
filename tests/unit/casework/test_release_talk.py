"""The talk around a release: it knows the person, asks again after a change, and becomes the signature."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

import pytest

from profiler.casework import explain, people, release_talk, sign_release
from profiler.casework.form_library import answers_of
from profiler.casework.intake import Intake, resume
from profiler.casework.release_talk import TalkProblem, as_told, open_before_signing, open_talk
from profiler.casework.sign_release import RecipientChoice
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer, Source
from profiler.records.people import BESIDE, PeopleQuery
from profiler.records.record import RecordState
from profiler.release.releases import Category, Grant, Release, SignedHow, SignsAs, WithdrawalScope
from tests.fakes.desks import DeskOnFakes, open_desk, tell, told_person

UNDERSTOOD = {f"c_teachback_{what}": "ja" for what in ("who", "no", "stop")}
TALKED = {"c_means": "mir_mitgeben", "c_read_aloud": "vorgelesen", **UNDERSTOOD}
INTERPRETED = {"c_int_kind": "beeidigt", "c_int_name": "N. Haddad", "c_int_pledge": "ja"}
SIGNED = {"c_signed_how": "papier", "c_copy_given": "gedruckt"}
SIXTEEN = {"birth_date": "2010-04-18", "unaccompanied": "nein", "guardian_kind": "beide_eltern"}


@pytest.fixture
def desk() -> DeskOnFakes:
    return open_desk()


def office(desk: DeskOnFakes, kind: str) -> RecipientChoice:
    choices = sign_release.possible_recipients(desk.desk)
    return next(choice for choice in choices if choice.recipient.kind == kind)


def grant(desk: DeskOnFakes, kind: str, *topics: Category) -> Grant:
    choice = office(desk, kind)
    return Grant(choice.recipient, frozenset(topics or {Category.SPRACHE}), choice.purpose)


def drafted(
    desk: DeskOnFakes, *kinds: str, language: str = "ar", told: Mapping[str, str] | None = None
) -> Release:
    record_id = told_person(desk.desk, language, tuple((told or {}).items())).record_id
    return draft_again(desk, record_id, [grant(desk, kind) for kind in kinds or ("jobcenter",)], language)


def draft_again(desk: DeskOnFakes, record_id: UUID, grants: list[Grant], language: str = "ar") -> Release:
    signs_as = release_talk.who_signs(answers_of(desk.desk, desk.desk.store.record(record_id)))
    return sign_release.draft(desk.desk, record_id, grants, language=language, signs_as=signs_as)


def value(talk: Intake, name: str, row: str = "") -> str:
    return talk.session.value(Address(talk.form.question(name).path, row))


def rows(talk: Intake) -> tuple[str, ...]:
    return talk.session.rows(next(each.path for each in talk.form.repeats() if each.name == "recipients"))


def tell_row(talk: Intake, row: str, **answers: str) -> None:
    for name, said in answers.items():
        talk.save(talk.set(Address(talk.form.question(name).path, row), Answer(said)).edit)


# --- what the talk knows --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "who"),
    [
        ("1991-03-14", SignsAs.SELBST),
        ("2008-11-21", SignsAs.SELBST),
        ("2008-11-22", SignsAs.BEIDE),
        ("2012-11-21", SignsAs.BEIDE),
        ("2012-11-22", SignsAs.GESETZL_VERTRETUNG),
    ],
)
def test_who_signs_follows_from_the_age(desk: DeskOnFakes, born: str, who: SignsAs) -> None:
    talk = told_person(desk.desk, "ar", (("birth_date", born), ("unaccompanied", "nein")))
    assert release_talk.who_signs(answers_of(desk.desk, desk.desk.store.record(talk.record_id))) is who


@pytest.mark.parametrize(
    ("language", "kinds", "told", "known"),
    [
        (
            "de",
            ("jobcenter",),
            {},
            {"c_speaks": "deu", "c_abh_chosen": "nein", "c_signs_as": "selbst", "c_int_lang": ""},
        ),
        (
            "ar",
            ("jobcenter",),
            {"interpreter_kind": "beeidigt", "interpreter_name": "N. Haddad"},
            {
                "c_speaks": "ara",
                "c_int_kind": "beeidigt",
                "c_int_name": "N. Haddad",
                "c_int_lang": "ara",
                "c_text_checked": "nein",
            },
        ),
        ("ar", ("jobcenter", "auslaenderbehoerde"), {}, {"c_abh_chosen": "ja", "c_recipient_count": "2"}),
        (
            "ti",
            ("iq",),
            {**SIXTEEN, "guardian_name": "Selam Tesfay"},
            {
                "c_signs_as": "beide",
                "c_age": "16",
                "c_guardian_kind": "beide_eltern",
                "c_guardian_name": "Selam Tesfay",
            },
        ),
    ],
)
def test_the_talk_knows_the_person_and_the_offices(
    desk: DeskOnFakes,
    language: str,
    kinds: tuple[str, ...],
    told: Mapping[str, str],
    known: Mapping[str, str],
) -> None:
    talk = open_talk(desk.desk, drafted(desk, *kinds, language=language, told=told))
    assert {name: value(talk, name) for name in known} == known
    assert [value(talk, "c_recipient_name", row) for row in rows(talk)] == [
        office(desk, kind).recipient.name for kind in kinds
    ]


def test_place_and_day_are_proposed_and_what_was_said_here_stays(desk: DeskOnFakes) -> None:
    release = drafted(desk)
    talk = open_talk(desk.desk, release)
    tell(talk, **UNDERSTOOD)
    assert (value(talk, "c_place"), value(talk, "c_date")) == ("Musterstadt", "2026-11-21")
    place = talk.session.answer(Address(talk.form.question("c_place").path))
    assert place.source is Source.UEBERNOMMEN
    tell(talk, c_place="Kleefeld")
    desk.clock.advance(timedelta(days=1))
    later = open_talk(desk.desk, release)
    assert (value(later, "c_place"), value(later, "c_date")) == ("Kleefeld", "2026-11-22")


@pytest.mark.parametrize(("explained", "said"), [(True, "ja"), (False, "")])
def test_what_was_explained_before_ticking_is_not_asked_again(
    desk: DeskOnFakes, explained: bool, said: str
) -> None:
    talk = open_talk(desk.desk, drafted(desk, "auslaenderbehoerde"), office_explained=explained)
    assert value(talk, "c_abh_explained") == said


def test_it_stands_beside_the_file_and_not_in_the_list(desk: DeskOnFakes) -> None:
    assert release_talk.CONSENT in BESIDE
    release = drafted(desk)
    talk = open_talk(desk.desk, release)
    assert talk.case_number == f"{desk.desk.store.record(release.record_id).case_number}-E1"
    listed = people.list_people(desk.desk, PeopleQuery()).lines
    assert [line.record_id for line in listed] == [release.record_id]


# --- asked again ----------------------------------------------------------------------------------------


def test_the_same_talk_goes_on_while_nothing_is_signed(desk: DeskOnFakes) -> None:
    release = drafted(desk)
    first = open_talk(desk.desk, release)
    tell(first, **TALKED)
    again = open_talk(desk.desk, release)
    assert again.record_id == first.record_id
    assert value(again, "c_understood") == "ja"


def test_who_ticks_something_else_is_asked_again(desk: DeskOnFakes) -> None:
    release = drafted(desk)
    tell(open_talk(desk.desk, release), **TALKED)
    wider = draft_again(desk, release.record_id, [grant(desk, "jobcenter", Category.SPRACHE, Category.BERUF)])
    talk = open_talk(desk.desk, wider)
    assert (value(talk, "c_understood"), value(talk, "c_read_aloud")) == ("nein", "vorgelesen")
    assert TalkProblem.NOT_UNDERSTOOD in open_before_signing(talk)


def test_what_was_said_about_an_office_goes_along_when_another_is_taken_out(desk: DeskOnFakes) -> None:
    release = drafted(desk, "jobcenter", "iq")
    talk = open_talk(desk.desk, release)
    tell_row(talk, rows(talk)[1], c_mutual="ja", c_purpose_text="Zeugnis als Tischler")
    only = draft_again(desk, release.record_id, [grant(desk, "iq")])
    talk = open_talk(desk.desk, only)
    (row,) = rows(talk)
    assert value(talk, "c_purpose_text", row) == "Zeugnis als Tischler"
    (told,) = as_told(talk, only.grants)
    assert told.mutual


def test_a_talk_that_broke_off_at_once_goes_on_and_goes_with_the_file(
    desk: DeskOnFakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = drafted(desk)

    def broken_off(*_: object) -> None:
        raise WorldError(ErrorCode.DISK_FULL)

    with monkeypatch.context() as patched:
        patched.setattr(release_talk, "_tell", broken_off)
        with pytest.raises(WorldError):
            open_talk(desk.desk, release)
    (broken,) = release_talk.talks(desk.desk, release.record_id)
    talk = open_talk(desk.desk, release)
    assert talk.record_id == broken.record_id
    assert value(talk, "c_release") == str(release.release_id)
    people.delete_file(desk.desk, release.record_id, "asked")
    assert desk.desk.store.records_of(talk.person_id) == ()


def test_a_withdrawal_whose_telling_broke_off_does_not_shut_the_next_one(
    desk: DeskOnFakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = drafted(desk)

    def broken_off(*_: object) -> None:
        raise WorldError(ErrorCode.DISK_FULL)

    with monkeypatch.context() as patched:
        patched.setattr(release_talk, "_tell", broken_off)
        with pytest.raises(WorldError):
            release_talk.note_withdrawal(desk.desk, release, WithdrawalScope.ALLES)
    told = release_talk.note_withdrawal(desk.desk, release, WithdrawalScope.ALLES)
    assert told.case_number.endswith("-W2")


def test_a_new_release_has_a_talk_of_its_own(desk: DeskOnFakes) -> None:
    release = drafted(desk, language="de")
    first = open_talk(desk.desk, release)
    tell(first, **TALKED, **SIGNED)
    sign(desk, release, first)
    second = open_talk(desk.desk, draft_again(desk, release.record_id, [grant(desk, "iq")], "de"))
    assert second.record_id != first.record_id
    assert second.case_number.endswith("-E2")
    assert value(second, "c_teachback_who") == ""


def test_a_signed_release_is_not_talked_about_again(desk: DeskOnFakes) -> None:
    release = drafted(desk)
    signed = sign_release.signed_paper_seen(desk.desk, release, place="Musterstadt")
    with pytest.raises(WorldError) as caught:
        open_talk(desk.desk, signed)
    assert caught.value.details["reason"] == "already_signed"


# --- signing --------------------------------------------------------------------------------------------


def sign(desk: DeskOnFakes, release: Release, talk: Intake) -> Release:
    return release_talk.sign(desk.desk, release, talk.record_id)


def refusal(talk: Intake) -> str:
    with pytest.raises(WorldError) as caught:
        release_talk.told_signature(talk)
    return str(caught.value.details["reason"])


@pytest.mark.parametrize(
    ("kinds", "language", "person", "told", "problem"),
    [
        (("jobcenter",), "de", {}, {}, TalkProblem.NOT_UNDERSTOOD),
        (("jobcenter",), "de", {}, {**TALKED, "c_teachback_no": "nein"}, TalkProblem.NOT_UNDERSTOOD),
        (("jobcenter",), "de", {}, {**UNDERSTOOD, **SIGNED}, TalkProblem.ANSWERS_OPEN),
        (("jobcenter",), "de", {}, {**TALKED}, TalkProblem.ANSWERS_OPEN),
        (("jobcenter",), "de", {}, {**TALKED, **SIGNED, "c_date": "2026-11-22"}, TalkProblem.ANSWERS_OPEN),
        (("jobcenter",), "ar", {}, {**TALKED, **SIGNED}, TalkProblem.ANSWERS_OPEN),
        (
            ("iq",),
            "de",
            {**SIXTEEN, "guardian_kind": "unklar"},
            {**TALKED, **SIGNED, "c_child_signs": "ja"},
            TalkProblem.GUARDIAN_UNCLEAR,
        ),
        (
            ("iq",),
            "de",
            {**SIXTEEN, "guardian_kind": "vormund_amt", "guardian_name": "J. Weber"},
            {**TALKED, **SIGNED, "c_child_signs": "nein"},
            TalkProblem.CHILD_SIGNS,
        ),
        (
            ("iq",),
            "de",
            {**SIXTEEN, "guardian_name": "S. Tesfay"},
            {**TALKED, **SIGNED, "c_child_signs": "ja", "anderer_elternteil": "verstorben"},
            TalkProblem.ANSWERS_OPEN,
        ),
        (("auslaenderbehoerde",), "de", {}, {**TALKED, **SIGNED}, TalkProblem.OFFICE_NOT_ALLOWED),
        (
            ("auslaenderbehoerde",),
            "de",
            {},
            {**TALKED, **SIGNED, "c_abh_explained": "ja", "c_abh_ok": "nein"},
            TalkProblem.OFFICE_NOT_ALLOWED,
        ),
        (
            ("auslaenderbehoerde",),
            "ar",
            {},
            {
                **TALKED,
                **SIGNED,
                **INTERPRETED,
                "c_abh_explained": "ja",
                "c_abh_ok": "ja",
                "c_int_kind": "angehoerige_erwachsen",
            },
            TalkProblem.OFFICE_NOT_ALLOWED,
        ),
    ],
)
def test_nobody_signs_before(
    desk: DeskOnFakes,
    kinds: tuple[str, ...],
    language: str,
    person: Mapping[str, str],
    told: Mapping[str, str],
    problem: TalkProblem,
) -> None:
    talk = open_talk(desk.desk, drafted(desk, *kinds, language=language, told=person))
    tell(talk, **told)
    assert refusal(talk) == problem.value


@pytest.mark.parametrize(
    ("kinds", "language", "person", "told"),
    [
        (("jobcenter",), "de", {}, {}),
        (("jobcenter",), "ar", {}, INTERPRETED),
        (("auslaenderbehoerde",), "ar", {}, {**INTERPRETED, "c_abh_explained": "ja", "c_abh_ok": "ja"}),
        (
            ("iq",),
            "de",
            {**SIXTEEN, "guardian_name": "S. Tesfay"},
            {
                "c_child_signs": "ja",
                "anderer_elternteil": "unterschreibt",
                "c_other_parent_name": "T. Tesfay",
            },
        ),
        (
            ("iq",),
            "de",
            {**SIXTEEN, "guardian_name": "S. Tesfay"},
            {"c_child_signs": "ja", "anderer_elternteil": "nicht_erreichbar", "c_one_parent": "OK"},
        ),
        (
            ("iq",),
            "de",
            {"birth_date": "2015-05-02", "unaccompanied": "nein", "guardian_kind": "vormund_amt"},
            {"c_guardian_name": "J. Weber"},
        ),
    ],
)
def test_the_talk_becomes_the_signature_and_stays_as_proof(
    desk: DeskOnFakes,
    kinds: tuple[str, ...],
    language: str,
    person: Mapping[str, str],
    told: Mapping[str, str],
) -> None:
    release = drafted(desk, *kinds, language=language, told=person)
    talk = open_talk(desk.desk, release)
    tell(talk, **{**TALKED, **told, **SIGNED})
    assert open_before_signing(talk) == ()
    signed = sign(desk, release, talk)
    assert signed.signature is not None
    assert (signed.signature.place, signed.signature.signed_on) == ("Musterstadt", date(2026, 11, 21))
    assert (signed.signature.how, signed.signature.copy_given) == (SignedHow.PAPIER, True)
    (kept,) = release_talk.talks(desk.desk, release.record_id)
    assert kept.state is RecordState.FINISHED
    assert kept.snapshot.answers[Address("/einwilligung/verstanden/c_teachback_who")].value == "ja"
    assert kept.snapshot.answers[Address("/einwilligung/c_release")].value == str(release.release_id)


def test_a_copy_for_later_is_not_a_copy_given(desk: DeskOnFakes) -> None:
    release = drafted(desk, language="de")
    talk = open_talk(desk.desk, release)
    tell(
        talk,
        **TALKED,
        c_signed_how="handzeichen_mit_zeugin",
        c_witness_name="B. Koch",
        c_copy_given="spaeter",
    )
    signed = sign(desk, release, talk)
    assert signed.signature is not None
    assert (signed.signature.how, signed.signature.copy_given) == (
        SignedHow.HANDZEICHEN_MIT_ZEUGIN,
        False,
    )
    given = sign_release.copy_given(desk.desk, signed)
    assert sign_release.releases(desk.desk, release.record_id) == (given,)
    assert given.signature is not None
    assert given.signature.copy_given


def test_whoever_turns_out_to_be_a_minor_does_not_sign_alone(desk: DeskOnFakes) -> None:
    release = drafted(desk, language="de")
    talk = open_talk(desk.desk, release)
    tell(talk, **TALKED, **SIGNED)
    told = desk.desk.store.record(release.record_id)
    tell(resume(desk.desk, told.record_id), birth_date="2010-04-18")
    with pytest.raises(WorldError) as refused:
        release_talk.sign(desk.desk, release, talk.record_id)
    assert refused.value.details["reason"] == TalkProblem.GUARDIAN_SIGNS.value


def test_what_was_not_talked_about_is_not_signed(desk: DeskOnFakes) -> None:
    release = drafted(desk, language="de")
    talk = open_talk(desk.desk, release)
    tell(talk, **TALKED, **SIGNED)
    wider = draft_again(
        desk, release.record_id, [grant(desk, "jobcenter", Category.SPRACHE, Category.BERUF)], "de"
    )
    with pytest.raises(WorldError) as caught:
        release_talk.sign(desk.desk, wider, talk.record_id)
    assert caught.value.details["reason"] == TalkProblem.ANOTHER_MATRIX.value


@pytest.mark.parametrize("name", ["c_signed_how", "c_date"])
def test_how_and_when_it_was_signed_cannot_stay_untold(desk: DeskOnFakes, name: str) -> None:
    talk = open_talk(desk.desk, drafted(desk, language="de"))
    tell(talk, **TALKED, **SIGNED)
    talk.save(talk.decline(Address(talk.form.question(name).path)).edit)
    assert refusal(talk) == TalkProblem.ANSWERS_OPEN.value


@pytest.mark.parametrize("problem", list(TalkProblem))
def test_every_problem_has_its_own_sentence(problem: TalkProblem) -> None:
    said = str(explain.sentence(WorldError(ErrorCode.USAGE, reason=problem.value)))
    assert problem.value not in said


# --- withdrawal and deletion ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "which", "kept"),
    [
        (WithdrawalScope.ALLES, "", {"w_scope": "alles"}),
        (WithdrawalScope.KATEGORIE, "sprache", {"w_scope": "kategorie", "w_which_category": "sprache"}),
        (
            WithdrawalScope.EMPFAENGER,
            "jobcenter",
            {"w_scope": "empfaenger", "w_which_recipient": "jobcenter"},
        ),
    ],
)
def test_how_somebody_took_it_back_is_kept(
    desk: DeskOnFakes, scope: WithdrawalScope, which: str, kept: Mapping[str, str]
) -> None:
    release = sign_release.signed_paper_seen(desk.desk, drafted(desk), place="Musterstadt")
    talk = release_talk.note_withdrawal(desk.desk, release, scope, which, channel=" am Telefon ")
    answers = {
        address.path.rsplit("/", 1)[1]: answer.value for address, answer in talk.snapshot.answers.items()
    }
    told = {name: said for name, said in answers.items() if name.startswith("w_")}
    assert told == {"w_date": "2026-11-21", "w_channel": "am Telefon", **kept}
    assert talk.state is RecordState.FINISHED
    assert talk.case_number.endswith("-W1")


def test_with_the_file_goes_every_talk(desk: DeskOnFakes) -> None:
    release = drafted(desk)
    person_id = desk.desk.store.record(release.record_id).person_id
    open_talk(desk.desk, release)
    people.delete_file(desk.desk, release.record_id, "asked")
    assert desk.desk.store.records_of(person_id) == ()
