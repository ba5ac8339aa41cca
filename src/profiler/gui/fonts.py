"""Loads the program's own fonts and names the family list of each language."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from profiler import paths
from profiler.errors import ErrorCode, WorldError
from profiler.languages.tags import GERMAN, language

SCREEN_FAMILIES: Final = ("Noto Sans", "Noto Sans Arabic UI", "Noto Sans Ethiopic")
"""What the screen needs. The UI cut of the Arabic keeps rows as high as the German ones."""

_FAMILIES_OF_SCRIPT: Final = {
    "Arab": ("Noto Sans Arabic UI", "Noto Sans", "Noto Sans Ethiopic"),
    "Ethi": ("Noto Sans Ethiopic", "Noto Sans", "Noto Sans Arabic UI"),
}


def load(folder: Path | None = None, manifest: Path | None = None) -> None:
    """Make the fonts of the manifest known to Qt; the QApplication must exist.

    Raises:
        WorldError: FONTS_MISSING with the file's name if one is absent or unreadable.
    """
    folder = folder or paths.fonts_folder()
    known = set(QFontDatabase.families())
    for name, family in _files(manifest or paths.resources_folder() / "fonts.csv"):
        # Loaded twice, a font would be there twice; tests start many windows in one process.
        if family in known and _is_ours(family):
            continue
        path = folder / name
        if not path.is_file() or QFontDatabase.addApplicationFont(str(path)) < 0:
            raise WorldError(ErrorCode.FONTS_MISSING, file=name)


def _is_ours(family: str) -> bool:
    return "Bold" in QFontDatabase.styles(family) and "Regular" in QFontDatabase.styles(family)


def _files(manifest: Path) -> Iterator[tuple[str, str]]:
    try:
        with manifest.open(encoding="utf-8", newline="") as file:
            rows = [(row["file"], row["family"]) for row in csv.DictReader(file)]
    except OSError as error:
        raise WorldError(ErrorCode.FONTS_MISSING, file=manifest.name) from error
    missing = set(SCREEN_FAMILIES) - {family for _, family in rows}
    if missing:
        raise WorldError(ErrorCode.FONTS_MISSING, file=min(missing))
    return ((name, family) for name, family in rows if family in SCREEN_FAMILIES)


def families(code: str) -> list[str]:
    """Font families for a language, its own script first; always a list, because no font has everything."""
    return list(_FAMILIES_OF_SCRIPT.get(language(code).script, SCREEN_FAMILIES))


@cache
def font(size: int, code: str = GERMAN, *, bold: bool = False) -> QFont:
    """The font of a language; one object for all who ask, never changed.

    Args:
        size: pixels at scale 1; Arabic script gets one more because it looks smaller.
        code: Babel code.
        bold: there are two weights only.
    """
    made = QFont()
    made.setFamilies(families(code))
    made.setPixelSize(size + (1 if language(code).script == "Arab" else 0))
    made.setBold(bold)
    return made
