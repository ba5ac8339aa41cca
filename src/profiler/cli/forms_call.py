"""What every action of `profiler forms` is handed: words, folders, clock, input and output."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo

from profiler.clock import Clock, FixedClock, SystemClock

if TYPE_CHECKING:
    from profiler.casework.content import ContentFolders


@dataclass(frozen=True)
class ZonedClock:
    """The computer's clock, read in a time zone; None is the computer's own."""

    zone: ZoneInfo | None = None

    def now(self) -> datetime:
        """The present moment with the zone's offset."""
        return SystemClock().now().astimezone(self.zone)

    def today(self) -> date:
        """The present day in the zone."""
        return self.now().date()


@dataclass(frozen=True)
class FormsCall:
    """One call of `profiler forms`.

    Attributes:
        arguments: the words, as `profiler.cli.arguments` understood them.
        folders: where the shipped forms lie.
        clock: what `today()` and `now()` read.
        lines: the input.
        out: the output.
        err: where remarks go that are no output.
    """

    arguments: Namespace
    folders: ContentFolders
    clock: Clock
    lines: TextIO
    out: TextIO
    err: TextIO = field(default_factory=lambda: sys.stderr)


def clock_in(moment: datetime | None, zone: ZoneInfo | None) -> Clock:
    """The clock that `--now` and `--tz` ask for; a moment without zone is local time there."""
    if moment is None:
        return ZonedClock(zone)
    if zone is None:
        return FixedClock(moment.astimezone() if moment.tzinfo is None else moment)
    return FixedClock(moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone))
