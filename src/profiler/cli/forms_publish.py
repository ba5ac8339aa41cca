"""`profiler forms publish`: the present version of a form is declared published."""

from __future__ import annotations

from profiler.casework.form_folders import FormFolder, every_form, named_form
from profiler.casework.publish_form import publish
from profiler.cli.arguments import BadUsage
from profiler.cli.forms_call import FormsCall
from profiler.errors import EXIT_FINDINGS, EXIT_OK


def run(call: FormsCall) -> int:
    """Publish one form or all; 1 if the check keeps one from it.

    Raises:
        BadUsage: no such form.
        WorldError: FORM_INVALID, NO_ACCESS, DISK_FULL.
    """
    code = EXIT_OK
    for form in _wanted(call):
        done = publish(form)
        for remark in done.remarks:
            call.out.write(f"Fehler: {remark.text}\n")
        if done.remarks:
            code = EXIT_FINDINGS
            state = "nicht veröffentlicht"
        else:
            state = "veröffentlicht" if done.is_new else "war schon veröffentlicht"
        place = f", in {done.table}" if form.county else ""
        call.out.write(f"{done.form_id}: Fassung {done.version} {state}{place}\n")
    return code


def _wanted(call: FormsCall) -> tuple[FormFolder, ...]:
    wanted: str | None = call.arguments.form
    if wanted is None:
        return every_form(call.folders)
    form = named_form(wanted, call.folders)
    if form is None:
        raise BadUsage(f"Das Formular „{wanted}“ gibt es nicht.")
    return (form,)
