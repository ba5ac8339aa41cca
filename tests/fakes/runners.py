"""A runner whose work happens when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class HeldRunner:
    """Holds every piece of work until `step` or `release`."""

    def __init__(self) -> None:
        self._held: list[Callable[[], None]] = []

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        def job() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - the same promise as a thread: failures are reported
                failed(error)
                return
            done(result)

        self._held.append(job)

    @property
    def waiting(self) -> int:
        return len(self._held)

    def step(self) -> None:
        self._held.pop(0)()

    def release(self) -> None:
        while self._held:
            self.step()
