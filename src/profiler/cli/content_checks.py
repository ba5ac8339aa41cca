"""`profiler forms` and `profiler rules`: build and check what the county writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TextIO

from profiler.casework.check_content import Remark, check_rules_and_sheets
from profiler.casework.check_content import check_forms as forms_remarks
from profiler.casework.content import ContentFolders
from profiler.casework.loading import load_forms
from profiler.errors import EXIT_FINDINGS, EXIT_OK


def build_forms(folders: ContentFolders, out: TextIO) -> int:
    """Build every form that changed. Raises WorldError FORM_INVALID."""
    for name, built in load_forms(folders).items():
        form = built.definition
        out.write(f"{name}: Fassung {form.version}, {len(list(form.questions()))} Fragen\n")
    return EXIT_OK


def check_forms(folders: ContentFolders, out: TextIO) -> int:
    """Print every finding in the forms; 1 if one keeps a form from being used."""
    return _report("Formulare", forms_remarks(folders), out)


def check_rules(folders: ContentFolders, today: date, out: TextIO) -> int:
    """Print every finding in rules and sheets; 1 if one keeps them from being used."""
    return _report("Regeln und Blätter", check_rules_and_sheets(folders, today), out)


def _report(what: str, remarks: Sequence[Remark], out: TextIO) -> int:
    for remark in remarks:
        out.write(f"{'Fehler' if remark.keeps_from_use else 'Hinweis'}: {remark.text}\n")
    errors = sum(remark.keeps_from_use for remark in remarks)
    out.write(f"{what}: {errors} Fehler, {len(remarks) - errors} Hinweise\n")
    return EXIT_FINDINGS if errors else EXIT_OK
