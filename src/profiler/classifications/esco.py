"""Reads the ESCO classification as the European Commission gives it out: one package of CSV files a language.

Layout of version 1.2: `occupations_<language>.csv`, `skills_<language>.csv`, `ISCOGroups_<language>.csv`,
`occupationSkillRelations_<language>.csv` and files this program does not need
(esco.ec.europa.eu, "Structure of the ESCO downloadable datasets").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from profiler.classifications.concepts import ConceptKind
from profiler.classifications.folding import name_line, spoken_forms
from profiler.classifications.kept_lists import KeptConcept, KeptSource, Name
from profiler.classifications.packages import Packed, csv_rows, decoded, refused

MOST_CONCEPTS: Final = 60_000
_MOST_LABEL: Final = 300
_MOST_NAMES: Final = 60

_TABLE: Final = re.compile(
    r"(occupations|skills|iscogroups|occupationskillrelations)(?:_([a-z]{2}))?\.csv", re.IGNORECASE
)
_VERSION: Final = re.compile(r"v(\d+(?:\.\d+){1,2})", re.IGNORECASE)
_CONCEPT: Final = re.compile(
    r"https?://data\.europa\.eu/esco/(?:occupation|skill)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)
_ISCO08: Final = re.compile(r"C?(\d{4})")
_KINDS: Final = {"occupations": ConceptKind.OCCUPATION, "skills": ConceptKind.SKILL}


@dataclass
class EscoTables:
    """What a package holds.

    Attributes:
        source: its concepts.
        isco08: codes of all unit groups it names.
        skipped: languages that the program does not speak.
    """

    source: KeptSource = field(default_factory=KeptSource)
    isco08: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)


def holds_esco(files: Sequence[Packed]) -> bool:
    """Whether there is a table of ESCO among the files."""
    return any(_TABLE.fullmatch(file.name) for file in files)


def read_esco(files: Sequence[Packed], languages: Mapping[str, str]) -> EscoTables:
    """Everything the program needs of a package.

    Args:
        files: of the package, or of several.
        languages: ESCO's language code -> Babel code, of the languages the program speaks.

    Raises:
        WorldError: CLASSIFICATION_INVALID with file and reason (`no_concepts`, `column_missing`,
            `too_large`, `not_a_table`, `not_a_text` and those of `packages`).
    """
    tables = EscoTables()
    relations: list[Packed] = []
    for file in files:
        if (named := _TABLE.fullmatch(file.name)) is None:
            continue
        what, spoken = named[1].lower(), (named[2] or "").lower()
        if version := _VERSION.search(file.package):
            tables.source.version = version[1]
        if what == "occupationskillrelations":
            relations.append(file)
        elif what == "iscogroups":
            tables.isco08 |= {row["code"] for row in _rows(file, "code") if _ISCO08.fullmatch(row["code"])}
        elif spoken not in languages:
            tables.skipped.add(spoken)
        else:
            _read_concepts(file, tables.source.concepts[_KINDS[what]], languages[spoken], _KINDS[what])
    if not any(tables.source.concepts.values()):
        raise refused(files[0].package, "no_concepts", languages=", ".join(sorted(tables.skipped)))
    # The relations are the same in every language.
    for file in relations[:1]:
        _read_relations(file, tables.source)
    return tables


def _read_concepts(file: Packed, concepts: dict[str, KeptConcept], language: str, kind: ConceptKind) -> None:
    needed = ["conceptUri", "preferredLabel"] + (["iscoGroup"] if kind is ConceptKind.OCCUPATION else [])
    for row in _rows(file, *needed):
        concept_id, label = _id(row["conceptUri"]), _line(row["preferredLabel"])
        if not concept_id or not label or row.get("status", "").lower() not in ("", "released"):
            continue
        concept = concepts.setdefault(concept_id, KeptConcept())
        if found := _ISCO08.fullmatch(row.get("iscoGroup", "")):
            concept.isco08 = found[1]
        others = f"{row.get('altLabels', '')}\n{row.get('hiddenLabels', '')}".splitlines()[:_MOST_NAMES]
        concept.names[language] = Name(
            label,
            name_line(spoken_forms(label)),
            name_line(form for other in others for form in spoken_forms(_line(other))),
        )
        if len(concepts) > MOST_CONCEPTS:
            raise refused(file.name, "too_large")


def _read_relations(file: Packed, source: KeptSource) -> None:
    """Only what is essential: what may also be useful are dozens of skills an occupation."""
    found: dict[str, list[str]] = {}
    for row in _rows(file, "occupationUri", "relationType", "skillUri"):
        occupation, skill = _id(row["occupationUri"]), _id(row["skillUri"])
        if (
            row["relationType"] == "essential"
            and occupation in source.concepts[ConceptKind.OCCUPATION]
            and skill in source.concepts[ConceptKind.SKILL]
        ):
            found.setdefault(occupation, []).append(skill)
    source.relations = {occupation: tuple(skills) for occupation, skills in found.items()}


def _rows(file: Packed, *needed: str) -> Iterator[dict[str, str]]:
    rows = csv_rows(file.name, decoded(file.name, file.read()))
    heading = next(rows, [])
    for column in needed:
        if column not in heading:
            raise refused(file.name, "column_missing", column=column)
    for cells in rows:
        if len(cells) >= len(heading):
            yield dict(zip(heading, cells, strict=False))


def _id(uri: str) -> str:
    found = _CONCEPT.fullmatch(uri)
    return f"esco:{found[1]}" if found else ""


def _line(text: str) -> str:
    """One line without what separates the cells and names of a kept table."""
    return " ".join(text.replace("|", " ").split())[:_MOST_LABEL]
