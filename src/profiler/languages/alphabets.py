"""The letters each language is written with, as its schools teach them; everything else is a wrong key.

Source: CLDR, exemplar characters, main set. Pashto keeps both yeh, the hard U+064A and the soft U+06CC: they
are two letters there. Sorani writes h as U+0647 or U+06BE.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_PERSIAN: Final = "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهۀی"
_PERSIAN_SIGNS: Final = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670\u200c"

ALPHABETS: Final[Mapping[str, frozenset[str]]] = {
    code: frozenset(letters)
    for code, letters in {
        "en": _LATIN + "éï",
        "fr": _LATIN + "àâæçéèêëîïôœùûüÿ",
        "tr": "abcçdefgğhıijklmnoöprsştuüvyzâîû",
        "ku": "abcçdeêfghiîjklmnopqrsştuûvwxyz",
        "so": "abcdefghijklmnoqrstuwxy",
        "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670",
        "fa": _PERSIAN + _PERSIAN_SIGNS,
        "fa_AF": _PERSIAN + _PERSIAN_SIGNS,
        "ps": "ءآأؤئابپتټثجچځڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهۀةیيېۍ" + _PERSIAN_SIGNS,
        "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهھەیێ",
        "ti": "".join(map(chr, (*range(0x1200, 0x135B), 0x135D, 0x135E, 0x135F))),
    }.items()
}
"""Babel's code -> small letters and vowel signs."""
