import gc
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.ports.keys import DataKey
from profiler.storage.connection import CipherFile
from profiler.storage.opening import SqlStoreFactory
from profiler.storage.store import SqlStore
from tests.unit.storage.conftest import KEY

FACTORY = SqlStoreFactory(reserve_bytes=0)


def refusal(folder: Path, key: DataKey = KEY) -> ErrorCode:
    with pytest.raises(WorldError) as raised:
        FACTORY.open(folder, key)
    return raised.value.code


def test_the_file_starts_with_the_salt_of_its_key(folder: Path) -> None:
    assert (folder / "vault.db").read_bytes()[:16] == CipherFile(folder / "vault.db", KEY).salt()


def test_a_plaintext_database_in_its_place_is_refused_and_left_alone(folder: Path) -> None:
    (folder / "vault.db").unlink()
    with sqlite3.connect(folder / "vault.db") as plain:
        plain.execute("CREATE TABLE t (a)")
    plain.close()
    before = (folder / "vault.db").read_bytes()
    assert refusal(folder) is ErrorCode.VAULT_FOREIGN
    assert (folder / "vault.db").read_bytes() == before


def test_something_else_in_its_place_is_foreign(folder: Path) -> None:
    (folder / "vault.db").write_bytes(b"%PDF-1.7 and so on" * 1000)
    assert refusal(folder) is ErrorCode.VAULT_FOREIGN


@pytest.mark.parametrize("size", [0, 10, 100, 4096, 5000])
def test_a_cut_off_file_is_damaged(folder: Path, size: int) -> None:
    whole = (folder / "vault.db").read_bytes()
    (folder / "vault.db").write_bytes(whole[:size])
    assert refusal(folder) is ErrorCode.VAULT_DAMAGED
    assert (folder / "vault.db").stat().st_size == size


def test_a_damaged_first_page_is_damage_not_somebody_elses_file(folder: Path) -> None:
    whole = bytearray((folder / "vault.db").read_bytes())
    whole[100] ^= 1
    (folder / "vault.db").write_bytes(whole)
    assert refusal(folder) is ErrorCode.VAULT_DAMAGED
    assert refusal(folder, DataKey(bytes(32))) is ErrorCode.VAULT_FOREIGN


def test_after_a_refusal_the_folder_is_free_again(folder: Path) -> None:
    assert refusal(folder, DataKey(bytes(32))) is ErrorCode.VAULT_FOREIGN
    FACTORY.open(folder, KEY).close()


def test_a_creation_that_was_cut_short_is_begun_anew(tmp_path: Path) -> None:
    for leftover in ("vault.db.new", "vault.db.new-wal", "vault.db.new-shm"):
        (tmp_path / leftover).write_bytes(b"half")
    FACTORY.create(tmp_path, KEY, "x", practice=True).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vault.db", "vault.lock"]


def test_a_closed_vault_is_one_file_and_its_lock(folder: Path) -> None:
    FACTORY.open(folder, KEY).close()
    assert sorted(path.name for path in folder.iterdir()) == ["vault.db", "vault.lock"]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1),
        ("temp_store", 2), ("trusted_schema", 0), ("cell_size_check", 1), ("query_only", 0),
    ],
)  # fmt: skip
def test_the_writer_is_set_to_lose_nothing(store: SqlStore, pragma: str, value: object) -> None:
    with store.open_connections().writer.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_the_reader_cannot_write(store: SqlStore) -> None:
    with store.open_connections().reader.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA query_only").scalar() == 1


def test_the_key_stands_in_no_text_form(store: SqlStore) -> None:
    for shown in (
        repr(store),
        repr(store.open_connections().writer.url),
        repr(store.open_connections()),
        str(CipherFile(Path("x"), KEY)),
    ):
        assert KEY.raw.hex() not in shown
        assert repr(KEY.raw) not in shown


def test_after_closing_nothing_holds_the_key(folder: Path) -> None:
    def keys_in_memory() -> int:
        gc.collect()
        return sum(
            isinstance(thing, CipherFile) and thing.path.parent == folder for thing in gc.get_objects()
        )

    store = FACTORY.open(folder, KEY)
    store.desk()
    assert keys_in_memory() > 0
    store.close()
    assert keys_in_memory() == 0


def test_a_second_process_is_told_who_holds_the_vault(folder: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from profiler.ports.keys import DataKey\n"
        "from profiler.storage.opening import SqlStoreFactory\n"
        "store = SqlStoreFactory(reserve_bytes=0).open(Path(sys.argv[1]), DataKey(bytes(range(32))))\n"
        "sys.stdout.write('open\\n'); sys.stdout.flush(); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", program, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:  # noqa: S603 - our own
        assert other.stdout
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(WorldError) as raised:
            FACTORY.open(folder, KEY)
        assert raised.value.code is ErrorCode.VAULT_IN_USE
        assert raised.value.details["process"] == str(other.pid)
        other.kill()
    FACTORY.open(folder, KEY).close()


def test_heavy_libraries_wait_until_a_vault_is_opened() -> None:
    program = (
        "import sys, profiler.storage.opening, profiler.vault.keys\n"
        "heavy = {'sqlalchemy', 'alembic', 'sqlcipher3', 'cryptography', 'mako'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)  # noqa: S603 - our own child
