"""Evaluates conditions over plain answers: yes, no, or open for want of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import TypeAlias

from profiler.forms.expressions.compiler import Evaluate, compile_tree
from profiler.forms.expressions.context import Context, Environment
from profiler.forms.expressions.nodes import Node
from profiler.forms.expressions.parser import parse
from profiler.forms.expressions.syntax import (
    Binary,
    Call,
    Expression,
    Filter,
    Literal,
    Negation,
    Number,
    Path,
    Reference,
    Step,
    walk,
)
from profiler.forms.expressions.values import Value, to_boolean, to_text

RowValues: TypeAlias = Mapping[str, str]
"""One row of a repeat: question name -> value; a name that is not relevant in this row is missing."""


@dataclass(frozen=True, slots=True)
class PlainAnswers:
    """The answers of one record by name, calculated values included.

    Attributes:
        values: question name -> canonical value, repeat name -> its rows. What is not relevant is missing
            and reads as empty.
        open: names that are relevant but unanswered or declined, and calculations that rest on them.
        rests_on: open calculation -> the open questions it rests on, so that a caseworker reads what to ask.
    """

    values: Mapping[str, str | tuple[RowValues, ...]] = field(default_factory=dict)
    open: frozenset[str] = frozenset()
    rests_on: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Outcome(StrEnum):
    """What a condition comes to."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of a condition.

    Attributes:
        outcome: yes, no or open.
        missing: names of the open questions it hangs on; empty unless open.
    """

    outcome: Outcome
    missing: frozenset[str] = frozenset()


def evaluate(
    expression: str, answers: PlainAnswers, row: RowValues | None = None, *, today: date
) -> str | float | bool:
    """The value of an expression; what is unanswered reads as empty.

    Args:
        expression: with `${name}` references.
        answers: the record.
        row: the repeat row the expression stands in; its names come before those of the record.
        today: the present day.

    Raises:
        ExpressionSyntaxError: the text is not an expression.
        EvaluationError: unknown function, wrong arguments, impossible date.
    """
    stage = _Stage(answers, row, today)
    value = _compiled(_parsed(expression))(stage.context)
    return to_text(value) if isinstance(value, list) else value


def decide(expression: str, answers: PlainAnswers, row: RowValues | None = None, *, today: date) -> Decision:
    """Whether a condition holds, in Kleene's three-valued logic.

    A comparison resting on an open name is open, unless every value the name could have leads to the same
    outcome as far as that is visible: `false() and ...`, counts over rows that are settled without it.
    Explicit tests for emptiness (`${x} = ''`, `coalesce(${x}, ...)`) are always decided.

    Args:
        expression: with `${name}` references.
        answers: the record.
        row: the repeat row the condition stands in.
        today: the present day.

    Raises:
        ExpressionSyntaxError: the text is not an expression.
        EvaluationError: unknown function, wrong arguments, impossible date.
    """
    stage = _Stage(answers, row, today)
    possible = stage.truths(_parsed(expression), stage.context)
    if len(possible.values or ()) == 1:
        return Decision(Outcome.YES if possible.values == (True,) else Outcome.NO)
    missing = {each for name in possible.missing for each in answers.rests_on.get(name, {name})}
    return Decision(Outcome.OPEN, frozenset(missing))


@lru_cache(maxsize=1024)
def _parsed(expression: str) -> Expression:
    return parse(expression)


def _by_name(name: str, context: Context) -> list[Node]:
    """The nodes of `${name}`: in the row the expression stands in, else in the record, else in all rows."""
    document = context.environment.document
    for around in (context.node, *context.node.ancestors()):
        found = [child for child in around.children if child.name == name]
        if found:
            return found
    return [cell for row in document.children for cell in row.children if cell.name == name]


@lru_cache(maxsize=2048)
def _compiled(tree: Expression) -> Evaluate:
    return compile_tree(tree, _by_name)


@dataclass(frozen=True, slots=True)
class _Possible:
    """What an expression may come to: a few values, or None for anything; and the open names it hangs on."""

    values: tuple[Value, ...] | None
    missing: frozenset[str] = frozenset()


_TRUTHS: tuple[Value, ...] = (True, False)
_MOST_COMBINATIONS = 200


def _distinct(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple({(type(value), str(value)): value for value in values}.values())


class _Stage:
    """Plain answers set up as nodes, and the interpreter that knows which of them are open."""

    def __init__(self, answers: PlainAnswers, row: RowValues | None, today: date) -> None:
        document = Node("")
        self._open = answers.open
        self._rows: dict[str, list[Node]] = {}
        for name, value in answers.values.items():
            if isinstance(value, str):
                document.add(Node(name, value=value))
            else:
                self._rows[name] = [document.add(_row_node(name, fields)) for fields in value]
        here = document
        if row is not None:
            here = _row_node("row", row)
            here.parent = document
        self.context = Context(here, Environment(document, today=lambda: today))

    def _plain(self, tree: Expression, context: Context) -> Value:
        return _compiled(tree)(context)

    def truths(self, tree: Expression, context: Context) -> _Possible:
        """The truth values an expression may come to."""
        possible = self.possible(tree, context)
        if possible.values is None:
            return _Possible(_TRUTHS, possible.missing)
        return _Possible(_distinct(to_boolean(value) for value in possible.values), possible.missing)

    def possible(self, tree: Expression, context: Context) -> _Possible:
        """The values an expression may come to."""
        match tree:
            case Reference(name):
                return self._reference(tree, name, context)
            case Path(False, None, (Step("child", name, ()),)) if not name.endswith(")") and name != "*":
                return self._reference(tree, name, context)
            case Binary("and" | "or" as operator, left, right):
                return self._connected(operator == "and", left, right, context)
            case Binary("=" | "!=", left, right) if _tests_emptiness(left, right):
                return _Possible((self._plain(tree, context),))
            case Binary("|", _, _):
                return self._opaque(tree, context)
            case Binary(_, left, right):
                return self._combined(tree, (left, right), context)
            case Negation(operand):
                return self._combined(tree, (operand,), context)
            case Call("if", (condition, then, otherwise)):
                return self._branched(condition, then, otherwise, context)
            case Call("coalesce", arguments):
                return self._first_answered(arguments, context)
            case Call("count", (Filter(Reference(name), predicates),)) if name in self._rows:
                return self._counted(name, predicates, context)
            case Call("count-non-empty", _):
                return _Possible((self._plain(tree, context),))
            case Call(_, arguments):
                return self._combined(tree, arguments, context)
            case _:
                return self._opaque(tree, context)

    def _is_open(self, name: str, context: Context) -> bool:
        for around in (context.node, *context.node.ancestors()):
            within_row = around.parent is not None
            for child in around.children if within_row else ():
                if child.name == name:
                    return child.text == ""
        cells = [cell for rows in self._rows.values() for row in rows for cell in row.children]
        return name in self._open or any(cell.name == name and not cell.text for cell in cells)

    def _reference(self, tree: Expression, name: str, context: Context) -> _Possible:
        if self._is_open(name, context):
            return _Possible(None, frozenset([name]))
        return _Possible((self._plain(tree, context),))

    def _connected(self, both: bool, left: Expression, right: Expression, context: Context) -> _Possible:
        decisive = not both
        first = self.truths(left, context)
        if first.values == (decisive,):
            return first
        second = self.truths(right, context)
        if second.values == (decisive,):
            return second
        if first.values == second.values == (both,):
            return _Possible((both,))
        undecided = [each.missing for each in (first, second) if each.values != (both,)]
        return _Possible(_TRUTHS, frozenset().union(*undecided))

    def _branched(
        self, condition: Expression, then: Expression, otherwise: Expression, context: Context
    ) -> _Possible:
        asked = self.truths(condition, context)
        if asked.values == (True,):
            return self.possible(then, context)
        if asked.values == (False,):
            return self.possible(otherwise, context)
        first, second = self.possible(then, context), self.possible(otherwise, context)
        missing = asked.missing | first.missing | second.missing
        if first.values is None or second.values is None:
            return _Possible(None, missing)
        return _Possible(_distinct(first.values + second.values), missing)

    def _first_answered(self, arguments: tuple[Expression, ...], context: Context) -> _Possible:
        for argument in arguments:
            if to_text(self._plain(argument, context)) not in ("", "NaN"):
                return self.possible(argument, context)
        return _Possible(("",))

    def _counted(self, name: str, predicates: tuple[Expression, ...], context: Context) -> _Possible:
        rows = self._rows[name]
        sure, maybe = 0, 0
        missing: frozenset[str] = frozenset()
        for position, row in enumerate(rows, 1):
            here = context.at(row, position, len(rows))
            truths = _Possible((True,))
            for predicate in predicates:
                asked = self._predicate(predicate, here)
                if asked.values == (False,):
                    truths = asked
                    break
                if asked.values != (True,):
                    truths = _Possible(_TRUTHS, truths.missing | asked.missing)
            if truths.values == (True,):
                sure += 1
            elif truths.values != (False,):
                maybe += 1
                missing |= truths.missing
        return _Possible(tuple(float(count) for count in range(sure, sure + maybe + 1)), missing)

    def _predicate(self, predicate: Expression, context: Context) -> _Possible:
        possible = self.possible(predicate, context)
        if possible.values is None:
            return _Possible(_TRUTHS, possible.missing)
        return _Possible(_distinct(_holds(value, context) for value in possible.values), possible.missing)

    def _combined(self, tree: Expression, parts: tuple[Expression, ...], context: Context) -> _Possible:
        """An operator or function: every combination of what its parts may come to."""
        options = [self.possible(part, context) for part in parts]
        missing = frozenset().union(*(option.missing for option in options)) if options else frozenset()
        if not missing:
            return _Possible((self._plain(tree, context),))
        unsure = [option.values for option in options if option.missing]
        if any(values is None for values in unsure):
            return _Possible(None, missing)
        choices = list(product(*(values for values in unsure if values is not None)))
        if len(choices) > _MOST_COMBINATIONS:
            return _Possible(None, missing)
        outcomes: list[Value] = []
        for chosen in choices:
            constants = iter(chosen)
            settled = tuple(
                _constant(next(constants)) if option.missing else part
                for part, option in zip(parts, options, strict=True)
            )
            outcomes.append(self._plain(_with_parts(tree, settled), context))
        return _Possible(_distinct(outcomes), missing)

    def _opaque(self, tree: Expression, context: Context) -> _Possible:
        """Anything that cannot be looked into: open as soon as one of its names is open."""
        missing = {name for name in _names(tree) if self._is_open(name, context)}
        for each in walk(tree):
            if isinstance(each, Reference | Path):
                missing |= self._open_in_rows(each, tree)
        return _Possible(None, frozenset(missing)) if missing else _Possible((self._plain(tree, context),))

    def _open_in_rows(self, each: Expression, tree: Expression) -> set[str]:
        if not isinstance(each, Reference) or each.name not in self._rows:
            return set()
        used = _names(tree)
        return {
            cell.name
            for row in self._rows[each.name]
            for cell in row.children
            if cell.name in used and not cell.text
        }


def _row_node(name: str, fields: RowValues) -> Node:
    row = Node(name)
    for key, value in fields.items():
        row.add(Node(key, value=value))
    return row


def _holds(value: Value, context: Context) -> bool:
    if isinstance(value, float) and not isinstance(value, bool):
        return value == context.position
    return to_boolean(value)


def _tests_emptiness(left: Expression, right: Expression) -> bool:
    """`${x} = ''`: an author who asks whether something is empty wants an answer."""
    sides = (left, right)
    return Literal("") in sides and any(isinstance(side, Reference | Path) for side in sides)


def _constant(value: Value) -> Expression:
    if isinstance(value, bool):
        return Call("true" if value else "false", ())
    return Number(value) if isinstance(value, float) else Literal(to_text(value))


def _with_parts(tree: Expression, parts: tuple[Expression, ...]) -> Expression:
    """The same operator or function over other operands."""
    match tree:
        case Binary(operator, _, _):
            return Binary(operator, *parts)
        case Call(name, _):
            return Call(name, parts)
        case _:
            return Negation(*parts)


def _names(tree: Expression) -> frozenset[str]:
    found: set[str] = set()
    for each in walk(tree):
        if isinstance(each, Reference):
            found.add(each.name)
        elif isinstance(each, Path):
            found |= {
                step.test
                for step in each.steps
                if step.axis == "child" and step.test != "*" and step.test[-1] != ")"
            }
    return frozenset(found)


def references(expression: str) -> frozenset[str]:
    """Every question and repeat name an expression uses, the bare names inside predicates included.

    Raises:
        ExpressionSyntaxError: the text is not an expression.
    """
    return _names(parse(expression))
