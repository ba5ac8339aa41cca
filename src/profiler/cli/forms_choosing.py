"""Finds the forms a command is about."""

from __future__ import annotations

from profiler.casework.form_folders import FormFolder, every_form, named_form
from profiler.cli.arguments import BadUsage
from profiler.cli.forms_call import FormsCall


def chosen_forms(call: FormsCall) -> tuple[FormFolder, ...]:
    """The form that was named by id or folder, all forms if none was.

    Raises:
        BadUsage: there is no such form.
    """
    wanted: str | None = call.arguments.form
    if wanted is None:
        return every_form(call.folders)
    found = named_form(wanted, call.folders)
    if found is None:
        raise BadUsage(f"Das Formular „{wanted}“ gibt es nicht. Erwartet wird eine Kennung oder ein Ordner.")
    return (found,)
