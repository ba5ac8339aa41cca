"""Functions over numbers and truth values."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal

from profiler.forms.expressions.context import Context
from profiler.forms.expressions.registry import ANY_NUMBER, Function, Thunk, strict
from profiler.forms.expressions.values import (
    EvaluationError,
    Value,
    to_boolean,
    to_nodes,
    to_number,
    to_text,
)


def _all_numbers(values: tuple[Value, ...]) -> list[float]:
    numbers: list[float] = []
    for value in values:
        if isinstance(value, list):
            numbers += [to_number(node.text) for node in value]
        else:
            numbers.append(to_number(value))
    return numbers


def _extreme(choose: Callable[[list[float]], float]) -> Callable[..., Value]:
    def call(*values: Value) -> Value:
        numbers = _all_numbers(values)
        if not numbers or any(math.isnan(number) for number in numbers):
            return math.nan
        return choose(numbers)

    return call


def _round(value: Value, digits: Value = 0.0) -> float:
    """Half towards +infinity as in XPath 1.0, rounding the decimal digits one sees (2.345 -> 2.35)."""
    number, places = to_number(value), to_number(digits)
    if not math.isfinite(number) or math.isnan(places):
        return number
    unit = Decimal(1).scaleb(-int(places))
    exact = Decimal(repr(number)) / unit + Decimal("0.5")
    return float(exact.to_integral_value(ROUND_FLOOR) * unit)


def _int(value: Value) -> float:
    number = to_number(value)
    return float(math.trunc(number)) if math.isfinite(number) else number


def _whole(cut: Callable[[float], int]) -> Callable[[Value], Value]:
    def call(value: Value) -> Value:
        number = to_number(value)
        return float(cut(number)) if math.isfinite(number) else number

    return call


def _computed(compute: Callable[..., float]) -> Callable[..., Value]:
    """A function of `math` whose impossible arguments give NaN and whose overflow gives infinity."""

    def call(*values: Value) -> Value:
        try:
            return float(compute(*(to_number(value) for value in values)))
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError):
            return math.nan

    return call


def _log(base: Callable[[float], float]) -> Callable[[float], float]:
    return lambda number: -math.inf if number == 0 else base(number)


def _power(base: float, exponent: float) -> float:
    if math.isnan(exponent):
        return math.nan
    if base == 0 and exponent < 0:
        return math.inf
    return math.pow(base, exponent)


def _if(_context: Context, condition: Thunk, then: Thunk, otherwise: Thunk) -> Value:
    return then() if to_boolean(condition()) else otherwise()


def _coalesce(_context: Context, *values: Thunk) -> Value:
    for value in values:
        text = to_text(value())
        if text not in ("", "NaN"):
            return text
    return ""


def _once(context: Context, value: Thunk) -> Value:
    if context.origin.text:
        return context.origin.text
    text = to_text(value())
    return "" if text == "NaN" else text


def _checked(least: Value, most: Value, total: float) -> bool:
    low, high = to_number(least), to_number(most)
    return (low < 0 or total >= low) and (high < 0 or total <= high)


def _truths(values: tuple[Value, ...]) -> list[bool]:
    """Truth of each argument; in a node-set every node that says something counts as true."""
    truths: list[bool] = []
    for value in values:
        truths += [bool(node.text) for node in value] if isinstance(value, list) else [to_boolean(value)]
    return truths


def _checklist(least: Value, most: Value, *values: Value) -> bool:
    return _checked(least, most, float(sum(_truths(values))))


def _weighted_checklist(least: Value, most: Value, *pairs: Value) -> bool:
    if len(pairs) % 2:
        raise EvaluationError("arity", "weighted-checklist")
    truths = _truths(pairs[::2])
    weights = _all_numbers(pairs[1::2])
    if len(truths) != len(weights):
        raise EvaluationError("arity", "weighted-checklist")
    return _checked(least, most, sum(weight for truth, weight in zip(truths, weights, strict=True) if truth))


def _number(context: Context, value: Value | None = None) -> float:
    return to_number(context.node.text if value is None else value)


NUMBER_FUNCTIONS: tuple[Function, ...] = (
    Function("if", 3, 3, _if, lazy=True),
    Function("coalesce", 1, ANY_NUMBER, _coalesce, lazy=True),
    Function("once", 1, 1, _once, lazy=True),
    strict("true", 0, 0, lambda: True),
    strict("false", 0, 0, lambda: False),
    strict("boolean", 1, 1, to_boolean),
    strict("boolean-from-string", 1, 1, lambda value: to_text(value) in ("true", "1")),
    strict("not", 1, 1, lambda value: not to_boolean(value)),
    strict("checklist", 2, ANY_NUMBER, _checklist),
    strict("weighted-checklist", 2, ANY_NUMBER, _weighted_checklist),
    Function("number", 0, 1, _number),
    Function("random", 0, 0, lambda context: context.environment.chance.random()),
    strict("int", 1, 1, _int),
    strict("sum", 1, 1, lambda nodes: math.fsum(_all_numbers((to_nodes(nodes, "sum"),)))),
    strict("max", 1, ANY_NUMBER, _extreme(max)),
    strict("min", 1, ANY_NUMBER, _extreme(min)),
    strict("round", 1, 2, _round),
    strict("floor", 1, 1, _whole(math.floor)),
    strict("ceiling", 1, 1, _whole(math.ceil)),
    strict("abs", 1, 1, _computed(abs)),
    strict("pow", 2, 2, _computed(_power)),
    strict("log", 1, 1, _computed(_log(math.log))),
    strict("log10", 1, 1, _computed(_log(math.log10))),
    strict("exp", 1, 1, _computed(math.exp)),
    strict("exp10", 1, 1, _computed(lambda number: math.pow(10, number))),
    strict("sqrt", 1, 1, _computed(math.sqrt)),
    strict("sin", 1, 1, _computed(math.sin)),
    strict("cos", 1, 1, _computed(math.cos)),
    strict("tan", 1, 1, _computed(math.tan)),
    strict("asin", 1, 1, _computed(math.asin)),
    strict("acos", 1, 1, _computed(math.acos)),
    strict("atan", 1, 1, _computed(math.atan)),
    strict("atan2", 2, 2, _computed(math.atan2)),
    strict("pi", 0, 0, lambda: math.pi),
)
