"""Checks a built form of any origin, where no tables are at hand: expressions, choices, texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from profiler.forms.definition import FormDefinition, Node, Question, QuestionKind, Repeat, Texts
from profiler.forms.expressions.checking import FAULTS, check
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.parser import parse
from profiler.forms.expressions.syntax import Expression
from profiler.forms.findings import Finding, FindingCode, Severity, error, warning
from profiler.forms.lint import lint_definition
from profiler.forms.lint_conditions import Situation, never_true, silent_questions
from profiler.forms.lint_paths import path_findings
from profiler.forms.lint_places import Places, places_of_definition
from profiler.forms.lint_words import place_finding

_CONDITIONS = frozenset(["relevant", "constraint", "required", "read_only"])


def lint_built(form: FormDefinition, file: str) -> tuple[Finding, ...]:
    """Everything wrong with a built form.

    Args:
        form: the form.
        file: its name, for messages.
    """
    places = places_of_definition(form)
    found = [finding for node in form.walk() for finding in _node_findings(node, form, places, file)]
    found += _asking_findings(form, places, file)
    # An expression that cannot be read is named already, with its column.
    circles = [each for each in lint_definition(form) if each.code is FindingCode.CYCLE]
    return tuple(found) + tuple(replace(each, file=file) for each in circles)


def _node_findings(node: Node, form: FormDefinition, places: Places, file: str) -> Iterator[Finding]:
    for finding in (*_question_findings(node, form, file), *_text_findings(node, form, file)):
        yield _labelled(finding, node, form)
    for column, text in _expressions(node).items():
        for finding in _expression_findings(node, column, text, places, file):
            yield _labelled(finding, node, form)


def _labelled(finding: Finding, node: Node, form: FormDefinition) -> Finding:
    label = node.label.get(form.languages[0], "") if form.languages else ""
    return Finding(
        finding.severity, finding.code, finding.file, finding.line, finding.question, finding.args, label
    )


def _expressions(node: Node) -> Mapping[str, str]:
    """Column of XLSForm -> expression, those that say anything."""
    columns = {"relevant": node.relevant, "read_only": node.readonly}
    if isinstance(node, Repeat):
        columns["repeat_count"] = node.count
    if isinstance(node, Question):
        columns |= {
            "required": node.required,
            "constraint": node.constraint,
            "calculation": node.calculation,
            "choice_filter": node.choice_filter,
        }
    return {column: text for column, text in columns.items() if text}


def _expression_findings(node: Node, column: str, text: str, places: Places, file: str) -> Iterator[Finding]:
    for trouble in check(text):
        severity = Severity.ERROR if trouble.code in FAULTS else Severity.WARNING
        code, said = FindingCode(trouble.code.value), {"column": column, **trouble.args, "expression": text}
        yield Finding(severity, code, file, 0, node.name, said)
    tree = _tree(text)
    if tree is None:
        return
    for found in path_findings(tree, node.path, places, in_choices=column == "choice_filter"):
        told, code, args = place_finding(found, column, text, places.paths)
        yield Finding(told, code, file, 0, node.name, args)
    if column == "constraint" and never_true(tree, Situation(places, node.path)):
        yield error(FindingCode.NEVER_VALID, file, 0, node.name, column=column)


def _tree(text: str) -> Expression | None:
    try:
        return parse(text)
    except ExpressionSyntaxError:
        return None


def _question_findings(node: Node, form: FormDefinition, file: str) -> Iterator[Finding]:
    if not isinstance(node, Question):
        return
    if node.kind is QuestionKind.OTHER:
        yield error(FindingCode.UNSUPPORTED_TYPE, file, 0, node.name, type=node.name)
    if node.kind.is_select and node.row_choices is None and not form.choice_lists.get(node.choice_list or ""):
        yield error(FindingCode.LIST_WITHOUT_CHOICES, file, 0, node.name, list=node.choice_list or "–")


def _text_findings(node: Node, form: FormDefinition, file: str) -> Iterator[Finding]:
    for column, texts in _texts(node):
        for language in form.languages if texts else ():
            if language not in texts:
                context = f"{node.name}:{column}"
                yield warning(
                    FindingCode.UNTRANSLATED, file, 0, node.name, language=language, context=context
                )


def _texts(node: Node) -> Iterator[tuple[str, Texts]]:
    yield "label", node.label
    yield "hint", node.hint


def _asking_findings(form: FormDefinition, places: Places, file: str) -> Iterator[Finding]:
    nodes = {node.path: node for node in form.walk()}
    relevances = {
        path: tree for path, node in nodes.items() if node.relevant and (tree := _tree(node.relevant))
    }
    several = frozenset(
        path
        for path, node in nodes.items()
        if isinstance(node, Question) and node.kind in (QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK)
    )
    silent = silent_questions(relevances, places, several)
    for path, node in nodes.items():
        if path in silent and path.rpartition("/")[0] not in silent:
            finding = warning(FindingCode.NEVER_ASKED, file, 0, node.name, column="relevant")
            yield _labelled(finding, node, form)
