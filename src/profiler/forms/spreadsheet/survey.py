"""Takes over the questions of an XLSForm: kinds, groups, names, labels, columns of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from profiler.forms.question_types import ROW_TYPES
from profiler.forms.source import MEDIA_COLUMNS, OWN_COLUMNS, SURVEY_COLUMNS, is_begin, is_end
from profiler.forms.spreadsheet.choices import Choices, list_name
from profiler.forms.spreadsheet.headers import GIVEN_NAMES, SURVEY_TEXTS, SWITCHED_OFF
from profiler.forms.spreadsheet.names import NAME, plain_name, unused
from profiler.forms.spreadsheet.reading import Notes, Row, Table
from profiler.forms.spreadsheet.remarks import RemarkCode
from profiler.forms.spreadsheet.types import RowType, Unsupported, read_type

KEPT_COLUMNS = (*sorted(SURVEY_COLUMNS - set(OWN_COLUMNS)), *OWN_COLUMNS)
UNDECIDED = "zu_klaeren"
"""Purpose and retention of a question until the county has decided."""

_SAFE = {"category": "intern", "tier": "deep", "purpose": UNDECIDED, "retention": UNDECIDED}
"""What a question of which the county said nothing gets: its answer never leaves the desk."""

_TIERS = frozenset(["short", "deep"])
_LIST_COLUMN = "select_from_list_name"
_YES = frozenset(["yes", "true", "true()", "1", "x", "ja"])
_SEARCH = re.compile(r"\bsearch\s*\(")


@dataclass(frozen=True, slots=True)
class OtherTexts:
    """What `or_other` adds to a form, in the form's source language.

    Attributes:
        choice: label of the choice that stands for everything else.
        question: the question what else it is.
    """

    choice: str
    question: str


@dataclass(slots=True)
class Survey:
    """The questions taken over.

    Attributes:
        sheet: sheet they come from.
        columns: columns of the table, in order.
        rows: in order, every begin with its end.
        renamed: name as it was -> as it is now, for those that had to be changed.
    """

    sheet: str
    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)


def take_survey(table: Table, choices: Choices, other: OtherTexts, source: str, notes: Notes) -> Survey:
    """The questions of a table; lists that `or_other` needs grow in `choices`."""
    survey = Survey(table.sheet, _columns(table, notes))
    survey.rows = list(_balanced(_kept(table, notes), table.sheet, notes))
    _name(survey, notes)
    survey.rows = list(_typed(survey, choices, other, source, notes))
    _label(survey, source, notes)
    _decide(survey, notes)
    return survey


def _columns(table: Table, notes: Notes) -> tuple[str, ...]:
    known = {*SURVEY_COLUMNS, SWITCHED_OFF, _LIST_COLUMN, *GIVEN_NAMES}
    for column in table.columns:
        if column not in known:
            notes.add(RemarkCode.COLUMN_LEFT_OUT, table.sheet, column=column)
    columns = tuple(column for column in table.columns if column in SURVEY_COLUMNS)
    return columns if "name" in columns else (*columns, "name")


def _kept(table: Table, notes: Notes) -> Iterator[tuple[Row, RowType]]:
    """The rows we can ask, without what lies inside blocks we cannot."""
    skipping = 0
    for row in table.rows:
        written = row["type"]
        name = _given_name(row)
        kind = read_type(_with_list(row))
        if row[SWITCHED_OFF].lower() in _YES:
            notes.add(RemarkCode.ROW_SWITCHED_OFF, table.sheet, row.line, name)
        elif not written or written.startswith("#"):
            notes.add(RemarkCode.ROW_WITHOUT_TYPE, table.sheet, row.line, name)
        elif skipping:
            skipping += kind.opens - kind.closes
            if not kind.closes:
                notes.add(RemarkCode.INSIDE_LEFT_OUT, table.sheet, row.line, name, type=written)
        elif reason := kind.unsupported or _searches(row):
            skipping += kind.opens
            notes.add(
                RemarkCode.QUESTION_LEFT_OUT,
                table.sheet,
                row.line,
                name,
                type=written,
                reason=reason.value,
            )
        else:
            yield row, kind


def _with_list(row: Row) -> str:
    """The type with its list, which KoboToolbox may keep in a column of its own."""
    named = row[_LIST_COLUMN]
    return f"{row['type']} {named}" if named and " " not in row["type"] else row["type"]


def _searches(row: Row) -> Unsupported | None:
    return Unsupported.SEARCH if _SEARCH.search(row["appearance"]) else None


def _given_name(row: Row) -> str:
    return next((row[column] for column in ("name", *GIVEN_NAMES) if row[column]), "")


def _balanced(rows: Iterator[tuple[Row, RowType]], sheet: str, notes: Notes) -> Iterator[Row]:
    """Every begin gets its end, of the same kind and name."""
    opened: list[tuple[Row, RowType]] = []
    for row, kind in rows:
        cells = {column: text for column, text in row.cells.items() if column in SURVEY_COLUMNS}
        kept = Row(row.line, {**cells, "type": _full_type(kind)}, row.texts)
        if name := _given_name(row):
            kept.cells["name"] = name
        if kind.opens:
            opened.append((kept, kind))
        if kind.closes:
            if not opened:
                notes.add(RemarkCode.GROUP_NOT_OPENED, sheet, row.line, name)
                continue
            begin, started = opened.pop()
            _close(kept, begin, started)
        yield kept
    for begin, started in reversed(opened):
        notes.add(RemarkCode.GROUP_NOT_CLOSED, sheet, begin.line, begin["name"])
        end = Row(begin.line, {"name": begin["name"]})
        _close(end, begin, started)
        yield end


def _close(end: Row, begin: Row, started: RowType) -> None:
    end.cells["type"] = started.kind.replace("begin", "end")
    end.texts = {}
    if end["name"]:
        end.cells["name"] = begin["name"]
    if not end["name"]:
        end.cells.pop("name", None)


def _full_type(kind: RowType) -> str:
    is_list = kind.choices and not kind.kind.endswith("_from_file") and not kind.choices.startswith("${")
    shown = RowType(kind.kind, list_name(kind.choices) if is_list else kind.choices)
    return f"{shown} or_other" if kind.or_other else str(shown)


def _name(survey: Survey, notes: Notes) -> None:
    """Every question has one name of its own that expressions can refer to."""
    taken = {row["name"] for row in survey.rows if NAME.fullmatch(row["name"])}
    seen: set[str] = set()
    ends: list[Row] = []
    for row in survey.rows:
        if is_end(row["type"]):
            begin = ends.pop()
            if row["name"]:
                row.cells["name"] = begin["name"]
            continue
        if is_begin(row["type"]):
            ends.append(row)
        written = row["name"]
        if not NAME.fullmatch(written) or written in seen:
            _rename(survey, row, taken, notes)
        seen.add(row["name"])


def _rename(survey: Survey, row: Row, taken: set[str], notes: Notes) -> None:
    written = row["name"]
    label = next(iter(row.texts.get("label", {}).values()), "")
    kind = row["type"].partition(" ")[0].removeprefix("begin_")
    new = unused(plain_name(written or label, kind), taken)
    taken.add(new)
    row.cells["name"] = new
    if not written:
        notes.add(RemarkCode.NAME_MISSING, survey.sheet, row.line, new)
    elif NAME.fullmatch(written):
        notes.add(RemarkCode.NAME_TWICE, survey.sheet, row.line, written, new=new)
    else:
        survey.renamed.setdefault(written, new)
        notes.add(RemarkCode.NAME_CHANGED, survey.sheet, row.line, written, new=new)


def _typed(survey: Survey, choices: Choices, other: OtherTexts, source: str, notes: Notes) -> Iterator[Row]:
    """Selects have their lists; what `or_other` stands for is written out."""
    for row in survey.rows:
        kind, _, named = row["type"].partition(" ")
        wants_other = named.endswith(" or_other")
        named = named.removesuffix(" or_other")
        if kind in ("select_one", "select_multiple", "rank") and not named.startswith("${"):
            row.cells["type"] = f"{kind} {named}"
            if named not in choices.lists:
                notes.add(RemarkCode.LIST_MISSING, survey.sheet, row.line, row["name"], list=named)
                row.cells["type"], wants_other = "text", False
                row.cells.pop("choice_filter", None)
        yield row
        if wants_other:
            notes.add(RemarkCode.OWN_TEXT_FOR_OTHER, survey.sheet, row.line, row["name"])
            yield _other(row, named, survey, choices, other, source)


def _other(row: Row, named: str, survey: Survey, choices: Choices, other: OtherTexts, source: str) -> Row:
    if "other" not in choices.lists[named]:
        cells = {"list_name": named, "name": "other"}
        choices.add(Row(row.line, cells, {"label": {source: other.choice}}))
    name = unused(f"{row['name']}_other", {each["name"] for each in survey.rows})
    relevant = f"selected(${{{row['name']}}}, 'other')"
    own = {column: row[column] for column in OWN_COLUMNS if row[column]}
    cells = {"type": "text", "name": name, "relevant": relevant, **own}
    if "relevant" not in survey.columns:
        survey.columns = (*survey.columns, "relevant")
    return Row(row.line, cells, {"label": {source: other.question}})


def _label(survey: Survey, source: str, notes: Notes) -> None:
    """Whatever is shown has a text in the source language, because translations hang on it."""
    for row in survey.rows:
        if is_end(row["type"]):
            continue
        for column in SURVEY_TEXTS:
            said = row.texts.get(column, {})
            needed = column == "label" and ROW_TYPES[row["type"].partition(" ")[0]].labelled
            if said.get(source) or not (said or needed):
                continue
            stand_in, language = next(((text, code) for code, text in said.items() if text), ("", ""))
            code = RemarkCode.LABEL_IN_OTHER_LANGUAGE if stand_in else RemarkCode.LABEL_MISSING
            if column not in MEDIA_COLUMNS:
                notes.add(code, survey.sheet, row.line, row["name"], language=language, column=column)
            row.texts[column] = {**said, source: stand_in or row["name"]}
    if "label" not in survey.columns:
        survey.columns = (*survey.columns, "label")


def _decide(survey: Survey, notes: Notes) -> None:
    """A question of which nothing is said stays at the desk until the county decides."""
    around: list[Row] = []
    undecided = 0
    for row in survey.rows:
        if row["tier"] and row["tier"] not in _TIERS:
            notes.add(RemarkCode.TIER_UNKNOWN, survey.sheet, row.line, row["name"], tier=row["tier"])
            row.cells["tier"] = _SAFE["tier"]
        if is_begin(row["type"]):
            around.append(row)
        elif is_end(row["type"]):
            around.pop()
        elif ROW_TYPES[row["type"].partition(" ")[0]].asked:
            missing = [column for column in _SAFE if not any(each[column] for each in (row, *around))]
            row.cells.update({column: _SAFE[column] for column in missing})
            undecided += bool(missing)
    if undecided:
        notes.add(RemarkCode.COUNTY_DECIDES, survey.sheet, questions=str(undecided))
        survey.columns = tuple(dict.fromkeys([*survey.columns, *OWN_COLUMNS]))
