"""What a station's card says: pure texts in both languages, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from profiler.casework.content import Content
from profiler.forms.definition import FormDefinition
from profiler.gui.icons.names import Icon
from profiler.gui.shell.table_texts import joined, table_pair
from profiler.gui.tokens import Tone
from profiler.gui.widgets.texts import Pair
from profiler.languages.formats import format_date
from profiler.languages.tags import GERMAN
from profiler.routing.plans import Confidence, Reason, Station, StationState, Undecided, Urgency

SOON = timedelta(days=30)
"""From when on a deadline is called urgent: an office may need a month to give an appointment."""

_STATES = {
    StationState.GEPLANT: ("offen", Icon.MINUS, Tone.NEUTRAL),
    StationState.TERMIN: ("Termin steht", Icon.CLOCK, Tone.INFO),
    StationState.BESUCHT: ("besucht", Icon.CHECK, Tone.INFO),
    StationState.FEHLT_NOCH: ("etwas fehlt noch", Icon.ALERT, Tone.WARN),
    StationState.WEITER_AN: ("weiterverwiesen", Icon.FORWARD, Tone.INFO),
    StationState.ERLEDIGT: ("erledigt", Icon.CHECK, Tone.DONE),
    StationState.ENTFAELLT: ("entfällt", Icon.CROSS, Tone.NEUTRAL),
}


@dataclass(frozen=True, slots=True)
class BadgeText:
    """One badge of a card."""

    text: str
    icon: Icon
    tone: Tone


@dataclass(frozen=True)
class RouteTexts:
    """Says stations in two languages."""

    content: Content
    language: str

    def fixed(self, key: str) -> Pair:
        """A fixed text of `texts.csv`."""
        german = self.content.release.texts[key]
        return table_pair(self.content.translator, self.language, f"text:{key}:text", german)

    def title(self, station: Station) -> Pair:
        """The office by its own name; what kind it is, in the client's language."""
        kind = self.kind(station)
        german = station.office.name if station.office and station.office.name else kind.german
        return Pair(german, kind.client, self.language) if self.language != GERMAN else Pair(german)

    def kind(self, station: Station) -> Pair:
        """What kind of station it is."""
        code, label = station.kind.code, station.kind.label
        return table_pair(self.content.translator, self.language, f"kind:{code}:label", label)

    def reasons(self, station: Station) -> tuple[Pair, ...]:
        """Why, one sentence for each rule."""
        return tuple(self._reason(reason) for reason in station.reasons)

    def bring(self, station: Station) -> Pair | None:
        """What to bring, in one line; None if nothing is needed."""
        translator = self.content.translator
        pairs = [
            table_pair(translator, self.language, f"bring:{code}:label", self.content.bring[code].label)
            for code in station.bring
        ]
        return joined(pairs, self.language) if pairs else None

    def question(self, undecided: Undecided, form: FormDefinition) -> str:
        """What to ask, so that a rule can be decided: "Sprachkurs: bitte fragen: „Hören“, „Lesen“"."""
        kind = self.content.kinds.get(undecided.rule.station_kind)
        labels = [
            form.question(name).label.get(GERMAN, name) if form.has_question(name) else name
            for name in undecided.missing
        ]
        asked = ", ".join(f"„{label}“" for label in labels)
        return f"{kind.label if kind else undecided.rule.station_kind}: bitte fragen: {asked}"

    def _reason(self, reason: Reason) -> Pair:
        rule = reason.rule
        return table_pair(self.content.translator, self.language, f"rule:{rule.rule_id}:reason", rule.reason)


def badges(station: Station, today: date) -> tuple[BadgeText, ...]:
    """At most two: what presses or how it stands, and whether something has to be clarified."""
    found = [_state_badge(station, today)]
    unsure = any(reason.rule.confidence is not Confidence.HIGH for reason in station.reasons)
    if station.to_clarify or unsure:
        found.append(BadgeText("bitte klären", Icon.QUESTION, Tone.WARN))
    return tuple(found)


def _state_badge(station: Station, today: date) -> BadgeText:
    if _presses(station, today):
        return BadgeText("dringend", Icon.ALERT, Tone.ERROR)
    return BadgeText(*_STATES[station.state])


def _presses(station: Station, today: date) -> bool:
    if station.state is not StationState.GEPLANT:
        return False
    if station.urgency is Urgency.CHILD_SAFETY:
        return True
    if station.deadline is None:
        return False
    return station.urgency is Urgency.LEGAL_DEADLINE or station.deadline - today <= SOON


def when(station: Station, today: date) -> tuple[str, Tone | None]:
    """The bold line: an appointment or the last day; with the tone of what is pressing."""
    if station.appointment is not None:
        return appointment_text(station.appointment, today), None
    if station.deadline is not None:
        tone = Tone.ERROR if _presses(station, today) else None
        return f"bis {format_date(station.deadline)}", tone
    return "", None


def appointment_text(moment: datetime, today: date) -> str:
    """Say it as "heute, 14:00" or "24.11.2026, 07:45"; local time."""
    if moment.date() == today:
        return f"heute, {moment:%H:%M}"
    return f"{format_date(moment.date())}, {moment:%H:%M}"


def with_whom(station: Station) -> str:
    """Whom to ask for there, or that an appointment is missing."""
    contact = station.office.contact if station.office else ""
    if station.appointment is None and station.state is StationState.GEPLANT:
        return " · ".join(part for part in (contact, "Termin noch vereinbaren") if part)
    return contact


def legal_basis(station: Station) -> str:
    """Legal basis of all reasons and the oldest day one of them was checked."""
    if not station.reasons:
        return "von Hand ergänzt"
    bases = dict.fromkeys(reason.rule.legal_basis for reason in station.reasons if reason.rule.legal_basis)
    checked = min(reason.rule.checked_on for reason in station.reasons)
    return f"{'; '.join(bases)} · Stand {format_date(checked)}".removeprefix(" · ")
