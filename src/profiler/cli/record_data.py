"""`profiler export` and `profiler import`: a record leaves as a submission, a submission becomes a record."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TextIO
from uuid import UUID

from profiler.casework.desk import UnlockedDesk
from profiler.casework.hand_over import Paper, PaperRequest, hand_over
from profiler.casework.submissions import take_over
from profiler.casework.unlocking import DeskParts
from profiler.cli.unlocking import unlocked
from profiler.errors import EXIT_FINDINGS, EXIT_OK, ErrorCode, WorldError
from profiler.ports.exchange import SubmissionRemark
from profiler.ports.paper import OutputSink
from profiler.records.people import PeopleQuery

_REMARKS = {
    SubmissionRemark.UNKNOWN_NODE: "kennt das Formular nicht",
    SubmissionRemark.REPEATED_NODE: "steht mehrmals da, das erste gilt",
    SubmissionRemark.UNKNOWN_DETAIL: "ist unverständlich beschrieben",
    SubmissionRemark.MISSING_FILE: "nennt eine Datei, die fehlt",
    SubmissionRemark.UNUSED_FILE: "ist eine Datei, die keine Antwort nennt",
    SubmissionRemark.NO_CONSENT: "braucht eine Einwilligung, die hier niemand unterschrieben hat",
}


def export_record(parts: DeskParts, folder: Path, arguments: Namespace, sink: OutputSink, out: TextIO) -> int:
    """Hand a person's own answers over as data; the release gate and the log know about it.

    Raises:
        BadUsage, WorldError: as `unlocked` and `hand_over`; NOT_FOUND if there is no such case number.
    """
    with unlocked(parts, folder, arguments) as desk:
        record_id = _record_of(desk, arguments.record)
        request = PaperRequest(Paper.SUBMISSION, record_id, with_health=arguments.with_health)
        handed = hand_over(desk, request, sink)
    out.write(f"{handed.file_name} liegt in {arguments.out}.\n")
    return EXIT_OK


def import_record(parts: DeskParts, folder: Path, arguments: Namespace, out: TextIO) -> int:
    """Open a new record with the answers of a submission; 1 if something in it was not taken over.

    Raises:
        BadUsage, WorldError: as `unlocked` and `take_over`; NO_ACCESS if the file cannot be read.
    """
    source: Path = arguments.source
    try:
        content = source.read_bytes()
    except OSError as error:
        raise WorldError(ErrorCode.NO_ACCESS, file=str(source), reason=error.strerror or "") from error
    with unlocked(parts, folder, arguments) as desk:
        taken = take_over(desk, content, arguments.client_lang)
    out.write(f"{source.name} ist jetzt der Vorgang {taken.record.case_number}.\n")
    for remark, where in taken.remarks:
        out.write(f"Hinweis: „{where}“ {_REMARKS[remark]}.\n")
    if taken.attachments:
        out.write(f"Hinweis: {len(taken.attachments)} Dateien bleiben, wo sie sind.\n")
    return EXIT_FINDINGS if taken.remarks or taken.attachments else EXIT_OK


def _record_of(desk: UnlockedDesk, case_number: str) -> UUID:
    offset, total = 0, 1
    while offset < total:
        page = desk.store.people(PeopleQuery(offset=offset))
        for line in page.lines:
            if line.case_number.lower() == case_number.lower():
                return line.record_id
        offset, total = offset + len(page.lines), page.total
    raise WorldError(ErrorCode.NOT_FOUND)
