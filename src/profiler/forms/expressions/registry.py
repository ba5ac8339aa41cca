"""How a function of the expression language is described."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from profiler.forms.expressions.context import Context
from profiler.forms.expressions.values import Value

Thunk: TypeAlias = Callable[[], Value]
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
        lazy: arguments arrive as thunks, so that `if` evaluates one branch alone.
    """

    name: str
    least: int
    most: int
    call: Callable[..., Value]
    lazy: bool = False


def strict(name: str, least: int, most: int, call: Callable[..., Value]) -> Function:
    """A function of its argument values that does not look at the context."""

    def ignoring_context(_context: Context, *arguments: Value) -> Value:
        return call(*arguments)

    return Function(name, least, most, ignoring_context)
