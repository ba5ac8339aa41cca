"""What a guess at a password costs: parameters of Argon2id, their floor and their choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Argon2id parameters: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def reaches(self, floor: KdfCost) -> bool:
        """Whether this costs at least as much memory and time as the floor."""
        return self.memory_kib >= floor.memory_kib and self.passes >= floor.passes


FULL = KdfCost(256 * 1024, 3, 4)
# RFC 9106, section 4, second recommended option; nothing cheaper is accepted from a real slot file.
FLOOR = KdfCost(64 * 1024, 3, 4)
# Nothing dearer either: a planted slot file must not stop the computer.
CEILING = KdfCost(2 * 1024 * 1024, 16, 16)
# For practice and test vaults only, which carry no real person.
PRACTICE = KdfCost(64, 1, 1)

_LONGEST_AT_FLOOR = 0.3


def calibrated(seconds_at_floor: Callable[[], float]) -> KdfCost:
    """The full cost, or the floor on a computer where the full cost would take more than about a second.

    Args:
        seconds_at_floor: measures one derivation at `FLOOR`; the full cost takes about four times as long.
    """
    return FULL if seconds_at_floor() <= _LONGEST_AT_FLOOR else FLOOR
