"""The short lists that come with the program keep what they promise."""

from __future__ import annotations

import pytest

from profiler import paths
from profiler.classifications.catalogue import Classifications
from profiler.classifications.concepts import ConceptKind
from profiler.classifications.folding import fold
from profiler.classifications.own_lists import read_isco_groups
from profiler.languages.tags import GERMAN, LANGUAGES

LISTS = Classifications(paths.classifications_folder())
UNIT_GROUPS = {"0": 3, "1": 31, "2": 92, "3": 84, "4": 29, "5": 40, "6": 18, "7": 66, "8": 40, "9": 33}


def test_isco08_has_436_unit_groups() -> None:
    codes = read_isco_groups(paths.classifications_folder())
    counted = {digit: sum(code.startswith(digit) for code in codes) for digit in UNIT_GROUPS}
    assert counted == UNIT_GROUPS
    assert len(codes) == 436


def test_the_lists_are_long_enough() -> None:
    assert len(LISTS.occupations) >= 250
    assert len(LISTS.skills) >= 150


def test_an_id_means_one_thing() -> None:
    ids = [each.concept_id for each in (*LISTS.occupations, *LISTS.skills)]
    assert len(ids) == len(set(ids))
    labels = [each.label for each in LISTS.occupations]
    assert len(labels) == len(set(labels))


def test_every_occupation_says_what_is_done_and_how_else_it_is_called() -> None:
    thin = [
        each.concept_id
        for each in LISTS.occupations
        if not each.synonyms or not 3 <= len(each.activities) <= 5
    ]
    assert thin == []


def test_kldb_codes_end_in_a_level_of_skill() -> None:
    codes = [each.kldb2010 for each in LISTS.occupations if each.kldb2010]
    assert len(codes) >= 100
    assert [code for code in codes if code[-1] not in "1234" or code.startswith("0")] == []


def test_helpers_and_experts_do_not_share_a_level() -> None:
    """KldB's last digit follows ISCO's first: 1 are helpers (ISCO 9), 4 are experts (ISCO 1 and 2)."""
    wrong = [
        each.concept_id
        for each in LISTS.occupations
        if each.kldb2010
        and (
            (each.isco08[0] == "9" and each.kldb2010[-1] != "1")
            or (each.isco08[0] == "2" and each.kldb2010[-1] == "1")
        )
    ]
    assert wrong == []


def test_translations_are_in_languages_of_the_program_and_not_german() -> None:
    known = {language.code for language in LANGUAGES} - {GERMAN}
    for each in (*LISTS.occupations, *LISTS.skills):
        assert set(each.labels) <= known, each.concept_id


SCRIPTS = {
    "ar": "؀ۿ", "fa": "؀ۿ", "fa_AF": "؀ۿ", "ps": "؀ۿ", "ckb": "؀ۿ", "uk": "Ѐӿ", "ru": "Ѐӿ", "ti": "ሀ፿",
}  # fmt: skip


def test_translations_are_written_in_the_script_of_their_language() -> None:
    wrong = []
    for each in (*LISTS.occupations, *LISTS.skills):
        for language, label in each.labels.items():
            first, last = tuple(SCRIPTS.get(language, "\0ɏ"))
            letters = [sign for sign in label if sign.isalpha()]
            # Lkw and CNC stay Latin wherever they are.
            if not letters or sum(first <= sign <= last for sign in letters) < len(letters) / 2:
                wrong.append((each.concept_id, language, label))
    assert wrong == []


@pytest.mark.parametrize("kind", list(ConceptKind))
def test_every_entry_is_found_by_its_label_and_by_its_synonyms(kind: ConceptKind) -> None:
    concepts = LISTS.occupations if kind is ConceptKind.OCCUPATION else LISTS.skills
    for each in concepts:
        assert each.concept_id in {found.concept_id for found in LISTS.search(kind, each.label)}, each
        for synonym in each.synonyms:
            assert fold(synonym)
            found = {result.concept_id for result in LISTS.search(kind, synonym, most=40)}
            assert each.concept_id in found, (each.concept_id, synonym)


@pytest.mark.parametrize(
    ("typed", "language", "wanted"),
    [
        ("Strom verlegen", "de", "elektroniker"), ("Schuster", "de", "schuhmacher"),
        ("Krankenschwester", "de", "krankenpfleger"), ("Putzfrau", "de", "reinigungskraft"),
        ("كهربائي", "ar", "elektroniker"), ("خیاط", "fa", "schneider"), ("зварник", "uk", "schweisser"),
        ("öğretmen", "tr", "lehrer"), ("doctor", "en", "arzt"), ("сварщик", "ru", "schweisser"),
    ],
)  # fmt: skip
def test_people_find_themselves(typed: str, language: str, wanted: str) -> None:
    assert wanted in [found.concept_id for found in LISTS.search(ConceptKind.OCCUPATION, typed, language)][:3]


def test_an_answer_tells_its_codes_and_labels() -> None:
    assert LISTS.isco08_of("elektroniker") == "7411"
    assert LISTS.kldb2010_of("elektroniker") == "26212"
    assert LISTS.label_of("elektroniker").startswith("Elektroniker/in")
    assert LISTS.label_of("elektroniker", "tr") == "elektrikçi"
    assert LISTS.label_of("elektroniker", "so") == LISTS.label_of("elektroniker"), (
        "German where nobody is sure"
    )
    assert "strom_verlegen" in LISTS.skills_of("elektroniker")
    assert (LISTS.isco08_of("nobody"), LISTS.kldb2010_of("nobody"), LISTS.label_of("nobody")) == (
        "",
        "",
        "nobody",
    )
