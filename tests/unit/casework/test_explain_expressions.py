"""Whoever writes an expression as in other programs is told how it is written here."""

from __future__ import annotations

import pytest

from profiler.casework.explain_expressions import unknown_function, unreadable
from profiler.casework.explain_findings import table_fault
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.parser import parse


def told(expression: str) -> tuple[str, str]:
    with pytest.raises(ExpressionSyntaxError) as broken:
        parse(expression)
    return unreadable(expression, str(broken.value.at + 1), broken.value.found)


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        ("${a} = 1 AND ${b} = 2", "Schreiben Sie and statt AND."),
        ("${a} = 1 Or ${b} = 2", "Schreiben Sie or statt Or."),
        ("${a} = 1 und ${b} = 2", "Schreiben Sie and statt und."),
        ("${a} = 1 && ${b} = 2", "Schreiben Sie and statt &&."),
        ("${a} = 1 || ${b} = 2", "Schreiben Sie or statt ||."),
        ("${a} == 1", "Schreiben Sie = statt ==."),
        ("${a} <> 1", "Schreiben Sie != statt <>."),
        ("${a} => 1", "Schreiben Sie >= statt =>."),
        ("${a} ≤ 1", "Schreiben Sie <= statt ≤."),
        ("${a} kleiner 18", "Schreiben Sie < statt kleiner."),
        ("nicht ${a}", "Schreiben Sie not(…) statt nicht."),
        ("not ${a}", "Schreiben Sie not(…) statt not."),
        ("!${a}", "Schreiben Sie not(…) statt !."),
        ("${a} / 2", "Schreiben Sie div statt /."),
        ("${a} % 2", "Schreiben Sie mod statt %."),
        ("if(${a} = 1; 2; 3)", "Schreiben Sie , statt ;."),
        ("${a} > 1,5", "Schreiben Sie 1.5 mit einem Punkt."),
        ("${a} = „x“", "Nehmen Sie gerade Anführungszeichen: '…'."),
        ("${a} = ’x’", "Nehmen Sie gerade Anführungszeichen: '…'."),
        ("${a} = 'x", "Das Anführungszeichen ' wird nicht geschlossen."),
        ("${age < 18", "Schließen Sie den Verweis: ${age}."),
        ("$age < 18", "Ein Verweis heißt ${age}."),
        ("{age} < 18", "Ein Verweis heißt ${age}."),
        ("(${a} = 1", "Es fehlt eine schließende Klammer )."),
        ("${a} = ')' )", "Eine schließende Klammer ) ist zu viel."),
        ("${a} = 1 and", "Am Ende fehlt etwas."),
        ("${a} = = 3", "Prüfen Sie Klammern und Anführungszeichen."),
        ("${a} = 5 €", "Prüfen Sie Klammern und Anführungszeichen."),
        ("} > 5", "Prüfen Sie Klammern und Anführungszeichen."),
    ],
)
def test_a_habit_from_elsewhere_is_recognised(expression: str, hint: str) -> None:
    assert told(expression) == (expression, hint)


def test_a_long_expression_is_shown_around_the_place() -> None:
    begin, end = "${a} = 1 and " * 20, " and ${b} = 2" * 20
    excerpt, hint = told(f"{begin}${{c}} == 3{end}")
    assert (excerpt[0], excerpt[-1]) == ("…", "…")
    assert "${c} == 3" in excerpt
    assert len(excerpt) < 70
    assert hint == "Schreiben Sie = statt ==."


@pytest.mark.parametrize(
    ("function", "hint"),
    [
        ("Today", "Meinten Sie today()?"),
        ("count_selected", "Meinten Sie count-selected()?"),
        ("selectd", "Meinten Sie selected()?"),
        ("wenn", "Die möglichen stehen in forms/README.md."),
        ("Area", "Die möglichen stehen in forms/README.md."),
    ],
)
def test_a_function_that_is_meant_is_named(function: str, hint: str) -> None:
    assert unknown_function(function) == hint


def test_where_the_expression_is_not_known_its_end_is_named_all_the_same() -> None:
    details = {"reason": "syntax", "question": "age", "column": "relevant", "at": "9", "found": ""}
    assert table_fault(details) == (
        "Der Ausdruck in „relevant“ ist nicht lesbar, bei Zeichen 9: „Ende“. "
        "Prüfen Sie Klammern und Anführungszeichen."
    )
