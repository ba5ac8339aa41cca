"""An occupation or a skill, and what a search says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

GERMAN: Final = "de"
"""Babel code of the language every list speaks."""


class ConceptKind(StrEnum):
    """The two lists; the value names the files they are kept in."""

    OCCUPATION = "occupations"
    SKILL = "skills"


class SkillKind(StrEnum):
    """What sort of skill it is."""

    FACHLICH = "fachlich"
    HANDWERKLICH = "handwerklich"
    SOZIAL = "sozial"
    DIGITAL = "digital"
    SPRACHLICH = "sprachlich"
    PERSOENLICH = "persoenlich"


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the shipped short lists.

    Attributes:
        concept_id: stable id, unique over both lists: what a form stores.
        kind: which list it belongs to.
        label: German label, an occupation for women and men ("Elektroniker/in").
        isco08: unit group of ISCO-08, four digits; "" for skills.
        kldb2010: type of occupation of KldB 2010, five digits; "" where nobody is certain, and for skills.
        skill_kind: None for occupations.
        synonyms: plain German words people use for it.
        activities: short German phrases of what is done.
        labels: Babel code -> label, only where the translation is certain.
        occupations: ids of occupations a skill is part of.
    """

    concept_id: str
    kind: ConceptKind
    label: str
    isco08: str = ""
    kldb2010: str = ""
    skill_kind: SkillKind | None = None
    synonyms: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    occupations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One result of a search.

    Attributes:
        concept_id: what a form stores.
        german: German label.
        client: label in the client's language, "" if there is none.
        language: Babel code of `client`.
        isco08: four digits, "" for skills and where it is not known.
        kldb2010: five digits, "" for skills and where it is not known.
    """

    concept_id: str
    german: str
    client: str = ""
    language: str = GERMAN
    isco08: str = ""
    kldb2010: str = ""
