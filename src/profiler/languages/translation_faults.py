"""Finds what is wrong with a translation by its looks: letters, digits, signs; never by its meaning."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from profiler.languages.alphabets import ALPHABETS
from profiler.languages.isolates import BIDI_CONTROLS
from profiler.languages.tags import language


class FaultCode(StrEnum):
    """What can be wrong."""

    SAME_AS_GERMAN = "same_as_german"
    PLACEHOLDERS = "placeholders"
    NUMBERS = "numbers"
    DIRECTION_CONTROLS = "direction_controls"
    OTHER_DIGITS = "other_digits"
    LATIN_WORDS = "latin_words"
    FOREIGN_LETTERS = "foreign_letters"
    MIXED_WORDS = "mixed_words"
    LATIN_MARKS = "latin_marks"
    BRACKETS = "brackets"
    BLANKS = "blanks"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a translation.

    Attributes:
        found: the letters, words or signs it is about; "" where the whole text is.
    """

    code: FaultCode
    found: str = ""


_PLACEHOLDER: Final = re.compile(r"\$?\{[^{}]*\}")
_NUMBER: Final = re.compile(r"§+|\d+(?:[a-z](?![a-z]))?")
_SIGNS: Final = "\u0300-\u036f\u064b-\u0670\u135d-\u135f"
"""What stands above and below letters."""
_IN_WORDS: Final = {
    "1": "erst",
    "2": "zwei",
    "3": "drei",
    "4": "vier",
    "5": "fünf",
    "6": "sechs",
    "10": "zehn",
}
_WORD: Final = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_SIGNS}]|[\u200c'’ʼ-]+(?=[^\W\d_]))*")
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_SAYS_SOMETHING: Final = re.compile(r"[^\W\d_]{3}")
_ADDRESS: Final = re.compile(r"\S+@\S+")
_LATIN: Final = re.compile("[A-Za-z\u00aa-\u024f]+")
_ABBREVIATION: Final = 5

_ENDINGS: Final = {
    "?": "question",
    "؟": "question",
    "፧": "question",
    ".": "stop",
    "።": "stop",
    "۔": "stop",
    ":": "colon",
    "፦": "colon",
    "!": "call",
    "…": "open",
}
_CLOSERS: Final = " \u00a0\u202f)]}»«“”„\"'’"
_LATIN_MARKS: Final = {
    "Arab": re.compile(r"[\u0620-\u06ff][\u200c)\s]*([?,;])"),
    "Ethi": re.compile(r"[\u1200-\u135f][)\s]*([,;]|\.(?=\s*$))"),
    "Cyrl": re.compile(r"(?!)"),
    "Latn": re.compile(r"(?!)"),
}
"""Latin marks behind letters of a script that has its own. Tigrinya writes the question mark as we do."""
_PAIRS: Final = {")": "(", "]": "[", "}": "{", "»": "«"}
_JOINS: Final = frozenset("'’ʼ-")


def translation_faults(code: str, german: str, translated: str) -> Iterator[Fault]:
    """Everything that is wrong with one translation, nothing if it looks right.

    Args:
        code: Babel's code of the language.
        german: the German text it was made for.
        translated: the translation, not empty.
    """
    script = language(code).script
    if translated == german and _SAYS_SOMETHING.search(_PLACEHOLDER.sub(" ", german)):
        yield Fault(FaultCode.SAME_AS_GERMAN)
        return
    if _counted(_PLACEHOLDER, german) != _counted(_PLACEHOLDER, translated):
        yield Fault(FaultCode.PLACEHOLDERS)
    if difference := _other_numbers(german, translated):
        yield Fault(FaultCode.NUMBERS, difference)
    yield from _characters(translated)
    yield from _words(code, script, german, _PLACEHOLDER.sub(" ", translated))
    if marks := {found.group(1) for found in _LATIN_MARKS[script].finditer(translated)}:
        yield Fault(FaultCode.LATIN_MARKS, " ".join(sorted(marks)))
    if not _is_balanced(translated):
        yield Fault(FaultCode.BRACKETS)
    if re.search(r"[ \u00a0\u202f]{2}", translated) or translated != translated.strip():
        yield Fault(FaultCode.BLANKS)
    if _ending(german) != _ending(translated) and not (_ending(translated) == "stop" and "." in german):
        yield Fault(FaultCode.ENDING, translated.rstrip(_CLOSERS)[-1:])


def _counted(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(pattern.findall(text))


def _other_numbers(german: str, translated: str) -> str:
    """Numbers in one text alone; what the German says in a word may be a number in the translation."""
    wanted, found = _counted(_NUMBER, german), _counted(_NUMBER, translated)
    more = [each for each in (found - wanted).elements() if not _is_in_words(each, german)]
    return " ".join(sorted([*(wanted - found).elements(), *more]))


def _is_in_words(number: str, german: str) -> bool:
    word = _IN_WORDS.get(number)
    return word is not None and word in german.casefold()


def _characters(text: str) -> Iterator[Fault]:
    if controls := sorted(BIDI_CONTROLS & {*text}):
        yield Fault(FaultCode.DIRECTION_CONTROLS, " ".join(f"U+{ord(each):04X}" for each in controls))
    if digits := sorted(
        {c for c in text if unicodedata.category(c) in ("Nd", "No", "Nl") and not c.isascii()}
    ):
        yield Fault(FaultCode.OTHER_DIGITS, " ".join(digits))


def _words(code: str, script: str, german: str, translated: str) -> Iterator[Fault]:
    """Latin words may stand in brackets, be German words of the German text, or abbreviations."""
    running = {*_WORD.findall(_IN_BRACKETS.sub(" ", _ADDRESS.sub(" ", translated)))}
    alphabet = ALPHABETS[code]
    latin, foreign, mixed = [], set(), []
    for word in dict.fromkeys(_WORD.findall(translated)):
        letters = {letter for letter in _small(word) if letter not in _JOINS}
        strange = letters - alphabet
        borrowed = [piece for piece in _LATIN.findall(word) if not _is_borrowed(piece, german)]
        if script == "Latn":
            if word in running and not _is_borrowed(word, german):
                foreign |= strange
        elif not strange:
            continue
        elif strange < letters:
            mixed += [word] if borrowed else []
            foreign |= {letter for letter in strange if not _LATIN.match(letter)}
        elif word in running and borrowed:
            latin.append(word)
        else:
            foreign |= {letter for letter in strange if not _LATIN.match(letter)}
    if latin:
        yield Fault(FaultCode.LATIN_WORDS, " ".join(latin))
    if foreign:
        yield Fault(FaultCode.FOREIGN_LETTERS, " ".join(sorted(foreign)))
    if mixed:
        yield Fault(FaultCode.MIXED_WORDS, " ".join(mixed))


def _small(word: str) -> str:
    """Small letters; the Turkish capital with a dot would otherwise become two characters."""
    return word.replace("\u0130", "i").lower()


def _is_borrowed(word: str, german: str) -> bool:
    """Whether a word is the German one, a part of it, or an abbreviation like CV or DaZ."""
    if word.casefold() in german.casefold():
        return True
    return len(word) <= _ABBREVIATION and sum(map(str.isupper, word)) > 1


def _is_balanced(text: str) -> bool:
    opened: list[str] = []
    for sign in text:
        if sign in _PAIRS.values():
            opened.append(sign)
        elif sign in _PAIRS and (not opened or opened.pop() != _PAIRS[sign]):
            return False
    return not opened


def _ending(text: str) -> str:
    """Which kind of sentence it is by its last sign."""
    return _ENDINGS.get(text.rstrip(_CLOSERS)[-1:], "")
