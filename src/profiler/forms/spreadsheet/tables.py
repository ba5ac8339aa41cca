"""Writes a form's tables as CSV texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from profiler.forms.source import CHOICES, SETTINGS, SURVEY, FormSource
from profiler.forms.source_tables import SourceRow


def table_texts(source: FormSource) -> Mapping[str, str]:
    """File name -> content of each table; `choices.csv` only if the form has choices."""
    tables = {
        SURVEY: _csv(source.survey_columns, source.survey),
        SETTINGS: _csv(tuple(source.settings.cells), [source.settings]),
    }
    if source.choice_columns:
        tables[CHOICES] = _csv(source.choice_columns, source.choices)
    return tables


def _csv(columns: Sequence[str], rows: Iterable[SourceRow]) -> str:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[column] for column in columns] for row in rows)
    return target.getvalue()
