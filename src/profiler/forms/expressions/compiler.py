"""Turns a syntax tree into a closure that evaluates it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from profiler.forms.expressions import paths, steps
from profiler.forms.expressions.comparing import EQUALITY, ORDER, compare
from profiler.forms.expressions.context import Context
from profiler.forms.expressions.library import LIBRARY
from profiler.forms.expressions.nodes import Node, in_document_order
from profiler.forms.expressions.parser import parse
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
from profiler.forms.expressions.values import (
    EvaluationError,
    Value,
    to_boolean,
    to_nodes,
    to_number,
)

Evaluate: TypeAlias = Callable[[Context], Value]
"""A compiled expression."""

Resolve: TypeAlias = Callable[[str, Context], list[Node]]
"""Finds the nodes `${name}` stands for."""


def _unresolved(name: str, _context: Context) -> list[Node]:
    raise EvaluationError("unknown_question", name)


def compile_expression(text: str, resolve: Resolve = _unresolved) -> Evaluate:
    """Read and compile an expression.

    Args:
        text: the expression.
        resolve: finds the nodes of `${name}`.

    Raises:
        ExpressionSyntaxError: the text is not an expression.
    """
    return compile_tree(parse(text), resolve)


def compile_tree(tree: Expression, resolve: Resolve = _unresolved) -> Evaluate:
    """Compile a syntax tree; unknown functions fail when evaluated, so that `if(false(), f())` runs."""
    return _Compiler(resolve).expression(tree)


def _remainder(left: float, right: float) -> float:
    if right == 0 or math.isinf(left):
        return math.nan
    return math.fmod(left, right)


def _quotient(left: float, right: float) -> float:
    if right:
        return left / right
    if left == 0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": _quotient,
    "mod": _remainder,
}


class _Compiler:
    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve

    def expression(self, tree: Expression) -> Evaluate:
        match tree:
            case Number(value):
                return lambda _: value
            case Literal(text):
                return lambda _: text
            case Reference(name):
                resolve = self._resolve
                return lambda context: resolve(name, context)
            case Negation(operand):
                inner = self.expression(operand)
                return lambda context: -to_number(inner(context), context.environment.zone)
            case Binary():
                return self._binary(tree)
            case Call():
                return self._call(tree)
            case Path():
                return self._path(tree)
        return self._filter(tree)

    def _filter(self, tree: Filter) -> Evaluate:
        start = self.expression(tree.base)
        keep = self._predicates(tree.predicates)
        return lambda context: keep(to_nodes(start(context), "[]"), context)

    def _binary(self, tree: Binary) -> Evaluate:
        operator = tree.operator
        left, right = self.expression(tree.left), self.expression(tree.right)
        if operator == "and":
            return lambda context: to_boolean(left(context)) and to_boolean(right(context))
        if operator == "or":
            return lambda context: to_boolean(left(context)) or to_boolean(right(context))
        if operator == "|":
            return lambda context: in_document_order(
                to_nodes(left(context), "|") + to_nodes(right(context), "|")
            )
        if operator in _ARITHMETIC:
            return _arithmetic(_ARITHMETIC[operator], left, right)
        if operator in EQUALITY and isinstance(tree.right, Literal):
            if tree.left == _ITSELF:
                return _itself_with_text(operator, tree.right.value)
            return _with_text(operator, left, tree.right.value)
        if operator in ORDER:
            return _ordered(operator, left, right)
        return lambda context: compare(operator, left(context), right(context), context.environment)

    def _call(self, tree: Call) -> Evaluate:
        function = LIBRARY.get(tree.name)
        if function is None:
            return _failing("unknown_function", tree.name)
        if not function.least <= len(tree.arguments) <= function.most:
            return _failing("arity", tree.name)
        call = function.call
        if tree.name == "indexed-repeat":
            arguments = [self._every_row(argument) for argument in tree.arguments]
        else:
            arguments = [self.expression(argument) for argument in tree.arguments]
        if function.lazy:
            return lambda context: call(context, *arguments)
        if not arguments:
            return call
        if len(arguments) == 1:
            (only,) = arguments
            return lambda context: call(context, only(context))
        if len(arguments) == 2:
            first, second = arguments
            return lambda context: call(context, first(context), second(context))
        return lambda context: call(context, *[argument(context) for argument in arguments])

    def _every_row(self, tree: Expression) -> Evaluate:
        """An absolute path that means all rows, also from inside the repeat."""
        return self._path(tree, every_row=True) if isinstance(tree, Path) else self.expression(tree)

    def _predicates(self, predicates: tuple[Expression, ...]) -> steps.Keep:
        return steps.keep([self._predicate(predicate) for predicate in predicates])

    def _predicate(self, tree: Expression) -> steps.Keep:
        return steps.at_place(tree.value) if isinstance(tree, Number) else steps.where(self.expression(tree))

    def _path(self, tree: Path, *, every_row: bool = False) -> Evaluate:
        walks = [self._step(step) for step in tree.steps]
        if tree.absolute:
            return paths.absolute(tree.steps, walks, every_row=every_row)
        if tree.start is None:
            return paths.relative(tree.steps, walks)
        start = self.expression(tree.start)
        return paths.onward(lambda context: to_nodes(start(context), "/"), tree.steps, walks)

    def _step(self, step: Step) -> steps.Walk:
        walk = steps.walk(step.axis, step.test)
        return steps.filtered(walk, self._predicates(step.predicates)) if step.predicates else walk


def _arithmetic(compute: Callable[[float, float], float], left: Evaluate, right: Evaluate) -> Evaluate:
    def run(context: Context) -> Value:
        zone = context.environment.zone
        return compute(to_number(left(context), zone), to_number(right(context), zone))

    return run


_ITSELF = parse(".")


def _itself_with_text(operator: str, text: str) -> Evaluate:
    """`. != ''`: the filter of most sums."""
    if operator == "=":
        return lambda context: context.node.text == text
    return lambda context: context.node.text != text


def _ordered(operator: str, left: Evaluate, right: Evaluate) -> Evaluate:
    """`../x < 18`: one number against another, unless a side holds several nodes or none."""
    test = ORDER[operator]

    def run(context: Context) -> Value:
        one, two = left(context), right(context)
        for side in (one, two):
            if isinstance(side, list) and len(side) != 1:
                return compare(operator, one, two, context.environment)
        zone = context.environment.zone
        return test(to_number(one, zone), to_number(two, zone))

    return run


def _with_text(operator: str, left: Evaluate, text: str) -> Evaluate:
    """`../x = 'a'`: most conditions of a form."""
    wanted = operator == "="

    def run(context: Context) -> Value:
        value = left(context)
        if isinstance(value, list) and len(value) == 1:
            return (value[0].text == text) is wanted
        if isinstance(value, str):
            return (value == text) is wanted
        return compare(operator, value, text, context.environment)

    return run


def _failing(reason: str, subject: str) -> Evaluate:
    def fail(_context: Context) -> Value:
        raise EvaluationError(reason, subject)

    return fail
