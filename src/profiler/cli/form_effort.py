"""Says how long the sample people would sit there: questions and minutes, short and with the deep form."""

from __future__ import annotations

from itertools import count

from profiler.casework.form_folders import FormFolder
from profiler.casework.loading import load_form
from profiler.cli.forms_call import FormsCall
from profiler.cli.personas import fill_in, read_personas
from profiler.errors import WorldError
from profiler.forms.session import FormSession
from profiler.records.effort import InterviewEffort, effort_of


def write_effort(form: FormFolder, call: FormsCall) -> None:
    """One line a sample person, and a last one with the longest talk.

    Raises:
        WorldError: RESOURCE_INVALID if a sample person cannot be read.
    """
    definition = load_form(form).definition
    longest: tuple[int, str] = (0, "")
    for name, persona in read_personas(call.folders.resources / "personas").items():
        session = FormSession(definition, today=call.clock.today, new_id=map(str, count(1)).__next__)
        try:
            fill_in(session, persona)
        except WorldError:
            # The county dropped a question this person answers; the check has said so.
            call.out.write(f"{name}: beantwortet eine Frage, die es hier nicht gibt\n")
            continue
        effort = effort_of(session)
        longest = max(longest, (effort.short.minutes, name))
        call.out.write(f"{name}: {_told(effort)}\n")
    call.out.write(f"Längstes kurzes Gespräch: etwa {longest[0]} Minuten ({longest[1]})\n")


def _told(effort: InterviewEffort) -> str:
    short, whole = effort.short, effort.whole
    return (
        f"kurz {short.questions} Fragen, etwa {short.minutes} Minuten; "
        f"mit Vertiefung {whole.questions} Fragen, etwa {whole.minutes} Minuten"
    )
