"""Everything the overview of a person shows, read at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from profiler.casework import (
    attachments,
    hand_over,
    household,
    people,
    plan_route,
    school_forms,
    sign_release,
)
from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import answers_of, form_of
from profiler.casework.hand_over import Paper
from profiler.casework.household import Relative
from profiler.casework.school_forms import Child
from profiler.forms.definition import FormDefinition
from profiler.forms.orphans import orphans
from profiler.gui.answer_words import in_words
from profiler.gui.icons.names import Icon
from profiler.gui.person.told import SummaryLine, summary
from profiler.gui.shell.disclosure_log import HANDED_OVER, what_left
from profiler.gui.shell.identity import Identity, identity_of
from profiler.gui.tokens import Ink
from profiler.languages.formats import format_date
from profiler.languages.tags import GERMAN
from profiler.ports.store import LoggedEntry, OutputForm
from profiler.records.record import AnswerChange, Record, RecordState
from profiler.release.releases import Release, WithdrawalScope
from profiler.routing.plans import Plan, StationState

_PAPERS = {
    Paper.PROFILE_SHEET.value: "Profilbogen",
    Paper.RELEASE_FORM.value: "Freigabe zum Unterschreiben",
    Paper.ROUTE_SLIP.value: "Laufzettel",
    Paper.OWN_COPY.value: "Eigene Kopie",
    Paper.OWN_SHEET.value: "Schulanmeldung zum Mitnehmen",
}
_FORMS = {
    OutputForm.DRUCK: "gedruckt",
    OutputForm.DATEI: "als Datei",
    OutputForm.TELEFON: "am Telefon",
}


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that has to be done."""

    icon: Icon
    ink: Ink
    title: str
    sentence: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One point of the history."""

    title: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Given:
    """One paper that left: what, to whom, when and how."""

    paper: str
    to_whom: str


@dataclass(frozen=True)
class Overview:
    """What the page is made from.

    Attributes:
        taken_over: answers of others that wait to be confirmed, in words.
        has_route: whether stations are planned from this form at all.
    """

    who: Identity
    summary: tuple[SummaryLine, ...]
    answered: int
    asked: int
    finished: bool
    due: tuple[Due, ...]
    plan: Plan
    releases: tuple[Release, ...]
    given: tuple[Given, ...]
    events: tuple[Event, ...]
    today: date
    children: tuple[Child, ...]
    relatives: tuple[Relative, ...]
    taken_over: tuple[str, ...]
    has_route: bool


def load(desk: UnlockedDesk, record_id: UUID) -> Overview:
    """Read record, plan, releases, log and history."""
    record = people.open_file(desk, record_id)
    form = form_of(desk, record)
    today = desk.clock.today()
    answered = answers_of(desk, record)
    plan = plan_route.plan_route(desk, record_id)
    releases = sign_release.releases(desk, record_id)
    log = hand_over.who_got_what(desk, record_id)
    names = {caseworker.caseworker_id: caseworker.name for caseworker in desk.store.caseworkers()}
    told = set(record.snapshot.answers)
    count = sum(address in told for address in answered.asked)
    finished = record.state is RecordState.FINISHED
    return Overview(
        who=identity_of(record, form),
        summary=summary(answered),
        answered=count,
        asked=len(answered.asked),
        finished=finished,
        due=(
            *_due(plan, releases, finished, len(answered.asked) - count, today),
            *_left_over(len(orphans(form, record.snapshot))),
            *_copies(attachments.waiting_for_deletion(desk, record_id)),
        ),
        plan=plan,
        releases=releases,
        given=tuple(_given(logged) for logged in reversed(what_left(log))),
        events=_events(record, people.history(desk, record_id), releases, log, names),
        today=today,
        children=school_forms.children(desk, record_id),
        relatives=household.relatives(desk, record_id),
        taken_over=() if finished else _taken_over(desk, record_id, form),
        has_route=plan_route.has_route(record),
    )


def _taken_over(desk: UnlockedDesk, record_id: UUID, form: FormDefinition) -> tuple[str, ...]:
    """What was taken over from the family and nobody confirmed, in words; a bare yes with its question."""
    said = []
    for item in household.to_confirm(desk, record_id):
        words = in_words(form, item.question, item.answer)
        is_bare = item.question.choice_list == "yn"
        said.append(f"{item.question.label.get(GERMAN, '')} {words}" if is_bare else words)
    return tuple(said)


def _due(
    plan: Plan, releases: tuple[Release, ...], finished: bool, missing: int, today: date
) -> tuple[Due, ...]:
    found: list[Due] = []
    for station in plan.stations:
        if station.appointment is not None and station.appointment.date() >= today:
            day = station.appointment
            text = f"heute, {day:%H:%M}" if day.date() == today else f"{format_date(day.date())}, {day:%H:%M}"
            contact = station.office.contact if station.office else ""
            found.append(Due(Icon.CLOCK, Ink.ACCENT, f"Termin: {station.kind.label}", contact, text))
        elif station.deadline is not None and station.state is StationState.GEPLANT:
            until = f"bis {format_date(station.deadline)}"
            soon = (station.deadline - today).days <= 30
            ink = Ink.ERROR if soon else Ink.WARN
            found.append(Due(Icon.ALERT, ink, station.kind.label, "Termin noch vereinbaren", until))
    if not finished and missing:
        questions = "1 Frage ist offen" if missing == 1 else f"{missing} Fragen sind offen"
        found.append(Due(Icon.CHAT, Ink.SECOND, "Gespräch fortsetzen", questions))
    last = releases[-1] if releases else None
    if last is None:
        found.append(Due(Icon.SHIELD, Ink.SECOND, "Freigabe besprechen", "Noch darf niemand etwas erfahren."))
    elif last.signature is None:
        sentence = "Ausgewählt, aber noch nicht unterschrieben."
        found.append(Due(Icon.SHIELD, Ink.WARN, "Unterschrift fehlt", sentence))
    if plan.undecided:
        number = len(plan.undecided)
        sentence = "1 Vorschlag hängt" if number == 1 else f"{number} Vorschläge hängen"
        found.append(
            Due(Icon.QUESTION, Ink.WARN, "Angaben fehlen für den Weg", f"{sentence} von offenen Fragen ab.")
        )
    return tuple(found)


def _left_over(count: int) -> tuple[Due, ...]:
    """Answers from an earlier version of the form that wait to be dealt with in the conversation."""
    if not count:
        return ()
    answers = "1 Antwort passt" if count == 1 else f"{count} Antworten passen"
    sentence = f"{answers} nicht mehr hinein. Im Gespräch ansehen."
    return (Due(Icon.INFO, Ink.ACCENT, "Der Bogen hat eine neue Fassung", sentence),)


def _copies(count: int) -> tuple[Due, ...]:
    """Copies whose consent was taken back."""
    if not count:
        return ()
    copies = "1 Kopie liegt" if count == 1 else f"{count} Kopien liegen"
    sentence = f"Einwilligung widerrufen, {copies} noch da. Im Gespräch löschen."
    return (Due(Icon.BIN, Ink.WARN, "Kopien von Papieren löschen", sentence),)


def _given(logged: LoggedEntry) -> Given:
    entry = logged.entry
    paper = _PAPERS.get(entry.document, entry.document)
    whom = f"an {entry.recipient_name}" if entry.recipient_name else "an die Person"
    when = format_date(entry.at.astimezone().date())
    return Given(paper, f"{when} {whom}, {_FORMS[entry.form]}")


def _events(
    record: Record,
    changes: tuple[AnswerChange, ...],
    releases: tuple[Release, ...],
    log: tuple[LoggedEntry, ...],
    names: dict[str, str],
) -> tuple[Event, ...]:
    """The latest points first found, then sorted by time; answers of one day and person are one point."""
    events = [Event("Person angelegt", record.created_at, names.get(record.created_by, ""))]
    days: dict[tuple[date, str], AnswerChange] = {}
    for change in changes:
        days[(change.at.astimezone().date(), change.author)] = change
    events += [Event("Antworten ergänzt", last.at, names.get(last.author, "")) for last in days.values()]
    for release in releases:
        if release.signature is not None:
            by = names.get(release.signature.seen_by, "")
            events.append(Event("Freigabe unterschrieben", release.signature.seen_at, by))
        for taken in release.withdrawals:
            title = "Freigabe widerrufen" if taken.scope is WithdrawalScope.ALLES else "Teilweise widerrufen"
            events.append(Event(title, taken.at, names.get(taken.received_by, "")))
    left = {logged.sequence for logged in what_left(log)}
    for logged in log:
        entry = logged.entry
        if entry.outcome == HANDED_OVER and logged.sequence not in left:
            continue
        what = _PAPERS.get(entry.document, entry.document)
        title = f"{what} übergeben" if entry.outcome == HANDED_OVER else f"{what}: nicht gelungen"
        events.append(Event(title, entry.at, names.get(entry.user, "")))
    return tuple(sorted(events, key=lambda event: event.at))
