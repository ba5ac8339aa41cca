"""What holds for every test: a throw-away home, no network, no windows on screen, silence afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import perfect
from tests.depth import load_hypothesis_profile
from tests.silence import LogWatch, nothing_left_behind, watched_log

_HOME = Path(tempfile.mkdtemp(prefix="profiler-test-home-"))


def _move_into_throw_away_home() -> None:
    """Before anything of the program is imported: nobody's real data may be in reach of a test."""
    os.environ["HOME"] = str(_HOME)
    for variable, folder in {
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "runtime",
    }.items():
        os.environ[variable] = str(_HOME / folder)
        (_HOME / folder).mkdir(mode=0o700)
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["TZ"] = "UTC"
    # `./run test --onscreen` clears the platform and says so by an empty word.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not os.environ["QT_QPA_PLATFORM"]:
        del os.environ["QT_QPA_PLATFORM"]


_move_into_throw_away_home()
load_hypothesis_profile()


def pytest_configure(config: pytest.Config) -> None:
    perfect.register(config)


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection outside the machine is a fault of the test or of the program."""
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _local_only(getattr(socket.socket, name)))


def _local_only(method: Callable[..., Any]) -> Callable[..., Any]:
    """The socket method for files of this machine; an assertion for everything else."""

    def guarded(sock: socket.socket, *address: object) -> object:
        assert sock.family not in (socket.AF_INET, socket.AF_INET6), (
            "a test reached for the network; Profiler works offline"
        )
        return method(sock, *address)

    return guarded


@pytest.fixture(autouse=True)
def leftovers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Threads, timers and windows end with the test that made them."""
    with nothing_left_behind(windows_and_timers="qapp" in request.fixturenames):
        yield


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """A test that provokes a warning says so: `log_watch.expect("Datei beschädigt")`."""
    with watched_log() as watch:
        yield watch
