"""How each section stands, as the lists beside and above the page show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from profiler.gui.walk.speech import Speech
from profiler.gui.widgets.lists import Place
from profiler.gui.widgets.painting import Mark
from profiler.records.completeness import SectionProgress, SectionState

_MARKS: Final = {
    SectionState.NOT_ASKED: Mark.SKIPPED,
    SectionState.UNTOUCHED: Mark.EMPTY,
    SectionState.STARTED: Mark.PART,
    SectionState.TO_CORRECT: Mark.CHECK,
    SectionState.COMPLETE: Mark.DONE,
}


def place_of(progress: SectionProgress, speech: Speech) -> Place:
    """One line of the section list."""
    mark = _MARKS[progress.state]
    count = f"{progress.answered} / {progress.asked}" if progress.asked else ""
    if progress.state is SectionState.TO_CORRECT:
        count = f"{len(progress.wrong)} prüfen"
    elif progress.state is SectionState.NOT_ASKED:
        count = "Vertiefung" if progress.postponed else "entfällt"
    return Place(
        name=f"walk.section.{progress.name}",
        pair=speech.texts(progress.title),
        mark=mark,
        count=count,
        enabled=progress.state is not SectionState.NOT_ASKED,
    )


def asked_places(sections: Sequence[SectionProgress]) -> list[int]:
    """Places of the sections one can go to."""
    return [place for place, each in enumerate(sections) if each.state is not SectionState.NOT_ASKED]


def open_text(progress: SectionProgress) -> tuple[Mark, str]:
    """What the footer says about a section."""
    if progress.state is SectionState.TO_CORRECT:
        wrong = len(progress.wrong)
        return Mark.CHECK, f"{wrong} {'Angabe' if wrong == 1 else 'Angaben'} bitte prüfen"
    still = progress.asked - progress.answered
    if not still:
        return Mark.DONE, "Alle Fragen in diesem Abschnitt beantwortet"
    words = "Frage" if still == 1 else "Fragen"
    mark = Mark.EMPTY if progress.state is SectionState.UNTOUCHED else Mark.PART
    return mark, f"{still} {words} offen in diesem Abschnitt"
