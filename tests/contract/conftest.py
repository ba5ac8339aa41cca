"""Both vaults side by side: every promise of a port holds for the fake and for the real one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from profiler.clock import FixedClock
from profiler.ports.keys import DataKey, KeyStore
from profiler.ports.store import Store, StoreFactory
from profiler.storage.opening import SqlStoreFactory
from profiler.vault.keys import FileKeyStore
from tests.fakes.keys import FakeKeyStore
from tests.fakes.store import FakeStoreFactory

KEY = DataKey(bytes(range(32)))


@pytest.fixture(scope="session")
def prepared_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty vault to copy: making tables is the slow part."""
    folder = tmp_path_factory.mktemp("prepared")
    SqlStoreFactory(reserve_bytes=0).create(folder, KEY, "contract", practice=True).close()
    return folder


@pytest.fixture(params=["fake", "sql"])
def store_factory(request: pytest.FixtureRequest) -> StoreFactory:
    return FakeStoreFactory() if request.param == "fake" else SqlStoreFactory(reserve_bytes=0)


@pytest.fixture
def reopen(
    store_factory: StoreFactory, prepared_vault: Path, tmp_path: Path
) -> Iterator[Callable[[], Store]]:
    """Open the vault of this test; called again, close it first: what a caseworker does in the morning."""
    folder = tmp_path / "vault"
    opened: list[Store] = []
    if isinstance(store_factory, SqlStoreFactory):
        shutil.copytree(prepared_vault, folder)
    else:
        store_factory.create(folder, KEY, "contract", practice=True).close()

    def open_again() -> Store:
        if opened:
            opened.pop().close()
        opened.append(store_factory.open(folder, KEY))
        return opened[0]

    yield open_again
    for store in opened:
        store.close()


@pytest.fixture
def store(reopen: Callable[[], Store]) -> Store:
    return reopen()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


@pytest.fixture(params=["fake", "file"])
def keys(request: pytest.FixtureRequest, clock: FixedClock) -> KeyStore:
    return FakeKeyStore(clock) if request.param == "fake" else FileKeyStore(clock, practice=True)
