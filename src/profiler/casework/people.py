"""Finding people in the vault."""

from __future__ import annotations

from uuid import UUID

from profiler.casework import release_talk
from profiler.casework.desk import UnlockedDesk
from profiler.records.people import PeoplePage, PeopleQuery
from profiler.records.record import AnswerChange, Record


def list_people(desk: UnlockedDesk, query: PeopleQuery) -> PeoplePage:
    """One page of the list of people."""
    return desk.store.people(query)


def open_file(desk: UnlockedDesk, record_id: UUID) -> Record:
    """One record. Raises WorldError NOT_FOUND."""
    return desk.store.record(record_id)


def history(desk: UnlockedDesk, record_id: UUID) -> tuple[AnswerChange, ...]:
    """What changed when and by whom, oldest first."""
    return desk.store.history(record_id)


def delete_file(desk: UnlockedDesk, record_id: UUID, reason: str) -> None:
    """Erase a record with the talks around its releases; only tombstones without a name remain.

    Raises:
        WorldError: NOT_FOUND.
    """
    beside = [talk.record_id for talk in release_talk.talks(desk, record_id)]
    for each in (*beside, record_id):
        desk.store.delete_record(
            each, reason=reason, author=desk.caseworker.caseworker_id, at=desk.clock.now()
        )
