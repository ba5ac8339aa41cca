"""Each language works from the key to the paper: its letters are in our fonts, its names are its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import chain

import pytest
from babel import Locale

from profiler import paths
from profiler.documents.text.fonts import FontFace, Weight, font_book, read_manifest
from profiler.documents.text.itemise import TextStyle
from profiler.documents.text.paragraph import Span, Typesetter
from profiler.gui.fonts import families
from profiler.languages.alphabets import ALPHABETS
from profiler.languages.calendars import Calendar, calendar_of, month_count, names_of_months
from profiler.languages.names import country_codes, country_name, language_codes, language_name
from profiler.languages.po_files import read_po_file
from profiler.languages.pseudo import pseudo_text
from profiler.languages.tags import GERMAN, LANGUAGES, PSEUDO, Direction, language

CODES = [each.code for each in LANGUAGES if each.code != GERMAN]
STYLES = (TextStyle(8, 10.5, long_text=True), TextStyle(9.5, 12), TextStyle(9.5, 12, Weight.BOLD))
SCRIPT_NAMES = {"Arab": "ARABIC", "Cyrl": "CYRILLIC", "Ethi": "ETHIOPIC", "Latn": "LATIN"}


def catalogue_texts(code: str) -> set[str]:
    """Everything translated to a language."""
    folders = paths.resources_folder() / "catalogues", *paths.forms_folder().rglob("po")
    found = [folder / f"{code}.po" for folder in folders]
    return {text for path in found if path.exists() for text in read_po_file(path).messages.values()}


def named(code: str) -> set[str]:
    """Countries, languages and months."""
    months: Iterator[tuple[str, ...]] = (names_of_months(calendar, code) for calendar in Calendar)
    return {
        *(country_name(each, code) for each in country_codes()),
        *(language_name(each, code) for each in language_codes()),
        *chain.from_iterable(months),
        language(code).own_name,
    }


def pseudo_texts() -> set[str]:
    po = read_po_file(paths.resources_folder() / "catalogues" / "en.po")
    return {pseudo_text(german) for _, german in po.messages}


@pytest.mark.parametrize("code", [*CODES, PSEUDO.code])
def test_paper_has_a_glyph_for_every_letter(code: str) -> None:
    texts = pseudo_texts() if code == PSEUDO.code else catalogue_texts(code) | named(code)
    words = sorted({word for text in texts for word in text.split()})
    setter = Typesetter(font_book())
    for text in (" ".join(words[first : first + 100]) for first in range(0, len(words), 100)):
        for style in STYLES:
            # Raises GLYPH_MISSING if no font has it.
            line = setter.line((Span(text, style),), code)
            assert all(glyph.glyph_id for run in line.runs for glyph in run.glyphs), text


@pytest.mark.parametrize("code", [*CODES, PSEUDO.code])
@pytest.mark.parametrize("weight", list(Weight))
def test_the_screen_has_a_glyph_for_every_letter(code: str, weight: Weight) -> None:
    texts = pseudo_texts() if code == PSEUDO.code else catalogue_texts(code) | named(code)
    covered: set[int] = set()
    for row in read_manifest(paths.resources_folder() / "fonts.csv"):
        if row.family in families(code) and row.weight is weight:
            covered |= FontFace(paths.fonts_folder() / row.file, row).coverage
    needed = {ord(letter) for text in texts for letter in text if unicodedata.category(letter) != "Cf"}
    assert {chr(letter) for letter in needed - covered - {0x0A}} == set()


@pytest.mark.parametrize("code", CODES)
def test_it_is_read_in_the_direction_cldr_gives_it(code: str) -> None:
    rtl = Locale.parse(code).character_order == "right-to-left"
    assert (language(code).direction is Direction.RTL) == rtl
    assert (language(code).script == "Arab") == rtl


@pytest.mark.parametrize("code", CODES)
def test_its_alphabet_is_of_its_script(code: str) -> None:
    known = SCRIPT_NAMES[language(code).script]
    letters = [letter for letter in ALPHABETS[code] if unicodedata.category(letter).startswith("L")]
    assert len(letters) >= 22
    assert all(unicodedata.name(letter).startswith(known) for letter in letters)


@pytest.mark.parametrize("code", [code for code in CODES if language(code).script != "Latn"])
def test_its_names_of_countries_and_languages_are_in_its_script(code: str) -> None:
    names = [(each, country_name(each, code)) for each in country_codes()]
    names += [(each, language_name(each, code)) for each in language_codes()]
    assert [name for name in names if "LATIN" in "".join(map(unicodedata.name, name[1]))] == []


@pytest.mark.parametrize("code", [code for code in CODES if language(code).script == "Latn"])
def test_its_names_of_countries_are_not_german(code: str) -> None:
    for country in ("DE", "EG", "ET", "GR"):
        assert country_name(country, code) != country_name(country, GERMAN), country


@pytest.mark.parametrize("code", CODES)
def test_it_knows_its_own_name(code: str) -> None:
    """Nobody finds their language by a name of another one."""
    own = language(code).own_name
    assert own != language(code).german_name
    letters = {letter for letter in own.lower() if letter.isalpha()}
    assert letters <= ALPHABETS[code]


@pytest.mark.parametrize("code", [code for code in CODES if calendar_of(code) is not None])
def test_the_months_of_its_calendar_have_its_own_names(code: str) -> None:
    calendar = calendar_of(code)
    assert calendar is not None
    months = names_of_months(calendar, code)
    assert len(set(months)) == month_count(calendar)
    assert not set(months) & set(names_of_months(calendar, GERMAN))
    assert {letter for month in months for letter in month if letter.isalpha()} <= ALPHABETS[code]
