"""How much a test does: ordinary figures at every run, full figures with `./run test --deep`."""

from __future__ import annotations

import os
from typing import TypeVar

from hypothesis import HealthCheck, settings

T = TypeVar("T")

DEEP = os.environ.get("PROFILER_DEEP") == "1"
"""True within `./run test --deep`."""


def deep(ordinary: T, full: T) -> T:
    """The figure for this run: `for round in range(deep(5, 50))`."""
    return full if DEEP else ordinary


def load_hypothesis_profile() -> None:
    """Ordinary runs are the same every time; deep runs take the seed that `./run` prints."""
    slow_machine_is_no_fault = [HealthCheck.too_slow]
    settings.register_profile(
        "ordinary",
        derandomize=True,
        deadline=None,
        max_examples=60,
        database=None,
        suppress_health_check=slow_machine_is_no_fault,
    )
    settings.register_profile(
        "deep",
        deadline=None,
        max_examples=1000,
        database=None,
        print_blob=True,
        suppress_health_check=slow_machine_is_no_fault,
    )
    settings.load_profile(deep("ordinary", "deep"))
