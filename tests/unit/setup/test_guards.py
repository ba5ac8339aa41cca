"""The guards that stand behind every test bite."""

from __future__ import annotations

import logging
import socket
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests import perfect
from tests.silence import LogWatch, nothing_left_behind, watched_log


def test_an_unexpected_warning_fails(log_watch: LogWatch) -> None:
    log_watch.expect("strange")
    with pytest.raises(pytest.fail.Exception, match="unexpected log record WARNING profiler"), watched_log():
        logging.getLogger("profiler").warning("something strange")


def test_an_expected_warning_that_never_comes_fails() -> None:
    with pytest.raises(pytest.fail.Exception, match="never came"), watched_log() as watch:
        watch.expect("damaged")


def test_a_thread_that_outlives_its_test_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    end = threading.Event()
    monkeypatch.setattr("tests.silence.PATIENCE", 0.01)
    thread = threading.Thread(target=end.wait, name="forgotten")
    with pytest.raises(pytest.fail.Exception, match="forgotten"), nothing_left_behind():
        thread.start()
    end.set()
    thread.join()


def test_a_forgotten_window_fails(qapp: QApplication) -> None:
    windows: list[QWidget] = []
    with pytest.raises(pytest.fail.Exception, match="QWidget"), nothing_left_behind():
        windows.append(QWidget())
    windows.pop().deleteLater()


def running_timer() -> QTimer:
    timer = QTimer()
    timer.start(100_000)
    return timer


def test_a_running_timer_fails(qapp: QApplication) -> None:
    timers: list[QTimer] = []
    with pytest.raises(pytest.fail.Exception, match="active timer"), nothing_left_behind():
        timers.append(running_timer())
    timers[0].stop()


def test_the_network_is_out_of_reach() -> None:
    with socket.socket(socket.AF_INET) as sock, pytest.raises(AssertionError, match="offline"):
        sock.connect(("192.0.2.1", 80))


def test_home_is_a_throw_away_folder() -> None:
    assert Path.home().name.startswith("profiler-test-home-")


def test_a_perfect_file_with_a_gap_is_named(tmp_path: Path) -> None:
    report: dict[str, dict[str, object]] = {
        str(tmp_path / "a.py"): {"missing_lines": [3], "missing_branches": []},
        str(tmp_path / "b.py"): {"missing_lines": [], "missing_branches": []},
    }
    files = [tmp_path / name for name in ("a.py", "b.py", "c.py")]
    assert perfect.gaps(report, files, tmp_path) == [
        "a.py: missing lines [3], missing branches []",
        "c.py: never imported",
    ]


def test_the_list_of_perfect_files_names_what_is_there() -> None:
    entries = perfect.read_list(perfect.LIST.read_text(encoding="utf-8"))
    assert perfect.files_of(entries, perfect.SOURCE)
    with pytest.raises(ValueError, match=r"gone\.py"):
        perfect.files_of(["gone.py"], perfect.SOURCE)
