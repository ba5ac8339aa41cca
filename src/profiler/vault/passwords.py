"""Passwords: how strong one is, and phrases of words to remember instead."""

from __future__ import annotations

import math
import re
import secrets
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from profiler.paths import resources_folder

SHORTEST = 12
PHRASE_WORDS = 4
_FEWEST_SIGNS = 6

# Parts people use as a whole; each counts like one sign.
_COMMON = (
    "passwort", "password", "geheim", "hallo", "willkommen", "welcome", "admin", "qwertz", "qwerty",
    "asdf", "yxcv", "letmein", "schatz", "sommer", "winter", "fruehling", "frühling", "herbst",
    "profiler", "landkreis", "jobcenter", "montag", "januar", "februar", "september", "oktober",
    "november", "dezember", "ichliebedich", "iloveyou",
)  # fmt: skip
_COMMON_PART = re.compile("|".join(sorted(_COMMON, key=len, reverse=True)))
_YEAR = re.compile("(19|20)[0-9]{2}")
_REPEATED = re.compile(r"(.{1,4}?)\1+")
# A sign people choose carries far less than one drawn at random.
_BITS_PER_SIGN = 3.5
_STEPS = (20.0, 32.0, 40.0, 60.0)


class PasswordReason(StrEnum):
    """Why a password is acceptable or not."""

    GOOD = "good"
    PHRASE = "phrase"
    TOO_SHORT = "too_short"
    TOO_COMMON = "too_common"
    TOO_UNIFORM = "too_uniform"


@dataclass(frozen=True, slots=True)
class Strength:
    """An estimate, from 0 (guessed at once) to 4 (out of reach)."""

    score: int
    acceptable: bool
    reason: PasswordReason


def strength(password: str) -> Strength:
    """How well a password withstands guessing; at least 12 signs, or four words of our own list."""
    spelled = unicodedata.normalize("NFKC", password).casefold()
    words = spelled.replace("-", " ").split()
    known = [word for word in words if word in phrase_words()]
    if len(known) == len(words) and len(set(words)) >= PHRASE_WORDS:
        return Strength(_score(len(set(words)) * _bits_per_word()), True, PasswordReason.PHRASE)
    without_common = _YEAR.sub("#", _COMMON_PART.sub("*", spelled))
    bits = _BITS_PER_SIGN * len(_without_runs(without_common))
    score = _score(bits)
    if len(spelled) < SHORTEST:
        return Strength(min(score, 1), False, PasswordReason.TOO_SHORT)
    if len(set(spelled)) < _FEWEST_SIGNS:
        return Strength(0, False, PasswordReason.TOO_UNIFORM)
    if score < 2:
        common = without_common != spelled
        return Strength(score, False, PasswordReason.TOO_COMMON if common else PasswordReason.TOO_UNIFORM)
    return Strength(score, True, PasswordReason.GOOD)


def new_phrase() -> str:
    """Four words drawn at random, divided by blanks; see `phrase_bits` for what that is worth."""
    words = sorted(phrase_words())
    return " ".join(secrets.choice(words) for _ in range(PHRASE_WORDS))


def phrase_bits() -> int:
    """Entropy of a new phrase in whole bits: 4 words of 1296 would be 41."""
    return int(PHRASE_WORDS * _bits_per_word())


@cache
def phrase_words() -> frozenset[str]:
    """The words phrases are made of: short, distinct, without umlauts, so that every keyboard has them."""
    return frozenset((resources_folder() / "words_de.txt").read_text("utf-8").split())


def _bits_per_word() -> float:
    return math.log2(len(phrase_words()))


def _score(bits: float) -> int:
    return sum(bits >= step for step in _STEPS)


def _without_runs(text: str) -> str:
    """The text with repeats ("aaaa", "abab") and runs ("1234", "dcba") shortened to their start."""
    shortened = _REPEATED.sub(r"\1", text)
    kept = shortened[:2]
    for before, previous, sign in zip(shortened, shortened[1:], shortened[2:], strict=False):
        step = ord(sign) - ord(previous)
        if abs(step) != 1 or step != ord(previous) - ord(before):
            kept += sign
    return kept
