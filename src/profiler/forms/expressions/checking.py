"""Checks an expression without evaluating it: is it sound, and does it mean the same in every engine?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.library import LIBRARY
from profiler.forms.expressions.parser import parse
from profiler.forms.expressions.patterns import PatternError, pattern
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
    walk,
)


class Trouble(StrEnum):
    """What is wrong with an expression."""

    SYNTAX = "syntax"
    UNKNOWN_FUNCTION = "unknown_function"
    UNSUPPORTED_FUNCTION = "unsupported_function"
    ARITY = "arity"
    BARE_TRUTH = "bare_truth"
    UNANCHORED_PATTERN = "unanchored_pattern"
    INVALID_PATTERN = "invalid_pattern"
    DATE_LITERAL = "date_literal"
    AVERAGE_YEAR = "average_year"
    BARE_INDEX = "bare_index"
    EMPTY_IN_SUM = "empty_in_sum"
    REFERENCE_IN_TEXT = "reference_in_text"


FAULTS = frozenset(
    [
        Trouble.SYNTAX,
        Trouble.UNKNOWN_FUNCTION,
        Trouble.UNSUPPORTED_FUNCTION,
        Trouble.ARITY,
        Trouble.BARE_TRUTH,
        Trouble.INVALID_PATTERN,
        Trouble.BARE_INDEX,
        Trouble.REFERENCE_IN_TEXT,
    ]
)
"""What must be mended; the rest works here but differs between the public engines."""


@dataclass(frozen=True, slots=True)
class ExpressionFinding:
    """One thing wrong with an expression.

    Attributes:
        code: what is wrong.
        args: named arguments of the sentence, e.g. `at` and `found`, or `function`.
    """

    code: Trouble
    args: Mapping[str, str] = field(default_factory=dict)


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COMPARISONS = frozenset(["=", "!=", "<", "<=", ">", ">="])
_YEAR_DAYS = frozenset([365.0, 365.25])


def check(expression: str) -> tuple[ExpressionFinding, ...]:
    """Everything wrong with an expression, empty if nothing is.

    Args:
        expression: with `${name}` references or paths; whether the names exist is for the caller to check.
    """
    try:
        tree = parse(expression)
    except ExpressionSyntaxError as error:
        return (ExpressionFinding(Trouble.SYNTAX, {"at": str(error.at + 1), "found": error.found}),)
    return tuple(_soundness(tree)) + tuple(_dialect(tree))


def _soundness(tree: Expression) -> Iterator[ExpressionFinding]:
    for node in walk(tree):
        if not isinstance(node, Call):
            continue
        function = LIBRARY.get(node.name)
        if function is None:
            yield ExpressionFinding(Trouble.UNKNOWN_FUNCTION, {"function": node.name})
        elif not function.supported:
            yield ExpressionFinding(Trouble.UNSUPPORTED_FUNCTION, {"function": node.name})
        elif not function.least <= len(node.arguments) <= function.most:
            yield ExpressionFinding(Trouble.ARITY, {"function": node.name, "given": str(len(node.arguments))})


def _conditions(tree: Expression) -> Iterator[Expression]:
    """The places where a truth value is expected."""
    for node in walk(tree):
        match node:
            case Binary("and" | "or", left, right):
                yield left
                yield right
            case Call("not" | "boolean", (argument,)) | Call("if", (argument, *_)):
                yield argument


def _choice_name_paths(tree: Expression) -> frozenset[int]:
    """`jr:choice-name(${x}, '${x}')` is the one place where a reference inside quotes is meant."""
    calls = (node for node in walk(tree) if isinstance(node, Call) and node.name == "jr:choice-name")
    return frozenset(id(argument) for call in calls for argument in call.arguments[1:])


def _dialect(tree: Expression) -> Iterator[ExpressionFinding]:
    meant = _choice_name_paths(tree)
    for condition in _conditions(tree):
        if isinstance(condition, Reference | Path):
            yield ExpressionFinding(Trouble.BARE_TRUTH, {"reference": _described(condition)})
    for node in walk(tree):
        match node:
            case Call("regex", (_, Literal(written))):
                yield from _pattern(written)
            case Binary(operator, left, right) if operator in _COMPARISONS:
                for side in (left, right):
                    if isinstance(side, Literal) and _DATE.fullmatch(side.value):
                        yield ExpressionFinding(Trouble.DATE_LITERAL, {"text": side.value})
            case Binary("div", _, Number(days)) if days in _YEAR_DAYS:
                yield ExpressionFinding(Trouble.AVERAGE_YEAR)
            case Call("sum" | "max" | "min" as function, (Reference() | Path() as nodes,)):
                if not isinstance(nodes, Path) or not any(step.predicates for step in nodes.steps):
                    yield ExpressionFinding(Trouble.EMPTY_IN_SUM, {"function": function})
            case Literal(text) if "${" in text and id(node) not in meant:
                yield ExpressionFinding(Trouble.REFERENCE_IN_TEXT, {"text": text})
            case Path(_, _, steps):
                for step in steps:
                    yield from _bare_index(step.predicates)
            case Filter(_, predicates):
                yield from _bare_index(predicates)


def _pattern(written: str) -> Iterator[ExpressionFinding]:
    try:
        pattern(written)
    except PatternError:
        yield ExpressionFinding(Trouble.INVALID_PATTERN, {"pattern": written})
        return
    if not (written.startswith("^") and written.endswith("$")):
        yield ExpressionFinding(Trouble.UNANCHORED_PATTERN, {"pattern": written})


def _bare_index(predicates: tuple[Expression, ...]) -> Iterator[ExpressionFinding]:
    if any(isinstance(predicate, Number | Negation) for predicate in predicates):
        yield ExpressionFinding(Trouble.BARE_INDEX)


def _described(node: Reference | Path) -> str:
    if isinstance(node, Reference):
        return node.name
    return "/".join(step.test for step in node.steps)


def is_bare_reference(expression: str) -> bool:
    """Whether the whole expression is one reference, whose truth engines read differently."""
    try:
        tree = parse(expression)
    except ExpressionSyntaxError:
        return False
    return isinstance(tree, Reference | Path)
