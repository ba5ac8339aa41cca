from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from profiler.casework.unlocking import first_start, unlock, vault_exists, who_can_unlock
from profiler.errors import ErrorCode, WorldError
from profiler.ports.keys import DataKey
from profiler.ports.store import Store
from tests.fakes.desks import MUSTERSTADT, PASSWORD, desk_parts_on_fakes
from tests.fakes.store import FakeStore, FakeStoreFactory

FOLDER = Path("vault")


class FullDisk(FakeStoreFactory):
    """Has no room for a database."""

    def create(
        self,
        folder: Path,
        key: DataKey,
        store_id: str,
        *,
        practice: bool,
        furnish: Callable[[Store], None] | None = None,
    ) -> FakeStore:
        raise WorldError(ErrorCode.DISK_FULL)


def test_a_first_start_that_was_cut_short_is_simply_done_again() -> None:
    parts = desk_parts_on_fakes()
    no_room = replace(parts, stores=FullDisk())
    with pytest.raises(WorldError, match="disk_full"):
        first_start(no_room, FOLDER, MUSTERSTADT, "M. Berger", PASSWORD)
    assert not vault_exists(parts, FOLDER)
    opened = first_start(parts, FOLDER, MUSTERSTADT, "M. Berger", PASSWORD)
    opened.desk.store.close()
    assert vault_exists(parts, FOLDER)
    assert (
        unlock(parts, FOLDER, opened.desk.caseworker.caseworker_id, PASSWORD).desk.caseworker.name
        == "M. Berger"
    )


def test_a_finished_vault_is_never_set_aside() -> None:
    parts = desk_parts_on_fakes()
    first_start(parts, FOLDER, MUSTERSTADT, "M. Berger", PASSWORD)
    with pytest.raises(WorldError, match="vault_exists"):
        first_start(parts, FOLDER, MUSTERSTADT, "Somebody", PASSWORD)


def test_a_first_start_never_writes_slots_beside_a_database() -> None:
    parts = desk_parts_on_fakes()
    first_start(parts, FOLDER, MUSTERSTADT, "M. Berger", PASSWORD).desk.lock()
    parts.keys.set_aside(FOLDER)
    with pytest.raises(WorldError, match="vault_exists"):
        first_start(parts, FOLDER, MUSTERSTADT, "Somebody", PASSWORD)
    assert not parts.keys.exists(FOLDER)


def test_a_database_that_lost_its_slots_is_a_damaged_vault_and_no_place_for_a_new_one() -> None:
    parts = desk_parts_on_fakes()
    first_start(parts, FOLDER, MUSTERSTADT, "M. Berger", PASSWORD).desk.lock()
    parts.keys.set_aside(FOLDER)
    assert vault_exists(parts, FOLDER)
    with pytest.raises(WorldError, match="vault_damaged"):
        who_can_unlock(parts, FOLDER)
