"""Checks the expressions of a form's tables: sound, portable, and speaking of what exists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from profiler.forms.expressions.checking import FAULTS, ExpressionFinding, Trouble, check, is_bare_reference
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.parser import parse
from profiler.forms.expressions.syntax import (
    Binary,
    Call,
    Expression,
    Filter,
    Literal,
    Path,
    Reference,
    Step,
    children,
    walk,
)
from profiler.forms.findings import Finding, FindingCode, Severity
from profiler.forms.lint_marks import survey_error, survey_finding, survey_warning
from profiler.forms.lint_paths import path_findings
from profiler.forms.lint_places import Places
from profiler.forms.lint_words import is_word, place_finding
from profiler.forms.source import LOGIC_COLUMNS, TRANSLATED
from profiler.forms.source_tables import SourceRow

PLAIN_TRUTHS = frozenset(["yes", "no", "true", "false", "true()", "false()"])
"""What XLSForm allows in `required` and `readonly` besides expressions."""

TRUTH_COLUMNS = frozenset(["relevant", "constraint", "required", "read_only"])
_NAMING_COLUMNS = ("trigger", "parameters", "type")
_PLACEHOLDER = re.compile(r"\$\{\s*([^\s}]+)\s*\}")
_HALF_PLACEHOLDER = re.compile(r"\$\s*\{(?![^{}]*\})|\$\s+\{|\$[^\W\d]\w*\}")
_BOOLEANS = frozenset(
    ["true", "false", "not", "boolean", "boolean-from-string", "selected", "contains", "starts-with"]
    + ["ends-with", "regex", "checklist", "weighted-checklist"]
)
_BOOLEAN_OPERATORS = frozenset(["and", "or", "=", "!=", "<", "<=", ">", ">="])


@dataclass(frozen=True, slots=True)
class Names:
    """What the tables define.

    Attributes:
        questions: name of every question, group and repeat -> its list of choices, "" if it has none.
        codes: choice list -> its codes.
        columns: columns of the choices table.
        places: where everything lies.
        booleans: names of the calculations whose result is true or false.
    """

    questions: Mapping[str, str]
    codes: Mapping[str, frozenset[str]]
    columns: frozenset[str]
    places: Places
    booleans: frozenset[str] = frozenset()


def expression_findings(row: SourceRow, names: Names) -> Iterator[Finding]:
    """Everything wrong with the expressions and placeholders of one row of the survey."""
    for column in LOGIC_COLUMNS:
        text = row[column]
        if text and text.lower() not in PLAIN_TRUTHS:
            yield from _column_findings(row, column, text, names)
    if "(" in row["default"] or "${" in row["default"]:
        yield from _column_findings(row, "default", row["default"], names)
    for column in (*TRANSLATED, *_NAMING_COLUMNS):
        for name in _PLACEHOLDER.findall(row[column]):
            if name not in names.questions:
                yield survey_error(FindingCode.UNKNOWN_QUESTION, row, column=column, name=name)
    for column in TRANSLATED:
        if half := half_placeholder(row[column]):
            yield survey_error(FindingCode.BROKEN_PLACEHOLDER, row, column=column, found=half)


def half_placeholder(text: str) -> str:
    """Where a text seems to mean `${name}` and does not write it, "" if nowhere."""
    found = _HALF_PLACEHOLDER.search(text)
    return text[found.start() : found.start() + 20] if found else ""


def _column_findings(row: SourceRow, column: str, text: str, names: Names) -> Iterator[Finding]:
    for trouble in check(text):
        # A word alone is told by where it leads: nowhere.
        if trouble.code is not Trouble.BARE_TRUTH or not _is_lost_word(trouble.args["reference"], names):
            yield _in_words(row, column, trouble, names)
    try:
        tree = parse(text)
    except ExpressionSyntaxError:
        return
    if column in TRUTH_COLUMNS and is_bare_reference(text) and not _is_lost_word(text, names):
        bare = ExpressionFinding(Trouble.BARE_TRUTH, {"reference": _bare(tree, text)})
        yield _in_words(row, column, bare, names)
    yield from _naming(row, column, tree, names)
    yield from _places(row, column, tree, names)
    for reference in compared_booleans(tree, names.booleans):
        yield survey_warning(FindingCode.BOOLEAN_AS_TEXT, row, column=column, reference=reference)
    if counts_without_row(tree):
        yield survey_warning(FindingCode.POSITION_WITHOUT_ROW, row, column=column)


def _is_lost_word(text: str, names: Names) -> bool:
    return is_word(text) and text not in names.questions


def _in_words(row: SourceRow, column: str, trouble: ExpressionFinding, names: Names) -> Finding:
    args = {"column": column, **trouble.args}
    if trouble.code is Trouble.SYNTAX:
        args["expression"] = row[column]
    if trouble.code is Trouble.BARE_TRUTH and args["reference"].strip("${}") in names.booleans:
        args["reference"] = args["reference"].strip("${}")
        return survey_error(FindingCode.BOOLEAN_AS_TEXT, row, **args)
    if args.get("reference") in names.questions:
        args["reference"] = f"${{{args['reference']}}}"
    severity = Severity.ERROR if trouble.code in FAULTS else Severity.WARNING
    return survey_finding(severity, FindingCode(trouble.code.value), row, **args)


def _bare(tree: Expression, text: str) -> str:
    return tree.name if isinstance(tree, Reference) else text


def _naming(row: SourceRow, column: str, tree: Expression, names: Names) -> Iterator[Finding]:
    for name in sorted({node.name for node in walk(tree) if isinstance(node, Reference)}):
        if name not in names.questions:
            yield survey_error(FindingCode.UNKNOWN_QUESTION, row, column=column, name=name)
    in_choices = column == "choice_filter"
    for question, code in _compared_codes(tree, row["name"], in_choices=in_choices):
        known = names.codes.get(names.questions.get(question, ""))
        if known is not None and code not in known:
            yield survey_error(FindingCode.UNKNOWN_CODE, row, column=column, name=question, choice=code)
    # Only of a list of choices.csv the columns are known here.
    if in_choices and names.questions.get(row["name"]):
        for name in sorted(_bare_names(tree) - names.columns):
            yield survey_error(FindingCode.UNKNOWN_CHOICE_COLUMN, row, column=column, name=name)


def _places(row: SourceRow, column: str, tree: Expression, names: Names) -> Iterator[Finding]:
    origin = names.places.paths[row["name"]]
    for found in path_findings(tree, origin, names.places, in_choices=column == "choice_filter"):
        severity, code, args = place_finding(found, column, row[column], names.questions)
        yield survey_finding(severity, code, row, **args)


def _bare_names(tree: Expression) -> set[str]:
    return {node.steps[0].test for node in walk(tree) if _is_bare_name(node) and isinstance(node, Path)}


def _is_bare_name(node: Expression) -> bool:
    match node:
        case Path(False, None, (Step("child", test, ()),)):
            return test != "*" and not test.endswith(")")
        case _:
            return False


def is_boolean(tree: Expression) -> bool:
    """Whether the result of an expression is true or false."""
    match tree:
        case Binary(operator, _, _):
            return operator in _BOOLEAN_OPERATORS
        case Call("if", (_, yes, no)):
            return is_boolean(yes) and is_boolean(no)
        case Call(name, _):
            return name in _BOOLEANS
        case _:
            return False


def compared_booleans(tree: Expression, booleans: frozenset[str]) -> Iterator[str]:
    """Calculations of a truth that are compared with one: stored as text, "false" counts as true."""
    for node in walk(tree):
        match node:
            case Binary("=" | "!=", Reference(name), Call("true" | "false", ())) | Binary(
                "=" | "!=", Call("true" | "false", ()), Reference(name)
            ) if name in booleans:
                yield name
            case _:
                continue


def counts_without_row(tree: Expression) -> bool:
    """Whether `position()` stands outside a predicate, where it counts nothing."""
    match tree:
        case Call("position", ()):
            return True
        case Path(_, start, _):
            return start is not None and counts_without_row(start)
        case Filter(base, _):
            return counts_without_row(base)
        case _:
            return any(counts_without_row(child) for child in children(tree))


def compared_codes(expression: str) -> frozenset[tuple[str, str]]:
    """Every (question, code) an expression compares, as in `${x} = 'code'` and `selected(${x}, 'code')`.

    Raises:
        ExpressionSyntaxError: the text is not an expression.
    """
    return frozenset(_compared_codes(parse(expression), ""))


def _compared_codes(
    tree: Expression, own_name: str, *, in_choices: bool = False
) -> Iterator[tuple[str, str]]:
    for node in walk(tree):
        match node:
            case Binary("=" | "!=", left, Literal(code)) | Binary("=" | "!=", Literal(code), left):
                pass
            case Call("selected", (left, Literal(code))):
                pass
            case _:
                continue
        # In the filter of a choice list a bare name is a column of the list.
        named = _named(left, own_name) if isinstance(left, Reference) or not in_choices else ""
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
