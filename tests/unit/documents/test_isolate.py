"""What people typed is made safe, and numbers stay whole in text of the other direction."""

from __future__ import annotations

import pytest

from profiler.documents.text.isolate import FSI, LRI, PDI, clean, isolated, ltr, protect


def marked(text: str) -> str:
    return text.replace(LRI, "[").replace(PDI, "]")


def test_typed_embeddings_and_stray_isolates_are_taken_out() -> None:
    assert clean("a\u202eb\u2067c\u2069d") == "abcd"


def test_typed_text_is_composed_and_loses_control_characters() -> None:
    assert clean("u\u0308ber\tLand\x07") == "über Land "


def test_line_feeds_survive_cleaning() -> None:
    assert clean("eins\nzwei") == "eins\nzwei"


def test_nothing_stays_nothing() -> None:
    assert ltr("") == "" == isolated("")


def test_a_name_is_isolated_by_its_first_strong_letter() -> None:
    assert isolated("Yousef") == f"{FSI}Yousef{PDI}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tel. +49 431 5550-12 bitte", "Tel. [+49 431 5550-12] bitte"),
        ("am 30.09.2027, 10:00 Uhr", "am [30.09.2027, 10:00] Uhr"),
        ("Mo–Fr 8–12", "Mo–Fr [8–12]"),
        ("nach § 25 Abs. 2 AufenthG (Flüchtling)", "nach [§ 25 Abs. 2 AufenthG] (Flüchtling)"),
        ("(§§ 60 ff. SGB I)", "([§§ 60 ff. SGB I])"),
        ("Art. 6 Abs. 1 Buchst. a und Art. 7 DSGVO", "[Art. 6 Abs. 1 Buchst. a] und [Art. 7 DSGVO]"),
        ("an name@beispiel.example schreiben", "an [name@beispiel.example] schreiben"),
        ("im Jahr 2026", "im Jahr 2026"),
        ("Vorgang LK-2026-0417", "Vorgang LK-2026-0417"),
    ],
)
def test_numbers_with_inner_signs_are_isolated(text: str, expected: str) -> None:
    assert marked(protect(text)) == expected


def test_what_is_isolated_already_is_not_isolated_twice() -> None:
    text = f"bis {ltr('30.09.2027')} und 8–12"
    assert protect(text) == f"bis {LRI}30.09.2027{PDI} und {LRI}8–12{PDI}"
