"""UUIDv7 keys: sortable by time, monotonic within one process (RFC 9562, section 6.2, method 1)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from threading import Lock
from uuid import UUID

from profiler.clock import Clock


def id_maker(clock: Clock, random_bits: Callable[[int], int] = secrets.randbits) -> Callable[[], UUID]:
    """A function that makes a new UUIDv7 at every call, each greater than the one before.

    When the clock stands still or goes back, a 12-bit counter and then the time itself count on.
    """
    lock = Lock()
    last = (0, 0)

    def new_id() -> UUID:
        nonlocal last
        now = int(clock.now().timestamp() * 1000)
        with lock:
            if now > last[0]:
                last = (now, random_bits(11))
            elif last[1] < 0xFFF:
                last = (last[0], last[1] + 1)
            else:
                last = (last[0] + 1, 0)
            milliseconds, counter = last
        number = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
        number |= 0x7 << 76
        number |= counter << 64
        number |= 0b10 << 62
        number |= random_bits(62)
        return UUID(int=number)

    return new_id
