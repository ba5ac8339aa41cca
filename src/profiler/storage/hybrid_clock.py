"""Hybrid logical clock: an order of changes that survives clocks going backwards and merging computers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def tick(previous: str, at: datetime, node: str) -> str:
    """The next reading after `previous` ("" at first): never smaller, whatever the clock says.

    Returns:
        `milliseconds-counter-node`, digits padded so that readings sort as text.
    """
    present = (at - _EPOCH) // _MILLISECOND
    if not previous:
        return _reading(present, 0, node)
    milliseconds, counter = (int(part) for part in previous.split("-")[:2])
    if present > milliseconds:
        return _reading(present, 0, node)
    return _reading(milliseconds, counter + 1, node)


def _reading(milliseconds: int, counter: int, node: str) -> str:
    return f"{milliseconds:015d}-{counter:07d}-{node}"
