"""The one voice of the window: short notices that pass, and one banner that stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from profiler.gui.tokens import Tone


@dataclass(frozen=True)
class Action:
    """One thing a notice offers to do; `name` is part of the button's object name."""

    label: str
    run: Callable[[], None]
    name: str = "action"


class Notices(Protocol):
    """Speaks to the caseworker. Errors are banners, never toasts."""

    def toast(self, text: str, action: Action | None = None) -> None:
        """Say that something was done; disappears after eight seconds, at most one at a time."""
        ...

    def banner(self, tone: Tone, text: str, action: Action | None = None) -> None:
        """Say what needs attention; stays until replaced or cleared."""
        ...

    def clear_banner(self) -> None:
        """Take the banner away."""
        ...
