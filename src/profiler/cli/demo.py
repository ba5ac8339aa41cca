"""The whole way without a window: interview, vault, release, gate, papers - with fictional people."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from profiler.casework import hand_over, household, intake, school_forms, sign_release, unlocking
from profiler.casework.desk import UnlockedDesk
from profiler.casework.hand_over import Paper, PaperRequest
from profiler.casework.intake import Intake
from profiler.casework.unlocking import DeskParts
from profiler.cli.personas import Persona, tell
from profiler.directory.offices import Desk
from profiler.errors import disk_error
from profiler.ports.paper import OutputSink
from profiler.release.releases import Grant

DEMO_DESK = Desk(
    organisation="Anlaufstelle Bildung und Arbeit",
    street="Markt 1",
    zip="01234",
    city="Musterstadt",
    phone="030 23125-120",
    email="anlaufstelle@musterstadt.example",
    land="SN",
)
_CASEWORKER = "M. Beispiel"
_PASSWORD = "nur fuer diesen einen Durchlauf"  # noqa: S105 - of a vault that is deleted at the end


@dataclass(frozen=True)
class DemoRun:
    """One person in one language."""

    persona: Persona
    language: str


def demonstrate(
    parts: DeskParts, runs: Iterable[DemoRun], sink_for: Callable[[DemoRun], OutputSink]
) -> tuple[str, ...]:
    """Walk every run through a temporary encrypted vault and hand its papers to the sinks.

    The vault is deleted at the end, whatever happens.

    Returns:
        The names of the files handed over, in order.

    Raises:
        WorldError: as the steps of the way; RELEASE_REFUSED if the gate says no.
    """
    names: list[str] = []
    with _temporary_folder() as folder:
        opened = unlocking.first_start(
            parts, folder / "vault", DEMO_DESK, _CASEWORKER, _PASSWORD, practice=True
        )
        try:
            for run in runs:
                names.extend(_one_way(opened.desk, run, sink_for(run)))
        finally:
            opened.desk.lock()
    return tuple(names)


def _one_way(desk: UnlockedDesk, run: DemoRun, sink: OutputSink) -> Iterator[str]:
    conversation = intake.start(desk, run.language)
    tell(conversation, run.persona)
    conversation.save(conversation.finish().edit)
    yield from _papers(desk, run, conversation, (Paper.ROUTE_SLIP, Paper.OWN_COPY), sink)
    for number, edits in run.persona.school.items():
        row = _row(desk, conversation.record_id, number)
        child = intake.resume(desk, school_forms.open_school_form(desk, conversation.record_id, row))
        tell(child, replace(run.persona, edits=edits))
        child.save(child.finish().edit)
        yield from _papers(desk, run, child, (Paper.OWN_SHEET, Paper.OWN_COPY), sink)


def _papers(
    desk: UnlockedDesk, run: DemoRun, told: Intake, own: tuple[Paper, ...], sink: OutputSink
) -> Iterator[str]:
    """Release, sheets for others, papers of the person."""
    record_id = told.record_id
    grants = _grants(desk, run.persona, told.form.form_id)
    if grants:
        release = sign_release.draft(
            desk, record_id, grants, language=run.language, signs_as=run.persona.signs_as
        )
        release_form = PaperRequest(Paper.RELEASE_FORM, record_id)
        yield hand_over.hand_over(desk, release_form, sink).file_name
        sign_release.signed_paper_seen(desk, release, place=DEMO_DESK.city, copy_given=True)
    for grant in grants:
        sheet = PaperRequest(Paper.PROFILE_SHEET, record_id, grant.recipient)
        yield hand_over.hand_over(desk, sheet, sink).file_name
    for paper in own:
        yield hand_over.hand_over(desk, PaperRequest(paper, record_id), sink).file_name


def _row(desk: UnlockedDesk, record_id: UUID, number: int) -> str:
    """The row of a child in the family, by its number from 1; 0 is the person themselves."""
    rows = list(household.told_by(desk, desk.store.record(record_id)))
    return rows[number - 1] if number else school_forms.ONESELF


def _grants(desk: UnlockedDesk, persona: Persona, form_id: str) -> tuple[Grant, ...]:
    possible = sign_release.possible_recipients(desk, form_id)
    by_kind = {choice.recipient.kind: choice for choice in possible}
    return tuple(
        Grant(
            recipient=by_kind[kind].recipient,
            categories=categories,
            purpose=persona.purposes[kind],
        )
        for kind, categories in persona.categories.items()
        if kind in by_kind
    )


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    try:
        folder = Path(tempfile.mkdtemp(prefix="profiler-demo-"))
    except OSError as error:
        raise disk_error(error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
