"""Answers about health, from the interview down to the tables: apart, whatever happens to them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from profiler.casework import extra_consents, intake
from profiler.casework.desk import UnlockedDesk
from profiler.casework.extra_consents import SignedSheet
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer
from profiler.release.extra_consents import ConsentKind
from profiler.storage.opening import SqlStoreFactory
from profiler.storage.store import SqlStore
from tests.contract.conftest import KEY
from tests.fakes.consent_forms import with_paper_form
from tests.fakes.desks import open_desk
from tests.fakes.newer_forms import with_newer_form

ILLNESS = "Qopherasthma"
LIMITS = Address("/kompetenz/papers/work_limits")


@pytest.fixture
def store(prepared_vault: Path, tmp_path: Path) -> Iterator[SqlStore]:
    folder = Path(shutil.copytree(prepared_vault, tmp_path / "vault"))
    opened = SqlStoreFactory(reserve_bytes=0).open(folder, KEY)
    yield opened
    opened.close()


@pytest.fixture
def desk(store: SqlStore) -> UnlockedDesk:
    return with_paper_form(replace(open_desk().desk, store=store))


@pytest.fixture
def person(desk: UnlockedDesk) -> intake.Intake:
    begun = intake.start(desk, "ar")
    extra_consents.give(desk, begun.record_id, ConsentKind.HEALTH, SignedSheet())
    return intake.resume(desk, begun.record_id)


@pytest.fixture
def tables_with(store: SqlStore) -> Callable[[str], set[str]]:
    """Tables in which a word can be read once the database is open."""

    def look(word: str) -> set[str]:
        with store.open_connections().reader.connect() as connection:
            names = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
            return {
                name
                for name in names
                if any(
                    word.lower() in repr(tuple(row)).lower()
                    for row in connection.exec_driver_sql(f"SELECT * FROM {name}")  # noqa: S608 - our own names
                )
            }

    return look


def test_what_is_told_about_health_is_readable_in_no_table(
    desk: UnlockedDesk, person: intake.Intake, tables_with: Callable[[str], set[str]]
) -> None:
    for value in (f"{ILLNESS} 1", f"{ILLNESS} 2"):
        person.save(person.set(LIMITS, Answer(value)).edit)
    person.save(person.set(Address("/kompetenz/papers/family_name"), Answer("Zyxwvutanova")).edit)
    assert tables_with(ILLNESS) == set()
    assert {"answer", "answer_change", "fact", "search_text"} <= tables_with("Zyxwvutanova")
    stored = desk.store.record(person.record_id).snapshot.answers[LIMITS]
    assert stored.value == f"{ILLNESS} 2"


def test_without_its_key_nobody_reads_it(desk: UnlockedDesk, person: intake.Intake, store: SqlStore) -> None:
    person.save(person.set(LIMITS, Answer(ILLNESS)).edit)
    with store.open_connections().writer.begin() as connection:
        connection.execute(text("DELETE FROM wrapped_key WHERE purpose = 'health'"))
    with pytest.raises(WorldError) as raised:
        desk.store.record(person.record_id)
    assert raised.value.code is ErrorCode.VAULT_DAMAGED


def test_it_stays_behind_the_wall_when_it_is_taken_back_and_done_again(
    person: intake.Intake, tables_with: Callable[[str], set[str]]
) -> None:
    person.save(person.set(LIMITS, Answer(ILLNESS)).edit)
    for step in (person.undo(), person.redo(), person.set(LIMITS, Answer())):
        assert step is not None
        person.save(step.edit)
    assert tables_with(ILLNESS) == set()


def test_it_stays_behind_the_wall_when_the_form_does_not_ask_any_more(
    desk: UnlockedDesk, person: intake.Intake, tables_with: Callable[[str], set[str]]
) -> None:
    person.save(person.set(LIMITS, Answer(ILLNESS)).edit)
    later = with_newer_form(desk, {"work_limits": "body_limits"})
    again = intake.resume(later, person.record_id)
    (left,) = again.left_over
    assert left.answer.value == ILLNESS
    for step in (again.put_away(left), again.put_back(left)):
        again.save(step.edit)
    assert tables_with(ILLNESS) == set()
    assert ILLNESS in repr(later.store.record(person.record_id).snapshot.answers)


def test_what_becomes_a_question_about_health_moves_behind_the_wall(
    desk: UnlockedDesk, person: intake.Intake, tables_with: Callable[[str], set[str]]
) -> None:
    family_name = Address("/kompetenz/papers/family_name")
    person.save(person.set(family_name, Answer(ILLNESS)).edit)
    assert "answer" in tables_with(ILLNESS)
    before = 'nodeset="/kompetenz/papers/family_name" type="string" pf:category="kontakt"'
    later = with_newer_form(desk, {before: before.replace("kontakt", "gesundheit")})
    intake.resume(later, person.record_id)
    assert not {"answer", "fact", "search_text"} & tables_with(ILLNESS)
    assert later.store.record(person.record_id).snapshot.answers[family_name].value == ILLNESS


def test_a_consent_that_is_taken_back_closes_the_question_and_finishing_drops_the_answer(
    desk: UnlockedDesk, person: intake.Intake
) -> None:
    person.save(person.set(LIMITS, Answer(ILLNESS)).edit)
    extra_consents.withdraw(desk, person.record_id, ConsentKind.HEALTH)
    again = intake.resume(desk, person.record_id)
    assert not again.session.state(LIMITS).relevant
    again.save(again.finish().edit)
    assert LIMITS not in desk.store.record(person.record_id).snapshot.answers
