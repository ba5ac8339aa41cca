"""Lines end where readers expect it."""

from __future__ import annotations

from profiler.documents.text.breaking import emergency, opportunities, syllables
from profiler.documents.text.isolate import isolated, ltr


def pieces(text: str) -> list[str]:
    edges = [0, *sorted(opportunities(text)), len(text)]
    return [text[a:b] for a, b in zip(edges, edges[1:], strict=False)]


def test_lines_end_after_blanks_and_hyphens_between_letters() -> None:
    assert pieces("Agentur/Jobcenter und Anlauf-Stelle") == [
        "Agentur/",
        "Jobcenter ",
        "und ",
        "Anlauf-",
        "Stelle",
    ]


def test_no_line_begins_with_a_closing_mark() -> None:
    assert pieces("Ja ! Nein ; das (hier )") == ["Ja ! ", "Nein ; ", "das ", "(hier )"]


def test_no_break_blank_keeps_together() -> None:
    assert pieces("§\u00a025 Abs.\u00a02") == ["§\u00a025 ", "Abs.\u00a02"]


def test_a_number_never_breaks() -> None:
    number = ltr("+49 431 5550-12")
    assert pieces(f"Tel. {number} bitte") == ["Tel. ", f"{number} ", "bitte"]


def test_a_name_breaks_at_its_blanks() -> None:
    name = isolated("Yousef Ahmad")
    assert pieces(f"für {name}.") == ["für ", name[:8], name[8:] + "."]


def test_ethiopic_words_break_after_the_word_mark() -> None:
    assert pieces("ሰላም፡ዓለም") == ["ሰላም፡", "ዓለም"]


def test_ranges_and_codes_stay_together() -> None:
    assert pieces("Mo–Fr 8–12 LK-2026-0417") == ["Mo–Fr ", "8–12 ", "LK-2026-0417"]


def test_long_words_are_cut_before_a_syllable() -> None:
    word = "Anerkennungsberatung"
    assert [word[:place] for place in syllables(word)] == [
        "Aner", "Anerken", "Anerkennungs", "Anerkennungsbe", "Anerkennungsbera",
    ]  # fmt: skip


def test_letters_that_sound_together_are_not_parted() -> None:
    assert ["Entwaschen"[:place] for place in syllables("Entwaschen")] == ["Ent", "Entwa"]


def test_an_emergency_cut_spares_closing_marks() -> None:
    assert not emergency("ab)", 2)
    assert emergency("abc", 1)
