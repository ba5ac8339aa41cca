"""Languages, catalogues, names, dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from profiler import paths
from profiler.errors import ErrorCode, WorldError
from profiler.languages.catalogues import Catalogue, TranslationState, Translator, read_folder, read_po
from profiler.languages.formats import format_date, format_month
from profiler.languages.names import country_codes, country_name, language_codes, language_name
from profiler.languages.tags import LANGUAGES, is_rtl, language, language_of_answer

PO = """
msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Profiler-State: reviewed\\n"

msgctxt "walk"
msgid "Weiter"
msgstr "التالي"

msgctxt "walk"
msgid "Zurück"
msgstr ""

#, fuzzy
msgctxt "walk"
msgid "Seite {page}"
msgstr "صفحة {page}"
"""


@pytest.fixture
def arabic(tmp_path: Path) -> Catalogue:
    (tmp_path / "ar.po").write_text(PO, encoding="utf-8")
    return read_po(tmp_path / "ar.po", "ar")


def test_a_catalogue_keeps_what_is_translated_and_its_state(arabic: Catalogue) -> None:
    assert arabic.messages == {("walk", "Weiter"): "التالي"}
    assert arabic.state is TranslationState.REVIEWED


@pytest.mark.parametrize("broken", [PO.replace("reviewed", "perfect"), 'msgid "a"\nunfug\n'])
def test_a_broken_catalogue_is_named(tmp_path: Path, broken: str) -> None:
    (tmp_path / "ar.po").write_text(broken, encoding="utf-8")
    with pytest.raises(WorldError) as said:
        read_po(tmp_path / "ar.po", "ar")
    assert said.value.code is ErrorCode.RESOURCE_INVALID
    assert said.value.details["file"].endswith("ar.po")


def test_a_missing_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as said:
        read_po(tmp_path / "ar.po", "ar")
    assert said.value.code is ErrorCode.RESOURCE_INVALID
    assert read_folder(tmp_path / "nowhere") == {}


def test_what_is_not_translated_is_said_in_german(arabic: Catalogue) -> None:
    translator = Translator([arabic])
    assert translator.say("ar", "walk", "Weiter") == "التالي"
    assert translator.say("ar", "walk", "Zurück") == "Zurück"
    assert translator.say("uk", "walk", "Weiter") == "Weiter"
    assert translator.has("ar", "walk", "Weiter")
    assert not translator.has("ar", "walk", "Zurück")
    assert translator.has("de", "walk", "Zurück")


def test_a_broken_placeholder_falls_back_to_german() -> None:
    wrong = Catalogue("ar", TranslationState.DRAFT, {("walk", "Seite {page}"): "صفحة {seite}"})
    assert Translator([wrong]).say("ar", "walk", "Seite {page}", page=3) == "Seite 3"


def test_the_worst_catalogue_decides_the_state(arabic: Catalogue) -> None:
    draft = Catalogue("ar", TranslationState.DRAFT, {})
    assert Translator([arabic, draft]).state("ar") is TranslationState.DRAFT
    assert Translator([arabic]).state("ar") is TranslationState.REVIEWED
    assert Translator([arabic]).state("ti") is TranslationState.DRAFT
    assert Translator([arabic]).state("de") is TranslationState.LEGALLY_CHECKED
    assert Translator([arabic]).languages == ("de", "ar")


def test_every_shipped_catalogue_is_a_draft_and_known() -> None:
    for folder in (paths.resources_folder() / "catalogues", paths.forms_folder() / "kompetenz" / "po"):
        for code, catalogue in read_folder(folder).items():
            assert language(code).code == code
            assert catalogue.state is TranslationState.DRAFT


def test_directions() -> None:
    assert {found.code for found in LANGUAGES if is_rtl(found.code)} == {"ar", "fa_AF", "fa", "ps", "ckb"}


@pytest.mark.parametrize(
    ("answer", "code"), [("ara", "ar"), ("prs", "fa_AF"), ("pes", "fa"), ("tir", "ti"), ("kmr", "ku")]
)
def test_an_answer_means_a_language(answer: str, code: str) -> None:
    found = language_of_answer(answer)
    assert found is not None
    assert found.code == code


def test_names_of_countries() -> None:
    assert country_name("SY", "de") == "Syrien"
    assert country_name("SY", "ar") == "سوريا"
    assert country_name("QQ", "de") == "QQ"
    assert {"SY", "ER", "UA", "AF", "RO", "DE"} <= set(country_codes())
    assert not {"EU", "ZZ"} & set(country_codes())


@pytest.mark.parametrize(
    ("code", "spoken_in", "name"),
    [
        ("ara", "de", "Arabisch"),
        ("tir", "de", "Tigrinya"),
        ("prs", "de", "Dari"),
        ("ukr", "uk", "українська"),
        ("deu", "ar", "الألمانية"),
        ("xxx", "de", "xxx"),
    ],
)
def test_names_of_languages(code: str, spoken_in: str, name: str) -> None:
    assert language_name(code, spoken_in) == name


def test_every_offered_language_has_a_german_name() -> None:
    nameless = [code for code in language_codes() if language_name(code, "de") == code]
    assert nameless == []


def test_dates_read_alike_in_every_language() -> None:
    assert format_date(date(2026, 1, 5)) == "05.01.2026"
    assert format_month(date(2026, 1, 5)) == "01/2026"
