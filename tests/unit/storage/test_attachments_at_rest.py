"""Copies of papers on the disk and in the open database: sealed, bound to their place, gone when deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event

from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address
from profiler.records.attachments import Attachment, AttachmentKind
from profiler.storage.store import SqlStore
from tests.unit.storage.conftest import MARKER, NOON, a_record
from tests.unit.storage.test_at_rest import files_holding, rows_holding

CONTENT = f"%PDF-1.7 {MARKER} {'page ' * 4000}".encode()


def keep(store: SqlStore, record: UUID, content: bytes = CONTENT) -> UUID:
    copy = Attachment(
        uuid4(), record, Address("/k/scan"), AttachmentKind.PDF, MARKER, len(content), "0" * 64, NOON, "anna"
    )
    store.add_attachment(copy, content)
    return copy.attachment_id


def change(store: SqlStore, statement: str) -> None:
    with store.open_connections().writer.begin() as connection:
        connection.exec_driver_sql(statement)


def test_content_and_name_of_a_copy_are_sealed_even_inside_the_open_database(
    store: SqlStore, folder: Path
) -> None:
    keep(store, a_record(store))
    assert rows_holding(store, MARKER) == []
    assert files_holding(folder, MARKER) == []


def test_each_record_seals_its_copies_with_a_key_of_its_own_apart_from_health(store: SqlStore) -> None:
    keep(store, a_record(store))
    keep(store, a_record(store))
    with store.open_connections().reader.connect() as connection:
        purposes = connection.exec_driver_sql("SELECT purpose FROM wrapped_key").scalars().all()
    assert purposes == ["attachment", "attachment"]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM wrapped_key",
        "DELETE FROM attachment_content",
        "UPDATE attachment_content SET sealed = zeroblob(40)",
        "UPDATE attachment_content SET sealed = (SELECT other.sealed FROM attachment_content AS other"
        " WHERE other.attachment_id <> attachment_content.attachment_id)",
    ],
    ids=["without the key", "gone", "changed", "of another copy"],
)
def test_what_is_not_the_copys_own_content_is_not_shown(store: SqlStore, damage: str) -> None:
    record = a_record(store)
    copy = keep(store, record)
    keep(store, a_record(store))
    change(store, damage)
    with pytest.raises(WorldError) as raised:
        store.attachment_content(copy)
    assert raised.value.code is ErrorCode.VAULT_DAMAGED


def test_a_deleted_copy_is_gone_from_the_log_of_the_database_too(store: SqlStore, folder: Path) -> None:
    copy = keep(store, a_record(store))
    assert (folder / "vault.db-wal").stat().st_size > len(CONTENT)
    store.delete_attachment(copy, reason="asked", author="anna", at=NOON + timedelta(minutes=1))
    assert (folder / "vault.db-wal").stat().st_size == 0


def test_the_list_of_copies_does_not_read_their_bytes(
    store: SqlStore, statements: Callable[[], list[str]]
) -> None:
    record = a_record(store)
    keep(store, record)
    store.attachments(record)
    assert any("FROM attachment" in text for text in statements())
    assert not any("attachment_content" in text for text in statements())


@pytest.fixture
def statements(store: SqlStore) -> Callable[[], list[str]]:
    """What the reader asks of the database."""
    asked: list[str] = []
    engine = store.open_connections().reader

    @event.listens_for(engine, "before_cursor_execute")
    def _note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    return lambda: asked
