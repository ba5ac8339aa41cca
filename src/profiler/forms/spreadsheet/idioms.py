"""Rewrites what authors of XLSForms write into what means the same in every engine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from profiler.forms.expressions.lexer import (
    END,
    NAME,
    NUMBER,
    REFERENCE,
    ExpressionSyntaxError,
    Token,
    tokenize,
)

REFERENCES = re.compile(r"\$\{([^{}]*)\}")
"""A reference as it is written, with whatever stands between its braces in group 1."""

_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " "})
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " "})
_TEXT = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_TRUE = frozenset(["TRUE", "True", "YES", "Yes"])
_FALSE = frozenset(["FALSE", "False", "NO", "No"])
_BOOLEAN_CALLS = frozenset(["not", "boolean"])


def truth(text: str, *, numbers: bool) -> str:
    """What a spreadsheet makes of yes and no, as XLSForm writes it.

    Args:
        text: the cell.
        numbers: whether 1 and 0 are meant as yes and no, too.
    """
    if text in _TRUE or (numbers and text == "1"):
        return "yes"
    if text in _FALSE or (numbers and text == "0"):
        return "no"
    return text


def plain_quotes(text: str) -> str:
    """An expression with straight quotes, if it cannot be read with those a word processor put in."""
    written = text.translate(_BLANKS)
    if not _is_readable(written) and _is_readable(straight := text.translate(_QUOTES)):
        return straight
    return written


def _is_readable(text: str) -> bool:
    try:
        tokenize(text)
    except ExpressionSyntaxError:
        return False
    return True


def recoded(text: str, codes: Mapping[str, str]) -> str:
    """An expression whose quoted codes are the new ones."""

    def new(found: re.Match[str]) -> str:
        code = found.group(1) if found.group(1) is not None else found.group(2)
        return found.group().replace(code, codes[code]) if code in codes else found.group()

    return _TEXT.sub(new, text)


def portable(text: str, *, is_condition: bool) -> str:
    """An expression without the two idioms that engines read differently.

    `${x}` as a truth becomes `${x} != ''`, and `[2]` becomes `[position() = 2]`.

    Args:
        text: the expression.
        is_condition: whether its value is taken for a truth.
    """
    try:
        tokens = tokenize(text)
    except ExpressionSyntaxError:
        return text
    for place, added in reversed(list(_additions(text, tokens, is_condition=is_condition))):
        text = text[:place] + added + text[place:]
    return text


def _additions(text: str, tokens: list[Token], *, is_condition: bool) -> Iterator[tuple[int, str]]:
    for at, (mark, _, place) in enumerate(tokens):
        before = tokens[at - 1][0] if at else ""
        after = tokens[at + 1][0] if mark != END else ""
        if mark == REFERENCE and _is_truth(tokens, at, before, after, is_condition=is_condition):
            yield text.index("}", place) + 1, " != ''"
        elif mark == NUMBER and (before, after) == ("[", "]"):
            yield place, "position() = "


def _is_truth(tokens: list[Token], at: int, before: str, after: str, *, is_condition: bool) -> bool:
    joined = ("and", "or")
    if before in joined or after in joined:
        return before in (*joined, "(", "") and after in (*joined, ")", END)
    if not before and after == END:
        return is_condition
    called = tokens[at - 2][:2] if at > 1 and before == "(" else ("", "")
    if called[0] != NAME:
        return False
    return (called[1] in _BOOLEAN_CALLS and after == ")") or (called[1] == "if" and after == ",")
