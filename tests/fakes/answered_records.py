"""A small form about work and family, and records that answered it, without running the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.definition import FormDefinition, Group, Question, QuestionKind, Repeat
from profiler.records.record import Record, RecordState
from profiler.records.view import AnsweredForm, AnsweredItem, AnsweredRow, AnsweredSection, AnsweredTable

RECORD_ID = UUID("01936f00-0000-7000-8000-000000000001")
PERSON_ID = UUID("01936f00-0000-7000-8000-000000000002")
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def question(
    section: str, name: str, category: str, *, repeat: str = "", kind: QuestionKind = QuestionKind.TEXT
) -> Question:
    """One question of a section, or of a repeat in it."""
    between = f"/{repeat}" if repeat else ""
    return Question(f"/f/{section}{between}/{name}", name, kind, label={"de": f"{name}?"}, category=category)


PERSON = Group(
    "/f/person",
    "person",
    label={"de": "Person"},
    children=(
        question("person", "family_name", "kontakt"),
        question("person", "given_names", "kontakt"),
        question("person", "name_original", "kontakt"),
        question("person", "birth_date", "kontakt", kind=QuestionKind.DATE),
        question("person", "city", "kontakt"),
        question("person", "address_secret", "intern"),
        question("person", "phone", "kontakt"),
        Repeat(
            "/f/person/household",
            "household",
            label={"de": "Familie"},
            children=(
                question("person", "hh_name", "kinder", repeat="household"),
                question("person", "hh_birth", "kinder", repeat="household"),
            ),
        ),
    ),
)
STATUS = Group(
    "/f/aufenthalt",
    "aufenthalt",
    label={"de": "Aufenthalt"},
    children=(
        question("aufenthalt", "residence", "aufenthalt"),
        question("aufenthalt", "internal_note", "intern"),
        question("aufenthalt", "work_limits", "gesundheit"),
    ),
)
WORK = Group(
    "/f/arbeit",
    "arbeit",
    label={"de": "Arbeit"},
    children=(
        Repeat(
            "/f/arbeit/jobs",
            "jobs",
            label={"de": "Arbeit bisher"},
            children=(
                question("arbeit", "j_own_words", "beruf", repeat="jobs"),
                question("arbeit", "j_country", "beruf", repeat="jobs"),
                question("arbeit", "j_employer", "beruf", repeat="jobs"),
                question("arbeit", "j_ev_state", "ausbildung_nachweise", repeat="jobs"),
                question("arbeit", "j_years", "beruf", repeat="jobs", kind=QuestionKind.CALCULATE),
            ),
        ),
        question("arbeit", "hours", "faehigkeiten_ziele"),
        question("arbeit", "work_years", "beruf", kind=QuestionKind.CALCULATE),
    ),
)
FORM = FormDefinition(
    form_id="probe",
    version="1",
    sha="f" * 64,
    title={"de": "Probe"},
    languages=("de",),
    root=Group("/f", "f", children=(PERSON, STATUS, WORK)),
)

TOLD: Mapping[str, str] = {
    "family_name": "Haddad",
    "given_names": "Maria Luisa",
    "name_original": "حداد",
    "birth_date": "1990-05-04",
    "city": "Musterstadt",
    "phone": "0000 111",
    "residence": "p24",
    "internal_note": "nur hier",
    "work_limits": "heben",
    "hours": "voll",
    "work_years": "9",
}
ROWS: Mapping[str, Sequence[Mapping[str, str]]] = {
    "household": ({"hh_name": "Kind", "hh_birth": "2019-01-01"},),
    "jobs": (
        {"j_own_words": "Schneiderin", "j_country": "SYR", "j_employer": "Atelier", "j_ev_state": "verloren"},
        {
            "j_own_words": "Lager",
            "j_country": "DEU",
            "j_employer": "Spedition",
            "j_ev_state": "kopie_da",
            "j_years": "3",
        },
    ),
}


@dataclass(frozen=True)
class Told:
    """What a person said: values by question, rows by repeat, refused and hidden questions by name."""

    values: Mapping[str, str] = field(default_factory=lambda: TOLD)
    rows: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=lambda: ROWS)
    declined: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


def answered_form(told: Told | None = None, form: FormDefinition = FORM, today: date = TODAY) -> AnsweredForm:
    """The view of what was told; hidden answers are in the snapshot only."""
    told = told or Told()
    answers: dict[Address, Answer] = {}
    sections = []
    for group in form.sections():
        items, tables = [], []
        for child in group.children:
            if isinstance(child, Question):
                item = _item(told, child, "", told.values)
                answers |= {} if item is None else {item.address: item.answer}
                if item is not None and child.name not in told.hidden:
                    items.append(item)
            elif isinstance(child, Repeat):
                rows = []
                for number, cells in enumerate(told.rows.get(child.name, ())):
                    row = f"{child.name}-{number}"
                    found = [
                        _item(told, leaf, row, cells) for leaf in child.children if isinstance(leaf, Question)
                    ]
                    given = [item for item in found if item is not None]
                    answers |= {item.address: item.answer for item in given}
                    shown = tuple(item for item in given if item.question.name not in told.hidden)
                    rows.append(AnsweredRow(row, shown))
                tables.append(AnsweredTable(child, tuple(rows)))
        sections.append(AnsweredSection(group, tuple(items), tuple(tables)))
    asked = tuple(Address(leaf.path) for leaf in form.questions() if leaf.kind.is_asked)
    return AnsweredForm(form, Snapshot(answers), today, tuple(sections), asked)


def _item(told: Told, leaf: Question, row: str, values: Mapping[str, str]) -> AnsweredItem | None:
    if leaf.name in told.declined:
        return AnsweredItem(Address(leaf.path, row), leaf, Answer(declined=True))
    if leaf.name not in values:
        return None
    return AnsweredItem(Address(leaf.path, row), leaf, Answer(values[leaf.name]))


def record_of(answered: AnsweredForm, record_id: UUID = RECORD_ID, form_sha: str = FORM.sha) -> Record:
    """The record the view was made of."""
    return Record(
        record_id=record_id,
        person_id=PERSON_ID,
        case_number="LK-2026-0001",
        form_id=answered.form.form_id,
        form_version="1",
        form_sha=form_sha,
        client_language="ar",
        state=RecordState.DRAFT,
        snapshot=answered.snapshot,
        created_at=NOW,
        updated_at=NOW,
        created_by="k1",
        version=1,
    )
