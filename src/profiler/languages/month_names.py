"""Names of the months of four calendars, by the languages in which they are certain.

Source: CLDR, calendars `persian`, `islamic`, `ethiopic`; the Afghan names as in papers of Afghanistan.
Latin spellings without the signs of scholars, because people type them.
"""

from __future__ import annotations

from typing import Final

_IRANIAN_GERMAN: Final = (
    "Farwardin", "Ordibehescht", "Chordad", "Tir", "Mordad", "Schahriwar",
    "Mehr", "Aban", "Asar", "Dei", "Bahman", "Esfand",
)  # fmt: skip
_IRANIAN_ENGLISH: Final = (
    "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
    "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand",
)  # fmt: skip
_AFGHAN_GERMAN: Final = (
    "Hamal", "Saur", "Dschausa", "Saratan", "Asad", "Sunbula",
    "Mizan", "Aqrab", "Qaus", "Dschadi", "Dalwa", "Hut",
)  # fmt: skip
_AFGHAN_ENGLISH: Final = (
    "Hamal", "Sawr", "Jawza", "Saratan", "Asad", "Sonbola",
    "Mizan", "Aqrab", "Qaws", "Jadi", "Dalw", "Hoot",
)  # fmt: skip
_ISLAMIC_PERSIAN: Final = (
    "محرم", "صفر", "ربیع‌الاول", "ربیع‌الثانی", "جمادی‌الاول", "جمادی‌الثانی",
    "رجب", "شعبان", "رمضان", "شوال", "ذی‌القعده", "ذی‌الحجه",
)  # fmt: skip

GREGORIAN: Final[dict[str, tuple[str, ...]]] = {
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni",
        "Juli", "August", "September", "Oktober", "November", "Dezember",
    ),
}  # fmt: skip

PERSIAN: Final[dict[str, tuple[str, ...]]] = {
    "de": _IRANIAN_GERMAN,
    "en": _IRANIAN_ENGLISH,
    "fa": (
        "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
        "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
    ),
    "ckb": (
        "خاکەلێوە", "گوڵان", "جۆزەردان", "پووشپەڕ", "گەلاوێژ", "خەرمانان",
        "ڕەزبەر", "گەڵاڕێزان", "سەرماوەز", "بەفرانبار", "ڕێبەندان", "ڕەشەمە",
    ),
}  # fmt: skip

AFGHAN: Final[dict[str, tuple[str, ...]]] = {
    "de": _AFGHAN_GERMAN,
    "en": _AFGHAN_ENGLISH,
    "fa_AF": (
        "حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله",
        "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت",
    ),
    "ps": (
        "وری", "غویی", "غبرګولی", "چنګاښ", "زمری", "وږی",
        "تله", "لړم", "لیندۍ", "مرغومی", "سلواغه", "کب",
    ),
}  # fmt: skip

ISLAMIC: Final[dict[str, tuple[str, ...]]] = {
    "de": (
        "Muharram", "Safar", "Rabi al-Auwal", "Rabi ath-Thani", "Dschumada al-Ula", "Dschumada ath-Thaniya",
        "Radschab", "Schaban", "Ramadan", "Schauwal", "Dhu l-Qada", "Dhu l-Hiddscha",
    ),
    "en": (
        "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Thani",
        "Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah",
    ),
    "ar": (
        "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
        "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
    ),
    "fa": _ISLAMIC_PERSIAN,
    "fa_AF": _ISLAMIC_PERSIAN,
}  # fmt: skip

ETHIOPIAN: Final[dict[str, tuple[str, ...]]] = {
    "de": (
        "Meskerem", "Tikimt", "Hidar", "Tahsas", "Tirr", "Jekatit", "Megabit",
        "Mijasja", "Ginbot", "Sene", "Hamle", "Nehasse", "Pagumen",
    ),
    "en": (
        "Meskerem", "Tekemt", "Hedar", "Tahsas", "Ter", "Yekatit", "Megabit",
        "Miazia", "Genbot", "Sene", "Hamle", "Nehasse", "Pagumen",
    ),
    "ti": (
        "መስከረም", "ጥቅምቲ", "ሕዳር", "ታሕሳስ", "ጥሪ", "ለካቲት", "መጋቢት",
        "ሚያዝያ", "ግንቦት", "ሰነ", "ሓምለ", "ነሓሰ", "ጳጉሜን",
    ),
    "am": (
        "መስከረም", "ጥቅምት", "ኅዳር", "ታኅሣሥ", "ጥር", "የካቲት", "መጋቢት",
        "ሚያዝያ", "ግንቦት", "ሰኔ", "ሐምሌ", "ነሐሴ", "ጳጉሜን",
    ),
}  # fmt: skip

FURTHER: Final[dict[str, dict[int, tuple[str, ...]]]] = {
    "persian": {
        2: ("Thaur", "بانەمەڕ"),
        3: ("Jauza", "Dschauza"),
        4: ("Sartan",),
        5: ("Amordad", "امرداد"),
        6: ("Sonbula", "Sunbulah"),
        8: ("خەزەڵوەر",),
        9: ("Qos",),
        10: ("Day", "Jady"),
        11: ("Dalv",),
        12: ("Essfand", "Huut", "ڕەشەمێ"),
    },
    "islamic": {
        1: ("Moharram",),
        3: ("Rabi I", "Rabi 1"),
        4: ("Rabi II", "Rabi 2", "ربيع الثاني"),
        5: ("Jumada I", "Dschumada I", "جمادي الأول"),
        6: ("Jumada II", "Dschumada II", "جمادى الثانية"),
        8: ("Schaaban", "Shaaban"),
        9: ("Ramazan", "Ramasan"),
        11: ("Zul Qada",),
        12: ("Dhu l-Hidscha", "Zul Hijja"),
    },
    "ethiopian": {
        1: ("Maskaram",),
        2: ("Tikimti", "Tekemti"),
        4: ("Tahisas",),
        5: ("Tir", "Tiri"),
        6: ("Lekatit",),
        7: ("Maggabit",),
        8: ("Miyazya",),
        10: ("Sane",),
        12: ("Nahase", "Nehase"),
        13: ("Pagume", "ጳጉሜ"),
    },
}
"""Other spellings a month is found by, calendar -> month -> spellings."""
