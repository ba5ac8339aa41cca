"""The ground everything stands on: clock, ids, errors, places."""

from __future__ import annotations

import errno
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from profiler import errors, paths
from profiler.clock import FixedClock, SystemClock
from profiler.errors import ErrorCode, WorldError, disk_error
from profiler.records.ids import id_maker

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_a_fixed_clock_moves_only_when_told_to() -> None:
    clock = FixedClock(NOON)
    assert (clock.now(), clock.today()) == (NOON, date(2026, 11, 21))
    clock.advance(timedelta(days=-1))
    assert clock.today() == date(2026, 11, 20)


def test_a_moment_without_zone_is_taken_as_utc() -> None:
    assert FixedClock(datetime(2026, 11, 21, 12, 0, tzinfo=None)).now() == NOON  # noqa: DTZ001 - the case tried


def test_the_computers_clock_gives_utc_and_the_day_at_the_desk() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert abs(clock.today() - clock.now().date()) <= timedelta(days=1)


def test_ids_only_grow_even_if_the_clock_stands_or_goes_back() -> None:
    clock = FixedClock(NOON)
    new_id = id_maker(clock, random_bits=lambda bits: (1 << bits) - 1)
    made = [new_id() for _ in range(3000)]  # more than the counter of one millisecond holds
    clock.advance(timedelta(hours=-1))
    made.append(new_id())
    clock.advance(timedelta(hours=2))
    made.append(new_id())
    assert made == sorted(set(made))
    assert {each.version for each in made} == {7}


def test_every_error_of_the_world_has_an_exit_code() -> None:
    codes = {WorldError(code).exit_code for code in ErrorCode}
    assert codes <= {
        errors.EXIT_FINDINGS,
        errors.EXIT_USAGE,
        errors.EXIT_REFUSED,
        errors.EXIT_VAULT,
        errors.EXIT_ENVIRONMENT,
    }


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ErrorCode.DISK_FULL),
        (errno.EDQUOT, ErrorCode.DISK_FULL),
        (errno.EACCES, ErrorCode.NO_ACCESS),
    ],
)
def test_what_the_system_says_about_a_file_is_told_apart(number: int, code: ErrorCode) -> None:
    assert disk_error(OSError(number, "text of the system")).code is code


@pytest.mark.parametrize(
    ("platform", "variables", "end"),
    [
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/profiler"),
        ("linux", {"XDG_DATA_HOME": ""}, "/home/anna/.local/share/profiler"),
        ("darwin", {}, "/home/anna/Library/Application Support/Profiler"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/Profiler"),
    ],
)
def test_data_lies_where_the_system_is_used_to(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], end: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("HOME", "/home/anna")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert paths.default_data_folder() == Path(end)


def test_what_is_shipped_is_found() -> None:
    assert (paths.forms_folder() / "kompetenz" / "survey.csv").is_file()
    assert (paths.resources_folder() / "routing" / "rules.csv").is_file()
    assert paths.fonts_folder().parent == paths.resources_folder()
    assert paths.built_forms_folder().name == "forms"
