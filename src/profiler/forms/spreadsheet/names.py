"""Names for questions and codes for choices that every engine can read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import count

NAME = re.compile(r"[^\W\d][\w.-]*")
"""A name that expressions can refer to."""

CODE = re.compile(r"\S+")
"""A code that can stand in a list of codes."""

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
_OTHERS = re.compile(r"[^A-Za-z0-9_]+")
_LONGEST = 40


def plain_name(text: str, otherwise: str) -> str:
    """A name of Latin letters, digits and `_` that recalls a text; `otherwise` if nothing of it is left."""
    parted = unicodedata.normalize("NFKD", text.translate(_GERMAN))
    name = _OTHERS.sub("_", "".join(sign for sign in parted if not unicodedata.combining(sign))).strip("_")
    name = name[:_LONGEST].strip("_")
    if not name:
        return otherwise
    return name if name[0].isalpha() or name[0] == "_" else f"n_{name}"


def unused(name: str, taken: Collection[str]) -> str:
    """The name itself, or with the first number from 2 that makes it new."""
    if name not in taken:
        return name
    return next(new for number in count(2) if (new := f"{name}_{number}") not in taken)
