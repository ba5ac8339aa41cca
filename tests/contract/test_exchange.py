"""What casework may rely on from any exchange: the fake one and OpenRosa's."""

from __future__ import annotations

from itertools import count

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.exchange.openrosa import OpenRosa
from profiler.forms.answer import Answer, Snapshot
from profiler.forms.definition import FormDefinition
from profiler.ports.exchange import Exchange, Received
from profiler.release.outputs import DisclosedItem, DisclosedSection
from tests.fakes.exchange import FakeExchange
from tests.unit.exchange.submitted import FORM, INSTANCE, PHOTO, at, disclosed, in_order, own

HOUSE = "/data/page/house"
TOLD = Snapshot(
    {
        at("who"): Answer("Ada"),
        at("photo"): Answer(PHOTO.name),
        at("street", "h2"): Answer("Am Markt", declined=False),
        at("born"): Answer(declined=True),
    },
    {(HOUSE, ""): ("h1", "h2")},
)


@pytest.fixture(params=[FakeExchange, OpenRosa])
def exchange(request: pytest.FixtureRequest) -> Exchange:
    made: Exchange = request.param()
    return made


def read(exchange: Exchange, content: bytes, *forms: FormDefinition) -> Received:
    numbers = count(1)
    return exchange.read_submission(
        content, {form.form_id: form for form in forms}, lambda: f"n{next(numbers)}"
    )


def test_a_persons_own_answers_come_back_with_rows_and_files(exchange: Exchange) -> None:
    content = exchange.own_submission(own(FORM, TOLD, attachments=(PHOTO,), replaces="uuid:old"))
    received = read(exchange, content, FORM)
    assert received.form is FORM
    assert (received.instance_id, received.replaces) == (INSTANCE, "uuid:old")
    answers, rows = in_order(received.snapshot, FORM)
    assert (answers, rows) == in_order(TOLD, FORM)
    assert received.attachments == (PHOTO,)


def test_the_same_output_makes_the_same_bytes_and_another_one_others(exchange: Exchange) -> None:
    def written(snapshot: Snapshot) -> bytes:
        return exchange.own_submission(own(FORM, snapshot))

    assert written(TOLD) == written(TOLD)
    assert written(TOLD) != written(Snapshot())


def test_others_get_what_was_disclosed(exchange: Exchange) -> None:
    section = DisclosedSection("page", {}, (DisclosedItem(FORM.question("who"), Answer("Ada")),), ())
    content = exchange.submission(disclosed(FORM, section), own(FORM, Snapshot()).enclosure)
    received = read(exchange, content, FORM)
    assert received.snapshot == Snapshot({at("who"): Answer("Ada")})


def test_what_is_no_submission_is_refused(exchange: Exchange) -> None:
    with pytest.raises(WorldError) as refused:
        read(exchange, b"nothing", FORM)
    assert refused.value.code is ErrorCode.SUBMISSION_INVALID


def test_a_submission_to_an_unknown_form_is_refused(exchange: Exchange) -> None:
    content = exchange.own_submission(own(FORM, Snapshot()))
    with pytest.raises(WorldError) as refused:
        read(exchange, content)
    assert refused.value.details["reason"] == "unknown_form"
