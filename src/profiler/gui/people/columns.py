"""Where the columns of the list of people begin: one truth for the heads and the lines below."""

from __future__ import annotations

from dataclasses import dataclass

MARGIN = 24
_PERSON, _LANGUAGE, _PROGRESS, _CHANGED = 244, 104, 152, 104
_NARROWEST_HINT = 160


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges in pixels; a column ends where the next begins, the last at `end`."""

    person: int
    language: int
    progress: int
    hint: int
    changed: int
    end: int


def columns(width: int) -> Columns:
    """The columns of a list of this width: the hints take what the others leave, then the names give way."""
    room = width - 2 * MARGIN - _LANGUAGE - _PROGRESS - _CHANGED
    person = min(_PERSON, max(140, room - _NARROWEST_HINT))
    language = MARGIN + person
    progress = language + _LANGUAGE
    hint = progress + _PROGRESS
    end = width - MARGIN
    return Columns(MARGIN, language, progress, hint, max(hint, end - _CHANGED + MARGIN), end)
