"""Runs one expression of a form; what cannot be worked out is logged without a word of the answers."""

from __future__ import annotations

import logging

from profiler.forms.expressions.compiler import Evaluate
from profiler.forms.expressions.context import Context, Environment
from profiler.forms.expressions.nodes import Node
from profiler.forms.expressions.values import EvaluationError, Value
from profiler.forms.items import Item

_log = logging.getLogger(__name__)

_BY_THE_ANSWER = frozenset(["invalid_date", "invalid_argument"])
"""Failures an answer can cause, e.g. a half-typed date; all others are faults of the form."""


def evaluated(
    evaluate: Evaluate, node: Node, origin: Item, environment: Environment, otherwise: Value
) -> Value:
    """The outcome of an expression.

    Args:
        evaluate: the expression.
        node: context node, `.`.
        origin: the question it belongs to, `current()`.
        environment: of the record.
        otherwise: the outcome if it cannot be worked out.
    """
    try:
        return evaluate(Context(node, environment, origin))
    except EvaluationError as error:
        level = logging.DEBUG if error.reason in _BY_THE_ANSWER else logging.WARNING
        _log.log(level, "expression failed: question=%s reason=%s", origin.name, error.reason)
        return otherwise
