"""Time as a value that is handed in: the system clock and a fixed one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the present moment."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def today(self) -> date:
        """The present day at the desk, without zone."""
        ...


@dataclass(frozen=True)
class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The present day in the computer's time zone."""
        return datetime.now().astimezone().date()


@dataclass
class FixedClock:
    """A clock that moves only when told to; for tests, `--now` and practice vaults."""

    moment: datetime

    def __post_init__(self) -> None:
        if self.moment.tzinfo is None:
            self.moment = self.moment.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def today(self) -> date:
        """The day it was set to."""
        return self.moment.date()

    def advance(self, delta: timedelta) -> None:
        """Move forward (or back) by `delta`."""
        self.moment += delta
