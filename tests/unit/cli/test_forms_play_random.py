"""Whatever a script says: it is answered, and the record stands as if it had been opened like that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from profiler.forms.session import FormSession
from tests.unit.cli.played_forms import (
    CASCADE,
    COUNTED,
    HEADS,
    HOUSEHOLDS,
    MORNING,
    RULES,
    Played,
    form,
    public_form,
)

_TABLES = [HOUSEHOLDS, COUNTED, CASCADE, HEADS, RULES]
_PUBLIC = ["household_census.md", "job_history.md", "attendance_register.md"]
_FORMS = [*((form, table) for table in _TABLES), *((public_form, name) for name in _PUBLIC)]
_VALUES = st.one_of(
    st.sampled_from(
        ["", "1", "2", "17", "de", "b", "p", "yes", "no", "paid", "2020-02-29", "x y", "ä\r\n\t"]
    ),
    st.integers(-3, 60),
    st.booleans(),
    st.none(),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-9, max_value=99).map(float),
    st.lists(st.sampled_from(["b", "p", "m"]), max_size=3),
)


@st.composite
def scripts(draw: st.DrawFn) -> tuple[Played, list[Mapping[str, Any]]]:
    make, source = draw(st.sampled_from(_FORMS))
    definition = make(source)
    paths = [node.path for node in definition.walk()]
    steps = st.sampled_from(paths).flatmap(
        lambda path: st.lists(st.integers(0, 3), min_size=path.count("/"), max_size=path.count("/")).map(
            lambda numbers: "".join(
                f"/{part}" + (f"[{number}]" if number else "")
                for part, number in zip(path.split("/")[1:], numbers, strict=True)
            )
        )
    )
    repeats = [node.path for node in definition.repeats()] or paths
    lines = st.one_of(
        st.fixed_dictionaries({"op": st.just("set"), "path": st.sampled_from(paths), "value": _VALUES}),
        st.fixed_dictionaries({"op": st.just("set"), "path": steps, "value": _VALUES}),
        st.fixed_dictionaries({"op": st.just("set"), "path": steps, "declined": st.booleans()}),
        st.fixed_dictionaries({"op": st.just("add"), "path": st.sampled_from(repeats)}),
        st.fixed_dictionaries({"op": st.sampled_from(["add", "remove", "validate", "label"]), "path": steps}),
        st.fixed_dictionaries({"op": st.just("move"), "path": steps, "to": st.integers(0, 3)}),
        st.fixed_dictionaries({"op": st.sampled_from(["undo", "snapshot", "validate", "paint"])}),
    )
    return Played(definition), draw(st.lists(lines, max_size=25))


@given(scripts())
def test_random_scripts_are_answered_and_leave_a_record_that_can_be_opened_again(
    script: tuple[Played, list[Mapping[str, Any]]],
) -> None:
    play, lines = script
    for line in lines:
        answer = play.says(json.dumps(line))
        assert answer["ok"] or answer["code"] not in ("fault", "not_json"), (line, answer)
    before = play.leaves()
    session: FormSession = play.player._session
    play.player._begin(session.snapshot())
    assert play.leaves() == before
    assert play.player._clock.now() == MORNING


@given(st.text())
def test_any_text_is_answered(line: str) -> None:
    answer = Played(form(COUNTED)).says(line.replace("\n", " ").replace("\r", " "))
    assert isinstance(answer["ok"], bool)
