"""Reads rules, the bring list and the vocabulary rules rely on from tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from profiler.errors import ErrorCode
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.parser import parse
from profiler.routing.plans import Confidence, Rule, Urgency
from profiler.tables import CellProblem, TableRow, read_table

RULE_COLUMNS = (
    "id",
    "condition",
    "per_row",
    "station_kind",
    "reason",
    "reason_public",
    "legal_basis",
    "source",
    "checked_on",
    "valid_from",
    "valid_to",
    "confidence",
    "land",
    "urgency",
    "deadline",
    "bring",
    "on_slip",
    "sentence",
)


@dataclass(frozen=True, slots=True)
class BringItem:
    """A paper to bring: as said on screen, and short for the routing slip."""

    code: str
    label: str
    short_label: str


def load_rules(
    *files: Path, kinds: Collection[str], bring: Collection[str] | None = None
) -> tuple[Rule, ...]:
    """The rules of one or more tables, in table order.

    A rule of a later table takes the place of the one with the same id: so a county changes a shipped rule.

    Args:
        files: tables, shipped ones first.
        kinds: codes of station kinds.
        bring: codes of the bring list, None to accept any.

    Raises:
        WorldError: RULES_INVALID with file, line, rule, column and reason (`tables.CellProblem`).
    """
    rules: dict[str, Rule] = {}
    for file in files:
        for row in read_table(file, RULE_COLUMNS, id_column="id", code=ErrorCode.RULES_INVALID):
            rule = _rule(row, kinds, bring)
            rules[rule.rule_id] = rule
    return tuple(rules.values())


def load_bring(file: Path) -> Mapping[str, BringItem]:
    """The bring list by code.

    Raises:
        WorldError: RESOURCE_INVALID with file, line, column and reason.
    """
    rows = read_table(file, ("code", "label", "short_label"), id_column="code")
    found = (
        BringItem(row.identifier("code"), row.needed("label"), row.needed("short_label")) for row in rows
    )
    return {item.code: item for item in found}


def load_vocabulary(file: Path, form: str = "") -> Mapping[str, frozenset[str]]:
    """Question and repeat names that rules, sheets and figures may use, with the choice codes they rely on.

    Args:
        file: the table.
        form: id of the form whose names are wanted; "" for the assessment, whose rows name no form.

    Raises:
        WorldError: RESOURCE_INVALID with file, line, column and reason.
    """
    return {row.identifier("question"): frozenset(row.codes("codes")) for row in vocabulary_rows(file, form)}


def vocabulary_rows(file: Path, form: str) -> tuple[TableRow, ...]:
    """Rows of one form, "" for the assessment; a name stands once for each form.

    Raises:
        WorldError: RESOURCE_INVALID with file, line, column and reason.
    """
    rows = [row for row in read_table(file, ("question", "codes"), id_column="") if row.text("form") == form]
    seen: set[str] = set()
    for row in rows:
        if row.needed("question") in seen:
            raise row.fault("question", CellProblem.TWICE)
        seen.add(row.text("question"))
    return tuple(rows)


def _rule(row: TableRow, kinds: Collection[str], bring: Collection[str] | None) -> Rule:
    checked_on = row.day("checked_on")
    if checked_on is None:
        raise row.fault("checked_on", CellProblem.EMPTY)
    valid_from, valid_to = row.day("valid_from"), row.day("valid_to")
    if valid_from is not None and valid_to is not None and valid_to < valid_from:
        raise row.fault("valid_to", CellProblem.BACKWARDS)
    codes = row.codes("bring")
    if bring is not None and any(code not in bring for code in codes):
        raise row.fault("bring", CellProblem.UNKNOWN)
    row.needed("condition")
    return Rule(
        rule_id=row.identifier("id"),
        condition=_expression(row, "condition"),
        per_row=row.identifier("per_row") if row.text("per_row") else "",
        station_kind=row.one_of("station_kind", kinds),
        reason=row.needed("reason"),
        reason_public=row.needed("reason_public"),
        legal_basis=row.needed("legal_basis"),
        source=row.needed("source"),
        checked_on=checked_on,
        valid_from=valid_from,
        valid_to=valid_to,
        confidence=row.choice("confidence", Confidence),
        land=row.text("land"),
        urgency=row.choice("urgency", Urgency),
        deadline=_expression(row, "deadline"),
        bring=codes,
        on_slip=row.yes("on_slip"),
        sentence=row.needed("sentence"),
    )


def _expression(row: TableRow, column: str) -> str:
    text = row.text(column)
    if text:
        try:
            parse(text)
        except ExpressionSyntaxError:
            raise row.fault(column, CellProblem.NOT_AN_EXPRESSION) from None
    return text
