"""Predicates are found in an expression, whatever stands inside them."""

from __future__ import annotations

import pytest

from profiler.forms.xform_xml import brackets


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("a", []),
        ("a[b]/c[d]", ["[b]", "[d]"]),
        ("a[b[c] and d]", ["[b[c] and d]"]),
        ("a[. = ']']", ["[. = ']']"]),
        ("a]b", []),
        ("a[b", []),
    ],
)
def test_the_outermost_brackets_are_found(expression: str, found: list[str]) -> None:
    assert [expression[start:end] for start, end in brackets(expression)] == found
