"""A person's own answers as data: all they may have, nothing that betrays what stays at the desk."""

from __future__ import annotations

from dataclasses import replace

from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.definition import FormDefinition
from profiler.records.view import AnsweredForm, answered_form
from profiler.release.items import for_others
from profiler.release.releases import Category
from profiler.release.submissions import left_open, own_name, own_submission, relevant_rows
from tests.unit.exchange.submitted import record
from tests.unit.forms.small_forms import TODAY, calculate, form, group, question, repeat

FORM: FormDefinition = form(
    question("given_names", required="${ill} != ''"),
    question("address_secret"),
    question("ill", category="gesundheit"),
    calculate("safe", "if(${address_secret} = 'ja', 'x', 'y')"),
    calculate("safer", "concat(${safe}, ${address_secret})"),
    calculate("care", "concat(${ill}, '?')"),
    calculate("hello", "concat('Hallo ', ${given_names})"),
    question("note_for_all", "note"),
    question("remark", "hidden"),
    question("shelter", relevant="${safe} = 'x'"),
    question("doctor", relevant="${ill} != ''"),
    group("away", question("since"), relevant="${safer} = 'xja'"),
    repeat("visits", question("ward"), times="string-length(${ill})"),
    repeat("jobs", question("title"), repeat("tasks", question("task"))),
)
ANSWERS = {
    Address("/data/given_names"): Answer("Yousef"),
    Address("/data/address_secret"): Answer("ja"),
    Address("/data/ill"): Answer("ab"),
    Address("/data/remark"): Answer("from the form"),
    Address("/data/jobs/title", "j1"): Answer("Bäcker"),
    Address("/data/jobs/tasks/task", "t1"): Answer("Backen"),
}
ROWS = {("/data/jobs", ""): ("j1", "j2"), ("/data/jobs/tasks", "j1"): ("t1",)}


def answered(definition: FormDefinition = FORM, answers: dict[Address, Answer] | None = None) -> AnsweredForm:
    return answered_form(definition, Snapshot(ANSWERS if answers is None else answers, ROWS), TODAY)


def told(*, with_health: bool = False) -> set[str]:
    found = answered()
    copy = own_submission(record(FORM, found.snapshot), found, None, with_health=with_health)
    items = [
        item
        for section in copy.sections
        for row in (section.items, *(row for table in section.tables for row in table.rows))
        for item in row
    ]
    assert {item.row for item in items if item.question.name == "task"} == {"t1"}
    return {item.question.name for item in items}


def test_what_was_answered_and_worked_out_goes_along_but_nothing_that_gives_a_closed_answer_away() -> None:
    assert told() == {"given_names", "hello", "remark", "title", "task"}


def test_answers_about_health_go_along_if_the_person_wants_them() -> None:
    assert told(with_health=True) == {"given_names", "hello", "remark", "title", "task", "ill", "care"}


def test_an_open_question_is_named_unless_being_asked_tells_something() -> None:
    def names(*, with_health: bool = False) -> set[str]:
        return {address.path.rpartition("/")[2] for address in left_open(answered(), with_health=with_health)}

    assert names() == {"title"}
    assert names(with_health=True) == {"title", "doctor", "ward"}
    nothing = answered(answers={})
    assert Address("/data/given_names") in left_open(nothing)
    assert Address("/data/address_secret") not in left_open(nothing)
    assert Address("/data/ill") not in left_open(nothing)


def test_rows_stand_under_the_rows_around_them() -> None:
    rows = relevant_rows(answered())
    assert {key: rows[key] for key in ROWS} == ROWS
    hidden = form(repeat("jobs", question("title"), relevant="false()"))
    assert relevant_rows(answered_form(hidden, Snapshot({}, {("/data/jobs", ""): ("j1",)}), TODAY)) == {}


def test_the_name_of_a_record_does_not_give_a_closed_answer_away() -> None:
    def name(expression: str, *, with_health: bool = False) -> str:
        return own_name(answered(replace(FORM, instance_name=expression)), with_health=with_health)

    assert name("") == ""
    assert name("concat('Akte ', /data/given_names)") == "Akte Yousef"
    assert name("/data/safer") == ""
    assert name("/data/care") == ""
    assert name("/data/care", with_health=True) == "ab?"


def test_what_stands_in_a_group_about_health_is_about_health() -> None:
    inside = replace(group("body", question("limits", category="kontakt")), category="gesundheit")
    definition = form(question("given_names"), inside)
    limits = next(each.path for each in definition.questions() if each.name == "limits")
    found = answered_form(definition, Snapshot({Address(limits): Answer("heben")}), TODAY)

    def shown(*, with_health: bool) -> int:
        copy = own_submission(record(definition, found.snapshot), found, None, with_health=with_health)
        return len(copy.sections)

    assert (shown(with_health=False), shown(with_health=True)) == (0, 1)
    item = next(item for item in found.every_item() if not item.answer.is_empty)
    assert item.question.category == Category.KONTAKT
    assert not for_others(found, frozenset(Category))(item)
