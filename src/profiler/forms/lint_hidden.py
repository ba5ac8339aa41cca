"""Tells a county which conditions rely on an answer it does not offer any more."""

from __future__ import annotations

from collections.abc import Iterator

from profiler.forms.county_rows import HIDE
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.findings import Finding, FindingCode
from profiler.forms.lint_expressions import compared_codes
from profiler.forms.lint_marks import choice_warning
from profiler.forms.lint_rows import list_of
from profiler.forms.source import LOGIC_COLUMNS, FormSource, is_end
from profiler.forms.source_tables import SourceRow


def hidden_choice_findings(source: FormSource) -> Iterator[Finding]:
    """Choices the county hides although the form asks whether they were chosen."""
    hidden = {(row["list_name"], row["name"]): row for row in source.choices if row[HIDE]}
    if not hidden:
        return
    asked = [row for row in source.survey if not is_end(row["type"])]
    lists = {row["name"]: list_of(row) for row in asked}
    users: dict[tuple[str, str], list[str]] = {}
    for row in asked:
        for question, code in _compared(row):
            users.setdefault((lists.get(question, ""), code), []).append(row["name"])
    for choice, row in hidden.items():
        if names := list(dict.fromkeys(users.get(choice, ()))):
            told = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
            yield choice_warning(
                FindingCode.COUNTY_HIDES_CHOICE, row, choice=row["name"], count=str(len(names)), names=told
            )


def _compared(row: SourceRow) -> Iterator[tuple[str, str]]:
    for column in LOGIC_COLUMNS:
        try:
            yield from sorted(compared_codes(row[column])) if row[column] else ()
        except ExpressionSyntaxError:
            continue


_NAMED = 3
"""So many questions are named."""
