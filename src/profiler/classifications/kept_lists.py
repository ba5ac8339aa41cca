"""Imported classifications as they are kept in a desk's data folder: packed tables, folded for the search.

No personal data: everybody who downloads the official tables has the same. A folder a source:

    manifest.json               format, version, languages, day of import
    occupations.tsv.gz          id, ISCO-08, KldB 2010, best known first
    occupations.de.tsv.gz       label, folded names, folded synonyms; the same order
    skills.tsv.gz ...           likewise
    relations.tsv.gz            id of an occupation, ids of its skills
"""

from __future__ import annotations

import gzip
import json
import logging
import tempfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from profiler.classifications.concepts import GERMAN, ConceptKind
from profiler.classifications.folding import FOLDING
from profiler.classifications.lexicon import Lexicon, NameLines, Spoken
from profiler.errors import disk_error

_log = logging.getLogger(__name__)

FORMAT: Final = f"1.{FOLDING}"
"""Of the files and of the folding in them; other ones are read in anew by hand."""

_MANIFEST: Final = "manifest.json"
_MOST_UNPACKED: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Name:
    """What one concept is called in one language: the label as shown, the rest folded as name lines."""

    label: str
    names: str = ""
    synonyms: str = ""


@dataclass
class KeptConcept:
    """One imported concept."""

    isco08: str = ""
    kldb2010: str = ""
    names: dict[str, Name] = field(default_factory=dict)


@dataclass
class KeptSource:
    """Everything that is kept of one source.

    Attributes:
        version: as the source names it, "" if it does not.
        relations: id of an occupation -> ids of the skills that belong to it.
    """

    version: str = ""
    concepts: dict[ConceptKind, dict[str, KeptConcept]] = field(
        default_factory=lambda: {kind: {} for kind in ConceptKind}
    )
    relations: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def languages(self) -> tuple[str, ...]:
        """Babel codes it speaks."""
        spoken = {
            language for each in self.concepts.values() for one in each.values() for language in one.names
        }
        return tuple(sorted(spoken))


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of a source without opening its tables."""

    version: str
    languages: tuple[str, ...]
    imported_on: str


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest; None if nothing is there, or nothing this version of the program can use."""
    try:
        found = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            _log.warning("classification %s was kept by another version", folder.name)
            return None
        return Manifest(str(found["version"]), tuple(map(str, found["languages"])), str(found["imported_on"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        _log.warning("classification %s cannot be read", folder.name)
        return None


def read_lexicon(folder: Path, kind: ConceptKind) -> Lexicon | None:
    """One list of a source, None if it is not there or damaged; languages are read when first needed."""
    manifest = read_manifest(folder)
    rows = None if manifest is None else _rows(folder / f"{kind}.tsv.gz", 3)
    if manifest is None or not rows:
        return None
    known, length = manifest.languages, len(rows)

    def speak(language: str) -> Spoken | None:
        if language not in known:
            return None
        named = _rows(folder / f"{kind}.{language}.tsv.gz", 3)
        if named is None or len(named) != length:
            return None
        labels, names, synonyms = ([row[at] for row in named] for at in range(3))
        return Spoken(labels, NameLines(names), NameLines(synonyms), NameLines([""] * length))

    ids, isco08, kldb2010 = ([row[at] for row in rows] for at in range(3))
    return Lexicon(ids, isco08, kldb2010, speak, known)


def read_relations(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Skills of each occupation, by id."""
    rows = _rows(folder / "relations.tsv.gz", 2) if read_manifest(folder) else None
    return {occupation: tuple(skills.split()) for occupation, skills in rows or ()}


def read_source(folder: Path) -> KeptSource:
    """Everything that is kept of a source, to add to it; empty if there is nothing usable."""
    manifest = read_manifest(folder)
    source = KeptSource()
    if manifest is None:
        return source
    source.version = manifest.version
    source.relations = dict(read_relations(folder))
    for kind, concepts in source.concepts.items():
        rows = _rows(folder / f"{kind}.tsv.gz", 3) or []
        concepts.update((row[0], KeptConcept(row[1], row[2])) for row in rows)
        for language in manifest.languages:
            named = _rows(folder / f"{kind}.{language}.tsv.gz", 3) or []
            for concept, (label, names, synonyms) in zip(concepts.values(), named, strict=False):
                if label:
                    concept.names[language] = Name(label, names, synonyms)
    return source


def write_source(folder: Path, source: KeptSource, today: date) -> None:
    """Keep a source; what was there before stays until everything new is written.

    Raises:
        WorldError: DISK_FULL, NO_ACCESS.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as workplace:
            new = Path(workplace) / "new"
            new.mkdir()
            _write_all(new, source, today)
            if folder.exists():
                folder.rename(Path(workplace) / "old")
            new.rename(folder)
    except OSError as trouble:
        raise disk_error(trouble) from trouble


def _write_all(folder: Path, source: KeptSource, today: date) -> None:
    languages = source.languages()
    for kind, concepts in source.concepts.items():
        if not concepts:
            continue
        order = sorted(concepts.items(), key=_shortest_first)
        _write(folder / f"{kind}.tsv.gz", ((key, each.isco08, each.kldb2010) for key, each in order))
        for language in languages:
            nothing = Name("")
            named = (each.names.get(language, nothing) for _key, each in order)
            _write(
                folder / f"{kind}.{language}.tsv.gz",
                ((name.label, name.names, name.synonyms) for name in named),
            )
    if source.relations:
        _write(
            folder / "relations.tsv.gz",
            ((key, " ".join(skills)) for key, skills in sorted(source.relations.items())),
        )
    manifest = {
        "format": FORMAT,
        "version": source.version,
        "languages": languages,
        "imported_on": today.isoformat(),
    }
    (folder / _MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


def _shortest_first(item: tuple[str, KeptConcept]) -> tuple[int, str, str]:
    key, concept = item
    name = concept.names.get(GERMAN) or next(iter(concept.names.values()), Name(""))
    return len(name.label), name.label, key


def _write(file: Path, rows: Iterable[Sequence[str]]) -> None:
    text = "\n".join("\t".join(rows_cells) for rows_cells in rows)
    # No time of day inside: the same lists give the same bytes.
    file.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=6, mtime=0))


def _rows(file: Path, columns: int) -> list[list[str]] | None:
    """Rows of a packed table; None if it is missing, damaged or too large."""
    try:
        with gzip.open(file) as packed:
            content = packed.read(_MOST_UNPACKED + 1)
        text = content.decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        _log.warning("classification table %s cannot be read", file.name)
        return None
    rows = [line.split("\t") for line in text.split("\n")] if text else []
    if len(content) > _MOST_UNPACKED or any(len(row) != columns for row in rows):
        _log.warning("classification table %s is damaged", file.name)
        return None
    return rows
