"""Every vault keeps who belongs together, and of whom somebody's answers speak."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer
from profiler.ports.store import Store
from profiler.records.household import Household, Member, Relation
from profiler.records.record import NewRecord, RecordEdit

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FAMILY, OTHER_FAMILY = UUID(int=100), UUID(int=200)
MOTHER, CHILD, AUNT = UUID(int=1), UUID(int=2), UUID(int=3)


def a_record(store: Store, person_id: UUID, record_id: int, form_id: str = "kompetenz") -> UUID:
    made = NewRecord(UUID(int=record_id), person_id, form_id, "1", "sha", "ar", NOON, "anna")
    return store.open_record(made).record_id


def a_family(store: Store) -> UUID:
    """A mother with a record, and her child, of whom only a row of it speaks."""
    record_id = a_record(store, MOTHER, 10)
    store.link(FAMILY, Member(MOTHER, Relation.SELBST), NOON)
    store.say_who(record_id, "row-1", CHILD, NOON)
    store.link(FAMILY, Member(CHILD, Relation.KIND), NOON + timedelta(minutes=1))
    return record_id


def test_a_family_is_found_from_each_of_its_people(store: Store) -> None:
    a_family(store)
    family = Household(FAMILY, (Member(MOTHER, Relation.SELBST), Member(CHILD, Relation.KIND)))
    assert store.household_of(MOTHER) == family
    assert store.household_of(CHILD) == family
    assert family.others(MOTHER) == (Member(CHILD, Relation.KIND),)
    assert family.has(CHILD)
    assert not family.has(AUNT)


def test_whoever_belongs_to_nobody_has_no_household(store: Store) -> None:
    a_record(store, MOTHER, 10)
    assert store.household_of(MOTHER) is None
    assert store.household_of(AUNT) is None


def test_a_family_is_still_there_in_the_morning(reopen: Callable[[], Store]) -> None:
    record_id = a_family(reopen())
    again = reopen()
    assert again.household_of(CHILD) == again.household_of(MOTHER)
    assert again.told_people(record_id) == {"row-1": CHILD}


def test_whoever_leaves_is_no_longer_found_with_the_others(store: Store) -> None:
    a_family(store)
    store.unlink(CHILD)
    assert store.household_of(CHILD) is None
    assert store.household_of(MOTHER) == Household(FAMILY, (Member(MOTHER, Relation.SELBST),))
    store.unlink(CHILD)
    store.link(FAMILY, Member(CHILD, Relation.KIND), NOON)
    assert store.household_of(CHILD) is not None


def test_nobody_belongs_to_two_households(store: Store) -> None:
    a_family(store)
    store.link(OTHER_FAMILY, Member(CHILD, Relation.SELBST), NOON)
    assert store.household_of(CHILD) == Household(OTHER_FAMILY, (Member(CHILD, Relation.SELBST),))
    assert store.household_of(MOTHER) == Household(FAMILY, (Member(MOTHER, Relation.SELBST),))


def test_somebody_unknown_cannot_leave_and_cannot_tell(store: Store) -> None:
    with pytest.raises(WorldError) as leaves:
        store.unlink(AUNT)
    assert leaves.value.code is ErrorCode.NOT_FOUND
    with pytest.raises(WorldError) as tells:
        store.say_who(UUID(int=99), "row-1", CHILD, NOON)
    assert tells.value.code is ErrorCode.NOT_FOUND


def test_a_row_speaks_of_one_person_and_can_be_corrected(store: Store) -> None:
    record_id = a_family(store)
    store.say_who(record_id, "row-1", AUNT, NOON)
    assert store.told_people(record_id) == {"row-1": AUNT}
    assert store.household_of(CHILD) is None, "nobody speaks of the child any more, and it has no record"
    store.say_who(record_id, "row-1", None, NOON)
    assert store.told_people(record_id) == {}


def test_a_person_shows_all_their_records_oldest_first(store: Store) -> None:
    first = a_record(store, CHILD, 10)
    second = a_record(store, CHILD, 11, form_id="schule")
    a_record(store, MOTHER, 12)
    store.save(
        second,
        RecordEdit({Address("/s/a"): Answer("x")}, facts={"given_names": "Amina"}),
        author="anna",
        at=NOON,
    )
    lines = store.records_of(CHILD)
    assert [(line.record_id, line.form_id, line.name) for line in lines] == [
        (first, "kompetenz", ""),
        (second, "schule", "Amina"),
    ]
    assert store.records_of(AUNT) == ()


def test_a_deleted_record_takes_along_who_is_known_by_nothing_else(store: Store) -> None:
    record_id = a_family(store)
    store.delete_record(record_id, reason="asked", author="anna", at=NOON)
    assert store.told_people(record_id) == {}
    assert store.household_of(MOTHER) is None
    assert store.household_of(CHILD) is None


def test_a_child_with_a_record_stays_when_the_parents_file_is_deleted(store: Store) -> None:
    record_id = a_family(store)
    school = a_record(store, CHILD, 11, form_id="schule")
    store.delete_record(record_id, reason="asked", author="anna", at=NOON)
    assert [line.record_id for line in store.records_of(CHILD)] == [school]
    assert store.household_of(CHILD) == Household(FAMILY, (Member(CHILD, Relation.KIND),))


def test_a_child_the_parent_tells_of_stays_when_its_own_record_is_deleted(store: Store) -> None:
    record_id = a_family(store)
    school = a_record(store, CHILD, 11, form_id="schule")
    store.delete_record(school, reason="asked", author="anna", at=NOON)
    assert store.told_people(record_id) == {"row-1": CHILD}
    assert store.records_of(CHILD) == ()
    assert store.household_of(CHILD) is not None
