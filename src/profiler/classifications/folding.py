"""One spelling for every way of writing a word: for what is searched and for what is typed alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

FOLDING: Final = 1
"""Number of this way of folding; what is kept folded names it and is made anew when it changes."""


def _row(variants: int, plain: int, length: int) -> dict[int, int]:
    """Letters of the Ethiopic block that are spoken alike by many who write them."""
    return {variants + step: plain + step for step in range(length)}


_SPELLINGS: Final[dict[str, str]] = {
    # Letters Unicode does not decompose.
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "a", "œ": "o", "ə": "e",
    # Arabic script: keyboards of Arabic, Persian, Pashto, Kurdish write one letter in several ways.
    "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ێ": "ي", "ک": "ك", "ګ": "گ", "ٱ": "ا",
    "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "ۆ": "و", "ڕ": "ر", "ڵ": "ل",
    # What stands between letters without being read: stretched lines, joiners, apostrophes.
    "ـ": "", "\u200c": "", "\u200d": "", "\u200e": "", "\u200f": "",
    "ʼ": "", "'": "", "’": "", "`": "",
    # Ukrainian and Russian.
    "ґ": "г", "ъ": "", "ь": "",
}  # fmt: skip
_SAME_LETTER: Final[dict[int, str | int]] = {
    **{ord(sign): plain for sign, plain in _SPELLINGS.items()},
    **_row(0x1210, 0x1200, 8), **_row(0x1280, 0x1200, 8), **_row(0x1220, 0x1230, 8),
    **_row(0x1340, 0x1338, 7), **_row(0x12D0, 0x12A0, 7),
}  # fmt: skip
_BETWEEN_WORDS: Final = re.compile(r"[^\w+#]+")
_VOWEL_PAIR: Final = re.compile("([aou])e")
_FEMALE_ENDING: Final = re.compile(r"(?<=\w)/-?(in|innen)\b")
_OTHER_FORM: Final = re.compile(r"\s*/\s*-?")


def fold(text: str) -> str:
    """Small letters without accents, ä as ae as a, Western digits, one blank between words.

    Arabic, Persian, Cyrillic and Ethiopic letters that stand for each other become one.
    """
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(_digit(sign) for sign in decomposed if not unicodedata.combining(sign))
    words = _BETWEEN_WORDS.sub(" ", plain.translate(_SAME_LETTER)).strip()
    return _VOWEL_PAIR.sub(r"\1", words)


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def spoken_forms(label: str) -> tuple[str, ...]:
    """The ways a label is said, folded: "Elektroniker/in" is Elektroniker and Elektronikerin.

    "Arzt/Ärztin" is either; "Lkw-Fahrer/in" is Lkw Fahrer and Lkwfahrer, too.
    """
    forms: dict[str, None] = {}
    for spelling in dict.fromkeys((label, label.replace("-", ""))):
        man = _FEMALE_ENDING.sub("", spelling)
        woman = _FEMALE_ENDING.sub(r"\1", spelling)
        for form in (man, woman, *_OTHER_FORM.split(man)):
            forms[fold(form)] = None
    return tuple(form for form in forms if form)


def name_line(names: Iterable[str]) -> str:
    """Folded names as one line `|one|two|`, "" for none.

    A name begins behind a bar, a further word behind a blank.
    """
    found = "|".join(dict.fromkeys(name for name in names if name))
    return f"|{found}|" if found else ""
