"""The window as a whole: locking, closing, our own faults, idleness, and how light its start is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from profiler.casework.unlocking import first_start
from profiler.errors import ErrorCode, WorldError
from profiler.gui.app_window import AppWindow
from profiler.gui.crash.report import scrubbed
from profiler.gui.main import _FaultHandler
from profiler.gui.printing import PrinterSink
from profiler.gui.shell.idle import IdleWatch
from tests.fakes.desks import MUSTERSTADT, PASSWORD, desk_parts_on_fakes
from tests.fakes.store import FakeStore, FakeStoreFactory
from tests.silence import LogWatch
from tests.unit.gui.desk_pages import click, has, part, shown, texts, write
from tests.unit.gui.test_doors import gui_parts


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[AppWindow]:
    """The window before the door of a vault."""
    parts = desk_parts_on_fakes()
    first_start(parts, tmp_path, MUSTERSTADT, "M. Berger", PASSWORD, practice=True).desk.lock()
    made = AppWindow(gui_parts(tmp_path, parts), PrinterSink(lambda: None))
    shown(qtbot, made)
    yield made
    made.close()


def unlocked(qtbot: QtBot, window: AppWindow) -> None:
    write(window, "unlock.password", PASSWORD)
    click(window, "unlock.unlock")
    qtbot.waitUntil(lambda: has(window, "main.search"))


def test_the_title_names_nobody(qtbot: QtBot, window: AppWindow) -> None:
    unlocked(qtbot, window)
    assert window.windowTitle() == "Profiler"


def test_rooms_are_entered_by_the_rail(qtbot: QtBot, window: AppWindow) -> None:
    unlocked(qtbot, window)
    click(window, "rail.offices")
    qtbot.waitUntil(lambda: has(window, "offices.table"))
    click(window, "rail.people")
    qtbot.waitUntil(lambda: has(window, "main.search"))


def test_a_new_person_leads_to_the_conversation_and_back(qtbot: QtBot, window: AppWindow) -> None:
    unlocked(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    click(window, "new.language.ar")
    qtbot.waitUntil(lambda: has(window, "walk.back"))
    click(window, "walk.back")
    qtbot.waitUntil(lambda: has(window, "person.name"))
    click(window, "person.release")
    qtbot.waitUntil(lambda: has(window, "release.next"))
    click(window, "release.top.back")
    qtbot.waitUntil(lambda: has(window, "person.name"))
    click(window, "person.top.back")
    qtbot.waitUntil(lambda: has(window, "main.search"))


def test_locking_forgets_the_desk_and_its_pages(qtbot: QtBot, window: AppWindow) -> None:
    unlocked(qtbot, window)
    store = window._desk.store if window._desk else None
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: has(window, "unlock.password"))
    assert store is not None
    assert store.closed  # type: ignore[attr-defined]  # the fake knows
    assert window._desk is None
    qtbot.waitUntil(lambda: window.findChild(QWidget, "desk") is None)


def test_what_cannot_be_saved_keeps_the_window_open_once(qtbot: QtBot, window: AppWindow) -> None:
    unlocked(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    click(window, "new.language.ar")
    qtbot.waitUntil(lambda: has(window, "walk.back"))
    store = window._desk.store if window._desk else None
    assert isinstance(store, FakeStore)
    store.fails_with = WorldError(ErrorCode.DISK_FULL)
    click(window, "q.understood.opt.ja")
    assert not window.close()
    qtbot.waitUntil(lambda: "Der Datenträger ist voll." in texts(window))
    click(window, "banner.retry")
    qtbot.waitUntil(lambda: "Der Datenträger ist voll." not in texts(window))
    assert window.close()
    assert store.closed


def test_whoever_insists_may_close_without_the_last_word(qtbot: QtBot, window: AppWindow) -> None:
    unlocked(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    click(window, "new.language.ar")
    qtbot.waitUntil(lambda: has(window, "walk.back"))
    store = window._desk.store if window._desk else None
    assert isinstance(store, FakeStore)
    store.fails_with = WorldError(ErrorCode.DISK_FULL)
    click(window, "q.understood.opt.ja")
    assert not window.close()
    assert window.close()


def test_closing_before_the_code_is_confirmed_closes_the_vault(qtbot: QtBot, tmp_path: Path) -> None:
    parts = desk_parts_on_fakes()
    opened = first_start(parts, tmp_path, MUSTERSTADT, "M. Berger", PASSWORD, practice=True)
    opened.desk.lock()
    window = AppWindow(gui_parts(tmp_path, parts), PrinterSink(lambda: None))
    shown(qtbot, window)
    click(window, "unlock.recovery")
    write(window, "unlock.recovery.code", opened.recovery_code)
    write(window, "unlock.recovery.name", "Jan Nowak")
    click(window, "unlock.recovery.suggest")
    write(window, "unlock.recovery.repeat", "rabe klee korn sensor")
    click(window, "unlock.recovery.open")
    qtbot.waitUntil(lambda: has(window, "start.recovery.done"))
    stores = parts.stores
    assert isinstance(stores, FakeStoreFactory)
    assert stores.vaults[tmp_path].in_use
    window.close()
    assert not stores.vaults[tmp_path].in_use


def test_our_fault_shows_a_calm_page_and_a_scrubbed_log(
    qtbot: QtBot, window: AppWindow, log_watch: LogWatch
) -> None:
    unlocked(qtbot, window)
    log_watch.expect(r"^fault: KeyError < test_window\.py:\d+ ")
    try:
        raise KeyError("Yousef Al-Mansour")
    except KeyError as fault:
        _FaultHandler(window)(type(fault), fault, fault.__traceback__)
    said = texts(window)
    assert "ein Fehler aufgetreten, der nicht an Ihnen liegt" in said
    assert "Was als gespeichert angezeigt war, ist sicher." in said
    assert "Al-Mansour" not in said
    click(window, "crash.unlock")
    qtbot.waitUntil(lambda: has(window, "unlock.password"))
    unlocked(qtbot, window)


def test_a_report_holds_neither_values_nor_folders() -> None:
    def told() -> None:
        raise ValueError("geboren am 14.03.1991")

    try:
        told()
    except ValueError as fault:
        report = scrubbed(type(fault), fault.__traceback__)
    assert report.startswith("ValueError < test_window.py:")
    assert "1991" not in report
    assert "/" not in report


def test_nobody_at_the_desk_locks_it(qtbot: QtBot, qapp: QApplication) -> None:
    watch = IdleWatch(qapp, milliseconds=1)
    with qtbot.waitSignal(watch.left_alone, timeout=5000):
        watch.begin()
    watch.end()
    watch.deleteLater()


def test_every_key_begins_the_count_anew(qtbot: QtBot, qapp: QApplication) -> None:
    watch = IdleWatch(qapp, milliseconds=60_000)
    field = QWidget()
    qtbot.addWidget(field)
    watch.begin()
    watch._timer.stop()
    QTest.keyClick(field, Qt.Key.Key_A)
    assert watch._timer.isActive()
    watch.end()
    assert not watch._timer.isActive()
    watch.deleteLater()


_START = """
import sys
from pathlib import Path
from tests.unit.gui.test_doors import gui_parts
from dataclasses import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from profiler.gui.main import run_gui

ready, folder = Path(sys.argv[1]), Path(sys.argv[2])
heavy = {"sqlalchemy", "alembic", "reportlab", "uharfbuzz", "pyxform", "babel", "sqlcipher3", "PySide6.QtPdf"}

def stop_when_ready() -> None:
    if not ready.exists():
        QTimer.singleShot(1, stop_when_ready)
        return
    QApplication.closeAllWindows()

QTimer.singleShot(0, stop_when_ready)
code = run_gui(replace(gui_parts(folder), ready_file=ready))
print(sorted(heavy & set(sys.modules)))
sys.exit(code)
"""


def test_the_program_starts_light_says_that_it_is_ready_and_ends_with_zero(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    done = subprocess.run(  # noqa: S603 - our own interpreter with our own words
        [sys.executable, "-W", "error", "-c", _START, str(ready), str(tmp_path / "vault")],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
    assert ready.read_text("utf-8") == "ready\n"


def test_the_crash_page_can_close_the_program(qtbot: QtBot, window: AppWindow) -> None:
    window.show_crash("ValueError < somewhere.py:1 here")
    assert part(window, "crash.where").text() == "Fehlerstelle: ValueError < somewhere.py:1 here"  # type: ignore[attr-defined]  # a label
    click(window, "crash.close")
    assert not window.isVisible()
