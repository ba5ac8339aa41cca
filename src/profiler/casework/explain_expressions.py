"""German hints for expressions that cannot be read: what people write, and how it is written here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from profiler.forms.expressions.library import LIBRARY, is_supported

_WRITTEN_AS: dict[str, str] = {
    "&&": "and",
    "&": "and",
    "||": "or",
    "==": "=",
    "===": "=",
    "<>": "!=",
    "=<": "<=",
    "=>": ">=",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "!": "not(…)",
    ";": ",",
    "/": "div",
    "÷": "div",
    ":": "div",
    "%": "mod",
    "×": "*",
    "·": "*",
    "–": "-",
    "−": "-",
    "und": "and",
    "oder": "or",
    "and": "and",
    "or": "or",
    "nicht": "not(…)",
    "not": "not(…)",
    "ist": "=",
    "gleich": "=",
    "ungleich": "!=",
    "kleiner": "<",
    "größer": ">",
    "groesser": ">",
    "mindestens": ">=",
    "höchstens": "<=",
    "plus": "+",
    "minus": "-",
    "mal": "*",
    "geteilt": "div",
}
"""What people write, in small letters -> what the language says."""

_SIGNS = re.compile(r"[&|=<>!]+")
_QUOTES = frozenset("„“”‚‘’«»‹›`´")
_DECIMAL = re.compile(r"([0-9]+),([0-9]+)")
_OPEN_REFERENCE = re.compile(r"\$\s*\{\s*([^\W\d][\w.-]*)(?!\s*\}|[\w.-])")
_BARE_REFERENCE = re.compile(r"\$?\{?\s*([^\W\d][\w.-]*)")
_TEXTS = re.compile(r"\"[^\"]*\"|'[^']*'")
_BEFORE = re.compile(r"(/|[^\W\d_]+)\s*(?:\$\{\s*)?$")
"""What stands before the place: the sign or word that is not understood is read as part of a path."""

_LONGEST = 60


def unreadable(expression: str, at: str, found: str) -> tuple[str, str]:
    """How to name an expression that cannot be read, and what to do about it.

    Args:
        expression: what stands in the table, "" if that is not known.
        at: position of the first thing that does not fit, from 1, as a number in digits.
        found: what stands there, "" at the end.

    Returns:
        The expression, shortened around the place, "" if it is not known; and a sentence.
    """
    start = int(at) - 1 if at.isdecimal() else 0
    return _excerpt(expression, start), _hint(expression, start, found)


def shortened(text: str) -> str:
    """A text as it fits into a sentence."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def unknown_function(name: str) -> str:
    """What to do about a function that does not exist."""
    known = {each.lower(): each for each in LIBRARY if is_supported(each)}
    near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.8)
    return f"Meinten Sie {known[near[0]]}()?" if near else "Die möglichen stehen in forms/README.md."


def _excerpt(expression: str, at: int) -> str:
    begin = max(0, min(at - _LONGEST // 2, len(expression) - _LONGEST))
    end = begin + _LONGEST
    piece = " ".join(expression[begin:end].split())
    return f"{'…' if begin else ''}{piece}{'…' if end < len(expression) else ''}"


def _hint(expression: str, at: int, found: str) -> str:
    return next(_hints(expression, at, found), "Prüfen Sie Klammern und Anführungszeichen.")


def _hints(expression: str, at: int, found: str) -> Iterator[str]:
    """The likeliest first."""
    if set(found) & _QUOTES or (found and _QUOTES & set(expression[max(0, at - 1) : at + 1])):
        yield "Nehmen Sie gerade Anführungszeichen: '…'."
    if open_reference := _OPEN_REFERENCE.search(expression):
        yield f"Schließen Sie den Verweis: ${{{open_reference[1]}}}."
    if found in ("$", "{", "}") and (name := _BARE_REFERENCE.match(expression, at)):
        yield f"Ein Verweis heißt ${{{name[1]}}}."
    if found in ("'", '"'):
        yield f"Das Anführungszeichen {found} wird nicht geschlossen."
    for number in _DECIMAL.finditer(expression):
        if found == "," and number.start() <= at < number.end():
            yield f"Schreiben Sie {number[1]}.{number[2]} mit einem Punkt."
    for sign in _SIGNS.finditer(expression):
        if sign.start() <= at < sign.end() and sign[0] in _WRITTEN_AS:
            yield f"Schreiben Sie {_WRITTEN_AS[sign[0]]} statt {sign[0]}."
    if found.lower() in _WRITTEN_AS and found != _WRITTEN_AS[found.lower()]:
        yield f"Schreiben Sie {_WRITTEN_AS[found.lower()]} statt {found}."
    if before := _BEFORE.search(expression[:at]):
        wrong = before[1]
        if _WRITTEN_AS.get(wrong.lower(), wrong) != wrong:
            yield f"Schreiben Sie {_WRITTEN_AS[wrong.lower()]} statt {wrong}."
    outside = _TEXTS.sub("", expression)
    missing = outside.count("(") - outside.count(")")
    if missing > 0:
        yield "Es fehlt eine schließende Klammer )."
    if missing < 0:
        yield "Eine schließende Klammer ) ist zu viel."
    if not found and expression:
        yield "Am Ende fehlt etwas."
