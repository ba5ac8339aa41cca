"""First start, unlocking, recovery."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from profiler.casework import unlocking
from profiler.casework.content import Content
from profiler.errors import ErrorCode, WorldError
from profiler.ports.keys import Role
from tests.fakes.desks import MUSTERSTADT, PASSWORD, desk_parts_on_fakes, open_desk


def test_the_first_user_is_caseworker_supervisor_and_administrator() -> None:
    found = open_desk()
    assert found.desk.caseworker.roles == {Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR}
    assert found.desk.named_desk() == MUSTERSTADT


def test_a_practice_vault_starts_with_the_example_county() -> None:
    offices = open_desk(practice=True).desk.store.offices()
    assert any(office.street for office in offices)


def test_a_real_vault_starts_without_invented_addresses() -> None:
    offices = open_desk(practice=False).desk.store.offices()
    assert offices
    assert not any(office.street or office.phone for office in offices)


def test_the_password_opens_the_vault_again() -> None:
    found = open_desk()
    found.desk.lock()
    (slot,) = unlocking.who_can_unlock(found.parts, found.folder)
    assert slot.name == "M. Berger"
    again = unlocking.unlock(found.parts, found.folder, slot.caseworker_id, PASSWORD)
    assert again.desk.caseworker.name == "M. Berger"
    assert again.recovery_code == ""


def test_a_wrong_password_opens_nothing() -> None:
    found = open_desk()
    found.desk.lock()
    with pytest.raises(WorldError) as refused:
        unlocking.unlock(found.parts, found.folder, found.desk.caseworker.caseworker_id, "falsch")
    assert refused.value.code is ErrorCode.WRONG_PASSWORD


def test_the_recovery_code_opens_the_vault_and_is_replaced() -> None:
    found = open_desk()
    found.desk.lock()
    opened = unlocking.unlock_with_recovery(
        found.parts, found.folder, found.recovery_code, "S. Wolf", "ein neues langes Passwort"
    )
    assert opened.desk.caseworker.name == "S. Wolf"
    assert opened.recovery_code not in ("", found.recovery_code)


def test_a_second_vault_in_the_same_folder_is_refused() -> None:
    found = open_desk()
    assert unlocking.vault_exists(found.parts, found.folder)
    with pytest.raises(WorldError) as refused:
        unlocking.first_start(found.parts, found.folder, MUSTERSTADT, "S. Wolf", PASSWORD)
    assert refused.value.code is ErrorCode.VAULT_EXISTS


def test_content_that_cannot_be_read_leaves_no_vault_open_and_makes_none() -> None:
    parts = desk_parts_on_fakes()

    def broken(folder: Path | None) -> Content:
        raise WorldError(ErrorCode.RULES_INVALID, file="rules.csv")

    with pytest.raises(WorldError):
        unlocking.first_start(replace(parts, content=broken), Path("v"), MUSTERSTADT, "M. Berger", PASSWORD)
    assert not unlocking.vault_exists(parts, Path("v"))
    opened = unlocking.first_start(parts, Path("v"), MUSTERSTADT, "M. Berger", PASSWORD)
    opened.desk.lock()
    (slot,) = unlocking.who_can_unlock(parts, Path("v"))
    with pytest.raises(WorldError, match="rules_invalid"):
        unlocking.unlock(replace(parts, content=broken), Path("v"), slot.caseworker_id, PASSWORD)
    unlocking.unlock(parts, Path("v"), slot.caseworker_id, PASSWORD)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ({0: "AAAA", 2: "CCCC"}, True),
        ({0: " aaaa ", 2: "cccc"}, True),
        ({0: "AAAA", 2: "BBBB"}, False),
        ({0: "AAAA", 2: ""}, False),
        ({}, False),
        ({3: "o1il"}, True),
    ],
)
def test_two_typed_groups_confirm_that_the_code_was_written_down(typed: dict[int, str], right: bool) -> None:
    assert unlocking.groups_confirmed("AAAA BBBB CCCC 0111", typed) is right


def test_the_recovery_sheet_names_nobody() -> None:
    found = open_desk()
    pdf = unlocking.recovery_sheet(found.desk, found.recovery_code)
    assert pdf.startswith(b"%PDF-")
    (sheet,) = found.writer.recovery
    assert sheet.lines == unlocking.recovery_groups(found.recovery_code)


def test_another_time_is_refused_on_a_real_vault() -> None:
    unlocking.require_practice(open_desk(practice=True).desk)
    with pytest.raises(WorldError) as refused:
        unlocking.require_practice(open_desk(practice=False).desk)
    assert refused.value.code is ErrorCode.NOT_A_TEST_VAULT
