"""Finding people: the indexed search text and the list made from facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, column, delete, func, insert, or_, select, table
from sqlalchemy.orm import Session

from profiler.forms.answer import Snapshot
from profiler.records.people import BESIDE, PeopleOrder, PeoplePage, PeopleQuery, PersonLine
from profiler.records.record import RecordState
from profiler.storage import facts as fact_names
from profiler.storage.facts import person_line, searchable, sort_name
from profiler.storage.folding import patterns
from profiler.storage.models import FactRow, RecordRow, SearchRow
from profiler.storage.record_rows import record_of

_LISTED = (
    fact_names.FAMILY_NAME,
    fact_names.GIVEN_NAMES,
    fact_names.NAME_ORIGINAL,
    fact_names.BIRTH_DATE,
    fact_names.ANSWERED,
    fact_names.ASKED,
    fact_names.RELEASE_UNTIL,
)
_TRIGRAM = 3
# The FTS5 table of SQLite; a column of its own name stands for the whole row.
_TRIGRAMS = table("search_index", column("rowid"), column("folded"), column("search_index"))


def set_facts(session: Session, row: RecordRow, facts: Mapping[str, str]) -> None:
    """Set facts, take away those with an empty text, and renew what is found by them."""
    known = {
        fact.name: fact for fact in session.scalars(select(FactRow).where(FactRow.record_id == row.record_id))
    }
    for name, value in facts.items():
        fact = known.get(name)
        if not value:
            if fact is not None:
                session.delete(known.pop(name))
        elif fact is None:
            known[name] = FactRow(record_id=row.record_id, name=name, value=value)
            session.add(known[name])
        else:
            fact.value = value
    if facts.keys() & fact_names.FOUND_BY:
        index(session, row, {name: fact.value for name, fact in known.items()})


def index(session: Session, row: RecordRow, facts: Mapping[str, str]) -> None:
    """Renew search text and sort name of a record."""
    row.sort_name = sort_name(facts)
    folded = searchable(row.case_number, facts)
    found = session.scalar(select(SearchRow).where(SearchRow.record_id == row.record_id))
    if found is None:
        found = SearchRow(record_id=row.record_id, folded=folded)
        session.add(found)
    elif found.folded == folded:
        return
    else:
        _drop_trigrams(session, found.search_id)
        found.folded = folded
    session.flush()
    if _has_trigrams(session):
        session.execute(insert(_TRIGRAMS).values(rowid=found.search_id, folded=folded))


def forget(session: Session, record_id: UUID) -> None:
    """Take a record out of the search."""
    found = session.scalar(select(SearchRow).where(SearchRow.record_id == record_id))
    if found is not None:
        _drop_trigrams(session, found.search_id)
        session.delete(found)
        session.flush()


def people(session: Session, query: PeopleQuery) -> PeoplePage:
    """One page of the list of people."""
    wanted = _conditions(session, query)
    total = session.scalar(select(func.count()).select_from(RecordRow).where(*wanted)) or 0
    page = select(RecordRow).where(*wanted)
    if query.order is PeopleOrder.NAME:
        page = page.order_by(RecordRow.sort_name, RecordRow.record_id)
    else:
        page = page.order_by(RecordRow.updated_at.desc(), RecordRow.record_id)
    rows = session.scalars(page.offset(query.offset).limit(query.limit)).all()
    return PeoplePage(_lines(session, rows), total)


def records_of(session: Session, person_id: UUID) -> tuple[PersonLine, ...]:
    """The lines of all records of one person, oldest first."""
    query = select(RecordRow).where(RecordRow.person_id == person_id)
    return _lines(session, session.scalars(query.order_by(RecordRow.created_at, RecordRow.record_id)).all())


def _lines(session: Session, rows: Sequence[RecordRow]) -> tuple[PersonLine, ...]:
    query = select(FactRow.record_id, FactRow.name, FactRow.value).where(
        FactRow.record_id.in_([row.record_id for row in rows]), FactRow.name.in_(_LISTED)
    )
    facts: dict[UUID, dict[str, str]] = {}
    for record_id, name, value in session.execute(query):
        facts.setdefault(record_id, {})[name] = value
    return tuple(person_line(record_of(row, Snapshot()), facts.get(row.record_id, {})) for row in rows)


def _conditions(session: Session, query: PeopleQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [RecordRow.form_id.not_in(BESIDE)]
    if query.only_created_by:
        found.append(RecordRow.created_by == query.only_created_by)
    if query.only_drafts:
        found.append(RecordRow.state == RecordState.DRAFT.value)
    words = patterns(query.text)
    if words:
        matching = select(SearchRow.record_id).where(*_matching(words, _has_trigrams(session)))
        found.append(RecordRow.record_id.in_(matching))
    return found


def _matching(words: tuple[tuple[str, ...], ...], trigrams: bool) -> list[ColumnElement[bool]]:
    """Words whose patterns are all long enough go through the trigram index, the others through LIKE."""
    indexed = [word for word in words if trigrams and all(len(pattern) >= _TRIGRAM for pattern in word)]
    found: list[ColumnElement[bool]] = [
        or_(*(SearchRow.folded.contains(pattern, autoescape=True) for pattern in word))
        for word in words
        if word not in indexed
    ]
    if indexed:
        asked = " AND ".join(f"({' OR '.join(_quoted(pattern) for pattern in word)})" for word in indexed)
        hits = select(_TRIGRAMS.c.rowid).where(_TRIGRAMS.c.search_index.op("MATCH")(asked))
        found.append(SearchRow.search_id.in_(hits))
    return found


def _quoted(pattern: str) -> str:
    """A pattern as FTS5 string: whatever stands in it is text, no operator."""
    return '"' + pattern.replace("\x00", "").replace('"', '""') + '"'


def _drop_trigrams(session: Session, search_id: int) -> None:
    if _has_trigrams(session):
        session.execute(delete(_TRIGRAMS).where(_TRIGRAMS.c.rowid == search_id))


def _has_trigrams(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
