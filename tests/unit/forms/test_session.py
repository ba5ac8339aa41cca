import logging
from dataclasses import replace
from datetime import date

import pytest

from profiler.errors import ErrorCode, OurFault, WorldError
from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.changes import ChangeSet, Problem, ProblemCode, RowChange, RowChangeKind
from profiler.forms.definition import Bounds, Choice, FirstRow, Question
from profiler.forms.session import FormSession
from profiler.forms.tree import Tree
from tests.silence import LogWatch
from tests.unit.forms.small_forms import TODAY, Desk, calculate, form, group, on, question, repeat

AGE = "int((format-date(today(), '%Y%m%d') - format-date(${birth}, '%Y%m%d')) div 10000)"
LANDS = {
    "land": (Choice("sy", {"de": "Syrien", "ar": "سوريا"}), Choice("af", {"de": "Afghanistan"})),
    "town": (
        Choice("aleppo", columns={"of": "sy"}),
        Choice("homs", columns={"of": "sy"}),
        Choice("herat", columns={"of": "af"}),
    ),
}


def family() -> Desk:
    return Desk(
        form(
            group(
                "person",
                question("name", required="true()"),
                question("birth", "date", constraint=". <= today()"),
                calculate("age", AGE),
                question("school", relevant="${age} < 18"),
            ),
            group(
                "labour",
                repeat(
                    "jobs",
                    question("title", required="${years} > 3"),
                    question("years", "integer", constraint=". >= 0 and . <= ${age}"),
                    calculate("place", "position(..)"),
                    calculate("double", "${years} * 2"),
                ),
                calculate("total", "sum(${years}[. != ''])"),
                calculate("number", "count(${jobs})"),
                question("tired", relevant="${total} > 10"),
                relevant="${age} >= 15",
            ),
        )
    )


def test_an_answer_carries_a_chain_of_consequences() -> None:
    desk = family()
    changes = desk.put("birth", "2015-05-05")
    assert desk.value("age") == "11"
    assert changes.values == {desk.address("birth"): "2015-05-05", desk.address("age"): "11"}
    # With an unknown age neither page nor question showed: '' < 18 and '' >= 15 are both false.
    assert changes.relevance == {desk.address("school"): True}
    assert desk.put("birth", "2000-05-05").relevance == {
        desk.address("school"): False,
        desk.address("labour"): True,
        desk.address("jobs"): True,
        desk.address("total"): True,
        desk.address("number"): True,
    }


def test_an_answer_that_changes_nothing_says_so() -> None:
    desk = family()
    desk.put("birth", "2000-05-05")
    changes = desk.put("birth", "2000-05-05")
    assert changes == ChangeSet()


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("name", "", "required"),
        ("name", "Amina", ""),
        ("birth", "2030-01-01", "constraint"),
        ("birth", "1999-02-30", "type"),
        ("birth", "gestern", "type"),
        ("birth", "", ""),
    ],
)
def test_an_answer_is_checked(name: str, value: str, problem: str) -> None:
    desk = family()
    desk.put(name, value)
    assert desk.problem(name) == problem


def test_declining_satisfies_required_and_reads_as_empty() -> None:
    desk = family()
    desk.put("birth", "2000-05-05")
    assert desk.problem("name") == "required"
    changes = desk.decline("name")
    assert changes.validity == {desk.address("name"): None}
    desk.decline("birth")
    assert (desk.value("birth"), desk.value("age"), desk.problem("birth")) == ("", "", "")
    assert desk.session.answer(desk.address("birth")).declined


def test_hidden_answers_are_kept_but_read_as_empty() -> None:
    desk = family()
    desk.put("birth", "2015-05-05")
    desk.put("school", "Grundschule")
    desk.put("birth", "2000-05-05")
    assert desk.value("school") == ""
    assert desk.session.answer(desk.address("school")).value == "Grundschule"
    desk.put("birth", "2015-05-05")
    assert desk.value("school") == "Grundschule"


def test_a_hidden_question_has_no_problem() -> None:
    desk = Desk(form(question("a"), question("b", required="true()", relevant="${a} = 'x'")))
    assert desk.problem("b") == ""
    desk.put("a", "x")
    assert desk.problem("b") == "required"


def test_a_calculation_in_a_hidden_group_still_runs() -> None:
    desk = Desk(form(question("a"), group("g", calculate("c", "concat(${a}, '!')"), relevant="${a} = 'x'")))
    desk.put("a", "y")
    assert desk.value("c") == ""
    desk.put("a", "x")
    assert desk.value("c") == "x!"


def test_rows_carry_their_own_answers() -> None:
    desk = family()
    desk.put("birth", "2000-05-05")
    one, two = desk.add("jobs"), desk.add("jobs")
    desk.put("years", "4", one)
    desk.put("years", "9", two)
    assert [desk.value("double", row) for row in (one, two)] == ["8", "18"]
    assert [desk.value("place", row) for row in (one, two)] == ["1", "2"]
    assert (desk.value("total"), desk.value("number")) == ("13", "2")
    assert desk.relevant("tired")
    assert desk.problem("title", one) == "required"
    changes = desk.session.remove_row(desk.address("jobs").path, one)
    assert changes.rows == (RowChange(RowChangeKind.REMOVED, "/data/labour/jobs", "", one, 0),)
    assert (desk.value("total"), desk.value("number"), desk.value("place", two)) == ("9", "1", "1")
    assert desk.session.rows("/data/labour/jobs") == (two,)
    assert desk.value("years", two) == "9"


def test_rows_move_without_losing_their_names() -> None:
    desk = family()
    one, two, three = (desk.add("jobs") for _ in range(3))
    changes = desk.session.move_row("/data/labour/jobs", three, 0)
    assert changes.rows == (RowChange(RowChangeKind.MOVED, "/data/labour/jobs", "", three, 0),)
    assert desk.session.rows("/data/labour/jobs") == (three, one, two)
    desk.put("birth", "2000-05-05")
    assert [desk.value("place", row) for row in (three, one, two)] == ["1", "2", "3"]
    assert desk.session.move_row("/data/labour/jobs", three, 0).rows == ()


def test_a_row_in_a_hidden_page_is_hidden() -> None:
    desk = family()
    row = desk.add("jobs")
    assert not desk.relevant("title", row)
    desk.put("birth", "2000-05-05")
    assert desk.relevant("title", row)


def test_rows_inside_rows() -> None:
    desk = Desk(
        form(
            repeat(
                "house",
                question("street"),
                repeat("child", question("given"), calculate("label", "concat(${given}, ' ', ${street})")),
                calculate("children", "count(${child})"),
            ),
            calculate("everybody", "count(${child})"),
            calculate("names", "join(', ', ${given})"),
        )
    )
    first, second = desk.add("house"), desk.add("house")
    amina, yusuf, omar = desk.add("child", first), desk.add("child", first), desk.add("child", second)
    for row, given in ((amina, "Amina"), (yusuf, "Yusuf"), (omar, "Omar")):
        desk.put("given", given, row)
    desk.put("street", "Am Markt", first)
    assert desk.value("label", amina) == "Amina Am Markt"
    assert desk.value("label", omar) == "Omar "
    assert (desk.value("children", first), desk.value("children", second)) == ("2", "1")
    assert (desk.value("everybody"), desk.value("names")) == ("3", "Amina, Yusuf, Omar")
    desk.session.remove_row("/data/house", first)
    assert (desk.value("everybody"), desk.value("names")) == ("1", "Omar")
    assert desk.session.plain_answers().values["child"] == ({"given": "Omar", "label": "Omar "},)


def test_a_calculated_number_of_rows() -> None:
    desk = Desk(form(question("n", "integer"), repeat("child", question("given", default="?"), times="${n}")))
    changes = desk.put("n", "2")
    assert [change.kind for change in changes.rows] == [RowChangeKind.ADDED, RowChangeKind.ADDED]
    rows = desk.session.rows("/data/child")
    assert [desk.value("given", row) for row in rows] == ["?", "?"]
    desk.put("n", "1")
    assert desk.session.rows("/data/child") == rows[:1]
    desk.put("n", "")
    assert desk.session.rows("/data/child") == ()
    with pytest.raises(OurFault):
        desk.add("child")


def test_choices_follow_another_answer() -> None:
    desk = Desk(
        form(
            question("land", "select_one", choice_list="land"),
            question("town", "select_one", choice_list="town", choice_filter="of = ${land}"),
            choices=LANDS,
        )
    )
    town = desk.address("town")
    assert desk.session.choices(town) == ()
    assert desk.put("land", "sy").choices == {town}
    assert [choice.code for choice in desk.session.choices(town)] == ["aleppo", "homs"]
    desk.put("town", "homs")
    assert desk.problem("town") == ""
    assert desk.put("land", "af").validity == {town: Problem(ProblemCode.TYPE)}
    assert [choice.code for choice in desk.session.choices(desk.address("land"))] == ["sy", "af"]


def test_several_choices_are_kept_apart_by_one_blank() -> None:
    desk = Desk(
        form(
            question("lands", "select_multiple", choice_list="land", constraint="count-selected(.) < 2"),
            choices=LANDS,
        )
    )
    desk.put("lands", " sy  af sy ")
    assert (desk.value("lands"), desk.problem("lands")) == ("sy af", "constraint")
    desk.put("lands", "sy xx")
    assert desk.problem("lands") == "type"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("integer", "-12", "1.5"),
        ("integer", "12", "\uff11\uff12"),
        ("decimal", "1.5", "1,5"),
        ("date", "2024-02-29", "2023-02-29"),
        ("time", "23:59", "24:00"),
        ("datetime", "2024-02-29T10:00:00.000+01:00", "2024-02-29 10:00"),
    ],
)
def test_a_kind_accepts_its_own_texts(kind: str, good: str, bad: str) -> None:
    desk = Desk(form(question("a", kind)))
    desk.put("a", good)
    assert desk.problem("a") == ""
    desk.put("a", bad)
    assert desk.problem("a") == "type"


def test_defaults_start_a_new_record_and_new_rows(log_watch: LogWatch) -> None:
    log_watch.expect("question=broken reason=unknown_function")
    desk = Desk(
        form(
            question("day", "date"),
            question("broken"),
            repeat("job", question("land", default="sy")),
            calculate("same", "${day}"),
            actions=(
                on("odk-instance-first-load", "/data/day", "today()"),
                on("odk-instance-first-load", "/data/broken", "unknown()"),
            ),
        )
    )
    assert (desk.value("day"), desk.value("same"), desk.value("broken")) == ("2026-11-21", "2026-11-21", "")
    row = desk.add("job")
    assert desk.value("land", row) == "sy"
    loaded = FormSession(desk.form, today=lambda: TODAY, new_id=str, snapshot=Snapshot())
    assert loaded.value(desk.address("day")) == ""


def test_a_snapshot_opens_again_as_it_was() -> None:
    desk = family()
    desk.put("birth", "2000-05-05")
    row = desk.add("jobs")
    desk.put("years", "4", row)
    desk.decline("name")
    again = FormSession(desk.form, today=lambda: TODAY, new_id=str, snapshot=desk.session.snapshot())
    assert again.snapshot() == desk.session.snapshot()
    assert again.addresses() == desk.session.addresses()
    for address in again.addresses():
        assert again.value(address) == desk.session.value(address)
        assert again.state(address) == desk.session.state(address)


def test_undo_takes_back_one_edit_after_the_other() -> None:
    desk = family()
    desk.put("birth", "2000-05-05")
    row = desk.add("jobs")
    desk.put("years", "12", row)
    desk.session.remove_row("/data/labour/jobs", row)
    back = desk.session.undo()
    assert back.rows == (RowChange(RowChangeKind.ADDED, "/data/labour/jobs", "", row, 0),)
    assert back.values[desk.address("total")] == "12"
    assert desk.session.undo().values[desk.address("years", row)] == ""
    assert desk.session.undo().rows == (RowChange(RowChangeKind.REMOVED, "/data/labour/jobs", "", row, 0),)
    assert desk.session.undo().values == {desk.address("birth"): "", desk.address("age"): ""} | {
        desk.address(name): "" for name in ("total", "number")
    }
    assert desk.session.undo() == ChangeSet()


def test_undo_says_whether_there_is_something_to_take_back() -> None:
    desk = family()
    assert not desk.session.can_undo
    desk.put("name", "Amina")
    assert desk.session.can_undo


def test_undo_puts_moved_rows_back() -> None:
    desk = family()
    one, two = desk.add("jobs"), desk.add("jobs")
    desk.session.move_row("/data/labour/jobs", two, 0)
    assert {change.kind for change in desk.session.undo().rows} == {RowChangeKind.MOVED}
    assert desk.session.rows("/data/labour/jobs") == (one, two)


def test_validation_of_a_question_a_page_and_the_record() -> None:
    desk = family()
    desk.put("birth", "2000-05-05")
    row = desk.add("jobs")
    desk.put("years", "99", row)
    everything = [(address.path, problem.code.value) for address, problem in desk.session.validate()]
    assert everything == [
        ("/data/person/name", "required"),
        ("/data/labour/jobs/title", "required"),
        ("/data/labour/jobs/years", "constraint"),
    ]
    assert len(desk.session.validate("/data/person")) == 1
    assert len(desk.session.validate("/data/labour/jobs")) == 2
    assert len(desk.session.validate(desk.address("years", row))) == 1
    assert desk.session.validate(desk.address("birth")) == ()


def test_a_calculation_may_look_at_itself_and_around() -> None:
    desk = Desk(
        form(
            question("a"),
            question("secret", "hidden"),
            calculate("kept", "if(. = '', ${a}, .)"),
            calculate("near", "current()/../a"),
            calculate("unseen", "string(${secret})"),
        )
    )
    desk.put("a", "one")
    desk.put("a", "two")
    assert (desk.value("kept"), desk.value("near"), desk.value("unseen")) == ("one", "two", "")
    assert desk.session.plain_answers().open == frozenset()
    desk.put("secret", "x")
    assert desk.value("unseen") == "x"


def test_rows_that_go_take_their_unfinished_work_along() -> None:
    desk = Desk(
        form(
            question("n", "integer"),
            repeat(
                "child",
                question("given", default="?"),
                calculate("of", "concat(${n}, ${given})"),
                times="${n}",
            ),
            calculate("all", "join(' ', ${of})"),
        )
    )
    desk.put("n", "3")
    assert desk.value("all") == "3? 3? 3?"
    desk.put("n", "1")
    assert desk.value("all") == "1?"


def test_answers_the_form_no_longer_asks_stay_in_the_snapshot() -> None:
    gone = {
        Address("/data/gone"): Answer("x"),
        Address("/data/sum"): Answer("9"),
        Address("/data"): Answer("y"),
    }
    stored = Snapshot(gone)
    session = FormSession(form(calculate("sum", "1 + 1")), today=lambda: TODAY, new_id=str, snapshot=stored)
    assert session.value(Address("/data/sum")) == "2"
    assert session.snapshot() == stored


def test_texts_of_the_form_in_expressions() -> None:
    plain = form(calculate("said", "jr:itext('greeting')"), calculate("silent", "jr:itext('nothing')"))
    definition = replace(plain, itext={"greeting": {"de": "Guten Tag", "ar": "مرحبا"}})
    for language, said in (("", "Guten Tag"), ("ar", "مرحبا"), ("uk", "Guten Tag")):
        session = FormSession(definition, today=lambda: TODAY, new_id=str, language=language)
        assert session.value(Address("/data/said")) == said
        assert session.value(Address("/data/silent")) == ""


def test_an_answer_is_empty_if_it_says_nothing() -> None:
    assert Answer().is_empty
    assert Answer("x", declined=True).is_empty
    assert not Answer("x").is_empty


def test_the_tree_refuses_what_is_not_there() -> None:
    tree = Tree(form(question("a")))
    leaf = tree.find(Address("/data/a"))
    assert leaf is not None
    for wrong in (
        lambda: tree.root.question,
        lambda: tree.root.around,
        lambda: tree.root.repeat,
        lambda: leaf.group,
    ):
        with pytest.raises(OurFault):
            wrong()


def test_the_day_turns_at_midnight() -> None:
    days = [date(2026, 5, 4)]
    desk = Desk(form(question("birth", "date"), calculate("age", AGE)), today=lambda: days[0])
    desk.put("birth", "2000-05-05")
    days[0] = date(2026, 5, 5)
    assert desk.session.recalculate_all().values == {desk.address("age"): "26"}


def test_plain_answers_say_what_is_open() -> None:
    desk = family()
    plain = desk.session.plain_answers()
    assert plain.values == {"name": "", "birth": "", "age": ""}
    assert plain.open == {"name", "birth", "age"}
    assert plain.rests_on == {"age": {"birth"}}
    desk.put("birth", "2000-05-05")
    row = desk.add("jobs")
    desk.put("title", "Schneiderin", row)
    plain = desk.session.plain_answers()
    assert plain.values["jobs"] == ({"title": "Schneiderin", "years": "", "place": "1", "double": ""},)
    assert plain.open == {"name"}
    assert plain.rests_on == {"double": {"years"}}
    assert "school" not in plain.values


def test_a_calculation_that_is_empty_by_right_is_not_open() -> None:
    desk = Desk(
        form(question("a"), calculate("b", "if(${a} = 'x', '', 'y')"), calculate("c", "string(${b})"))
    )
    desk.put("a", "x")
    assert desk.session.plain_answers().open == frozenset()
    desk = Desk(form(question("a"), calculate("b", "string(${a})"), calculate("c", "string(${b})")))
    assert desk.session.plain_answers().rests_on == {"b": {"a"}, "c": {"a"}}


def test_labels_speak_of_earlier_answers() -> None:
    desk = Desk(
        form(
            question("name"),
            question("land", "select_one", choice_list="land"),
            repeat("job", question("title"), question("years")),
            choices=LANDS,
        )
    )
    desk.put("name", "Amina")
    desk.put("land", "sy")
    row = desk.add("job")
    desk.put("title", "Köchin", row)
    fill = desk.session.fill
    assert fill("${name} aus ${land}, ${title}?", desk.address("years", row)) == "Amina aus Syrien, Köchin?"
    assert fill("${land}", desk.address("name"), "ar") == "سوريا"
    assert fill("${nobody}!", desk.address("name")) == "!"


def test_choice_names_in_calculations() -> None:
    desk = Desk(
        form(
            question("land", "select_one", choice_list="land"),
            calculate("said", "jr:choice-name(${land}, ' /data/land ')"),
            calculate("nothing", "jr:choice-name('xx', '/data/land')"),
            calculate("column", "instance('town')/root/item[of = ${land}][position() = 2]/name"),
            choices=LANDS,
        )
    )
    desk.put("land", "sy")
    assert (desk.value("said"), desk.value("nothing"), desk.value("column")) == ("Syrien", "", "homs")


def test_own_value_may_be_kept_once() -> None:
    days = [date(2026, 5, 4)]
    desk = Desk(form(question("a"), calculate("first", "once(${a})")), today=lambda: days[0])
    desk.put("a", "one")
    desk.put("a", "two")
    assert desk.value("first") == "one"


def test_readonly_and_required_follow_their_conditions() -> None:
    desk = Desk(form(question("a"), question("b", readonly="${a} = 'x'", required="${a} = 'x'")))
    changes = desk.put("a", "x")
    address = desk.address("b")
    assert changes.readonly == {address: True}
    assert changes.required == {address: True}
    assert desk.session.state(address).readonly


def test_a_broken_expression_hides_and_refuses_nothing(
    log_watch: LogWatch, caplog: pytest.LogCaptureFixture
) -> None:
    log_watch.expect("question=a reason=unknown_function")
    caplog.set_level(logging.DEBUG)
    desk = Desk(
        form(
            question("a", relevant="unknown()", required="unknown()", constraint="unknown()"),
            calculate("b", "date(${a})"),
        )
    )
    desk.put("a", "geheim")
    assert (desk.relevant("a"), desk.problem("a"), desk.value("b")) == (True, "", "")
    assert "question=b" in caplog.text
    assert "geheim" not in caplog.text


@pytest.mark.parametrize(
    ("questions", "names"),
    [
        ([calculate("a", "${b}"), calculate("b", "${a}")], {"a", "b"}),
        ([calculate("a", "${a} + 1")], {"a"}),
        ([group("g", question("a"), relevant="${a} = 'x'")], {"g"}),
        ([question("a", relevant="${a} = 'x'")], {"a"}),
    ],
)
def test_a_circle_names_its_questions(questions: list, names: set[str]) -> None:  # type: ignore[type-arg]  # any nodes
    with pytest.raises(WorldError) as raised:
        Desk(form(*questions))
    assert raised.value.code is ErrorCode.FORM_INVALID
    assert raised.value.details["reason"] == "cycle"
    assert set(raised.value.details["question"].split(", ")) == names


def test_an_unreadable_expression_names_its_question() -> None:
    with pytest.raises(WorldError) as raised:
        Desk(form(question("a", relevant="1 and")))
    said = [raised.value.details[key] for key in ("question", "reason", "column", "at")]
    assert said == ["a", "syntax", "relevant", "6"]


def test_a_sum_without_end_is_too_deep_at_the_operator_that_goes_too_far() -> None:
    with pytest.raises(WorldError) as raised:
        Desk(form(calculate("a", "+".join(["1"] * 300))))
    said = [raised.value.details[key] for key in ("question", "reason", "column", "at", "found")]
    assert said == ["a", "expression_too_deep", "calculation", "500", "+"]


@pytest.mark.parametrize(
    ("datatype", "value", "next_value"),
    [("int", "-4", "-3"), ("decimal", "-4.5", "-3.5"), ("", "-4.5", "-3.5")],
)
def test_a_calculation_of_whole_numbers_is_cut(datatype: str, value: str, next_value: str) -> None:
    """As in JavaRosa; a calculation made by a spreadsheet is a text and stays as it is."""
    unseen = replace(calculate("b", "${a} * 1.5"), datatype=datatype)
    desk = Desk(form(question("a", "integer"), unseen, calculate("c", "${b} + 1")))
    desk.put("a", "-3")
    assert (desk.value("b"), desk.value("c")) == (value, next_value)


def test_wrong_addresses_are_our_fault() -> None:
    desk = family()
    row = desk.add("jobs")
    for wrong in (
        lambda: desk.session.value(Address("/data/nothing")),
        lambda: desk.session.validate("/data/nothing"),
        lambda: desk.session.set(desk.address("age"), Answer("3")),
        lambda: desk.session.set(desk.address("person"), Answer("3")),
        lambda: desk.session.rows("/data/person"),
        lambda: desk.session.remove_row("/data/person", row),
        lambda: desk.session.remove_row("/data/labour/jobs", "r99"),
    ):
        with pytest.raises(OurFault):
            wrong()


def test_redo_does_again_what_undo_took_back() -> None:
    desk = family()
    desk.put("birth", "2000-05-05")
    one = desk.add("jobs")
    two = desk.session.add_row("/data/labour/jobs", index=0)[0]
    desk.put("years", "12", two)
    desk.session.move_row("/data/labour/jobs", two, 1)
    desk.session.remove_row("/data/labour/jobs", two)
    states = [(desk.session.snapshot(), desk.value("total"))]
    while desk.session.can_undo:
        desk.session.undo()
        states.append((desk.session.snapshot(), desk.value("total")))
    assert states[-1][0] == Snapshot()
    assert desk.session.rows("/data/labour/jobs") == ()
    for state in reversed(states[:-1]):
        assert desk.session.can_redo
        desk.session.redo()
        assert (desk.session.snapshot(), desk.value("total")) == state
    assert not desk.session.can_redo
    assert desk.session.redo() == ChangeSet()
    assert desk.session.rows("/data/labour/jobs") == (one,)


def test_an_edit_ends_what_could_be_done_again() -> None:
    desk = family()
    desk.put("name", "Amina")
    desk.session.undo()
    desk.put("name", "Omar")
    assert not desk.session.can_redo
    desk.put("name", "Omar")
    desk.session.undo()
    assert desk.value("name") == ""


def test_a_row_can_be_added_between_others() -> None:
    desk = family()
    one, two = desk.add("jobs"), desk.add("jobs")
    between, changes = desk.session.add_row("/data/labour/jobs", index=1)
    assert changes.rows == (RowChange(RowChangeKind.ADDED, "/data/labour/jobs", "", between, 1),)
    assert changes.row_ids == {("/data/labour/jobs", ""): (one, between, two)}
    desk.put("birth", "2000-05-05")
    assert [desk.value("place", row) for row in (one, between, two)] == ["1", "2", "3"]
    for place in (-1, 4):
        with pytest.raises(OurFault):
            desk.session.add_row("/data/labour/jobs", index=place)


def test_rows_nobody_may_change_stay() -> None:
    desk = Desk(form(repeat("fixed", question("a"), first=(FirstRow(), FirstRow()), fixed=True)))
    rows = desk.session.rows("/data/fixed")
    for wrong in (lambda: desk.add("fixed"), lambda: desk.session.remove_row("/data/fixed", rows[0])):
        with pytest.raises(OurFault):
            wrong()


def test_read_only_groups_lock_everything_inside() -> None:
    desk = Desk(
        form(
            question("a"),
            group(
                "page",
                question("b", readonly="${a} = 'y'"),
                repeat("rows", question("c"), readonly="${a} = 'z'"),
                readonly="${a} = 'x'",
            ),
        )
    )

    def locked() -> list[bool]:
        names = [
            ("page", ""),
            ("b", ""),
            ("rows", ""),
            ("c", row),
            ("c", desk.session.rows("/data/page/rows")[1]),
        ]
        return [desk.session.state(desk.address(*name)).readonly for name in names]

    row = desk.add("rows")
    desk.add("rows")
    assert locked() == [False] * 5
    changes = desk.put("a", "x")
    assert len(changes.readonly) == 5
    assert locked() == [True] * 5
    desk.session.remove_row("/data/page/rows", row)
    desk.put("a", "y")
    desk.session.undo()
    desk.session.undo()
    assert locked() == [True] * 5
    desk.put("a", "y")
    assert locked() == [False, True, False, False, False]
    desk.put("a", "z")
    assert locked() == [False, False, True, True, True]


def test_a_row_comes_back_to_how_things_stand_now() -> None:
    desk = Desk(
        form(
            question("a"),
            repeat("rows", question("c"), calculate("d", "concat(${c}, ${a})"), relevant="${a} != 'x'"),
            calculate("all", "join(' ', ${d})"),
        )
    )
    row = desk.add("rows")
    desk.put("c", "1", row)
    desk.put("a", "x")
    desk.session.undo()
    assert desk.value("all") == "1"
    desk.session.remove_row("/data/rows", row)
    desk.session.undo()
    assert (desk.value("all"), desk.value("d", row)) == ("1", "1")


@pytest.mark.parametrize(
    ("value", "problem"),
    [("1", ""), ("2.5", ""), ("10", ""), ("0.5", "type"), ("2", "type"), ("11.5", "type"), ("viel", "type")],
)
def test_a_range_has_bounds_and_steps(value: str, problem: str) -> None:
    upwards = replace(question("up", "range"), bounds=Bounds("1", "10", "1.5"))
    downwards = replace(question("down", "range"), bounds=Bounds("10", "1", "-1.5"))
    anything = replace(question("any", "range"), bounds=Bounds("0", "20", "0"))
    desk = Desk(form(upwards, downwards, anything, question("free", "range")))
    for name in ("up", "down", "any", "free"):
        desk.put(name, value)
    assert [desk.problem("up"), desk.problem("down")] == [problem, problem]
    assert {desk.problem("any"), desk.problem("free")} == {"type" if value == "viel" else ""}


def test_a_ranking_names_every_choice_once() -> None:
    lists = {"list": tuple(Choice(code) for code in "abc")}
    desk = Desk(form(question("order", "rank", choice_list="list"), question("any", "rank"), choices=lists))
    found = []
    for value in ("c a b", "a b", "a b c d", "a a b c"):
        desk.put("order", value)
        found.append(desk.problem("order"))
    assert found == ["", "type", "type", ""]
    desk.put("any", "x y")
    assert desk.problem("any") == ""


@pytest.mark.parametrize(
    ("kind", "value", "problem"),
    [
        ("acknowledge", "OK", ""),
        ("acknowledge", "ok", "type"),
        ("file", "zeugnis.pdf", ""),
        ("file", "../zeugnis.pdf", "type"),
        ("file", "C:\\zeugnis.pdf", "type"),
        ("file", "..", "type"),
        ("other", "anything", ""),
    ],
)
def test_acknowledgements_and_files(kind: str, value: str, problem: str) -> None:
    desk = Desk(form(question("a", kind)))
    desk.put("a", value)
    assert desk.problem("a") == problem


def test_a_value_kept_once_is_stored_and_taken_back() -> None:
    definition = form(
        question("a"), calculate("first", "once(${a})"), calculate("next", "concat(${first}, '!')")
    )
    desk = Desk(definition)
    changes = desk.put("a", "one")
    assert changes.answers[desk.address("first")] == Answer("one")
    desk.put("a", "two")
    again = FormSession(definition, today=lambda: TODAY, new_id=str, snapshot=desk.session.snapshot())
    assert again.value(desk.address("first")) == "one"
    desk.session.undo()
    desk.session.undo()
    assert (desk.value("first"), desk.value("next")) == ("", "!")
    desk.session.redo()
    assert desk.value("next") == "one!"


def test_what_a_store_keeps_follows_the_changes() -> None:
    desk = Desk(form(repeat("house", question("street"), repeat("child", question("given")))))
    house = desk.add("house")
    child = desk.add("child", house)
    desk.put("given", "Amina", child)
    changes = desk.session.remove_row("/data/house", house)
    assert changes.answers == {desk.address("given", child): None}
    assert changes.row_ids == {("/data/house", ""): (), ("/data/house/child", house): ()}
    assert [change.row for change in changes.rows] == [house]
    back = desk.session.undo()
    assert back.answers == {desk.address("given", child): Answer("Amina")}
    assert back.row_ids == {("/data/house", ""): (house,), ("/data/house/child", house): (child,)}
    assert [change.kind for change in back.rows] == [RowChangeKind.ADDED]


def test_validation_reads_rows_in_their_order() -> None:
    desk = Desk(form(repeat("rows", group("inner", question("a", "integer")))))
    one, two = desk.add("rows"), desk.add("rows")
    for row in (one, two):
        desk.put("a", "x", row)
    desk.session.move_row("/data/rows", two, 0)
    assert [address.row for address, _ in desk.session.validate("/data/rows/inner")] == [two, one]


def test_an_earlier_row_in_an_expression() -> None:
    desk = Desk(
        form(
            repeat(
                "rows",
                question("a", "integer"),
                calculate("before", "/data/rows[position() < position(current()/..)]/a"),
                calculate("sum", "sum(/data/rows[position() <= position(current()/..)]/a)"),
            )
        )
    )
    rows = [desk.add("rows") for _ in range(4)]
    for number, row in enumerate(rows, 1):
        desk.put("a", str(number), row)
    assert [desk.value("sum", row) for row in rows] == ["1", "3", "6", "10"]
    desk.session.move_row("/data/rows", rows[3], 0)
    assert [desk.value("sum", row) for row in rows] == ["5", "7", "10", "4"]
    assert desk.value("before", rows[0]) == "4"


def test_new_rows_are_worked_out_before_what_counts_them() -> None:
    desk = Desk(
        form(
            question("n", "integer"),
            calculate("m", "${n} + 1"),
            repeat("one", calculate("a", "1 + 1"), times="${m}"),
            repeat("two", calculate("b", "position(..) * 3"), times="${m}"),
            calculate("sum", "sum(${a}) + sum(${b})"),
        )
    )
    desk.put("n", "1")
    assert desk.value("sum") == "13"


def test_choice_names_of_what_is_no_question() -> None:
    desk = Desk(form(group("g", question("a")), calculate("b", "jr:choice-name('x', '/data/g')")))
    assert desk.value("b") == ""


def _telling(*children: Question, name: str = "") -> FormSession:
    meta = ("instanceID", "instanceName", "deviceID")
    definition = replace(form(*children), meta=meta, instance_name=name)
    return FormSession(definition, today=lambda: TODAY, new_id=lambda: "r", instance_id="uuid:1")


def test_what_a_record_says_about_itself_is_read_and_is_no_answer() -> None:
    session = _telling(
        question("a"),
        calculate("id", "/data/meta/instanceID"),
        calculate("named", "${instanceName}"),
        calculate("other", "${deviceID}"),
        name="concat('N ', ${a})",
    )
    changes = session.set(Address("/data/a"), Answer("x"))
    assert changes.values == {Address("/data/a"): "x", Address("/data/named"): "N x"}
    assert session.plain_answers().values == {"a": "x", "id": "uuid:1", "named": "N x", "other": ""}
    assert session.meta() == {
        "/data/meta/instanceID": "uuid:1",
        "/data/meta/instanceName": "N x",
        "/data/meta/deviceID": "",
    }
    assert [address.path for address in session.addresses()] == [
        "/data/a",
        "/data/id",
        "/data/named",
        "/data/other",
    ]


@pytest.mark.parametrize("itself", ["${instanceName}", "/data/meta/instanceName"])
def test_a_name_made_of_itself_adds_nothing(itself: str) -> None:
    session = _telling(question("a"), calculate("b", itself), name=f"concat('N', {itself})")
    assert (session.name(), session.value(Address("/data/b"))) == ("N", "N")


def test_a_record_without_a_name_reads_as_empty() -> None:
    session = _telling(calculate("b", "concat('<', ${instanceName}, '>')"))
    assert session.value(Address("/data/b")) == "<>"


def test_a_name_made_of_what_is_calculated_from_it_is_a_circle() -> None:
    with pytest.raises(WorldError) as raised:
        _telling(calculate("b", "${instanceName}"), name="${b}")
    assert raised.value.details["reason"] == "cycle"


def test_an_unreadable_name_of_the_record_is_told() -> None:
    with pytest.raises(WorldError) as raised:
        _telling(question("a"), name="concat(")
    assert [raised.value.details[key] for key in ("question", "column")] == ["instanceName", "instance_name"]
