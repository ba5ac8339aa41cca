"""Puts the conditions of a form into German, for whoever writes or checks it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from profiler.forms.conditions import (
    All,
    Always,
    Answered,
    Asked,
    Chosen,
    ChosenCount,
    Column,
    Compared,
    Constant,
    Matches,
    Not,
    OneOf,
    Relation,
    RowCount,
    Some,
    Statement,
    Term,
    ThisYear,
    Today,
    Unclear,
    read_condition,
)
from profiler.forms.definition import FormDefinition, Question, QuestionKind
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.values import number_text


class ConditionKind(StrEnum):
    """What hangs on a condition."""

    RELEVANT = "relevant"
    REQUIRED = "required"
    READONLY = "readonly"
    CONSTRAINT = "constraint"
    CHOICES = "choice_filter"


_FRAMES = {
    ConditionKind.RELEVANT: ("wird gefragt, wenn {}", "wird immer gefragt", "wird nie gefragt"),
    ConditionKind.REQUIRED: (
        "muss beantwortet werden, wenn {}",
        "muss beantwortet werden",
        "muss nicht beantwortet werden",
    ),
    ConditionKind.READONLY: (
        "kann nicht geändert werden, wenn {}",
        "kann nicht geändert werden",
        "kann geändert werden",
    ),
    ConditionKind.CONSTRAINT: ("gilt nur, wenn {}", "gilt immer", "gilt nie"),
    ConditionKind.CHOICES: ("angeboten wird, wenn {}", "angeboten wird alles", "angeboten wird nichts"),
}
_DATES = frozenset([QuestionKind.DATE, QuestionKind.DATETIME])
_HOW_MUCH = {
    Relation.EQUAL: "",
    Relation.UNEQUAL: "nicht ",
    Relation.LESS: "kleiner als ",
    Relation.AT_MOST: "höchstens ",
    Relation.MORE: "größer als ",
    Relation.AT_LEAST: "mindestens ",
}
_WHEN = {
    Relation.EQUAL: "am gleichen Tag wie {} liegt",
    Relation.UNEQUAL: "nicht am gleichen Tag wie {} liegt",
    Relation.LESS: "vor {} liegt",
    Relation.AT_MOST: "nicht nach {} liegt",
    Relation.MORE: "nach {} liegt",
    Relation.AT_LEAST: "nicht vor {} liegt",
}
_THIS_YEAR = {
    Relation.EQUAL: "das laufende Jahr ist",
    Relation.UNEQUAL: "nicht das laufende Jahr ist",
    Relation.LESS: "vor dem laufenden Jahr liegt",
    Relation.AT_MOST: "nicht nach dem laufenden Jahr liegt",
    Relation.MORE: "nach dem laufenden Jahr liegt",
    Relation.AT_LEAST: "nicht vor dem laufenden Jahr liegt",
}
_AGAINST_TODAY = {
    Relation.EQUAL: "heute ist",
    Relation.UNEQUAL: "nicht heute ist",
    Relation.LESS: "in der Vergangenheit liegt",
    Relation.AT_MOST: "nicht in der Zukunft liegt",
    Relation.MORE: "in der Zukunft liegt",
    Relation.AT_LEAST: "nicht in der Vergangenheit liegt",
}
_HOW_MANY = {
    Relation.EQUAL: "genau ",
    Relation.UNEQUAL: "nicht genau ",
    Relation.LESS: "weniger als ",
    Relation.AT_MOST: "höchstens ",
    Relation.MORE: "mehr als ",
    Relation.AT_LEAST: "mindestens ",
}


def explain_condition(form: FormDefinition, path: str, kind: ConditionKind) -> str:
    """One condition of a question or group: "wird gefragt, wenn „Alter“ kleiner als 18 ist"; "" if none.

    Raises:
        KeyError: the form has no such path.
    """
    expression = str(getattr(form.by_path[path], kind.value, ""))
    return explain_expression(form, path, kind, expression) if expression else ""


def explain_expression(form: FormDefinition, path: str, kind: ConditionKind, expression: str) -> str:
    """What would hang on an expression if it were the condition of a question or group.

    What there are no words for is shown as it is written.
    """
    with_condition, always, never = _FRAMES[kind]
    try:
        statement = read_condition(expression, path, form, of_choices=kind is ConditionKind.CHOICES)
    except ExpressionSyntaxError:
        statement = Unclear(expression)
    if isinstance(statement, Always):
        return always if statement.holds else never
    return with_condition.format(_Words(form).clause(statement))


class _Words:
    """Words for the statements about one form; clauses end in their verb, as after "wenn"."""

    def __init__(self, form: FormDefinition) -> None:
        self._form = form

    def clause(self, statement: Statement) -> str:
        match statement:
            case All(parts):
                return " und ".join(self._bracketed(part, Some) for part in parts)
            case Some(parts):
                return " oder ".join(self._bracketed(part, All) for part in parts)
            case Not(part):
                return self._not(part)
            case Always(holds):
                return "nichts dagegen spricht" if holds else "es gar nicht vorkommt"
            case Answered(question, answered):
                return self._answered(question, answered)
            case OneOf(question, values, included):
                named = " oder ".join(f"„{self._value(question, value)}“" for value in values)
                return f"bei {self._place(question)} {'' if included else 'nicht '}{named} steht"
            case Chosen(question, code):
                return f"{self._name(question)} „{self._value(question, code)}“ enthält"
            case Compared(left, relation, right):
                return self._compared(left, relation, right)
            case Matches(question, pattern):
                return f"{self._name(question)} dem Muster „{pattern}“ entspricht"
        return f"der Ausdruck „{statement.expression}“ zutrifft"

    def _bracketed(self, part: Statement, kind: type[All] | type[Some]) -> str:
        text = self.clause(part)
        either = isinstance(part, Not) and isinstance(part.part, Compared) and kind is Some
        return f"({text})" if isinstance(part, kind) or either else text

    def _not(self, part: Statement) -> str:
        match part:
            case Chosen(question, code):
                return f"{self._name(question)} nicht „{self._value(question, code)}“ enthält"
            case Matches(question, pattern):
                return f"{self._name(question)} nicht dem Muster „{pattern}“ entspricht"
            case Compared(left, relation, right):
                # Not smaller includes what nobody knows.
                turned = self._compared(left, _TURNED[relation], right)
                return f"{turned} oder nicht bekannt ist"
            case _:
                return f"nicht gilt, dass {self.clause(part)}"

    def _answered(self, question: Asked, answered: bool) -> str:
        node = self._form.by_path[question.path]
        if isinstance(node, Question) and node.kind.is_asked:
            named = "diese Frage" if question.own else self._place(question)
            return f"{named} {'' if answered else 'nicht '}beantwortet ist"
        return f"{self._name(question)} {'einen' if answered else 'keinen'} Wert hat"

    def _compared(self, left: Term, relation: Relation, right: Term) -> str:
        if isinstance(left, RowCount) and isinstance(right, Constant):
            return self._rows(left, relation, right)
        if isinstance(left, ChosenCount) and isinstance(right, Constant):
            amount = _many(relation, right, "keine Antwort", "eine Antwort", "Antworten")
            chosen = "gewählt ist" if amount.endswith("Antwort") else "gewählt sind"
            return f"bei {self._place(left.question)} {amount} {chosen}"
        if isinstance(right, ThisYear):
            return f"{self._term(left)} {_THIS_YEAR[relation]}"
        if self._is_time(left) and relation not in (Relation.EQUAL, Relation.UNEQUAL):
            return f"{self._term(left)} {_WHEN[relation].format(self._term(right))}"
        if self._is_day(left) or self._is_day(right):
            if isinstance(right, Today):
                return f"{self._term(left)} {_AGAINST_TODAY[relation]}"
            return f"{self._term(left)} {_WHEN[relation].format(self._day(right))}"
        if isinstance(right, Constant) or relation not in (Relation.EQUAL, Relation.UNEQUAL):
            return f"{self._term(left)} {_HOW_MUCH[relation]}{self._term(right)} ist"
        same = "gleich" if relation is Relation.EQUAL else "nicht gleich"
        return f"{self._term(left)} {same} {self._term(right)} ist"

    def _rows(self, rows: RowCount, relation: Relation, number: Constant) -> str:
        amount = _many(relation, number, "keinen Eintrag", "einen Eintrag", "Einträge")
        text = f"es bei {self._place(Asked(rows.path))} {amount} gibt"
        if rows.condition is None:
            return text
        which = "für den gilt" if amount.endswith("Eintrag") else "für die gilt"
        return f"{text}, {which}: {self.clause(rows.condition)}"

    def _is_time(self, term: Term) -> bool:
        node = self._form.by_path[term.path] if isinstance(term, Asked) else None
        return isinstance(node, Question) and node.kind is QuestionKind.TIME

    def _is_day(self, term: Term) -> bool:
        if isinstance(term, Asked):
            node = self._form.by_path[term.path]
            return isinstance(node, Question) and node.kind in _DATES
        return isinstance(term, Today) or (isinstance(term, Constant) and isinstance(term.value, date))

    def _day(self, term: Term) -> str:
        if isinstance(term, Constant) and isinstance(term.value, date):
            return f"dem {term.value:%d.%m.%Y}"
        return self._term(term)

    def _term(self, term: Term) -> str:
        match term:
            case Asked():
                return self._name(term)
            case Column(name):
                return f"„{name}“ der Auswahl"
            case Today():
                return "heute"
            case ThisYear():
                return "das laufende Jahr"
            case RowCount(path, _):
                return f"die Zahl der Einträge bei {self._place(Asked(path))}"
            case ChosenCount(question):
                return f"die Zahl der Antworten bei {self._place(question)}"
        if isinstance(term.value, date):
            return f"der {term.value:%d.%m.%Y}"
        return f"„{term.value}“" if isinstance(term.value, str) else number_text(term.value).replace(".", ",")

    def _name(self, question: Asked) -> str:
        return "die Antwort" if question.own else self._place(question)

    def _place(self, question: Asked) -> str:
        if question.own:
            return "dieser Frage"
        node = self._form.by_path[question.path]
        return f"„{node.label.get(self._form.languages[0]) or node.name}“"

    def _value(self, question: Asked, code: str) -> str:
        node = self._form.by_path[question.path]
        if not isinstance(node, Question):
            return code
        return self._form.choice_label(node, code, self._form.languages[0])


_TURNED = {
    Relation.LESS: Relation.AT_LEAST,
    Relation.AT_MOST: Relation.MORE,
    Relation.MORE: Relation.AT_MOST,
    Relation.AT_LEAST: Relation.LESS,
    Relation.EQUAL: Relation.UNEQUAL,
    Relation.UNEQUAL: Relation.EQUAL,
}


def _many(relation: Relation, number: Constant, none: str, one: str, many: str) -> str:
    """An amount in words: more than 0 is at least one."""
    count = number.value
    if (relation, count) in ((Relation.MORE, 0), (Relation.AT_LEAST, 1), (Relation.UNEQUAL, 0)):
        return f"mindestens {one}"
    if (relation, count) in ((Relation.EQUAL, 0), (Relation.LESS, 1), (Relation.AT_MOST, 0)):
        return none
    amount = number_text(count).replace(".", ",") if isinstance(count, float) else str(count)
    return f"{_HOW_MANY[relation]}{one if amount == '1' else f'{amount} {many}'}"
