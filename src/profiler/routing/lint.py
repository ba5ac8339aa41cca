"""Looks over rules before they are used: names, codes, functions, kinds, papers, age of the legal check."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from profiler.forms.expressions.deciding import references
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.library import is_supported
from profiler.forms.expressions.parser import parse
from profiler.forms.expressions.syntax import Binary, Call, Expression, Literal, Path, Reference, walk
from profiler.routing.plans import Rule

STALE_AFTER = timedelta(days=180)
"""How long a legal check holds before somebody has to look again."""

_LISTS = ("selected",)


class RuleProblem(StrEnum):
    """What is wrong with a rule. Clients have a sentence for each."""

    SYNTAX = "syntax"
    UNKNOWN_FUNCTION = "unknown_function"
    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_CODE = "unknown_code"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_BRING = "unknown_bring"
    CHECK_TOO_OLD = "check_too_old"
    CHECKED_IN_FUTURE = "checked_in_future"
    OUT_OF_DATE = "out_of_date"


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """One finding; `subject` is the name, code or position it is about."""

    rule_id: str
    problem: RuleProblem
    subject: str


@dataclass(frozen=True, slots=True)
class Known:
    """What rules may name.

    Attributes:
        vocabulary: question and repeat names -> choice codes, empty for questions without a list.
        kinds: station kinds.
        bring: codes of the bring list.
    """

    vocabulary: Mapping[str, frozenset[str]]
    kinds: Collection[str]
    bring: Collection[str]


def check_rules(rules: Sequence[Rule], known: Known, today: date) -> tuple[RuleFinding, ...]:
    """All findings, rule by rule."""
    return tuple(finding for rule in rules for finding in _check(rule, known, today))


def _check(rule: Rule, known: Known, today: date) -> Iterator[RuleFinding]:
    def found(problem: RuleProblem, subject: str) -> RuleFinding:
        return RuleFinding(rule.rule_id, problem, subject)

    if rule.per_row and rule.per_row not in known.vocabulary:
        yield found(RuleProblem.UNKNOWN_QUESTION, rule.per_row)
    for text in filter(None, (rule.condition, rule.deadline)):
        for problem, subject in _check_expression(text, known):
            yield found(problem, subject)
    if rule.station_kind not in known.kinds:
        yield found(RuleProblem.UNKNOWN_KIND, rule.station_kind)
    for code in rule.bring:
        if code not in known.bring:
            yield found(RuleProblem.UNKNOWN_BRING, code)
    if today - rule.checked_on > STALE_AFTER:
        yield found(RuleProblem.CHECK_TOO_OLD, rule.checked_on.isoformat())
    if rule.checked_on > today:
        yield found(RuleProblem.CHECKED_IN_FUTURE, rule.checked_on.isoformat())
    if rule.valid_to is not None and rule.valid_to < today:
        yield found(RuleProblem.OUT_OF_DATE, rule.valid_to.isoformat())


def _check_expression(text: str, known: Known) -> Iterator[tuple[RuleProblem, str]]:
    try:
        tree = parse(text)
    except ExpressionSyntaxError as error:
        yield RuleProblem.SYNTAX, str(error.at)
        return
    for name in sorted(references(text) - set(known.vocabulary)):
        yield RuleProblem.UNKNOWN_QUESTION, name
    for node in walk(tree):
        if isinstance(node, Call) and not is_supported(node.name):
            yield RuleProblem.UNKNOWN_FUNCTION, node.name
        for name, code in _compared(node):
            codes = known.vocabulary.get(name, frozenset())
            if codes and code and code not in codes:
                yield RuleProblem.UNKNOWN_CODE, f"{name}={code}"


def compared_codes(text: str) -> tuple[tuple[str, str], ...]:
    """Question names of an expression, each with a choice code it is compared with.

    Raises:
        ExpressionSyntaxError: the text is not an expression.
    """
    return tuple(pair for node in walk(parse(text)) for pair in _compared(node))


def _compared(node: Expression) -> Iterator[tuple[str, str]]:
    """Question names with the codes they are compared with: `${x} = 'code'`, `selected(${x}, 'code')`."""
    match node:
        case Binary("=" | "!=", left, Literal(code)):
            yield from ((name, code) for name in _named(left))
        case Binary("=" | "!=", Literal(code), right):
            yield from ((name, code) for name in _named(right))
        case Call(function, (asked, Literal(code))) if function in _LISTS:
            yield from ((name, code) for name in _named(asked))
        case _:
            return


def _named(node: Expression) -> tuple[str, ...]:
    match node:
        case Reference(name):
            return (name,)
        case Path(False, _, (*_, last)) if last.axis == "child":
            return (last.test,)
        case _:
            return ()
