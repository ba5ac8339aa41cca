"""Cuts a paragraph into runs of one font, one script, one level and one style."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from profiler.documents.text.fonts import FontBook, FontFace, Weight
from profiler.documents.text.isolate import BIDI_CONTROLS
from profiler.documents.text.scripts import COMMON, script_of
from profiler.errors import ErrorCode, WorldError

SOFT_HYPHEN = "\u00ad"
NOT_DRAWN = BIDI_CONTROLS | frozenset("\u00ad\u200b\u2060\ufeff\n")
"""Characters that steer the layout and have no picture of their own."""

_JOINERS = frozenset("\u200c\u200d")
_EUROPEAN_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a span looks.

    Attributes:
        size: points of the German text; other scripts are scaled to look the same.
        leading: points from baseline to baseline of German text; taller scripts take more.
        weight: regular or bold.
        grey: 0 black to 1 white.
        long_text: running text, for which Arabic script uses its roomier face.
    """

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    grey: float = 0.0
    long_text: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `[start, end)` of a paragraph that are shaped together."""

    start: int
    end: int
    level: int
    face: FontFace
    script: str
    language: str
    style: TextStyle


def itemise(
    text: str,
    levels: Sequence[int],
    styles: Sequence[TextStyle],
    languages: Sequence[str],
    book: FontBook,
) -> tuple[Run, ...]:
    """Runs in logical order; every sequence has one entry a character.

    Raises:
        WorldError: GLYPH_MISSING with the code point and the language, never the text around it.
    """
    scripts = _resolved_scripts(text)
    runs: list[Run] = []
    previous: FontFace | None = None
    position = 0
    while position < len(text):
        end = _cluster_end(text, position)
        if text[position] in NOT_DRAWN:
            position = end
            continue
        style, language, script = styles[position], languages[position], scripts[position]
        if previous is not None and previous.row.weight is not style.weight:
            previous = None
        face = _face_for(text[position:end], script, language, style, previous, book)
        level = levels[position]
        last = runs[-1] if runs else None
        if (
            last is not None
            and last.end == position
            and (last.level, last.face, last.script, last.language, last.style)
            == (level, face, script, language, style)
        ):
            runs[-1] = Run(last.start, end, level, face, script, language, style)
        else:
            runs.append(Run(position, end, level, face, script, language, style))
        previous = face
        position = end
    return tuple(runs)


def _resolved_scripts(text: str) -> list[str]:
    """Script of every character; shared ones take that of the text before them, else of that after."""
    scripts = [script_of(character) for character in text]
    current = next((script for script in scripts if script != COMMON), "Latn")
    for index, script in enumerate(scripts):
        if script == COMMON:
            scripts[index] = current
        else:
            current = script
    return scripts


def _cluster_end(text: str, start: int) -> int:
    """End of a base character with its marks and joiners, which must come from one font."""
    end = start + 1
    if text[start] in NOT_DRAWN:
        return end
    while end < len(text) and (unicodedata.category(text[end])[0] == "M" or text[end] in _JOINERS):
        end += 1
    return end


def _face_for(
    cluster: str, script: str, language: str, style: TextStyle, previous: FontFace | None, book: FontBook
) -> FontFace:
    needed = {ord(character) for character in cluster if character not in _JOINERS}
    base = cluster[0]
    if base in _EUROPEAN_DIGITS:
        script = COMMON
    elif previous is not None and script_of(base) == COMMON and needed <= previous.coverage:
        return previous
    for face in book.candidates(script, language, style.weight, long_text=style.long_text):
        if needed <= face.coverage:
            return face
    missing = next(
        (point for point in sorted(needed) if not _covered(point, script, language, style, book)), 0
    )
    raise WorldError(ErrorCode.GLYPH_MISSING, codepoint=f"U+{missing or ord(base):04X}", language=language)


def _covered(point: int, script: str, language: str, style: TextStyle, book: FontBook) -> bool:
    faces = book.candidates(script, language, style.weight, long_text=style.long_text)
    return any(point in face.coverage for face in faces)
