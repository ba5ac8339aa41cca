"""A draft goes from one version of its form to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeAlias

import pytest

from profiler.forms.answer import Address, Answer, Precision, Snapshot, Source
from profiler.forms.definition import Choice, FormDefinition, Node
from profiler.forms.migrations import Migrations, Rule, RuleKind
from profiler.forms.orphans import orphans
from profiler.forms.versions import Upgraded, upgrade
from tests.unit.forms.small_forms import calculate, form, group, question, repeat

Told: TypeAlias = dict[tuple[str, str], str]
Lists: TypeAlias = dict[str, tuple[Choice, ...]]
Rows: TypeAlias = dict[tuple[str, str], tuple[str, ...]]

YES_NO: Lists = {"yn": (Choice("ja", {"de": "Ja"}), Choice("nein", {"de": "Nein"}))}
JOBS = ("/data/jobs", "")


def version(number: str, *children: Node, lists: Lists | None = None) -> FormDefinition:
    return replace(form(*children, choices=lists or YES_NO), version=number, sha=f"sha-of-{number}")


def rule(old: str, new: str = "", kind: str = "move", step: str = "1 2", **codes: str) -> Rule:
    begin, end = step.split()
    return Rule(begin, end, old, new, RuleKind(kind), codes)


def brought(
    told: Told,
    old: FormDefinition,
    new: FormDefinition,
    *rules: Rule,
    rows: Rows | None = None,
) -> Upgraded:
    answers = {Address(f"/data/{path}", row): Answer(value) for (path, row), value in told.items()}
    snapshot = Snapshot(answers, rows or {})
    result = upgrade(snapshot, old, new, rules)
    assert upgrade(snapshot, old, new, rules) == result
    again = upgrade(result.snapshot, new, new, rules)
    assert again.snapshot == result.snapshot
    assert again.orphans == result.orphans
    return result


def placed(upgraded: Upgraded) -> Told:
    return {
        (address.path.removeprefix("/data/"), address.row): answer.value
        for address, answer in upgraded.snapshot.answers.items()
        if address not in upgraded.orphans
    }


def lost(upgraded: Upgraded) -> Told:
    return {
        (address.path.removeprefix("/data/"), address.row): answer.value
        for address, answer in upgraded.orphans.items()
    }


# --- the same question


def test_what_did_not_change_stays() -> None:
    old = version("1", question("name"), question("born", "date"))
    upgraded = brought({("name", ""): "Koval", ("born", ""): "1990-03-01"}, old, old)
    assert placed(upgraded) == {("name", ""): "Koval", ("born", ""): "1990-03-01"}
    assert (upgraded.moved, upgraded.orphans, upgraded.dropped, upgraded.flagged) == ({}, {}, {}, ())


def test_source_author_time_and_precision_go_along() -> None:
    told = Answer(
        "1990-03-01",
        source=Source.DOKUMENT_GESEHEN,
        precision=Precision.MONAT,
        author="anna",
        at=datetime(2026, 11, 21, tzinfo=UTC),
    )
    old, new = version("1", question("born", "date")), version("2", question("birth_date", "date"))
    upgraded = upgrade(Snapshot({Address("/data/born"): told}), old, new, [rule("born", "birth_date")])
    assert upgraded.snapshot.answers == {Address("/data/birth_date"): told}
    assert upgraded.moved == {Address("/data/born"): Address("/data/birth_date")}


def test_a_question_that_moves_to_another_group_takes_its_answer_along() -> None:
    old = version("1", group("person", question("phone")))
    new = version("2", group("contact", question("phone")))
    assert placed(brought({("person/phone", ""): "0176"}, old, new)) == {("contact/phone", ""): "0176"}


def test_of_two_questions_of_one_name_none_is_guessed() -> None:
    old = version("1", group("a", question("x")), group("b", question("x")))
    new = version("2", group("c", question("x")))
    upgraded = brought({("a/x", ""): "1", ("b/x", ""): "2"}, old, new)
    assert placed(upgraded) == {}
    assert lost(upgraded) == {("a/x", ""): "1", ("b/x", ""): "2"}


# --- migrations


@pytest.mark.parametrize(
    ("before", "after"), [("born", "birth_date"), ("/data/person/born", "/data/person/birth_date")]
)
def test_a_renamed_question_keeps_its_answer(before: str, after: str) -> None:
    old = version("1", group("person", question("born")))
    new = version("2", group("person", question("birth_date")))
    upgraded = brought({("person/born", ""): "1990"}, old, new, rule(before, after))
    assert placed(upgraded) == {("person/birth_date", ""): "1990"}


def test_without_a_row_a_renamed_question_loses_its_answer_to_the_caseworker() -> None:
    upgraded = brought(
        {("born", ""): "1990"}, version("1", question("born")), version("2", question("birth"))
    )
    assert lost(upgraded) == {("born", ""): "1990"}


def test_two_questions_change_places() -> None:
    both = [question("a"), question("b")]
    upgraded = brought(
        {("a", ""): "1", ("b", ""): "2"},
        version("1", *both),
        version("2", *both),
        rule("a", "b"),
        rule("b", "a"),
    )
    assert placed(upgraded) == {("a", ""): "2", ("b", ""): "1"}


def test_all_inside_a_renamed_group_moves_along() -> None:
    old = version("1", group("person", question("x"), group("inner", question("y"))), question("z"))
    new = version("2", group("about", question("x"), group("inner", question("why"))), question("z"))
    told = {("person/x", ""): "1", ("person/inner/y", ""): "2", ("z", ""): "3"}
    upgraded = brought(told, old, new, rule("person", "about"), rule("y", "why"))
    assert placed(upgraded) == {("about/x", ""): "1", ("about/inner/why", ""): "2", ("z", ""): "3"}


def test_versions_are_gone_through_one_after_the_other() -> None:
    chain: Migrations = (
        rule("c", "d", step="3 10"),
        rule("a", "b", step="1 2"),
        rule("b", "c", step="2 3"),
        rule("d", "e", step="10 11"),
    )
    assert placed(
        brought({("a", ""): "x"}, version("1", question("a")), version("10", question("d")), *chain)
    ) == {("d", ""): "x"}
    assert placed(
        brought({("b", ""): "x"}, version("2", question("b")), version("11", question("e")), *chain)
    ) == {("e", ""): "x"}


def test_a_version_without_rows_of_its_own_uses_those_that_follow() -> None:
    upgraded = brought(
        {("a", ""): "x"}, version("1", question("a")), version("3", question("b")), rule("a", "b", step="2 3")
    )
    assert placed(upgraded) == {("b", ""): "x"}


def test_a_countys_own_version_goes_the_step_of_the_published_one() -> None:
    chain = (rule("a", "b", step="1 2"), rule("b", "c", step="2 3"))
    of_county = version("1-k1", question("a"))
    assert placed(brought({("a", ""): "x"}, of_county, version("3", question("c")), *chain)) == {
        ("c", ""): "x"
    }
    third = version("2-k7", question("b"))
    assert placed(brought({("b", ""): "x"}, third, version("3", question("c")), *chain)) == {("c", ""): "x"}


def test_rows_of_another_way_are_not_used_twice() -> None:
    rules = (rule("a", "b", step="1 2"), rule("a", "c", step="1 3"))
    old, new = version("1", question("a")), version("3", question("b"), question("c"))
    assert placed(brought({("a", ""): "x"}, old, new, *rules)) == {("b", ""): "x"}


def test_what_is_given_up_is_dropped_and_told() -> None:
    old = version("1", group("person", question("faith"), question("kept")), question("name"))
    new = version("2", question("name"), question("kept"))
    told = {("person/faith", ""): "x", ("person/kept", ""): "y", ("name", ""): "Koval"}
    upgraded = brought(told, old, new, rule("person", kind="drop"), rule("kept", "kept"))
    assert placed(upgraded) == {("name", ""): "Koval", ("kept", ""): "y"}
    assert {address.path for address in upgraded.dropped} == {"/data/person/faith"}
    assert not upgraded.orphans


def test_what_was_given_up_once_does_not_come_back_by_a_later_row() -> None:
    rules = (rule("a", kind="drop", step="1 2"), rule("a", "b", step="2 3"))
    upgraded = brought({("a", ""): "x"}, version("1", question("a")), version("3", question("b")), *rules)
    assert (placed(upgraded), lost(upgraded)) == ({}, {})


def test_two_questions_become_one_and_the_second_answer_is_kept_aside() -> None:
    old, new = version("1", question("a"), question("b")), version("2", question("c"))
    rules = (rule("a", "c"), rule("b", "c"))
    upgraded = brought({("b", ""): "2", ("a", ""): "1"}, old, new, *rules)
    assert (placed(upgraded), lost(upgraded)) == ({("c", ""): "1"}, {("b", ""): "2"})
    assert placed(brought({("b", ""): "2", ("a", ""): ""}, old, new, *rules)) == {("c", ""): "2"}


def test_an_orphan_never_stands_where_the_form_means_something_else() -> None:
    both = [question("a"), question("b")]
    upgraded = brought(
        {("a", ""): "1", ("b", ""): "2"}, version("1", *both), version("2", *both), rule("a", "b")
    )
    assert placed(upgraded) == {("b", ""): "2"}
    assert lost(upgraded) == {("a~sha-of-1", ""): "1"}


def test_a_refusal_is_an_answer_and_an_empty_one_is_none() -> None:
    old, new = version("1", question("a"), question("b")), version("2", question("c", "integer"))
    answers = {Address("/data/a"): Answer(declined=True), Address("/data/b"): Answer()}
    upgraded = upgrade(Snapshot(answers), old, new, [rule("a", "c")])
    assert upgraded.snapshot.answers == {Address("/data/c"): Answer(declined=True)}
    gone = upgrade(Snapshot(answers), old, new, [])
    assert gone.orphans == {Address("/data/a"): Answer(declined=True)}


# --- choices


def test_codes_are_renamed_in_one_question_or_wherever_their_list_is_used() -> None:
    english: Lists = {"yn": (Choice("yes"), Choice("no"))}
    asked = [
        question("a", "select_one", choice_list="yn"),
        question("b", "select_multiple", choice_list="yn"),
    ]
    old, new = version("1", *asked), version("2", *asked, lists=english)
    told = {("a", ""): "ja", ("b", ""): "nein ja"}
    one = brought(told, old, new, rule("a", kind="map", ja="yes", nein="no"))
    assert placed(one) == {("a", ""): "yes", ("b", ""): "nein ja"}
    assert one.flagged == ((Address("/data/b"), "nein"), (Address("/data/b"), "ja"))
    every = brought(told, old, new, rule("list:yn", kind="map", ja="yes", nein="no"))
    assert placed(every) == {("a", ""): "yes", ("b", ""): "no yes"}
    assert every.flagged == ()


def test_a_question_can_be_renamed_and_mapped_at_once_and_codes_go_through_all_versions() -> None:
    old = version("1", question("a", "select_one", choice_list="yn"))
    new = version("3", question("b", "select_one", choice_list="yn"), lists={"yn": (Choice("y"),)})
    rules = (rule("a", "b", "map", "1 2", ja="yes"), rule("b", "", "map", "2 3", yes="y"))
    assert placed(brought({("a", ""): "ja"}, old, new, *rules)) == {("b", ""): "y"}


def test_a_code_that_was_given_up_disappears() -> None:
    asked = [
        question("a", "select_multiple", choice_list="yn"),
        question("b", "select_one", choice_list="yn"),
    ]
    old, new = version("1", *asked), version("2", *asked)
    told = {("a", ""): "ja nein", ("b", ""): "nein"}
    upgraded = brought(told, old, new, rule("list:yn", kind="map", nein=""))
    assert placed(upgraded) == {("a", ""): "ja"}
    assert upgraded.dropped == {Address("/data/b"): Answer("nein")}


def test_a_declined_select_is_not_flagged() -> None:
    asked = question("a", "select_one", choice_list="yn")
    snapshot = Snapshot({Address("/data/a"): Answer("gone", declined=True)})
    assert upgrade(snapshot, version("1", asked), version("2", asked), ()).flagged == ()


# --- types


@pytest.mark.parametrize(
    ("before", "value", "after", "expected"),
    [
        ("text", " 12 ", "integer", "12"),
        ("text", "+3,0", "integer", "3"),
        ("text", "zwölf", "integer", None),
        ("text", "3,5", "integer", None),
        ("text", "3,5", "decimal", "3.5"),
        ("text", "٣", "integer", None),
        ("text", "٤.٣.٢٠١٧", "date", None),
        ("integer", "3", "decimal", "3"),
        ("decimal", "3.0", "integer", "3"),
        ("decimal", "3.5", "integer", None),
        ("integer", "3", "text", "3"),
        ("integer", "3", "range", "3"),
        ("text", "viel", "range", None),
        ("range", "3", "integer", "3"),
        ("date", "2017-03-04", "text", "2017-03-04"),
        ("text", "2017-03-04", "date", "2017-03-04"),
        ("text", "4.3.2017", "date", "2017-03-04"),
        ("text", "31.2.2017", "date", None),
        ("text", "im Mai", "date", None),
        ("integer", "2017", "date", None),
        ("datetime", "2017-03-04T10:00:00", "date", "2017-03-04"),
        ("datetime", "gestern", "date", None),
        ("date", "2017-03-04", "datetime", None),
        ("text", "10:30", "time", "10:30"),
        ("select_one", "ja", "select_multiple", "ja"),
        ("select_multiple", "ja", "select_one", "ja"),
        ("select_multiple", "ja nein", "select_one", None),
        ("select_multiple", "ja nein", "rank", None),
        ("rank", "nein ja", "select_multiple", "nein ja"),
        ("select_one", "ja", "text", "Ja"),
        ("select_multiple", "ja nein", "text", "Ja, Nein"),
        ("select_multiple", "ja weg", "text", "Ja, weg"),
        ("text", "ja", "select_one", "ja"),
        ("text", "Nein", "select_one", "nein"),
        ("text", "Ja, nein", "select_multiple", "ja nein"),
        ("text", "Ja, nein", "select_one", None),
        ("text", "vielleicht", "select_one", None),
        ("text", "x", "hidden", "x"),
        ("hidden", "x", "text", "x"),
        ("file", "a.png", "text", None),
        ("text", "a.png", "file", None),
        ("text", "OK", "acknowledge", None),
        ("text", "x", "note", None),
        ("text", "x", "calculate", None),
    ],
)
def test_an_answer_is_cast_to_the_new_type_or_kept_aside(
    before: str, value: str, after: str, expected: str | None
) -> None:
    def asked(kind: str) -> Node:
        return question(
            "a", kind, choice_list="yn" if kind in ("select_one", "select_multiple", "rank") else ""
        )

    upgraded = brought({("a", ""): value}, version("1", asked(before)), version("2", asked(after)))
    assert list(placed(upgraded).values()) == ([] if expected is None else [expected])
    assert list(lost(upgraded).values()) == ([value] if expected is None else [])


def test_dates_keep_what_is_known_of_them_on_the_way_to_text_and_back() -> None:
    written, dated = version("1", question("a")), version("2", question("a", "date"))
    where = Address("/data/a")
    for text, day, precision in (
        ("2017-03", "2017-03-01", Precision.MONAT),
        ("2017", "2017-01-01", Precision.JAHR),
    ):
        there = upgrade(Snapshot({where: Answer(text)}), written, dated, ()).snapshot
        assert there.answers == {where: Answer(day, precision=precision)}
        back = upgrade(there, dated, replace(written, version="3"), ()).snapshot
        assert back.answers[where].value == text


def test_a_cast_row_may_rename_too() -> None:
    old, new = version("1", question("a")), version("2", question("b", "integer"))
    assert placed(brought({("a", ""): "3"}, old, new, rule("a", "b", "cast"))) == {("b", ""): "3"}


def test_a_calculated_question_takes_no_answer() -> None:
    upgraded = brought({("a", ""): "3"}, version("1", question("a")), version("2", calculate("a", "1 + 1")))
    assert lost(upgraded) == {("a~sha-of-1", ""): "3"}


# --- rows


def job_rows(*rows: str) -> Rows:
    return {JOBS: rows}


def test_rows_follow_a_renamed_repeat() -> None:
    old = version("1", repeat("jobs", question("what"), repeat("tasks", question("task"))))
    new = version("2", group("labour", repeat("posts", question("what"), repeat("tasks", question("task")))))
    told = {("jobs/what", "r1"): "a", ("jobs/what", "r2"): "b", ("jobs/tasks/task", "t1"): "c"}
    rows = {("/data/jobs/tasks", "r2"): ("t1",), **job_rows("r2", "r1")}
    upgraded = brought(told, old, new, rule("jobs", "/data/labour/posts"), rows=rows)
    assert placed(upgraded) == {
        ("labour/posts/what", "r1"): "a",
        ("labour/posts/what", "r2"): "b",
        ("labour/posts/tasks/task", "t1"): "c",
    }
    assert upgraded.snapshot.rows == {
        ("/data/labour/posts", ""): ("r2", "r1"),
        ("/data/labour/posts/tasks", "r2"): ("t1",),
    }


def test_a_repeat_is_recognised_by_the_questions_that_moved_from_it() -> None:
    old = version("1", repeat("jobs", group("in", question("a"))))
    new = version("2", repeat("posts", group("g", question("b"))))
    upgraded = brought({("jobs/in/a", "r1"): "x"}, old, new, rule("a", "b"), rows=job_rows("r1"))
    assert placed(upgraded) == {("posts/g/b", "r1"): "x"}


def test_two_repeats_become_one() -> None:
    old = version("1", repeat("home", question("h")), repeat("here", question("w")))
    new = version("2", repeat("jobs", question("job")))
    rules = (rule("home", "jobs"), rule("here", "jobs"), rule("h", "job"), rule("w", "job"))
    rows: Rows = {("/data/here", ""): ("r2",), ("/data/home", ""): ("r1",)}
    upgraded = brought({("here/w", "r2"): "b", ("home/h", "r1"): "a"}, old, new, *rules, rows=rows)
    assert placed(upgraded) == {("jobs/job", "r1"): "a", ("jobs/job", "r2"): "b"}
    assert upgraded.snapshot.rows == {JOBS: ("r1", "r2")}


def test_a_question_that_moves_into_a_repeat_becomes_its_first_row() -> None:
    old = version("1", question("job"), question("more"), repeat("langs", question("lang")))
    new = version(
        "2",
        repeat("jobs", question("job"), repeat("deep", question("more"))),
        repeat("langs", question("lang")),
    )
    upgraded = brought({("job", ""): "x", ("more", ""): "y"}, old, new)
    ((row,), (inner,)) = upgraded.snapshot.rows.values()
    assert placed(upgraded) == {("jobs/job", row): "x", ("jobs/deep/more", inner): "y"}
    assert upgraded.snapshot.rows == {JOBS: (row,), ("/data/jobs/deep", row): (inner,)}


def test_it_joins_the_first_row_that_is_there_if_that_says_nothing_about_it() -> None:
    old = version("1", question("place"), repeat("jobs", question("job")))
    new = version("2", repeat("jobs", question("job"), question("place")))
    told = {("place", ""): "Kleefeld", ("jobs/job", "r1"): "x", ("jobs/job", "r2"): "y"}
    upgraded = brought(told, old, new, rows=job_rows("r1", "r2"))
    assert placed(upgraded)["jobs/place", "r1"] == "Kleefeld"
    assert upgraded.snapshot.rows == job_rows("r1", "r2")


def test_an_empty_answer_makes_no_row() -> None:
    old, new = version("1", question("job")), version("2", repeat("jobs", question("job")))
    assert brought({("job", ""): ""}, old, new).snapshot == Snapshot()


def test_a_single_row_may_leave_its_repeat_and_several_may_not() -> None:
    old, new = version("1", repeat("jobs", question("job"))), version("2", question("job"))
    one = brought({("jobs/job", "r1"): "x"}, old, new, rows=job_rows("r1"))
    assert placed(one) == {("job", ""): "x"}
    assert one.snapshot.rows == {}
    two = brought(
        {("jobs/job", "r1"): "x", ("jobs/job", "r2"): "y"}, old, new, rows=job_rows("r1", "r2", "r3")
    )
    assert lost(two) == {("jobs/job", "r1"): "x", ("jobs/job", "r2"): "y"}
    assert two.snapshot.rows == job_rows("r1", "r2")


def test_inner_rows_of_several_outer_ones_come_together_when_the_outer_goes() -> None:
    old = version("1", repeat("jobs", question("job"), repeat("tasks", question("task"))))
    new = version("2", repeat("tasks", question("task")))
    rows = {JOBS: ("r1", "r2"), ("/data/jobs/tasks", "r1"): ("t1",), ("/data/jobs/tasks", "r2"): ("t2",)}
    upgraded = brought({("jobs/tasks/task", "t1"): "a", ("jobs/tasks/task", "t2"): "b"}, old, new, rows=rows)
    assert placed(upgraded) == {("tasks/task", "t1"): "a", ("tasks/task", "t2"): "b"}
    assert upgraded.snapshot.rows == {("/data/tasks", ""): ("t1", "t2")}


def test_rows_of_a_dropped_repeat_go_even_if_a_new_one_has_its_name() -> None:
    old, new = version("1", repeat("jobs", question("a"))), version("2", repeat("jobs", question("b")))
    upgraded = brought({("jobs/a", "r1"): "x"}, old, new, rule("jobs", kind="drop"), rows=job_rows("r1"))
    assert (upgraded.snapshot, set(upgraded.dropped)) == (Snapshot(), {Address("/data/jobs/a", "r1")})


def test_an_answer_in_a_row_nobody_knows_stays_an_orphan() -> None:
    both = version("1", repeat("jobs", question("job")))
    upgraded = brought({("jobs/job", "r9"): "x"}, both, replace(both, version="2"), rows=job_rows("r1"))
    assert lost(upgraded) == {("jobs/job", "r9"): "x"}


def test_an_answer_without_its_row_finds_no_place_even_if_its_question_comes_back() -> None:
    old, new = version("1", question("name")), version("2", repeat("jobs", question("job")))
    upgraded = brought({("jobs/job", "r9"): "x"}, old, new, rows=job_rows("r1"))
    assert lost(upgraded) == {("jobs/job", "r9"): "x"}


# --- orphans that come back


def test_an_orphan_whose_question_comes_back_is_answered_again() -> None:
    first = version(
        "1", question("name"), repeat("jobs", question("job")), question("a", "select_one", choice_list="yn")
    )
    second, third = version("2", question("name")), replace(first, version="3", sha="sha-of-3")
    told = {("name", ""): "Koval", ("jobs/job", "r1"): "x", ("a", ""): "ja"}
    without = brought(told, first, second, rows=job_rows("r1"))
    assert lost(without) == {("jobs/job", "r1"): "x", ("a", ""): "ja"}
    again = upgrade(without.snapshot, second, third, ())
    assert placed(again) == told
    assert again.snapshot.rows == job_rows("r1")


def test_it_comes_back_only_if_it_makes_sense_there_now() -> None:
    lost_one = Snapshot({Address("/data/a"): Answer("egal")})
    without = version("2", question("name"))
    for back in (question("a", "select_one", choice_list="yn"), question("a", "integer")):
        upgraded = upgrade(lost_one, without, version("3", back), ())
        assert lost(upgraded) == {("a~sha-of-2", ""): "egal"}


def test_an_orphan_of_a_cast_comes_back_when_the_type_does() -> None:
    text, number = version("1", question("a")), version("2", question("a", "integer"))
    kept = brought({("a", ""): "zwölf"}, text, number)
    assert lost(kept) == {("a~sha-of-1", ""): "zwölf"}
    again = upgrade(kept.snapshot, number, replace(text, version="3"), ())
    assert placed(again) == {("a", ""): "zwölf"}


def test_migrations_reach_orphans_too() -> None:
    second, third = version("2", question("name")), version("3", question("birth"))
    kept = Snapshot({Address("/data/born"): Answer("1990")})
    assert placed(upgrade(kept, second, third, [rule("born", "birth", step="2 3")])) == {
        ("birth", ""): "1990"
    }
    dropped = upgrade(kept, second, third, [rule("born", kind="drop", step="2 3")])
    assert dropped.dropped == kept.answers


def test_a_second_orphan_of_the_same_place_finds_another() -> None:
    text, number = version("1", question("a")), version("2", question("a", "integer"))
    told = {("a", ""): "zwölf", ("a~sha-of-1", ""): "elf"}
    assert lost(brought(told, text, number)) == {
        ("a~sha-of-1", ""): "elf",
        ("a~sha-of-1~sha-of-1", ""): "zwölf",
    }


def test_what_a_form_keeps_of_its_calculations_is_no_orphan_and_goes_with_them() -> None:
    keeping = version("1", question("a"), calculate("id", "once(uuid())"))
    snapshot = Snapshot({Address("/data/id"): Answer("42"), Address("/data/c"): Answer()})
    assert orphans(keeping, snapshot) == {}
    again = upgrade(snapshot, keeping, replace(keeping, version="2"), ())
    assert again.snapshot.answers == {Address("/data/id"): Answer("42")}
    for without in (version("2", question("a")), version("2", question("id"))):
        assert upgrade(snapshot, keeping, without, ()).snapshot == Snapshot()
