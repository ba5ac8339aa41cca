"""The languages the program speaks: code, own name, German name, direction, ISO 639-3 forms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Direction(StrEnum):
    """Reading direction of a language's script."""

    LTR = "ltr"
    RTL = "rtl"


@dataclass(frozen=True, slots=True)
class Language:
    """One language as people meet it on screen and paper.

    Attributes:
        code: Babel's code, used in catalogues and settings.
        own_name: the language's name in itself; people find their paper by it.
        german_name: the name a counter files it by.
        script: ISO 15924.
        direction: never guessed from text (a Latin number would turn an Arabic label round).
        iso639_3: answers that mean this language, the first one being written on export.
    """

    code: str
    own_name: str
    german_name: str
    script: str
    direction: Direction
    iso639_3: tuple[str, ...]


_LTR, _RTL = Direction.LTR, Direction.RTL

LANGUAGES: Final[tuple[Language, ...]] = (
    Language("de", "Deutsch", "Deutsch", "Latn", _LTR, ("deu",)),
    Language("en", "English", "Englisch", "Latn", _LTR, ("eng",)),
    Language("uk", "Українська", "Ukrainisch", "Cyrl", _LTR, ("ukr",)),
    Language("ar", "العربية", "Arabisch", "Arab", _RTL, ("ara", "arb", "apc", "acm", "arz", "ary")),
    Language("ti", "ትግርኛ", "Tigrinya", "Ethi", _LTR, ("tir",)),
    Language("fa_AF", "دری", "Dari", "Arab", _RTL, ("prs",)),
    Language("fa", "فارسی", "Farsi", "Arab", _RTL, ("pes", "fas")),
    Language("ru", "Русский", "Russisch", "Cyrl", _LTR, ("rus",)),
    Language("tr", "Türkçe", "Türkisch", "Latn", _LTR, ("tur",)),
    Language("ku", "Kurmancî", "Kurmandschi", "Latn", _LTR, ("kmr", "kur")),
    Language("ps", "پښتو", "Paschtu", "Arab", _RTL, ("pus", "pbt")),
    Language("so", "Soomaali", "Somali", "Latn", _LTR, ("som",)),
    Language("ckb", "کوردیی ناوەندی", "Sorani", "Arab", _RTL, ("ckb",)),
    Language("fr", "Français", "Französisch", "Latn", _LTR, ("fra",)),
)

GERMAN: Final = "de"

PSEUDO: Final = Language("qps", "[پسېېۆۆدوو]", "Probesprache", "Arab", _RTL, ("qps",))
"""Nobody speaks it, so it is none of `LANGUAGES`; see `profiler.languages.pseudo`. The code is one of those
ISO 639-3 keeps free for private use."""

_KNOWN: Final = (*LANGUAGES, PSEUDO)
_BY_CODE: Final = {language.code: language for language in _KNOWN}
_BY_ISO: Final = {iso: language for language in _KNOWN for iso in language.iso639_3}


def language(code: str) -> Language:
    """The language of a Babel code.

    Raises:
        KeyError: if the program does not know it.
    """
    return _BY_CODE[code]


def language_of_answer(iso639_3: str) -> Language | None:
    """The program's language for an ISO 639-3 answer, or None if it has no catalogue for it."""
    return _BY_ISO.get(iso639_3)


def is_rtl(code: str) -> bool:
    """Whether the language is written from right to left."""
    return _BY_CODE[code].direction is Direction.RTL
