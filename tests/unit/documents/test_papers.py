"""Every paper in every language: readable, embedded, without what was not released."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdf
import pytest
import reportlab  # type: ignore[import-untyped]  # ships no types

from profiler.documents.answers import AnswerWords
from profiler.documents.canvas import MM
from profiler.documents.stations import BRING_GAP, added
from profiler.documents.text.pdf_fonts import REPORTLAB_VERSION
from profiler.documents.wording import Words
from profiler.documents.writer import PdfWriter
from profiler.forms.answer import Precision
from profiler.languages.catalogues import TranslationState
from profiler.ports.paper import CopyContent, NoPerson
from profiler.release.releases import Category, Release, SignsAs, Withdrawal, WithdrawalScope
from tests.unit.documents import reading, samples

LANGUAGES = ("de", "en", "uk", "ar", "ti")
STATIONS = ("auslaenderbehoerde", "jobcenter", "iq", "schule", "vhs")
SOME = frozenset({Category.KONTAKT, Category.SPRACHE})
GRANTS: Mapping[str, frozenset[Category]] = {"jobcenter": samples.ALL, "iq": SOME, "auslaenderbehoerde": SOME}
CODE = NoPerson("recovery_sheet", ("ABCD", "EFGH", "JKLM", "NPQR", "STUV", "WXYZ", "2345", "6789"))


def writer(state: TranslationState = TranslationState.DRAFT) -> PdfWriter:
    return PdfWriter(samples.writer_texts(samples.FillerTranslator(state)))


def profile(language: str) -> bytes:
    return writer().profile_sheet(samples.disclosure(language), samples.SENDER)


def release(language: str) -> bytes:
    return writer().release_form(samples.release_copy(language, GRANTS), samples.SENDER)


def slip(language: str) -> bytes:
    return writer().route_slip(samples.slip_copy(language, samples.plan(*STATIONS)), samples.SENDER)


def own_copy(language: str) -> bytes:
    return writer().own_copy(samples.full_copy(language, samples.plan(*STATIONS)), samples.SENDER)


PAPERS: Mapping[str, Callable[[str], bytes]] = {
    "profile": profile,
    "release": release,
    "slip": slip,
    "own_copy": own_copy,
}


@cache
def written(paper: str, language: str) -> bytes:
    return PAPERS[paper](language)


every_paper = pytest.mark.parametrize("paper", sorted(PAPERS))
every_language = pytest.mark.parametrize("language", LANGUAGES)


def test_the_internals_used_are_those_of_the_pinned_version() -> None:
    assert reportlab.__version__ == REPORTLAB_VERSION


@every_paper
@every_language
def test_a_paper_is_a_sound_file_with_embedded_fonts(paper: str, language: str, tmp_path: Path) -> None:
    pdf = written(paper, language)
    embedded = reading.fonts(pdf)
    assert all(embedded.values()), embedded
    assert not any("Helvetica" in name for name in embedded)
    program = shutil.which("qpdf")
    if program is not None:
        path = tmp_path / "paper.pdf"
        path.write_bytes(pdf)
        done = subprocess.run([program, "--check", str(path)], capture_output=True, check=False)  # noqa: S603 - own file
        assert done.returncode == 0, done.stdout + done.stderr


@every_paper
@every_language
def test_text_comes_back_without_private_or_presentation_forms(paper: str, language: str) -> None:
    for character in reading.text(written(paper, language)):
        assert unicodedata.category(character) not in ("Co", "Cn"), hex(ord(character))
        assert not "\ufb50" <= character <= "\ufdff", hex(ord(character))
        assert not "\ufe70" <= character <= "\ufefe", hex(ord(character))


@every_paper
@every_language
def test_words_of_both_languages_come_back(paper: str, language: str, tmp_path: Path) -> None:
    pdf = written(paper, language)
    german = {
        "profile": "Profilbogen",
        "release": "Schweigepflichtentbindung",
        "slip": "Jobcenter",
        "own_copy": "Exemplar",
    }
    expected = {german[paper]}
    if language != "de":
        said = " ".join(samples.FILLER[language])
        expected |= reading.words(said) & reading.words(reading.text(pdf))
        assert len(expected) > 3
    assert expected <= reading.words(reading.text(pdf))
    poppler = reading.poppler_text(pdf, tmp_path)
    if poppler is not None:
        assert expected <= reading.words(poppler)


@every_paper
def test_the_same_moment_gives_the_same_bytes(paper: str) -> None:
    assert PAPERS[paper]("ar") == written(paper, "ar")


@every_paper
def test_the_file_names_nobody(paper: str) -> None:
    metadata = pypdf.PdfReader(io.BytesIO(written(paper, "ar"))).metadata
    assert metadata is not None
    said = " ".join(str(value) for value in metadata.values())
    assert "Mansour" not in said
    assert "Yousef" not in said
    assert metadata.title is not None
    assert "LK-2026-0417" in metadata.title


@every_paper
@every_language
def test_every_page_counts_itself(paper: str, language: str) -> None:
    pages = reading.pages(written(paper, language))
    for number, content in enumerate(pages, start=1):
        assert re.search(rf"Seite {number} von {len(pages)}", content)
        assert "LK-2026-0417" in content


def test_a_preview_says_so_on_every_page() -> None:
    pdf = writer().profile_sheet(samples.disclosure("ar"), samples.SENDER, preview=True)
    assert all("Vorschau" in page for page in reading.pages(pdf))
    assert "Vorschau" not in reading.text(written("profile", "ar"))


# --- the sheet for a recipient ---------------------------------------------------------------------


def test_the_sheet_says_for_whom_and_until_when() -> None:
    said = reading.text(written("profile", "ar"))
    assert "Jobcenter Landkreis Musterland" in said
    assert "Freigabe Nr. 3" in said
    assert "20.11.2027" in said


@every_language
def test_a_withheld_category_leaves_no_trace(language: str) -> None:
    narrow = samples.disclosure(language, categories=frozenset({Category.KONTAKT, Category.BERUF}))
    said = reading.text(writer().profile_sheet(narrow, samples.SENDER))
    assert "Elektriker" in said
    for trace in (
        "Aufenthalt",
        "AufenthG",
        "Sprachen",
        "Deutsch",
        "Schule",
        "Industrieschule",
        "Sofort arbeiten",
        "freigegeben ",
    ):
        assert trace not in said, trace


def test_a_column_without_any_answer_disappears() -> None:
    full = samples.disclosure("de", categories=frozenset({Category.KONTAKT, Category.BERUF}))
    assert "Nachweis" in reading.text(writer().profile_sheet(full, samples.SENDER))
    sections = tuple(
        replace(
            section,
            tables=tuple(
                replace(
                    table,
                    rows=tuple(
                        tuple(item for item in row if item.question.name != "j_ev_state")
                        for row in table.rows
                    ),
                )
                for table in section.tables
            ),
        )
        for section in full.sections
    )
    narrow = replace(full, sections=sections)
    assert "Nachweis" not in reading.text(writer().profile_sheet(narrow, samples.SENDER))


_SAID_OTHERWISE = (
    "first_lang",
    "hear",
    "read",
    "talk",
    "present",
    "write",
    "script_",
    "home_",
    "name_original",
)
"""Shown as a picture, in small letters or not at all."""


@pytest.mark.parametrize("kind", ["jobcenter", "iq", "kurs", "kita", "auslaenderbehoerde", "jmd"])
@pytest.mark.parametrize("persona", ["elektriker", "krankenschwester", "jugendlicher", "schneider"])
def test_every_released_answer_is_on_the_sheet(kind: str, persona: str) -> None:
    told = samples.disclosure("de", kind=kind, persona=persona)
    answers = AnswerWords(told.form, Words(samples.writer_texts(), "de"))
    printed = _squeezed(reading.text(writer().profile_sheet(told, samples.SENDER)))
    items = [
        item
        for section in told.sections
        for item in (
            *section.items,
            *(each for table in section.tables for row in table.rows for each in row),
        )
        if not item.question.name.startswith(_SAID_OTHERWISE)
    ]
    assert items
    lost = {
        (item.question.name, line)
        for item in items
        for line in answers.value(item).german.splitlines()
        if line.isascii() and _squeezed(line) not in printed
    }
    assert lost == set()


def _squeezed(text: str) -> str:
    """Without blanks, marks and soft hyphens: a line may break anywhere."""
    return re.sub("[\\s\u00ad\u200b\u2060\u2066-\u2069]", "", text)


@pytest.mark.parametrize("kind", ["iq", "schule", "kurs"])
def test_every_kind_of_sheet_can_be_written(kind: str) -> None:
    said = reading.text(writer().profile_sheet(samples.disclosure("uk", kind=kind), samples.SENDER))
    assert samples.RECIPIENTS[kind].name in said
    assert ("Haile" if kind == "schule" else "Al-Mansour") in said


@pytest.mark.parametrize("kind", ["jobcenter", "iq", "schule"])
@pytest.mark.parametrize("persona", ["elektriker", "schweisser", "schneider", "krankenschwester"])
def test_nobody_signs_a_page_without_answers(kind: str, persona: str) -> None:
    told = samples.disclosure("de", kind=kind, persona=persona)
    pages = reading.pages(writer().profile_sheet(told, samples.SENDER))
    (page,) = (page for page in pages if "Angaben mit mir" in page)
    before, _, _ = page.partition("Angaben mit mir")
    assert len(before.splitlines()) > 8


def test_the_day_of_a_paper_that_is_over_asks_to_be_clarified() -> None:
    over = samples.disclosure("uk", changed={"res_valid_until": "2026-03-04"})
    said = " ".join(reading.text(writer().profile_sheet(over, samples.SENDER)).split())
    assert "Papier bis 04.03.2026, bitte klären" in said
    assert "04.03.2026 (bitte klären)" in said
    assert "bitte klären" not in reading.text(written("profile", "uk"))


def test_a_name_in_latin_script_stands_once() -> None:
    told = samples.disclosure("de", changed={"name_original": "Yousef Al-Mansour"})
    assert "Yousef Al-Mansour" not in reading.text(writer().profile_sheet(told, samples.SENDER))


def test_a_date_keeps_its_precision() -> None:
    said = reading.text(written("profile", "de"))
    assert "06/2009" in said
    assert "14.03.1991" in said


def test_very_long_answers_run_over_pages_and_lose_nothing() -> None:
    long = " ".join(f"Wort{number}" for number in range(1_200))
    view = samples.full_copy("ar", changed={"city": long})
    pdf = writer().own_copy(view, samples.SENDER)
    found = reading.words(reading.text(pdf))
    assert {f"Wort{number}" for number in range(1_200)} <= found
    assert len(reading.pages(pdf)) > 5


# --- the release form ------------------------------------------------------------------------------


@every_language
def test_a_draft_translation_says_that_the_german_binds(language: str) -> None:
    note = "Verbindlich ist der deutsche Text"
    assert (note in reading.text(written("release", language))) is (language != "de")
    checked = writer(TranslationState.LEGALLY_CHECKED)
    form = samples.release_copy(language, GRANTS)
    assert note not in reading.text(checked.release_form(form, samples.SENDER))


def test_the_matrix_counts_what_each_office_gets() -> None:
    matrix = reading.pages(written("release", "ti"))[0]
    assert "12 von 12" in matrix
    assert matrix.count("2 von 12") == 3  # twice alone, once inside "12 von 12"


@every_language
def test_the_page_with_the_signatures_names_person_and_offices(language: str) -> None:
    last = " ".join(reading.pages(written("release", language))[-1].split())
    assert "Ich erlaube" in last
    assert "Yousef Al-Mansour" in last
    for kind, categories in GRANTS.items():
        assert f"{samples.RECIPIENTS[kind].name} ({len(categories)} von 12)" in last


@every_language
def test_a_release_for_two_offices_takes_two_pages(language: str) -> None:
    grants = {"jobcenter": samples.ALL, "iq": SOME}
    pdf = writer().release_form(samples.release_copy(language, grants), samples.SENDER)
    assert len(reading.pages(pdf)) == 2


def test_only_minors_have_a_box_for_their_guardians() -> None:
    adult = samples.release_copy("uk", GRANTS)
    assert "Sorgeberechtigte" not in reading.text(writer().release_form(adult, samples.SENDER))
    minor = replace(adult, enclosure=replace(adult.enclosure, signs_as=SignsAs.BEIDE))
    assert "Sorgeberechtigte" in reading.text(writer().release_form(minor, samples.SENDER))


@pytest.mark.parametrize(
    ("precision", "shown", "hidden"),
    [
        (Precision.TAG, "14.03.1991", "ungefähr"),
        (Precision.JAHR, "1991", "14.03."),
    ],
)
def test_a_signed_paper_invents_no_date_of_birth(precision: Precision, shown: str, hidden: str) -> None:
    copy = samples.release_copy("de", GRANTS)
    known = replace(copy, header=replace(copy.header, birth_precision=precision))
    first = reading.pages(writer().release_form(known, samples.SENDER))[0]
    assert shown in first
    assert hidden not in first


def test_more_than_four_recipients_make_a_second_table() -> None:
    grants = dict.fromkeys(("jobcenter", "iq", "berufsschule", "kurs", "schule"), SOME)
    said = reading.text(writer().release_form(samples.release_copy("ar", grants), samples.SENDER))
    assert said.count("mein Kürzel als Ja") == 2
    for kind in grants:
        assert samples.RECIPIENTS[kind].name.split()[0].split("-")[0][:5] in said


@every_language
def test_initials_stand_on_the_page_of_the_crosses_they_confirm(language: str) -> None:
    grants = dict.fromkeys(samples.RECIPIENTS, SOME)
    pdf = writer().release_form(samples.release_copy(language, grants), samples.SENDER)
    pages = [page.partition("Dauer und Unterschriften")[0] for page in reading.pages(pdf)]
    assert sum(page.count("mein Kürzel als Ja") for page in pages) == 2
    for page in pages:
        assert page.count("mein Kürzel als Ja") == page.count("Kopien von Papieren")
    for recipient in samples.RECIPIENTS.values():
        assert sum(page.count(recipient.name.split()[-1]) for page in pages) >= 1


def test_the_immigration_office_gets_a_box_of_its_own() -> None:
    sentence = "Mir wurde erklärt"
    assert sentence in reading.text(written("release", "uk"))
    without = samples.release_copy("uk", {"jobcenter": SOME})
    assert sentence not in reading.text(writer().release_form(without, samples.SENDER))


def test_an_empty_matrix_prints() -> None:
    empty = samples.release_copy("ar", {"jobcenter": frozenset()})
    assert "0 von 12" in reading.text(writer().release_form(empty, samples.SENDER))


def test_rights_and_signatures_stand_on_the_form() -> None:
    said = " ".join(reading.text(written("release", "en")).split())
    for sentence in (
        "freiwillig",
        "jederzeit widerrufen",
        "beschweren",
        "Keine Cloud",
        "Wie stoppe ich?",
        "Ich erlaube",
    ):
        assert sentence in said


# --- the routing slip ------------------------------------------------------------------------------


@every_language
def test_five_stations_with_a_stamp_field_each(language: str) -> None:
    said = reading.text(written("slip", language))
    assert said.count("Stempel der Stelle") == len(STATIONS)
    assert "Di 01.12.2026, 09:30" in said
    assert "18.12." in said


def test_the_code_holds_case_and_sheet_and_nothing_personal() -> None:
    assert reading.codes(written("slip", "ar")) == {"LK-2026-0417 L1"}


def test_the_fold_falls_between_the_third_and_the_fourth_station() -> None:
    picture = reading.picture(written("slip", "de"), scale=3)
    fold = round(148.5 / 297 * picture.height)
    middle = range(round(picture.width * 0.2), round(picture.width * 0.55))
    dark = [
        row
        for row in range(fold - 12, fold + 12)
        if sum(picture.getpixel((x, row)) < 100 for x in middle) > 0.95 * len(middle)  # type: ignore[operator]  # grey
    ]
    assert dark


def test_a_long_name_stays_beside_the_code() -> None:
    copy = samples.slip_copy("ar", samples.plan("jobcenter"))
    long = replace(copy, header=replace(copy.header, given_names="Maximiliana Oleksandrivna " * 4))
    pdf = writer().route_slip(long, samples.SENDER)
    assert reading.codes(pdf) == {"LK-2026-0417 L1"}
    assert "21.05.2027" in reading.text(pdf)
    assert "Maximiliana" in reading.text(pdf)


def test_a_station_that_may_not_be_seen_is_dropped_not_blanked() -> None:
    full = samples.plan("jobcenter", "iq", "schule")
    hidden = replace(
        full, stations=(full.stations[0], replace(full.stations[1], on_slip=False), full.stations[2])
    )
    said = reading.text(writer().route_slip(samples.slip_copy("uk", hidden), samples.SENDER))
    assert "Anerkennungsberatung" not in said
    assert said.count("Stempel der Stelle") == 2
    own = reading.text(writer().own_copy(samples.full_copy("uk", hidden), samples.SENDER))
    assert "IQ Anerkennungsberatung" not in own


def test_initials_instead_of_the_name() -> None:
    copy = samples.slip_copy("ar", samples.plan("jobcenter"), by_name=False)
    said = reading.text(writer().route_slip(copy, samples.SENDER))
    assert "Mansour" not in said
    assert "Y. A." in said


def test_more_stations_than_a_page_takes() -> None:
    plan = samples.plan(*STATIONS, "jmd", "mbe", "kurs")
    pdf = writer().route_slip(samples.slip_copy("ar", plan), samples.SENDER)
    assert len(reading.pages(pdf)) == 2
    assert reading.text(pdf).count("Stempel der Stelle") == 8
    assert reading.codes(pdf, page=1) == {"LK-2026-0417 L1"}


@pytest.mark.parametrize("key", ["slip_disclaimer", "slip_keep", "slip_notes"])
def test_beside_a_german_statement_stands_the_same_statement(key: str) -> None:
    german = samples.writer_texts().texts[key]
    said = " ".join(reading.pages(written("slip", "en"))[0].split())
    assert f"{german} {samples.filler('en', german)}" in said


def test_every_page_but_the_first_is_filled_with_lines_for_notes() -> None:
    plan = samples.plan(*STATIONS, "jmd")
    pdf = writer().route_slip(samples.slip_copy("ar", plan), samples.SENDER)
    assert reading.widest_white(pdf, page=1) < 12
    assert "Notizen" in reading.pages(pdf)[1]


def test_the_part_to_tear_off_takes_no_station_with_it() -> None:
    plan = samples.plan(*STATIONS, *STATIONS)
    pdf = writer().route_slip(samples.slip_copy("uk", plan), samples.SENDER)
    assert "Abschnitt" in reading.pages(pdf)[0]
    for page in range(len(reading.pages(pdf))):
        assert reading.ink_between(pdf, page, 264.8, 282) is (page == 0)


def test_a_box_for_papers_is_nearer_to_its_own_word_than_to_the_next() -> None:
    assert BRING_GAP >= 5 * MM


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Papier verlängern.", "Papier verlängern (bitte klären)."),
        ("Papier", "Papier (bitte klären)"),
    ],
)
def test_an_open_question_stands_before_the_full_stop(sentence: str, printed: str) -> None:
    assert added(sentence, "bitte klären") == printed


def test_a_slip_without_stations_is_still_a_slip() -> None:
    said = reading.text(writer().route_slip(samples.slip_copy("ti", samples.plan()), samples.SENDER))
    assert "Laufzettel" in said


def test_an_open_question_says_so() -> None:
    assert "bitte klären" in reading.text(written("slip", "de"))


# --- the own copy and the recovery sheet ------------------------------------------------------------


@every_language
def test_the_own_copy_holds_answers_way_and_releases(language: str) -> None:
    said = " ".join(reading.text(written("own_copy", language)).split())
    assert "Exemplar der Person" in said
    for trace in ("Al-Mansour", "Rima", "AufenthG", "Anerkennungsberatung", "Freigabe Nr. 3"):
        assert trace in said


@pytest.mark.parametrize(("basis", "stands"), [("§ 81 AufenthG", True), ("örtliches Angebot", False)])
def test_the_own_copy_names_laws_and_no_german_phrases(basis: str, stands: bool) -> None:
    plan = samples.plan("jobcenter")
    (station,) = plan.stations
    rule = replace(station.reasons[0].rule, legal_basis=basis)
    changed = replace(station, reasons=(replace(station.reasons[0], rule=rule),))
    copy = samples.full_copy("ar", replace(plan, stations=(changed,)))
    assert (basis in reading.text(writer().own_copy(copy, samples.SENDER))) is stands


def test_values_are_said_in_the_clients_language_too() -> None:
    assert "سوريا" in reading.text(written("own_copy", "ar"))
    assert "Сирія" in reading.text(written("own_copy", "uk"))


def test_who_interpreted_is_told_to_the_person_and_to_nobody_else() -> None:
    assert "Salma Haddad" in reading.text(written("own_copy", "ar"))
    assert "Salma Haddad" not in reading.text(written("profile", "ar"))


def test_the_recovery_sheet_shows_every_group_and_no_person() -> None:
    said = reading.text(writer().recovery_sheet(CODE, samples.SENDER))
    assert all(group in said for group in CODE.lines)
    assert "LK-" not in said


def test_a_withdrawn_release_says_so_on_the_own_copy() -> None:
    copy = samples.full_copy("de")
    taken_back: Release = replace(
        samples.release("de"), withdrawals=(Withdrawal(samples.NOW, WithdrawalScope.ALLES, "", "k1"),)
    )
    said = reading.text(
        writer().own_copy(replace(copy, enclosure=CopyContent(None, (taken_back,))), samples.SENDER)
    )
    assert "widerrufen am 21.11.2026" in said


@pytest.mark.parametrize(
    "said",
    [
        "أُعفي هذه الجهة والمُعلِّم شكراً جزيلاً لأنّك تغيّر شيئًا دائماً",
        "صفحهٔ پرسش می‌توانید هر پرسشی را خالی بگذارید",
        "ብድሌተይ እፍርም፡ ኣይፋል እንተበልኩ",
        "Допомога на життя та пошук роботи об'єднання",
        "Schweigepflichtentbindung für Öffnungszeiten",
    ],
)
def test_marked_words_come_back_whole(said: str, tmp_path: Path) -> None:
    pdf = writer().own_copy(samples.full_copy("ar", changed={"city": said}), samples.SENDER)
    assert reading.words(said) <= reading.words(reading.text(pdf))
    poppler = reading.poppler_text(pdf, tmp_path)
    if poppler is not None:
        assert reading.words(said) <= reading.words(poppler)
