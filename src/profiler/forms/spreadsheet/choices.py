"""Takes over the choices of an XLSForm: lists, codes, labels, columns for filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from profiler.forms.source import CHOICE_TEXTS, MEDIA_COLUMNS
from profiler.forms.spreadsheet.headers import GIVEN_CODES
from profiler.forms.spreadsheet.names import CODE, NAME, plain_name, unused
from profiler.forms.spreadsheet.reading import Notes, Row, Table
from profiler.forms.spreadsheet.remarks import RemarkCode

_FIXED = ("list_name", "name", *CHOICE_TEXTS)


@dataclass(slots=True)
class Choices:
    """The choices taken over.

    Attributes:
        sheet: sheet they come from.
        columns: columns of the table, in order.
        rows: in order.
        lists: name of a list -> its codes.
        codes: code as it was -> as it is now, for those that had to be changed.
    """

    sheet: str = ""
    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    lists: dict[str, set[str]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Take a choice, whose list and code are known."""
        self.rows.append(row)
        self.lists.setdefault(row["list_name"], set()).add(row["name"])


def list_name(written: str) -> str:
    """The name of a list without blanks."""
    return "_".join(written.split())


def take_choices(table: Table, *, duplicates: bool, notes: Notes) -> Choices:
    """The choices of a table.

    Args:
        table: the sheet of choices.
        duplicates: whether the settings allow a code to stand twice in a list.
        notes: takes what is remarked.
    """
    columns, renamed = _columns(table, notes)
    taken = Choices(table.sheet, columns)
    latest = ""
    for row in table.rows:
        name = list_name(row["list_name"])
        if not name and latest:
            notes.add(RemarkCode.LIST_NAME_FILLED, table.sheet, row.line, list=latest)
        latest = name or latest
        code = _code(row, taken, table.sheet, notes)
        if not latest or not code:
            notes.add(RemarkCode.CHOICE_LEFT_OUT, table.sheet, row.line, f"{latest}/{code}")
        elif code in taken.lists.get(latest, ()) and not duplicates:
            notes.add(RemarkCode.CODE_TWICE, table.sheet, row.line, f"{latest}/{code}", choice=code)
        else:
            further = {renamed[column]: text for column, text in row.cells.items() if column in renamed}
            taken.add(Row(row.line, {"list_name": latest, "name": code, **further}, row.texts))
    _recode_filters(taken)
    return taken


def _columns(table: Table, notes: Notes) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """The columns kept, and for those that filters may read: as written -> as kept."""
    kept: dict[str, str] = {}
    for column in table.columns:
        if column in _FIXED:
            kept[column] = column
        elif NAME.fullmatch(column):
            kept[column] = unused(column, kept.values())
        elif not column.startswith("$") and (name := plain_name(column, "")):
            kept[column] = unused(name, {*kept.values(), *table.columns})
            notes.add(RemarkCode.COLUMN_RENAMED, table.sheet, column=column, new=kept[column])
        elif column not in GIVEN_CODES:
            notes.add(RemarkCode.COLUMN_LEFT_OUT, table.sheet, column=column)
    further = {column: name for column, name in kept.items() if column not in _FIXED}
    return tuple(kept.values()), further


def _code(row: Row, taken: Choices, sheet: str, notes: Notes) -> str:
    written = row["name"] or next((row[column] for column in GIVEN_CODES if row[column]), "")
    if not written:
        label = next(iter(row.texts.get("label", {}).values()), "")
        if not label:
            return ""
        code = plain_name(label, "")
        notes.add(RemarkCode.CODE_MISSING, sheet, row.line, f"{row['list_name']}/{code}", choice=code)
        return code
    if CODE.fullmatch(written):
        return written
    if written not in taken.codes:
        taken.codes[written] = "_".join(written.split())
        notes.add(
            RemarkCode.CODE_CHANGED,
            sheet,
            row.line,
            f"{row['list_name']}/{written}",
            choice=written,
            new=taken.codes[written],
        )
    return taken.codes[written]


def _recode_filters(taken: Choices) -> None:
    """What filters compare with a code has to change with it."""
    for row in taken.rows:
        for column, text in row.cells.items():
            if column not in _FIXED and text in taken.codes:
                row.cells[column] = taken.codes[text]


def label_choices(choices: Choices, source: str, notes: Notes) -> None:
    """Every choice is shown as something."""
    if choices.rows:
        choices.columns = tuple(dict.fromkeys([*choices.columns, "list_name", "name", "label"]))
    for row in choices.rows:
        label = row.texts.setdefault("label", {})
        if not label.get(source):
            stand_in, language = next(((text, code) for code, text in label.items() if text), ("", ""))
            subject = f"{row['list_name']}/{row['name']}"
            code = RemarkCode.LABEL_IN_OTHER_LANGUAGE if stand_in else RemarkCode.LABEL_MISSING
            notes.add(code, choices.sheet, row.line, subject, language=language, column="label")
            label[source] = stand_in or row["name"]
        for column in MEDIA_COLUMNS:
            files = row.texts.get(column, {})
            if files and not files.get(source):
                # A file name serves every language, whichever column it stood in.
                files[source] = next(iter(files.values()))
