"""Finds the forms a command is about."""

from __future__ import annotations

from pathlib import Path

from profiler.casework.form_folders import (
    FormFolder,
    every_form,
    every_fragment,
    named_form,
    named_fragments,
)
from profiler.cli.arguments import BadUsage
from profiler.cli.forms_call import FormsCall
from profiler.forms.source import SURVEY


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
        raise no_form(wanted)
    return (found,)


def chosen_catalogues(call: FormsCall) -> tuple[FormFolder, ...]:
    """As `chosen_forms`, with the fragments, which have catalogues of their own.

    Raises:
        BadUsage: there is neither a form nor a fragment of this name.
    """
    wanted: str | None = call.arguments.form
    if wanted is None:
        return (*every_form(call.folders), *every_fragment(call.folders))
    return named_fragments(wanted, call.folders) or chosen_forms(call)


def no_form(wanted: str) -> BadUsage:
    """Why a word names no form: nothing there, a folder without questions, a file of another kind."""
    path = Path(wanted)
    if (path / SURVEY).is_file():
        return BadUsage(f"Im Ordner „{wanted}“ liegt ein Baustein, kein Formular. Nennen Sie ein Formular.")
    if path.is_dir():
        return BadUsage(f"Im Ordner „{wanted}“ liegt kein Formular: Es fehlt {SURVEY}.")
    if path.is_file() and path.suffix.lower() in _FORM_FILES:
        return BadUsage(f"„{path.name}“ ist eine Datei. Erwartet wird hier eine Kennung oder ein Ordner.")
    if path.is_file():
        return BadUsage(
            f"„{path.name}“ ist keine Datei, die hier gelesen wird. Sichern Sie das Formular als .xlsx; "
            "möglich sind auch .xml, .xls, .csv und .md."
        )
    return BadUsage(f"Das Formular „{wanted}“ gibt es nicht. Erwartet wird {EXPECTED}.")


EXPECTED = (
    "eine Datei (.xml, .xlsx, .xls, .csv, .md), ein Ordner mit survey.csv oder die Kennung eines Formulars"
)
_FORM_FILES = frozenset([".xml", ".xlsx", ".xlsm", ".xls", ".csv", ".md"])
