"""`profiler forms build|check` and `profiler rules check`: build and check what the county writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from profiler.casework import explain
from profiler.casework.build_apart import keep_fault
from profiler.casework.check_content import Remark, check_rules_and_sheets
from profiler.casework.check_content import check_forms as forms_remarks
from profiler.casework.content import ASSESSMENT, ContentFolders
from profiler.casework.form_folders import FormFolder, every_form, named_form
from profiler.casework.loading import build_here, load_form
from profiler.cli.form_effort import write_effort
from profiler.cli.forms_call import FormsCall
from profiler.cli.forms_choosing import chosen_forms
from profiler.errors import EXIT_FINDINGS, EXIT_OK, WorldError
from profiler.forms.convert import XLSFORM_SUFFIXES


def build_forms(call: FormsCall) -> int:
    """Build every form that changed, or the one that was named; 1 if one cannot be built.

    Raises:
        BadUsage: no such form.
    """
    code = EXIT_OK
    for chosen in chosen_forms(call):
        try:
            form = load_form(chosen).definition
        except WorldError as trouble:
            if chosen.own or chosen.county is not None:
                # Whoever asked for it, a window perhaps, learns it from there.
                keep_fault(chosen, trouble)
            call.out.write(f"{chosen.name}: {explain.sentence(trouble)}\n")
            code = EXIT_FINDINGS
        else:
            questions = len(list(form.questions()))
            asked = "1 Frage" if questions == 1 else f"{questions} Fragen"
            call.out.write(f"{chosen.name}: Fassung {form.version}, {asked}, liegt in {build_here(chosen)}\n")
    return code


def check_forms(call: FormsCall) -> int:
    """Print every finding in all forms, in one form, or in a file; 1 if one keeps a form from being used.

    Raises:
        BadUsage: no such form.
        WorldError: FORM_INVALID if a file is no form; RESOURCE_INVALID, NO_ACCESS.
    """
    wanted: str | None = call.arguments.form
    if wanted is None:
        code = _report("Formulare", forms_remarks(call.folders), call.out)
        return _with_effort(code, every_form(call.folders), call)
    path = Path(wanted)
    if path.suffix.lower() in XLSFORM_SUFFIXES | {".xml"} and not named_form(wanted, call.folders):
        from profiler.casework.check_file import check_file

        return _report(path.name, check_file(path, source_language=call.arguments.source_language), call.out)
    (form,) = chosen_forms(call)
    code = _report(form.name, forms_remarks(call.folders, form), call.out)
    return _with_effort(code, (form,), call)


def _with_effort(code: int, forms: Sequence[FormFolder], call: FormsCall) -> int:
    """How long an assessment takes; one with errors is not filled in."""
    for form in forms:
        if form.name == ASSESSMENT and code == EXIT_OK:
            write_effort(form, call)
    return code


def check_rules(folders: ContentFolders, today: date, out: TextIO) -> int:
    """Print every finding in rules and sheets; 1 if one keeps them from being used."""
    return _report("Regeln und Blätter", check_rules_and_sheets(folders, today), out)


def _report(what: str, remarks: Sequence[Remark], out: TextIO) -> int:
    for remark in remarks:
        out.write(f"{'Fehler' if remark.keeps_from_use else 'Hinweis'}: {remark.text}\n")
    errors = sum(remark.keeps_from_use for remark in remarks)
    hints = len(remarks) - errors
    out.write(f"{what}: {errors} Fehler, {hints} {'Hinweis' if hints == 1 else 'Hinweise'}\n")
    return EXIT_FINDINGS if errors else EXIT_OK
