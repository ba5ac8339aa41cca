"""The pseudo-language: unlike German in every letter, like a translation in everything else."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiler import paths
from profiler.languages.catalogues import TranslationState, Translator, read_folder
from profiler.languages.names import country_codes, country_name, language_codes, language_name
from profiler.languages.po_files import PoEntry, PoFile, new_po, read_po_file, write_po_file
from profiler.languages.pseudo import add_pseudo_catalogues, pseudo_po, pseudo_text
from profiler.languages.tags import LANGUAGES, PSEUDO, is_rtl, language, language_of_answer

GERMAN_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ"
LATIN = re.compile("[A-Za-zÄÖÜäöüß]")
PLACEHOLDER = re.compile(r"\$?\{[a-z_]*\}")


def shipped_texts() -> set[str]:
    found = paths.resources_folder().glob("catalogues/*.po"), paths.forms_folder().glob("*/po/*.po")
    return {german for paths_ in found for path in paths_ for _, german in read_po_file(path).messages}


def test_it_is_known_but_offered_nowhere() -> None:
    assert language(PSEUDO.code) is PSEUDO
    assert language_of_answer("qps") is PSEUDO
    assert is_rtl(PSEUDO.code)
    assert PSEUDO not in LANGUAGES
    assert PSEUDO.code not in language_codes()
    assert PSEUDO.own_name == pseudo_text("Pseudo")


@pytest.mark.parametrize(
    ("german", "kept"),
    [
        ("Seite {page} von {pages}", ["{page}", "{pages}"]),
        ("${given_names}, wie alt sind Sie?", ["${given_names}"]),
        ("A2: versteht einfache Sätze", ["A2"]),
        ("§ 25 Abs. 2 AufenthG (Flüchtling)", ["§ 25 Abs. 2 AufenthG"]),
        ("Zum Beispiel 030 23125-100.", ["030 23125-100"]),
        ("gültig bis 04.03.2027", ["04.03.2027"]),
    ],
)
def test_what_translators_leave_alone_stays(german: str, kept: list[str]) -> None:
    rest = pseudo_text(german)
    for piece in kept:
        assert rest.count(piece) == 1
        rest = rest.replace(piece, "")
    assert not LATIN.search(rest)


def test_every_shipped_text_becomes_another_one_of_its_direction() -> None:
    texts = shipped_texts()
    assert len(texts) > 500
    for german in texts:
        pseudo = pseudo_text(german)
        assert PLACEHOLDER.findall(pseudo) == PLACEHOLDER.findall(german)
        assert (pseudo[0], pseudo[-1]) == ("[", "]")
        if any(letter.isalpha() for letter in PLACEHOLDER.sub("", german)) and len(german) > 2:
            assert pseudo != german
        directions = {unicodedata.bidirectional(letter) for letter in pseudo}
        assert not directions & {"LRI", "RLI", "PDI", "LRE", "RLE", "PDF"}


def test_it_is_about_a_third_longer() -> None:
    texts = shipped_texts()
    longer = sum(len(pseudo_text(german)) for german in texts) / sum(len(german) for german in texts)
    assert 1.3 < longer < 1.45


@given(st.text(GERMAN_LETTERS, min_size=1), st.text(GERMAN_LETTERS, min_size=1))
def test_different_texts_stay_different(one: str, other: str) -> None:
    assert (pseudo_text(one) == pseudo_text(other)) == (one.lower() == other.lower())


def test_nothing_stays_nothing() -> None:
    assert pseudo_text("") == ""


def test_countries_and_languages_speak_it() -> None:
    for code in country_codes():
        assert country_name(code, PSEUDO.code) == pseudo_text(country_name(code, "de"))
    for code in language_codes():
        assert language_name(code, PSEUDO.code) == pseudo_text(language_name(code, "de"))


def test_it_says_what_translators_see_and_no_more(tmp_path: Path) -> None:
    told = {
        "uk": (PoEntry("walk", "Zurück", "Назад"), PoEntry("walk", "Fertig", "Готово", obsolete=True)),
        "ar": (PoEntry("walk", "Weiter", ""),),
    }
    for code, entries in told.items():
        write_po_file(tmp_path / "po" / f"{code}.po", PoFile(new_po(code).headers, entries))
    (written,) = add_pseudo_catalogues(tmp_path)
    assert written == tmp_path / "po" / "qps.po"
    translator = Translator(read_folder(tmp_path / "po").values())
    for german in ("Zurück", "Weiter"):
        assert translator.say("qps", "walk", german) == pseudo_text(german)
    assert not translator.has("qps", "walk", "Fertig")
    assert translator.state("qps") is TranslationState.DRAFT
    assert add_pseudo_catalogues(tmp_path) == (written,), "a second time changes nothing"


def test_a_catalogue_is_made_of_keys() -> None:
    po = pseudo_po([("walk", "Nein")])
    assert dict(po.messages) == {("walk", "Nein"): pseudo_text("Nein")}
    assert po.header("Language") == "qps"
