"""Finds occupations and skills while somebody types, in German and in the client's language at once.

Every step looks for one text in one field of all concepts. Steps go from what was surely meant to what may
have been meant; as lists are in order, the search is over as soon as enough is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

from profiler.classifications.concepts import GERMAN, Found
from profiler.classifications.folding import spoken_forms
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
_MOST_CANDIDATES: Final = 1_000
"""Somebody who types several words that are everywhere gets what fits among the best known."""

_MOST_COMPARED: Final = 200
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
    forms = spoken_forms(typed[:_MOST_LETTERS])
    if not forms:
        return ()
    wanted = forms[0]
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
    speakers = [(lexicon, _speakers(lexicon, languages)) for lexicon in lexicons]
    # Where a text is nowhere, it need not be looked for at beginnings of names and words.
    told = {
        field: [
            (lexicon, lines)
            for lexicon, spoken in speakers
            for lines in (_lines(each, field) for each in spoken)
            if lines.has(wanted)
        ]
        for field in _FIELDS
    }
    for field, pattern in _STARTS if len(wanted) < _SHORTEST_PART else (*_STARTS, *_PARTS):
        text = pattern.format(wanted)
        for lexicon, lines in told[field]:
            places = lines.places(text)
            if field != "names":
                # Of what is called so by the way, first what is called so in several ways.
                some = list(islice(places, _MOST_COMPARED))
                some.sort(key=lambda place: -lines.line(place).count(text))
                places = chain(some, places)
            yield from ((lexicon, place) for place in places)
    words = wanted.split()
    if len(words) > 1:
        for lexicon, spoken in speakers:
            yield from ((lexicon, place) for place in _with_all(spoken, words))


def _with_all(speakers: Sequence[Spoken], words: Sequence[str]) -> Iterator[int]:
    """Concepts in which every word begins one of theirs, those with the longest word in their label first."""
    fields = [_lines(spoken, field) for field in _FIELDS for spoken in speakers]
    # The longest word is mostly the rarest; to count would take longer than to try.
    candidates = (place for lines in fields for place in lines.places(max(words, key=len)))
    for place in islice(candidates, _MOST_CANDIDATES):
        known = " ".join(lines.line(place) for lines in fields)
        if all(f"|{word}" in known or f" {word}" in known for word in words):
            yield place


def _speakers(lexicon: Lexicon, languages: Sequence[str]) -> list[Spoken]:
    return [spoken for language in languages if (spoken := lexicon.spoken(language)) is not None]


def _lines(spoken: Spoken, field: str) -> NameLines:
    lines: NameLines = getattr(spoken, field)
    return lines
