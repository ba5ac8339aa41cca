"""Makes the expressions of a form taken over fit what was taken over of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from profiler.forms.named_files import REFERRING_COLUMNS
from profiler.forms.source import LOGIC_COLUMNS, is_begin, is_end
from profiler.forms.spreadsheet.idioms import REFERENCES, plain_quotes, portable, recoded, truth
from profiler.forms.spreadsheet.reading import Notes, Row
from profiler.forms.spreadsheet.remarks import RemarkCode
from profiler.forms.spreadsheet.survey import Survey

EXPRESSIONS = REFERRING_COLUMNS
"""Columns that may refer to other questions."""

GONE = "…"
"""Stands in a text where the answer to a question stood that was left out."""

_WHOLE_REFERENCES = re.compile(r"(\$\{[^{}]*\})")
_BRACES = str.maketrans("", "", "${}")
_TRUTHS = frozenset(["relevant", "constraint", "required", "read_only"])
_SWITCHES = frozenset(["required", "read_only"])


class Mender:
    """Leaves out what cannot work any more, and whatever hangs on that."""

    def __init__(self, survey: Survey, codes: Mapping[str, str], notes: Notes) -> None:
        self._survey = survey
        self._codes = codes
        self._notes = notes
        self._names = {row["name"] for row in survey.rows if not is_end(row["type"])}
        self._spelled: dict[str, str | None] = {}
        for name in self._names:
            lowered = name.lower()
            self._spelled[lowered] = None if lowered in self._spelled else name
        self._users: dict[str, list[Row]] = {}
        self._left_out: set[int] = set()
        self._waiting: list[str] = []

    def mend(self) -> None:
        """Write every expression as our engine reads it, and leave out those that name what is gone."""
        for row in self._survey.rows:
            self._write(row)
            for name in set(_named(row)):
                self._users.setdefault(name, []).append(row)
        self._waiting.extend(name for name in self._users if name not in self._names)
        self.settle()

    def leave_out_cell(self, row: Row, column: str, **why: str) -> bool:
        """Take an expression out of a row, whether it was still there.

        A calculation without its expression has no use, and goes as well.
        """
        if not row[column]:
            return False
        expression = row.cells.pop(column)
        self._notes.add(
            RemarkCode.CONDITION_LEFT_OUT,
            self._survey.sheet,
            row.line,
            row["name"],
            **{**why, "column": column, "expression": expression},
        )
        if row["type"] == "calculate" and column == "calculation":
            self.leave_out_row(row, "calculation")
        return True

    def leave_out_row(self, row: Row, reason: str) -> bool:
        """Take a question out, whether it was still there; `settle` takes care of what hangs on it.

        A group stays: it holds others.
        """
        if id(row) in self._left_out or is_begin(row["type"]) or is_end(row["type"]):
            return False
        self._left_out.add(id(row))
        self._waiting.append(row["name"])
        where = (self._survey.sheet, row.line, row["name"])
        self._notes.add(RemarkCode.QUESTION_LEFT_OUT, *where, type=row["type"], reason=reason)
        return True

    def leave_out_braces(self, row: Row, column: str) -> bool:
        """Take out of a text what looks like a reference and is none, whether there was anything."""
        before = row.texts[column]
        row.texts[column] = {language: _without_braces(text) for language, text in before.items()}
        if row.texts[column] == before:
            return False
        where = (self._survey.sheet, row.line, row["name"])
        self._notes.add(RemarkCode.PLACEHOLDER_LEFT_OUT, *where, column=column, name="$ { }")
        return True

    def settle(self) -> None:
        """Leave out what names something that was left out, until nothing does; then forget the rows."""
        while self._waiting:
            gone = self._waiting.pop()
            for row in self._users.pop(gone, ()):
                self._do_without(row, gone)
        self._survey.rows = [row for row in self._survey.rows if id(row) not in self._left_out]
        self._left_out.clear()

    def _write(self, row: Row) -> None:
        row.cells["type"] = self._renamed(row["type"])
        for column in EXPRESSIONS:
            if not (before := row[column]):
                continue
            after = self._renamed(before)
            if column in LOGIC_COLUMNS or "(" in before or "${" in before:
                after = self._expression(row, column, after)
            elif column == "default":
                after = self._codes.get(after, after)
            row.cells[column] = after
        for column, texts in row.texts.items():
            row.texts[column] = {language: self._renamed(text) for language, text in texts.items()}

    def _expression(self, row: Row, column: str, text: str) -> str:
        text = recoded(truth(text, numbers=column in _SWITCHES), self._codes)
        if column in ("trigger", "parameters"):
            return text
        mended = portable(plain_quotes(text), is_condition=column in _TRUTHS)
        if mended != text:
            where = (self._survey.sheet, row.line, row["name"])
            self._notes.add(RemarkCode.CONDITION_MENDED, *where, column=column, before=text, after=mended)
        return mended

    def _renamed(self, text: str) -> str:
        def new(found: re.Match[str]) -> str:
            name = found.group(1).strip()
            name = self._survey.renamed.get(name, name)
            if name not in self._names:
                name = self._spelled.get(name.lower()) or name
            return f"${{{name}}}"

        return REFERENCES.sub(new, text)

    def _do_without(self, row: Row, gone: str) -> None:
        written = f"${{{gone}}}"
        for column in EXPRESSIONS:
            if written in row[column]:
                self.leave_out_cell(row, column, reason="gone", name=gone)
        if written in row["type"]:
            self.leave_out_row(row, "rows_gone")
        for column, texts in row.texts.items():
            if any(written in text for text in texts.values()):
                row.texts[column] = {code: text.replace(written, GONE) for code, text in texts.items()}
                where = (self._survey.sheet, row.line, row["name"])
                self._notes.add(RemarkCode.PLACEHOLDER_LEFT_OUT, *where, column=column, name=gone)


def _without_braces(text: str) -> str:
    pieces = _WHOLE_REFERENCES.split(text)
    return "".join(piece if at % 2 else piece.translate(_BRACES) for at, piece in enumerate(pieces))


def _named(row: Row) -> Iterator[str]:
    yield from REFERENCES.findall(row["type"])
    for column in EXPRESSIONS:
        yield from REFERENCES.findall(row[column])
    for texts in row.texts.values():
        for text in texts.values():
            yield from REFERENCES.findall(text)
