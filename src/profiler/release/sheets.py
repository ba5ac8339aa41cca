"""Recipient sheets: which questions a kind of recipient gets at most, in print order."""

from __future__ import annotations

from dataclasses import dataclass

from profiler.release.releases import Category


@dataclass(frozen=True, slots=True)
class SheetSection:
    """One band of a sheet: a form section's code and the questions printed in it."""

    code: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The default of one recipient kind; a release can narrow it, never widen it."""

    code: str
    title: str
    recipient_kinds: frozenset[str]
    categories: frozenset[Category]
    sections: tuple[SheetSection, ...]
