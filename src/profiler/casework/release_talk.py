"""The talk around a release: what is asked, explained, said back and signed, kept as a record of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from profiler.casework import sign_release
from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import answers_of
from profiler.casework.intake import Intake, begin, merged, resume
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer, Source
from profiler.forms.expressions.values import as_date
from profiler.forms.session import FormSession
from profiler.languages.catalogues import TranslationState
from profiler.languages.tags import language
from profiler.records.identity import said_by
from profiler.records.minors import may_be_minor
from profiler.records.record import Record, RecordState
from profiler.records.view import AnsweredForm
from profiler.release.drafting import ReleaseProblem
from profiler.release.releases import Grant, Release, SignedHow, SignsAs, WithdrawalScope

CONSENT = "einwilligung"
"""Form id of what is asked around a release (Form C)."""

FOREIGNERS_OFFICE = "auslaenderbehoerde"
"""The kind of office for which a person says yes separately (Form C5)."""

SIGNING = "unterschrift"
"""The page on which the signature is told; the others come before it."""

_GIVING, _WITHDRAWING = "einwilligung", "widerruf"
_NUMBERS = {_GIVING: "E", _WITHDRAWING: "W"}
_SAID_BACK = ("c_teachback_who", "c_teachback_no", "c_teachback_stop", "c_abh_ok")
"""Answers that hold for one matrix only: whoever ticks something else is asked again."""

_DETAILS = ("c_mutual", "c_purpose_text")
"""What is asked about every single recipient."""

_OF_AGE, _SIGNS_WITH_GUARDIAN, _SIGNS_TOO = 18, 16, 14
"""Years, Form C1: from about 14 the child's own signature too; at 16 and 17 never without it."""

_GERMAN = "deu"
_KNOWN: Mapping[str, str] = {
    "c_int_kind": "interpreter_kind",
    "c_int_name": "interpreter_name",
    "c_guardian_kind": "guardian_kind",
    "c_guardian_name": "guardian_name",
    "anderer_elternteil": "anderer_elternteil",
}
"""Question of the talk -> question of the person's own form whose answer need not be asked again."""


class TalkProblem(StrEnum):
    """What keeps a release from being signed after the talk. Clients have a sentence for each."""

    NOT_UNDERSTOOD = "not_understood"
    ANSWERS_OPEN = "answers_open"
    GUARDIAN_UNCLEAR = "guardian_unclear"
    CHILD_SIGNS = "child_signs"
    OFFICE_NOT_ALLOWED = "office_not_allowed"
    GUARDIAN_SIGNS = "guardian_signs"
    ANOTHER_MATRIX = "another_matrix"


@dataclass(frozen=True, slots=True)
class ToldSignature:
    """What the talk tells of the signature.

    Attributes:
        release_id: which release was talked about.
        matrix: which recipients and topics, as `matrix_told`.
    """

    release_id: str
    matrix: str
    place: str
    signed_on: date
    how: SignedHow
    copy_given: bool


def who_signs(answered: AnsweredForm) -> SignsAs:
    """Who has to sign by the age the person told (Form C1), in doubt as a minor (domain 7.2, 11)."""
    if not may_be_minor(answered.form, answered.snapshot, answered.today):
        return SignsAs.SELBST
    age = _age(answered)
    return SignsAs.GESETZL_VERTRETUNG if age is not None and age < _SIGNS_TOO else SignsAs.BEIDE


def open_talk(desk: UnlockedDesk, release: Release, *, office_explained: bool = False) -> Intake:
    """The talk about an unsigned release, begun if there is none; it knows whom the release is about.

    What was said back holds for the recipients and topics it was said about: after a change it is asked
    again.

    Args:
        desk: the desk.
        release: as it was drafted last.
        office_explained: whether it was explained before ticking what the foreigners' office may do with what
            it learns (Form C5).

    Raises:
        WorldError: NOT_FOUND, FORM_INVALID; USAGE with `no_such_form` or `already_signed`.
    """
    if release.signature is not None:
        raise WorldError(ErrorCode.USAGE, reason=ReleaseProblem.ALREADY_SIGNED.value)
    record = desk.store.record(release.record_id)
    talk = _find(desk, record) or _begin(desk, record, release, _GIVING)
    answered = answers_of(desk, record)
    said = _said_of_recipients(talk.session)
    if _value(talk.session, "c_matrix") != matrix_told(release.grants):
        _tell(talk, dict.fromkeys(_SAID_BACK, Answer()))
    _tell(talk, _circumstances(desk, release, answered))
    _name_recipients(talk, release.grants, said)
    _carry_over(talk, _known(desk, release, answered, office_explained))
    return talk


def talks(desk: UnlockedDesk, record_id: UUID) -> tuple[Record, ...]:
    """What was talked about all releases of a record, oldest first: proof of what was explained.

    They are known by their case number: one that broke off before it was told its release belongs here too.

    Raises:
        WorldError: NOT_FOUND.
    """
    record = desk.store.record(record_id)
    return tuple(
        desk.store.record(line.record_id)
        for line in desk.store.records_of(record.person_id)
        if line.form_id == CONSENT and line.case_number.startswith(f"{record.case_number}-")
    )


def matrix_told(grants: Sequence[Grant]) -> str:
    """SHA-256, hex, of recipients and topics; tells whether a talk was about this matrix."""
    lines = sorted(f"{grant.recipient.recipient_id}:{' '.join(sorted(grant.categories))}" for grant in grants)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def as_told(talk: Intake, grants: Sequence[Grant]) -> tuple[Grant, ...]:
    """The grants with what was said about each recipient: whether it may answer too (Form C2)."""
    session = talk.session
    both_ways = {
        session.value(recipient): session.value(Address(_path(session, "c_mutual"), recipient.row))
        for recipient in _recipient_rows(session)
    }
    return tuple(
        replace(grant, mutual=both_ways.get(grant.recipient.recipient_id) == "ja") for grant in grants
    )


def open_before_signing(talk: Intake) -> tuple[TalkProblem, ...]:
    """What has to be settled before anybody signs, apart from the signature itself."""
    return tuple(_problems(talk.session, whole=False))


def told_signature(talk: Intake) -> ToldSignature:
    """What the talk says about the signature.

    Raises:
        WorldError: USAGE with the first `TalkProblem` as reason.
    """
    session = talk.session
    for problem in _problems(session, whole=True):
        raise WorldError(ErrorCode.USAGE, reason=problem.value)
    signed_on, how = as_date(_value(session, "c_date")), _value(session, "c_signed_how")
    if signed_on is None or not how:
        raise WorldError(ErrorCode.USAGE, reason=TalkProblem.ANSWERS_OPEN.value)
    return ToldSignature(
        release_id=_value(session, "c_release"),
        matrix=_value(session, "c_matrix"),
        place=_value(session, "c_place"),
        signed_on=signed_on,
        how=SignedHow(how),
        copy_given=_value(session, "c_copy_given") in ("gedruckt", "datei_auf_eigenes_handy"),
    )


def sign(desk: UnlockedDesk, release: Release, talk_id: UUID) -> Release:
    """The caseworker's word that the signed paper lies before them; unlocks output and closes the talk.

    What counts is what the vault holds of the talk, not what stands on a screen.

    Raises:
        WorldError: USAGE with a `TalkProblem` or a `ReleaseProblem` as reason; NOT_FOUND.
    """
    talk = resume(desk, talk_id)
    told = told_signature(talk)
    if (told.release_id, told.matrix) != (str(release.release_id), matrix_told(release.grants)):
        raise WorldError(ErrorCode.USAGE, reason=TalkProblem.ANOTHER_MATRIX.value)
    needed = who_signs(answers_of(desk, desk.store.record(release.record_id)))
    if release.signs_as is SignsAs.SELBST and needed is not SignsAs.SELBST:
        # The birth date became known after the release was drafted.
        raise WorldError(ErrorCode.USAGE, reason=TalkProblem.GUARDIAN_SIGNS.value)
    signed = sign_release.signed_paper_seen(
        desk,
        release,
        place=told.place,
        signed_on=told.signed_on,
        how=told.how,
        copy_given=told.copy_given,
    )
    talk.save(talk.finish().edit)
    return signed


def note_withdrawal(
    desk: UnlockedDesk, release: Release, scope: WithdrawalScope, which: str = "", *, channel: str = ""
) -> Record:
    """Keep how a person took something back; the withdrawal itself is `sign_release.take_back`.

    Args:
        desk: the desk.
        release: of which something was taken back.
        scope: how much.
        which: id of the recipient or code of the category; ignored for everything.
        channel: how the person said so, in the caseworker's words.

    Raises:
        WorldError: NOT_FOUND; USAGE with `no_such_form`.
    """
    talk = _begin(desk, desk.store.record(release.record_id), release, _WITHDRAWING)
    told = {
        "c_talk": _WITHDRAWING,
        "c_release": str(release.release_id),
        "c_matrix": matrix_told(release.grants),
        "w_date": desk.clock.today().isoformat(),
        "w_scope": scope.value,
        "w_which_recipient": which if scope is WithdrawalScope.EMPFAENGER else "",
        "w_which_category": which if scope is WithdrawalScope.KATEGORIE else "",
        "w_channel": channel.strip(),
    }
    _tell(talk, {name: Answer(value) for name, value in told.items()})
    talk.save(talk.finish().edit)
    return desk.store.record(talk.record_id)


def _begin(desk: UnlockedDesk, record: Record, release: Release, kind: str) -> Intake:
    before = sum(_is_about(talk, record, kind) for talk in talks(desk, record.record_id))
    number = f"{_numbered(record, kind)}{before + 1}"
    return begin(desk, CONSENT, record.person_id, release.language, case_number=number)


def _find(desk: UnlockedDesk, record: Record) -> Intake | None:
    """The talk that has not come to a signature; it goes on with whatever draft there is now."""
    signed = {str(it.release_id) for it in desk.store.releases(record.record_id) if it.signature is not None}
    for talk in talks(desk, record.record_id):
        is_open = talk.state is RecordState.DRAFT and _stored(talk, "c_release") not in signed
        if is_open and _is_about(talk, record, _GIVING):
            return resume(desk, talk.record_id)
    return None


def _is_about(talk: Record, record: Record, kind: str) -> bool:
    return talk.case_number.startswith(_numbered(record, kind))


def _numbered(record: Record, kind: str) -> str:
    return f"{record.case_number}-{_NUMBERS[kind]}"


def _circumstances(desk: UnlockedDesk, release: Release, answered: AnsweredForm) -> dict[str, Answer]:
    age = _age(answered)
    is_checked = desk.content.translator.state(release.language) is TranslationState.LEGALLY_CHECKED
    chosen = any(grant.recipient.kind == FOREIGNERS_OFFICE for grant in release.grants)
    values = {
        "c_talk": _GIVING,
        "c_release": str(release.release_id),
        "c_matrix": matrix_told(release.grants),
        "c_signs_as": release.signs_as.value,
        "c_age": "" if age is None else str(age),
        "c_speaks": _speaks(release),
        "c_text_checked": "ja" if is_checked else "nein",
        "c_abh_chosen": "ja" if chosen else "nein",
        "c_recipient_count": str(len(release.grants)),
    }
    return {name: Answer(value) for name, value in values.items()}


def _known(
    desk: UnlockedDesk, release: Release, answered: AnsweredForm, office_explained: bool
) -> dict[str, Answer]:
    found = {name: answered.value(other) for name, other in _KNOWN.items()}
    if _speaks(release) != _GERMAN:
        found["c_int_lang"] = _speaks(release)
    if office_explained:
        found["c_abh_explained"] = "ja"
    found["c_place"] = desk.named_desk().city
    found["c_date"] = desk.clock.today().isoformat()
    return {name: Answer(value, source=Source.UEBERNOMMEN) for name, value in found.items() if value}


def _carry_over(talk: Intake, known: Mapping[str, Answer]) -> None:
    """Fill in what is known, unless somebody has answered it here."""
    present = {name: talk.session.answer(Address(_path(talk.session, name))) for name in known}
    _tell(
        talk,
        {
            name: answer
            for name, answer in known.items()
            if present[name] == Answer() or present[name].source is Source.UEBERNOMMEN
        },
    )


def _said_of_recipients(session: FormSession) -> Mapping[str, Mapping[str, Answer]]:
    """Recipient -> what was told about it."""
    return {
        session.value(row): {
            name: session.answer(Address(_path(session, name), row.row)) for name in _DETAILS
        }
        for row in _recipient_rows(session)
    }


def _name_recipients(talk: Intake, grants: Sequence[Grant], said: Mapping[str, Mapping[str, Answer]]) -> None:
    """Put every recipient into its row; what was said about one goes along when the rows change."""
    nothing = dict.fromkeys(_DETAILS, Answer())
    for row, grant in zip(_recipient_rows(talk.session), grants, strict=True):
        recipient = grant.recipient
        named = {"c_recipient": Answer(recipient.recipient_id), "c_recipient_name": Answer(recipient.name)}
        _tell(talk, {**said.get(recipient.recipient_id, nothing), **named}, row.row)


def _tell(talk: Intake, answers: Mapping[str, Answer], row: str = "") -> None:
    session = talk.session
    changed = {
        name: answer
        for name, answer in answers.items()
        if not _same(session.answer(Address(_path(session, name), row)), answer)
    }
    if changed:
        talk.save(merged([talk.fill_in(changed, row)]))


def _same(one: Answer, other: Answer) -> bool:
    return replace(one, author="", at=None) == replace(other, author="", at=None)


def _problems(session: FormSession, *, whole: bool) -> Iterator[TalkProblem]:
    if _value(session, "c_understood") != "ja":
        yield TalkProblem.NOT_UNDERSTOOD
    if _value(session, "c_guardian_kind") == "unklar":
        yield TalkProblem.GUARDIAN_UNCLEAR
    age = _value(session, "c_age")
    minor = age.isdigit() and _SIGNS_WITH_GUARDIAN <= int(age) < _OF_AGE
    if minor and _value(session, "c_child_signs") not in ("", "ja"):
        yield TalkProblem.CHILD_SIGNS
    if _value(session, "c_abh_chosen") == "ja" and _value(session, "c_abh_ok") != "ja":
        yield TalkProblem.OFFICE_NOT_ALLOWED
    signing = next(group.path for group in session.form.sections() if group.name == SIGNING)
    wrong = (address for address, _ in session.validate())
    if any(whole or not address.path.startswith(f"{signing}/") for address in wrong):
        yield TalkProblem.ANSWERS_OPEN


def _age(answered: AnsweredForm) -> int | None:
    question = said_by(answered.form, "age")
    age = "" if question is None else answered.value(question.name)
    return int(age) if age.isdigit() else None


def _speaks(release: Release) -> str:
    return language(release.language).iso639_3[0]


def _recipient_rows(session: FormSession) -> tuple[Address, ...]:
    repeat = next(each for each in session.form.repeats() if each.name == "recipients")
    return tuple(Address(_path(session, "c_recipient"), row) for row in session.rows(repeat.path))


def _path(session: FormSession, name: str) -> str:
    return session.form.question(name).path


def _value(session: FormSession, name: str) -> str:
    return session.value(Address(_path(session, name)))


def _stored(talk: Record, name: str) -> str:
    """The answer to one of the hidden questions at the top of the form, whatever version it has."""
    answer = talk.snapshot.answers.get(Address(f"/{CONSENT}/{name}"))
    return "" if answer is None else answer.value
