"""Which papers can be made of a record, and how each of them stands."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from profiler.casework import hand_over, people, plan_route, sign_release
from profiler.casework.desk import UnlockedDesk
from profiler.casework.explain import refusal
from profiler.casework.form_library import form_of
from profiler.casework.hand_over import Paper, PaperRequest
from profiler.gui.shell.disclosure_log import what_left
from profiler.gui.shell.identity import Identity, identity_of
from profiler.languages.formats import format_date
from profiler.languages.tags import GERMAN, language
from profiler.ports.store import LoggedEntry
from profiler.records.record import Record
from profiler.release.gate import sheet_for
from profiler.release.outputs import Disclosure
from profiler.release.releases import Category, Recipient, Release

TITLES = {
    Paper.RELEASE_FORM: "Freigabe zum Unterschreiben",
    Paper.ROUTE_SLIP: "Laufzettel",
    Paper.OWN_SHEET: "Schulanmeldung zum Mitnehmen",
    Paper.OWN_COPY: "Eigene Kopie der Person",
}


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """One topic on a sheet or kept here.

    Attributes:
        why: why it stays here, "" for topics on the sheet.
    """

    label: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper in the list.

    Attributes:
        title: what it is called.
        further: for whom, in which languages, what became of it.
        refused: why it cannot be made, as a sentence; "" if it can.
        note: what stands above the topics, e.g. until when the release holds.
        on_it: topics on the sheet; None for papers of the person, which show everything.
        stays: topics that stay here, each with its reason.
        left: whether it was handed over before.
    """

    request: PaperRequest
    title: str
    further: str
    refused: str = ""
    note: str = ""
    on_it: tuple[CategoryLine, ...] | None = None
    stays: tuple[CategoryLine, ...] = ()
    left: bool = False

    @property
    def key(self) -> str:
        """Stable name of the paper within its record, for object names."""
        recipient = self.request.recipient
        return f"{self.request.paper.value}{'.' + recipient.recipient_id if recipient else ''}"


@dataclass(frozen=True)
class Papers:
    """Everything the page of papers shows."""

    who: Identity
    lines: tuple[PaperLine, ...]


def load(desk: UnlockedDesk, record_id: UUID) -> Papers:
    """All papers of a record: sheets for others first, then the person's own."""
    record = people.open_file(desk, record_id)
    who = identity_of(record, form_of(desk, record))
    log = what_left(hand_over.who_got_what(desk, record_id))
    sheets = [_sheet(desk, record, recipient, log) for recipient in _recipients(desk, record_id)]
    release = sign_release.current_release(desk, record_id)
    languages = f"Deutsch + {language(who.language).german_name}" if who.language != GERMAN else "Deutsch"
    missing = Paper.OWN_SHEET if plan_route.has_route(record) else Paper.ROUTE_SLIP
    papers = [paper for paper in TITLES if paper is not missing]
    own = [_own(paper, record_id, languages, release, log) for paper in papers]
    return Papers(who, (*sheets, *own))


def _recipients(desk: UnlockedDesk, record_id: UUID) -> tuple[Recipient, ...]:
    """Whoever is named in a release, and every office of the route that a sheet exists for."""
    named = {
        grant.recipient.recipient_id: grant.recipient
        for release in sign_release.releases(desk, record_id)
        for grant in release.grants
    }
    plan = plan_route.plan_route(desk, record_id)
    offices = {station.office.office_id for station in plan.stations if station.office}
    for choice in sign_release.possible_recipients(desk):
        if choice.office.office_id in offices:
            named.setdefault(choice.recipient.recipient_id, choice.recipient)
    return tuple(named.values())


def _sheet(
    desk: UnlockedDesk, record: Record, recipient: Recipient, log: tuple[LoggedEntry, ...]
) -> PaperLine:
    request = PaperRequest(Paper.PROFILE_SHEET, record.record_id, recipient)
    content = desk.content.release
    sheet = sheet_for(content.sheets, recipient.kind, record.form_id)
    title = sheet.title if sheet else "Blatt"
    outcome = hand_over.disclosure_for(desk, record.record_id, recipient)
    if not isinstance(outcome, Disclosure):
        sentence = refusal(outcome.reason.value)
        return PaperLine(request, title, f"{recipient.name} · gesperrt", refused=sentence)
    handed = _handed_over(log, request)
    further = f"{recipient.name} · {handed}" if handed else recipient.name
    signed, until = format_date(outcome.signed_on), format_date(outcome.valid_until)
    return PaperLine(
        request,
        title,
        further,
        note=f"Freigabe unterschrieben am {signed}, gültig bis {until}",
        on_it=tuple(
            CategoryLine(content.categories[category].label)
            for category in Category
            if category in outcome.categories
        ),
        stays=_stays(desk, outcome),
        left=bool(handed),
    )


def _stays(desk: UnlockedDesk, outcome: Disclosure) -> tuple[CategoryLine, ...]:
    offered = outcome.sheet.categories
    labels = desk.content.release.categories
    kept = [category for category in Category if category not in outcome.categories]
    lines = [
        CategoryLine(
            labels[category].label,
            "nicht freigegeben" if category in offered else "gehört nicht auf dieses Blatt",
        )
        for category in kept
    ]
    return (*lines, CategoryLine("Gesundheit", "nie auf diesem Blatt"))


def _own(
    paper: Paper, record_id: UUID, languages: str, release: Release | None, log: tuple[LoggedEntry, ...]
) -> PaperLine:
    request = PaperRequest(paper, record_id)
    refused = ""
    if paper is Paper.RELEASE_FORM and release is None:
        refused = "Es ist noch nichts ausgewählt. Bitte gehen Sie zuerst zur Freigabe."
    handed = _handed_over(log, request)
    further = f"{languages} · {handed}" if handed else languages
    return PaperLine(request, TITLES[paper], further, refused=refused, left=bool(handed))


def _handed_over(log: tuple[LoggedEntry, ...], request: PaperRequest) -> str:
    """When the paper last left: "übergeben am 21.11.2026"."""
    recipient = request.recipient.recipient_id if request.recipient else ""
    found = [
        logged.entry.at
        for logged in log
        if logged.entry.document == request.paper.value and logged.entry.recipient_id == recipient
    ]
    return f"übergeben am {format_date(found[-1].astimezone().date())}" if found else ""
