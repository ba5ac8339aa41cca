from __future__ import annotations

from dataclasses import replace

from profiler.forms.answer import Address, Answer, Snapshot
from profiler.records.view import AnsweredForm, answered_form
from tests.unit.records.rough_form import FORM, TODAY, asked


def seen(**answers: str | Answer) -> AnsweredForm:
    return answered_form(FORM, asked(answers).snapshot(), TODAY)


def names(view: AnsweredForm) -> list[str]:
    return [item.question.name for item in view.every_item()]


def test_answers_and_calculations_come_in_the_order_of_the_form() -> None:
    view = seen(hours="20", birth_date="1990-05-04", family_name="Haddad", remark="x")
    assert names(view) == ["remark", "family_name", "birth_date", "age", "hours"]
    assert [section.group.name for section in view.sections] == ["f", "person", "arbeit"]
    assert view.value("age") == "36"


def test_hidden_answers_are_not_in_the_view_but_in_the_snapshot() -> None:
    view = seen(birth_date="2015-01-01", hours="20", guardian="Tante")
    assert names(view) == ["birth_date", "age", "guardian"]
    assert [section.group.name for section in view.sections] == ["f", "person"]
    assert Address("/f/arbeit/hours") in view.snapshot.answers


def test_refusals_are_in_the_view_and_read_as_empty() -> None:
    view = seen(family_name=Answer(declined=True))
    assert names(view) == ["family_name"]
    assert view.value("family_name") == ""
    answer = view.answer("family_name")
    assert answer is not None
    assert answer.declined


def test_what_was_never_answered_has_no_value() -> None:
    view = seen()
    assert names(view) == []
    assert (view.answer("hours"), view.value("hours")) == (None, "")
    assert Address("/f/person/family_name") in view.asked
    assert Address("/f/person/not_asked") not in view.asked
    assert Address("/f/person/age") not in view.asked


def test_rows_stay_in_order_with_their_own_answers() -> None:
    session = asked(
        {"birth_date": "1990-05-04"},
        household=({"hh_name": "Amal"}, {"hh_name": "Rami", "hh_birth": "2020-01-01"}, {}),
    )
    view = answered_form(FORM, session.snapshot(), TODAY)
    (household,) = view.sections[1].tables
    assert household.repeat.name == "household"
    assert [[item.answer.value for item in row.items] for row in household.rows] == [
        ["Amal"],
        ["Rami", "2020-01-01"],
        [],
    ]
    assert [row.row for row in household.rows] == list(session.rows("/f/person/household"))
    assert view.answer("hh_name") is None
    assert names(view)[-3:] == ["hh_name", "hh_name", "hh_birth"]


def test_a_hidden_repeat_leaves_no_table() -> None:
    session = asked({"birth_date": "1990-05-04"}, household=({"hh_name": "Amal"},))
    session.set(Address("/f/person/birth_date"), Answer("2015-01-01"))
    view = answered_form(FORM, session.snapshot(), TODAY)
    assert [table for section in view.sections for table in section.tables] == []


def test_answers_to_questions_the_form_does_not_have_are_left_out() -> None:
    orphan = Snapshot({Address("/f/person/shoe_size"): Answer("42"), Address("/f/remark"): Answer("x")})
    assert names(answered_form(FORM, orphan, TODAY)) == ["remark"]


def test_a_view_is_of_one_day() -> None:
    view = answered_form(FORM, asked({"birth_date": "2008-11-22"}).snapshot(), TODAY)
    assert view.value("age") == "17"
    assert answered_form(FORM, view.snapshot, TODAY.replace(day=22)).value("age") == "18"
    assert view == replace(view)
