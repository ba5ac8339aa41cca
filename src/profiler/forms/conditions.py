"""What a condition says, in neutral terms a client can put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from profiler.forms.definition import FormDefinition
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
)
from profiler.forms.expressions.values import as_date
from profiler.forms.expressions.writing import written


class Relation(StrEnum):
    """How two values stand to each other."""

    EQUAL = "equal"
    UNEQUAL = "unequal"
    LESS = "less"
    AT_MOST = "at_most"
    MORE = "more"
    AT_LEAST = "at_least"


_RELATIONS = {
    "=": Relation.EQUAL,
    "!=": Relation.UNEQUAL,
    "<": Relation.LESS,
    "<=": Relation.AT_MOST,
    ">": Relation.MORE,
    ">=": Relation.AT_LEAST,
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer to a question; the one the condition belongs to if `own`."""

    path: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the choice that is on offer."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a text, a code or a day."""

    value: float | str | date


@dataclass(frozen=True, slots=True)
class Today:
    """The present day."""


@dataclass(frozen=True, slots=True)
class ThisYear:
    """The present year, as a number of four digits."""


@dataclass(frozen=True, slots=True)
class RowCount:
    """How many rows a repeat has, of those the condition holds for if there is one."""

    path: str
    condition: Statement | None = None


@dataclass(frozen=True, slots=True)
class ChosenCount:
    """How many choices are chosen."""

    question: Asked


Term: TypeAlias = Asked | Column | Constant | Today | ThisYear | RowCount | ChosenCount


_FIXED = Constant | Today | ThisYear
"""Terms that do not hang on an answer; they stand at the right of a comparison."""


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold, be it false or unknown."""

    part: Statement


@dataclass(frozen=True, slots=True)
class Always:
    """Holds always, or never."""

    holds: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A question has an answer, or has none."""

    question: Asked
    answered: bool


@dataclass(frozen=True, slots=True)
class OneOf:
    """An answer is one of some values; none of them if not `included`."""

    question: Asked
    values: tuple[str, ...]
    included: bool = True


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice is chosen."""

    question: Asked
    code: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two values stand in a relation."""

    left: Term
    relation: Relation
    right: Term


@dataclass(frozen=True, slots=True)
class Matches:
    """An answer follows a pattern."""

    question: Asked
    pattern: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A condition there are no words for, as it is written."""

    expression: str


Statement: TypeAlias = All | Some | Not | Always | Answered | OneOf | Chosen | Compared | Matches | Unclear


def read_condition(
    expression: str, path: str, form: FormDefinition, *, of_choices: bool = False
) -> Statement:
    """What a condition says.

    Args:
        expression: as in the form or in its tables, with paths or `${name}`.
        path: generic path of the question or group it belongs to.
        form: the form.
        of_choices: whether it filters choices, so that bare names are columns.

    Raises:
        ExpressionSyntaxError: the text is not an expression.
    """
    return _Reader(path, form, of_choices).statement(parse(expression))


class _Reader:
    def __init__(self, path: str, form: FormDefinition, of_choices: bool = False) -> None:
        self._path = path
        self._form = form
        self._of_choices = of_choices

    def statement(self, tree: Expression) -> Statement:
        match tree:
            case Binary("and", left, right):
                return All(_flat(All, self.statement(left), self.statement(right)))
            case Binary("or", left, right):
                return _gathered(_flat(Some, self.statement(left), self.statement(right)))
            case Call("not", (part,)):
                return _negated(self.statement(part))
            case Call("boolean", (part,)):
                return self.statement(part)
            case Call("true" | "false" as name, ()):
                return Always(name == "true")
            case Call("selected", (chosen, Literal(code))):
                question = self._asked(chosen)
                return Unclear(written(tree)) if question is None else Chosen(question, code)
            case Call("regex", (text, Literal(pattern))):
                question = self._asked(text)
                return Unclear(written(tree)) if question is None else Matches(question, pattern)
            case Binary(operator, left, right) if operator in _RELATIONS:
                return self._compared(operator, left, right) or Unclear(written(tree))
            case _:
                return Unclear(written(tree))

    def _compared(self, operator: str, left: Expression, right: Expression) -> Statement | None:
        first, second = self._term(left), self._term(right)
        if first is None or second is None:
            return None
        if isinstance(first, _FIXED) and not isinstance(second, _FIXED):
            operator, first, second = _TURNED[operator], second, first
        if isinstance(first, Asked) and isinstance(second, Constant) and isinstance(second.value, str):
            if operator not in ("=", "!="):
                return None
            if second.value == "":
                return Answered(first, operator == "!=")
            return OneOf(first, (second.value,), operator == "=")
        return Compared(first, _RELATIONS[operator], second)

    def _term(self, tree: Expression) -> Term | None:
        match tree:
            case Number(value):
                return Constant(value)
            case Negation(Number(value)):
                return Constant(-value)
            case Literal(text):
                return Constant(text)
            case Call("today", ()) | Call("date", (Call("today", ()),)):
                return Today()
            case Call("date" | "date-time", (Literal(text),)):
                day = as_date(text.partition("T")[0])
                return None if day is None else Constant(day)
            case Call("format-date", (Call("today", ()), Literal("%Y"))):
                return ThisYear()
            case Call("number" | "int", (Call("format-date", _) as year,)):
                return self._term(year)
            case Call("string" | "number" | "int" | "date" | "decimal-time", (inner,)):
                return self._asked(inner)
            case Call("count-selected", (inner,)):
                question = self._asked(inner)
                return None if question is None else ChosenCount(question)
            case Call("count", (inner,)):
                return self._rows(inner)
            case Path(False, None, (Step("child", name, ()),)) if self._of_choices:
                return Column(name)
            case _:
                return self._asked(tree)

    def _rows(self, tree: Expression) -> Term | None:
        predicates: tuple[Expression, ...] = ()
        match tree:
            case Filter(base, conditions):
                tree, predicates = base, conditions
            case Path(absolute, start, (*before, last)):
                tree = Path(absolute, start, (*before, Step(last.axis, last.test)))
                predicates = last.predicates
        repeat = self._asked(tree)
        if repeat is None:
            return None
        inside = _Reader(f"{repeat.path}/.", self._form)
        held = tuple(inside.statement(predicate) for predicate in predicates)
        if not held:
            return RowCount(repeat.path)
        return RowCount(repeat.path, held[0] if len(held) == 1 else All(held))

    def _asked(self, tree: Expression) -> Asked | None:
        """The question a reference or path means, None if it means no question of the form."""
        path = self._path_of(tree)
        if path is None or path not in self._form.by_path:
            return None
        return Asked(path, own=path == self._path)

    def _path_of(self, tree: Expression) -> str | None:
        match tree:
            case Reference(name):
                return next((node.path for node in self._form.walk() if node.name == name), None)
            case Path(True, None, steps):
                return _walked("", steps)
            case Path(False, None, steps) | Path(False, Call("current", ()), steps):
                # A predicate over rows stands at the row, where a name means what is inside.
                return _walked(self._path.removesuffix("/."), steps)
            case _:
                return None


def _walked(path: str, steps: tuple[Step, ...]) -> str | None:
    for step in steps:
        if step.predicates:
            return None
        if (step.axis, step.test) == ("parent", "node()"):
            path = path.rpartition("/")[0]
        elif step.axis == "child" and not step.test.endswith(")"):
            path = f"{path}/{step.test.rpartition(':')[2]}"
        elif (step.axis, step.test) != ("self", "node()"):
            return None
    return path


def _flat(kind: type[All] | type[Some], *parts: Statement) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for part in parts:
        if isinstance(part, All | Some) and isinstance(part, kind):
            found += part.parts
        else:
            found.append(part)
    return tuple(found)


def _gathered(parts: tuple[Statement, ...]) -> Statement:
    """`x = 'a' or x = 'b'` asks whether x is one of two."""
    kept: list[Statement] = []
    for part in parts:
        last = kept[-1] if kept else None
        if (
            isinstance(part, OneOf)
            and isinstance(last, OneOf)
            and part.included
            and last.included
            and part.question == last.question
        ):
            kept[-1] = OneOf(part.question, last.values + part.values)
        else:
            kept.append(part)
    return kept[0] if len(kept) == 1 else Some(tuple(kept))


def _negated(statement: Statement) -> Statement:
    """The opposite; what is unknown counts as not holding, so an order is not simply turned round."""
    match statement:
        case All(parts):
            return Some(tuple(_negated(part) for part in parts))
        case Some(parts):
            return All(tuple(_negated(part) for part in parts))
        case Not(part):
            return part
        case Always(holds):
            return Always(not holds)
        case Answered(question, answered):
            return Answered(question, not answered)
        case OneOf(question, values, included):
            return OneOf(question, values, not included)
        case Compared(left, Relation.EQUAL | Relation.UNEQUAL as relation, right):
            return Compared(left, _OPPOSITES[relation], right)
        case Compared(RowCount() | ChosenCount() as left, relation, right):
            return Compared(left, _OPPOSITES[relation], right)
        case _:
            return Not(statement)


_OPPOSITES: Mapping[Relation, Relation] = {
    Relation.EQUAL: Relation.UNEQUAL,
    Relation.UNEQUAL: Relation.EQUAL,
    Relation.LESS: Relation.AT_LEAST,
    Relation.AT_MOST: Relation.MORE,
    Relation.MORE: Relation.AT_MOST,
    Relation.AT_LEAST: Relation.LESS,
}
