"""Makes a language nobody speaks from the German texts, to show which texts stand in the code untranslated.

It reads from right to left like Arabic, every text is in square brackets, so that cut and patched texts show,
and about a third longer than the German. Numbers, codes and placeholders stay as translators leave them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from profiler.languages.isolates import LRI, PDI, protect
from profiler.languages.po_files import Key, PoEntry, PoFile, new_po, read_po_file, write_po_file
from profiler.languages.tags import PSEUDO

_VOWELS: Final = "aeiouäöü"
_LETTERS: Final = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyzäöüß,;?",
        "\u0627\u0628\u0686\u062f\u06d0\u0641\u06af\u062d\u06cc\u062c\u06a9\u0644\u0645\u0646\u0648\u067e\u0642"
        "\u0631\u0633\u062a\u06c6\u06a4\u06cb\u062e\u06d5\u0632\u0622\u06ca\u06c8\u0635\u060c\u061b\u061f",
        strict=True,
    )
)

_KEPT: Final = re.compile(
    rf"""
      \$?\{{[^{{}}]*\}}              # placeholder
    | {LRI}[^{PDI}]*{PDI}            # telephone, date, paragraph of a law, address
    | \b(?=[A-Z]*\d)[A-Z\d]+\b       # code: A1, B2
    """,
    re.VERBOSE,
)


def pseudo_text(german: str) -> str:
    """A German text in the pseudo-language: other letters, every vowel twice, in square brackets."""
    pieces: list[str] = []
    end = 0
    whole = protect(german)
    for kept in _KEPT.finditer(whole):
        pieces += [_letters(whole[end : kept.start()]), kept.group().strip(LRI + PDI)]
        end = kept.end()
    pieces.append(_letters(whole[end:]))
    return f"[{''.join(pieces)}]" if german else ""


def _letters(text: str) -> str:
    return "".join(_LETTERS.get(c, c) * (2 if c in _VOWELS else 1) for c in text.lower())


def pseudo_po(keys: Iterable[Key]) -> PoFile:
    """A catalogue of the pseudo-language for all these texts."""
    return PoFile(
        new_po(PSEUDO.code).headers,
        tuple(PoEntry(context, german, pseudo_text(german)) for context, german in keys),
    )


def add_pseudo_catalogues(folder: Path) -> tuple[Path, ...]:
    """Write a pseudo catalogue beside the catalogues in a folder and below it; say where.

    It has the texts that stand in any of them, translated or not, no more: what translators never saw stays
    German.

    Raises:
        WorldError: RESOURCE_INVALID, NO_ACCESS, DISK_FULL.
    """
    written = []
    for place in sorted({path.parent for path in folder.rglob("*.po")}):
        others = [path for path in sorted(place.glob("*.po")) if path.stem != PSEUDO.code]
        entries = (entry for path in others for entry in read_po_file(path).entries)
        keys = dict.fromkeys(entry.key for entry in entries if not entry.obsolete)
        target = place / f"{PSEUDO.code}.po"
        write_po_file(target, pseudo_po(keys))
        written.append(target)
    return tuple(written)


def pseudo_copy(folder: Path, target: Path) -> None:
    """Copy a folder of the shipped content, fonts left out, and write pseudo catalogues into the copy.

    Raises:
        WorldError: RESOURCE_INVALID, NO_ACCESS, DISK_FULL.
    """
    # Fonts are read from where they were installed.
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns("fonts"))
    add_pseudo_catalogues(target)
