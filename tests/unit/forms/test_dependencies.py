"""What an expression looks at, found without evaluating it."""

from __future__ import annotations

import pytest

from profiler.forms.dependencies import dependencies
from profiler.forms.expressions.parser import parse
from tests.unit.forms.small_forms import form, group, question, repeat

FORM = form(
    question("a"),
    group("page", question("b")),
    repeat("rep", question("x"), question("y"), repeat("deep", question("z"))),
)


@pytest.mark.parametrize(
    ("path", "expression", "expected"),
    [
        ("/data/a", ".", "/data/a"),
        ("/data/a", "../page/b", "/data/page/b"),
        ("/data/a", "/data/rep/x", "/data/rep/x"),
        ("/data/a", "${x}", "/data/rep/x"),
        ("/data/a", "${nobody}", ""),
        ("/data/a", "/data/nowhere", ""),
        ("/data/a", "../..", ""),
        ("/data/a", "/", ""),
        ("/data/a", "count(/data/rep)", "/data/rep"),
        ("/data/a", "randomize(/data/rep)[x = 1]", "/data/rep /data/rep/x"),
        ("/data/a", "randomize()", ""),
        ("/data/a", "once(../page/b)", "/data/a /data/page/b"),
        ("/data/a", "jr:choice-name(${b}, '/data/page/b')", "/data/page/b"),
        ("/data/a", "/data/page/*", "/data/page/b"),
        ("/data/a", "/data/page", "/data/page /data/page/b"),
        ("/data/a", "//z", "/data/rep/deep/z"),
        ("/data/a", "/descendant::z", "/data/rep/deep/z"),
        ("/data/a", "following-sibling::page", "/data/page /data/page/b"),
        ("/data/a", "@id", ""),
        ("/data/a", "b/*", ""),
        ("/data/a", "instance('list')/root/item[of = current()/../page/b]/label", "/data/page/b"),
        ("/data/a", "/data/rep[x = 1]/y", "/data/rep/x /data/rep/y"),
        ("/data/a", "${rep}[x = ${b}]", "/data/rep /data/rep/x /data/page/b"),
        # inside the repeat: @ marks what is looked at in the own row alone
        ("/data/rep/x", "../y", "/data/rep/y@"),
        ("/data/rep/x", "${y}", "/data/rep/y@"),
        ("/data/rep/x", "/data/rep/y", "/data/rep/y@"),
        ("/data/rep/x", "/data/rep[position() = 1]/y", "/data/rep/y"),
        ("/data/rep/x", "/data/rep/y[. > 1]", "/data/rep/y@"),
        ("/data/rep/x", "../../rep/y", "/data/rep/y"),
        ("/data/rep/x", "count(/data/rep)", "/data/rep"),
        ("/data/rep/x", "position(..)", "/data/rep@"),
        ("/data/rep/x", "indexed-repeat(/data/rep/y, /data/rep, 1)", "/data/rep /data/rep/y"),
        ("/data/rep/x", "indexed-repeat(${y}, ${rep}, 1)", "/data/rep /data/rep/y"),
        ("/data/rep/x", "${z}", "/data/rep/deep/z@"),
        ("/data/rep/deep/z", "../../x", "/data/rep/x@"),
        ("/data/rep/deep/z", "count(../../deep)", "/data/rep/deep@"),
    ],
)
def test_an_expression_looks_at(path: str, expression: str, expected: str) -> None:
    found = dependencies(parse(expression), path, FORM)
    assert {f"{each.path}{'@' if each.same_row else ''}" for each in found} == set(expected.split())


def test_in_a_choice_filter_bare_names_are_columns() -> None:
    found = dependencies(parse("a = ${b}"), "/data/a", FORM, in_choices=True)
    assert {each.path for each in found} == {"/data/page/b"}
