"""A signed release for a job centre, the sheet it allows, and the moment it is used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from profiler.release.gate import Moment, Terms
from profiler.release.releases import Category, Grant, Recipient, Release, Signature, SignsAs
from profiler.release.sheets import Sheet, SheetSection
from tests.fakes.answered_records import NOW, RECORD_ID, TODAY

RELEASE_ID = UUID("01936f00-0000-7000-8000-000000000009")
JOBCENTER = Recipient("o1", "jobcenter", "Jobcenter Musterstadt")
IQ = Recipient("o2", "iq", "IQ Musterstadt")
TEXT = "a" * 64

WORK_SHEET = Sheet(
    code="jobcenter",
    title="Profilbogen Arbeit",
    recipient_kinds=frozenset({"jobcenter", "agentur"}),
    categories=frozenset(
        {
            Category.KONTAKT,
            Category.AUFENTHALT,
            Category.BERUF,
            Category.AUSBILDUNG_NACHWEISE,
            Category.FAEHIGKEITEN_ZIELE,
        }
    ),
    sections=(
        SheetSection("person", ("phone", "family_name", "given_names", "birth_date", "city")),
        SheetSection("aufenthalt", ("residence", "internal_note", "work_limits")),
        SheetSection("arbeit", ("hours", "j_own_words", "j_employer", "j_ev_state", "work_years")),
    ),
    form="probe",
)
TERMS = Terms(sheets=(WORK_SHEET,), text_hash=TEXT)
MOMENT = Moment(now=NOW, today=TODAY, latest_seen=NOW)
PURPOSE = "arbeitsvermittlung"


def signed(
    *categories: Category,
    recipient: Recipient = JOBCENTER,
    purpose: str = PURPOSE,
    valid_from: date = TODAY,
    valid_until: date = date(2027, 11, 20),
) -> Release:
    """A signed release with one recipient."""
    ticked = frozenset(categories or WORK_SHEET.categories)
    return Release(
        release_id=RELEASE_ID,
        record_id=RECORD_ID,
        number=3,
        grants=(Grant(recipient, ticked, purpose),),
        valid_from=valid_from,
        valid_until=valid_until,
        language="ar",
        text_hash=TEXT,
        signs_as=SignsAs.SELBST,
        created_at=NOW,
        created_by="k1",
        signature=Signature(signed_on=valid_from, place="Musterstadt", seen_by="k1", seen_at=NOW),
    )


def unsigned(release: Release) -> Release:
    """The same release before the signature."""
    return replace(release, signature=None)
