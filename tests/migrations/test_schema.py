"""The migrations make exactly the tables of the models, up and down, with data in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from profiler.errors import ErrorCode, WorldError
from profiler.ports.keys import DataKey
from profiler.storage.connection import CipherFile, writer_engine
from profiler.storage.migrations.versions import r0001_first_tables as first
from profiler.storage.migrations.versions import r0003_copies_and_consents as third
from profiler.storage.migrations.versions import r0004_household_members as fourth
from profiler.storage.migrations.versions import r0005_forgotten_health as fifth
from profiler.storage.models import Base
from profiler.storage.opening import SqlStoreFactory
from profiler.storage.revisions import REVISIONS, is_current
from profiler.storage.schema import configuration, migrate, take_back

KEY = DataKey(bytes(range(32)))

SAMPLE = (
    "INSERT INTO person VALUES ('p1', NULL, '2026-11-21T12:00:00.000000Z', '')",
    "INSERT INTO record VALUES"
    " ('r1', 'p1', 'FA-2026-0001', 'f', '1', 'sha', 'ar', 'draft', 'haddad', 't', 't', 'a', 1, NULL)",
    "INSERT INTO answer VALUES ('r1', '/a', '', 'x', 0, 'selbst', 'tag', 'a', NULL, 'h1', 1)",
    "INSERT INTO answer_change VALUES (1, 'r1', '/a', '', NULL, '{}', NULL, 'a', 't', 'h1', '', 'sha')",
    "INSERT INTO fact VALUES ('r1', 'family_name', 'Haddad')",
    "INSERT INTO search_text VALUES (1, 'r1', 'haddad')",
    "INSERT INTO search_index(rowid, folded) VALUES (1, 'haddad')",
    "INSERT INTO disclosure_log VALUES"
    " (1, 'r1', 't', 'a', 'disclosure', 'd', 'jc', 'JC', '', NULL, 'druck', '', 'ok', '', '')",
)  # fmt: skip


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    made = writer_engine(CipherFile(tmp_path / "vault.db", KEY))
    yield made
    made.dispose()


def _is_ours(name: str | None, kind: str) -> bool:
    return not (kind == "table" and (name or "").startswith(("search_index", "alembic_")))


def differences(connection: sa.Connection) -> list[Any]:
    options = {"compare_type": True, "include_name": lambda name, kind, parents: _is_ours(name, kind)}
    found: list[Any] = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
    return found


def checks(connection: sa.Connection) -> set[tuple[str, str | None, str]]:
    inspector = sa.inspect(connection)
    return {
        (table, check["name"], re.sub(r"\s", "", check["sqltext"]))
        for table in Base.metadata.tables
        for check in inspector.get_check_constraints(table)
    }


def test_the_migrated_schema_is_that_of_the_models(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        migrate(connection)
        assert differences(connection) == []


def test_a_missing_column_would_be_noticed(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        migrate(connection)
        connection.exec_driver_sql("ALTER TABLE office DROP COLUMN stop")
        assert differences(connection) != []


def test_checks_are_those_of_the_models_too(engine: sa.Engine) -> None:
    plain = sa.create_engine("sqlite://")
    Base.metadata.create_all(plain)
    with engine.begin() as migrated, plain.begin() as modelled:
        migrate(migrated)
        assert checks(migrated) == checks(modelled)
        assert len(checks(modelled)) > 10
    plain.dispose()


def test_every_constraint_has_a_name() -> None:
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint}"


def test_up_and_down_with_data(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        migrate(connection)
        for statement in SAMPLE:
            connection.exec_driver_sql(statement)
    with engine.begin() as connection:
        take_back(connection)
        left = sa.inspect(connection).get_table_names()
        assert left == ["alembic_version"]
    with engine.begin() as connection:
        migrate(connection)
        assert differences(connection) == []


def test_what_was_there_before_forms_changed_is_filled_in(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        migrate(connection, "0001")
        for statement in (
            "INSERT INTO person VALUES ('p1', NULL, 't')",
            "INSERT INTO record VALUES"
            " ('r1', 'p1', 'FA-1', 'f', '1', 'sha', 'ar', 'finished', 'haddad', 't0', 't1', 'a', 1)",
            "INSERT INTO record VALUES"
            " ('r2', 'p1', 'FA-2', 'f', '1', 'sha', 'ar', 'draft', 'koval', 't0', 't1', 'a', 1)",
            "INSERT INTO answer_change VALUES (1, 'r1', '/a', '', NULL, '{}', NULL, 'a', 't', 'h1', '')",
        ):
            connection.exec_driver_sql(statement)
        migrate(connection)
        finished = connection.exec_driver_sql("SELECT finished_at FROM record ORDER BY record_id").all()
        assert [moment for (moment,) in finished] == ["t1", None]
        assert connection.exec_driver_sql("SELECT form_sha FROM answer_change").scalar() == "sha"
        take_back(connection, "0001")
        assert connection.exec_driver_sql("SELECT count(*) FROM answer_change").scalar() == 1
        with pytest.raises(sa.exc.IntegrityError, match="never"):
            connection.exec_driver_sql("UPDATE answer_change SET author = 'b'")


def test_a_copy_without_its_bytes_does_not_stay_on_the_way_down(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        migrate(connection)
        for statement in (
            *SAMPLE,
            "INSERT INTO wrapped_key VALUES ('r1', 'attachment', x'00'), ('r1', 'health', x'00')",
            "INSERT INTO attachment (attachment_id, record_id, kind, media_type, size,"
            " added_at, added_by, path, row, title, sha256)"
            " VALUES ('a1', 'r1', 'document', 'application/pdf', 9, 't', 'a', '/a', '', x'00', 'sha')",
            "INSERT INTO attachment_content VALUES ('a1', x'00')",
        ):
            connection.exec_driver_sql(statement)
        take_back(connection, "0002")
        assert connection.exec_driver_sql("SELECT count(*) FROM attachment").scalar() == 0
        assert connection.exec_driver_sql("SELECT purpose FROM wrapped_key").scalars().all() == ["health"]
        migrate(connection)
        assert differences(connection) == []


def test_a_migration_that_is_cut_short_leaves_nothing(engine: sa.Engine) -> None:
    def cut_short() -> None:
        with engine.begin() as connection:
            migrate(connection)
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        cut_short()
    with engine.begin() as connection:
        assert sa.inspect(connection).get_table_names() == []


def test_tables_are_listed_in_an_order_that_can_be_taken_back() -> None:
    tables = (*first.TABLES, *third.TABLES, *fourth.TABLES, *fifth.TABLES)
    assert set(tables) == set(Base.metadata.tables)
    seen: set[str] = set()
    for name in tables:
        needed = {key.column.table.name for key in Base.metadata.tables[name].foreign_keys}
        assert needed <= seen | {name}
        seen.add(name)


def test_the_same_tables_can_be_said_in_postgresql() -> None:
    dialect: sa.Dialect = postgresql.dialect()  # type: ignore[no-untyped-call] # untyped in SQLAlchemy
    for table in Base.metadata.sorted_tables:
        said = str(CreateTable(table).compile(dialect=dialect))
        assert "VARCHAR" not in said
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))
    assert "TIMESTAMP WITH TIME ZONE" in str(
        CreateTable(Base.metadata.tables["record"]).compile(dialect=dialect)
    )


def test_history_and_log_only_grow(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        migrate(connection)
        for statement in SAMPLE:
            connection.exec_driver_sql(statement)
    for forbidden in (
        "UPDATE answer_change SET author = 'b'",
        "DELETE FROM answer_change",
        "UPDATE disclosure_log SET recipient_name = 'x'",
        "DELETE FROM disclosure_log",
    ):
        with pytest.raises(sa.exc.IntegrityError, match="never"), engine.begin() as connection:
            connection.exec_driver_sql(forbidden)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO tombstone VALUES ('r1', 't', 'asked', 'a')")
        connection.exec_driver_sql("DELETE FROM answer_change WHERE record_id = 'r1'")


def test_foreign_keys_hold(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        migrate(connection)
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO fact VALUES ('nobody', 'a', 'b')")


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", ErrorCode.VAULT_NEWER),
        ("DELETE FROM alembic_version", ErrorCode.VAULT_FOREIGN),
    ],
)
def test_a_vault_of_a_later_or_of_no_program_is_left_alone(
    tmp_path: Path, statement: str, code: ErrorCode
) -> None:
    SqlStoreFactory(reserve_bytes=0).create(tmp_path, KEY, "x", practice=True).close()
    engine = writer_engine(CipherFile(tmp_path / "vault.db", KEY))
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
    before = (tmp_path / "vault.db").read_bytes()
    with pytest.raises(WorldError) as raised:
        SqlStoreFactory(reserve_bytes=0).open(tmp_path, KEY)
    assert raised.value.code is code
    assert (tmp_path / "vault.db").read_bytes() == before


def test_a_vault_of_this_program_needs_no_migration(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        migrate(connection)
        assert is_current(connection)
        scripts = ScriptDirectory.from_config(configuration(connection))
        assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == REVISIONS
