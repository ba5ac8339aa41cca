"""Which files a form names: choices, tables its expressions read, pictures and sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from profiler.forms.source import LOGIC_COLUMNS, MEDIA_COLUMNS, Catalogues, FormSource, texts

REFERRING_COLUMNS = (*LOGIC_COLUMNS, "default", "trigger", "parameters")
"""Columns that may refer to other questions and to tables."""

_CALL = re.compile(r"pulldata\s*\(\s*['\"]([^'\"]+)['\"]")


def tables_read(expression: str) -> Iterator[str]:
    """The CSV files that an expression reads with `pulldata`."""
    for name in _CALL.findall(expression):
        yield f"{Path(name).name.removesuffix('.csv')}.csv"


def named_tables(source: FormSource) -> tuple[str, ...]:
    """The CSV files of a form, each once, in order."""
    return tuple(dict.fromkeys(_tables(source)))


def _tables(source: FormSource) -> Iterator[str]:
    for row in source.survey:
        kind, _, named = row["type"].partition(" ")
        if kind.endswith("_from_file"):
            yield named.partition(" ")[0]
        for column in REFERRING_COLUMNS:
            yield from tables_read(row[column])


def named_media(source: FormSource, catalogues: Catalogues) -> tuple[str, ...]:
    """The pictures and recordings of a form, those of single languages too, each once, in order."""
    found: dict[str, None] = {}
    for text in texts(source):
        if text.context.endswith(_MEDIA_ENDINGS):
            found[text.text] = None
            for messages in catalogues.values():
                if own := messages.get((text.context, text.text)):
                    found[own] = None
    return tuple(found)


_MEDIA_ENDINGS = tuple(f":{column}" for column in MEDIA_COLUMNS)
