"""Case numbers: what people and offices quote, "LK-2026-0417"."""

from __future__ import annotations

import re
import unicodedata

_WITHOUT_DESK = "FA"
_ABBREVIATION = re.compile("[A-Z]{2,4}")
_CAPITAL = re.compile(r"\b[A-Z]")


def prefix_of(organisation: str) -> str:
    """Two to four letters for an organisation: its abbreviation or its initials, "FA" without a name.

    "DRK Kreisverband" gives DRK, "Landkreis Kleefeld" gives LK, "Diakonie" gives DI.
    """
    spelled = unicodedata.normalize("NFD", organisation)
    plain = "".join(sign for sign in spelled if not unicodedata.combining(sign))
    words: list[str] = re.findall("[A-Za-z]+", plain)
    if not words:
        return _WITHOUT_DESK
    if _ABBREVIATION.fullmatch(words[0]):
        return words[0]
    initials = "".join(_CAPITAL.findall(plain))[:3]
    return initials if len(initials) > 1 else words[0][:2].upper().ljust(2, "X")


def case_number(prefix: str, year: int, running: int) -> str:
    """Prefix, year, running number within the year with at least four digits."""
    return f"{prefix}-{year}-{running:04d}"
