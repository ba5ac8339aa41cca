"""The school form: what is asked of which child, and what is never asked."""

from __future__ import annotations

from functools import cache
from itertools import count

import pytest

from profiler.forms.answer import Address, Answer
from profiler.forms.changes import ProblemCode
from profiler.forms.definition import FormDefinition, Question
from profiler.forms.session import FormSession
from tests.fakes.desks import shipped_content
from tests.unit.forms.small_forms import TODAY

ALWAYS = {
    *("child_family_name", "child_given_names", "child_birth_date", "child_nationality", "guardian_kind"),
    *("parent_lang", "parent_interpreter", "address_secret", "in_de_since", "first_script", "latin_script"),
    *("de_oral", "de_written", "transport", "but_application", "swimmer", "bring_list", "school_answered"),
}
FROM_FIVE = {"kita_years", "last_grade", "repeated"}
FROM_SEVEN = {"maths_level", "fav_subjects", "science", "pc_use"}
FROM_TEN = {"path_wish", "mother_tongue_exam_wish"}
FROM_FOURTEEN = {"child_phone", "job_wish", "internship_wish"}
NEVER = {"measles", "entry_exam", "entry_exam_date", "only_on_paper"}


@cache
def school() -> FormDefinition:
    return shipped_content().forms["schule"].definition


def told(**answers: str) -> FormSession:
    ids = count(1)
    session = FormSession(school(), today=lambda: TODAY, new_id=lambda: f"r{next(ids)}")
    for name, value in answers.items():
        session.set(Address(school().question(name).path), Answer(value))
    return session


def asked(session: FormSession) -> set[str]:
    nodes = ((address, session.form.by_path[address.path]) for address in session.addresses())
    return {
        node.name
        for address, node in nodes
        if isinstance(node, Question) and node.kind.is_asked and session.state(address).relevant
    }


def born(age: int) -> str:
    return TODAY.replace(year=TODAY.year - age).isoformat()


@pytest.mark.parametrize(
    ("age", "more", "not_yet"),
    [
        (4, set[str](), FROM_FIVE | FROM_SEVEN | FROM_TEN | FROM_FOURTEEN),
        (5, FROM_FIVE, FROM_SEVEN | FROM_TEN | FROM_FOURTEEN),
        (7, FROM_FIVE | FROM_SEVEN, FROM_TEN | FROM_FOURTEEN),
        (10, FROM_FIVE | FROM_SEVEN | FROM_TEN, FROM_FOURTEEN),
        (14, FROM_FIVE | FROM_SEVEN | FROM_TEN | FROM_FOURTEEN, set[str]()),
    ],
)
def test_what_is_asked_follows_from_the_age(age: int, more: set[str], not_yet: set[str]) -> None:
    questions = asked(told(child_birth_date=born(age)))
    assert ALWAYS | more <= questions
    assert questions.isdisjoint(not_yet | NEVER)


def test_without_a_birth_date_everything_about_age_is_asked() -> None:
    assert asked(told()) >= FROM_FIVE | FROM_SEVEN | FROM_TEN | FROM_FOURTEEN


@pytest.mark.parametrize(
    "answers", [{}, {"child_birth_date": born(16), "school_answered": "ja", "c_h_signed": "ja"}]
)
def test_what_the_desk_must_not_know_is_never_asked(answers: dict[str, str]) -> None:
    questions = asked(told(**answers))
    assert questions.isdisjoint(NEVER)
    assert questions.isdisjoint({"residence", "religion", "asylum_state", "identity_docs"})


@pytest.mark.parametrize(
    ("answers", "question", "is_asked"),
    [
        ({}, "support_need", False),
        ({"c_h_signed": "ja"}, "support_need", True),
        ({"c_h_signed": "ja"}, "emergency_meds", True),
        ({}, "assigned_school", False),
        ({"school_answered": "ja"}, "assigned_school", True),
        ({"school_answered": "nein"}, "assigned_school", False),
        ({}, "child_address", True),
        ({"address_secret": "ja"}, "child_address", False),
        ({"guardian_kind": "beide_eltern"}, "anderer_elternteil", True),
        ({"guardian_kind": "vormund_amt"}, "anderer_elternteil", False),
        ({"guardian_kind": "vormund_amt"}, "custody_proof_ev_state", True),
        ({"guardian_kind": "unklar"}, "custody_proof_ev_state", False),
        ({"last_grade": "0"}, "last_report_ev_state", False),
        ({"last_grade": "3"}, "last_report_ev_state", True),
    ],
)
def test_what_is_asked_follows_from_other_answers(
    answers: dict[str, str], question: str, is_asked: bool
) -> None:
    assert (question in asked(told(**answers))) is is_asked


@pytest.mark.parametrize(
    ("question", "wrong", "right"),
    [
        ("child_birth_date", "2027-01-01", born(9)),
        ("child_birth_date", "1980-01-01", born(17)),
        ("guardian_phone", "anrufen", "030 23125-100"),
        ("in_de_since", "2028-01-01", "2026-01-01"),
        ("in_de_since", "2000-01-01", "2026-01-01"),
        ("last_grade", "14", "0"),
        ("kita_years", "9", "3"),
        ("de_how_long", "-1", "0"),
    ],
)
def test_answers_that_cannot_be_are_refused_with_a_sentence(question: str, wrong: str, right: str) -> None:
    path = school().question(question).path
    for value, problem in ((wrong, ProblemCode.CONSTRAINT), (right, None)):
        session = told(**{"child_birth_date": born(9), question: value})
        found = session.state(Address(path)).problem
        assert (found.code if found else None) is problem, value
    node = school().by_path[path]
    assert isinstance(node, Question)
    assert node.constraint_message.get("de", "").endswith(".")


def test_every_question_says_who_may_see_it() -> None:
    for question in school().questions():
        assert question.category, question.name
        assert question.purpose, question.name
        assert question.retention, question.name
