"""`profiler forms import`: an XLSForm becomes our tables."""

from __future__ import annotations

from profiler.casework.form_files import take_over
from profiler.cli.forms_call import FormsCall
from profiler.errors import EXIT_FINDINGS, EXIT_OK


def run(call: FormsCall) -> int:
    """Take a form over and say what was changed; 1 if the result cannot be filled in as it is.

    Raises:
        WorldError: FORM_INVALID, USAGE, NO_ACCESS, DISK_FULL.
    """
    words = call.arguments
    form = take_over(words.source, words.to, source_language=words.source_language, overwrite=words.overwrite)
    for remark in form.remarks:
        call.out.write(f"{'Fehler' if remark.keeps_from_use else 'Hinweis'}: {remark.text}\n")
    for name in form.missing_files:
        call.out.write(f"Fehlt: {name}. Legen Sie die Datei nach {form.folder / name}.\n")
    if form.folder.resolve().name != form.form_id:
        call.out.write(
            f"Hinweis: Der Ordner heißt nicht wie das Formular. Nennen Sie ihn „{form.form_id}“, bevor er zu "
            "den Formularen kommt.\n"
        )
    languages = f", übersetzt nach {', '.join(form.languages)}" if form.languages else ""
    call.out.write(f"{form.form_id}: {form.questions} Fragen{languages}; liegt in {form.folder}.\n")
    return EXIT_OK if form.runs else EXIT_FINDINGS
