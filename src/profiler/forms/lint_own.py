"""Checks our own columns: who may see an answer, why it is asked, how long it is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from profiler.forms.findings import Finding, FindingCode, warning
from profiler.forms.lint_marks import place_of, survey_error
from profiler.forms.question_types import ROW_TYPES
from profiler.forms.source import OWN_COLUMNS, FormSource, is_begin, is_end
from profiler.forms.source_tables import SourceRow

TIERS = frozenset(["short", "deep"])
ALWAYS_OWN = ("category", "tier", "purpose", "retention")
INTERNAL = "intern"
"""Category of what never leaves the desk and therefore needs no sheet."""

NO_SHEET = "-"
"""In `sheets`: the category may be ticked, and yet the answer stands on no sheet."""

UNDECIDED = "zu_klaeren"
"""Purpose or retention the county still has to decide on, as in a form just taken over."""


@dataclass(frozen=True, slots=True)
class OwnCodes:
    """The codes our own columns may hold.

    Attributes:
        categories: of `category`.
        sheets: of `sheets`.
        purposes: of `purpose`.
        retentions: of `retention`.
        consents: category -> hidden question that says whether such answers may be asked for at all.
    """

    categories: Collection[str]
    sheets: Collection[str]
    purposes: Collection[str]
    retentions: Collection[str]
    consents: Mapping[str, str] = field(default_factory=dict)


def own_column_findings(source: FormSource) -> Iterator[Finding]:
    """What is missing, the sheets left out; a question also has what the group around it says."""
    for row, said in _asked(source):
        for column in ALWAYS_OWN:
            if not said[column]:
                yield survey_error(FindingCode.MISSING_OWN_COLUMN, row, column=column)
        if said["tier"] and said["tier"] not in TIERS:
            yield survey_error(FindingCode.UNKNOWN_TIER, row, column="tier", tier=said["tier"])


def sheet_findings(source: FormSource) -> Iterator[Finding]:
    """Questions that may leave the desk and do not say on which sheet; a form from elsewhere never does."""
    for row, said in _asked(source):
        if not said["sheets"] and said["category"] != INTERNAL:
            yield survey_error(FindingCode.MISSING_OWN_COLUMN, row, column="sheets")


def _asked(source: FormSource) -> Iterator[tuple[SourceRow, Mapping[str, str]]]:
    """Every question somebody answers, with what our own columns and all conditions around it say of it."""
    around: list[SourceRow] = []
    for row in source.survey:
        kind = row["type"].partition(" ")[0]
        if is_begin(row["type"]):
            around.append(row)
        elif is_end(row["type"]):
            del around[-1:]
        elif kind not in ROW_TYPES or ROW_TYPES[kind].asked:
            said = {column: row[column] or _inherited(around, column) for column in OWN_COLUMNS}
            yield row, {**said, "relevant": " ".join(each["relevant"] for each in (*around, row))}


def _inherited(around: list[SourceRow], column: str) -> str:
    return next((row[column] for row in reversed(around) if row[column]), "")


def consent_findings(source: FormSource, known: OwnCodes) -> Iterator[Finding]:
    """Questions that are asked without the signature their category needs."""
    for row, said in _asked(source):
        consent = known.consents.get(said["category"], "")
        signed = f"${{{consent}}}"
        if consent and signed not in said["relevant"]:
            yield survey_error(
                FindingCode.ASKED_WITHOUT_CONSENT,
                row,
                column="relevant",
                category=said["category"],
                consent=consent,
                condition=f"{signed} = 'ja'",
            )


def own_code_findings(source: FormSource, known: OwnCodes) -> Iterator[Finding]:
    """A code nobody knows would keep an answer from everybody, or for ever, unnoticed."""
    rows = [row for row in source.survey if not is_end(row["type"])]
    for row in rows:
        category, purpose, retention = row["category"], row["purpose"], row["retention"]
        if category and category not in known.categories:
            yield survey_error(FindingCode.UNKNOWN_CATEGORY, row, column="category", category=category)
        for sheet in row["sheets"].split():
            if sheet not in known.sheets and row["sheets"] != NO_SHEET:
                yield survey_error(FindingCode.UNKNOWN_SHEET, row, column="sheets", sheet=sheet)
        if purpose and purpose not in {*known.purposes, UNDECIDED}:
            yield survey_error(FindingCode.UNKNOWN_PURPOSE, row, column="purpose", purpose=purpose)
        if retention and retention not in {*known.retentions, UNDECIDED}:
            yield survey_error(FindingCode.UNKNOWN_RETENTION, row, column="retention", retention=retention)
    undecided = [row for row in rows if UNDECIDED in (row["purpose"], row["retention"])]
    if undecided:
        first = undecided[0]
        place = place_of(first, "purpose" if first["purpose"] == UNDECIDED else "retention")
        yield warning(FindingCode.UNDECIDED, *place, word=UNDECIDED, number=str(len(undecided)))
