"""Names as they are searched: one spelling for every way of writing them, in four scripts.

The store keeps `search_text` per record and looks for the `patterns` of what is typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_ARABIC = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
    "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f",
    "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "", "پ": "p",
    "چ": "ch", "ژ": "zh", "گ": "g", "ټ": "t", "ډ": "d", "ړ": "r", "ږ": "zh", "ښ": "sh", "ڼ": "n", "ځ": "dz",
    "څ": "ts", "ې": "e", "ۍ": "y", "ە": "a", "ڤ": "v", "ڕ": "r", "ڵ": "l", "ۆ": "o", "ێ": "e",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ъ": "",
    "ы": "y", "э": "e", "ю": "iu", "я": "ia", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "d", "џ": "dz",
}  # fmt: skip
# One consonant per eight code points from U+1200 on, as Unicode lays them out; "" is a vowel carrier.
_GEEZ_CONSONANTS = (
    "h", "l", "h", "m", "s", "r", "s", "sh", "q", "qw", "q", "qw", "b", "v", "t", "ch", "h", "hw", "n", "ny",
    "", "k", "kw", "kh", "khw", "w", "", "z", "zh", "y", "d", "d", "j", "g", "gw", "ng", "t", "ch", "p", "ts",
    "ts", "f", "p",
)  # fmt: skip
_GEEZ_VOWELS = ("e", "u", "i", "a", "e", "", "o", "wa")
_GEEZ_START = 0x1200

# Letters Unicode does not decompose, and spellings of one letter across keyboards.
_SAME_LETTER = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "a", "œ": "o", "ə": "e", "þ": "t", "ð": "d",
        "ʼ": "", "'": "", "’": "", "`": "", "ـ": "",
        "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا", "ھ": "ه", "ہ": "ه",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\s,;/()]+")
_VOWEL_PAIR = re.compile("([aou])e+")
_SOUNDS = (
    ("dsch", "j"), ("sch", "s"), ("dj", "j"), ("sh", "s"), ("kh", "h"), ("ch", "h"), ("gh", "g"), ("th", "t"),
    ("dh", "d"), ("zh", "s"), ("ph", "f"), ("q", "k"), ("c", "k"), ("z", "s"), ("v", "w"), ("p", "b"),
)  # fmt: skip
_SILENT = re.compile("[aeiouyjw]")
_DOUBLED = re.compile(r"(.)\1+")
_MARK = "="
# From Latin letters to the full-width forms of Unicode.
_TO_WIDE = 0xFEE0
_SHORTEST_SKELETON = 3
# Somebody who pastes a page into the search is not looking for every word of it.
_MOST_WORDS = 16


def fold(text: str) -> str:
    """One spelling for all: NFKC, small letters, no accents, ß as ss, ä as ae as a, Western digits.

    The same function folds what is stored and what is typed; therefore "Mueller", "Müller" and "Muller" meet.
    """
    writable = text.encode("utf-8", "ignore").decode("utf-8")  # half a sign, cut off somewhere
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", writable).casefold())
    plain = "".join(_digit(sign) for sign in decomposed if not unicodedata.combining(sign))
    return _VOWEL_PAIR.sub(r"\1", plain.translate(_SAME_LETTER))


def transliterate(folded: str) -> str:
    """Arabic, Cyrillic and Ge'ez letters of a folded text as Latin ones; everything else stays."""
    return _VOWEL_PAIR.sub(r"\1", "".join(_latin(sign) for sign in folded))


def skeleton(latin: str) -> str:
    """What all spellings of a name share ("Mohammed", "Muhamad", "محمد" -> "mhmd"), "" if too little."""
    sounds = latin
    for spelled, sound in _SOUNDS:
        sounds = sounds.replace(spelled, sound)
    bones = _DOUBLED.sub(r"\1", _SILENT.sub("", sounds))
    return bones if len(bones) >= _SHORTEST_SKELETON and bones.isascii() and bones.isalpha() else ""


def search_text(parts: Iterable[str]) -> str:
    """The text kept for one record: every part folded, in Latin letters, and as skeleton."""
    words: dict[str, None] = {}
    for part in parts:
        for word in _WORD.findall(part):
            folded = fold(word)
            latin = transliterate(folded)
            words[folded] = words[latin] = None
            if bones := skeleton(latin):
                words[_marked(bones)] = None
    return " ".join(words)


def patterns(typed: str) -> tuple[tuple[str, ...], ...]:
    """What to look for: of every typed word at least one pattern has to be part of the search text.

    Only the first sixteen different words count.
    """
    words = tuple(dict.fromkeys(_WORD.findall(typed)))
    found = (_patterns_of(word) for word in words[:_MOST_WORDS])
    return tuple(word for word in found if word)


def matches(text: str, typed: str) -> bool:
    """Whether a search text answers what was typed."""
    return all(any(pattern in text for pattern in word) for word in patterns(typed))


def _patterns_of(word: str) -> tuple[str, ...]:
    folded = fold(word)
    latin = transliterate(folded)
    bones = skeleton(latin)
    found = dict.fromkeys((folded, latin, _marked(bones) if bones else folded))
    return tuple(pattern for pattern in found if pattern)


def _marked(bones: str) -> str:
    """A skeleton in wide letters, which folding never leaves: skeletons meet whole and among themselves."""
    return _MARK + "".join(chr(ord(sign) + _TO_WIDE) for sign in bones) + _MARK


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _latin(sign: str) -> str:
    code = ord(sign) - _GEEZ_START
    if 0 <= code < len(_GEEZ_CONSONANTS) * 8:
        return _geez(*divmod(code, 8))
    return _ARABIC.get(sign, _CYRILLIC.get(sign, sign))


def _geez(consonant: int, order: int) -> str:
    letter = _GEEZ_CONSONANTS[consonant]
    # After h and the vowel carriers the first order is spoken a, not e.
    vowel = "a" if order == 0 and letter in ("", "h") else _GEEZ_VOWELS[order]
    return letter + vowel
