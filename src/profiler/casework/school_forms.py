"""School forms: one record a child, opened from the family and never twice for the same child."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from profiler.casework import carrying_over, household
from profiler.casework.content import ASSESSMENT, SCHOOL
from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import answers_of
from profiler.casework.intake import begin
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Answer
from profiler.records.household import Member, Relation
from profiler.records.minors import FULL_AGE, may_be_minor
from profiler.records.people import PersonLine
from profiler.records.record import Record
from profiler.records.summary import keeps_address_secret

ONESELF = ""
"""Stands for the person of the record where a row of their family stands otherwise."""

_SCHOOL_AGE = range(6, 18)
_WITHOUT_PLACE = "nichts"
_NO_CHILDREN = (Relation.PARTNER, Relation.ELTERNTEIL)


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a family, or the young person of a record, with their school form.

    Attributes:
        row: row of the family in the record, `ONESELF` for the person of the record.
        age: in full years, None if unknown.
        waits: of school age and without a place.
        form: the school form, None if none was opened.
        is_cut: somebody's address is secret, so that the two must not be shown together.
    """

    row: str
    name: str
    age: int | None
    waits: bool
    form: PersonLine | None
    is_cut: bool = False


def children(desk: UnlockedDesk, record_id: UUID) -> tuple[Child, ...]:
    """The children of an assessment; those of school age without a place come first (Form A, A1.6).

    Raises:
        WorldError: NOT_FOUND, FORM_INVALID.
    """
    record = desk.store.record(record_id)
    if record.form_id != ASSESSMENT:
        return ()
    found = [*_oneself(desk, record), *_told(desk, record)]
    return tuple(sorted(found, key=lambda child: not child.waits))


def open_school_form(desk: UnlockedDesk, record_id: UUID, row: str = ONESELF) -> UUID:
    """The school form of a child, opened if there is none; what is known already is carried over.

    The child becomes a person of the household. A secret address cuts the link: such a child belongs to no
    household, and its form tells nothing of whoever told of it.

    Args:
        desk: the desk.
        record_id: assessment of whoever tells of the child.
        row: row of their family, or `ONESELF`.

    Returns:
        The id of the child's record.

    Raises:
        WorldError: NOT_FOUND if there is no such record or row; USAGE with `no_such_form`, or with
            `address_secret_cut` if the child's form must not be reached from here.
    """
    record = desk.store.record(record_id)
    if row == ONESELF:
        known = _form_of(desk, record.person_id)
        if known is not None:
            return known.record_id
        return _begin(desk, record, record.person_id, carrying_over.of_oneself(answers_of(desk, record)))
    told = household.told_by(desk, record).get(row)
    if told is None:
        raise WorldError(ErrorCode.NOT_FOUND)
    person_id = _person_of(desk, record, row, told)
    if not _may_be_shown(desk, record, person_id):
        raise WorldError(ErrorCode.USAGE, reason="address_secret_cut")
    known = _form_of(desk, person_id)
    if known is not None:
        return known.record_id
    relation = _relation(told)
    if keeps_address_secret(record.snapshot):
        _cut_off(desk, record, person_id)
    elif desk.store.household_of(person_id) is None:
        household_id, own = household.around(desk, record.person_id)
        member = Member(person_id, household.as_told_by(own, relation))
        desk.store.link(household_id, member, desk.clock.now())
    return _begin(desk, record, person_id, carrying_over.of_a_child(answers_of(desk, record), told))


def _relation(told: Mapping[str, Answer]) -> Relation:
    """Who the child is to whoever tells; a county may have added words of its own."""
    code = told.get("hh_relation", Answer()).value
    return next((relation for relation in Relation if relation == code), Relation.ANDERE)


def _begin(desk: UnlockedDesk, record: Record, person_id: UUID, known: Mapping[str, Answer]) -> UUID:
    intake = begin(desk, SCHOOL, person_id, record.client_language)
    intake.save(intake.fill_in(known))
    return intake.record_id


def _oneself(desk: UnlockedDesk, record: Record) -> Iterator[Child]:
    answered = answers_of(desk, record)
    if may_be_minor(answered.form, record.snapshot, desk.clock.today()):
        name = " ".join(
            part for part in (answered.value("given_names"), answered.value("family_name")) if part
        )
        age = _years(answered.value("age"))
        form = _form_of(desk, record.person_id)
        waits = form is None and age in _SCHOOL_AGE and answered.value("school_now") != "ja"
        yield Child(ONESELF, name, age, waits, form)


def _told(desk: UnlockedDesk, record: Record) -> Iterator[Child]:
    people = desk.store.told_people(record.record_id)
    for row, told in household.told_by(desk, record).items():
        age, relation = _years(told.get("hh_age", Answer()).value), told.get("hh_relation", Answer()).value
        if age is None and relation != Relation.KIND or age is not None and age >= FULL_AGE:
            continue
        if relation in _NO_CHILDREN:
            continue
        person_id = people.get(row)
        form = None if person_id is None else _form_of(desk, person_id)
        is_cut = person_id is not None and not _may_be_shown(desk, record, person_id)
        waits = (
            form is None
            and age in _SCHOOL_AGE
            and told.get("hh_school_kita", Answer()).value == _WITHOUT_PLACE
        )
        name = told.get("hh_name", Answer()).value
        yield Child(row, name, age, waits, None if is_cut else form, is_cut)


def _years(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _form_of(desk: UnlockedDesk, person_id: UUID) -> PersonLine | None:
    """The newest school form of a person."""
    lines = [line for line in desk.store.records_of(person_id) if line.form_id == SCHOOL]
    return lines[-1] if lines else None


def _may_be_shown(desk: UnlockedDesk, record: Record, person_id: UUID) -> bool:
    """Whether a child's form may be reached from this record (domain 7.1, 4).

    Of a child without any record nothing can be shown yet. Where both addresses are secret the form may be
    reached, if the child was cut off from everybody else.
    """
    if not desk.store.records_of(person_id):
        return True
    secret = keeps_address_secret(record.snapshot)
    if secret != household.is_secret(desk, person_id):
        return False
    if secret:
        return desk.store.household_of(person_id) is None
    return not _hides_with_another(desk, record, person_id)


def _hides_with_another(desk: UnlockedDesk, record: Record, person_id: UUID) -> bool:
    """Whether the child may live with somebody who asked for secrecy after its form was opened from here.

    Nobody knows with whom of its family a child lives: in doubt it hides too, until its own form says no.
    """
    together = desk.store.household_of(person_id)
    others = together.others(person_id) if together is not None else ()
    asked = [
        at
        for member in others
        if member.person_id != record.person_id
        for at in household.secrecy_said(desk, member.person_id, "ja")
    ]
    denied = household.secrecy_said(desk, person_id, "nein")
    return bool(asked) and (not denied or max(denied) < max(asked))


def _person_of(desk: UnlockedDesk, record: Record, row: str, told: Mapping[str, Answer]) -> UUID:
    """The person a row speaks of: known from here, known from another parent, or new."""
    person_id = desk.store.told_people(record.record_id).get(row)
    if person_id is None:
        person_id = _known_child(desk, record, told) or desk.new_id()
        desk.store.say_who(record.record_id, row, person_id, desk.clock.now())
    return person_id


def _known_child(desk: UnlockedDesk, record: Record, told: Mapping[str, Answer]) -> UUID | None:
    """The person a new row speaks of, if the family knows them already.

    Both parents tell of the same child, or a row was taken away and told once more: same birth date, and one
    name is part of the other. Whoever another row of this record speaks of is somebody else.
    """
    born, name = _value(told, "hh_birth"), _value(told, "hh_name")
    here = household.told_by(desk, record)
    taken = {who for row, who in desk.store.told_people(record.record_id).items() if row in here}
    for relative in household.relatives(desk, record.record_id):
        line = relative.line
        if line.form_id == SCHOOL:
            if line.person_id not in taken and _is_same(born, name, line.birth_date, line.name):
                return line.person_id
            continue
        other = desk.store.record(line.record_id)
        people = desk.store.told_people(other.record_id)
        for row, theirs in household.told_by(desk, other).items():
            known = people.get(row)
            same = _is_same(born, name, _value(theirs, "hh_birth"), _value(theirs, "hh_name"))
            if known is not None and known not in taken and same:
                return known
    return None


def _value(told: Mapping[str, Answer], name: str) -> str:
    return told.get(name, Answer()).value


def _is_same(born: str, name: str, other_born: str, other_name: str) -> bool:
    words, others = set(name.casefold().split()), set(other_name.casefold().split())
    return (
        bool(born) and born == other_born and bool(words and others) and (words <= others or others <= words)
    )


def _cut_off(desk: UnlockedDesk, record: Record, person_id: UUID) -> None:
    """Nobody but this record leads to the child any more."""
    together = desk.store.household_of(person_id)
    if together is None:
        return
    for member in together.others(person_id):
        for line in desk.store.records_of(member.person_id):
            if line.record_id != record.record_id:
                for row, told in desk.store.told_people(line.record_id).items():
                    if told == person_id:
                        desk.store.say_who(line.record_id, row, None, desk.clock.now())
    desk.store.unlink(person_id)
