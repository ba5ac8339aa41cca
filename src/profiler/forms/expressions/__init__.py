"""The expression language: one for form logic, routing, sheets and figures."""

from profiler.forms.expressions.checking import ExpressionFinding, Trouble, check
from profiler.forms.expressions.deciding import (
    Decision,
    Outcome,
    PlainAnswers,
    RowValues,
    decide,
    evaluate,
    references,
)
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.values import EvaluationError

__all__ = [
    "Decision",
    "EvaluationError",
    "ExpressionFinding",
    "ExpressionSyntaxError",
    "Outcome",
    "PlainAnswers",
    "RowValues",
    "Trouble",
    "check",
    "decide",
    "evaluate",
    "references",
]
