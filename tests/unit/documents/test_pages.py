"""Sections move on whole; heads repeat; nothing is lost between pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from profiler.documents.canvas import Canvas
from profiler.documents.pages import Block, lay_out
from profiler.documents.parts import Part, text
from profiler.documents.scale import RUNNING
from profiler.documents.text.fonts import font_book
from profiler.documents.text.paragraph import Typesetter

SETTER = Typesetter(font_book())
TOP, BOTTOM = 100.0, 700.0


@dataclass(frozen=True)
class Slab:
    """A part of a fixed height that remembers its name."""

    name: str
    points: float

    def height(self, setter: Typesetter, width: float) -> float:
        return self.points

    def ascent(self, setter: Typesetter, width: float) -> float:
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        raise AssertionError("laid out, never drawn")


def pages(*blocks: Block) -> list[list[str]]:
    laid = lay_out(SETTER, blocks, first_top=TOP, next_top=TOP, bottom=BOTTOM)
    return [[part.name for part, _ in page if isinstance(part, Slab)] for page in laid]


def section(name: str, *heights: float, whole: bool = True, joined: bool = False) -> Block:
    rows: tuple[Part, ...] = tuple(Slab(f"{name}{i}", height) for i, height in enumerate(heights))
    return Block((Slab(name, 20),), rows, gap=10, whole=whole, joined=joined)


def test_a_section_moves_on_whole() -> None:
    assert pages(section("a", 300, 200), section("b", 100, 100)) == [["a", "a0", "a1"], ["b", "b0", "b1"]]


def test_a_section_that_would_leave_a_sixth_of_the_page_white_is_parted() -> None:
    assert pages(section("a", 300, 60), section("b", 100, 100)) == [
        ["a", "a0", "a1", "b", "b0"],
        ["b", "b1"],
    ]


def test_a_section_of_one_row_is_never_parted() -> None:
    assert pages(section("a", 200), section("b", 400)) == [["a", "a0"], ["b", "b0"]]


def test_a_section_longer_than_a_page_repeats_its_head() -> None:
    assert pages(section("a", 300, 200, 200, 100)) == [["a", "a0", "a1"], ["a", "a2", "a3"]]


def test_head_and_first_row_never_part() -> None:
    assert pages(section("a", 500), section("b", 60, 900, whole=False)) == [
        ["a", "a0"],
        ["b", "b0"],
        ["b", "b1"],
    ]


def test_a_joined_block_repeats_the_band_of_its_section() -> None:
    first = replace(section("a", 200, 150), band=(Slab("b", 20),))
    found = pages(first, section("t", 250, 200, joined=True))
    assert found == [["b", "a", "a0", "a1"], ["b", "t", "t0", "t1"]]


def test_a_text_longer_than_a_page_is_cut_between_lines() -> None:
    long = text(" ".join(["Wort"] * 4_000), RUNNING)
    laid = lay_out(SETTER, [Block((Slab("h", 20),), (long,))], first_top=TOP, next_top=TOP, bottom=BOTTOM)
    assert len(laid) > 2
    for page in laid:
        part, top = page[-1]
        assert top + part.height(SETTER, 500) <= BOTTOM + 0.1
        assert page[0][0] == Slab("h", 20)


heights = st.lists(st.floats(5, 400), min_size=1, max_size=8)


@given(st.lists(st.tuples(heights, st.booleans(), st.booleans()), min_size=1, max_size=6))
def test_every_row_stands_once_inside_its_page(plan: list[tuple[list[float], bool, bool]]) -> None:
    blocks = [
        section(chr(97 + index), *rows, whole=whole, joined=joined)
        for index, (rows, whole, joined) in enumerate(plan)
    ]
    laid = lay_out(SETTER, blocks, first_top=TOP, next_top=TOP, bottom=BOTTOM)
    rows = [part for page in laid for part, _ in page if isinstance(part, Slab) and len(part.name) > 1]
    assert rows == [row for block in blocks for row in block.rows]
    for page in laid:
        assert page
        for part, top in page:
            assert top >= TOP
            assert top + part.height(SETTER, 500) <= BOTTOM + 0.001
