"""What the window is built from: handed in once by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from profiler.casework.unlocking import DeskParts
from profiler.ports.paper import OutputSink


class PasswordStrength(Protocol):
    """An estimate of how well a password withstands guessing."""

    @property
    def score(self) -> int:
        """From 0 (guessed at once) to 4 (out of reach)."""
        ...

    @property
    def acceptable(self) -> bool:
        """Whether a vault may be made with it."""
        ...

    @property
    def reason(self) -> str:
        """Code: good, phrase, too_short, too_common, too_uniform."""
        ...


@dataclass(frozen=True)
class GuiParts:
    """Everything the window cannot make itself, because neighbours do not meet.

    Attributes:
        desk: what unlocking puts a desk together from.
        strength: judges a password while it is typed.
        suggest_phrase: four words drawn at random.
        make_file_sink: a folder as a way out.
        folder: where the vault lies or is to lie.
        client_language: language a new conversation starts with, None to ask without a suggestion.
        ready_file: written once the window is idle, so that the start can be timed from outside.
        practice: whether a new vault is made for practice.
        clock_was_set: whether `--now` moved the clock; only practice vaults open then.
    """

    desk: DeskParts
    strength: Callable[[str], PasswordStrength]
    suggest_phrase: Callable[[], str]
    make_file_sink: Callable[[Path], OutputSink]
    folder: Path
    client_language: str | None = None
    ready_file: Path | None = None
    practice: bool = False
    clock_was_set: bool = False
