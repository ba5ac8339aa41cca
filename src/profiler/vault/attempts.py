"""Failed attempts: after five a growing delay, remembered beside the slot file."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from profiler.clock import Clock
from profiler.errors import ErrorCode, WorldError, disk_error

FILE_NAME = "store.attempts"
FREE_ATTEMPTS = 5
LONGEST_DELAY = 60


@dataclass(frozen=True, slots=True)
class Attempts:
    """The failed attempts of one vault folder.

    The delay slows down somebody at the keyboard. Whoever has the file ignores it; against them stands the
    cost of each guess.
    """

    folder: Path
    clock: Clock

    def begin(self, slot_id: str) -> None:
        """Count one attempt before it is made, so that killing the program does not make it free.

        Raises:
            WorldError: LOCKED_OUT with detail `seconds`, NO_ACCESS, DISK_FULL.
        """
        counted = self._read()
        now = self.clock.now()
        failures, last = counted.get(slot_id, (0, now))
        if last > now:
            # A clock that was set back must not lock anybody out for longer than the delay.
            last = now
            self._write({**counted, slot_id: (failures, now)})
        left = last + _delay_after(failures) - now
        if left > timedelta(0):
            raise WorldError(ErrorCode.LOCKED_OUT, seconds=str(math.ceil(left.total_seconds())))
        self._write({**counted, slot_id: (failures + 1, now)})

    def succeed(self, slot_id: str) -> None:
        """Forget the failures of a slot that was opened.

        Raises:
            WorldError: NO_ACCESS, DISK_FULL.
        """
        counted = self._read()
        counted.pop(slot_id, None)
        self._write(counted)

    def _read(self) -> dict[str, tuple[int, datetime]]:
        try:
            content = json.loads((self.folder / FILE_NAME).read_bytes())
            return {
                str(slot): (int(line["failures"]), datetime.fromisoformat(line["at"]).astimezone())
                for slot, line in content.items()
            }
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise disk_error(error) from error
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            # A damaged note of failures must never keep somebody out of the vault.
            return {}

    def _write(self, counted: dict[str, tuple[int, datetime]]) -> None:
        path = self.folder / FILE_NAME
        try:
            if not counted:
                path.unlink(missing_ok=True)
                return
            lines = {slot: {"failures": count, "at": at.isoformat()} for slot, (count, at) in counted.items()}
            path.write_text(json.dumps(lines), encoding="ascii")
        except OSError as error:
            raise disk_error(error) from error


def _delay_after(failures: int) -> timedelta:
    """Nothing up to five failures, but from then on 1, 2, 4 ... 60 seconds after each."""
    if failures < FREE_ATTEMPTS:
        return timedelta(0)
    return timedelta(seconds=min(2 ** min(failures - FREE_ATTEMPTS, 6), LONGEST_DELAY))
