from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from profiler.clock import FixedClock
from profiler.errors import ErrorCode, WorldError
from profiler.vault.attempts import FILE_NAME
from profiler.vault.keys import FileKeyStore

RIGHT = "Teekanne und Wolldecke"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


@pytest.fixture
def keys(clock: FixedClock) -> FileKeyStore:
    return FileKeyStore(clock, practice=True)


@pytest.fixture
def anna(keys: FileKeyStore, tmp_path: Path) -> str:
    return keys.create(tmp_path, "Anna", RIGHT).caseworker_id


def refusal(keys: FileKeyStore, folder: Path, anna: str, typed: str = "etwas Falsches") -> WorldError:
    with pytest.raises(WorldError) as raised:
        keys.unlock(folder, anna, typed)
    return raised.value


def test_five_mistakes_cost_nothing_and_then_the_wait_doubles_up_to_a_minute(
    keys: FileKeyStore, clock: FixedClock, tmp_path: Path, anna: str
) -> None:
    for _ in range(5):
        assert refusal(keys, tmp_path, anna).code is ErrorCode.WRONG_PASSWORD
    for seconds in (1, 2, 4, 8, 16, 32, 60, 60):
        locked = refusal(keys, tmp_path, anna)
        assert (locked.code, locked.details) == (ErrorCode.LOCKED_OUT, {"seconds": str(seconds)})
        clock.advance(timedelta(seconds=seconds))
        assert refusal(keys, tmp_path, anna).code is ErrorCode.WRONG_PASSWORD


def test_while_locked_out_even_the_right_password_waits(
    keys: FileKeyStore, clock: FixedClock, tmp_path: Path, anna: str
) -> None:
    for _ in range(5):
        refusal(keys, tmp_path, anna)
    assert refusal(keys, tmp_path, anna, RIGHT).code is ErrorCode.LOCKED_OUT
    clock.advance(timedelta(seconds=1))
    keys.unlock(tmp_path, anna, RIGHT)


def test_the_wait_outlives_the_program(
    clock: FixedClock, keys: FileKeyStore, tmp_path: Path, anna: str
) -> None:
    for _ in range(5):
        refusal(keys, tmp_path, anna)
    assert refusal(FileKeyStore(clock, practice=True), tmp_path, anna).code is ErrorCode.LOCKED_OUT


def test_the_right_password_forgets_the_mistakes(keys: FileKeyStore, tmp_path: Path, anna: str) -> None:
    for _ in range(3):
        for _ in range(4):
            refusal(keys, tmp_path, anna)
        keys.unlock(tmp_path, anna, RIGHT)
    assert not (tmp_path / FILE_NAME).exists()


def test_a_clock_set_back_a_year_does_not_lock_anybody_out_for_a_year(
    keys: FileKeyStore, clock: FixedClock, tmp_path: Path, anna: str
) -> None:
    for _ in range(5):
        refusal(keys, tmp_path, anna)
    clock.advance(timedelta(days=-365))
    assert refusal(keys, tmp_path, anna).details == {"seconds": "1"}
    clock.advance(timedelta(seconds=1))
    keys.unlock(tmp_path, anna, RIGHT)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"x": {"failures": "?"}}', b"\xff"])
def test_a_damaged_note_of_mistakes_locks_nobody_out(
    keys: FileKeyStore, tmp_path: Path, anna: str, content: bytes
) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    keys.unlock(tmp_path, anna, RIGHT)


def test_one_caseworkers_mistakes_do_not_lock_out_another(
    keys: FileKeyStore, tmp_path: Path, anna: str
) -> None:
    bert = keys.add_caseworker(tmp_path, keys.unlock(tmp_path, anna, RIGHT), "Bert", "Fahrrad mit Anhänger")
    for _ in range(5):
        refusal(keys, tmp_path, anna)
    keys.unlock(tmp_path, bert, "Fahrrad mit Anhänger")
