"""Patterns of `regex()`: the same answers as Python's engine, and none that hangs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiler.forms.expressions.checking import Trouble, check
from profiler.forms.expressions.patterns import PatternError, pattern

ENDLESS = "a" * 3000

WILD = (
    ("(a+)+$", ENDLESS + "b", False),
    ("^(a|a)*$", ENDLESS + "b", False),
    ("(a|aa)+", ENDLESS, True),
    ("((a*)*)*b", ENDLESS, False),
    ("a*a*a*a*b", ENDLESS, False),
    ("(a+)+(?!b).", ENDLESS, True),
    (r"^([A-Za-z]+ ?)+$", "Anna Maria von und zu Habsburg", True),
    (r"^([A-Za-z]+ ?)+$", "Anna Maria von und zu Habsburg-", False),
    (r"^((25[0-5]|[01]?\d?\d)\.){3}\d+$", "192.168.1.1", True),
)
"""Patterns that engines which try out one way after the other never come back from."""


@pytest.mark.parametrize(("written", "text", "expected"), WILD)
def test_no_pattern_hangs(written: str, text: str, expected: bool) -> None:
    assert pattern(written)(text) is expected


@pytest.mark.parametrize(
    "written",
    ["[", "(", "a{2,1}", "a{4294967296}", "(" * 5000 + ")" * 5000, r"(a+)+\1", "((a{1,99}){1,99}){1,99}"],
    ids=lambda written: written[:12],
)
def test_what_cannot_be_followed_in_bounded_time_is_refused(written: str) -> None:
    with pytest.raises(PatternError):
        pattern(written)
    assert Trouble.INVALID_PATTERN in {each.code for each in check(f"regex(., '{written}')")}


_PIECES = st.sampled_from(
    [
        "a",
        "b",
        ".",
        "[ab]",
        "[^a]",
        r"\d",
        r"\w",
        r"\s",
        r"[^\d]",
        "[]a]",
        r"[\]^-]",
        "A",
        "1",
        "[a-c1]",
        "\n",
    ]
    + ["^", "$", r"\b", r"\B", r"\A", r"\Z"]
)
_TIMES = st.sampled_from(["*", "+", "?", "{1,2}", "{2}", "{0,3}", "*?", "+?"])
_PATTERNS = st.recursive(
    _PIECES,
    lambda inner: (
        st.builds("{}{}".format, inner, inner)
        | st.builds("({}{}|{})".format, st.sampled_from(["", "?:", "?=", "?!"]), inner, inner)
        | st.builds("(?:{}){}".format, inner, _TIMES)
    ),
    max_leaves=8,
)


@given(st.sampled_from(["", "(?i)", "(?s)", "(?m)"]), _PATTERNS, st.text("abA1- \n", max_size=7))
def test_a_wild_pattern_says_what_pythons_engine_says(flags: str, inner: str, text: str) -> None:
    written = f"{flags}(?:(?:{inner})+)+|"
    assert pattern(written)(text) is (re.compile(written, re.ASCII).fullmatch(text) is not None)
