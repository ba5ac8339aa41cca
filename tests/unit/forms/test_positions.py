"""Where an answer stands, as people count it."""

from __future__ import annotations

import pytest

from profiler.forms.answer import Address
from profiler.forms.positions import MissingPlace, NoSuchPlace, Positions
from tests.unit.forms.small_forms import Desk, form, group, question, repeat

FORM = form(
    question("who"),
    group("page", question("note"), repeat("outer", question("on"), repeat("inner", question("q")))),
)


@pytest.fixture
def desk() -> Desk:
    """Two outer rows; the second holds two inner ones."""
    desk = Desk(FORM)
    desk.add("outer")
    second = desk.add("outer")
    desk.add("inner", second)
    desk.add("inner", second)
    return desk


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/data", ("/data", "")),
        ("/data/who", ("/data/who", "")),
        (" /data[1]/who[1] ", ("/data/who", "")),
        ("/data/page/outer", ("/data/page/outer", "")),
        ("/data/page/outer/on", ("/data/page/outer/on", "r1")),
        ("/data/page/outer[2]/on", ("/data/page/outer/on", "r2")),
        ("/data/page/outer[2]/inner[2]/q", ("/data/page/outer/inner/q", "r4")),
        ("/data/page/outer[ 2 ]/inner", ("/data/page/outer/inner", "r2")),
    ],
)
def test_a_path_leads_to_an_answer(desk: Desk, path: str, place: tuple[str, str]) -> None:
    assert Positions(desk.session).find(path).address == Address(*place)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", MissingPlace.UNKNOWN_PATH),
        ("/", MissingPlace.UNKNOWN_PATH),
        ("data/who", MissingPlace.UNKNOWN_PATH),
        ("/data/who/", MissingPlace.UNKNOWN_PATH),
        ("/data/who/more", MissingPlace.UNKNOWN_PATH),
        ("/data/who[-1]", MissingPlace.UNKNOWN_PATH),
        ("/data/who[position() = 1]", MissingPlace.UNKNOWN_PATH),
        ("/data/who[2]", MissingPlace.NO_SUCH_ROW),
        ("/data/page/outer[0]/on", MissingPlace.NO_SUCH_ROW),
        ("/data/page/outer[3]/on", MissingPlace.NO_SUCH_ROW),
        ("/data/page/outer[1]/inner/q", MissingPlace.NO_SUCH_ROW),
        ("/data/page/outer[999999999]/inner/q", MissingPlace.NO_SUCH_ROW),
    ],
)
def test_a_path_that_leads_nowhere_says_why(desk: Desk, path: str, reason: MissingPlace) -> None:
    with pytest.raises(NoSuchPlace) as refused:
        Positions(desk.session).find(path)
    assert refused.value.reason is reason


def test_every_answer_is_found_where_it_says_it_is(desk: Desk) -> None:
    positions = Positions(desk.session)
    paths = [positions.path(address) for address in desk.session.addresses()]
    assert paths == [
        "/data/who",
        "/data/page/note",
        "/data/page/outer[1]/on",
        "/data/page/outer[2]/on",
        "/data/page/outer[2]/inner[1]/q",
        "/data/page/outer[2]/inner[2]/q",
    ]
    assert [positions.find(path).address for path in paths] == list(desk.session.addresses())


def test_rows_are_named_by_their_number(desk: Desk) -> None:
    positions = Positions(desk.session)
    assert positions.row(positions.find("/data/page/outer[2]")) == "r2"
    assert positions.row(positions.find("/data/page/outer")) == "r1"
    with pytest.raises(NoSuchPlace, match="no_such_row"):
        positions.row(positions.find("/data/page/outer[3]"))
    with pytest.raises(NoSuchPlace, match="no_such_row"):
        positions.row(positions.find("/data/page"))


def test_after_rows_moved_positions_are_counted_anew(desk: Desk) -> None:
    positions = Positions(desk.session)
    inner = Address("/data/page/outer/inner/q", "r4")
    assert positions.path(inner) == "/data/page/outer[2]/inner[2]/q"
    desk.session.remove_row("/data/page/outer", "r1")
    positions.forget()
    assert positions.path(inner) == "/data/page/outer[1]/inner[2]/q"
    assert positions.path(Address("/data/page/outer/on", "r1")) == "/data/page/outer/on"
