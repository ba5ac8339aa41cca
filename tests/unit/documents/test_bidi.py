"""Levels and order agree with the Unicode consortium's own test files."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from profiler.documents.text import bidi
from tests.depth import DEEP

UNICODE = Path("/usr/share/unicode")


def sample(cases: list[str], size: int) -> list[str]:
    return cases if DEEP or len(cases) <= size else random.Random(9).sample(cases, size)  # noqa: S311 - a fixed choice of cases


def outcome(levels: bidi.Levels) -> tuple[list[int], list[int]]:
    line = bidi.line_levels(levels, 0, len(levels.classes))
    return line, bidi.visual_order(line)


def character_cases() -> list[str]:
    path = UNICODE / "BidiCharacterTest.txt"
    if not path.exists():
        pytest.skip("Debian's unicode-data is not installed")
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def test_characters_agree_with_the_consortium() -> None:
    checked = 0
    for line in sample(character_cases(), 8_000):
        code_points, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in code_points.split())
        if any(unicodedata.category(character) == "Cn" for character in text):
            continue  # younger than this Python's tables
        analysed = bidi.analyse(text, {"0": 0, "1": 1, "2": None}[direction])
        assert analysed.base == int(base), line
        wanted = [bidi.REMOVED if level == "x" else int(level) for level in levels.split()]
        assert outcome(analysed) == (wanted, [int(index) for index in order.split()]), line
        checked += 1
    assert checked > 7_000


def class_cases() -> Iterator[tuple[list[str], int, list[int], list[int]]]:
    path = UNICODE / "BidiTest.txt"
    if not path.exists():
        pytest.skip("Debian's unicode-data is not installed")
    levels: list[int] = []
    order: list[int] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("@Levels:"):
            levels = [bidi.REMOVED if x == "x" else int(x) for x in line.removeprefix("@Levels:").split()]
        elif line.startswith("@Reorder:"):
            order = [int(x) for x in line.removeprefix("@Reorder:").split()]
        elif line and line[0] not in "#@":
            classes, bits = line.split(";")
            yield classes.split(), int(bits, 16), levels, order


def test_classes_agree_with_the_consortium() -> None:
    cases = list(class_cases())
    chosen = cases if DEEP else random.Random(9).sample(cases, 12_000)  # noqa: S311 - a fixed choice of cases
    for classes, bits, levels, order in chosen:
        for bit, base in ((1, None), (2, 0), (4, 1)):
            if bits & bit:
                assert outcome(bidi.resolve(classes, base)) == (levels, order), (classes, base)


def test_a_bare_telephone_number_falls_apart_and_an_isolated_one_does_not() -> None:
    arabic = "\u0647\u0627\u062a\u0641"
    bare = f"{arabic} +49 431 5550-12"
    shown = "".join(bare[i] for i in bidi.visual_order(bidi.line_levels(bidi.analyse(bare, 1), 0, len(bare))))
    assert shown.startswith("12-5550 431 49+")

    isolated = f"{arabic} \u2066+49 431 5550-12\u2069"
    levels = bidi.line_levels(bidi.analyse(isolated, 1), 0, len(isolated))
    shown = "".join(isolated[i] for i in bidi.visual_order(levels)).strip("\u2066\u2069")
    assert "+49 431 5550-12" in shown


def test_trailing_spaces_of_a_line_take_the_paragraphs_level() -> None:
    text = "abc \u05d0\u05d1 \u05d2"
    analysed = bidi.analyse(text, 0)
    assert bidi.line_levels(analysed, 0, 7) == [0, 0, 0, 0, 1, 1, 0]


def test_brackets_pair_as_in_the_unicode_database() -> None:
    path = UNICODE / "BidiBrackets.txt"
    if not path.exists():
        pytest.skip("Debian's unicode-data is not installed")
    pairs: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            opening, closing, kind = (field.strip() for field in line.split("#")[0].split(";"))
            if kind == "o":
                pairs[chr(int(opening, 16))] = chr(int(closing, 16))
    for opening, closing in pairs.items():
        text = f"\u05d0{opening}b\u05d1{closing}c"
        assert bidi.analyse(text, 1).levels[1] == bidi.analyse(text, 1).levels[4] == 1, (opening, closing)


def test_the_short_way_for_left_to_right_text_gives_the_same_levels() -> None:
    for text in ("Markt 1, 01234 Musterstadt (EG) - 12,50 %", "a\u00adb\u200bc", "e\u0301 1+1=2", ""):
        short = bidi.analyse(text, 0)
        assert short == bidi.resolve(bidi.classes_of(text), 0, text)
