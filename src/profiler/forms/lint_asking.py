"""Finds the rows of a form nobody can ever be asked, and those no answer can ever satisfy."""

from __future__ import annotations

from collections.abc import Iterator

from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.parser import parse
from profiler.forms.expressions.syntax import Expression
from profiler.forms.findings import Finding, FindingCode
from profiler.forms.lint_conditions import Situation, never_true, silent_questions
from profiler.forms.lint_marks import survey_error, survey_warning
from profiler.forms.lint_places import Places
from profiler.forms.source import FormSource, is_end
from profiler.forms.source_tables import SourceRow


def asking_findings(source: FormSource, places: Places) -> Iterator[Finding]:
    """Conditions that are never true. What a county hides on purpose is no finding."""
    rows = {places.paths[row["name"]]: row for row in source.survey if not is_end(row["type"])}
    several = frozenset(path for path, row in rows.items() if _is_several(row))
    relevances = _trees(rows, "relevant")
    silent = silent_questions(relevances, places, several)
    for path, row in rows.items():
        parent = path.rpartition("/")[0]
        if path in silent and parent not in silent and row["name"] not in source.hidden:
            yield survey_warning(FindingCode.NEVER_ASKED, row, column="relevant")
    for path, tree in _trees(rows, "constraint").items():
        if never_true(tree, Situation(places, path, several)):
            yield survey_error(FindingCode.NEVER_VALID, rows[path], column="constraint")


def _is_several(row: SourceRow) -> bool:
    return row["type"].startswith(("select_multiple", "rank"))


def _trees(rows: dict[str, SourceRow], column: str) -> dict[str, Expression]:
    trees: dict[str, Expression] = {}
    for path, row in rows.items():
        try:
            if row[column]:
                trees[path] = parse(row[column])
        except ExpressionSyntaxError:
            continue
    return trees
