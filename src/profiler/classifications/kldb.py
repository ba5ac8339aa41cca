"""Reads a table of the German Klassifikation der Berufe 2010 (KldB), as the Bundesagentur gives it out.

Several layouts are understood: the classification itself (a row a code, codes of all five levels) and lists
of job titles (a row a title with its five-digit code). Columns are told by their headings and by what stands
in them, not by their place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from profiler.classifications.concepts import GERMAN, ConceptKind
from profiler.classifications.folding import name_line, spoken_forms
from profiler.classifications.grids import Grid
from profiler.classifications.kept_lists import KeptConcept, KeptSource, Name
from profiler.classifications.packages import refused

_CODE: Final = re.compile(r"(?:B\s*)?(\d{5})(?:-\d{3})?")
_LEVEL: Final = re.compile(r"[1-5]")
_LETTERS: Final = re.compile(r"[^\W\d_]{3}")
_CODE_HEADING: Final = ("kldb", "schlüssel", "code", "systematik", "nummer", "kennziffer")
_LEVEL_HEADING: Final = ("ebene", "stufe", "level")
_NAME_HEADING: Final = ("titel", "bezeichnung", "benennung", "beruf", "name")
_NOT_A_NAME: Final = ("kurz", "bemerkung", "erläuterung", "einschl", "ausschl", "umfasst", "tätigkeit")
_HEADING_WITHIN: Final = 30
_FEWEST_CODES: Final = 3
_SHARE: Final = 0.5
_DIGITS: Final = 5
_MOST_LABEL: Final = 200


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand in a grid; `level` is None where codes of all levels are told by their length."""

    heading: int
    code: int
    level: int | None
    names: tuple[int, ...]


def read_kldb(name: str, grids: Sequence[Grid], source: KeptSource) -> int:
    """Add the five-digit types of occupation with their names; gives the number of codes in the table.

    Where every code has one row its name becomes the label; where codes repeat, the rows name jobs.

    Args:
        name: name of the file, for errors.
        grids: its sheets.
        source: what was imported before; it is added to.

    Raises:
        WorldError: CLASSIFICATION_INVALID with reason `no_codes` or `no_names`.
    """
    reasons: set[str] = set()
    codes: set[str] = set()
    for grid in grids:
        columns, reason = _columns(grid)
        if columns is None:
            reasons.add(reason)
        else:
            codes |= _read(grid, columns, source.concepts[ConceptKind.OCCUPATION])
    if not codes:
        raise refused(name, "no_names" if "no_names" in reasons else "no_codes")
    return len(codes)


def _columns(grid: Grid) -> tuple[_Columns | None, str]:
    """The columns of the first row that can be a heading, or why there is none."""
    reason = "no_codes"
    for at, row in enumerate(grid[:_HEADING_WITHIN]):
        lower = [cell.lower() for cell in row]
        level = next((place for place, cell in enumerate(lower) if cell.startswith(_LEVEL_HEADING)), None)
        code = _code_column(grid[at + 1 :], lower, level)
        if code is None:
            continue
        names = tuple(
            place
            for place, cell in enumerate(lower)
            if place not in (code, level) and _is_name(cell) and _has_words(grid[at + 1 :], place)
        )
        if names:
            return _Columns(at, code, level, names), ""
        reason = "no_names"
    return None, reason


def _is_name(heading: str) -> bool:
    return any(word in heading for word in _NAME_HEADING) and not any(word in heading for word in _NOT_A_NAME)


def _code_column(rows: Grid, heading: Sequence[str], level: int | None) -> int | None:
    for place, cell in enumerate(heading):
        if place != level and any(word in cell for word in _CODE_HEADING):
            codes = [code for row in rows if (code := _code_of(row, place, level))]
            filled = sum(1 for row in rows if place < len(row) and row[place])
            # The classification has codes of all levels in one column, more than half of them the fifth.
            if len(codes) >= _FEWEST_CODES and len(codes) >= filled * _SHARE:
                return place
    return None


def _code_of(row: Sequence[str], place: int, level: int | None) -> str:
    """The five digits in a row, "" if it is about something else."""
    text = row[place] if place < len(row) else ""
    if level is not None and level < len(row) and _LEVEL.fullmatch(row[level]):
        # Spreadsheets lose the zero in front of the codes of the armed forces.
        return text.zfill(_DIGITS) if row[level] == str(_DIGITS) and text.isdecimal() else ""
    found = _CODE.fullmatch(text)
    return found[1] if found else ""


def _has_words(rows: Grid, place: int) -> bool:
    filled = [row[place] for row in rows if place < len(row) and row[place]]
    return bool(filled) and sum(bool(_LETTERS.search(text)) for text in filled) >= len(filled) * _SHARE


def _read(grid: Grid, columns: _Columns, concepts: dict[str, KeptConcept]) -> set[str]:
    told: dict[str, Counter[str]] = {}
    rows = 0
    for row in grid[columns.heading + 1 :]:
        if code := _code_of(row, columns.code, columns.level):
            rows += 1
            names = (row[place] for place in columns.names if place < len(row))
            told.setdefault(code, Counter()).update(
                line for name in names if (line := " ".join(name.replace("|", " ").split())[:_MOST_LABEL])
            )
    for code, names_of_code in told.items():
        if not names_of_code:
            continue
        # A title beside its jobs stands in every row of a code; else the first name has to do.
        label = names_of_code.most_common(1)[0][0]
        others = [name for name in names_of_code if name != label]
        concept = concepts.setdefault(f"kldb:{code}", KeptConcept(kldb2010=code))
        _add_names(concept, label, others, titles=rows == len(told))
    return set(told)


def _add_names(concept: KeptConcept, label: str, others: Sequence[str], *, titles: bool) -> None:
    """Give a type of occupation names; a title of the classification stands above names of jobs."""
    known = concept.names.get(GERMAN)
    if known is not None and not titles:
        others, label = [label, *others], known.label
    elif known is not None:
        others = [*others, known.label]
    synonyms = [form for other in others for form in spoken_forms(other)]
    before = known.synonyms.strip("|").split("|") if known else []
    concept.names[GERMAN] = Name(label, name_line(spoken_forms(label)), name_line([*before, *synonyms]))
