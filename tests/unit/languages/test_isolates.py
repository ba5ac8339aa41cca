"""What people typed is made safe, and numbers stay whole in text of the other direction."""

from __future__ import annotations

import pytest

from profiler.documents.text import bidi
from profiler.languages.isolates import BIDI_CONTROLS, FSI, LRI, PDI, clean, isolated, ltr, protect


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


LAWS = (
    "§ 25 Abs. 2 AufenthG",
    "§ 25 Abs. 2 Satz 3 AufenthG",
    "§ 44 Abs. 1 und 2 AufenthG",
    "§ 4a Abs. 5 Satz 2 Nr. 1 AufenthG",
    "§§ 60 ff. SGB I",
    "§ 60 f. SGB I",
    "§§ 27–36a AufenthG",
    "§§ 22, 23 AufenthG",
    "§§ 19c, 20a AufenthG",
    "§§ 25a, 25b, 104c AufenthG",
    "§§ 29–38, 39a SGB III",
    "§§ 7, 14–16 SGB II",
    "§§ 1 bis 3 AsylbLG",
    "§ 203 StGB",
    "§ 24 SGB VIII",
    "§ 2 BQFG",
    "§ 13 IntV",
    "§\u00a025 Abs.\u00a02",
    "Art. 6 Abs. 1 Buchst. a",
    "Art. 6 Abs. 1 UAbs. 1 Buchst. a DSGVO",
    "Art. 9 Abs. 2, Art. 7",
)


_MIRRORED = {"(": ")", ")": "("}


def seen(text: str) -> str:
    """The characters of a right-to-left line as they stand on paper, from the left."""
    levels = bidi.line_levels(bidi.analyse(text, 1), 0, len(text))
    shown = [_MIRRORED.get(text[i], text[i]) if levels[i] % 2 else text[i] for i in bidi.visual_order(levels)]
    return "".join(character for character in shown if character not in BIDI_CONTROLS)


@pytest.mark.parametrize("law", LAWS)
def test_a_law_reads_on_arabic_paper_as_it_does_on_german_paper(law: str) -> None:
    first, second = "قانون", "فقط"
    wanted = f"{second[::-1]} {law} {first[::-1]}"
    if law == "Art. 9 Abs. 2, Art. 7":  # two laws stand in the order of the sentence
        wanted = f"{second[::-1]} Art. 7 ,Art. 9 Abs. 2 {first[::-1]}"
    assert seen(protect(f"{first} {law} {second}")) == wanted


@pytest.mark.parametrize("law", LAWS[:-1])
def test_a_law_in_brackets_keeps_its_full_stop_outside(law: str) -> None:
    assert seen(protect(f"هنا ({law}).")) == f".({law}) {'هنا'[::-1]}"


@pytest.mark.parametrize(
    ("said", "paper"),
    [
        ("عبر +49 431 5550-12", "+49 431 5550-12 ربع"),
        ("حتى 30.09.2027, 10:00", "30.09.2027, 10:00 ىتح"),
        ("من 8–12", "8–12 نم"),
        ("نعم: name@beispiel.example", "name@beispiel.example :معن"),
    ],
)
def test_numbers_read_from_the_left_on_arabic_paper(said: str, paper: str) -> None:
    assert seen(protect(said)) == paper
