import resource
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine

from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer
from profiler.records.record import RecordEdit
from profiler.storage import store as store_module
from profiler.storage.connection import checkpoint
from profiler.storage.folder import Reserve
from profiler.storage.opening import SqlStoreFactory
from profiler.storage.store import SqlStore
from tests.unit.storage.conftest import KEY, NOON, a_record

LARGE = "x" * 20_000


def limit_pages(store: SqlStore, more: int) -> None:
    """Let the database grow by so many pages: what a full disk feels like."""
    raw = store.open_connections().writer.raw_connection()
    cursor = raw.cursor()
    (pages,) = cursor.execute("PRAGMA page_count").fetchone() or (0,)
    cursor.execute(f"PRAGMA max_page_count = {pages + more}")
    raw.close()


def save(store: SqlStore, record: UUID, number: int) -> None:
    store.save(record, RecordEdit({Address(f"/k/{number}"): Answer(LARGE)}), author="anna", at=NOON)


def fill(store: SqlStore, record: UUID) -> int:
    """Save until the disk is full; how many saves were acknowledged."""
    for number in range(1000):
        try:
            save(store, record, number)
        except WorldError as error:
            return number if error.code is ErrorCode.DISK_FULL else pytest.fail(str(error))
    return pytest.fail("the disk was never full")


def test_a_full_disk_loses_nothing_and_is_over_when_there_is_room(store: SqlStore) -> None:
    record = a_record(store)
    limit_pages(store, 100)
    saved = fill(store, record)
    assert saved > 3
    assert len(store.record(record).snapshot.answers) == saved
    assert len(store.history(record)) == saved
    limit_pages(store, 1000)
    save(store, record, saved)
    assert len(store.record(record).snapshot.answers) == saved + 1


@dataclass(frozen=True)
class RoomyReserve(Reserve):
    """A reserve whose release really makes room."""

    make_room: Callable[[], None] = field(default=lambda: None)

    def free(self) -> bool:
        freed = super().free()
        if freed:
            self.make_room()
        return freed


def test_the_reserve_lets_the_save_through(store: SqlStore, folder: Path) -> None:
    record = a_record(store)
    reserve = RoomyReserve(folder / "vault.reserve", 4096, lambda: limit_pages(store, 1000))
    reserve.fill()
    store.reserve = reserve
    limit_pages(store, 50)
    for number in range(30):
        save(store, record, number)
    assert not reserve.path.exists()
    assert len(store.record(record).snapshot.answers) == 30


def test_the_reserve_is_there_from_the_first_day_and_comes_back(tmp_path: Path) -> None:
    factory = SqlStoreFactory(reserve_bytes=1024 * 1024 + 5)
    factory.create(tmp_path, KEY, "x", practice=True).close()
    reserve = tmp_path / "vault.reserve"
    assert reserve.stat().st_size == 1024 * 1024 + 5
    reserve.unlink()
    factory.open(tmp_path, KEY).close()
    assert reserve.stat().st_size == 1024 * 1024 + 5


def test_without_room_for_a_reserve_the_vault_opens_all_the_same(folder: Path) -> None:
    SqlStoreFactory(reserve_bytes=1 << 50).open(folder, KEY).close()
    assert not (folder / "vault.reserve").exists()


def test_a_full_disk_does_not_keep_the_vault_from_being_closed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqlStoreFactory(reserve_bytes=0).open(folder, KEY)
    record = a_record(store)

    def no_room(engine: Engine) -> None:
        raise WorldError(ErrorCode.DISK_FULL)

    with monkeypatch.context() as full:
        full.setattr(store_module, "checkpoint", no_room)
        with pytest.raises(WorldError, match="disk_full"):
            store.delete_record(a_record(store), reason="asked", author="anna", at=NOON)
        store.close()
    again = SqlStoreFactory(reserve_bytes=0).open(folder, KEY)
    assert again.record(record).record_id == record
    again.close()


def test_what_the_driver_says_at_a_checkpoint_is_an_error_of_the_world(store: SqlStore, folder: Path) -> None:
    save(store, a_record(store), 1)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((folder / "vault.db").stat().st_size, hard))
    try:
        with pytest.raises(WorldError, match="no_access"):
            checkpoint(store.open_connections().writer)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
