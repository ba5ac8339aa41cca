"""`profiler forms export`: a form becomes an XLSForm."""

from __future__ import annotations

from pathlib import Path

from profiler.casework.form_files import write_workbook
from profiler.casework.form_folders import FormFolder, every_form, form_folder
from profiler.cli.arguments import BadUsage
from profiler.cli.forms_call import FormsCall
from profiler.cli.forms_choosing import no_form
from profiler.errors import EXIT_OK
from profiler.forms.source import SURVEY


def run(call: FormsCall) -> int:
    """Write the workbook.

    Raises:
        BadUsage: no such form, or a target that is no .xlsx.
        WorldError: FORM_INVALID, RESOURCE_INVALID, NO_ACCESS, DISK_FULL.
    """
    target: Path = call.arguments.out
    if target.suffix.lower() != ".xlsx":
        raise BadUsage(f"Die Zieldatei muss auf .xlsx enden, „{target.name}“ tut es nicht.")
    form = _form(call)
    written = write_workbook(form, target)
    told = ", ".join(f"{language} ({number} Texte)" for language, number in written.translated.items())
    call.out.write(f"{form.name}: {target}{'; Übersetzungen: ' if told else ''}{told}\n")
    for file in written.files:
        call.out.write(f"Dazu gehört: {file}\n")
    for name in written.missing_files:
        call.out.write(f"Fehlt: {name}. Geben Sie die Datei mit dem Formular weiter.\n")
    return EXIT_OK


def _form(call: FormsCall) -> FormFolder:
    wanted: str = call.arguments.form
    for form in every_form(call.folders):
        if form.name == wanted:
            return form
    found = form_folder(Path(wanted).resolve(), call.folders.built)
    if (found.tables / SURVEY).is_file() and not found.is_fragment:
        return found
    raise no_form(wanted)
