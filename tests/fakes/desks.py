"""An unlocked desk on fakes, with the real forms, rules and texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from profiler import paths
from profiler.casework import intake
from profiler.casework.content import Content, ContentFolders
from profiler.casework.desk import UnlockedDesk
from profiler.casework.loading import load
from profiler.casework.unlocking import DeskParts, first_start
from profiler.clock import FixedClock
from profiler.directory.offices import Desk
from profiler.forms.answer import Address, Answer
from profiler.records.ids import id_maker
from tests.fakes.exchange import FakeExchange
from tests.fakes.keys import FakeKeyStore
from tests.fakes.paper import FakePages, FakeWriter
from tests.fakes.store import FakeStoreFactory

MUSTERSTADT = Desk("Anlaufstelle Musterstadt", "Markt 1", "01234", "Musterstadt", "030 23125-632", land="SN")
PASSWORD = "rotes Fahrrad unter dem Baum"
MORNING = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)


@cache
def shipped_content() -> Content:
    """The shipped content, read once for all tests; it is frozen."""
    return load(ContentFolders(paths.forms_folder(), paths.resources_folder(), paths.built_forms_folder()))


@dataclass
class DeskOnFakes:
    """A desk and the fakes behind it."""

    parts: DeskParts
    desk: UnlockedDesk
    clock: FixedClock
    writer: FakeWriter
    recovery_code: str
    folder: Path


def desk_parts_on_fakes(clock: FixedClock | None = None, writer: FakeWriter | None = None) -> DeskParts:
    """Parts of a desk whose neighbours are all fakes."""
    clock = clock or FixedClock(MORNING)
    pages = writer or FakeWriter()
    return DeskParts(
        keys=FakeKeyStore(),
        stores=FakeStoreFactory(),
        clock=clock,
        content=lambda folder: shipped_content(),
        writer=lambda content: pages,
        exchange=FakeExchange(),
        pages=FakePages(),
        new_id=id_maker(clock),
    )


def open_desk(*, practice: bool = True) -> DeskOnFakes:
    """A desk after its first start; with a practice vault its directory is the example county's."""
    clock = FixedClock(MORNING)
    writer = FakeWriter()
    parts = desk_parts_on_fakes(clock, writer)
    folder = Path("vault")
    opened = first_start(parts, folder, MUSTERSTADT, "M. Berger", PASSWORD, practice=practice)
    return DeskOnFakes(parts, opened.desk, clock, writer, opened.recovery_code, folder)


def tell(conversation: intake.Intake, **answers: str) -> None:
    """Answer questions outside repeats by name and save each."""
    for name, value in answers.items():
        step = conversation.set(Address(conversation.form.question(name).path), Answer(value))
        conversation.save(step.edit)


def tell_row(conversation: intake.Intake, repeat: str, **answers: str) -> str:
    """Add a row to a repeat, answer its questions by name and save each."""
    path = next(found.path for found in conversation.form.repeats() if found.name == repeat)
    row, step = conversation.add_row(path)
    conversation.save(step.edit)
    for name, value in answers.items():
        step = conversation.set(Address(conversation.form.question(name).path, row), Answer(value))
        conversation.save(step.edit)
    return row


def told_person(
    desk: UnlockedDesk, language: str = "ar", more: Sequence[tuple[str, str]] = ()
) -> intake.Intake:
    """A fictional person with enough answers for every kind of paper."""
    conversation = intake.start(desk, language)
    answers = {
        "understood": "ja",
        "family_name": "Al-Mansour",
        "given_names": "Yousef",
        "birth_date": "1991-03-14",
        "nationalities": "SY",
        "phone": "01522 8817386",
        "address_secret": "nein",
        "city": "Musterstadt",
        "residence_kind": "schutz",
        "residence": "p25_2_fluechtling",
        "res_valid_until": "2027-01-11",
        "work_permission": "erwerbstaetigkeit_gestattet",
        "benefit": "sgb2",
        "goal": "arbeit_sofort anerkennung",
    }
    tell(conversation, **{**answers, **dict(more)})
    return conversation
