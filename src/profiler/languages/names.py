"""Names of countries and languages in any language, from CLDR."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from profiler.languages.pseudo import pseudo_text
from profiler.languages.tags import GERMAN, LANGUAGES, PSEUDO, language_of_answer

if TYPE_CHECKING:
    from babel import Locale


@cache
def _locale(language: str) -> Locale:
    # Babel is imported when the first name is needed, not before the first window.
    from babel import Locale

    return Locale.parse(language)


SPECIAL_NATIONALITIES = ("staatenlos", "ungeklaert")
"""Answers to the question of nationality that are no country (domain, A1.2)."""


def country_name(code: str, language: str) -> str:
    """Name of an ISO 3166 alpha-2 country in `language`; the code itself if CLDR has no name."""
    if language == PSEUDO.code:
        return pseudo_text(country_name(code, GERMAN))
    own = _COUNTRIES_NOT_IN_CLDR.get((language, code)) or _locale(language).territories.get(code)
    return str(own or _locale(GERMAN).territories.get(code) or code)


def language_name(iso639_3: str, language: str) -> str:
    """Name of an ISO 639-3 language in `language`, falling back to German, then to the code."""
    if language == PSEUDO.code:
        return pseudo_text(language_name(iso639_3, GERMAN))
    if own := _LANGUAGES_NOT_IN_CLDR.get(language, {}).get(iso639_3):
        return own
    known = language_of_answer(iso639_3)
    keys = ([known.code, known.code.partition("_")[0]] if known else []) + [iso639_3, _short(iso639_3)]
    for target in (language, "de"):
        names = _locale(target).languages
        for key in keys:
            if key == "fa" and iso639_3 == "prs":
                continue
            if key in names:
                return str(names[key])
    return known.german_name if known else iso639_3


def country_codes() -> tuple[str, ...]:
    """All ISO 3166 alpha-2 countries that CLDR names, without groupings and test codes."""
    names = _locale("de").territories
    left_out = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
    codes = (str(code) for code in names)
    return tuple(sorted(code for code in codes if len(code) == 2 and code.isalpha() and code not in left_out))


def language_codes() -> tuple[str, ...]:
    """ISO 639-3 codes offered for languages: the program's own and the world's larger ones."""
    return _LANGUAGE_CODES


def _short(iso639_3: str) -> str:
    return _ISO_639_1.get(iso639_3, iso639_3)


# ISO 639-3 -> ISO 639-1 of the languages heard at German desks; CLDR keys the larger ones by two letters.
_ISO_639_1 = {
    "ara": "ar", "deu": "de", "eng": "en", "ukr": "uk", "tir": "ti", "pes": "fa", "fas": "fa", "rus": "ru",
    "tur": "tr", "kmr": "ku", "pus": "ps", "som": "so", "fra": "fr", "ron": "ro", "pol": "pl", "bul": "bg",
    "kat": "ka", "sqi": "sq", "srp": "sr", "bos": "bs", "hrv": "hr", "spa": "es", "vie": "vi", "urd": "ur",
    "amh": "am", "hye": "hy", "ell": "el", "ita": "it", "por": "pt", "hun": "hu", "ces": "cs", "slk": "sk",
    "slv": "sl", "mkd": "mk", "nld": "nl", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "lit": "lt",
    "lav": "lv", "est": "et", "zho": "zh", "jpn": "ja", "kor": "ko", "hin": "hi", "ben": "bn", "tam": "ta",
    "pan": "pa", "tha": "th", "mya": "my", "khm": "km", "lao": "lo", "mon": "mn", "uzb": "uz", "tgk": "tg",
    "kaz": "kk", "kir": "ky", "tuk": "tk", "aze": "az", "heb": "he", "swa": "sw", "hau": "ha", "ibo": "ig",
    "yor": "yo", "wol": "wo", "ful": "ff", "bam": "bm", "lin": "ln", "kin": "rw", "run": "rn", "lug": "lg",
    "orm": "om", "aar": "aa", "sna": "sn", "zul": "zu", "mlg": "mg", "nep": "ne", "sin": "si", "bel": "be",
    "uig": "ug", "bod": "bo", "msa": "ms", "ind": "id", "tgl": "tl", "aka": "ak", "ewe": "ee", "che": "ce",
}  # fmt: skip
_LANGUAGE_CODES: tuple[str, ...] = tuple(
    sorted({*_ISO_639_1, "prs", "ckb", "zza", "rom", "tig", "kri", "sus", "dyu", "man", "arc"} - {"fas"})
)


# What CLDR does not name in a language, or names with a word of another script.
_COUNTRIES_NOT_IN_CLDR = {("ps", "HK"): "هانګ کانګ", ("ps", "MO"): "مکاو"}
_LANGUAGES_NOT_IN_CLDR: dict[str, dict[str, str]] = {
    # Interpreters are booked by these: CLDR's "Kurdisch" and "Zentralkurdisch" do not say which is which.
    "de": {"kmr": "Kurdisch (Kurmandschi)", "ckb": "Kurdisch (Sorani)"},
    "uk": {"kri": "кріо"},
    "ru": {"kri": "крио"},
    "ar": {"kri": "الكريو"},
    "fa": {"kri": "کریو"},
    "fa_AF": {"kri": "کریو"},
    "ps": {
        "arc": "آرامي", "dyu": "دیولا", "kri": "کریو", "man": "مالینکې", "rom": "روماني", "sus": "سوسو",
        "tgl": "تاګالوګ",
    },
    "ckb": {
        "arc": "ئارامی", "dyu": "دیولا", "kri": "کریۆ", "man": "مالینکێ", "prs": "دەری", "rom": "ڕۆمانی",
        "sus": "سوسو", "tgl": "تاگالۆگ",
    },
    "ti": {
        "arc": "ኣራማይክ", "dyu": "ዲዩላ", "kri": "ክሪዮ", "man": "ማሊንከ", "rom": "ሮማኒ", "sus": "ሱሱ",
        "tgl": "ታጋሎግ",
    },
    "ku": {"arc": "aramî", "rom": "romanî"},
    "so": {"arc": "Aramayk"},
}  # fmt: skip


def codes_by_name() -> dict[str, str]:
    """Every name a spreadsheet may have for a language, in small letters -> Babel's code.

    Names are German or English, and the program's languages have their own as well.
    """
    found = {"kurmanji": "ku"}
    for language in LANGUAGES:
        for name in (language.code, language.own_name, language.german_name, *language.iso639_3):
            found.setdefault(name.casefold(), language.code)
    for names in (_locale("de").languages, _locale("en").languages):
        for code, name in names.items():
            found.setdefault(str(code).casefold(), str(code))
            found.setdefault(str(name).casefold(), str(code))
    return found
