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
    """The default of one recipient kind; a release can narrow it, never widen it.

    Attributes:
        form: id of the form whose answers it prints; of other forms' records it makes nothing.
        blanks: questions printed without an answer, for the recipient to fill in by hand.
    """

    code: str
    title: str
    recipient_kinds: frozenset[str]
    categories: frozenset[Category]
    sections: tuple[SheetSection, ...]
    form: str
    blanks: tuple[str, ...] = ()
