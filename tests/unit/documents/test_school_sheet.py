"""The school's sheet: what was released, then boxes and lines that the school fills in by hand."""

from __future__ import annotations

import pytest

from profiler.documents import scale
from profiler.documents.by_hand import Boxes, by_hand
from profiler.documents.text.fonts import font_book
from profiler.documents.text.paragraph import Typesetter
from profiler.documents.wording import Pair, Words
from profiler.documents.writer import PdfWriter
from profiler.release.gate import sheet_for
from profiler.release.own import own_sheet
from profiler.release.releases import Category
from tests.unit.documents import reading, samples

SETTER = Typesetter(font_book())


def writer() -> PdfWriter:
    return PdfWriter(samples.writer_texts())


def own(language: str, changed: dict[str, str] | None = None) -> bytes:
    view = samples.answered_school(language, changed)
    sheet = sheet_for(samples.release_content().sheets, "schule", "schule")
    assert sheet is not None
    copy = own_sheet(samples.record(view, language), view, sheet)
    return writer().own_sheet(copy, samples.SENDER)


@pytest.mark.parametrize("language", ["de", "ar", "uk", "ti"])
def test_the_school_finds_what_it_has_to_fill_in(language: str) -> None:
    said = reading.text(writer().profile_sheet(samples.disclosure(language, kind="schule"), samples.SENDER))
    for label in ("Masernschutz", "Schuleingangsuntersuchung", "Antwort der Schule", "Erster Schultag"):
        assert label in said
    for choice in ("Nachweis gesehen", "Regelklasse mit Förderung", "Stempel der Stelle"):
        assert choice in said


def test_what_was_ticked_at_the_desk_is_an_empty_box_on_paper() -> None:
    ticked, untouched = (
        writer().profile_sheet(samples.disclosure("de", kind="schule", changed=changed), samples.SENDER)
        for changed in ({"bring_list": "id_doc photo"}, {"bring_list": ""})
    )
    assert reading.picture(ticked, 1).tobytes() == reading.picture(untouched, 1).tobytes()


def test_a_table_of_school_years_has_a_column_for_each_answer() -> None:
    said = reading.text(writer().profile_sheet(samples.disclosure("de", kind="schule"), samples.SENDER))
    for head in ("Unterricht auf", "Stunden je Woche", "gefehlt, Monate"):
        assert head in said.replace("\n", " ")
    assert "Schule im Lager" in said


def test_what_was_not_released_leaves_no_trace_and_the_schools_part_stays() -> None:
    only = frozenset({Category.SCHULE})
    said = reading.text(
        writer().profile_sheet(samples.disclosure("de", kind="schule", categories=only), samples.SENDER)
    )
    assert "Haile" not in said
    assert "Sprache der Eltern" not in said
    assert "Masernschutz" in said


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_parent_may_carry_the_sheet_without_a_release(language: str) -> None:
    said = reading.text(own(language))
    assert "Exemplar der Person" in said
    assert "Freigabe Nr." not in said
    assert "Lindenweg 4, 01234 Musterstadt" in said
    assert "Masernschutz" in said


def test_a_secret_address_is_not_on_a_paper_that_may_be_found() -> None:
    said = reading.text(own("de", {"address_secret": "ja"}))
    assert "Lindenweg" not in said
    assert "Grundschule am Park" not in said
    assert "Haile" in said


def test_nothing_to_fill_in_makes_no_band() -> None:
    words = Words(samples.writer_texts(), "ar")
    form = samples.form("ar", form_id="schule")
    assert list(by_hand(1, form, (), words, SETTER)) == []
    assert list(by_hand(1, form, ("gibt_es_nicht",), words, SETTER)) == []


@pytest.mark.parametrize("count", [1, 3, 4, 9])
@pytest.mark.parametrize("word", ["Ja", "Sprachlernklasse oder Intensivklasse", "x" * 120])
def test_boxes_stand_in_rows_as_wide_as_their_words(count: int, word: str) -> None:
    pair = Pair(word, samples.filler("ar", word))
    few = Boxes(Pair("Klasse"), (pair,) * count, "ar")
    more = Boxes(Pair("Klasse"), (pair,) * (count + 4), "ar")
    assert few.height(SETTER, scale.CONTENT) < more.height(SETTER, scale.CONTENT)
