"""Writes a syntax tree as an expression again."""

from __future__ import annotations

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
from profiler.forms.expressions.values import number_text

_STRENGTH = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4}
_STRENGTH |= {"+": 5, "-": 5, "*": 6, "div": 6, "mod": 6, "|": 8}
_ALONE, _UNARY, _WHOLE = 0, 7, 9


def written(tree: Expression) -> str:
    """The expression a tree was read from, with as few brackets and blanks as it needs."""
    return _with_strength(tree)[0]


def _with_strength(tree: Expression) -> tuple[str, int]:
    match tree:
        case Number(value):
            return number_text(value), _WHOLE
        case Literal(text):
            quote = '"' if "'" in text else "'"
            return f"{quote}{text}{quote}", _WHOLE
        case Reference(name):
            return f"${{{name}}}", _WHOLE
        case Negation(operand):
            return f"-{_inside(operand, _UNARY)}", _UNARY
        case Binary(operator, left, right):
            strength = _STRENGTH[operator]
            # The right side binds more tightly: a - (b - c) keeps its brackets.
            return f"{_inside(left, strength)} {operator} {_inside(right, strength + 1)}", strength
        case Call(name, arguments):
            return f"{name}({', '.join(map(written, arguments))})", _WHOLE
        case Filter(base, predicates):
            return _start(base) + _in_brackets(predicates), _WHOLE
        case Path(True, None, ()):
            return "/", _ALONE  # `/ or x` would be a path
        case _:
            return _path(tree), _WHOLE


def _inside(tree: Expression, least: int) -> str:
    text, strength = _with_strength(tree)
    return text if strength >= least else f"({text})"


def _start(tree: Expression) -> str:
    """What predicates or steps follow; brackets stay, `(/a/b)[1]` is one node alone."""
    return f"({written(tree)})" if isinstance(tree, Path | Filter) else _inside(tree, _WHOLE)


def _in_brackets(predicates: tuple[Expression, ...]) -> str:
    return "".join(f"[{written(predicate)}]" for predicate in predicates)


def _path(tree: Path) -> str:
    steps = "/".join(map(_step, tree.steps))
    if tree.absolute:
        return f"/{steps}"
    if tree.start is None:
        return steps
    start = written(tree.start) if isinstance(tree.start, Filter) else _start(tree.start)
    return f"{start}/{steps}"


def _step(step: Step) -> str:
    marks = {("self", "node()"): ".", ("parent", "node()"): ".."}
    if (step.axis, step.test) in marks:
        name = marks[step.axis, step.test]
    elif step.axis == "attribute":
        name = f"@{step.test}"
    else:
        name = step.test if step.axis == "child" else f"{step.axis}::{step.test}"
    return name + _in_brackets(step.predicates)
