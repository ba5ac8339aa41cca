"""Finds occupations and skills while somebody types, in German and in the client's language at once.

Every step looks for one text in one field of all concepts. Steps go from what was surely meant to what may
have been meant; as lists are in order, the search is over as soon as enough is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from profiler.classifications.concepts import GERMAN, Found
from profiler.classifications.folding import fold
from profiler.classifications.lexicon import Lexicon, NameLines, Spoken

MOST_RESULTS: Final = 12

_MOST_LETTERS: Final = 80
_SHORTEST_PART: Final = 3
"""Fewer letters are part of nearly every word; they count at the beginning of one only."""

_STARTS: Final = (
    ("names", "|{}|"),
    ("names", "|{}"),
    ("names", " {}"),
    ("synonyms", "|{}|"),
    ("synonyms", "|{}"),
    ("synonyms", " {}"),
)
_PARTS: Final = (
    ("names", "{}"),
    ("synonyms", "{}"),
    ("activities", "|{}"),
    ("activities", " {}"),
    ("activities", "{}"),
)
_FIELDS: Final = ("names", "synonyms", "activities")

# A reader of Dari knows most words of Farsi; they are searched, but not shown as Dari.
_ALSO_SEARCHED: Final = {"fa_AF": ("fa",)}


def search(
    lexicons: Sequence[Lexicon], typed: str, language: str = GERMAN, most: int = MOST_RESULTS
) -> tuple[Found, ...]:
    """The concepts that fit best, best first.

    In order: the label itself, the beginning of a label, of a word in it, synonyms the same way, parts of
    words, activities; then concepts in which all typed words occur somewhere. ISCO and KldB codes are found,
    too.

    Args:
        lexicons: where to look, the more trusted ones first.
        typed: what was typed so far.
        language: Babel code of the client's language; German is always searched.
        most: number of results at most.
    """
    wanted = fold(typed[:_MOST_LETTERS])
    if not wanted:
        return ()
    languages = searched_languages(language)
    found: dict[str, Found] = {}
    for lexicon, place in _matches(lexicons, wanted, languages):
        concept_id = lexicon.ids[place]
        if concept_id not in found:
            found[concept_id] = lexicon.at(place, language)
            if len(found) >= most:
                break
    return tuple(found.values())


def searched_languages(language: str) -> tuple[str, ...]:
    """The languages in which is searched for a client who speaks one of them."""
    return tuple(dict.fromkeys((GERMAN, language, *_ALSO_SEARCHED.get(language, ()))))


def _matches(
    lexicons: Sequence[Lexicon], wanted: str, languages: Sequence[str]
) -> Iterator[tuple[Lexicon, int]]:
    if wanted.isdecimal():
        for lexicon in lexicons:
            yield from ((lexicon, place) for place in lexicon.with_code(wanted))
    for field, pattern in _STARTS if len(wanted) < _SHORTEST_PART else (*_STARTS, *_PARTS):
        text = pattern.format(wanted)
        for lexicon in lexicons:
            for spoken in _speakers(lexicon, languages):
                yield from ((lexicon, place) for place in _lines(spoken, field).places(text))
    words = wanted.split()
    if len(words) > 1:
        for field in _FIELDS:
            for lexicon in lexicons:
                yield from ((lexicon, place) for place in _with_all(lexicon, field, words, languages))


def _with_all(lexicon: Lexicon, field: str, words: Sequence[str], languages: Sequence[str]) -> Iterator[int]:
    """Concepts with every word at the beginning of one of theirs; the longest word is in this field."""
    rarest = max(words, key=len)
    speakers = _speakers(lexicon, languages)
    for spoken in speakers:
        for place in _lines(spoken, field).places(rarest):
            known = " ".join(_lines(each, name).line(place) for each in speakers for name in _FIELDS)
            if all(f"|{word}" in known or f" {word}" in known or word == rarest for word in words):
                yield place


def _speakers(lexicon: Lexicon, languages: Sequence[str]) -> list[Spoken]:
    return [spoken for language in languages if (spoken := lexicon.spoken(language)) is not None]


def _lines(spoken: Spoken, field: str) -> NameLines:
    lines: NameLines = getattr(spoken, field)
    return lines
