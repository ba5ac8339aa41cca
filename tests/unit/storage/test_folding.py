from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiler.storage.case_numbers import case_number, prefix_of
from profiler.storage.folding import fold, matches, patterns, search_text, skeleton, transliterate
from profiler.storage.hybrid_clock import tick
from tests.unit.storage.conftest import NOON


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Straße", "strasse"),
        ("Ärger", "arger"),
        ("Aerger", "arger"),
        ("Israeel", "isral"),
        ("٢٠٢٦", "2026"),
        ("Ｗｉｄｅ", "wide"),
        ("ﬁ", "fi"),
    ],
)
def test_one_spelling(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("محمد", "mhmd"),
        ("خالد", "khald"),
        ("Щербак", "shcherbak"),
        ("Юлія", "iuliia"),
        ("ሰላም", "selam"),
        ("ሃና", "hana"),
    ],
)
def test_other_scripts_in_latin_letters(written: str, latin: str) -> None:
    assert transliterate(fold(written)) == latin


def test_names_that_only_look_alike_have_different_skeletons() -> None:
    assert len({skeleton(name) for name in ("mohammed", "ahmed", "ibrahim", "khalil")}) == 4


def test_short_names_have_no_skeleton() -> None:
    assert skeleton("ali") == ""


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_whatever_is_stored_is_found_by_itself(name: str, other: str) -> None:
    assert matches(search_text([name, other]), name)


@pytest.mark.parametrize(
    ("organisation", "prefix"),
    [
        ("", "FA"), ("Landkreis Kleefeld", "LK"), ("DRK Kreisverband Nord", "DRK"), ("Diakonie", "DI"),
        ("42", "FA"), ("x", "XX"),
        ("Ökumenische Hilfe", "OH"), ("Stadt an der Aue", "SA"),
        ("Amt für Asyl und Soziales Nord", "AAS"), ("مركز", "FA"),
    ],
)  # fmt: skip
def test_case_numbers_begin_with_the_organisation(organisation: str, prefix: str) -> None:
    assert prefix_of(organisation) == prefix


def test_case_numbers_have_at_least_four_digits() -> None:
    assert case_number("LK", 2026, 417) == "LK-2026-0417"
    assert case_number("LK", 2026, 12345) == "LK-2026-12345"


@given(st.lists(st.timedeltas(), max_size=30))
def test_readings_only_grow_whatever_the_clock_does(jumps: list[timedelta]) -> None:
    reading = ""
    for jump in jumps:
        try:
            at = NOON + jump
        except OverflowError:
            continue
        if at.year < 1971:
            continue
        following = tick(reading, at, "node")
        assert following > reading
        reading = following


def test_half_a_sign_finds_what_the_rest_finds() -> None:
    assert matches(search_text(["Rahimi"]), "\ud83dRahimi")


def test_a_pasted_page_looks_for_its_first_words_only() -> None:
    assert len(patterns(" ".join(f"w{number}" for number in range(5000)))) == 16
    assert len(patterns("ab " * 5000)) == 1
