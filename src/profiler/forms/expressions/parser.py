"""Reads an expression into its syntax tree: operator precedence above, paths and calls below."""

from __future__ import annotations

from profiler.forms.expressions.lexer import ExpressionSyntaxError, Kind, Token, tokenize
from profiler.forms.expressions.syntax import (
    Binary,
    Call,
    Expression,
    Filter,
    Literal,
    Negation,
    Number,
    Path,
    Reference,
    Step,
)

_PRECEDENCE = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
    "|": 8,
}
_UNARY = 7
_AXES = frozenset(
    ["child", "parent", "self", "attribute", "namespace"]
    + ["ancestor", "ancestor-or-self", "descendant", "descendant-or-self"]
    + ["following", "following-sibling", "preceding", "preceding-sibling"]
)
_NODE_TYPES = frozenset(["node", "text", "comment", "processing-instruction"])
_EVERYTHING_BELOW = Step("descendant-or-self", "node()")


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = tokenize(text)
        self._index = 0

    @property
    def _token(self) -> Token:
        return self._tokens[self._index]

    def _peek(self, text: str, ahead: int = 0) -> bool:
        index = min(self._index + ahead, len(self._tokens) - 1)
        token = self._tokens[index]
        return token.kind in (Kind.PUNCTUATION, Kind.OPERATOR) and token.text == text

    def _take(self, text: str) -> bool:
        if self._peek(text):
            self._index += 1
            return True
        return False

    def _demand(self, text: str) -> None:
        if not self._take(text):
            self._fail()

    def _fail(self) -> None:
        raise ExpressionSyntaxError(self._token.at, self._token.text)

    def _advance(self) -> Token:
        token = self._token
        self._index += 1
        return token

    def whole(self) -> Expression:
        expression = self._binary(0)
        if self._token.kind is not Kind.END:
            self._fail()
        return expression

    def _binary(self, weakest: int) -> Expression:
        if self._take("-"):
            left: Expression = Negation(self._binary(_UNARY))
        else:
            left = self._path()
        while self._token.kind is Kind.OPERATOR and _PRECEDENCE[self._token.text] > weakest:
            operator = self._advance().text
            left = Binary(operator, left, self._binary(_PRECEDENCE[operator]))
        return left

    def _path(self) -> Expression:
        if self._peek("/") or self._peek("//"):
            return self._absolute()
        if self._starts_primary():
            base = self._primary()
            predicates = self._predicates()
            if predicates:
                base = Filter(base, predicates)
            if self._peek("/") or self._peek("//"):
                return Path(False, base, tuple(self._more_steps()))
            return base
        steps = self._step()
        steps += self._more_steps()
        return Path(False, None, tuple(steps))

    def _absolute(self) -> Expression:
        if self._peek("/") and not self._starts_step(1):
            self._index += 1
            return Path(True, None, ())
        return Path(True, None, tuple(self._more_steps()))

    def _more_steps(self) -> list[Step]:
        steps: list[Step] = []
        while True:
            if self._take("//"):
                steps.append(_EVERYTHING_BELOW)
            elif not self._take("/"):
                return steps
            steps += self._step()

    def _starts_step(self, ahead: int) -> bool:
        token = self._tokens[min(self._index + ahead, len(self._tokens) - 1)]
        return token.kind is Kind.NAME or (
            token.kind is Kind.PUNCTUATION and token.text in (".", "..", "@", "*")
        )

    def _starts_primary(self) -> bool:
        token = self._token
        if token.kind in (Kind.NUMBER, Kind.LITERAL, Kind.REFERENCE) or self._peek("("):
            return True
        return token.kind is Kind.NAME and self._peek("(", 1) and token.text not in _NODE_TYPES

    def _primary(self) -> Expression:
        token = self._advance()
        if token.kind is Kind.NUMBER:
            return Number(float(token.text))
        if token.kind is Kind.LITERAL:
            return Literal(token.text)
        if token.kind is Kind.REFERENCE:
            return Reference(token.text)
        if token.kind is Kind.NAME:
            self._demand("(")
            return Call(token.text, self._arguments())
        inner = self._binary(0)
        self._demand(")")
        return inner

    def _arguments(self) -> tuple[Expression, ...]:
        if self._take(")"):
            return ()
        arguments = [self._binary(0)]
        while self._take(","):
            arguments.append(self._binary(0))
        self._demand(")")
        return tuple(arguments)

    def _predicates(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self._take("["):
            found.append(self._binary(0))
            self._demand("]")
        return tuple(found)

    def _step(self) -> list[Step]:
        if self._take("."):
            return [Step("self", "node()", self._predicates())]
        if self._take(".."):
            return [Step("parent", "node()", self._predicates())]
        axis = "child"
        if self._take("@"):
            axis = "attribute"
        elif self._token.kind is Kind.NAME and self._peek("::", 1):
            axis = self._token.text
            if axis not in _AXES:
                self._fail()
            self._index += 2
        return [Step(axis, self._test(), self._predicates())]

    def _test(self) -> str:
        if self._take("*"):
            return "*"
        token = self._token
        if token.kind is not Kind.NAME:
            self._fail()
        self._index += 1
        if token.text in _NODE_TYPES and self._take("("):
            if token.text == "processing-instruction" and self._token.kind is Kind.LITERAL:
                self._index += 1
            self._demand(")")
            return f"{token.text}()"
        return token.text


def parse(text: str) -> Expression:
    """The syntax tree of an expression.

    Args:
        text: XPath 1.0 as in ODK XForms, with `${name}` references where the source tables use them.

    Raises:
        ExpressionSyntaxError: the text is not an expression; says where.
    """
    return _Parser(text).whole()
