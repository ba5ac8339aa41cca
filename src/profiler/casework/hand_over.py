"""The one way out: authorise, render, commit the log entry, then give the bytes to the sink."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import form_of
from profiler.casework.plan_route import plan_route
from profiler.casework.sign_release import current_release
from profiler.errors import ErrorCode, WorldError
from profiler.ports import (
    CopyContent,
    Handout,
    LogEntry,
    LoggedEntry,
    OutputForm,
    OutputKind,
    OutputSink,
    PageImage,
    SlipContent,
)
from profiler.records.view import AnsweredForm, answered_form
from profiler.release.gate import Refusal, authorise
from profiler.release.outputs import Disclosure
from profiler.release.own import full_copy, own_paper
from profiler.release.releases import Recipient, Release

SLIP_VALID_MONTHS = 6
"""A slip is valid half a year (Form D, header)."""


class Paper(StrEnum):
    """The documents that can be made of a record."""

    PROFILE_SHEET = "profile_sheet"
    RELEASE_FORM = "release_form"
    ROUTE_SLIP = "route_slip"
    OWN_COPY = "own_copy"


# Neutral file names: no name of a person, nothing about a status (domain 1, safe mode).
_FILE_STEMS = {
    Paper.PROFILE_SHEET: "profilbogen",
    Paper.RELEASE_FORM: "freigabe",
    Paper.ROUTE_SLIP: "laufzettel",
    Paper.OWN_COPY: "eigene-kopie",
}


@dataclass(frozen=True)
class PaperRequest:
    """Which document of which record, for whom.

    Attributes:
        recipient: only for `PROFILE_SHEET`.
        by_name: whether a slip shows the name or only the initials.
        language: language beside the German; None takes the record's.
    """

    paper: Paper
    record_id: UUID
    recipient: Recipient | None = None
    by_name: bool = True
    language: str | None = None


@dataclass(frozen=True)
class HandedOver:
    """What left and how it stands in the log."""

    file_name: str
    logged: LoggedEntry


@dataclass(frozen=True)
class _Rendered:
    pdf: bytes
    kind: OutputKind
    recipient: Recipient | None
    categories: tuple[str, ...]
    release_id: UUID | None
    case_number: str


def hand_over(desk: UnlockedDesk, request: PaperRequest, sink: OutputSink) -> HandedOver:
    """Let one document leave.

    The entry with the hash is committed before the sink gets the bytes; if the sink fails, a second entry
    says so, and the error goes on to the caller.

    Raises:
        WorldError: RELEASE_REFUSED (detail `reason`), FONTS_MISSING, GLYPH_MISSING, DISK_FULL, NO_ACCESS,
            PRINTER_FAILED, NOT_FOUND.
    """
    rendered = _render(desk, request, preview=False)
    entry = _entry(desk, request, rendered, sink.form)
    logged = desk.store.append_log(entry)
    handout = Handout(file_name(request, rendered.case_number), rendered.pdf)
    try:
        sink.deliver(handout)
    except Exception:
        desk.store.append_log(replace(entry, at=desk.clock.now(), outcome="failed"))
        raise
    return HandedOver(handout.file_name, logged)


def preview(desk: UnlockedDesk, request: PaperRequest, *, dots_per_inch: int = 110) -> tuple[PageImage, ...]:
    """Pictures of the pages, each stamped "Vorschau"; never the bytes that are handed over.

    Raises:
        WorldError: as `hand_over`; USAGE where nothing can draw pages.
    """
    if desk.pages is None:
        raise WorldError(ErrorCode.USAGE, reason="no_preview")
    return desk.pages.pages(_render(desk, request, preview=True).pdf, dots_per_inch=dots_per_inch)


def disclosure_for(desk: UnlockedDesk, record_id: UUID, recipient: Recipient) -> Disclosure | Refusal:
    """What a recipient would get now, or why nothing."""
    return _authorise(desk, _answers(desk, record_id, None), current_release(desk, record_id), recipient)


def who_got_what(desk: UnlockedDesk, record_id: UUID) -> tuple[LoggedEntry, ...]:
    """Every output of a record, oldest first."""
    return desk.store.log(record_id)


def file_name(request: PaperRequest, case_number: str) -> str:
    """A neutral name: kind of paper, case number, and for sheets the recipient's kind."""
    stem = _FILE_STEMS[request.paper]
    who = f"-{request.recipient.kind}" if request.recipient else ""
    return f"{stem}{who}-{case_number}.pdf".lower()


def _render(desk: UnlockedDesk, request: PaperRequest, *, preview: bool) -> _Rendered:
    view = _answers(desk, request.record_id, request.language)
    release = current_release(desk, request.record_id)
    sender = desk.sender()
    writer = desk.writer
    case_number = view.record.case_number
    if request.paper is Paper.PROFILE_SHEET:
        if request.recipient is None:
            raise WorldError(ErrorCode.USAGE, reason="recipient_needed")
        disclosure = _authorise(desk, view, release, request.recipient)
        if isinstance(disclosure, Refusal):
            raise WorldError(ErrorCode.RELEASE_REFUSED, reason=disclosure.reason.value)
        pdf = writer.profile_sheet(disclosure, sender, preview=preview)
        categories = tuple(sorted(category.value for category in disclosure.categories))
        return _Rendered(
            pdf, OutputKind.DISCLOSURE, request.recipient, categories, disclosure.release_id, case_number
        )
    if request.paper is Paper.RELEASE_FORM:
        if release is None:
            raise WorldError(ErrorCode.RELEASE_REFUSED, reason="no_release")
        pdf = writer.release_form(own_paper(view, release), sender, preview=preview)
    elif request.paper is Paper.ROUTE_SLIP:
        slip = SlipContent(
            plan=plan_route(desk, request.record_id),
            valid_until=datetime.combine(_months_later(desk.clock.today(), SLIP_VALID_MONTHS), time()),
            by_name=request.by_name,
        )
        pdf = writer.route_slip(own_paper(view, slip), sender, preview=preview)
    else:
        content = CopyContent(plan_route(desk, request.record_id), desk.store.releases(request.record_id))
        pdf = writer.own_copy(full_copy(view, content), sender, preview=preview)
    return _Rendered(pdf, OutputKind.OWN_COPY, None, (), release.release_id if release else None, case_number)


def _answers(desk: UnlockedDesk, record_id: UUID, language: str | None) -> AnsweredForm:
    record = desk.store.record(record_id)
    if language is not None:
        record = replace(record, client_language=language)
    return answered_form(form_of(desk, record), record, desk.clock.today())


def _authorise(
    desk: UnlockedDesk, view: AnsweredForm, release: Release | None, recipient: Recipient
) -> Disclosure | Refusal:
    return authorise(
        view,
        release,
        recipient,
        content=desk.content.release,
        now=desk.clock.now(),
        today=desk.clock.today(),
        latest_seen=desk.store.latest_time(),
    )


def _entry(desk: UnlockedDesk, request: PaperRequest, rendered: _Rendered, form: OutputForm) -> LogEntry:
    recipient = rendered.recipient
    return LogEntry(
        record_id=request.record_id,
        at=desk.clock.now(),
        user=desk.caseworker.caseworker_id,
        kind=rendered.kind,
        document=request.paper.value,
        recipient_id=recipient.recipient_id if recipient else "",
        recipient_name=recipient.name if recipient else "",
        categories=rendered.categories,
        release_id=rendered.release_id,
        form=form,
        sha256=hashlib.sha256(rendered.pdf).hexdigest(),
    )


def _months_later(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
