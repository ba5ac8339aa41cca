"""After any edits, what was worked out step by step equals what is worked out from nothing."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from profiler.errors import WorldError
from profiler.forms.answer import Address, Answer
from profiler.forms.changes import ChangeSet
from profiler.forms.definition import Choice, FormDefinition, Node
from profiler.forms.recording import Observed, compare
from profiler.forms.session import FormSession
from tests.unit.forms.small_forms import TODAY, calculate, form, group, question, repeat

T = TypeVar("T")
LISTS: dict[str, tuple[Choice, ...]] = {
    "list": tuple(Choice(code, columns={"of": of}) for code, of in (("1", "1"), ("2", "2"), ("x", "2")))
}
NAMES = [f"q{number}" for number in range(7)]
VALUES = ["", "1", "2", "12", "x", "1 2", "2020-02-29"]

TEMPLATES = [
    "$A = '1'",
    "$A != $B",
    "selected($A, '1')",
    "$A > 1 and $B < 12",
    "not($A = '') or $B = 'x'",
    "if($A > 1, $B, 'x')",
    "coalesce($A, $B) = '1'",
    "count(${inner}) > 1",
    "count(${outer}[@A = '1']) > 0",
    "sum($A[. != '']) > 2",
    "join(' ', $A) = '1'",
    "position(..) = 1",
    "concat($A, '-', $B, position(..))",
    "count(${outer}) + count(${inner})",
    "indexed-repeat($A, ${outer}, 1)",
    "../@A = '1'",
    "count(../*[. != ''])",
    "/data/outer[position() = 2]/@A",
    "count(//@A[. = '1'])",
]


def _written(template: str, one: str, other: str) -> str:
    references = template.replace("$A", f"${{{one}}}").replace("$B", f"${{{other}}}")
    return references.replace("@A", one)


def expressions(names: list[str]) -> st.SearchStrategy[str]:
    """Expressions over earlier questions, so that few forms run in circles."""
    if not names:
        return st.sampled_from(["'1'", "today() > '2020-01-01'"])
    return st.builds(_written, st.sampled_from(TEMPLATES), st.sampled_from(names), st.sampled_from(names))


@st.composite
def small_forms(draw: st.DrawFn) -> FormDefinition:
    """Seven questions in a page, a repeat and a repeat inside it, with random logic."""

    def maybe(place: int) -> str:
        return draw(st.one_of(st.just(""), expressions(NAMES[:place])))

    def leaf(place: int) -> Node:
        kind = draw(st.sampled_from(["text", "integer", "calculate", "select_one"]))
        if kind == "calculate":
            return calculate(NAMES[place], draw(expressions(NAMES[:place])))
        details = {part: maybe(place) for part in ("relevant", "required", "readonly", "constraint")}
        if kind == "select_one":
            details |= {"choice_list": "list", "choice_filter": "of = ${q0} or of = '2'"}
        return question(NAMES[place], kind, **details)

    page = group("page", leaf(0), leaf(1), relevant=maybe(0))
    inner = repeat("inner", leaf(4), leaf(5), relevant=maybe(4))
    outer = repeat("outer", leaf(2), leaf(3), inner, relevant=maybe(2))
    return form(page, outer, leaf(6), choices=LISTS)


edits = st.lists(
    st.tuples(
        st.sampled_from(["set", "set", "set", "decline", "add", "add inner", "remove", "move", "undo"]),
        st.integers(0, 50),
        st.sampled_from(VALUES),
    ),
    max_size=25,
)


def seen(session: FormSession) -> dict[Address, Observed]:
    return session._observe_all()


def rows_of(session: FormSession) -> list[tuple[str, str]]:
    outer = session.rows("/data/outer")
    inner = [row for parent in outer for row in session.rows("/data/outer/inner", parent)]
    return [("/data/outer", row) for row in outer] + [("/data/outer/inner", row) for row in inner]


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
    outer, rows = session.rows("/data/outer"), rows_of(session)
    asked = [
        address
        for address in session.addresses()
        if not session.form.question(address.path.rpartition("/")[2]).calculation
    ]
    match action:
        case "set" | "decline" if asked:
            return session.set(asked[number % len(asked)], Answer(value, declined=action == "decline"))
        case "add":
            return session.add_row("/data/outer")[1]
        case "add inner" if outer:
            return session.add_row("/data/outer/inner", outer[number % len(outer)])[1]
        case "remove" if rows:
            return session.remove_row(*rows[number % len(rows)])
        case "move" if rows:
            return session.move_row(*rows[number % len(rows)], 0)
        case "undo":
            return session.undo()
    return ChangeSet()


@given(small_forms(), edits)
def test_incremental_equals_full(definition: FormDefinition, steps: list[tuple[str, int, str]]) -> None:
    ids = count(1)
    with suppress(WorldError):
        session = FormSession(definition, today=lambda: TODAY, new_id=lambda: f"r{next(ids)}")
        _walk_along(session, steps)


def _walk_along(session: FormSession, steps: list[tuple[str, int, str]]) -> None:
    for action, number, value in steps:
        before = seen(session)
        changes = edit(session, action, number, value)
        after = seen(session)
        stayed = [(address, before[address], now) for address, now in after.items() if address in before]
        assert compare(stayed, changes.rows) == without_new_rows(changes, before)
        assert session.recalculate_all() == ChangeSet()
        fresh = FormSession(session.form, today=lambda: TODAY, new_id=str, snapshot=session.snapshot())
        assert seen(fresh) == after
