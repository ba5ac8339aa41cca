"""Killing the program at any moment loses nothing that was acknowledged, and tears nothing."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from profiler.forms.answer import Address, Answer
from profiler.records.record import RecordEdit
from profiler.storage.opening import SqlStoreFactory
from tests.unit.storage.conftest import KEY, NOON, a_record

KILLS = 50 if os.environ.get("PROFILER_DEEP") else 10
MOST_SAVES_PER_LIFE = 40
FEWEST_ACKNOWLEDGEMENTS = KILLS * 4
LEFT, RIGHT = Address("/k/left"), Address("/k/right")


def keep_saving(folder: Path, record: UUID, start: int) -> None:
    """The child: save one number after the other in two places, report each when it is acknowledged."""
    store = SqlStoreFactory(reserve_bytes=0).open(folder, KEY)
    number = start
    while True:
        number += 1
        edit = RecordEdit(
            {LEFT: Answer(str(number)), RIGHT: Answer(str(number))},
            facts={"answered": str(number)},
            health=frozenset({RIGHT}),
        )
        store.save(record, edit, author="anna", at=datetime.now(UTC))
        os.write(1, f"{number}\n".encode())


def live_and_die(folder: Path, record: UUID, start: int, saves: int) -> int:
    """Start a child, kill it after so many acknowledgements; the last number it acknowledged."""
    command = [sys.executable, "-m", "tests.unit.storage.test_kill", str(folder), str(record), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:  # noqa: S603 - our own child
        assert child.stdout
        lines = [child.stdout.readline() for _ in range(saves)]
        child.kill()
        # What it managed to say before dying counts as well.
        lines += child.stdout.readlines()
    complete = [int(line) for line in lines if line.endswith(b"\n")]
    return max(complete, default=start)


def test_nothing_acknowledged_is_lost(folder: Path) -> None:
    store = SqlStoreFactory(reserve_bytes=0).open(folder, KEY)
    record = a_record(store)
    zero = RecordEdit(
        {LEFT: Answer("0"), RIGHT: Answer("0")}, facts={"answered": "0"}, health=frozenset({RIGHT})
    )
    store.save(record, zero, author="anna", at=NOON)
    store.close()
    seed = random.SystemRandom().randrange(1 << 32)
    chance = random.Random(seed)  # noqa: S311 - no secret, a repeatable sample
    acknowledged = 0
    present = 0
    for _ in range(KILLS):
        last = live_and_die(folder, record, present, chance.randrange(MOST_SAVES_PER_LIFE))
        acknowledged += last - present
        store = SqlStoreFactory(reserve_bytes=0).open(folder, KEY)
        found = store.record(record)
        present = int(found.snapshot.answers[LEFT].value)
        # One more may have been committed while the child died before it could say so.
        assert present in (last, last + 1), f"seed {seed}"
        assert found.snapshot.answers[RIGHT].value == str(present), f"seed {seed}"
        assert len(store.history(record)) == 2 * (present + 1), f"seed {seed}"
        assert found.version == present + 2, f"seed {seed}"
        store.close()
    assert acknowledged >= FEWEST_ACKNOWLEDGEMENTS


if __name__ == "__main__":
    keep_saving(Path(sys.argv[1]), UUID(sys.argv[2]), int(sys.argv[3]))
