"""What was written is read back: answers, rows and how they came about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiler.errors import WorldError
from profiler.exchange.openrosa import OpenRosa
from profiler.forms.answer import Answer, Precision, Snapshot, Source
from profiler.forms.definition import Question, QuestionKind, Repeat
from profiler.forms.session import FormSession
from profiler.forms.typecheck import canonical
from profiler.records.view import answered_form
from profiler.release.submissions import relevant_rows
from tests.unit.exchange.submitted import FORM, in_order, own, read
from tests.unit.forms.small_forms import TODAY

_TEXTS = st.text(
    st.characters(
        exclude_categories=["Cs"],
        exclude_characters="".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])),
    ),
    max_size=12,
)
_VALUES = st.one_of(
    _TEXTS, st.sampled_from(["1", "nobody", "ar uk", "2001-05-01", "foto.jpg", " x ", "\r\n\t"])
)
_ANSWERS = st.builds(
    Answer,
    value=_VALUES,
    declined=st.booleans(),
    source=st.sampled_from(Source),
    precision=st.sampled_from(Precision),
    author=st.just("berger"),
    at=st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds of a strategy are naive
)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """A record of the form: any rows, any answers, hidden ones too."""
    numbers = count(1)
    session = FormSession(FORM, today=lambda: TODAY, new_id=lambda: f"r{next(numbers)}")
    for repeat in FORM.repeats():
        around = FORM.repeat_of(repeat.path)
        parents: Any = (
            ("",)
            if around is None
            else [
                row
                for (path, _), rows in session.snapshot().rows.items()
                if path == around.path
                for row in rows
            ]
        )
        for parent in parents:
            for _ in range(draw(st.integers(0, 3))):
                session.add_row(repeat.path, parent)
    for address in session.addresses():
        node = FORM.by_path[address.path]
        if (
            isinstance(node, Question)
            and not node.calculation
            and node.kind is not QuestionKind.NOTE
            and draw(st.booleans())
        ):
            answer = draw(_ANSWERS)
            if node.kind is QuestionKind.FILE:
                answer = replace(answer, value=draw(st.sampled_from(["", "foto 1.jpg", "صورة.png"])))
            session.set(address, answer)
    return session.snapshot()


def expected(snapshot: Snapshot) -> Snapshot:
    """What may come back: relevant answers in canonical form, nobody's name beside them."""
    answered = answered_form(FORM, snapshot, TODAY)
    answers = {}
    for item in answered.every_item():
        answer = item.answer
        value = "" if answer.declined else canonical(item.question.kind, answer.value)
        if not item.question.calculation and (value or answer.declined):
            answers[item.address] = Answer(
                value, answer.declined, answer.source, answer.precision, at=answer.at
            )
    return Snapshot(answers, relevant_rows(answered))


@given(snapshots())
def test_a_submission_brings_back_what_it_took_along(snapshot: Snapshot) -> None:
    received = read(OpenRosa().own_submission(own(FORM, snapshot)))
    assert in_order(received.snapshot, FORM) == in_order(expected(snapshot), FORM)
    assert {remark.value for remark, _ in received.remarks} <= {"missing_file"}


@given(st.text() | st.binary())
def test_anything_else_is_refused_in_words(content: str | bytes) -> None:
    raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
    with pytest.raises(WorldError, match="submission_invalid"):
        read(raw)


def test_the_form_of_the_round_trip_has_rows_inside_rows() -> None:
    assert any(isinstance(inner, Repeat) for repeat in FORM.repeats() for inner in repeat.children)
