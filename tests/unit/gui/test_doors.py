"""The doors: first start, unlocking, the emergency code, and vaults that do not open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from profiler.casework.unlocking import DeskParts, first_start, recovery_groups
from profiler.errors import ErrorCode, WorldError
from profiler.gui.parts import GuiParts
from profiler.gui.printing import PrinterSink
from profiler.gui.shell.fields import PasswordEdit
from profiler.gui.start.start_screen import StartScreen
from profiler.gui.tasks import ImmediateRunner
from profiler.gui.unlock.unlock_screen import UnlockScreen
from profiler.ports.keys import Slot
from tests.fakes.desks import MUSTERSTADT, PASSWORD, desk_parts_on_fakes
from tests.fakes.keys import FakeKeyStore
from tests.fakes.paper import ListSink
from tests.unit.gui.desk_pages import click, has, part, shown, texts, write


@dataclass(frozen=True)
class Strength:
    """As long as it is, so strong."""

    score: int
    acceptable: bool
    reason: str


def judge(password: str) -> Strength:
    if len(password) < 12:
        return Strength(1, False, "too_short")
    return Strength(3, True, "good")


def gui_parts(folder: Path, desk: DeskParts | None = None, *, clock_was_set: bool = False) -> GuiParts:
    return GuiParts(
        desk=desk or desk_parts_on_fakes(),
        strength=judge,
        suggest_phrase=lambda: "rabe klee korn sensor",
        make_file_sink=lambda _: ListSink(),
        folder=folder,
        practice=True,
        clock_was_set=clock_was_set,
    )


def start(qtbot: QtBot, folder: Path) -> StartScreen:
    screen = StartScreen(gui_parts(folder), ImmediateRunner(), PrinterSink(lambda: None))
    shown(qtbot, screen)
    return screen


def door(qtbot: QtBot, parts: GuiParts) -> UnlockScreen:
    screen = UnlockScreen(parts, parts.folder, ImmediateRunner(), PrinterSink(lambda: None))
    shown(qtbot, screen)
    return screen


def closed_vault(folder: Path, *, practice: bool = True) -> tuple[DeskParts, str]:
    """A vault somebody made and locked; with its code."""
    parts = desk_parts_on_fakes()
    opened = first_start(parts, folder, MUSTERSTADT, "M. Berger", PASSWORD, practice=practice)
    opened.desk.lock()
    return parts, opened.recovery_code


# --- first start ----------------------------------------------------------------------------------------


def test_a_place_that_cannot_be_written_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    screen = start(qtbot, tmp_path / "vault")
    (tmp_path / "file").write_text("no folder")
    for typed, said in (
        ("", "Bitte ausfüllen."),
        ("daten", "Bitte den ganzen Weg angeben"),
        (str(tmp_path / "file" / "vault"), "ist eine Datei. Bitte einen Ordner wählen."),
    ):
        write(screen, "start.place.folder", typed)
        click(screen, "start.place.next")
        assert said in texts(screen)
    write(screen, "start.place.folder", str(tmp_path / "new" / "vault"))
    click(screen, "start.place.next")
    assert has(screen, "start.desk.organisation")


def test_a_vault_that_is_there_is_unlocked_instead(qtbot: QtBot, tmp_path: Path) -> None:
    parts, _ = closed_vault(tmp_path)
    screen = StartScreen(gui_parts(tmp_path, parts), ImmediateRunner(), PrinterSink(lambda: None))
    shown(qtbot, screen)
    click(screen, "start.place.next")
    assert "In diesem Ordner liegt schon ein Tresor." in texts(screen)
    with qtbot.waitSignal(screen.vault_found) as found:
        click(screen, "start.place.unlock")
    assert found.args == [tmp_path]


def test_everything_missing_is_named_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    screen = start(qtbot, tmp_path)
    click(screen, "start.place.next")
    click(screen, "start.desk.next")
    assert texts(screen).count("Bitte ausfüllen.") == 5
    assert "Bitte wählen. Schulrecht und Stellen hängen davon ab." in texts(screen)
    click(screen, "start.desk.back")
    assert has(screen, "start.place.folder")


def fill_desk(screen: StartScreen) -> None:
    click(screen, "start.place.next")
    for field in ("organisation", "street", "zip", "city", "phone"):
        write(screen, f"start.desk.{field}", "01234")
    land = part(screen, "start.desk.land.search")
    land.setFocus()
    QTest.keyClicks(land, "Hessen")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(QApplication.activePopupWidget() or land, key)
    click(screen, "start.desk.next")


def test_a_password_is_judged_while_it_is_typed(qtbot: QtBot, tmp_path: Path) -> None:
    screen = start(qtbot, tmp_path)
    fill_desk(screen)
    write(screen, "start.caseworker.password", "kurz")
    assert "Noch zu kurz: mindestens 12 Zeichen." in texts(screen)
    click(screen, "start.caseworker.make")
    assert "Bitte ausfüllen." in texts(screen), "the name is missing too"
    write(screen, "start.caseworker.name", "Miriam Berger")
    write(screen, "start.caseworker.password", "lang genug ist das")
    assert "Gut." in texts(screen)
    write(screen, "start.caseworker.repeat", "lang genug ist dass")
    click(screen, "start.caseworker.make")
    assert "Beide Eingaben müssen gleich sein." in texts(screen)
    field = part(screen, "start.caseworker.password")
    assert isinstance(field, QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    click(screen, "start.caseworker.suggest")
    assert field.text() == "rabe klee korn sensor"
    assert field.echoMode() is QLineEdit.EchoMode.Normal, "new words have to be seen to be kept in mind"


def test_the_emergency_code_has_to_be_on_paper(qtbot: QtBot, tmp_path: Path) -> None:
    screen = start(qtbot, tmp_path)
    fill_desk(screen)
    write(screen, "start.caseworker.name", "Miriam Berger")
    click(screen, "start.caseworker.suggest")
    write(screen, "start.caseworker.repeat", "rabe klee korn sensor")
    click(screen, "start.caseworker.make")
    assert not has(screen, "start.caseworker.password")
    groups = [part(screen, f"start.recovery.group{n}").text() for n in range(3)]  # type: ignore[attr-defined]  # labels
    click(screen, "start.recovery.print")
    assert "Schreiben Sie den Code von Hand ab" in texts(screen)
    write(screen, "start.recovery.first", "XXXX")
    click(screen, "start.recovery.done")
    assert texts(screen).count("Das stimmt nicht mit dem Code überein.") == 2
    for which in ("first", "second"):
        label = part(screen, f"start.recovery.{which}.label")
        number = int(label.text().split()[-1])  # type: ignore[attr-defined]  # a label
        write(screen, f"start.recovery.{which}", groups[number - 1].lower())
    with qtbot.waitSignal(screen.desk_opened) as opened:
        click(screen, "start.recovery.done")
    assert opened.args is not None
    assert opened.args[0].named_desk().land == "HE"


def test_a_full_disk_at_the_first_start_lets_one_try_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = start(qtbot, tmp_path)
    fill_desk(screen)

    def no_room(*_: object) -> None:
        raise WorldError(ErrorCode.DISK_FULL)

    monkeypatch.setattr(FakeKeyStore, "create", no_room)
    write(screen, "start.caseworker.name", "Miriam Berger")
    click(screen, "start.caseworker.suggest")
    write(screen, "start.caseworker.repeat", "rabe klee korn sensor")
    click(screen, "start.caseworker.make")
    assert "Der Datenträger ist voll." in texts(screen)
    assert part(screen, "start.caseworker.make").isEnabled()


# --- unlocking ------------------------------------------------------------------------------------------


def test_the_right_password_opens(qtbot: QtBot, tmp_path: Path) -> None:
    parts, _ = closed_vault(tmp_path)
    screen = door(qtbot, gui_parts(tmp_path, parts))
    click(screen, "unlock.unlock")
    assert "Bitte geben Sie Ihr Passwort ein." in texts(screen)
    write(screen, "unlock.password", PASSWORD)
    with qtbot.waitSignal(screen.desk_opened) as opened:
        QTest.keyClick(part(screen, "unlock.password"), Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0].caseworker.name == "M. Berger"
    field = part(screen, "unlock.password")
    assert field.text() == ""  # type: ignore[attr-defined]  # a field


def test_after_wrong_passwords_the_wait_is_counted_down(qtbot: QtBot, tmp_path: Path) -> None:
    parts, _ = closed_vault(tmp_path)
    screen = door(qtbot, gui_parts(tmp_path, parts))
    for _ in range(6):
        write(screen, "unlock.password", "falsches passwort")
        click(screen, "unlock.unlock")
    assert "Das Passwort war mehrmals falsch." in texts(screen)
    assert not part(screen, "unlock.unlock").isEnabled()
    page = screen._password
    for _ in range(100):
        if not page._timer.isActive():
            break
        page._on_second()
    assert part(screen, "unlock.unlock").isEnabled()
    assert "Das Passwort war mehrmals falsch." not in texts(screen)


@pytest.mark.parametrize(
    ("letter", "shift", "caps"),
    [("A", False, True), ("a", False, False), ("A", True, False), ("a", True, True)],
)
def test_the_caps_lock_key_is_noticed(qtbot: QtBot, letter: str, shift: bool, caps: bool) -> None:
    field = PasswordEdit("field", "Passwort")
    qtbot.addWidget(field)
    noticed: list[bool] = []
    field.caps_lock_noticed.connect(noticed.append)
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClicks(field, letter, modifier)
    QTest.keyClicks(field, "1")
    assert noticed == [caps]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (ErrorCode.VAULT_DAMAGED, "Der Tresor ist beschädigt"),
        (ErrorCode.VAULT_NEWER, "mit einer neueren Fassung des Programms"),
        (ErrorCode.VAULT_MISSING, "In diesem Ordner liegt kein Tresor."),
    ],
)
def test_a_vault_that_cannot_be_read_says_what_to_do(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: ErrorCode, sentence: str
) -> None:
    parts, _ = closed_vault(tmp_path)

    def broken(*_: object) -> tuple[Slot, ...]:
        raise WorldError(code)

    monkeypatch.setattr(FakeKeyStore, "slots", broken)
    screen = door(qtbot, gui_parts(tmp_path, parts))
    assert sentence in texts(screen)
    with qtbot.waitSignal(screen.folder_chosen) as chosen:
        click(screen, "unlock.closed.open")
    assert chosen.args == [tmp_path]
    monkeypatch.undo()
    click(screen, "unlock.closed.again")
    assert has(screen, "unlock.password")


def test_a_vault_in_use_elsewhere_can_be_tried_again(qtbot: QtBot, tmp_path: Path) -> None:
    parts, _ = closed_vault(tmp_path)
    other = door(qtbot, gui_parts(tmp_path, parts))
    write(other, "unlock.password", PASSWORD)
    with qtbot.waitSignal(other.desk_opened) as opened:
        click(other, "unlock.unlock")
    screen = door(qtbot, gui_parts(tmp_path, parts))
    write(screen, "unlock.password", PASSWORD)
    click(screen, "unlock.unlock")
    assert "gerade in einem anderen Fenster" in texts(screen)
    assert opened.args is not None
    opened.args[0].lock()
    click(screen, "unlock.closed.again")
    write(screen, "unlock.password", PASSWORD)
    with qtbot.waitSignal(screen.desk_opened):
        click(screen, "unlock.unlock")


def test_a_moved_clock_opens_practice_vaults_only(qtbot: QtBot, tmp_path: Path) -> None:
    parts, _ = closed_vault(tmp_path, practice=False)
    screen = door(qtbot, gui_parts(tmp_path, parts, clock_was_set=True))
    write(screen, "unlock.password", PASSWORD)
    click(screen, "unlock.unlock")
    assert "Eine andere Uhrzeit darf nur in einem Übungstresor eingestellt werden." in texts(screen)


def test_the_emergency_code_sets_a_new_password_and_gives_a_new_code(qtbot: QtBot, tmp_path: Path) -> None:
    parts, code = closed_vault(tmp_path)
    screen = door(qtbot, gui_parts(tmp_path, parts))
    click(screen, "unlock.recovery")
    click(screen, "unlock.recovery.back")
    click(screen, "unlock.recovery")
    write(screen, "unlock.recovery.code", "FALSCH")
    write(screen, "unlock.recovery.name", "Jan Nowak")
    click(screen, "unlock.recovery.suggest")
    write(screen, "unlock.recovery.repeat", "rabe klee korn sensor")
    click(screen, "unlock.recovery.open")
    assert "Der Notfall-Code stimmt nicht." in texts(screen)
    write(screen, "unlock.recovery.code", code)
    click(screen, "unlock.recovery.open")
    shown_groups = [part(screen, f"start.recovery.group{n}").text() for n in range(3)]  # type: ignore[attr-defined]  # labels
    assert tuple(shown_groups) != recovery_groups(code)
