"""One list from one source: its ids and codes, and what it is called in each language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from profiler.classifications.concepts import GERMAN, Found


class NameLines:
    """Folded names of all concepts as one text, a line a concept: looking through it is one `find`."""

    def __init__(self, lines: Sequence[str]) -> None:
        """`lines` as `folding.name_line` makes them, one a concept, "" for a concept without names."""
        self._text = "\n".join(lines) + "\n"
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=0))

    def places(self, wanted: str) -> Iterator[int]:
        """Numbers of the concepts whose line contains a text, in order, each once."""
        at = self._text.find(wanted)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield place
            at = self._text.find(wanted, self._starts[place + 1])

    def has(self, wanted: str) -> bool:
        """Whether any line contains a text."""
        return wanted in self._text

    def line(self, place: int) -> str:
        """All names of one concept."""
        return self._text[self._starts[place] : self._starts[place + 1] - 1]


@dataclass(frozen=True)
class Spoken:
    """What the concepts of a list are called in one language.

    Attributes:
        labels: as they are shown, "" where there is none.
        names: folded forms of the labels.
        synonyms: folded other names.
        activities: folded phrases of what is done.
    """

    labels: Sequence[str]
    names: NameLines
    synonyms: NameLines
    activities: NameLines


class Lexicon:
    """A list of concepts; the best known and shortest come first, and so they do in results."""

    def __init__(
        self,
        ids: Sequence[str],
        isco08: Sequence[str],
        kldb2010: Sequence[str],
        speak: Callable[[str], Spoken | None],
        languages: Sequence[str] = (GERMAN,),
    ) -> None:
        """Sequences of equal length.

        `speak` is called once a language and gives None if the list does not speak it; `languages` are those
        whose labels stand in for German ones.
        """
        self.ids = ids
        self._isco08, self._kldb2010, self._speak = isco08, kldb2010, speak
        self._languages = languages
        self._spoken: dict[str, Spoken | None] = {}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {concept_id: place for place, concept_id in enumerate(self.ids)}

    def spoken(self, language: str) -> Spoken | None:
        """What the concepts are called in a language."""
        if language not in self._spoken:
            self._spoken[language] = self._speak(language)
        return self._spoken[language]

    def label(self, place: int, language: str) -> str:
        """The label in a language, "" if there is none."""
        spoken = self.spoken(language)
        return spoken.labels[place] if spoken else ""

    def at(self, place: int, language: str) -> Found:
        """One concept as a result; where there is no German label, one in another language."""
        client = "" if language == GERMAN else self.label(place, language)
        known = (self.label(place, each) for each in (GERMAN, *self._languages))
        german = next(filter(None, known), self.ids[place])
        return Found(self.ids[place], german, client, language, self._isco08[place], self._kldb2010[place])

    def with_code(self, digits: str) -> Iterator[int]:
        """Numbers of the concepts whose ISCO or KldB code begins with some digits."""
        for place, codes in enumerate(zip(self._isco08, self._kldb2010, strict=True)):
            if any(code.startswith(digits) for code in codes):
                yield place

    def named(self, concept_id: str, language: str) -> Found | None:
        """One concept by its id."""
        place = self._places.get(concept_id)
        return None if place is None else self.at(place, language)
