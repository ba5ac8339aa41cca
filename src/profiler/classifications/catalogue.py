"""All occupations and skills of a desk: what a form, a paper or a search asks them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from profiler.classifications.concepts import GERMAN, Concept, ConceptKind, Found
from profiler.classifications.kept_lists import read_lexicon, read_relations
from profiler.classifications.lexicon import Lexicon
from profiler.classifications.own_lists import lexicon_of, read_occupations, read_skills
from profiler.classifications.search import MOST_RESULTS, search, searched_languages

ESCO: Final = "esco"
KLDB: Final = "kldb"
SOURCES: Final = (ESCO, KLDB)
"""Sources that can be imported, the more telling one first; each is a folder and the prefix of its ids."""


class Classifications:
    """The shipped short lists and whatever was imported; every list is read when first asked for.

    Ids are what forms store: `elektroniker` from the short lists, `esco:<uuid>`, `kldb:<five digits>`.
    """

    def __init__(self, shipped: Path, imported: Path | None = None) -> None:
        """`shipped` holds the tables of the program, `imported` a folder a source."""
        self._shipped, self._imported = shipped, imported
        self._lexicons: dict[ConceptKind, tuple[Lexicon, ...]] = {}

    @cached_property
    def occupations(self) -> tuple[Concept, ...]:
        """The occupations of the short list."""
        return read_occupations(self._shipped)

    @cached_property
    def skills(self) -> tuple[Concept, ...]:
        """The skills of the short list."""
        return read_skills(self._shipped, {each.concept_id for each in self.occupations})

    @cached_property
    def _relations(self) -> Mapping[str, tuple[str, ...]]:
        return read_relations(self._imported / ESCO) if self._imported else {}

    def prepare(self, kind: ConceptKind, language: str) -> None:
        """Read what a search needs, so that its first letter is as quick as the others."""
        for lexicon in self._lists(kind):
            for searched in searched_languages(language):
                lexicon.spoken(searched)

    def search(
        self, kind: ConceptKind, typed: str, language: str = GERMAN, most: int = MOST_RESULTS
    ) -> tuple[Found, ...]:
        """What fits the letters typed so far, best first; see `search.search`."""
        return search(self._lists(kind), typed, language, most)

    def named(self, concept_id: str, language: str = GERMAN) -> Found | None:
        """An occupation or a skill by its id, None if no list has it (any more)."""
        for kind in ConceptKind:
            for lexicon in self._lists(kind):
                if found := lexicon.named(concept_id, language):
                    return found
        return None

    def label_of(self, concept_id: str, language: str = GERMAN) -> str:
        """The label in a language, in German where it has none, the id itself if no list has it."""
        found = self.named(concept_id, language)
        return concept_id if found is None else found.client or found.german

    def isco08_of(self, concept_id: str) -> str:
        """The unit group of ISCO-08, four digits, "" if it is not known."""
        found = self.named(concept_id)
        return found.isco08 if found else ""

    def kldb2010_of(self, concept_id: str) -> str:
        """The type of occupation of KldB 2010, five digits, "" if it is not known."""
        found = self.named(concept_id)
        return found.kldb2010 if found else ""

    def skills_of(self, occupation_id: str) -> tuple[str, ...]:
        """Ids of skills that usually belong to an occupation."""
        own = (each.concept_id for each in self.skills if occupation_id in each.occupations)
        return (*own, *self._relations.get(occupation_id, ()))

    def _lists(self, kind: ConceptKind) -> tuple[Lexicon, ...]:
        if kind not in self._lexicons:
            own = lexicon_of(self.occupations if kind is ConceptKind.OCCUPATION else self.skills)
            folders = [self._imported / source for source in SOURCES] if self._imported else []
            read = (read_lexicon(folder, kind) for folder in folders)
            self._lexicons[kind] = (own, *(lexicon for lexicon in read if lexicon is not None))
        return self._lexicons[kind]
