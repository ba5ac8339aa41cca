"""Splits an expression into tokens by the rules of XPath 1.0, section 3.7, plus `${name}`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto


class ExpressionSyntaxError(ValueError):
    """An expression that cannot be read.

    Attributes:
        at: position in the text, from 0.
        found: the piece of text that does not fit, "" at the end.
    """

    def __init__(self, at: int, found: str) -> None:
        super().__init__(f"unexpected {found!r} at {at}")
        self.at = at
        self.found = found


class Kind(Enum):
    """What kind of token it is."""

    NUMBER = auto()
    LITERAL = auto()
    REFERENCE = auto()
    NAME = auto()
    OPERATOR = auto()
    PUNCTUATION = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression with its place."""

    kind: Kind
    text: str
    at: int


_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_REFERENCE = re.compile(r"\$\{\s*([^\W\d][\w.-]*)\s*\}")
_NAME = re.compile(r"[^\W\d][\w.-]*(?::(?:[^\W\d][\w.-]*|\*))?")
_WORD_OPERATOR = re.compile(r"and|or|div|mod")
_OPERATOR = re.compile(r"!=|<=|>=|[=<>+\-|]")
_PUNCTUATION = re.compile(r"::|\.\.|//|[()\[\],./@*]")

_BEFORE_OPERAND = frozenset(["(", "[", ",", "@", "::", "/", "//"])
"""Punctuation after which `*` and names are operands (XPath 1.0, 3.7: disambiguation)."""


def _operand_follows(last: Token | None) -> bool:
    if last is None or last.kind is Kind.OPERATOR:
        return True
    return last.kind is Kind.PUNCTUATION and last.text in _BEFORE_OPERAND


def _next(text: str, at: int, last: Token | None) -> tuple[Token, int]:
    if not _operand_follows(last):
        if found := _WORD_OPERATOR.match(text, at):
            return Token(Kind.OPERATOR, found.group(), at), found.end()
        if text[at] == "*":
            return Token(Kind.OPERATOR, "*", at), at + 1
    if found := _REFERENCE.match(text, at):
        return Token(Kind.REFERENCE, found.group(1), at), found.end()
    if found := _NUMBER.match(text, at):
        return Token(Kind.NUMBER, found.group(), at), found.end()
    if found := _LITERAL.match(text, at):
        return Token(Kind.LITERAL, found.group()[1:-1], at), found.end()
    if found := _NAME.match(text, at):
        name, end = found.group(), found.end()
        if text.startswith("::", at + len(name.partition(":")[0])):
            name = name.partition(":")[0]
            end = at + len(name)
        return Token(Kind.NAME, name, at), end
    if found := _OPERATOR.match(text, at):
        return Token(Kind.OPERATOR, found.group(), at), found.end()
    if found := _PUNCTUATION.match(text, at):
        return Token(Kind.PUNCTUATION, found.group(), at), found.end()
    raise ExpressionSyntaxError(at, text[at])


def tokenize(text: str) -> list[Token]:
    """The tokens of an expression, closed by an END token.

    Raises:
        ExpressionSyntaxError: a character fits nowhere, or a quote is not closed.
    """
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        if found := _SPACE.match(text, at):
            at = found.end()
            continue
        token, at = _next(text, at, tokens[-1] if tokens else None)
        tokens.append(token)
    tokens.append(Token(Kind.END, "", len(text)))
    return tokens
