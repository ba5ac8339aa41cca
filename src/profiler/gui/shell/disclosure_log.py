"""Reads the log of outputs: what really left."""

from __future__ import annotations

from collections.abc import Sequence

from profiler.ports.store import LoggedEntry

HANDED_OVER = "handed_over"
"""Outcome written before a sink gets the bytes; a second entry with another outcome follows if it failed."""


def what_left(log: Sequence[LoggedEntry]) -> tuple[LoggedEntry, ...]:
    """Entries whose paper really left, oldest first: not those that a failure of the sink followed."""
    left: list[LoggedEntry] = []
    for logged in log:
        if logged.entry.outcome == HANDED_OVER:
            left.append(logged)
            continue
        tried = [known for known in left if known.entry.sha256 == logged.entry.sha256]
        if tried:
            left.remove(tried[-1])
    return tuple(left)
