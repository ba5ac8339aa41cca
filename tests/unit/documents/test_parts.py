"""Labels never touch, field rows fill the grid, pictograms can all be drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiler.documents import marks, scale
from profiler.documents.answers import AnswerWords
from profiler.documents.canvas import MM
from profiler.documents.columns import LAYOUTS, is_evidence
from profiler.documents.fields import Field, label_lines, pack
from profiler.documents.labels import DETAIL_LABELS, FIELD_LABELS
from profiler.documents.pictograms import parse_path, pictogram
from profiler.documents.profile import Fact, Strip
from profiler.documents.text.fonts import font_book
from profiler.documents.text.paragraph import Typesetter
from profiler.documents.wording import Pair, Words, listed, term
from profiler.errors import ErrorCode, WorldError
from profiler.paths import resources_folder
from tests.unit.documents import samples

ICONS = sorted((resources_folder() / "pictograms").glob("*.svg"))
SETTER = Typesetter(font_book())

labels = st.sampled_from(
    ("geboren", "Aufenthaltspapier", "Wunsch: Schulabschluss", "Ort", "in Deutschland seit")
)
values = st.sampled_from(("", "14.03.1991", "§ 25 Abs. 2 AufenthG (subsidiärer Schutz)", "ja", "x" * 200))


@given(
    st.lists(st.tuples(labels, values), min_size=1, max_size=14), st.sampled_from(("ar", "uk", "ti", "en"))
)
def test_labels_fit_and_never_touch(told: list[tuple[str, str]], client: str) -> None:
    fields = [Field(Pair(label, samples.filler(client, label)), value) for label, value in told]
    rows = pack(fields, client, SETTER)
    assert [field for row in rows for field, _, _ in row.cells] == fields
    for row in rows:
        edge = 0
        for field, first, columns in row.cells:
            assert first == edge
            edge = first + columns
            german, other = label_lines(SETTER, field, client)
            assert other is not None
            assert german.width + other.width < scale.span_width(columns)
        assert edge <= scale.COLUMNS
        assert edge == scale.COLUMNS or len(row.cells) == 1


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_every_pictogram_can_be_drawn(path: Path) -> None:
    steps = pictogram(path.stem)
    assert steps
    for _, numbers in steps:
        assert all(-0.01 <= number <= 48.01 for number in numbers)


def test_a_missing_pictogram_is_named() -> None:
    with pytest.raises(WorldError) as caught:
        pictogram("gibt-es-nicht")
    assert caught.value.code is ErrorCode.RESOURCE_INVALID


def test_every_pictogram_the_tables_name_exists() -> None:
    texts = samples.writer_texts()
    named = {kind.pictogram for kind in texts.kinds.values()}
    named |= {category.pictogram for category in texts.categories.values()}
    assert named <= {path.stem for path in ICONS}


def test_a_half_circle_is_drawn_through_its_far_point() -> None:
    steps = list(parse_path("M0 10a10 10 0 0 1 20 0"))
    assert steps[0] == ("M", (0.0, 10.0))
    assert steps[1][1][-2:] == pytest.approx((10, 0))
    assert steps[2][1][-2:] == pytest.approx((20, 10))


def test_an_unknown_path_command_is_refused() -> None:
    with pytest.raises(ValueError, match="q"):
        list(parse_path("M0 0q1 1 2 2"))


def test_levels_are_said_as_people_say_them() -> None:
    assert [marks.LevelCell(code).word for code in marks.LEVELS] == ["0", "A1", "A2", "B1", "B2", "C1", "C2"]


def test_lists_use_the_comma_of_their_script() -> None:
    assert listed(("a", "b"), "de") == "a, b"
    assert listed(("a", "b"), "ar") == "a، b"
    assert listed(("a", "b"), "ti") == "a፣ b"


class Saying(samples.FillerTranslator):
    """Says one sentence in every language but German."""

    def __init__(self, client: str) -> None:
        super().__init__()
        self._client = client

    def say(self, language: str, context: str, german: str, **arguments: object) -> str:
        return german if language == "de" else self._client


@pytest.mark.parametrize(
    ("german", "translated", "printed"),
    [
        ("Jobcenter", "مركز العمل (Jobcenter)", "مركز العمل"),
        ("Kita und Tagespflege", "روضة (Kita) والحضانة (Tagespflege)", "روضة والحضانة"),
        ("Jobcenter", "Jobcenter (центр зайнятості)", "Центр зайнятості"),
        ("Schule und Schulamt", "المدرسة (Schulamt)", "المدرسة"),
        ("Diplom (Original)", "Diploma (original)", "Diploma (original)"),
        ("Beratung für Schulen", "consultation (Schule)", "consultation (Schule)"),
        ("Migrationsberatung", "Міграційна консультація (MBE)", "Міграційна консультація (MBE)"),
    ],
)
def test_german_words_in_brackets_do_not_stand_twice(german: str, translated: str, printed: str) -> None:
    words = Words(samples.writer_texts(Saying(translated)), "ar")
    assert words.pair("document", german) == Pair(german, printed)


def test_headings_of_stations_have_no_abbreviations() -> None:
    words = Words(samples.writer_texts(Saying("Міграційна консультація (MBE)")), "uk")
    kind = samples.writer_texts().kinds["mbe"]
    assert words.kind_heading(kind) == Pair("Migrationsberatung", "Міграційна консультація")


def test_german_paper_has_one_language() -> None:
    words = Words(samples.writer_texts(), "de")
    assert words.of(term("document", "Jobcenter")) == Pair("Jobcenter")
    assert not words.bilingual


def test_interpolated_names_are_isolated() -> None:
    words = Words(samples.writer_texts(), "ar")
    assert "\u2068Muster\u2069" in words.text("sheet_for", recipient="Muster").german


def test_every_question_of_a_sheet_has_a_short_label() -> None:
    sheets = samples.release_content().sheets
    named = {name for sheet in sheets for section in sheet.sections for name in section.questions}
    form = samples.form()
    needs_none = {
        name
        for name in named
        if is_evidence(name)  # told with its paper
        or form.has_question(name)
        and len(form.question(name).label["de"]) <= 34
    }
    elsewhere = set(DETAIL_LABELS) | {
        name for each in LAYOUTS.values() for one in each for name in one.questions
    }
    assert named - needs_none - elsewhere <= set(FIELD_LABELS)


def test_no_label_equals_the_name_of_a_question() -> None:
    form = samples.form("ar")
    answers = AnswerWords(form, Words(samples.writer_texts(), "ar"))
    words = Words(samples.writer_texts(), "ar")
    named = {name for sheet in release_sheets() for name in sheet}
    for question in form.questions():
        if question.category == "" and question.name not in named:
            continue  # worked out for conditions only
        known = FIELD_LABELS.get(question.name)
        label = words.of(known) if known else answers.question(question)
        assert label.german != question.name
        assert "_" not in label.german, question.name


def release_sheets() -> list[list[str]]:
    sheets = samples.release_content().sheets
    return [[name for section in sheet.sections for name in section.questions] for sheet in sheets]


@pytest.mark.parametrize(
    "fact", ["Vollzeit", "Elektrotechnikerin", "Donaudampfschifffahrtsgesellschaftskapitän" * 2]
)
def test_the_boxes_of_the_strip_fill_the_width_and_no_more(fact: str) -> None:
    strip = Strip(tuple(Fact("uhr", fact, "") for _ in range(4)) + (Fact("uhr", "ja", "seit heute"),))
    widths = strip.widths(SETTER, scale.CONTENT)
    assert sum(widths) == pytest.approx(scale.CONTENT)
    assert min(widths) > 12 * MM
