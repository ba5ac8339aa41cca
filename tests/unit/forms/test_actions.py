"""What a form does on its own: defaults, first rows, preloads and values set when something happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.changes import ChangeSet, RowChangeKind
from profiler.forms.definition import Branch, FirstRow, FormDefinition
from profiler.forms.session import FormSession
from tests.silence import LogWatch
from tests.unit.forms.small_forms import TODAY, Desk, calculate, form, group, on, question, repeat

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def opened(definition: FormDefinition, snapshot: Snapshot | None = None) -> FormSession:
    ids = iter(range(1, 99))
    return FormSession(
        definition, today=lambda: TODAY, now=lambda: NOON, new_id=lambda: f"n{next(ids)}", snapshot=snapshot
    )


def test_a_new_record_starts_with_values_worked_out() -> None:
    definition = form(
        question("day", "date"),
        calculate("year", "substr(${day}, 0, 4)"),
        question("note"),
        question("cleared", default="x"),
        actions=(
            on("odk-instance-first-load", "/data/day", "today()"),
            on("odk-instance-first-load", "/data/note", "concat('seit ', ../year)"),
            on("odk-instance-first-load", "/data/cleared"),
        ),
    )
    session = opened(definition)
    values = [session.value(address) for address in session.addresses()]
    assert values == ["2026-11-21", "2026", "seit 2026", ""]
    assert session.opening.answers == session.snapshot().answers
    assert not session.can_undo


def test_some_values_are_set_whenever_a_record_is_opened() -> None:
    definition = form(
        question("first", "date"),
        question("last", "date"),
        actions=(
            on("odk-instance-first-load", "/data/first", "today()"),
            on("odk-instance-load", "/data/last", "today()"),
        ),
    )
    earlier = Snapshot(
        {Address("/data/first"): Answer("2020-01-01"), Address("/data/last"): Answer("2020-01-01")}
    )
    again = opened(definition, earlier)
    assert [again.value(address) for address in again.addresses()] == ["2020-01-01", "2026-11-21"]
    assert again.opening.answers == {Address("/data/last"): Answer("2026-11-21")}
    looked_at = FormSession(definition, today=lambda: TODAY, new_id=str, snapshot=earlier, only_read=True)
    assert looked_at.snapshot() == earlier


def test_a_new_row_gets_values_of_its_own() -> None:
    definition = form(
        question("price", "integer"),
        repeat(
            "thing",
            question("number"),
            question("costs", "integer"),
            repeat("part", question("of"), first=(FirstRow(),)),
        ),
        actions=(
            on("odk-new-repeat", "/data/thing/number", "position(..)", trigger="/data/thing"),
            on("odk-new-repeat", "/data/thing/costs", "../../price * 2", trigger="/data/thing"),
            on("odk-new-repeat", "/data/thing/part/of", "../../number", trigger="/data/thing/part"),
            on("odk-new-repeat", "/data/thing/part/of", text="?", trigger="/data/elsewhere"),
            on("odk-new-repeat", "/data/price", text="0"),
        ),
    )
    desk = Desk(definition)
    desk.put("price", "4")
    first = desk.add("thing")
    second = desk.session.add_row("/data/thing", index=0)[0]
    assert [desk.value("number", row) for row in (first, second)] == ["1", "1"]
    assert desk.value("costs", first) == "8"
    (part,) = desk.session.rows("/data/thing/part", first)
    assert desk.value("of", part) == "1"
    assert desk.value("price") == "4"


def test_rows_a_form_brings_along_get_no_values_of_new_rows() -> None:
    definition = form(
        repeat("thing", question("number"), first=(FirstRow(),)),
        actions=(on("odk-new-repeat", "/data/thing/number", text="new"),),
    )
    desk = Desk(definition)
    (brought,) = desk.session.rows("/data/thing")
    assert desk.value("number", brought) == ""
    assert desk.value("number", desk.add("thing")) == "new"


def test_both_kinds_of_rows_may_start_with_a_value() -> None:
    both = on("odk-instance-first-load odk-new-repeat", "/data/thing/day", "today()", trigger="/data/thing")
    desk = Desk(
        form(repeat("thing", question("day", "date"), first=(FirstRow(), FirstRow())), actions=(both,))
    )
    desk.add("thing")
    days = [desk.value("day", row) for row in desk.session.rows("/data/thing")]
    assert days == ["2026-11-21"] * 3


def test_values_of_new_rows_set_off_further_values() -> None:
    definition = form(
        question("last"),
        repeat("thing", question("number"), times="${n}"),
        question("n", "integer"),
        actions=(
            on("odk-new-repeat", "/data/thing/number", "position(..)"),
            on("xforms-value-changed", "/data/last", "count(${thing})", trigger="/data/thing/number"),
        ),
    )
    desk = Desk(definition)
    desk.put("n", "3")
    assert [desk.value("number", row) for row in desk.session.rows("/data/thing")] == ["1", "2", "3"]
    assert desk.value("last") == "3"


def test_a_row_that_goes_at_once_sets_off_nothing() -> None:
    definition = form(
        question("n", "integer"),
        question("seen"),
        repeat("thing", question("number"), times="${n}"),
        actions=(
            on("odk-new-repeat", "/data/thing/number", text="1"),
            on("xforms-value-changed", "/data/n", text="1", trigger="/data/thing/number"),
            on("xforms-value-changed", "/data/seen", "concat(., 'x')", trigger="/data/thing/number"),
        ),
    )
    desk = Desk(definition)
    desk.put("n", "3")
    assert len(desk.session.rows("/data/thing")) == 1
    assert desk.value("seen") == "x"


def test_an_answer_sets_another_one() -> None:
    definition = form(
        question("land"),
        calculate("upper", "concat(${land}, '!')"),
        question("said"),
        question("other", default="x"),
        question("computed", calculation="'fixed'"),
        actions=(
            on("xforms-value-changed", "/data/said", "../upper", trigger="/data/land"),
            on("xforms-value-changed", "/data/other", trigger="/data/said"),
            on("xforms-value-changed", "/data/computed", text="?", trigger="/data/said"),
        ),
    )
    desk = Desk(definition)
    changes = desk.put("land", "Syrien")
    assert changes.values == {
        desk.address("land"): "Syrien",
        desk.address("upper"): "Syrien!",
        desk.address("said"): "Syrien!",
        desk.address("other"): "",
    }
    assert set(changes.answers) == {desk.address(name) for name in ("land", "said", "other")}
    # What was set may be typed over; only another change of the trigger sets it again.
    desk.put("said", "sonst")
    desk.put("land", "Syrien")
    assert desk.value("said") == "sonst"
    desk.session.undo()
    desk.session.undo()
    assert (desk.value("land"), desk.value("said"), desk.value("other")) == ("", "", "x")
    desk.session.redo()
    assert (desk.value("land"), desk.value("said"), desk.value("other")) == ("Syrien", "Syrien!", "")


def test_a_value_is_set_also_where_nobody_can_type() -> None:
    definition = form(
        question("a"),
        question("hidden", relevant="false()"),
        question("locked", readonly="true()"),
        actions=tuple(
            on("xforms-value-changed", f"/data/{name}", "../a", trigger="/data/a")
            for name in ("hidden", "locked")
        ),
    )
    desk = Desk(definition)
    desk.put("a", "x")
    assert desk.session.answer(desk.address("hidden")).value == "x"
    assert desk.value("locked") == "x"


def test_an_answer_in_a_row_sets_others_in_the_same_row() -> None:
    definition = form(
        question("total"),
        repeat("thing", question("number"), question("double"), repeat("part", question("of"))),
        actions=(
            on("xforms-value-changed", "/data/thing/double", "../number * 2", trigger="/data/thing/number"),
            on("xforms-value-changed", "/data/thing/part/of", "../../number", trigger="/data/thing/number"),
            on(
                "xforms-value-changed", "/data/total", "sum(/data/thing/number)", trigger="/data/thing/number"
            ),
        ),
    )
    desk = Desk(definition)
    one, two = desk.add("thing"), desk.add("thing")
    parts = [desk.add("part", row) for row in (one, one, two)]
    desk.put("number", "1", two)
    desk.put("number", "4", one)
    assert [desk.value("double", row) for row in (one, two)] == ["8", "2"]
    assert [desk.value("of", part) for part in parts] == ["4", "4", "1"]
    assert desk.value("total") == "5"


def test_actions_that_set_each_other_off_come_to_an_end() -> None:
    definition = form(
        question("a", "integer"),
        question("b", "integer"),
        actions=(
            on("xforms-value-changed", "/data/b", "../a + 1", trigger="/data/a"),
            on("xforms-value-changed", "/data/a", "../b + 1", trigger="/data/b"),
        ),
    )
    desk = Desk(definition)
    desk.put("a", "1")
    assert (desk.value("a"), desk.value("b")) == ("3", "2")


def test_numbers_become_what_the_question_asks_for() -> None:
    definition = form(
        question("from", "date"),
        question("till", "date"),
        question("never", "date"),
        question("days", "integer"),
        question("share", "decimal"),
        question("nothing", "integer"),
        question("yes"),
        actions=(
            on("odk-instance-first-load", "/data/from", text="2026-01-30"),
            on("odk-instance-first-load", "/data/till", "../from + 2"),
            on("odk-instance-first-load", "/data/never", "pow(10, 99)"),
            on("odk-instance-first-load", "/data/days", "7 div 2"),
            on("odk-instance-first-load", "/data/share", "7 div 2"),
            on("odk-instance-first-load", "/data/nothing", "number('x')"),
            on("odk-instance-first-load", "/data/yes", "1 = 1"),
        ),
    )
    session = opened(definition)
    values = [session.value(address) for address in session.addresses()]
    assert values == ["2026-01-30", "2026-02-01", "", "3", "3.5", "", "true"]


def test_an_action_that_fails_or_leads_nowhere_sets_nothing(log_watch: LogWatch) -> None:
    log_watch.expect("question=a reason=unknown_function")
    definition = form(
        question("a", default="x"),
        actions=(
            on("odk-instance-first-load", "/data/gone", "1"),
            on("odk-instance-load", "/data/a", "unknown()"),
        ),
    )
    assert opened(definition).value(Address("/data/a")) == ""


@pytest.mark.parametrize(
    ("preload", "params", "value"),
    [
        ("date", "today", "2026-11-21"),
        ("timestamp", "start", "2026-11-21T12:00:00.000Z"),
        ("timestamp", "end", ""),
        ("property", "deviceid", ""),
        ("uid", "", "uuid:n1"),
        ("uid", "any", "uuid:n1"),
    ],
)
def test_some_questions_fill_themselves(preload: str, params: str, value: str) -> None:
    filled = replace(question("a", "hidden"), preload=preload, preload_params=params)
    session = opened(form(filled))
    found = session.value(Address("/data/a"))
    assert found.replace("+00:00", "Z") == value


def test_the_end_is_kept_when_a_record_is_finished() -> None:
    end = replace(question("end", "hidden"), preload="timestamp", preload_params="end")
    session = opened(form(end, question("a")))
    changes = session.finish()
    assert set(changes.answers) == {Address("/data/end")}
    assert session.value(Address("/data/end")).startswith("2026-11-21T12:00:00")


def test_first_rows_bring_their_answers_along() -> None:
    definition = form(
        repeat(
            "person",
            question("name", default="?"),
            question("land", default="sy"),
            repeat("child", question("given", default="!"), first=(FirstRow(), FirstRow())),
            first=(
                FirstRow(
                    {"/data/person/name": "Amina", "/data/person/land": ""},
                    {"/data/person/child": (FirstRow({"/data/person/child/given": "Omar"}),)},
                ),
                FirstRow(),
            ),
        ),
        calculate("children", "join(' ', ${given})"),
    )
    desk = Desk(definition)
    one, two = desk.session.rows("/data/person")
    assert [desk.value("name", row) for row in (one, two)] == ["Amina", "?"]
    assert [desk.value("land", row) for row in (one, two)] == ["", "sy"]
    assert desk.value("children") == "Omar"
    # A row somebody adds comes with the rows the inner repeat starts with.
    desk.add("person")
    assert desk.value("children") == "Omar ! !"
    assert desk.session.opening.row_ids[("/data/person", "")] == (one, two)
    assert opened(definition, Snapshot()).rows("/data/person") == ()


def test_a_counted_repeat_brings_no_rows_along() -> None:
    desk = Desk(form(question("n"), repeat("child", question("given"), times="${n}", first=(FirstRow(),))))
    assert desk.session.rows("/data/child") == ()


def test_what_hides_is_dropped_when_a_record_is_finished() -> None:
    definition = form(
        question("a", default="x"),
        group("page", question("b"), calculate("kept", "once(${a})"), relevant="${a} = 'x'"),
        repeat("thing", question("c"), relevant="${a} = 'x'"),
        repeat("counted", question("d"), times="2", relevant="${a} = 'x'"),
    )
    desk = Desk(definition)
    desk.put("b", "typed")
    row = desk.add("thing")
    desk.put("c", "typed", row)
    counted = desk.session.rows("/data/counted")
    desk.put("d", "typed", counted[0])
    assert desk.session.finish() == ChangeSet()
    desk.put("a", "y")
    before = desk.session.snapshot()
    changes = desk.session.finish()
    assert {change.kind for change in changes.rows} == {RowChangeKind.REMOVED}
    assert changes.answers == {
        desk.address("b"): None,
        desk.address("c", row): None,
        desk.address("d", counted[0]): None,
    }
    assert changes.row_ids == {("/data/thing", ""): ()}
    assert set(desk.session.snapshot().answers) == {desk.address("a"), desk.address("kept")}
    assert desk.session.rows("/data/counted") == counted
    desk.session.undo()
    assert desk.session.snapshot() == before


def test_a_number_of_rows_has_a_limit() -> None:
    desk = Desk(form(question("n"), repeat("child", question("given"), times="${n}")))
    desk.put("n", "99999999999")
    assert len(desk.session.rows("/data/child")) == 1000
    desk.put("n", "1 div 0")
    assert desk.session.rows("/data/child") == ()


def test_other_documents_in_expressions() -> None:
    towns = Branch(
        "towns", children=tuple(Branch("town", children=(Branch("name", name),)) for name in ("Ulm", "Hof"))
    )
    definition = replace(
        form(
            calculate("second", "instance('towns')/towns/town[2]/name"),
            calculate("again", "count(instance('towns')//name)"),
            calculate("none", "count(instance('none')/x)"),
        ),
        documents={"towns": towns},
        instance_name="concat('Akte ', /data/second)",
    )
    session = opened(definition)
    assert [session.value(address) for address in session.addresses()] == ["Hof", "2", "0"]
    assert session.name() == "Akte Hof"
    assert opened(form(question("a"))).name() == ""


def test_the_day_turns_and_is_taken_back_with_the_last_edit() -> None:
    days = [date(2026, 11, 21)]
    definition = form(
        question("from", "date"), repeat("day", question("did"), times="today() - ${from}"), question("a")
    )
    desk = Desk(definition, today=lambda: days[0])
    desk.put("a", "x")
    desk.put("from", "2026-11-20")
    days[0] = date(2026, 11, 23)
    assert len(desk.session.recalculate_all().rows) == 2
    desk.session.undo()
    assert desk.session.rows("/data/day") == ()
    desk.session.redo()
    assert len(desk.session.rows("/data/day")) == 3
    days[0] = date(2026, 11, 24)
    desk.session.undo()
    desk.session.recalculate_all()
    assert desk.session.can_redo
    desk.put("from", "2026-11-23")
    assert not desk.session.can_redo


def test_the_day_may_turn_before_anything_was_edited() -> None:
    days = [date(2026, 11, 21)]
    first_of_may = on("odk-instance-first-load", "/data/from", text="2026-11-20")
    definition = form(
        question("from", "date"),
        repeat("day", question("did"), times="today() - ${from}"),
        actions=(first_of_may,),
    )
    desk = Desk(definition, today=lambda: days[0])
    days[0] = date(2026, 11, 22)
    assert len(desk.session.recalculate_all().rows) == 1
    assert not desk.session.can_undo


def test_a_value_that_is_there_already_sets_off_nothing() -> None:
    definition = form(
        question("seen"),
        repeat("thing", question("a", default="x"), repeat("part", question("b"))),
        actions=(
            on("odk-new-repeat", "/data/thing/a", text="x"),
            on("odk-new-repeat", "/data/thing/part/b", text="p"),
            on("xforms-value-changed", "/data/seen", text="yes", trigger="/data/thing/a"),
        ),
    )
    desk = Desk(definition)
    part = desk.add("part", desk.add("thing"))
    assert (desk.value("seen"), desk.value("b", part)) == ("", "p")


def test_a_record_that_is_only_read_gets_no_values_in_new_rows() -> None:
    definition = form(
        repeat("day", question("did"), times="today() - date('2026-11-20')"),
        actions=(on("odk-new-repeat", "/data/day/did", text="?"),),
    )
    read = FormSession(definition, today=lambda: TODAY, new_id=str, snapshot=Snapshot(), only_read=True)
    (row,) = read.rows("/data/day")
    assert read.value(Address("/data/day/did", row)) == ""
