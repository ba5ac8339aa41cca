"""The one way out: authorise, render, commit the log entry, then give the bytes to the sink."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import partial
from uuid import UUID

from profiler.casework.content import SCHOOL
from profiler.casework.desk import UnlockedDesk
from profiler.casework.earlier_answers import earlier_answers
from profiler.casework.form_library import answers_of
from profiler.casework.plan_route import has_route, plan_route
from profiler.casework.submissions import SUBMISSION, frame_around, own_frame, written
from profiler.errors import ErrorCode, WorldError
from profiler.ports.exchange import Attachment, SubmissionFrame
from profiler.ports.paper import CopyContent, Handout, OutputSink, PageImage, SlipContent
from profiler.ports.store import LogEntry, LoggedEntry, OutputForm, OutputKind
from profiler.records.record import Record
from profiler.records.view import AnsweredForm
from profiler.release.drafting import text_hash
from profiler.release.gate import Moment, Refusal, Terms, authorise
from profiler.release.items import is_address_secret
from profiler.release.outputs import Disclosure
from profiler.release.own import own_copy, own_sheet, release_paper, slip_paper
from profiler.release.releases import Recipient, Release
from profiler.release.sheets import Sheet
from profiler.release.submissions import own_submission
from profiler.routing.slip import for_slip

SLIP_VALID_MONTHS = 6
"""A slip is valid half a year (Form D, header)."""


class Paper(StrEnum):
    """The documents that can be made of a record; a submission is its answers as data."""

    PROFILE_SHEET = "profile_sheet"
    RELEASE_FORM = "release_form"
    ROUTE_SLIP = "route_slip"
    OWN_COPY = "own_copy"
    OWN_SHEET = "own_sheet"
    SUBMISSION = SUBMISSION


# Neutral file names: no name of a person, nothing about a status (domain 1, safe mode).
_FILE_STEMS = {
    Paper.PROFILE_SHEET: "profilbogen",
    Paper.RELEASE_FORM: "freigabe",
    Paper.ROUTE_SLIP: "laufzettel",
    Paper.OWN_COPY: "eigene-kopie",
    Paper.OWN_SHEET: "bogen",
    Paper.SUBMISSION: "angaben",
}


@dataclass(frozen=True)
class PaperRequest:
    """Which document of which record, for whom.

    Attributes:
        recipient: needed for `PROFILE_SHEET`; a `SUBMISSION` without one is the person's own.
        purpose: what for, a code of `purposes.csv`; empty means the one the person signed for.
        by_name: whether a slip shows the name or only the initials.
        language: language beside the German; None takes the record's.
        with_health: whether the person wants the answers about health in their own submission.
        attachments: the files of the record; a submission takes those its answers name.
    """

    paper: Paper
    record_id: UUID
    recipient: Recipient | None = None
    purpose: str = ""
    by_name: bool = True
    language: str | None = None
    with_health: bool = False
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class HandedOver:
    """What left and how it stands in the log."""

    file_name: str
    logged: LoggedEntry


@dataclass(frozen=True)
class _Rendered:
    content: bytes
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
            PRINTER_FAILED, NOT_FOUND; USAGE if data should go to a printer.
    """
    if request.paper is Paper.SUBMISSION and sink.form is not OutputForm.DATEI:
        raise WorldError(ErrorCode.USAGE, reason="files_only")
    rendered = _render(desk, request, preview=False)
    entry = _entry(desk, request, rendered, sink.form)
    logged = desk.store.append_log(entry)
    handout = Handout(file_name(request, rendered.case_number), rendered.content)
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
    if desk.pages is None or request.paper is Paper.SUBMISSION:
        raise WorldError(ErrorCode.USAGE, reason="no_preview")
    return desk.pages.pages(_render(desk, request, preview=True).content, dots_per_inch=dots_per_inch)


def own_sheet_of(desk: UnlockedDesk, record: Record) -> Sheet:
    """The sheet a person may always carry to its recipient: a child's to the school (domain 7.2, 13).

    Raises:
        WorldError: USAGE if there is none of this form.
    """
    sheets = [sheet for sheet in desk.content.release.sheets if sheet.form == record.form_id == SCHOOL]
    if not sheets:
        raise WorldError(ErrorCode.USAGE, reason="no_own_sheet")
    return sheets[0]


def disclosure_for(desk: UnlockedDesk, record_id: UUID, recipient: Recipient) -> Disclosure | Refusal:
    """What a recipient would get now for the purpose signed for, or why nothing."""
    return _authorise(
        desk, _told(desk, record_id, None), release_for(desk, record_id, recipient), recipient, ""
    )


def release_for(desk: UnlockedDesk, record_id: UUID, recipient: Recipient) -> Release | None:
    """The release that counts for a recipient: the newest signed one that names it.

    A newer form about another office does not shut what an older signature opens; without any signature the
    newest draft is taken, so that the gate can say what is missing.
    """
    known = desk.store.releases(record_id)
    signed = [release for release in known if release.signature is not None]
    naming = [release for release in signed if release.grant_for(recipient.recipient_id)]
    return next(iter(reversed(naming or signed or known)), None)


def who_got_what(desk: UnlockedDesk, record_id: UUID) -> tuple[LoggedEntry, ...]:
    """Every output of a record, oldest first."""
    return desk.store.log(record_id)


def file_name(request: PaperRequest, case_number: str) -> str:
    """A neutral name: kind of paper, case number, and for sheets the recipient's kind."""
    stem = _FILE_STEMS[request.paper]
    who = f"-{request.recipient.kind}" if request.recipient else ""
    ending = "zip" if request.paper is Paper.SUBMISSION else "pdf"
    return f"{stem}{who}-{case_number}.{ending}".lower()


@dataclass(frozen=True)
class _Told:
    """A record with its answers as its form shows them today."""

    record: Record
    answered: AnsweredForm


def _render(desk: UnlockedDesk, request: PaperRequest, *, preview: bool) -> _Rendered:
    told = _told(desk, request.record_id, request.language)
    if request.paper is Paper.PROFILE_SHEET:
        return _render_sheet(desk, request, told, preview=preview)
    if request.paper is Paper.SUBMISSION:
        return _render_submission(desk, request, told)
    record, answered = told.record, told.answered
    sender, writer = desk.sender(), desk.writer
    release: Release | None = None
    if request.paper is Paper.RELEASE_FORM:
        known = desk.store.releases(request.record_id)
        if not known:
            raise WorldError(ErrorCode.RELEASE_REFUSED, reason="no_release")
        release = known[-1]
        pdf = writer.release_form(release_paper(record, answered, release), sender, preview=preview)
    elif request.paper is Paper.OWN_SHEET:
        pdf = writer.own_sheet(
            own_sheet(record, answered, own_sheet_of(desk, record)), sender, preview=preview
        )
    elif request.paper is Paper.ROUTE_SLIP:
        if not has_route(record):
            raise WorldError(ErrorCode.USAGE, reason="no_route")
        slip = SlipContent(
            plan=for_slip(plan_route(desk, request.record_id), address_secret=is_address_secret(answered)),
            valid_until=datetime.combine(_months_later(desk.clock.today(), SLIP_VALID_MONTHS), time()),
            by_name=request.by_name,
        )
        paper = slip_paper(record, answered, slip, by_name=request.by_name)
        pdf = writer.route_slip(paper, sender, preview=preview)
    else:
        plan = plan_route(desk, request.record_id)
        if is_address_secret(answered):
            # Whoever finds this copy must not learn where the person is to be met (domain 7.1, 4).
            plan = for_slip(plan, address_secret=True)
        content = CopyContent(plan, desk.store.releases(request.record_id))
        earlier = earlier_answers(desk, record, answered.form)
        copy = own_copy(record, answered, content, earlier=earlier)
        pdf = writer.own_copy(copy, sender, preview=preview)
    release_id = release.release_id if release else None
    return _Rendered(pdf, OutputKind.OWN_COPY, None, (), release_id, record.case_number)


def _render_sheet(desk: UnlockedDesk, request: PaperRequest, told: _Told, *, preview: bool) -> _Rendered:
    if request.recipient is None:
        raise WorldError(ErrorCode.USAGE, reason="recipient_needed")
    disclosure = _disclosed(desk, request, told, request.recipient)
    pdf = desk.writer.profile_sheet(disclosure, desk.sender(), preview=preview)
    return _to_others(pdf, disclosure, request.recipient)


def _render_submission(desk: UnlockedDesk, request: PaperRequest, told: _Told) -> _Rendered:
    record, answered, recipient = told.record, told.answered, request.recipient
    if recipient is not None:
        disclosure = _disclosed(desk, request, told, recipient)
        frame = frame_around(answered, request.attachments)
        content = written(
            desk, record.record_id, frame, partial(desk.exchange.submission, disclosure), recipient
        )
        return _to_others(content, disclosure, recipient)

    def write(frame: SubmissionFrame) -> bytes:
        copy = own_submission(record, answered, frame, with_health=request.with_health)
        return desk.exchange.own_submission(copy)

    frame = own_frame(answered, request.attachments, with_health=request.with_health)
    content = written(desk, record.record_id, frame, write)
    return _Rendered(content, OutputKind.OWN_COPY, None, (), None, record.case_number)


def _disclosed(desk: UnlockedDesk, request: PaperRequest, told: _Told, recipient: Recipient) -> Disclosure:
    release = release_for(desk, request.record_id, recipient)
    disclosure = _authorise(desk, told, release, recipient, request.purpose)
    if isinstance(disclosure, Refusal):
        raise WorldError(ErrorCode.RELEASE_REFUSED, reason=disclosure.reason.value)
    return disclosure


def _to_others(content: bytes, disclosure: Disclosure, recipient: Recipient) -> _Rendered:
    return _Rendered(
        content=content,
        kind=OutputKind.DISCLOSURE,
        recipient=recipient,
        categories=tuple(sorted(category.value for category in disclosure.categories)),
        release_id=disclosure.release_id,
        case_number=disclosure.header.case_number,
    )


def _told(desk: UnlockedDesk, record_id: UUID, language: str | None) -> _Told:
    record = desk.store.record(record_id)
    if language is not None:
        record = replace(record, client_language=language)
    return _Told(record, answers_of(desk, record))


def _authorise(
    desk: UnlockedDesk, told: _Told, release: Release | None, recipient: Recipient, purpose: str
) -> Disclosure | Refusal:
    grant = release.grant_for(recipient.recipient_id) if release else None
    return authorise(
        told.record,
        told.answered,
        release,
        recipient,
        purpose or (grant.purpose if grant else ""),
        terms=Terms(desk.content.release.sheets, text_hash(desk.content.release.texts)),
        moment=Moment(desk.clock.now(), desk.clock.today(), desk.store.latest_time()),
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
        sha256=hashlib.sha256(rendered.content).hexdigest(),
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
