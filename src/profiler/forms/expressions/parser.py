"""Reads an expression into its syntax tree: operator precedence above, paths and calls below."""

from __future__ import annotations

from functools import lru_cache, partial, reduce
from typing import NoReturn

from profiler.forms.expressions.lexer import (
    ANYTHING,
    END,
    LITERAL,
    NAME,
    NUMBER,
    REFERENCE,
    ExpressionSyntaxError,
    tokenize,
)
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
    children,
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
_ASSOCIATIVE = frozenset(["or", "and", "|"])
"""Operators whose operands may be put together in any way; sums may not, they are rounded at each step."""
_LONGEST_CHAIN = 60
"""Longer ones become a balanced tree; shorter ones stay as people read them."""
_AXES = frozenset(
    ["child", "parent", "self", "attribute", "namespace"]
    + ["ancestor", "ancestor-or-self", "descendant", "descendant-or-self"]
    + ["following", "following-sibling", "preceding", "preceding-sibling"]
)
_NODE_TYPES = frozenset(["node", "text", "comment", "processing-instruction"])
_EVERYTHING_BELOW = Step("descendant-or-self", "node()")
_SELF = Step("self", "node()")
_PARENT = Step("parent", "node()")
_STEP_STARTS = frozenset([NAME, ANYTHING, ".", "..", "@"])
_PRIMARY_STARTS = frozenset([NUMBER, LITERAL, REFERENCE, "("])
_MOST_NESTED = 100
_DEEPEST = 250
"""Deeper trees than any author writes, and shallow enough for every walk over them."""
_MOST_LINKS = _DEEPEST - 1
"""Operators in one row that nest as deep as there are operators."""


@lru_cache(maxsize=4096)
def _child(name: str) -> Step:
    """Most steps of a form are names that come again and again."""
    return Step("child", name)


class _Parser:
    __slots__ = ("_depth", "_index", "_marks", "_tokens")

    def __init__(self, text: str) -> None:
        self._tokens = tokenize(text)
        self._marks = [token[0] for token in self._tokens]
        self._index = 0
        self._depth = 0

    def _take(self, mark: str) -> bool:
        if self._marks[self._index] == mark:
            self._index += 1
            return True
        return False

    def _demand(self, mark: str) -> None:
        if not self._take(mark):
            self._fail()

    def _fail(self, *, too_deep: bool = False) -> NoReturn:
        _, text, at = self._tokens[self._index]
        raise ExpressionSyntaxError(at, text, too_deep=too_deep)

    def whole(self) -> Expression:
        expression = self._binary(0)
        if self._marks[self._index] != END:
            self._fail()
        if len(self._tokens) > _DEEPEST and _is_deep(expression):
            self._index = 0
            self._fail(too_deep=True)
        return expression

    def _binary(self, weakest: int) -> Expression:
        self._depth += 1
        if self._depth > _MOST_NESTED:
            self._fail(too_deep=True)
        if self._take("-"):
            left: Expression = Negation(self._binary(_UNARY))
        else:
            left = self._path()
        links = 0
        while (strength := _PRECEDENCE.get(operator := self._marks[self._index], 0)) > weakest:
            if operator in _ASSOCIATIVE:
                left = self._chain(operator, left, strength)
                continue
            links += 1
            if links > _MOST_LINKS:
                self._fail(too_deep=True)
            self._index += 1
            left = Binary(operator, left, self._binary(strength))
        self._depth -= 1
        return left

    def _chain(self, operator: str, first: Expression, strength: int) -> Expression:
        operands = [first]
        while self._take(operator):
            operands.append(self._binary(strength))
        if len(operands) > _LONGEST_CHAIN:
            return _balanced(operator, operands)
        return reduce(partial(Binary, operator), operands)

    def _path(self) -> Expression:
        mark = self._marks[self._index]
        if mark in ("/", "//"):
            return self._absolute(mark)
        if mark in _PRIMARY_STARTS or (mark == NAME and self._starts_call()):
            base = self._primary(mark)
            if self._marks[self._index] == "[":
                base = Filter(base, self._predicates())
            if self._marks[self._index] in ("/", "//"):
                return Path(False, base, tuple(self._more_steps()))
            return base
        steps = [self._step()]
        if self._marks[self._index] in ("/", "//"):
            steps += self._more_steps()
        return Path(False, None, tuple(steps))

    def _absolute(self, mark: str) -> Expression:
        if mark == "/" and self._marks[self._index + 1] not in _STEP_STARTS:
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
            steps.append(self._step())

    def _starts_call(self) -> bool:
        index = self._index
        return self._marks[index + 1] == "(" and self._tokens[index][1] not in _NODE_TYPES

    def _primary(self, mark: str) -> Expression:
        text = self._tokens[self._index][1]
        self._index += 1
        if mark == LITERAL:
            return Literal(text)
        if mark == NUMBER:
            return Number(float(text))
        if mark == REFERENCE:
            return Reference(text)
        if mark == NAME:
            self._index += 1
            return Call(text, self._arguments())
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

    def _step(self) -> Step:
        mark = self._marks[self._index]
        if mark == NAME and self._marks[self._index + 1] not in ("::", "("):
            test = self._tokens[self._index][1]
            self._index += 1
            if self._marks[self._index] != "[":
                return _child(test)
            return Step("child", test, self._predicates())
        if mark in (".", ".."):
            self._index += 1
            step = _SELF if mark == "." else _PARENT
            return step if self._marks[self._index] != "[" else Step(step.axis, step.test, self._predicates())
        axis = "child"
        if self._take("@"):
            axis = "attribute"
        elif mark == NAME and self._marks[self._index + 1] == "::":
            axis = self._tokens[self._index][1]
            if axis not in _AXES:
                self._fail()
            self._index += 2
        return Step(axis, self._test(), self._predicates())

    def _test(self) -> str:
        if self._take(ANYTHING):
            return "*"
        if self._marks[self._index] != NAME:
            self._fail()
        name = self._tokens[self._index][1]
        self._index += 1
        if name in _NODE_TYPES and self._take("("):
            target = ""
            if name == "processing-instruction" and self._marks[self._index] == LITERAL:
                target = f"'{self._tokens[self._index][1]}'"
                self._index += 1
            self._demand(")")
            return f"{name}({target})"
        return name


def _balanced(operator: str, operands: list[Expression]) -> Expression:
    """A long chain as a tree of few levels, which means the same and runs in the same order."""
    if len(operands) == 1:
        return operands[0]
    middle = (len(operands) + 1) // 2
    left, right = operands[:middle], operands[middle:]
    return Binary(operator, _balanced(operator, left), _balanced(operator, right))


def _is_deep(tree: Expression) -> bool:
    """Whether the tree has more levels than recursion may climb; a chain `a + b + ...` has one per term."""
    level = [tree]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in children(node)]
        if not level:
            return False
    return True


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """The syntax tree of an expression; the trees of the expressions last read are kept.

    Raises:
        ExpressionSyntaxError: the text is not an expression, or is nested too deeply to be one.
    """
    return _Parser(text).whole()
