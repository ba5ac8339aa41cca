"""Facts: indexed values of a record, and what lists, search and sorting make of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from profiler.records.people import PersonLine
from profiler.records.record import Record, RecordState
from profiler.release.releases import Release, WithdrawalScope
from profiler.storage.folding import fold, search_text

FAMILY_NAME = "family_name"
GIVEN_NAMES = "given_names"
NAME_ORIGINAL = "name_original"
BIRTH_DATE = "birth_date"
CITY = "city"
PHONE = "phone"
ANSWERED = "answered"
ASKED = "asked"
RELEASE_UNTIL = "release_until"

# Facts that search text and sorting are made of.
FOUND_BY = frozenset({FAMILY_NAME, GIVEN_NAMES, NAME_ORIGINAL, BIRTH_DATE, CITY, PHONE})


def display_name(facts: Mapping[str, str]) -> str:
    """Given names, then family name, as in the papers; "" when nothing was told yet."""
    return f"{facts.get(GIVEN_NAMES, '')} {facts.get(FAMILY_NAME, '')}".strip()


def sort_name(facts: Mapping[str, str]) -> str:
    """What the list is sorted by: folded family name, then given names."""
    return fold(f"{facts.get(FAMILY_NAME, '')} {facts.get(GIVEN_NAMES, '')}".strip())


def searchable(case_number: str, facts: Mapping[str, str]) -> str:
    """The search text of a record: number, names, birth date in three spellings, place, telephone."""
    phone = facts.get(PHONE, "")
    digits = "".join(sign for sign in phone if sign.isdigit())
    names = (facts.get(name, "") for name in (FAMILY_NAME, GIVEN_NAMES, NAME_ORIGINAL, CITY))
    return search_text((case_number, *names, phone, digits, *_date_spellings(facts.get(BIRTH_DATE, ""))))


def release_until(releases: Iterable[Release]) -> str:
    """Last day of the latest signed release that was not taken back as a whole, "" without one."""
    ends = [
        release.valid_until
        for release in releases
        if release.signature
        and all(taken.scope is not WithdrawalScope.ALLES for taken in release.withdrawals)
    ]
    return max(ends).isoformat() if ends else ""


def person_line(record: Record, facts: Mapping[str, str]) -> PersonLine:
    """One line of the list of people; the record's snapshot is not read."""
    until = facts.get(RELEASE_UNTIL, "")
    return PersonLine(
        record_id=record.record_id,
        person_id=record.person_id,
        case_number=record.case_number,
        name=display_name(facts),
        name_original=facts.get(NAME_ORIGINAL, ""),
        client_language=record.client_language,
        birth_date=facts.get(BIRTH_DATE, ""),
        answered=int(facts.get(ANSWERED) or 0),
        asked=int(facts.get(ASKED) or 0),
        finished=record.state is RecordState.FINISHED,
        release_until=date.fromisoformat(until) if until else None,
        updated_at=record.updated_at,
        created_by=record.created_by,
        form_id=record.form_id,
    )


def _date_spellings(iso: str) -> tuple[str, ...]:
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return (iso,)
    year, month, day = parts
    return (iso, f"{day}.{month}.{year}", f"{int(day)}.{int(month)}.{year}")
