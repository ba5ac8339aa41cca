"""Functions over numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal

from profiler.forms.expressions.context import Context
from profiler.forms.expressions.registry import ANY_NUMBER, Function, numeric, strict
from profiler.forms.expressions.values import Value, to_nodes, to_number

_MOST_PLACES = 400
"""More decimal places, before or behind the point, than any number has."""


def _all_numbers(context: Context, values: tuple[Value, ...]) -> list[float]:
    zone = context.environment.zone
    numbers: list[float] = []
    for value in values:
        if isinstance(value, list):
            numbers += [to_number(node.text, zone) for node in value]
        else:
            numbers.append(to_number(value, zone))
    return numbers


def _sum(context: Context, nodes: Value) -> float:
    numbers = _all_numbers(context, (to_nodes(nodes, "sum"),))
    try:
        return math.fsum(numbers)
    except (OverflowError, ValueError):  # beyond the largest number
        return float(sum(numbers))


def _extreme(choose: Callable[[list[float]], float]) -> Callable[..., Value]:
    def call(context: Context, *values: Value) -> Value:
        numbers = _all_numbers(context, values)
        if not numbers or any(math.isnan(number) for number in numbers):
            return math.nan
        return choose(numbers)

    return call


def _round(number: float, places: float = 0.0) -> float:
    """Half towards +infinity as in XPath 1.0, rounding the decimal digits one sees (2.345 -> 2.35)."""
    if not math.isfinite(number) or math.isnan(places):
        return number
    unit = Decimal(1).scaleb(-int(max(-_MOST_PLACES, min(_MOST_PLACES, places))))
    exact = Decimal(repr(number)) / unit + Decimal("0.5")
    return float(exact.to_integral_value(ROUND_FLOOR) * unit)


def _whole(cut: Callable[[float], int]) -> Callable[[float], Value]:
    return lambda number: float(cut(number)) if math.isfinite(number) else number


def _computed(compute: Callable[..., float]) -> Callable[..., Value]:
    """A function of `math` whose impossible arguments give NaN and whose overflow gives infinity."""

    def call(*numbers: float) -> Value:
        try:
            return float(compute(*numbers))
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


def _number(context: Context, value: Value | None = None) -> float:
    return to_number(context.node.text if value is None else value, context.environment.zone)


NUMBER_FUNCTIONS: tuple[Function, ...] = (
    Function("number", 0, 1, _number),
    Function("random", 0, 0, lambda context: context.environment.chance.random()),
    Function("sum", 1, 1, _sum),
    Function("max", 1, ANY_NUMBER, _extreme(max)),
    Function("min", 1, ANY_NUMBER, _extreme(min)),
    numeric("int", 1, 1, _whole(math.trunc)),
    numeric("round", 1, 2, _round),
    numeric("floor", 1, 1, _whole(math.floor)),
    numeric("ceiling", 1, 1, _whole(math.ceil)),
    numeric("abs", 1, 1, _computed(abs)),
    numeric("pow", 2, 2, _computed(_power)),
    numeric("log", 1, 1, _computed(_log(math.log))),
    numeric("log10", 1, 1, _computed(_log(math.log10))),
    numeric("exp", 1, 1, _computed(math.exp)),
    numeric("exp10", 1, 1, _computed(lambda number: math.pow(10, number))),
    numeric("sqrt", 1, 1, _computed(math.sqrt)),
    numeric("sin", 1, 1, _computed(math.sin)),
    numeric("cos", 1, 1, _computed(math.cos)),
    numeric("tan", 1, 1, _computed(math.tan)),
    numeric("asin", 1, 1, _computed(math.asin)),
    numeric("acos", 1, 1, _computed(math.acos)),
    numeric("atan", 1, 1, _computed(math.atan)),
    numeric("atan2", 2, 2, _computed(math.atan2)),
    strict("pi", 0, 0, lambda: math.pi),
)
