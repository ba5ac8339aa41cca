"""Killing the program while somebody types loses nothing that was shown as saved."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from profiler import app
from profiler.casework import intake as intakes
from profiler.casework import unlocking
from profiler.casework.desk import UnlockedDesk
from profiler.clock import FixedClock
from profiler.forms.answer import Address, Answer
from profiler.gui.main import dress
from profiler.gui.tasks import ThreadRunner
from profiler.gui.walk.page import WalkPage
from tests.fakes.desks import MUSTERSTADT, PASSWORD
from tests.fakes.notices import RecordedNotices

KILLS = 50 if os.environ.get("PROFILER_DEEP") else 6
FEWEST_ACKNOWLEDGEMENTS = KILLS * 3
NAME = "family_name"
SAID_SAVED, TYPED = b"saved ", b"typed "
EVERY_MS = 20
ONE_SECOND_OF_TYPING = 1000 // EVERY_MS
"""Key strokes: the child never types faster than one in `EVERY_MS`."""


def _unlocked(folder: Path) -> UnlockedDesk:
    parts = app.desk_parts(FixedClock(datetime.now(UTC)), practice=True)
    (slot,) = unlocking.who_can_unlock(parts, folder)
    return unlocking.unlock(parts, folder, slot.caseworker_id, PASSWORD).desk


def type_for_ever(folder: Path, record: UUID) -> None:
    """The child: types into the real page, and says what the field holds whenever the page says "saved"."""
    qt = QApplication([])
    dress(qt)
    desk = _unlocked(folder)
    conversation = intakes.resume(desk, record)
    page = WalkPage(
        conversation, ThreadRunner("writer"), desk.content.translator, RecordedNotices(), debounce_ms=40
    )
    page.go_to([section.name for section in conversation.form.sections()].index("person"))
    page.show()
    field = page.findChild(QLineEdit, f"q.{NAME}.text")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    letters = random.Random(record.int)  # noqa: S311 - which letters are typed is no secret
    rests = 0

    def type_or_rest() -> None:
        nonlocal rests
        if page.top.saved.text.text().startswith("gespeichert"):
            os.write(1, SAID_SAVED + field.text().encode() + b"\n")
        rests = rests - 1 if rests else letters.choice((0, 0, 0, 4, 8))
        if not rests:
            QTest.keyClicks(field, letters.choice("abcdefghijklmnopqrstuvwxyz"))
            os.write(1, TYPED + field.text().encode() + b"\n")

    timer = QTimer(page)
    timer.timeout.connect(type_or_rest)
    timer.start(EVERY_MS)
    qt.exec()


@dataclass(frozen=True)
class Life:
    """What a child said before it died: the last text shown as saved, the last one typed, how often saved."""

    shown: str
    typed: str
    acknowledgements: int


def live_and_die(folder: Path, record: UUID, acknowledgements: int) -> Life:
    """Start a child and kill it after so many acknowledgements."""
    command = [sys.executable, "-m", "tests.unit.gui.test_kill_while_typing", str(folder), str(record)]
    quiet = subprocess.DEVNULL
    lines: list[bytes] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet) as child:  # noqa: S603 - our own child
        assert child.stdout
        while sum(line.startswith(SAID_SAVED) for line in lines) < acknowledgements:
            line = child.stdout.readline()
            assert line, "the child died by itself"
            lines.append(line)
        child.kill()
        # What it managed to say before dying counts as well.
        lines += child.stdout.readlines()
    whole = [line for line in lines if line.endswith(b"\n")]
    saved = [line for line in whole if line.startswith(SAID_SAVED)]
    typed = [line for line in whole if line.startswith(TYPED)]
    return Life(_text(saved, SAID_SAVED), _text(typed, TYPED), len(saved))


def _text(lines: list[bytes], prefix: bytes) -> str:
    return lines[-1].removeprefix(prefix).rstrip(b"\n").decode() if lines else ""


def test_what_was_shown_as_saved_is_there_after_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    parts = app.desk_parts(FixedClock(datetime.now(UTC)), practice=True)
    desk = unlocking.first_start(parts, folder, MUSTERSTADT, "M. Berger", PASSWORD, practice=True).desk
    record = intakes.start(desk, "ar").record_id
    address = Address(desk.content.assessment.question(NAME).path)
    understood = intakes.resume(desk, record)
    understood.save(understood.set(Address(understood.form.question("understood").path), Answer("ja")).edit)
    desk.lock()
    seed = random.SystemRandom().randrange(1 << 32) if os.environ.get("PROFILER_DEEP") else 20261121
    chance = random.Random(seed)  # noqa: S311 - when to kill is no secret
    heard = 0
    for _ in range(KILLS):
        life = live_and_die(folder, record, chance.randint(2, 12))
        heard += life.acknowledgements
        desk = _unlocked(folder)
        stored = desk.store.record(record).snapshot.answers[address].value
        assert stored.startswith(life.shown), f"seed {seed}: shown as saved {life.shown!r}, stored {stored!r}"
        lost = len(life.typed) - len(stored)
        assert lost <= ONE_SECOND_OF_TYPING, f"seed {seed}: {lost} key strokes lost"
        desk.lock()
    assert heard >= FEWEST_ACKNOWLEDGEMENTS


if __name__ == "__main__":
    type_for_ever(Path(sys.argv[1]), UUID(sys.argv[2]))
