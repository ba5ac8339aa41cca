"""Reads the short lists that come with the program."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from profiler.classifications.concepts import GERMAN, Concept, ConceptKind, SkillKind
from profiler.classifications.folding import fold, name_line, spoken_forms
from profiler.classifications.lexicon import Lexicon, NameLines, Spoken
from profiler.tables import CellProblem, TableRow, read_table

_ISCO08: Final = re.compile(r"\d{4}")
_KLDB2010: Final = re.compile(r"\d{5}")


def read_isco_groups(folder: Path) -> Mapping[str, str]:
    """Unit groups of ISCO-08: four digits -> short German name.

    Raises:
        WorldError: RESOURCE_INVALID with file, line, column and reason.
    """
    rows = read_table(folder / "isco08.csv", ("code", "label_de"), id_column="code")
    return {_code(row, "code", _ISCO08): row.needed("label_de") for row in rows}


def read_occupations(folder: Path) -> tuple[Concept, ...]:
    """The occupations, in order of their labels.

    Raises:
        WorldError: RESOURCE_INVALID with file, line, column and reason.
    """
    groups = read_isco_groups(folder)
    rows = read_table(
        folder / "occupations.csv",
        ("id", "label_de", "isco08", "kldb2010", "synonyms", "activities"),
        id_column="id",
    )
    ids = {row.identifier("id") for row in rows}
    labels = _labels(folder / "occupation_labels.csv", ids)
    found = (
        Concept(
            row.identifier("id"),
            ConceptKind.OCCUPATION,
            row.needed("label_de"),
            isco08=row.one_of("isco08", groups),
            kldb2010=_code(row, "kldb2010", _KLDB2010) if row.text("kldb2010") else "",
            synonyms=_several(row, "synonyms"),
            activities=_several(row, "activities"),
            labels=labels.get(row.identifier("id"), {}),
        )
        for row in rows
    )
    return tuple(sorted(found, key=_by_label))


def read_skills(folder: Path, occupations: Collection[str]) -> tuple[Concept, ...]:
    """The skills, in order of their labels.

    Args:
        folder: where the tables lie.
        occupations: ids of occupations a skill may name.

    Raises:
        WorldError: RESOURCE_INVALID with file, line, column and reason.
    """
    rows = read_table(
        folder / "skills.csv", ("id", "label_de", "kind", "synonyms", "occupations"), id_column="id"
    )
    ids = {row.identifier("id") for row in rows}
    labels = _labels(folder / "skill_labels.csv", ids)
    found = (
        Concept(
            row.identifier("id"),
            ConceptKind.SKILL,
            row.needed("label_de"),
            skill_kind=row.choice("kind", SkillKind),
            synonyms=_several(row, "synonyms"),
            labels=labels.get(row.identifier("id"), {}),
            occupations=_known(row, occupations),
        )
        for row in rows
    )
    return tuple(sorted(found, key=_by_label))


def lexicon_of(concepts: Sequence[Concept]) -> Lexicon:
    """The concepts as a list to search in."""

    def speak(language: str) -> Spoken | None:
        german = language == GERMAN
        labels = [each.label if german else each.labels.get(language, "") for each in concepts]
        nothing = [""] * len(concepts)
        synonyms = [name_line(map(fold, each.synonyms)) for each in concepts] if german else nothing
        activities = [name_line(map(fold, each.activities)) for each in concepts] if german else nothing
        return Spoken(
            labels,
            NameLines([name_line(spoken_forms(label)) for label in labels]),
            NameLines(synonyms),
            NameLines(activities),
        )

    return Lexicon(
        [each.concept_id for each in concepts],
        [each.isco08 for each in concepts],
        [each.kldb2010 for each in concepts],
        speak,
    )


def _labels(file: Path, ids: Collection[str]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in read_table(file, ("id", "language", "label"), id_column=""):
        labels = found.setdefault(row.one_of("id", ids), {})
        language = row.needed("language")
        if language in labels:
            raise row.fault("language", CellProblem.TWICE)
        labels[language] = row.needed("label")
    return found


def _several(row: TableRow, column: str) -> tuple[str, ...]:
    return tuple(text for part in row.text(column).split("|") if (text := part.strip()))


def _known(row: TableRow, occupations: Collection[str]) -> tuple[str, ...]:
    named = row.codes("occupations")
    if any(each not in occupations for each in named):
        raise row.fault("occupations", CellProblem.UNKNOWN)
    return named


def _code(row: TableRow, column: str, shape: re.Pattern[str]) -> str:
    text = row.needed(column)
    if not shape.fullmatch(text):
        raise row.fault(column, CellProblem.NOT_A_CODE)
    return text


def _by_label(concept: Concept) -> tuple[int, str]:
    return len(concept.label), concept.label
