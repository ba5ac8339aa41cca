"""How a function of the expression language is described."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from profiler.forms.expressions.context import Context
from profiler.forms.expressions.values import EvaluationError, Value, to_number

Waiting: TypeAlias = Callable[[Context], Value]
"""An argument that is evaluated only when called."""

ANY_NUMBER = 999


@dataclass(frozen=True, slots=True)
class Function:
    """A function with its arity.

    Attributes:
        name: as written in expressions.
        least: fewest arguments.
        most: most arguments.
        call: takes the context and the arguments.
        lazy: arguments arrive unevaluated, so that `if` evaluates one branch alone.
        supported: whether it can be evaluated; a known function that cannot is no typing error.
    """

    name: str
    least: int
    most: int
    call: Callable[..., Value]
    lazy: bool = False
    supported: bool = True


def strict(name: str, least: int, most: int, call: Callable[..., Value]) -> Function:
    """A function of its argument values that does not look at the context."""

    def ignoring_context(_context: Context, *arguments: Value) -> Value:
        return call(*arguments)

    return Function(name, least, most, ignoring_context)


def numeric(name: str, least: int, most: int, call: Callable[..., Value]) -> Function:
    """A function of numbers; its arguments are turned into numbers first, dates into days."""

    def of_numbers(context: Context, *arguments: Value) -> Value:
        zone = context.environment.zone
        return call(*[to_number(argument, zone) for argument in arguments])

    return Function(name, least, most, of_numbers)


def unsupported(name: str) -> Function:
    """A function that is known but not offered: the check says so, and evaluating it fails."""

    def fail(_context: Context, *_arguments: Waiting) -> Value:
        raise EvaluationError("unsupported_function", name)

    return Function(name, 0, ANY_NUMBER, fail, lazy=True, supported=False)
