"""What lies on the disk: nothing readable, and nothing changed unnoticed."""

from __future__ import annotations

import base64
import os
import random
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer
from profiler.ports.store import Store
from profiler.records.people import PeoplePage, PeopleQuery
from profiler.records.record import AnswerChange, Record, RecordEdit
from profiler.storage.connection import SALT_BYTES, CipherFile, checkpoint
from profiler.storage.models import Base
from profiler.storage.opening import SqlStoreFactory
from profiler.storage.store import SqlStore
from tests.unit.storage.conftest import HEALTH_MARKER, KEY, MARKER, NOON, a_record, a_working_day

FACTORY = SqlStoreFactory(reserve_bytes=0)
PAGE, RESERVED = 4096, 80
DEEP = bool(os.environ.get("PROFILER_DEEP"))


def spellings(marker: str) -> list[bytes]:
    plain = marker.encode()
    turned = [base64.b64encode(b" " * shift + plain)[4:-4] for shift in range(3)]
    return [
        plain,
        plain.lower(),
        marker.encode("utf-16-le"),
        marker.encode("utf-16-be"),
        plain.hex().encode(),
        *turned,
    ]


def files_holding(folder: Path, marker: str) -> list[str]:
    found = []
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        if any(spelling in content for spelling in spellings(marker)):
            found.append(path.name)
    return found


def rows_holding(store: SqlStore, marker: str) -> list[str]:
    """Tables of the opened database in which the marker can be read."""
    found = []
    with store.open_connections().reader.connect() as connection:
        for table in [*Base.metadata.tables, "search_index", "search_index_content"]:
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608 - our own names
            if any(
                spelling in repr(tuple(row)).encode() for row in rows for spelling in spellings(marker)[:2]
            ):
                found.append(table)
    return found


def test_the_scanner_finds_a_planted_marker(tmp_path: Path) -> None:
    for number, spelling in enumerate(spellings(MARKER)):
        (tmp_path / f"{number}").write_bytes(b"\x00\xff" * 100 + spelling + b"\x01")
    assert len(files_holding(tmp_path, MARKER)) == len(spellings(MARKER))


def test_a_working_day_leaves_no_name_on_the_disk(store: SqlStore, folder: Path) -> None:
    a_working_day(store)
    assert (folder / "vault.db-wal").stat().st_size > 0
    assert files_holding(folder, MARKER) == []
    assert files_holding(folder, HEALTH_MARKER) == []
    assert files_holding(folder, KEY.raw.hex()) == []
    store.close()
    assert files_holding(folder, MARKER) == []


def test_health_is_sealed_even_inside_the_open_database(store: SqlStore) -> None:
    a_working_day(store)
    assert "answer" in rows_holding(store, MARKER)
    assert rows_holding(store, HEALTH_MARKER) == []


def test_an_answer_that_moves_to_health_leaves_the_plain_table(store: SqlStore) -> None:
    record, place = a_record(store), Address("/k/other")
    store.save(record, RecordEdit({place: Answer(HEALTH_MARKER)}), author="anna", at=NOON)
    assert rows_holding(store, HEALTH_MARKER) == ["answer", "answer_change"]
    edit = RecordEdit({place: Answer(HEALTH_MARKER)}, health=frozenset({place}))
    store.save(record, edit, author="anna", at=NOON)
    assert rows_holding(store, HEALTH_MARKER) == ["answer_change"]


def test_a_deleted_record_stands_in_no_table(store: SqlStore, folder: Path) -> None:
    record = a_working_day(store)
    assert rows_holding(store, MARKER)
    store.delete_record(record, reason="asked", author="anna", at=NOON)
    assert rows_holding(store, MARKER) == []
    assert (folder / "vault.db-wal").stat().st_size == 0
    with store.open_connections().reader.connect() as connection:
        count = {
            table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()  # noqa: S608 - our own names
            for table in Base.metadata.tables
        }
    assert {table for table, rows in count.items() if rows} == {
        "case_counter", "disclosure_log", "setting", "tombstone",
    }  # fmt: skip


def test_nothing_of_a_deleted_record_lies_in_free_pages(
    store: SqlStore, folder: Path, tmp_path: Path
) -> None:
    """The same file without encryption, page by page: what secure deletion left of the name."""
    record = a_working_day(store)
    store.delete_record(record, reason="asked", author="anna", at=NOON)
    store.close()
    pages = decrypted(folder / "vault.db").lower()
    assert MARKER.lower().encode() not in pages
    assert b"disclosure_log" in pages


def test_the_page_reader_sees_what_is_there(store: SqlStore, folder: Path) -> None:
    a_working_day(store)
    store.close()
    assert MARKER.lower().encode() in decrypted(folder / "vault.db").lower()


def decrypted(database: Path) -> bytes:
    """All pages through the cipher, free ones too (SQLCipher 4: AES-256-CBC, 80 bytes reserved)."""
    content = database.read_bytes()
    pages = b""
    for start in range(0, len(content), PAGE):
        page = content[start : start + PAGE]
        sealed = page[SALT_BYTES if start == 0 else 0 : -RESERVED]
        decryptor = Cipher(AES(KEY.raw), CBC(page[-RESERVED:][:16])).decryptor()
        pages += decryptor.update(sealed) + decryptor.finalize()
    return pages


def everything(store: Store) -> tuple[PeoplePage, list[Record], list[tuple[AnswerChange, ...]], int | None]:
    page = store.people(PeopleQuery())
    ids = [line.record_id for line in page.lines]
    found = store.people(PeopleQuery(text=MARKER))
    assert found.total == len(ids)
    return page, [store.record(one) for one in ids], [store.history(one) for one in ids], store.verify_log()


def test_a_flipped_bit_is_never_a_wrong_answer(store: SqlStore, folder: Path) -> None:
    for _ in range(3):
        a_working_day(store)
    expected = everything(store)
    store.close()
    file = CipherFile(folder / "vault.db", KEY)
    whole = file.path.read_bytes()
    chance = random.Random(7)  # noqa: S311 - no secret, a repeatable sample
    noticed = 0
    for _ in range(400 if DEEP else 40):
        broken = bytearray(whole)
        broken[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        file.path.write_bytes(broken)
        noticed += refuses(folder, expected)
    assert noticed > 3


def refuses(folder: Path, expected: object) -> bool:
    """Whether opening or reading says that the vault is damaged; if not, everything has to read as before."""
    try:
        opened = FACTORY.open(folder, KEY)
    except WorldError as error:
        return error.code in (ErrorCode.VAULT_DAMAGED, ErrorCode.VAULT_FOREIGN) or pytest.fail(str(error))
    try:
        assert hmac_complaints(opened)
        assert everything(opened) == expected
    except WorldError as error:
        return error.code is ErrorCode.VAULT_DAMAGED or pytest.fail(str(error))
    finally:
        opened.close()
    return False


def hmac_complaints(store: SqlStore) -> list[sa.Row[tuple[str]]]:
    checkpoint(store.open_connections().writer)
    with store.open_connections().writer.connect() as connection:
        return list(connection.exec_driver_sql("PRAGMA cipher_integrity_check"))
