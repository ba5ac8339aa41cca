"""The syntax tree of an expression, kept for checks, dependencies and explanations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric literal."""

    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    """A quoted text."""

    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """`${name}`: a question or repeat by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Negation:
    """Unary minus."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands around `or and = != < <= > >= + - * div mod |`."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """A function call."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: axis, node test (`*`, a name, `node()`) and predicates."""

    axis: str
    test: str
    predicates: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A location path.

    Attributes:
        absolute: starts at the document, as in `/data/x`.
        start: expression the path starts from, as in `instance('x')/root` or `${rep}[...]/x`; else None.
        steps: the steps in order.
    """

    absolute: bool
    start: Expression | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A node-set with predicates that is not a path, as in `${household}[age < 6]`."""

    base: Expression
    predicates: tuple[Expression, ...]


Expression: TypeAlias = Number | Literal | Reference | Negation | Binary | Call | Path | Filter


def children(node: Expression) -> Iterator[Expression]:
    """The expressions directly inside an expression, predicates included."""
    match node:
        case Negation(operand):
            yield operand
        case Binary(_, left, right):
            yield left
            yield right
        case Call(_, arguments):
            yield from arguments
        case Path(_, start, steps):
            if start is not None:
                yield start
            for step in steps:
                yield from step.predicates
        case Filter(base, predicates):
            yield base
            yield from predicates
        case _:
            return


def walk(node: Expression) -> Iterator[Expression]:
    """The expression and everything inside it."""
    yield node
    for child in children(node):
        yield from walk(child)
