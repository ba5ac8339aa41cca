"""Occupations and skills are found by what people say, whatever keyboard they have."""

from __future__ import annotations

import pytest

from profiler.classifications.concepts import Concept, ConceptKind
from profiler.classifications.folding import fold, spoken_forms
from profiler.classifications.own_lists import lexicon_of
from profiler.classifications.search import search

OCCUPATION = ConceptKind.OCCUPATION


def concept(
    concept_id: str, label: str, *synonyms: str, does: tuple[str, ...] = (), **labels: str
) -> Concept:
    return Concept(
        concept_id, OCCUPATION, label, "7411", "26212", synonyms=synonyms, activities=does, labels=labels
    )


LIST = lexicon_of(
    [
        concept("baecker", "Bäcker/in", "Brot backen", ar="خبّاز", fa="نانوا", ti="ሰራሕ ሕምባሻ"),
        concept("koch", "Koch/Köchin", does=("Brot rösten",), ar="طبّاخ", tr="aşçı", fa_AF="آشپز"),
        concept("elektriker", "Elektriker/in", "Strom verlegen", ar="كهربائي", ckb="کارەباچی"),
        concept("industrieelektriker", "Industrieelektriker/in", "Elektronik", ru="электрик на заводе"),
        concept("brotverkaeufer", "Brotverkäufer/in", "Bäckerei"),
        concept("lkw", "Lkw-Fahrer/in", "Kraftfahrer", uk="водій вантажівки"),
    ]
)


def ids(typed: str, language: str = "de", most: int = 12) -> list[str]:
    return [found.concept_id for found in search([LIST], typed, language, most)]


@pytest.mark.parametrize(
    ("typed", "language", "wanted"),
    [
        ("bäcker", "de", "baecker"), ("Baecker", "de", "baecker"), ("BACKERIN", "de", "baecker"),
        ("köchin", "de", "koch"), ("lkw fahrer", "de", "lkw"), ("lkwfahrerin", "de", "lkw"),
        ("خباز", "ar", "baecker"), ("كهربايي", "ar", "elektriker"), ("کهربائی", "ar", "elektriker"),
        ("كارهباچى", "ckb", "elektriker"), ("asci", "tr", "koch"), ("ВОДІЙ", "uk", "lkw"),
        ("ሠራሕ ህምባሻ", "ti", "baecker"), ("verlegen strom", "de", "elektriker"), ("ashpaz", "de", ""),
    ],
)  # fmt: skip
def test_one_word_is_found_however_it_is_written(typed: str, language: str, wanted: str) -> None:
    assert (ids(typed, language) or [""])[0] == wanted


def test_what_was_surely_meant_comes_before_what_may_have_been_meant() -> None:
    assert ids("elektriker") == ["elektriker", "industrieelektriker"], "the label before a part of one"
    assert ids("brot") == ["brotverkaeufer", "baecker", "koch"], "label, synonym, activity"
    assert ids("bäckerei") == ["brotverkaeufer"]
    assert ids("bäcker")[0] == "baecker", "the label before a synonym that begins alike"


def test_german_and_the_clients_language_are_searched_at_once() -> None:
    found = search([LIST], "koch", "ar")[0]
    assert (found.german, found.client, found.language) == ("Koch/Köchin", "طبّاخ", "ar")
    assert ids("طباخ", "ar") == ids("koch", "ar") == ["koch"]
    assert ids("طباخ", "tr") == [], "only the two languages of this conversation"


def test_a_reader_of_dari_finds_words_of_farsi_but_is_not_shown_them() -> None:
    found = search([LIST], "نانوا", "fa_AF")
    assert [(each.concept_id, each.client) for each in found] == [("baecker", "")]


def test_two_letters_count_at_the_beginning_of_a_word_only() -> None:
    assert "industrieelektriker" not in ids("ek")
    assert ids("ko") == ["koch"]


def test_codes_are_found() -> None:
    assert len(ids("74")) == len(ids("26212")) == 6
    assert ids("99") == []


def test_nothing_and_signs_find_nothing() -> None:
    assert ids("") == ids(" /|-") == ids("\n|") == []
    assert ids("x" * 10_000) == []


def test_the_list_is_no_longer_than_asked_for() -> None:
    assert len(ids("7411", most=2)) == 2


def test_more_trusted_lists_come_first() -> None:
    other = lexicon_of([concept("esco:1", "Bäcker/in")])
    assert [found.concept_id for found in search([LIST, other], "bäcker")][:2] == ["baecker", "esco:1"]


def test_a_label_for_women_and_men_is_said_in_several_ways() -> None:
    assert spoken_forms("Elektroniker/in") == ("elektroniker", "elektronikerin")
    assert {"arzt", "arztin"} <= set(spoken_forms("Arzt/Ärztin"))
    assert fold("كُهْرَبَائِيّ") == fold("كهربائی")
