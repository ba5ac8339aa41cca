"""Checks the expressions of a form's tables: sound, portable, and speaking of what exists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from profiler.forms.expressions.checking import FAULTS, check, is_bare_reference
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.parser import parse
from profiler.forms.expressions.syntax import Binary, Call, Expression, Literal, Path, Reference, Step, walk
from profiler.forms.findings import Finding, FindingCode, Severity, error
from profiler.forms.source import LOGIC_COLUMNS, SURVEY, TRANSLATED, SourceRow

PLAIN_TRUTHS = frozenset(["yes", "no", "true", "false", "true()", "false()"])
"""What XLSForm allows in `required` and `readonly` besides expressions."""

_TRUTH_COLUMNS = frozenset(["relevant", "constraint", "required", "read_only"])
_PLACEHOLDER = re.compile(r"\$\{\s*([^\s}]+)\s*\}")


@dataclass(frozen=True, slots=True)
class Names:
    """What the tables define.

    Attributes:
        questions: name of every question, group and repeat -> its list of choices, "" if it has none.
        codes: choice list -> its codes.
        columns: columns of the choices table.
    """

    questions: Mapping[str, str]
    codes: Mapping[str, frozenset[str]]
    columns: frozenset[str]


def expression_findings(row: SourceRow, names: Names) -> Iterator[Finding]:
    """Everything wrong with the expressions and placeholders of one row of the survey."""
    for column in LOGIC_COLUMNS:
        text = row[column]
        if text and text.lower() not in PLAIN_TRUTHS:
            yield from _column_findings(row, column, text, names)
    if "(" in row["default"] or "${" in row["default"]:
        yield from _column_findings(row, "default", row["default"], names)
    for column in TRANSLATED:
        for name in _PLACEHOLDER.findall(row[column]):
            if name not in names.questions:
                yield error(
                    FindingCode.UNKNOWN_QUESTION, SURVEY, row.line, row["name"], column=column, name=name
                )


def _column_findings(row: SourceRow, column: str, text: str, names: Names) -> Iterator[Finding]:
    for trouble in check(text):
        severity = Severity.ERROR if trouble.code in FAULTS else Severity.WARNING
        args = {"column": column, **trouble.args}
        yield Finding(severity, FindingCode(trouble.code.value), SURVEY, row.line, row["name"], args)
    if column in _TRUTH_COLUMNS and is_bare_reference(text):
        yield error(FindingCode.BARE_TRUTH, SURVEY, row.line, row["name"], column=column, reference=text)
    try:
        tree = parse(text)
    except ExpressionSyntaxError:
        return
    for name in sorted({node.name for node in walk(tree) if isinstance(node, Reference)}):
        if name not in names.questions:
            yield error(FindingCode.UNKNOWN_QUESTION, SURVEY, row.line, row["name"], column=column, name=name)
    for question, code in _compared_codes(tree, row["name"]):
        known = names.codes.get(names.questions.get(question, ""))
        if known is not None and code not in known:
            yield error(
                FindingCode.UNKNOWN_CODE,
                SURVEY,
                row.line,
                row["name"],
                column=column,
                name=question,
                choice=code,
            )
    if column == "choice_filter":
        for name in sorted(_bare_names(tree) - names.columns):
            yield error(
                FindingCode.UNKNOWN_CHOICE_COLUMN, SURVEY, row.line, row["name"], column=column, name=name
            )


def _bare_names(tree: Expression) -> set[str]:
    return {node.steps[0].test for node in walk(tree) if _is_bare_name(node) and isinstance(node, Path)}


def _is_bare_name(node: Expression) -> bool:
    match node:
        case Path(False, None, (Step("child", test, ()),)):
            return test != "*" and not test.endswith(")")
        case _:
            return False


def compared_codes(expression: str) -> frozenset[tuple[str, str]]:
    """Every (question, code) an expression compares, as in `${x} = 'code'` and `selected(${x}, 'code')`.

    Raises:
        ExpressionSyntaxError: the text is not an expression.
    """
    return frozenset(_compared_codes(parse(expression), ""))


def _compared_codes(tree: Expression, own_name: str) -> Iterator[tuple[str, str]]:
    for node in walk(tree):
        match node:
            case Binary("=" | "!=", left, Literal(code)) | Binary("=" | "!=", Literal(code), left):
                named = _named(left, own_name)
            case Call("selected", (left, Literal(code))):
                named = _named(left, own_name)
            case _:
                continue
        if named and code:
            yield named, code


def _named(node: Expression, own_name: str) -> str:
    match node:
        case Reference(name):
            return name
        case Path(False, None, (Step("child", name, ()),)):
            return name
        case Path(False, None, (Step("self", _, ()),)):
            return own_name
        case _:
            return ""
