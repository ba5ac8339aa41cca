from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiler.clock import FixedClock
from profiler.errors import ErrorCode, WorldError
from profiler.vault.attempts import FILE_NAME
from profiler.vault.keys import FileKeyStore
from profiler.vault.recovery import new_recovery_code, secret_of

SENTENCE = "Teekanne und Wolldecke"
CODE = new_recovery_code()


def test_a_code_has_eight_groups_and_a_check_group() -> None:
    groups = CODE.split(" ")
    assert [len(group) for group in groups] == [4] * 9
    assert not set("ILOU") & set(CODE)


def test_no_two_codes_are_the_same() -> None:
    assert len({new_recovery_code() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace(" ", ""),
        CODE.replace(" ", "-"),
        f"  {CODE}\n",
        CODE.replace("0", "O").replace("1", "I"),
    ],
    ids=["small", "joined", "dashes", "blanks", "look-alikes"],
)
def test_it_is_read_as_people_write(typed: str) -> None:
    assert secret_of(typed) == secret_of(CODE)


def test_small_l_and_o_are_read_as_one_and_zero() -> None:
    assert secret_of(CODE.lower().replace("0", "o").replace("1", "l")) == secret_of(CODE)


@given(st.integers(0, 31), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_misread_letter_is_noticed(place: int, letter: str) -> None:
    letters = list(CODE.replace(" ", ""))
    if letters[place] == letter:
        return
    letters[place] = letter
    with pytest.raises(WorldError) as raised:
        secret_of("".join(letters))
    assert raised.value.details == {"reason": "check_group"}


@pytest.mark.parametrize(
    "typed", ["", "ABCD", CODE + " AAAA", "ä" * 36], ids=["nothing", "short", "long", "foreign"]
)
def test_something_else_is_no_code(typed: str) -> None:
    with pytest.raises(WorldError) as raised:
        secret_of(typed)
    assert raised.value.code is ErrorCode.WRONG_PASSWORD


def test_a_misread_code_is_no_attempt(tmp_path: Path) -> None:
    keys = FileKeyStore(FixedClock(datetime(2026, 11, 21, tzinfo=UTC)), practice=True)
    keys.create(tmp_path, "Anna", SENTENCE)
    for _ in range(9):
        with pytest.raises(WorldError, match="wrong_password"):
            keys.unlock_with_recovery(tmp_path, CODE[:-1] + "*", "Anna", SENTENCE)
    assert not (tmp_path / FILE_NAME).exists()


def test_somebody_elses_code_is_an_attempt(tmp_path: Path) -> None:
    keys = FileKeyStore(FixedClock(datetime(2026, 11, 21, tzinfo=UTC)), practice=True)
    keys.create(tmp_path, "Anna", SENTENCE)
    for _ in range(5):
        with pytest.raises(WorldError, match="wrong_password"):
            keys.unlock_with_recovery(tmp_path, CODE, "Anna", SENTENCE)
    with pytest.raises(WorldError, match="locked_out"):
        keys.unlock_with_recovery(tmp_path, CODE, "Anna", SENTENCE)
