"""Splits an expression into tokens by the rules of XPath 1.0, section 3.7, plus `${name}`."""

from __future__ import annotations

import re
from typing import TypeAlias


class ExpressionSyntaxError(ValueError):
    """An expression that cannot be read.

    Attributes:
        at: position in the text, from 0.
        found: the piece of text that does not fit, "" at the end.
        too_deep: it would fit, but nothing may be nested or chained that deep.
    """

    def __init__(self, at: int, found: str, *, too_deep: bool = False) -> None:
        super().__init__(f"{'too deep with' if too_deep else 'unexpected'} {found!r} at {at}")
        self.at = at
        self.found = found
        self.too_deep = too_deep


NUMBER = "#number"
LITERAL = "#literal"
REFERENCE = "#reference"
NAME = "#name"
ANYTHING = "#anything"
END = "#end"

Token: TypeAlias = tuple[str, str, int]
"""Mark, text, place: the mark of an operator or of punctuation is its own text, else one of the above."""

_WORD = r"[^\W\d][\w.-]*"
_TOKEN = re.compile(
    rf"({_WORD}(?::(?!:)(?:{_WORD}|\*))?)"  # 1 name, not the axis of `child::a`
    r"|(::|\.\.(?![0-9])|//|[()\[\],/@]|\.(?![0-9]))"  # 2 punctuation
    r"|(!=|<=|>=|[=<>+\-|])"  # 3 operator
    r"|(\*)"  # 4 operator or any name
    r"|([0-9]+(?:\.[0-9]*)?|\.[0-9]+)"  # 5 number
    r"|\"([^\"]*)\"|'([^']*)'"  # 6, 7 text
    rf"|\$\{{\s*({_WORD})\s*\}}"  # 8 reference
    r"|(\S)"  # 9 what fits nowhere
)
_KINDS = ("", NAME, "", "", "", NUMBER, LITERAL, LITERAL, REFERENCE)
_NAME, _STAR, _NOTHING = 1, 4, 9
_WORD_OPERATOR = re.compile(r"and|or|div|mod")
_BEFORE_OPERAND = frozenset(
    ["(", "[", ",", "@", "::", "/", "//"]
    + ["and", "or", "div", "mod", "*", "=", "!=", "<", "<=", ">", ">=", "+", "-", "|"]
)
"""Marks after which `*` and names are operands (XPath 1.0, 3.7: disambiguation)."""


def tokenize(text: str) -> list[Token]:
    """The tokens of an expression, closed by an END token.

    Raises:
        ExpressionSyntaxError: a character fits nowhere, or a quote is not closed.
    """
    found: list[Token] = []
    last = "("
    matches = _TOKEN.finditer(text)
    while match := next(matches, None):
        group = match.lastindex or _NOTHING
        piece: str = match[group]
        at = match.start()
        if group == _NAME:
            if last not in _BEFORE_OPERAND and (word := _WORD_OPERATOR.match(piece)):
                operator = word[0]
                found.append((operator, operator, at))
                if len(piece) > len(operator):
                    # `1 and1`: the rest of the name is an operand of its own
                    matches = _TOKEN.finditer(text, at + len(operator))
                last = operator
                continue
            mark = NAME
        elif group == _STAR:
            mark = ANYTHING if last in _BEFORE_OPERAND else "*"
        elif group == _NOTHING:
            raise ExpressionSyntaxError(at, piece)
        else:
            mark = _KINDS[group] or piece
        found.append((mark, piece, at))
        last = mark
    found.append((END, "", len(text)))
    return found
