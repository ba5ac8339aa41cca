"""After any edits, what was worked out step by step equals what is worked out from nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from profiler.errors import WorldError
from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.changes import ChangeSet
from profiler.forms.definition import (
    Action,
    ActionEvent,
    Choice,
    FirstRow,
    FormDefinition,
    Node,
    RowChoices,
)
from profiler.forms.recording import Observed, compare, observe
from profiler.forms.session import FormSession
from tests.unit.forms.small_forms import TODAY, calculate, form, group, question, repeat

T = TypeVar("T")
LISTS: dict[str, tuple[Choice, ...]] = {
    "list": tuple(Choice(code, columns={"of": of}) for code, of in (("1", "1"), ("2", "2"), ("x", "2")))
}
PATHS = {
    "q0": "/data/page/q0",
    "q1": "/data/page/q1",
    "q2": "/data/outer/q2",
    "q3": "/data/outer/block/q3",
    "q4": "/data/outer/inner/q4",
    "q5": "/data/outer/inner/deep/q5",
    "q6": "/data/counted/q6",
    "q7": "/data/q7",
    "q8": "/data/q8",
}
NAMES = list(PATHS)
VALUES = ["", "1", "2", "3", "x", "1 2", "2020-02-29"]

TEMPLATES = [
    "$A = '1'",
    "$A != $B",
    "selected($A, '1')",
    "$A > 1 and $B < 12",
    "not($A = '') or $B = 'x'",
    "if($A > 1, $B, 'x')",
    "coalesce($A, $B) = '1'",
    "coalesce($A, $B)",
    "count(${inner}) > 1",
    "count(${outer}[@A = '1']) > 0",
    "count(/data/outer[block/q3 = $B]) > 0",
    "sum($A[. != '']) > 2",
    "sum($A) + count($B)",
    "join(' ', $A)",
    "position(..) = 1",
    "position(../..)",
    "concat($A, '-', $B, position(..))",
    "count(${outer}) + count(${inner})",
    "indexed-repeat(${q2}, ${outer}, 1)",
    "indexed-repeat(/data/outer/q2, /data/outer, position(..) - 1)",
    "indexed-repeat(${q4}, ${outer}, 2, ${inner}, 1)",
    "../@A = '1'",
    "count(../*[. != ''])",
    "/data/outer[position() = 2]/q2",
    "/data/outer[position() < position(current()/..)]/q2",
    "count(//@A[. = '1'])",
    "instance('list')/root/item[of = $A][1]/name",
    "count(instance('list')/root/item[name = $A or of = $B])",
    "jr:choice-name($A, '/data/q7')",
    "string(/data/page)",
    "max($A) - min($B)",
]
OF_ITSELF = ["once($A)", "if(. = '', $A, .)"]
"""What only a calculation may ask of itself."""

NEEDS = {
    "/data/page": 2,
    "//": 2,
    "${outer}": 3,
    "/data/outer": 3,
    "q2": 3,
    "q3": 4,
    "q4": 5,
    "inner": 6,
    "q7": 8,
    "../*": 8,
}
"""Where in the form what an expression names lies before it, so that few forms run in circles."""


def relative(start: str, target: str) -> str:
    """The path from one node to another, as converters write it inside repeats."""
    here, there = start.split("/"), target.split("/")
    shared = next(place for place, (one, two) in enumerate(zip(here, there, strict=False)) if one != two)
    return "/".join([".."] * (len(here) - shared) + there[shared:])


@st.composite
def expressions(draw: st.DrawFn, name: str, known: list[str], more: Sequence[str] = ()) -> str:
    """An expression of a question over other questions, written in one of three ways."""
    if not known:
        return draw(st.sampled_from(["'1'", "today() > '2020-01-01'"]))
    possible = [
        template
        for template in [*TEMPLATES, *more]
        if all(len(known) >= least for part, least in NEEDS.items() if part in template)
    ]
    written = draw(st.sampled_from(possible))
    for mark in ("$A", "$B"):
        other = draw(st.sampled_from(known))
        absolute = PATHS[other]
        ways = [f"${{{other}}}", absolute]
        if other != name:
            ways.append(relative(PATHS[name], absolute))
        written = written.replace(mark, draw(st.sampled_from(ways))).replace("@A", other)
    return written


@st.composite
def small_forms(draw: st.DrawFn) -> FormDefinition:
    """Pages and repeats inside repeats with random logic, mostly over earlier questions."""

    def logic(place: int, more: Sequence[str] = ()) -> str:
        return draw(expressions(NAMES[place], NAMES[:place], more))

    def maybe(place: int) -> str:
        return logic(place) if draw(st.booleans()) else ""

    def leaf(place: int) -> Node:
        name = NAMES[place]
        kind = draw(st.sampled_from(["text", "integer", "calculate", "calculate", "select_one", "rows"]))
        if kind == "calculate":
            return replace(calculate(name, logic(place, OF_ITSELF)), relevant=maybe(place))
        details = {part: maybe(place) for part in ("relevant", "required", "readonly", "constraint")}
        details["default"] = draw(st.sampled_from(["", "", "1"]))
        if kind == "rows" and place >= 3:
            rows = RowChoices("/data/outer[ ./q2 != $]".replace("$", draw(quoted)), "q2", "block/q3")
            return replace(question(name, "select_one", **details), row_choices=rows)
        if kind in ("select_one", "rows"):
            details |= {"choice_list": "list", "choice_filter": draw(st.sampled_from(FILTERS))}
            shuffled = draw(st.booleans())
            asked = question(name, "select_one", **details)
            return replace(asked, shuffled=shuffled, shuffle_seed=logic(place) if shuffled else "")
        return question(name, kind, **details)

    def rows(path: str) -> tuple[FirstRow, ...]:
        return tuple(FirstRow({path: "2"}) for _ in range(draw(st.integers(0, 2))))

    page = group("page", leaf(0), leaf(1), relevant=maybe(0), readonly=maybe(0))
    block = group("block", leaf(3), relevant=maybe(3), readonly=maybe(3))
    deep = repeat("deep", leaf(5), relevant=maybe(5), readonly=maybe(5))
    inner = repeat("inner", leaf(4), deep, first=rows(PATHS["q4"]), relevant=maybe(4), readonly=maybe(4))
    outer = repeat(
        "outer", leaf(2), block, inner, first=rows(PATHS["q2"]), relevant=maybe(2), readonly=maybe(2)
    )
    counted = repeat(
        "counted", leaf(6), times=f"number(({logic(6)})) mod 4", relevant=maybe(6), readonly=maybe(6)
    )
    return form(
        page,
        outer,
        counted,
        leaf(7),
        leaf(8),
        choices=LISTS,
        actions=tuple(draw(st.lists(actions(), max_size=3))),
    )


quoted = st.sampled_from(["''", "'x'", "current()/../q8", "${q0}"])
FILTERS = ["", "of = ${q0}", "of = /data/page/q0 and name != 'x'", "of = ${q0} or of = '2'"]


@st.composite
def actions(draw: st.DrawFn) -> Action:
    target = draw(st.sampled_from(NAMES))
    event = draw(st.sampled_from([*ActionEvent, ActionEvent.VALUE_CHANGED, ActionEvent.VALUE_CHANGED]))
    value = draw(st.one_of(st.just(""), expressions(target, NAMES)))
    trigger = {
        ActionEvent.VALUE_CHANGED: draw(st.sampled_from(NAMES)),
        ActionEvent.NEW_ROW: draw(st.sampled_from(["", "q2", "q4", "q5", "q6"])),
    }.get(event, "")
    path = PATHS.get(trigger, "")
    if event is ActionEvent.NEW_ROW:
        path = path.rpartition("/")[0]
    return Action(frozenset([event]), PATHS[target], value, draw(st.sampled_from(["", "1"])), path)


edits = st.lists(
    st.tuples(
        st.sampled_from(
            ["set"] * 5
            + ["decline", "add", "add inner", "add deep", "remove", "move", "undo", "undo", "redo", "finish"]
        ),
        st.integers(0, 50),
        st.sampled_from(VALUES),
    ),
    max_size=25,
)


def seen(session: FormSession) -> dict[Address, Observed]:
    everything = session._tree.root.everything()
    return {item.address: observe(item) for item in everything if not item.is_row}


def rows_of(session: FormSession, *names: str) -> list[tuple[str, str]]:
    """Every row of repeats inside each other: path of its repeat and its id."""
    found, parents = [("", "")], [("", "")]
    path = "/data"
    for name in names:
        path = f"{path}/{name}"
        parents = [(path, row) for _, parent in parents for row in session.rows(path, parent)]
        found += parents
    return found[1:]


def without_new_rows(changes: ChangeSet, before: dict[Address, Observed]) -> ChangeSet:
    def known(part: Mapping[Address, T]) -> dict[Address, T]:
        return {address: new for address, new in part.items() if address in before}

    return ChangeSet(
        known(changes.values),
        known(changes.relevance),
        known(changes.required),
        known(changes.readonly),
        known(changes.validity),
        frozenset(changes.choices & before.keys()),
        changes.rows,
    )


def edit(session: FormSession, action: str, number: int, value: str) -> ChangeSet:
    rows = rows_of(session, "outer", "inner", "deep")
    asked = [
        address
        for address in session.addresses()
        if not session.form.question(address.path.rpartition("/")[2]).calculation
    ]

    def add(path: str, parents: list[str]) -> ChangeSet:
        parent = parents[number % len(parents)]
        return session.add_row(path, parent, number % (len(session.rows(path, parent)) + 1))[1]

    match action:
        case "set" | "decline" if asked:
            return session.set(asked[number % len(asked)], Answer(value, declined=action == "decline"))
        case "add":
            return add("/data/outer", [""])
        case "add inner" if outer := [row for path, row in rows if path == "/data/outer"]:
            return add("/data/outer/inner", outer)
        case "add deep" if inner := [row for path, row in rows if path == "/data/outer/inner"]:
            return add("/data/outer/inner/deep", inner)
        case "remove" if rows:
            return session.remove_row(*rows[number % len(rows)])
        case "move" if rows:
            return session.move_row(*rows[number % len(rows)], number % 3)
        case "undo":
            return session.undo()
        case "redo":
            return session.redo()
        case "finish":
            return session.finish()
    return ChangeSet()


def kept(snapshot: Snapshot, changes: ChangeSet) -> Snapshot:
    """What a store holds that held a snapshot and was told of changes."""
    answers = {**snapshot.answers, **changes.answers}
    rows = {**snapshot.rows, **changes.row_ids}
    return Snapshot(
        {address: answer for address, answer in answers.items() if answer is not None},
        {key: ids for key, ids in rows.items() if ids},
    )


@given(small_forms(), edits)
def test_incremental_equals_full(definition: FormDefinition, steps: list[tuple[str, int, str]]) -> None:
    ids = count(1)
    with suppress(WorldError):
        session = FormSession(definition, today=lambda: TODAY, new_id=lambda: f"r{next(ids)}")
        assert kept(Snapshot(), session.opening) == session.snapshot()
        _equals_full(session)
        _walk_along(session, steps)


def _walk_along(session: FormSession, steps: list[tuple[str, int, str]]) -> None:
    for action, number, value in steps:
        before, stored = seen(session), session.snapshot()
        changes = edit(session, action, number, value)
        after = seen(session)
        stayed = [(address, before[address], now) for address, now in after.items() if address in before]
        assert compare(stayed, changes.rows) == without_new_rows(changes, before)
        assert kept(stored, changes) == session.snapshot()
        _equals_full(session)
        if action == "undo":
            _goes_back_and_forth(session)


def _equals_full(session: FormSession) -> None:
    after = seen(session)
    assert session.recalculate_all() == ChangeSet()
    stored = session.snapshot()
    fresh = FormSession(session.form, today=lambda: TODAY, new_id=str, snapshot=stored, only_read=True)
    assert seen(fresh) == after
    assert kept(stored, fresh.opening) == stored


def _goes_back_and_forth(session: FormSession) -> None:
    if session.can_redo:
        here, stored = seen(session), session.snapshot()
        session.redo()
        session.undo()
        assert (seen(session), session.snapshot()) == (here, stored)
