"""What a table of a sheet shows of each entry: columns, papers, and the answers that have no column."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from profiler.documents import scale
from profiler.documents.answers import AnswerWords
from profiler.documents.columns import columns_of
from profiler.documents.details import Details
from profiler.documents.parts import Cell, Part, Row, Stack, Text
from profiler.documents.proofs import proof_words
from profiler.documents.tables import TableTexts, table_parts
from profiler.documents.text.fonts import font_book
from profiler.documents.text.paragraph import Typesetter
from profiler.documents.wording import Words
from profiler.forms.answer import Answer
from profiler.forms.definition import Question, QuestionKind
from profiler.release.outputs import DisclosedItem, DisclosedTable
from tests.unit.documents import samples

FORM = samples.form()
WORDS = Words(samples.writer_texts(), "de")
SETTER = Typesetter(font_book())
TEXTS = TableTexts(WORDS, AnswerWords(FORM, WORDS), samples.TODAY)


def row(**answers: str) -> tuple[DisclosedItem, ...]:
    return tuple(DisclosedItem(FORM.question(name), Answer(value)) for name, value in answers.items())


def _plain(said: str) -> str:
    return re.sub("[\u2066-\u2069]", "", said)


def lines(part: Part) -> list[str]:
    """Every paragraph of a part, without the marks that steer direction."""
    match part:
        case Row(cells) if cells and isinstance(cells[0], Cell):
            return [line for cell in cells for line in lines(cell.part)]
        case Stack(parts):
            return [line for each in parts for line in lines(each)]
        case Details(pairs):
            return [_plain(f"{label}: {value}") for label, value in pairs]
        case Text(paragraph):
            return [_plain("".join(span.text for span in paragraph.spans))]
    return []


def printed(repeat: str, rows: Sequence[tuple[DisclosedItem, ...]]) -> list[list[str]]:
    _, parts = table_parts(DisclosedTable(repeat, {}, tuple(rows)), TEXTS)
    return [lines(part) for part in parts]


def test_a_job_shows_its_facts_in_columns_and_the_rest_below() -> None:
    told = row(j_own_words="Bäcker", j_tools="Ofen", j_hours="40", j_from="2020-01-01", j_kldb="29222")
    (said,) = printed("jobs", [told])
    assert "40 Stunden in der Woche" in said
    assert said[-2:] == ["Werkzeug: Ofen", "KldB: 29222"]


def test_without_further_answers_a_row_stays_one_row() -> None:
    _, (part,) = table_parts(DisclosedTable("wish_jobs", {}, (row(w_words="Bäcker"),)), TEXTS)
    assert isinstance(part, Row)


def test_schools_are_told_newest_first_and_say_how_far_they_went() -> None:
    old = row(s_country="SY", s_from="1997-09-01", s_to="2003-06-01", s_grade="6")
    new = row(s_country="SY", s_from="2003-09-01", s_teach_lang="ara")
    first, second = printed("schools", [old, new])
    assert first[:2] == ["ab 09/2003", "Syrien · Unterricht auf Arabisch"]
    assert "Syrien · bis Klasse 6" in second


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"t_from": "2006-09-01", "t_to": "2009-06-01"}, "09/2006 – 06/2009"),
        ({"t_to": "2009-06-01"}, "bis 06/2009"),
        ({"t_from": "2025-09-01"}, "ab 09/2025"),
    ],
)
def test_the_time_of_a_training_may_be_known_in_part(answers: dict[str, str], said: str) -> None:
    assert printed("trainings", [row(**answers)])[0][0] == said


def test_a_job_without_an_end_goes_on() -> None:
    assert printed("jobs", [row(j_from="2026-01-01")])[0][:2] == ["01/2026 – heute", "11 Monate"]


def test_a_paper_tells_its_translation_and_who_recognised_it() -> None:
    told = row(
        t_ev_state="original_da",
        t_ev_translated="nein",
        t_ev_recognised="beantragt",
        t_ev_authority="Kammer",
        t_ev_date="2026-09-01",
    )
    assert _plain(proof_words(told, TEXTS.answers)) == (
        "Original ist da · übersetzt: Nein · anerkannt: Beantragt · Kammer, 09/2026"
    )


def test_a_refused_paper_is_no_disc() -> None:
    refused = (DisclosedItem(FORM.question("t_ev_state"), Answer(declined=True)),)
    assert printed("trainings", [refused]) == [["keine Angabe"]]


def test_a_countys_own_repeat_loses_nothing() -> None:
    names = [f"own_{number}" for number in range(9)]
    told = tuple(
        DisclosedItem(
            Question(f"/kompetenz/own/{name}", name, QuestionKind.TEXT, label={"de": f"Frage {name}?"}),
            Answer(f"Antwort {name}"),
        )
        for name in names
    )
    (said,) = printed("own", [told])
    assert len(columns_of("own", names)) == 6
    assert [line for line in said if line.startswith("Antwort")] == [f"Antwort {name}" for name in names[:6]]
    assert said[6:] == [f"Frage {name}?: Antwort {name}" for name in names[6:]]


def test_the_papers_of_a_countys_own_repeat_take_one_column() -> None:
    columns = columns_of("own", ["a", "b", "own_ev_state", "own_ev_translated"])
    assert [column.questions for column in columns] == [("a",), ("b",), ("own_ev_state", "own_ev_translated")]


def test_short_answers_share_a_line_and_long_ones_take_their_own() -> None:
    short, long = ("Werkzeug", "Ofen"), ("verantwortlich für", "Andere anleiten · " * 6)

    def high(*pairs: tuple[str, str]) -> float:
        return Details(pairs).height(SETTER, scale.CONTENT)

    assert high(short, short) == high(short)
    assert high(short, short, short) == 2 * high(short)
    assert high(short, long, short) == pytest.approx(2 * high(short) + high(long))
    assert Details((short,)).ascent(SETTER, scale.CONTENT) > 0


def test_further_answers_part_between_lines() -> None:
    details = Details((("Werkzeug", "Ofen"),) * 8)
    line = Details((("Werkzeug", "Ofen"),)).height(SETTER, scale.CONTENT)
    halves = details.split(SETTER, scale.CONTENT, 2.5 * line)
    assert halves is not None
    assert [half.height(SETTER, scale.CONTENT) for half in halves] == pytest.approx([2 * line, 2 * line])
