"""`profiler forms play`: fills in a form without a window, one JSON line in, one JSON line out."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from profiler.cli.arguments import BadUsage
from profiler.cli.forms_call import FormsCall
from profiler.cli.forms_opening import open_form
from profiler.cli.forms_play_faults import faults, told_once
from profiler.cli.forms_player import Player
from profiler.errors import EXIT_OK, WorldError
from profiler.forms.definition import FormDefinition


def run(call: FormsCall) -> int:
    """Answer every line of the script (or of the input) with one line; only the end of the lines ends it.

    Raises:
        BadUsage: no such form or script; a language the form does not have.
        WorldError: FORM_INVALID, NO_ACCESS.
    """
    form = open_form(call.arguments.form, call.folders)
    language: str | None = call.arguments.lang
    if language is not None and language not in form.languages:
        raise BadUsage(f"Das Formular spricht {', '.join(form.languages)}, nicht „{language}“.")
    with told_once(), _lines(call.arguments.script, call.lines) as lines, _spoken(call.out) as out:
        player = _player(form, call, language or form.default_language or form.languages[0])
        # Whoever types or waits for an answer gets it at once; a script is answered in one go.
        waits = lines is call.lines
        for line in lines:
            out.write(f"{player.answer(line)}\n")
            if waits:
                out.flush()
    return EXIT_OK


def _player(form: FormDefinition, call: FormsCall, language: str) -> Player:
    try:
        player = Player(form, call.clock, language)
    except WorldError as error:
        # The engine knows questions, not where the form lies.
        file = error.details.get("file") or call.arguments.form
        raise WorldError(error.code, **{**error.details, "file": file}) from error
    for fault in faults(form):
        call.err.write(f"{fault}\n")
    return player


@contextmanager
def _lines(script: Path | None, lines: TextIO) -> Iterator[TextIO]:
    if script is None:
        if isinstance(lines, io.TextIOWrapper):
            lines.reconfigure(encoding="utf-8", errors="replace")
        yield lines
        return
    try:
        file = script.open(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise BadUsage(f"Die Datei „{script}“ lässt sich nicht lesen.") from error
    with file:
        yield file


@contextmanager
def _spoken(out: TextIO) -> Iterator[TextIO]:
    """JSON is UTF-8, whatever the terminal's own encoding is; whoever stops reading ends the play."""
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding="utf-8")
    try:
        yield out
        out.flush()
    except BrokenPipeError:
        # What is still waiting goes nowhere, or Python would complain about it at its end.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out.fileno())
        os.close(nowhere)
