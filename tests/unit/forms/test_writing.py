"""A syntax tree written as an expression reads as the same tree again."""

from __future__ import annotations

import pytest

from profiler.forms.expressions.parser import parse
from profiler.forms.expressions.writing import written


@pytest.mark.parametrize(
    ("expression", "as_written"),
    [
        ("1+2*3", "1 + 2 * 3"),
        ("(1+2)*3", "(1 + 2) * 3"),
        ("1-(2-3)", "1 - (2 - 3)"),
        ("1-2-3", "1 - 2 - 3"),
        ("--1", "--1"),
        ("-(1+2)", "-(1 + 2)"),
        ("(a or b) and c", "(a or b) and c"),
        ("a or b and c", "a or b and c"),
        ("${ x }!='it'", "${x} != 'it'"),
        ('"it\'s"', '"it\'s"'),
        ("/", "/"),
        ("/data/rep[ position()=2 ]/x", "/data/rep[position() = 2]/x"),
        ("../x | ./y | .", "../x | ./y | ."),
        ("@id", "@id"),
        ("ancestor::node()[2]/x", "ancestor::node()[2]/x"),
        ("//x", "/descendant-or-self::node()/x"),
        ("instance('a')/root/item[1][2]", "instance('a')/root/item[1][2]"),
        ("${rep}[x=1]/y", "${rep}[x = 1]/y"),
        ("(a|b)[1]", "(a | b)[1]"),
        ("(1+a)/b", "(1 + a)/b"),
        ("(/a/b)[1]/c", "(/a/b)[1]/c"),
        ("(a)/b", "(a)/b"),
        ("(/) or a", "(/) or a"),
        ("f(/)", "f(/)"),
        ("((a)[1])[2]", "((a)[1])[2]"),
        ("if(1,2,f())", "if(1, 2, f())"),
        ("processing-instruction('z')", "processing-instruction('z')"),
    ],
)
def test_written_again(expression: str, as_written: str) -> None:
    tree = parse(expression)
    assert written(tree) == as_written
    assert parse(as_written) == tree
