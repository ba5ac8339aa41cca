"""A voice that writes down what it was asked to say."""

from __future__ import annotations

from dataclasses import dataclass

from profiler.gui.notices import Action
from profiler.gui.tokens import Tone


@dataclass(frozen=True)
class Said:
    """One notice."""

    tone: Tone
    text: str
    action: Action | None = None


class RecordedNotices:
    """Keeps every toast, and the banner that is shown now."""

    def __init__(self) -> None:
        self.toasts: list[Said] = []
        self.shown_banner: Said | None = None

    def toast(self, text: str, action: Action | None = None) -> None:
        self.toasts.append(Said(Tone.DONE, text, action))

    def banner(self, tone: Tone, text: str, action: Action | None = None) -> None:
        self.shown_banner = Said(tone, text, action)

    def clear_banner(self) -> None:
        self.shown_banner = None
