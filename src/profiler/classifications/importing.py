"""Takes in an official classification that somebody downloaded, and says what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from profiler.classifications.catalogue import ESCO, KLDB, Classifications
from profiler.classifications.concepts import ConceptKind
from profiler.classifications.esco import EscoTables, holds_esco, read_esco
from profiler.classifications.grids import TABLE_SUFFIXES, read_grids
from profiler.classifications.kept_lists import KeptSource, read_source, write_source
from profiler.classifications.kldb import read_kldb
from profiler.classifications.packages import files_of, refused

FULL_KLDB: Final = 1_250
"""KldB 2010 has about 1,300 five-digit codes; a table with fewer is a part of it and proves no code wrong."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A code of the short list that the official table does not have."""

    concept_id: str
    label: str
    code: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes:
        source: `esco` or `kldb`.
        version: as the package names it, "" if it does not.
        replaced: version that was there before and went, "" if the new lists were added to it.
        languages: Babel codes that are there now.
        skipped: language codes in the package that the program does not speak.
        occupations: number there is now.
        skills: number there is now.
        doubts: codes of the short list that are not in the table.
        complete: whether the table was complete enough to judge codes.
    """

    source: str
    version: str
    replaced: str
    languages: tuple[str, ...]
    skipped: tuple[str, ...]
    occupations: int
    skills: int
    doubts: tuple[Doubt, ...]
    complete: bool


def import_classification(
    source: Path, target: Path, shipped: Path, languages: Mapping[str, str], today: date
) -> Imported:
    """Read an ESCO package (folder, archive, single table) or a KldB table and keep it.

    Nothing changes unless everything could be read.

    Args:
        source: what was downloaded.
        target: the desk's folder of imported classifications.
        shipped: the program's own tables, whose codes are compared.
        languages: ESCO's language code -> Babel code, of the languages the program speaks.
        today: day of the import.

    Raises:
        WorldError: CLASSIFICATION_INVALID with file and reason, DISK_FULL, NO_ACCESS.
    """
    files = files_of(source)
    own = Classifications(shipped)
    if holds_esco(files):
        return _keep_esco(read_esco(files, languages), target / ESCO, own, today)
    if source.is_file() and source.suffix.lower() in TABLE_SUFFIXES:
        return _keep_kldb(source, target / KLDB, own, today)
    raise refused(source.name, "not_understood")


def _keep_esco(tables: EscoTables, folder: Path, own: Classifications, today: date) -> Imported:
    known, new = read_source(folder), tables.source
    same = known.version == new.version
    kept = _joined(known, new) if same else new
    write_source(folder, kept, today)
    complete = bool(tables.isco08)
    codes = [(each.concept_id, each.label, each.isco08) for each in own.occupations]
    return Imported(
        source=ESCO,
        version=kept.version,
        replaced="" if same else known.version,
        languages=kept.languages(),
        skipped=tuple(sorted(tables.skipped - {""})),
        occupations=len(kept.concepts[ConceptKind.OCCUPATION]),
        skills=len(kept.concepts[ConceptKind.SKILL]),
        doubts=_doubts(codes, {code.lstrip("C") for code in tables.isco08}) if complete else (),
        complete=complete,
    )


def _joined(known: KeptSource, new: KeptSource) -> KeptSource:
    """Packages of one version come a language at a time."""
    for kind, concepts in new.concepts.items():
        for concept_id, concept in concepts.items():
            before = known.concepts[kind].setdefault(concept_id, concept)
            before.names.update(concept.names)
            before.isco08 = concept.isco08 or before.isco08
    known.relations.update(new.relations)
    return known


def _keep_kldb(file: Path, folder: Path, own: Classifications, today: date) -> Imported:
    kept = read_source(folder)
    found = read_kldb(file.name, read_grids(file), kept)
    write_source(folder, kept, today)
    occupations = kept.concepts[ConceptKind.OCCUPATION]
    codes = [(each.concept_id, each.label, each.kldb2010) for each in own.occupations if each.kldb2010]
    complete = found >= FULL_KLDB
    return Imported(
        source=KLDB,
        version="",
        replaced="",
        languages=kept.languages(),
        skipped=(),
        occupations=len(occupations),
        skills=0,
        doubts=_doubts(codes, {each.kldb2010 for each in occupations.values()}) if complete else (),
        complete=complete,
    )


def _doubts(own: Collection[tuple[str, str, str]], official: Collection[str]) -> tuple[Doubt, ...]:
    return tuple(Doubt(*each) for each in own if each[2] not in official)
