"""Functions over truth values, and those that choose."""

from __future__ import annotations

from profiler.forms.expressions.context import Context
from profiler.forms.expressions.registry import ANY_NUMBER, Function, Waiting, strict
from profiler.forms.expressions.values import EvaluationError, Value, to_boolean, to_number, to_text


def _if(context: Context, condition: Waiting, then: Waiting, otherwise: Waiting) -> Value:
    return then(context) if to_boolean(condition(context)) else otherwise(context)


def _coalesce(context: Context, *values: Waiting) -> Value:
    for value in values:
        text = to_text(value(context))
        if text not in ("", "NaN"):
            return text
    return ""


def _once(context: Context, value: Waiting) -> Value:
    if context.origin.text:
        return context.origin.text
    text = to_text(value(context))
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


def _weights(values: tuple[Value, ...]) -> list[float]:
    weights: list[float] = []
    for value in values:
        weights += [to_number(node.text) for node in value] if isinstance(value, list) else [to_number(value)]
    return weights


def _weighted_checklist(least: Value, most: Value, *pairs: Value) -> bool:
    if len(pairs) % 2:
        raise EvaluationError("arity", "weighted-checklist")
    truths = _truths(pairs[::2])
    weights = _weights(pairs[1::2])
    if len(truths) != len(weights):
        raise EvaluationError("arity", "weighted-checklist")
    return _checked(least, most, sum(weight for truth, weight in zip(truths, weights, strict=True) if truth))


TRUTH_FUNCTIONS: tuple[Function, ...] = (
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
)
