"""Marks that keep mixed right-to-left and left-to-right text in order."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from profiler.languages.isolates import protect
from profiler.languages.tags import is_rtl

LRM: Final = "\N{LEFT-TO-RIGHT MARK}"
RLM: Final = "\N{RIGHT-TO-LEFT MARK}"
LRI: Final = "\N{LEFT-TO-RIGHT ISOLATE}"
RLI: Final = "\N{RIGHT-TO-LEFT ISOLATE}"
FSI: Final = "\N{FIRST STRONG ISOLATE}"
PDI: Final = "\N{POP DIRECTIONAL ISOLATE}"

_ISLAND: Final = re.compile(f"{LRI}[^{PDI}]*{PDI}")
_PARAGRAPH: Final = re.compile(r"(?<=§) (?=\d)")
_CONTROLS: Final = {ord(mark): None for mark in (LRM, RLM, LRI, RLI, FSI, PDI)}


def isolate(text: str, language: str) -> str:
    """The text as an island of its language's direction, for buttons and for use inside other sentences.

    Buttons take their base direction from the application, not from themselves; an RLM does not help there.
    """
    return f"{RLI if is_rtl(language) else LRI}{text}{PDI}"


def isolate_unknown(text: str) -> str:
    """The text as an island that takes its direction from its first letter: for what users typed."""
    return f"{FSI}{text}{PDI}"


def label_text(text: str, language: str) -> str:
    """The text for a label of its own; right-to-left even if it begins with "A2:" or a year.

    No line ends between § and its number. Where text runs from right to left, phones, dates and
    "§ 87 AufenthG" keep their order and stay on one line. The mark is left out where the first strong letter
    says the same: some fonts give it a width.
    """
    if not is_rtl(language):
        return _PARAGRAPH.sub("\N{NO-BREAK SPACE}", text)
    ordered = _ISLAND.sub(lambda found: found.group().replace(" ", "\N{NO-BREAK SPACE}"), protect(text))
    return ordered if _begins_rtl(text) else f"{RLM}{ordered}"


def _begins_rtl(text: str) -> bool:
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((each in ("R", "AL") for each in directions if each in ("L", "R", "AL", "EN", "AN")), True)


def plain(text: str) -> str:
    """The text without marks and with ordinary blanks: for accessible names and tests."""
    return text.translate(_CONTROLS).replace("\N{NO-BREAK SPACE}", " ")
