import pytest

from profiler.storage.models import LogRow
from profiler.storage.store import SqlStore
from tests.unit.storage.conftest import an_entry

COLUMNS = (
    "at, caseworker, kind, document, recipient_id, recipient_name, categories, form, sha256, outcome,"
    " previous_hash, hash"
)

TAMPERING: dict[str, tuple[str, int]] = {
    "a changed recipient": ("UPDATE disclosure_log SET recipient_name = 'x' WHERE sequence = 3", 3),
    "a changed time": ("UPDATE disclosure_log SET at = '2020-01-01T00:00:00.000000Z' WHERE sequence = 1", 1),
    "a changed hash": ("UPDATE disclosure_log SET hash = '' WHERE sequence = 5", 5),
    "an entry taken out": ("DELETE FROM disclosure_log WHERE sequence = 2", 2),
    "the first taken out": ("DELETE FROM disclosure_log WHERE sequence = 1", 1),
    "the end cut off": ("DELETE FROM disclosure_log WHERE sequence > 4", 5),
    "an entry put in": (
        f"INSERT INTO disclosure_log (sequence, {COLUMNS}) SELECT 7, {COLUMNS}"  # noqa: S608 - our own names
        " FROM disclosure_log WHERE sequence = 6",
        7,
    ),
    "all taken out": ("DELETE FROM disclosure_log", 1),
}


def by_hand(store: SqlStore, *statements: str) -> None:
    """What somebody with the key and a database tool could do."""
    with store.open_connections().writer.begin() as connection:
        for what in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER disclosure_log_{what}")
        for statement in statements:
            connection.exec_driver_sql(statement)


@pytest.fixture
def logged(store: SqlStore) -> SqlStore:
    for number in range(6):
        store.append_log(an_entry(None, f"paper {number}"))
    assert store.verify_log() is None
    return store


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_is_found_where_it_begins(logged: SqlStore, what: str) -> None:
    statement, first = TAMPERING[what]
    by_hand(logged, statement)
    assert logged.verify_log() == first


def test_two_entries_changing_places_are_found(logged: SqlStore) -> None:
    by_hand(
        logged,
        "UPDATE disclosure_log SET sequence = 99 WHERE sequence = 2",
        "UPDATE disclosure_log SET sequence = 2 WHERE sequence = 3",
        "UPDATE disclosure_log SET sequence = 3 WHERE sequence = 99",
    )
    assert logged.verify_log() == 2


def test_writing_goes_on_after_tampering_without_hiding_it(logged: SqlStore) -> None:
    by_hand(logged, "DELETE FROM disclosure_log WHERE sequence = 6")
    logged.append_log(an_entry(None))
    assert logged.verify_log() == 6


CHANGED = {
    "record_id": "'01936f0000007000800000000000000a'",
    "at": "'2020-01-01T00:00:00.000000Z'",
    "caseworker": "'x'",
    "kind": "'disclosure'",
    "document": "'x'",
    "recipient_id": "'x'",
    "recipient_name": "'x'",
    "categories": "'kontakt'",
    "release_id": "'01936f0000007000800000000000000b'",
    "form": "'druck'",
    "sha256": "'x'",
    "outcome": "'failed'",
    "previous_hash": "'x'",
    "hash": "'x'",
}


def test_every_column_of_the_log_is_tried(logged: SqlStore) -> None:
    assert set(LogRow.__table__.columns.keys()) - {"sequence"} == set(CHANGED)


@pytest.mark.parametrize("column", CHANGED)
def test_no_column_can_be_changed_unnoticed(logged: SqlStore, column: str) -> None:
    by_hand(
        logged,
        f"UPDATE disclosure_log SET {column} = {CHANGED[column]} WHERE sequence = 4",  # noqa: S608 - our own names
    )
    assert logged.verify_log() == 4
