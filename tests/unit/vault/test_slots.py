import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.ports.keys import DataKey
from profiler.vault import slot_file
from profiler.vault.costs import CEILING, FLOOR, FULL, PRACTICE, KdfCost, calibrated
from profiler.vault.slot_file import (
    ASIDE_NAME,
    COPY_NAME,
    FILE_NAME,
    has_slots,
    read_slots,
    set_slots_aside,
    write_slots,
)
from profiler.vault.slots import KeySlot, SlotFile, SlotKind, SlotRole, make_slot, open_slot

KEY = DataKey(bytes(range(32)))
SENTENCE = "Teekanne und Wolldecke"


def a_file(store_id: str = "vault-a", *, practice: bool = True) -> SlotFile:
    empty = SlotFile(store_id, practice, ())
    return empty.with_slot(make_slot(empty, "one", "Anna", SlotKind.PASSWORD, SENTENCE, KEY, PRACTICE))


def changed_on_disk(folder: Path, change: str, value: object) -> None:
    """Change one entry of the first slot as somebody with an editor would, with a fitting checksum."""
    body = json.loads((folder / FILE_NAME).read_text("ascii"))
    body.pop("sha256")
    place = body["slots"][0]
    *way, last = change.split(".")
    for step in way:
        place = place[step]
    place[last] = value
    digest = slot_file._digest(body)
    (folder / FILE_NAME).write_text(json.dumps({**body, "sha256": digest}), "ascii")


def code_of(raised: pytest.ExceptionInfo[WorldError]) -> ErrorCode:
    return raised.value.code


def test_a_slot_opens_with_its_password_only() -> None:
    file = a_file()
    assert open_slot(file, file.slot("one"), SENTENCE) == KEY
    assert open_slot(file, file.slot("one"), SENTENCE + " ") is None


def test_composed_and_decomposed_umlauts_are_the_same_password() -> None:
    file = SlotFile("vault-a", True, ())
    slot = make_slot(file, "one", "Anna", SlotKind.PASSWORD, "gr\u00fcne Wiese", KEY, PRACTICE)
    assert open_slot(file, slot, "gru\u0308ne Wiese") == KEY


def test_a_written_file_reads_back_the_same(tmp_path: Path) -> None:
    write_slots(tmp_path, a_file())
    assert read_slots(tmp_path) == a_file_read(tmp_path)
    assert open_slot(read_slots(tmp_path), read_slots(tmp_path).slot("one"), SENTENCE) == KEY


def a_file_read(folder: Path) -> SlotFile:
    (folder / FILE_NAME).write_bytes((folder / COPY_NAME).read_bytes())
    return read_slots(folder)


CHANGES: dict[str, Callable[[KeySlot], KeySlot]] = {
    "id": lambda slot: replace(slot, slot_id="two"),
    "kind": lambda slot: replace(slot, kind=SlotKind.RECOVERY),
    "role": lambda slot: replace(slot, role=SlotRole.RECOVERY),
    "cost": lambda slot: replace(slot, cost=KdfCost(128, 1, 1)),
    "salt": lambda slot: replace(slot, salt=bytes(16)),
    "nonce": lambda slot: replace(slot, nonce=bytes(12)),
    "sealed": lambda slot: replace(slot, sealed=bytes(48)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_slot_does_not_open(change: str) -> None:
    file = a_file()
    assert open_slot(file, CHANGES[change](file.slot("one")), SENTENCE) is None


def test_a_slot_from_another_vault_does_not_open() -> None:
    transplanted = a_file("vault-b").slot("one")
    home = a_file("vault-a")
    assert open_slot(home.with_slot(transplanted), transplanted, SENTENCE) is None


def test_a_practice_slot_does_not_open_as_a_real_one() -> None:
    file = a_file()
    assert open_slot(replace(file, practice=False), file.slot("one"), SENTENCE) is None


def test_lowered_costs_in_a_real_file_are_refused(tmp_path: Path) -> None:
    write_slots(tmp_path, dear_file())
    (tmp_path / COPY_NAME).unlink()
    assert read_slots(tmp_path).slot("one").cost == FLOOR
    changed_on_disk(tmp_path, "kdf.m", 19 * 1024)
    with pytest.raises(WorldError) as raised:
        read_slots(tmp_path)
    assert code_of(raised) is ErrorCode.VAULT_DAMAGED


@pytest.mark.parametrize(("entry", "value"), [("m", CEILING.memory_kib * 2), ("t", 10**6), ("p", 10**6)])
def test_costs_that_would_stop_the_computer_are_refused(tmp_path: Path, entry: str, value: int) -> None:
    write_slots(tmp_path, a_file())
    (tmp_path / COPY_NAME).unlink()
    changed_on_disk(tmp_path, f"kdf.{entry}", value)
    with pytest.raises(WorldError) as raised:
        read_slots(tmp_path)
    assert code_of(raised) is ErrorCode.VAULT_DAMAGED


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("kdf.m", "viel"),
        ("kdf.name", "md5"),
        ("salt", "AAAA"),
        ("salt", "ä"),
        ("kind", "door"),
        ("kdf", None),
    ],
)
def test_entries_that_make_no_sense_are_damage(tmp_path: Path, entry: str, value: object) -> None:
    write_slots(tmp_path, a_file())
    (tmp_path / COPY_NAME).unlink()
    changed_on_disk(tmp_path, entry, value)
    with pytest.raises(WorldError) as raised:
        read_slots(tmp_path)
    assert code_of(raised) is ErrorCode.VAULT_DAMAGED


def test_every_flipped_bit_is_noticed_and_the_copy_steps_in(tmp_path: Path) -> None:
    write_slots(tmp_path, a_file())
    whole = (tmp_path / FILE_NAME).read_bytes()
    before = read_slots(tmp_path)
    for place in range(0, len(whole), 7):
        broken = bytearray(whole)
        broken[place] ^= 1
        (tmp_path / FILE_NAME).write_bytes(broken)
        assert read_slots(tmp_path) == before


def test_without_a_copy_damage_is_said(tmp_path: Path) -> None:
    write_slots(tmp_path, a_file())
    (tmp_path / COPY_NAME).unlink()
    (tmp_path / FILE_NAME).write_bytes(b"{" * 5000)
    with pytest.raises(WorldError) as raised:
        read_slots(tmp_path)
    assert code_of(raised) is ErrorCode.VAULT_DAMAGED


def test_where_the_file_is_gone_its_copy_steps_in(tmp_path: Path) -> None:
    write_slots(tmp_path, a_file())
    (tmp_path / FILE_NAME).unlink()
    assert has_slots(tmp_path)
    assert open_slot(read_slots(tmp_path), read_slots(tmp_path).slot("one"), SENTENCE) == KEY


def test_what_is_set_aside_can_still_be_read_by_somebody_who_needs_it(tmp_path: Path) -> None:
    write_slots(tmp_path, a_file())
    (tmp_path / FILE_NAME).unlink()
    set_slots_aside(tmp_path)
    assert not has_slots(tmp_path)
    (tmp_path / ASIDE_NAME).rename(tmp_path / FILE_NAME)
    assert open_slot(read_slots(tmp_path), read_slots(tmp_path).slot("one"), SENTENCE) == KEY


def test_a_file_of_a_later_program_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"format": 2, "sha256": "?"}')
    with pytest.raises(WorldError) as raised:
        read_slots(tmp_path)
    assert code_of(raised) is ErrorCode.VAULT_NEWER


def test_only_the_user_may_read_the_file(tmp_path: Path) -> None:
    write_slots(tmp_path / "vault", a_file())
    assert (tmp_path / "vault" / FILE_NAME).stat().st_mode & 0o077 == 0


def test_a_fast_computer_takes_the_full_cost_and_a_slow_one_the_floor() -> None:
    assert calibrated(lambda: 0.15) == FULL
    assert calibrated(lambda: 0.6) == FLOOR


def dear_file() -> SlotFile:
    empty = SlotFile("vault-a", False, ())
    slot: KeySlot = make_slot(empty, "one", "Anna", SlotKind.PASSWORD, SENTENCE, KEY, FLOOR)
    return empty.with_slot(slot)
