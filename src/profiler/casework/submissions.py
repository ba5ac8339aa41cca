"""Records as data: what stands around answers that leave, and answers that come in from elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from itertools import groupby
from uuid import NAMESPACE_URL, UUID, uuid5

from profiler.casework.desk import UnlockedDesk
from profiler.forms.answer import Address, Answer, Snapshot
from profiler.ports.exchange import Attachment, Received, SubmissionFrame, SubmissionRemark
from profiler.records.health import health_addresses
from profiler.records.record import NewRecord, Record, RecordEdit
from profiler.records.summary import facts_of
from profiler.records.view import AnsweredForm, opened
from profiler.release.extra_consents import ConsentKind
from profiler.release.releases import Recipient
from profiler.release.submissions import left_open, own_name, relevant_rows

SUBMISSION = "submission"
"""How such an output is called in the log."""

_SERIES = uuid5(NAMESPACE_URL, "urn:profiler:submission")


def frame_around(answered: AnsweredForm, attachments: tuple[Attachment, ...]) -> SubmissionFrame:
    """What stands around answers for somebody else; not yet named."""
    return SubmissionFrame("", rows=relevant_rows(answered), attachments=attachments)


def own_frame(
    answered: AnsweredForm, attachments: tuple[Attachment, ...], *, with_health: bool
) -> SubmissionFrame:
    """What stands around a person's own answers; not yet named."""
    return replace(
        frame_around(answered, attachments),
        left_open=left_open(answered, with_health=with_health),
        name=own_name(answered, with_health=with_health),
    )


def written(
    desk: UnlockedDesk,
    record_id: UUID,
    frame: SubmissionFrame,
    write: Callable[[SubmissionFrame], bytes],
    recipient: Recipient | None = None,
) -> bytes:
    """A submission under its name: the same as last time if nothing changed, else one that replaces it.

    The names say neither when the record was made nor, compared, that two recipients speak of one person.

    Args:
        desk: the desk, whose log knows what was handed over before.
        record_id: the record.
        frame: what stands around the answers.
        write: writes them.
        recipient: who gets it; None for the person.
    """
    recipient_id = recipient.recipient_id if recipient else ""
    earlier = [
        logged.entry.sha256
        for logged in desk.store.log(record_id)
        if logged.entry.document == SUBMISSION and logged.entry.recipient_id == recipient_id
    ]
    number = sum(1 for _ in groupby(earlier))

    def version(which: int) -> bytes:
        return write(
            replace(
                frame,
                instance_id=_instance_id(record_id, recipient_id, which),
                replaces=_instance_id(record_id, recipient_id, which - 1) if which > 1 else "",
            )
        )

    if number and hashlib.sha256(content := version(number)).hexdigest() == earlier[-1]:
        return content
    return version(number + 1)


def _instance_id(record_id: UUID, recipient_id: str, number: int) -> str:
    return f"uuid:{uuid5(_SERIES, f'{record_id}/{recipient_id}/{number}')}"


@dataclass(frozen=True)
class TakenOver:
    """A record made of a submission.

    Attributes:
        record: the new record, saved.
        instance_id: what the submission called itself, "" if it did not.
        attachments: the files its answers name; who calls keeps them.
        remarks: what was not taken over or is missing: kind, and path of the node or name of the question.
    """

    record: Record
    instance_id: str
    attachments: tuple[Attachment, ...]
    remarks: tuple[tuple[SubmissionRemark, str], ...]


def take_over(desk: UnlockedDesk, content: bytes, client_language: str) -> TakenOver:
    """Open a new record with the answers of a submission, ours or that of another client of the form.

    What was signed elsewhere was not signed here: answers about health stay out, and the form is told of no
    consent.

    Raises:
        WorldError: SUBMISSION_INVALID; DISK_FULL, NO_ACCESS, VAULT_DAMAGED.
    """
    forms = {built.definition.form_id: built.definition for built in desk.content.forms.values()}
    received = desk.exchange.read_submission(content, forms, lambda: str(desk.new_id()))
    form = received.form
    record = desk.store.open_record(
        NewRecord(
            record_id=desk.new_id(),
            person_id=desk.new_id(),
            form_id=form.form_id,
            form_version=form.version,
            form_sha=form.sha,
            client_language=client_language,
            created_at=desk.clock.now(),
            created_by=desk.caseworker.caseworker_id,
        )
    )
    closed = health_addresses(form, received.snapshot.answers)
    snapshot = _signed(desk, received, closed)
    facts = facts_of(opened(form, snapshot, desk.clock.today()))
    edit = RecordEdit(
        answers=dict(snapshot.answers),
        rows=dict(snapshot.rows),
        facts=facts,
    )
    desk.store.save(record.record_id, edit, author=desk.caseworker.caseworker_id, at=desk.clock.now())
    left_out = tuple((SubmissionRemark.NO_CONSENT, path) for path in sorted({each.path for each in closed}))
    return TakenOver(
        record=desk.store.record(record.record_id),
        instance_id=received.instance_id,
        attachments=received.attachments,
        remarks=(*received.remarks, *left_out),
    )


def _signed(desk: UnlockedDesk, received: Received, closed: Collection[Address]) -> Snapshot:
    """Whoever takes answers over answers for them; when they were given stays, if it is known."""
    consents = {
        received.form.question(kind.question).path
        for kind in ConsentKind
        if received.form.has_question(kind.question)
    }

    def signed(answer: Answer) -> Answer:
        at = answer.at or desk.clock.now()
        return replace(answer, author=desk.caseworker.caseworker_id, at=at)

    answers = {
        address: signed(Answer("nein") if address.path in consents else answer)
        for address, answer in received.snapshot.answers.items()
        if address not in closed
    }
    return Snapshot(answers, received.snapshot.rows)
