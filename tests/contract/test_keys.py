from pathlib import Path

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.ports.keys import KeyStore, Slot

ANNAS = "Teekanne und Wolldecke"
BERTS = "Fahrrad mit Anhänger"
WEAK = "kurz"


def refused(raised: pytest.ExceptionInfo[WorldError]) -> ErrorCode:
    return raised.value.code


def test_a_new_vault_opens_with_its_password(keys: KeyStore, tmp_path: Path) -> None:
    assert not keys.exists(tmp_path)
    made = keys.create(tmp_path, "Anna", ANNAS)
    assert keys.exists(tmp_path)
    assert len(made.data_key.raw) == 32
    assert keys.slots(tmp_path) == (Slot(made.caseworker_id, "Anna"),)
    assert keys.unlock(tmp_path, made.caseworker_id, ANNAS) == made.data_key


def test_two_vaults_have_nothing_in_common(keys: KeyStore, tmp_path: Path) -> None:
    one, two = (keys.create(tmp_path / name, "Anna", ANNAS) for name in ("one", "two"))
    assert one.data_key != two.data_key
    assert one.store_id != two.store_id
    assert one.recovery_code != two.recovery_code


def test_a_key_does_not_show_itself(keys: KeyStore, tmp_path: Path) -> None:
    assert keys.create(tmp_path, "Anna", ANNAS).data_key.raw.hex() not in repr(keys)


def test_the_wrong_password_is_refused(keys: KeyStore, tmp_path: Path) -> None:
    made = keys.create(tmp_path, "Anna", ANNAS)
    with pytest.raises(WorldError) as raised:
        keys.unlock(tmp_path, made.caseworker_id, BERTS)
    assert refused(raised) is ErrorCode.WRONG_PASSWORD


def test_after_five_wrong_passwords_one_waits(keys: KeyStore, tmp_path: Path) -> None:
    made = keys.create(tmp_path, "Anna", ANNAS)
    for _ in range(5):
        with pytest.raises(WorldError, match="wrong_password"):
            keys.unlock(tmp_path, made.caseworker_id, BERTS)
    with pytest.raises(WorldError) as raised:
        keys.unlock(tmp_path, made.caseworker_id, ANNAS)
    assert (refused(raised), raised.value.details["seconds"]) == (ErrorCode.LOCKED_OUT, "1")


def test_a_vault_is_made_once(keys: KeyStore, tmp_path: Path) -> None:
    keys.create(tmp_path, "Anna", ANNAS)
    with pytest.raises(WorldError) as raised:
        keys.create(tmp_path, "Bert", BERTS)
    assert refused(raised) is ErrorCode.VAULT_EXISTS


def test_a_slot_file_set_aside_makes_room_for_another(keys: KeyStore, tmp_path: Path) -> None:
    first = keys.create(tmp_path, "Anna", ANNAS)
    keys.set_aside(tmp_path)
    assert not keys.exists(tmp_path)
    with pytest.raises(WorldError, match="vault_missing"):
        keys.slots(tmp_path)
    assert keys.create(tmp_path, "Anna", ANNAS).data_key != first.data_key
    keys.set_aside(tmp_path)
    with pytest.raises(WorldError, match="vault_missing"):
        keys.set_aside(tmp_path)


def test_without_a_slot_file_there_is_no_vault(keys: KeyStore, tmp_path: Path) -> None:
    with pytest.raises(WorldError) as raised:
        keys.slots(tmp_path)
    assert refused(raised) is ErrorCode.VAULT_MISSING


def test_an_unknown_caseworker_is_not_found(keys: KeyStore, tmp_path: Path) -> None:
    keys.create(tmp_path, "Anna", ANNAS)
    with pytest.raises(WorldError) as raised:
        keys.unlock(tmp_path, "nobody", ANNAS)
    assert refused(raised) is ErrorCode.NOT_FOUND


def test_weak_passwords_make_no_slot(keys: KeyStore, tmp_path: Path) -> None:
    with pytest.raises(WorldError) as raised:
        keys.create(tmp_path, "Anna", WEAK)
    assert refused(raised) is ErrorCode.PASSWORD_TOO_WEAK
    assert not keys.exists(tmp_path)
    made = keys.create(tmp_path, "Anna", ANNAS)
    with pytest.raises(WorldError, match="too_weak"):
        keys.add_caseworker(tmp_path, made.data_key, "Bert", WEAK)
    with pytest.raises(WorldError, match="too_weak"):
        keys.change_password(tmp_path, made.caseworker_id, ANNAS, WEAK)
    with pytest.raises(WorldError, match="too_weak"):
        keys.unlock_with_recovery(tmp_path, made.recovery_code, "Anna", WEAK)
    assert keys.unlock(tmp_path, made.caseworker_id, ANNAS) == made.data_key


def test_each_caseworker_has_a_password(keys: KeyStore, tmp_path: Path) -> None:
    made = keys.create(tmp_path, "Berta", ANNAS)
    anna = keys.add_caseworker(tmp_path, made.data_key, "Anna", BERTS)
    assert keys.slots(tmp_path) == (Slot(anna, "Anna"), Slot(made.caseworker_id, "Berta"))
    assert keys.unlock(tmp_path, anna, BERTS) == made.data_key
    assert keys.unlock(tmp_path, made.caseworker_id, ANNAS) == made.data_key


def test_a_changed_password_replaces_the_old_one(keys: KeyStore, tmp_path: Path) -> None:
    made = keys.create(tmp_path, "Anna", ANNAS)
    keys.change_password(tmp_path, made.caseworker_id, ANNAS, BERTS)
    assert keys.unlock(tmp_path, made.caseworker_id, BERTS) == made.data_key
    with pytest.raises(WorldError, match="wrong_password"):
        keys.unlock(tmp_path, made.caseworker_id, ANNAS)
    with pytest.raises(WorldError, match="wrong_password"):
        keys.change_password(tmp_path, made.caseworker_id, ANNAS, BERTS)


def test_the_recovery_code_gives_a_new_password_and_a_new_code(keys: KeyStore, tmp_path: Path) -> None:
    made = keys.create(tmp_path, "Anna", ANNAS)
    recovered = keys.unlock_with_recovery(tmp_path, made.recovery_code, "Anna", BERTS)
    assert (recovered.store_id, recovered.data_key) == (made.store_id, made.data_key)
    assert recovered.caseworker_id == made.caseworker_id
    assert keys.unlock(tmp_path, made.caseworker_id, BERTS) == made.data_key
    for code in (made.recovery_code, "this is no code"):
        with pytest.raises(WorldError, match="wrong_password"):
            keys.unlock_with_recovery(tmp_path, code, "Anna", ANNAS)
    assert (
        keys.unlock_with_recovery(tmp_path, recovered.recovery_code, "Anna", ANNAS).data_key == made.data_key
    )


def test_recovery_under_a_new_name_adds_a_caseworker(keys: KeyStore, tmp_path: Path) -> None:
    made = keys.create(tmp_path, "Anna", ANNAS)
    recovered = keys.unlock_with_recovery(tmp_path, made.recovery_code, "Bert", BERTS)
    assert {slot.name for slot in keys.slots(tmp_path)} == {"Anna", "Bert"}
    assert keys.unlock(tmp_path, recovered.caseworker_id, BERTS) == made.data_key
    assert keys.unlock(tmp_path, made.caseworker_id, ANNAS) == made.data_key
