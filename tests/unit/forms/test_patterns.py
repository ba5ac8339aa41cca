"""Patterns of `regex()`: whole texts, ASCII, and none that hangs."""

from __future__ import annotations

import pytest

from profiler.forms.expressions.checking import Trouble, check
from profiler.forms.expressions.compiler import compile_expression
from profiler.forms.expressions.context import Context, Environment
from profiler.forms.expressions.nodes import Node
from profiler.forms.expressions.patterns import PatternError, pattern
from profiler.forms.expressions.values import EvaluationError
from tests.unit.forms.small_forms import TODAY


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("b", "abc", False),
        ("a|abc", "abc", True),
        (r"\d+", "12", True),
        (r"\d+", "١٢", False),
        (r"\w+", "grün", False),
        (r"^([A-Za-z]+ ?)+$", "Anna Maria von und zu Habsburg", True),
        (r"^((25[0-5]|[01]?\d?\d)\.){3}\d+$", "192.168.1.1", True),
        ("(?i)[a-z]+", "ABC", True),
        ("(?=.*[0-9]).{4,}", "abc1", True),
        ("a.b", "a\nb", False),
    ],
)
def test_a_pattern_is_about_the_whole_text_and_ascii(written: str, text: str, expected: bool) -> None:
    assert pattern(written)(text) is expected


@pytest.mark.parametrize(
    "written",
    ["[", "(", "a{2,1}", "(" * 5000 + ")" * 5000],
    ids=lambda written: written[:12],
)
def test_what_is_no_pattern_is_refused_and_found_by_the_check(written: str) -> None:
    with pytest.raises(PatternError):
        pattern(written)
    assert Trouble.INVALID_PATTERN in {each.code for each in check(f"regex(., '{written}')")}


@pytest.mark.parametrize("written", ["^(a|aa)+$", "^(a|a)*$"])
def test_a_pattern_that_never_comes_back_is_stopped(written: str) -> None:
    evaluate = compile_expression(f"regex(., '{written}')")
    node = Node("q", value="a" * 4000 + "b")
    with pytest.raises(EvaluationError, match="invalid_pattern"):
        evaluate(Context(node, Environment(node, lambda: TODAY)))


def test_a_pattern_longer_than_any_form_has_is_refused() -> None:
    with pytest.raises(PatternError):
        pattern("a" * 5000)
