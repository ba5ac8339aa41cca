"""Finds the font for a script, a language and a weight; only fonts of the manifest, never the system's."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from profiler.documents.text.scripts import COMMON
from profiler.errors import ErrorCode, WorldError
from profiler.paths import fonts_folder, resources_folder

if TYPE_CHECKING:
    import uharfbuzz  # type: ignore[import-untyped]  # ships no types

SYMBOLS = "Zsym"
_ANY = "*"
_UI = " UI"


class Weight(StrEnum):
    """The two weights of the print guide."""

    REGULAR = "regular"
    BOLD = "bold"


@dataclass(frozen=True, slots=True)
class FontRow:
    """One line of `resources/fonts.csv`."""

    file: str
    family: str
    weight: Weight
    scripts: frozenset[str]
    languages: frozenset[str]
    package: str
    path_in_package: str
    licence: str
    sha256: str


@dataclass(frozen=True, eq=False)
class FontFace:
    """One font file, opened when first needed. Two faces are equal only if they are the same object.

    Attributes:
        path: the TrueType file.
        row: its line of the manifest.
    """

    path: Path
    row: FontRow

    @cached_property
    def face(self) -> uharfbuzz.Face:
        """The HarfBuzz face."""
        import uharfbuzz

        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.path)))

    @cached_property
    def font(self) -> uharfbuzz.Font:
        """The HarfBuzz font, scaled to font units."""
        import uharfbuzz

        return uharfbuzz.Font(self.face)

    @cached_property
    def coverage(self) -> frozenset[int]:
        """Code points the font has a glyph for."""
        return frozenset(self.face.unicodes)

    @cached_property
    def units(self) -> int:
        """Font units per em."""
        return int(self.face.upem)

    @cached_property
    def ascent(self) -> float:
        """Height above the baseline, in em."""
        return float(self.font.get_font_extents("ltr").ascender) / self.units - self.raised

    @cached_property
    def descent(self) -> float:
        """Depth below the baseline, in em, positive."""
        return -float(self.font.get_font_extents("ltr").descender) / self.units + self.raised

    @cached_property
    def blank(self) -> int:
        """Glyph id of the blank."""
        return int(self.font.get_nominal_glyph(0x20))

    @cached_property
    def raised(self) -> float:
        """How far the font's letters stand above its own baseline, in em.

        The UI variant of Naskh lifts everything to fit into a Latin line; that is undone beside Latin text.
        Measured at the foot of the letter dal.
        """
        glyph = self.font.get_nominal_glyph(0x062F)
        if not glyph:
            return 0.0
        extents = self.font.get_glyph_extents(glyph)
        return max(0.0, float(extents.y_bearing + extents.height) / self.units)

    @property
    def is_urdu_style(self) -> bool:
        """Whether this is the hanging style of Urdu."""
        return self.row.family.startswith("Noto Nastaliq")


class FontBook:
    """All fonts of the manifest, in its order of preference."""

    def __init__(self, folder: Path, manifest: Path) -> None:
        """Read the manifest and make sure that every file is there.

        Raises:
            WorldError: FONTS_MISSING with detail `file`.
        """
        rows = read_manifest(manifest)
        for row in rows:
            if not (folder / row.file).is_file():
                raise WorldError(ErrorCode.FONTS_MISSING, file=row.file)
        self._faces = tuple(FontFace(folder / row.file, row) for row in rows)

    @cached_property
    def basic(self) -> FontFace:
        """The face of European digits, brackets and everything that belongs to no script."""
        return self.candidates(COMMON, "de", Weight.REGULAR)[0]

    def candidates(
        self, script: str, language: str, weight: Weight, *, long_text: bool = False
    ) -> tuple[FontFace, ...]:
        """Faces to try for a character, best first.

        Args:
            script: ISO 15924.
            language: Babel code.
            weight: wanted weight; only symbols may come in another one.
            long_text: whether the roomier face of running text is wanted instead of the one for labels.

        Raises:
            WorldError: FONTS_MISSING, if no family has this script in this weight.
        """
        key = (script, language, weight, long_text)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._search(*key)
        return found

    @cached_property
    def _found(self) -> dict[tuple[str, str, Weight, bool], tuple[FontFace, ...]]:
        return {}

    def _search(self, script: str, language: str, weight: Weight, long_text: bool) -> tuple[FontFace, ...]:
        weighted = [
            face
            for face in self._faces
            if face.row.weight is weight or face.row.scripts == frozenset({SYMBOLS})
        ]

        def distance(face: FontFace) -> tuple[bool, bool, bool, bool]:
            row = face.row
            serves = script in row.scripts
            foreign = _ANY not in row.languages and language not in row.languages
            special = language in row.languages
            labels = row.family.endswith(_UI)
            return (foreign, not (serves and special), not serves, serves and labels is long_text)

        ranked = sorted(weighted, key=distance)
        if not ranked or not any(script in face.row.scripts for face in ranked):
            ranked = sorted(weighted, key=lambda face: COMMON not in face.row.scripts)
        if not ranked:
            raise WorldError(ErrorCode.FONTS_MISSING, file=f"{script} {weight.value}")
        basic = [face for face in ranked if COMMON in face.row.scripts]
        return (ranked[0], *basic, *(face for face in ranked[1:] if face not in basic))


def read_manifest(path: Path) -> tuple[FontRow, ...]:
    """The fonts to fetch and use.

    Raises:
        WorldError: FONTS_MISSING, if the manifest is not there; RESOURCE_INVALID, if a line is wrong.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise WorldError(ErrorCode.FONTS_MISSING, file=path.name) from None
    try:
        return tuple(
            FontRow(
                file=row["file"],
                family=row["family"],
                weight=Weight(row["weight"]),
                scripts=frozenset(row["scripts"].split()),
                languages=frozenset(row["languages"].split()),
                package=row["package"],
                path_in_package=row["path_in_package"],
                licence=row["licence"],
                sha256=row["sha256"],
            )
            for row in csv.DictReader(text.splitlines())
        )
    except (KeyError, ValueError, AttributeError) as error:
        raise WorldError(ErrorCode.RESOURCE_INVALID, file=path.name, reason=str(error)) from error


@lru_cache(maxsize=1)
def font_book() -> FontBook:
    """The fonts fetched at set-up.

    Raises:
        WorldError: FONTS_MISSING.
    """
    return FontBook(fonts_folder(), resources_folder() / "fonts.csv")
