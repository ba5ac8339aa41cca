"""Where a line may end: after blanks, hyphens and word marks, never inside a number or before a comma."""

from __future__ import annotations

from profiler.documents.text.itemise import SOFT_HYPHEN
from profiler.documents.text.scripts import script_of

BLANKS = frozenset(" \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")
"""Blanks a line may end at; they hang over its end unseen."""

_BREAK_AFTER = frozenset("\u1361\u200b") | {SOFT_HYPHEN}
_HYPHENS = frozenset("-\u2010/")
_UNBREAKABLE_STARTS = frozenset("\u2066\u2067")
_ISOLATE_STARTS = _UNBREAKABLE_STARTS | {"\u2068"}
_PDI = "\u2069"
_NO_START = frozenset(
    ".,;:!?%)]}…·\u060c\u061b\u061f\u066a\u06d4\u1361\u1362\u1363\u1364\u1365\u1366\u1367\u1368"
    "\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff1a\uff1b\uff09\u300d\u300f\u3011\u300b\u3009\u30fc"
) | {_PDI}
_NO_END = frozenset("([{\u201e\u00a1\u00bf\u00a7\uff08\u300c\u300e\u3010\u300a\u3008") | _ISOLATE_STARTS
_VOWELS = frozenset("aeiouyäöüàáâãåèéêëìíîïòóôõùúûı")
_UNITS = ("sch", "ch", "ck", "ph", "th", "qu")
_LEAST_PART = 3
_IDEOGRAPHIC = frozenset({"Hani", "Hira", "Kana"})


def opportunities(text: str) -> frozenset[int]:
    """Positions before which a new line may start, without 0 and the end.

    The rules are the part of UAX #14 that the program's languages need. A left-to-right isolate (number,
    code) never breaks; a first-strong isolate (name, free words) breaks like other text.
    """
    found = set()
    depth = 0
    for position in range(1, len(text)):
        depth = _depth_after(text[position - 1], depth)
        if depth == 0 and _may_break(text, position):
            found.add(position)
    return frozenset(found)


def emergency(text: str, position: int) -> bool:
    """Whether a word that is wider than its line may be cut here: not before a closing mark."""
    return text[position] not in _NO_START and text[position - 1] not in _NO_END


def syllables(word: str) -> list[int]:
    """Places where a long Latin word may be cut with a hyphen: before the consonant that opens a syllable.

    A rule of thumb for German compounds, used only where a word is wider than its line.
    """
    places = []
    lower = word.lower()
    for index in range(_LEAST_PART, len(lower) - _LEAST_PART + 1):
        if lower[index] in _VOWELS or not lower[index].isalpha():
            continue
        start = next((index - len(unit) + 1 for unit in _UNITS if lower[: index + 1].endswith(unit)), index)
        opens = index + 1 < len(lower) and lower[index + 1] in _VOWELS
        if opens and start >= _LEAST_PART and any(letter in _VOWELS for letter in lower[:start]):
            places.append(start)
    return places


def _depth_after(character: str, depth: int) -> int:
    """Nesting inside an unbreakable isolate; 0 outside."""
    if character in _UNBREAKABLE_STARTS or (depth and character in _ISOLATE_STARTS):
        return depth + 1
    return depth - 1 if depth and character == _PDI else depth


def _may_break(text: str, position: int) -> bool:
    before, after = text[position - 1], text[position]
    if after in _NO_START or after in BLANKS or before in _NO_END:
        return False
    if before in BLANKS or before in _BREAK_AFTER:
        return True
    if before == _PDI:
        return position >= 2 and text[position - 2] in BLANKS
    if before in _HYPHENS:
        return position >= 2 and text[position - 2].isalpha() and after.isalpha()
    return script_of(before) in _IDEOGRAPHIC and script_of(after) in _IDEOGRAPHIC
