"""A small form with a rough birth date, a household and a few required questions, run by the real engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count

from profiler.forms.answer import Address, Answer, Precision
from profiler.forms.definition import Choice, FormDefinition, Group, Question, QuestionKind, Repeat
from profiler.forms.session import FormSession

TODAY = date(2026, 11, 21)

_AGE = "int((format-date(today(), '%Y%m%d') - format-date({}, '%Y%m%d')) div 10000)"

PERSON = Group(
    "/f/person",
    "person",
    label={"de": "Person"},
    children=(
        Question("/f/person/family_name", "family_name", QuestionKind.TEXT, required="true()", tier="short"),
        Question("/f/person/given_names", "given_names", QuestionKind.TEXT, tier="short"),
        Question(
            "/f/person/birth_date", "birth_date", QuestionKind.DATE, constraint=". <= today()", tier="short"
        ),
        Question(
            "/f/person/age", "age", QuestionKind.CALCULATE, calculation=_AGE.format("/f/person/birth_date")
        ),
        Question("/f/person/arrived_de", "arrived_de", QuestionKind.DATE, tier="deep"),
        Question("/f/person/left_home", "left_home", QuestionKind.DATE, tier="deep"),
        Question(
            "/f/person/address_secret",
            "address_secret",
            QuestionKind.SELECT_ONE,
            choice_list="yn",
            tier="deep",
        ),
        Question("/f/person/city", "city", QuestionKind.TEXT, tier="short"),
        Question("/f/person/not_asked", "not_asked", QuestionKind.NOTE),
        Question(
            "/f/person/guardian",
            "guardian",
            QuestionKind.TEXT,
            relevant="/f/person/age < 18",
            required="true()",
            tier="short",
        ),
        Repeat(
            "/f/person/household",
            "household",
            label={"de": "Familie"},
            relevant="/f/person/age >= 18",
            children=(
                Question("/f/person/household/hh_name", "hh_name", QuestionKind.TEXT, tier="short"),
                Question("/f/person/household/hh_birth", "hh_birth", QuestionKind.DATE, tier="deep"),
            ),
        ),
    ),
)
WORK = Group(
    "/f/arbeit",
    "arbeit",
    label={"de": "Arbeit"},
    relevant="/f/person/age >= 18",
    children=(Question("/f/arbeit/hours", "hours", QuestionKind.INTEGER, tier="short"),),
)
FORM = FormDefinition(
    form_id="rough",
    version="1",
    sha="a" * 64,
    title={"de": "Probe"},
    languages=("de",),
    root=Group(
        "/f", "f", children=(Question("/f/remark", "remark", QuestionKind.TEXT, tier="deep"), PERSON, WORK)
    ),
    choice_lists={"yn": (Choice("ja"), Choice("nein"))},
)


def asked(
    answers: Mapping[str, str | Answer] | None = None,
    *,
    household: tuple[Mapping[str, str | Answer], ...] = (),
) -> FormSession:
    """A session in which this was answered, children of the household row by row."""
    numbers = count(1)
    session = FormSession(FORM, today=lambda: TODAY, new_id=lambda: f"row-{next(numbers)}")
    for name, answer in (answers or {}).items():
        _put(session, name, "", answer)
    for cells in household:
        row, _ = session.add_row("/f/person/household")
        for name, answer in cells.items():
            _put(session, name, row, answer)
    return session


def rough(value: str, precision: Precision) -> Answer:
    """A date that is known only roughly."""
    return Answer(value, precision=precision)


def _put(session: FormSession, name: str, row: str, answer: str | Answer) -> None:
    given = answer if isinstance(answer, Answer) else Answer(answer)
    session.set(Address(FORM.question(name).path, row), given)
