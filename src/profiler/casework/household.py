"""The household: taking in a whole family, linking people, and what cuts links (domain 7.1, 4; 7.2, 12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from profiler.casework.content import ASSESSMENT
from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import answers_of
from profiler.casework.intake import Intake, merged, resume, start
from profiler.errors import ErrorCode, OurFault, WorldError
from profiler.forms.answer import Answer, Precision, Source
from profiler.records.household import PEOPLE, Member, Relation
from profiler.records.minors import FULL_AGE
from profiler.records.people import BESIDE, PersonLine
from profiler.records.readings import span
from profiler.records.record import Record
from profiler.records.summary import ADDRESS_SECRET, keeps_address_secret
from profiler.records.view import AnsweredItem

SHARED = (
    *("street", "zip", "city", "housing", "registered", "arrived_de", "arrived_county", "client_language"),
    *("interpreter_kind", "interpreter_name", "interpreter_ref", "interpreter_pledge"),
)
"""Questions a family is asked once; the others get the answers as `uebernommen` (domain 7.2, 12)."""

_GROWN_UP = frozenset({Relation.SELBST, Relation.PARTNER, Relation.ELTERNTEIL})

_SEEN_FROM: Mapping[Relation, Mapping[Relation, Relation]] = MappingProxyType(
    {
        Relation.PARTNER: {Relation.SELBST: Relation.PARTNER, Relation.KIND: Relation.KIND},
        Relation.KIND: {
            Relation.SELBST: Relation.ELTERNTEIL,
            Relation.PARTNER: Relation.ELTERNTEIL,
            Relation.KIND: Relation.GESCHWISTER,
        },
        Relation.ELTERNTEIL: {
            Relation.SELBST: Relation.KIND,
            Relation.ELTERNTEIL: Relation.PARTNER,
            Relation.GESCHWISTER: Relation.KIND,
        },
        Relation.GESCHWISTER: {
            Relation.SELBST: Relation.GESCHWISTER,
            Relation.ELTERNTEIL: Relation.ELTERNTEIL,
            Relation.GESCHWISTER: Relation.GESCHWISTER,
        },
    }
)


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """One line of the grid "Familie aufnehmen".

    Attributes:
        birth_date: ISO date, "" if unknown.
        relation: who this is to the first line.
        school_kita: code of `hh_school_kita`, "" if not asked.
    """

    family_name: str
    given_names: str
    birth_date: str = ""
    birth_precision: Precision = Precision.TAG
    relation: Relation = Relation.SELBST
    school_kita: str = ""

    @property
    def name(self) -> str:
        """Given names, then family name."""
        return " ".join(part for part in (self.given_names, self.family_name) if part)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A family that was taken in.

    Attributes:
        household_id: what they belong to.
        records: the record of every adult, in the order of the grid; children have none until one is opened.
    """

    household_id: UUID
    records: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of the same household who may be shown.

    Attributes:
        line: one of their records, the assessment if there is one.
        relation: who they are to the person asked about.
    """

    line: PersonLine
    relation: Relation


def take_in_family(
    desk: UnlockedDesk, family: Sequence[FamilyMember], shared: Mapping[str, Answer], language: str
) -> TakenIn:
    """Make all persons of a family from one grid.

    Every adult, and whoever stands in the first line, gets a record of their own; a child is a person to whom
    a record is opened when it is needed. The first record holds the shared answers as they were given, the
    others hold them as `uebernommen`, to be confirmed by each adult. Age in doubt counts as a minor.

    Args:
        desk: the desk.
        family: the lines; the first is whom the others are related to.
        shared: by question name, out of `SHARED`.
        language: Babel code of the language of the conversation.

    Raises:
        OurFault: no lines, another line `selbst` than the first, or an answer that is not shared.
        WorldError: DISK_FULL, NO_ACCESS; whoever was taken in before stays.
    """
    if not family or [line for line in family if line.relation is Relation.SELBST] != [family[0]]:
        raise OurFault("a family is taken in around its first line")
    if not shared.keys() <= set(SHARED):
        raise OurFault("an answer that is not asked of a family as a whole")
    household_id, today = desk.new_id(), desk.clock.today()
    people: list[tuple[FamilyMember, UUID, Intake | None]] = []
    for line in family:
        own = line is family[0] or _is_adult(line, today)
        intake = start(desk, language) if own else None
        people.append((line, intake.person_id if intake else desk.new_id(), intake))
        if intake is not None:
            told = shared if line is family[0] else {name: _taken_over(it) for name, it in shared.items()}
            intake.save(intake.fill_in({**_own_answers(line), **told}))
    for line, person_id, intake in people:
        desk.store.link(household_id, Member(person_id, line.relation), desk.clock.now())
        if intake is not None:
            source = Source.SELBST if line is family[0] else Source.UEBERNOMMEN
            for other, other_id, _ in people:
                if other is not line:
                    _tell_of(desk, intake, other, other_id, seen_from(line.relation, other.relation), source)
    return TakenIn(household_id, tuple(intake.record_id for _, _, intake in people if intake is not None))


def seen_from(who: Relation, other: Relation) -> Relation:
    """Who somebody is to another member of a household, both being known by their relation to a third.

    What does not follow is `andere`; every such answer is to be confirmed.
    """
    if who is Relation.SELBST:
        return other
    return _SEEN_FROM.get(who, {}).get(other, Relation.ANDERE)


def as_told_by(own: Relation, relation: Relation) -> Relation:
    """Who somebody is to the person a household was made around, told by another member of it.

    Args:
        own: who the member that tells is to that person.
        relation: who somebody is to that member.
    """
    back = {Relation.KIND: Relation.ELTERNTEIL, Relation.ELTERNTEIL: Relation.KIND}
    return seen_from(back.get(own, own), relation)


def link(desk: UnlockedDesk, record_id: UUID, other_id: UUID, relation: Relation) -> None:
    """Let the person of another record belong to the household of this one, which is made if need be.

    Args:
        desk: the desk.
        record_id: of the person the relation is told to.
        other_id: of the person who comes to the household.
        relation: who the other is to the first.

    Raises:
        WorldError: NOT_FOUND; USAGE with `address_secret` if one of the two keeps their address secret.
    """
    person_id, other = desk.store.record(record_id).person_id, desk.store.record(other_id).person_id
    if is_secret(desk, person_id) or is_secret(desk, other):
        raise WorldError(ErrorCode.USAGE, reason="address_secret")
    household_id, own = around(desk, person_id)
    desk.store.link(household_id, Member(other, as_told_by(own, relation)), desk.clock.now())


def unlink(desk: UnlockedDesk, record_id: UUID) -> None:
    """Let the person of a record belong to nobody any more. Raises WorldError NOT_FOUND."""
    desk.store.unlink(desk.store.record(record_id).person_id)


def around(desk: UnlockedDesk, person_id: UUID) -> tuple[UUID, Relation]:
    """The household of a person, made around them if they have none, and who they are in it."""
    household = desk.store.household_of(person_id)
    if household is None:
        household_id = desk.new_id()
        desk.store.link(household_id, Member(person_id, Relation.SELBST), desk.clock.now())
        return household_id, Relation.SELBST
    own = next(member for member in household.members if member.person_id == person_id)
    return household.household_id, own.relation


def relatives(desk: UnlockedDesk, record_id: UUID) -> tuple[Relative, ...]:
    """The others of the household who have records; a secret address cuts every link, in both directions.

    Raises:
        WorldError: NOT_FOUND.
    """
    person_id = desk.store.record(record_id).person_id
    household = desk.store.household_of(person_id)
    if household is None or is_secret(desk, person_id):
        return ()
    own = next(member.relation for member in household.members if member.person_id == person_id)
    found = []
    for member in household.others(person_id):
        known = desk.store.records_of(member.person_id)
        lines = [line for line in known if line.form_id not in BESIDE]
        if lines and not is_secret(desk, member.person_id):
            line = next((each for each in lines if each.form_id == ASSESSMENT), lines[0])
            found.append(Relative(line, seen_from(own, member.relation)))
    return tuple(found)


def is_secret(desk: UnlockedDesk, person_id: UUID) -> bool:
    """Whether a record of this person asks to keep the address secret."""
    return any(
        keeps_address_secret(desk.store.record(line.record_id).snapshot)
        for line in desk.store.records_of(person_id)
    )


def secrecy_said(desk: UnlockedDesk, person_id: UUID, value: str) -> tuple[datetime, ...]:
    """When the question for a secret address was answered like this, in any record of a person."""
    return tuple(
        answer.at
        for line in desk.store.records_of(person_id)
        for address, answer in desk.store.record(line.record_id).snapshot.answers.items()
        if answer.value == value and answer.at is not None and address.path.endswith(f"/{ADDRESS_SECRET}")
    )


def to_confirm(desk: UnlockedDesk, record_id: UUID) -> tuple[AnsweredItem, ...]:
    """The answers of a record that were taken over from somebody else and that nobody has confirmed.

    Raises:
        WorldError: NOT_FOUND, FORM_INVALID.
    """
    answered = answers_of(desk, desk.store.record(record_id))
    return tuple(item for item in answered.every_item() if item.answer.source is Source.UEBERNOMMEN)


def confirm(desk: UnlockedDesk, record_id: UUID) -> int:
    """The person says that everything taken over is right: from now on it is their own answer.

    Returns:
        How many answers were confirmed.

    Raises:
        WorldError: NOT_FOUND, FORM_INVALID; DISK_FULL, NO_ACCESS.
    """
    intake = resume(desk, record_id)
    waiting = to_confirm(desk, record_id)
    if waiting:
        steps = (intake.set(it.address, replace(it.answer, source=Source.SELBST)) for it in waiting)
        intake.save(merged(step.edit for step in steps))
    return len(waiting)


def told_by(desk: UnlockedDesk, record: Record) -> Mapping[str, Mapping[str, Answer]]:
    """Row id -> question name -> answer: what somebody tells of the people of their family.

    Raises:
        WorldError: FORM_INVALID.
    """
    answered = answers_of(desk, record)
    tables = (table for section in answered.sections for table in section.tables)
    return {
        row.row: {item.question.name: item.answer for item in row.items if not item.answer.is_empty}
        for table in tables
        if table.repeat.name == PEOPLE
        for row in table.rows
    }


def _is_adult(line: FamilyMember, today: date) -> bool:
    if not line.birth_date:
        return line.relation in _GROWN_UP
    born = span(date.fromisoformat(line.birth_date), line.birth_precision)[1]
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) >= FULL_AGE


def _own_answers(line: FamilyMember) -> dict[str, Answer]:
    told = {
        "family_name": Answer(line.family_name),
        "given_names": Answer(line.given_names),
        "birth_date": Answer(line.birth_date, precision=line.birth_precision),
    }
    return {name: answer for name, answer in told.items() if answer.value}


def _taken_over(answer: Answer) -> Answer:
    return replace(answer, source=Source.UEBERNOMMEN)


def _tell_of(
    desk: UnlockedDesk,
    intake: Intake,
    other: FamilyMember,
    other_id: UUID,
    relation: Relation,
    source: Source,
) -> None:
    """One row of the family in somebody's record, and whom it speaks of."""
    told = {
        "hh_name": Answer(other.name, source=source),
        "hh_birth": Answer(other.birth_date, source=source, precision=other.birth_precision),
        "hh_relation": Answer(relation.value, source=source),
        "hh_here": Answer("ja", source=source),
        "hh_school_kita": Answer(other.school_kita, source=source),
    }
    known = {name: answer for name, answer in told.items() if answer.value}
    for repeat in (each for each in intake.form.repeats() if each.name == PEOPLE):
        row, step = intake.add_row(repeat.path)
        intake.save(merged((step.edit, intake.fill_in(known, row))))
        desk.store.say_who(intake.record_id, row, other_id, desk.clock.now())
