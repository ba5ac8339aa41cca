"""What a record holds about health can be forgotten without the record, in both vaults."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from profiler.errors import WorldError
from profiler.forms.answer import Address, Answer
from profiler.ports.store import Store
from profiler.records.record import NewRecord, RecordEdit

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
NAME = Address("/k/person/family_name")
ILLNESS = Address("/k/health/illness")


def a_record(store: Store) -> UUID:
    return store.open_record(NewRecord(uuid4(), uuid4(), "k", "1", "sha", "ar", NOON, "anna")).record_id


def test_health_is_forgotten_for_good_and_may_be_told_again(reopen: Callable[[], Store]) -> None:
    store = reopen()
    record = a_record(store)
    told = RecordEdit({ILLNESS: Answer("Asthma"), NAME: Answer("Haddad")}, health=frozenset({ILLNESS}))
    store.save(record, told, author="anna", at=NOON)
    store.forget_health(record, author="bert", at=NOON)
    store.forget_health(record, author="bert", at=NOON)
    store = reopen()
    assert store.record(record).snapshot.answers == {NAME: Answer("Haddad")}
    assert "Asthma" not in repr(store.history(record))
    assert {change.address for change in store.history(record)} == {ILLNESS, NAME}
    again = RecordEdit({ILLNESS: Answer("Rücken")}, health=frozenset({ILLNESS}))
    store.save(record, again, author="anna", at=NOON)
    assert store.record(record).snapshot.answers[ILLNESS] == Answer("Rücken")
    assert [change.after for change in store.history(record) if change.address == ILLNESS] == [
        None,
        Answer("Rücken"),
    ]
    with pytest.raises(WorldError, match="not_found"):
        store.forget_health(uuid4(), author="bert", at=NOON)
