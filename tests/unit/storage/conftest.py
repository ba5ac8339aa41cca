"""A vault with one working day in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from profiler.forms.answer import Address, Answer
from profiler.ports.keys import DataKey
from profiler.ports.store import LogEntry, OutputForm, OutputKind
from profiler.records.record import NewRecord, RecordEdit
from profiler.storage.opening import SqlStoreFactory
from profiler.storage.store import SqlStore

KEY = DataKey(bytes(range(32)))
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
# Stands in the sample day wherever a person's words can stand.
MARKER = "Zyxwvutanova"
HEALTH_MARKER = "Qopherasthma"


def a_record(store: SqlStore) -> UUID:
    return store.open_record(
        NewRecord(uuid4(), uuid4(), "kompetenz", "1", "sha", "ar", NOON, "anna")
    ).record_id


def a_working_day(store: SqlStore) -> UUID:
    """One record with answers, history, facts, health and a log entry."""
    record = a_record(store)
    name, illness = Address("/k/name"), Address("/k/illness", "row-1")
    for turn in range(20):
        edit = RecordEdit(
            {name: Answer(f"{MARKER}{turn}"), illness: Answer(f"{HEALTH_MARKER}{turn}")},
            {("/k/illnesses", ""): ("row-1",)},
            {"family_name": f"{MARKER}{turn}", "city": MARKER},
            frozenset({illness}),
        )
        store.save(record, edit, author="anna", at=NOON)
    store.append_log(an_entry(record))
    return record


def an_entry(record: UUID | None, document: str = "slip") -> LogEntry:
    return LogEntry(
        record,
        NOON,
        "anna",
        OutputKind.OWN_COPY,
        document,
        "",
        "",
        ("beruf",),
        None,
        OutputForm.DATEI,
        "0" * 64,
    )


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared-storage")
    SqlStoreFactory(reserve_bytes=0).create(folder, KEY, "unit", practice=True).close()
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "vault"))


@pytest.fixture
def store(folder: Path) -> Iterator[SqlStore]:
    opened = SqlStoreFactory(reserve_bytes=0).open(folder, KEY)
    yield opened
    opened.close()
