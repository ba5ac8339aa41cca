"""What one line of the list of people says: pure texts, before anything is painted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from profiler.casework.content import SCHOOL
from profiler.languages.tags import language
from profiler.records.people import PersonLine

RELEASE_ENDS_SOON = timedelta(days=14)
"""How long before its end a release is worth a reminder: two weeks leave time for an appointment."""


class Progress(StrEnum):
    """How far the interview is, as one of three marks."""

    EMPTY = "empty"
    PART = "part"
    DONE = "done"


class HintTone(StrEnum):
    """How pressing a hint is."""

    NEUTRAL = "neutral"
    WARN = "warn"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Hint:
    """One badge of a line."""

    text: str
    tone: HintTone


def shown_name(line: PersonLine) -> str:
    """The name, or the case number while no name was told."""
    return line.name or line.case_number


def second_name(line: PersonLine) -> str:
    """The name in the person's own script; nothing if it is the same."""
    return "" if line.name_original == line.name else line.name_original


def language_name(line: PersonLine) -> str:
    """German name of the language of the conversation."""
    return language(line.client_language).german_name


def progress(line: PersonLine) -> Progress:
    """Which mark stands before the progress."""
    if line.finished or (line.asked and line.answered >= line.asked):
        return Progress.DONE
    return Progress.PART if line.answered else Progress.EMPTY


def progress_text(line: PersonLine) -> str:
    """The progress in words: "Kurzbogen 13 / 31", "Schulbogen vollständig" or "nur angelegt"."""
    state = progress(line)
    is_school = line.form_id == SCHOOL
    if state is Progress.DONE:
        return "Schulbogen vollständig" if is_school else "vollständig"
    if state is Progress.EMPTY:
        return "nur angelegt"
    return f"{'Schulbogen' if is_school else 'Kurzbogen'} {line.answered} / {line.asked}"


def hint(line: PersonLine, today: date) -> Hint | None:
    """What the release needs, None when nothing is to be said."""
    until = line.release_until
    if until is None:
        return Hint("keine Freigabe", HintTone.NEUTRAL) if progress(line) is Progress.DONE else None
    if until < today:
        return Hint("Freigabe abgelaufen", HintTone.ERROR)
    if until - today <= RELEASE_ENDS_SOON:
        return Hint(f"Freigabe endet {_in_days((until - today).days)}", HintTone.WARN)
    return None


def changed_text(changed_at: datetime, now: datetime) -> str:
    """Say it as "heute, 10:58", "gestern", "19.11." or "19.11.2025"; both moments are aware."""
    changed, present = changed_at.astimezone(), now.astimezone()
    days = (present.date() - changed.date()).days
    if days == 0:
        return f"heute, {changed:%H:%M}"
    if days == 1:
        return "gestern"
    return f"{changed:%d.%m.}" if changed.year == present.year else f"{changed:%d.%m.%Y}"


def spoken(line: PersonLine, today: date) -> str:
    """The whole line in one sentence for screen readers."""
    found = hint(line, today)
    parts = [shown_name(line), language_name(line), progress_text(line), found.text if found else ""]
    return ", ".join(part for part in parts if part)


def _in_days(days: int) -> str:
    if days == 0:
        return "heute"
    return "morgen" if days == 1 else f"in {days} Tagen"
