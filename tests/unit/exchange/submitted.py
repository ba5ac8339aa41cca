"""A form with everything a submission can hold, and records of it on their way out and in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from uuid import UUID

from profiler.exchange.openrosa import OpenRosa
from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.definition import Choice, FormDefinition
from profiler.ports.exchange import Attachment, Received, SubmissionFrame
from profiler.records.record import Record, RecordState
from profiler.records.view import answered_form
from profiler.release.outputs import DisclosedSection, Disclosure, Header, OwnCopy
from profiler.release.releases import Category, Recipient
from profiler.release.sheets import Sheet
from profiler.release.submissions import left_open, own_submission, relevant_rows
from tests.unit.forms.small_forms import TODAY, calculate, form, group, question, repeat

NOON = datetime(2026, 11, 21, 12, 0, 30, 5, tzinfo=UTC)
INSTANCE = "uuid:5b6a8f0e-0000-4000-8000-000000000001"
FORM: FormDefinition = form(
    question("who"),
    question("born", "date"),
    question("languages", "select_multiple", choice_list="tongue"),
    calculate("greeting", "concat('Hallo ', ${who})"),
    question("hello", "note"),
    group(
        "page",
        question("job", relevant="${who} != ''"),
        question("photo", "file"),
        repeat(
            "house",
            question("street"),
            repeat("person", question("given"), question("age", "integer"), calculate("next", "${age} + 1")),
        ),
    ),
    group("hidden", question("secret"), repeat("row", question("cell")), relevant="${who} = 'nobody'"),
    choices={"tongue": (Choice("ar"), Choice("uk"))},
)
PHOTO = Attachment("foto 1.jpg", b"\xff\xd8\x00...")


def at(name: str, row: str = "") -> Address:
    """The address of a question by its name."""
    return Address(FORM.question(name).path, row)


def record(definition: FormDefinition, snapshot: Snapshot) -> Record:
    """A record of a form."""
    return Record(
        record_id=UUID("01936f00-0000-7000-8000-000000000001"),
        person_id=UUID("01936f00-0000-7000-8000-000000000002"),
        case_number="LK-2026-0417",
        form_id=definition.form_id,
        form_version=definition.version,
        form_sha=definition.sha,
        client_language="ar",
        state=RecordState.DRAFT,
        snapshot=snapshot,
        created_at=NOON,
        updated_at=NOON,
        created_by="berger",
        version=1,
    )


def own(definition: FormDefinition, snapshot: Snapshot, **frame: object) -> OwnCopy[SubmissionFrame]:
    """A person's own answers with all rows and open questions around them."""
    answered = answered_form(definition, snapshot, TODAY)
    around = SubmissionFrame(INSTANCE, rows=relevant_rows(answered), left_open=left_open(answered))
    around = replace(around, **frame)  # type: ignore[arg-type]  # named fields of the frame
    return own_submission(record(definition, snapshot), answered, around)


def disclosed(definition: FormDefinition, *sections: DisclosedSection) -> Disclosure:
    """What a job centre may see."""
    return Disclosure(
        record_id=UUID("01936f00-0000-7000-8000-000000000001"),
        header=Header("LK-2026-0417", "", "", "", "", "de"),
        recipient=Recipient("o1", "jobcenter", "Jobcenter Musterstadt"),
        purpose="arbeitsvermittlung",
        categories=frozenset(Category),
        release_id=UUID("01936f00-0000-7000-8000-000000000009"),
        release_number=1,
        signed_on=TODAY,
        valid_until=TODAY,
        sheet=Sheet("jobcenter", "Profilbogen Arbeit", frozenset(), frozenset(), (), "kompetenz"),
        form=definition,
        sections=sections,
    )


def xml_of(package: bytes) -> str:
    """The XML in a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read("submission.xml").decode("utf-8")


def body_of(package: bytes) -> str:
    """What stands in the root before the metadata."""
    xml = xml_of(package)
    return xml[xml.index(">", xml.index("<data")) + 1 : xml.index("<orx:meta>")]


def read(content: bytes | str, definition: FormDefinition = FORM) -> Received:
    """A submission, read with ids n1, n2, ..."""
    numbers = count(1)
    return OpenRosa().read_submission(
        content.encode() if isinstance(content, str) else content,
        {definition.form_id: definition},
        lambda: f"n{next(numbers)}",
    )


def in_order(snapshot: Snapshot, definition: FormDefinition) -> tuple[object, object]:
    """Answers and rows with row ids replaced by the place they stand at."""
    places: dict[str, str] = {"": ""}
    for node in definition.repeats():
        for (path, parent), rows in snapshot.rows.items():
            if path == node.path and parent in places:
                places.update({row: f"{places[parent]}/{node.name}[{n}]" for n, row in enumerate(rows, 1)})
    answers: Mapping[tuple[str, str], Answer] = {
        (address.path, places[address.row]): answer for address, answer in snapshot.answers.items()
    }
    lengths = {(path, places[parent]): len(found) for (path, parent), found in snapshot.rows.items()}
    return answers, lengths
