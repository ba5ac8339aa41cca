"""Cleans what people typed and keeps numbers, codes and names whole inside text of the other direction."""

from __future__ import annotations

import re
import unicodedata

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"
"""Left-to-right isolate, first-strong isolate, end of isolate."""

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNWANTED = BIDI_CONTROLS - frozenset("\u061c\u200e\u200f")

_NUMBER_LIKE = re.compile(
    r"""
      https?://\S+ | www\.\S+                                      # address in the web
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                 # e-mail
    | (?:\b\w*[Dd]uldung[ \u00a0])?                                 # kind of paper that a law follows
      (?:§§?|\bArt\.)[ \u00a0]?\d+[a-z]?\b                         # law: number,
      (?:,?[ \u00a0](?:U?Abs|Nr|Satz|S|Halbs|Alt)\.?[ \u00a0]?\d+[a-z]?\b   # parts of it,
        |,?[ \u00a0]Buchst\.[ \u00a0]?[a-z]\b|[ \u00a0]ff?\.
        |(?:,|[ \u00a0](?:und|bis|oder))[ \u00a0]\d+[a-z]?\b|[ ]?[-\u2013][ ]?\d+[a-z]?\b)*
      (?:[ \u00a0](?:SGB[ \u00a0][IVX]+\b|[A-Z][A-Za-z]*[A-Z][A-Za-z]*))?  # name of the law
    | (?:\+|\b0)\d[\d ()/\u00a0-]{3,}\d                            # telephone
    | \b[A-Z]{2}\d{2}(?:[ ]?[\dA-Z]{4}){3,7}(?:[ ]?[\dA-Z]{1,3})?  # IBAN
    | (?<![\w-])\d{1,2}\.\d{1,2}\.(?:\d{2,4})?(?:,?[ ]\d{1,2}:\d{2})?      # date, with time
    | (?<![\w-])\d+(?:[.:,/]\d+)*(?:[ ]?[-\u2013][ ]?\d+(?:[.:,/]\d+)*)+   # range
    | (?<![\w-])\d+(?:[.:,/]\d+)+                                          # time, decimal, house number
    """,
    re.VERBOSE,
)

_OPENERS = frozenset("\u2066\u2067\u2068")
_AT_ISOLATES = re.compile("([\u2066-\u2069])")


def clean(text: str) -> str:
    """Text as typed, made safe: NFC, no embeddings, no isolates, control characters turned into blanks."""
    kept = (c for c in text if c not in _UNWANTED)
    readable = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") and c != "\n" else c for c in kept
    )
    return unicodedata.normalize("NFC", readable)


def ltr(text: str) -> str:
    """A telephone number, date, code or web address: reads left to right, never breaks over lines."""
    return f"{LRI}{clean(text)}{PDI}" if text else ""


def isolated(text: str) -> str:
    """A name or other foreign words: takes its own direction and leaves that of its surroundings alone."""
    return f"{FSI}{protect(clean(text))}{PDI}" if text else ""


def protect(text: str) -> str:
    """Isolates every telephone number, date, range and address in running text outside existing isolates."""
    pieces = []
    depth = 0
    for piece in _AT_ISOLATES.split(text):
        if piece in _OPENERS:
            depth += 1
        elif piece == PDI:
            depth = max(0, depth - 1)
        elif not depth:
            piece = _NUMBER_LIKE.sub(lambda found: f"{LRI}{found.group()}{PDI}", piece)
        pieces.append(piece)
    return "".join(pieces)
