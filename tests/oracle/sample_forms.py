"""The forms both engines run: those we ship, and public-style ones from `tests/public_forms`."""

from __future__ import annotations

import shutil
from pathlib import Path

from profiler.forms.build import build_xform
from profiler.forms.convert import convert_file
from profiler.forms.definition import FormDefinition
from profiler.forms.xform import read_xform
from profiler.paths import forms_folder

PUBLIC = Path(__file__).resolve().parents[1] / "public_forms"
SHIPPED = tuple(sorted(table.parent.name for table in forms_folder().glob("*/survey.csv")))
NAMES = (*SHIPPED, *sorted(file.stem for file in PUBLIC.iterdir() if file.suffix in (".md", ".xml")))


def prepare(name: str, folder: Path) -> tuple[FormDefinition, Path]:
    """A form as Profiler reads it and its XForm, files with choices beside it.

    Args:
        name: one of `NAMES`.
        folder: where to put the files.
    """
    if name in SHIPPED:
        file = build_xform(forms_folder() / name, cache_dir=folder)
    else:
        file = folder / f"{name}.xml"
        written = PUBLIC / file.name
        file.write_bytes(written.read_bytes() if written.is_file() else convert_file(PUBLIC / f"{name}.md"))
        for choices in PUBLIC.glob("*.csv"):
            shutil.copy(choices, folder)
    return read_xform(file.read_bytes(), beside=lambda beside: (folder / beside).read_bytes()), file
