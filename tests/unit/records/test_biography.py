"""The years of a life nobody has spoken of."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from profiler.forms.answer import Address, Answer, Precision
from profiler.forms.definition import FormDefinition, Group, Question, QuestionKind, Repeat
from profiler.forms.session import FormSession
from profiler.records.biography import gaps_of

TODAY = date(2026, 11, 21)


def _dates(repeat: str, *names: str) -> Repeat:
    return Repeat(
        f"/f/{repeat}",
        repeat,
        children=tuple(Question(f"/f/{repeat}/{name}", name, QuestionKind.DATE) for name in names),
    )


FORM = FormDefinition(
    form_id="life",
    version="1",
    sha="b" * 64,
    title={"de": "Leben"},
    languages=("de",),
    root=Group(
        "/f",
        "f",
        children=(
            Question("/f/birth_date", "birth_date", QuestionKind.DATE),
            _dates("schools", "s_from", "s_to"),
            _dates("trainings", "t_from", "t_to"),
            _dates("jobs", "j_from", "j_to"),
        ),
    ),
    choice_lists={},
)


def life(born: str, *spans: tuple[str, str, str]) -> FormSession:
    """A biography: (which list, from, to); a bare year is known as a year."""
    session = FormSession(FORM, today=lambda: TODAY, new_id=map(str, count(1)).__next__)
    if born:
        session.set(Address("/f/birth_date"), Answer(born))
    for letter, start, end in spans:
        repeat = {"s": "schools", "t": "trainings", "j": "jobs"}[letter]
        row, _ = session.add_row(f"/f/{repeat}")
        for name, told in ((f"{letter}_from", start), (f"{letter}_to", end)):
            if told:
                rough = len(told) == 4
                value = f"{told}-01-01" if rough else f"{told}-01"
                precision = Precision.JAHR if rough else Precision.MONAT
                session.set(Address(f"/f/{repeat}/{name}", row), Answer(value, precision=precision))
    return session


def years(session: FormSession) -> list[str]:
    return [gap.years for gap in gaps_of(session, TODAY)]


@pytest.mark.parametrize(
    ("spans", "open_years"),
    [
        ((), ["2006–2026"]),
        ((("s", "1996-09", "2008-06"), ("j", "2008-07", "")), []),
        ((("s", "1996-09", "2008-06"), ("j", "2010-07", "")), ["2008–2010"]),
        ((("j", "2012-01", "2026-11"),), ["2006–2011"]),
        ((("s", "1996", "2008"), ("t", "2009", "2012"), ("j", "2013", "2026")), []),
        ((("s", "1996", "2008"), ("j", "2009-10", "2026-11")), []),
        ((("j", "2006-06", "2015-12"), ("j", "2008-01", "2010-01"), ("j", "2016-06", "")), []),
    ],
    ids=["nothing", "all", "two years", "work alone", "in years", "nine months", "one inside another"],
)
def test_years_nobody_has_spoken_of(spans: tuple[tuple[str, str, str], ...], open_years: list[str]) -> None:
    assert years(life("1990-06-15", *spans)) == open_years


def test_pauses_below_a_year_are_nobodys_business() -> None:
    assert years(life("1990-06-15", ("j", "2006-06", "2010-01"), ("j", "2011-01", ""))) == []
    assert years(life("1990-06-15", ("j", "2006-06", "2010-01"), ("j", "2011-02", ""))) == ["2010–2011"]


def test_without_a_birth_date_only_what_lies_between_can_be_open() -> None:
    assert years(life("", ("j", "2006-06", "2010-01"), ("j", "2012-01", "2026-11"))) == ["2010–2011"]
    assert years(life("")) == []


def test_a_gap_inside_one_year_names_that_year() -> None:
    assert years(life("1990-06-15", ("j", "2006-06", "2009-12"), ("j", "2011-01", ""))) == ["2010"]


def test_an_entry_without_dates_says_nothing_of_time() -> None:
    assert years(life("1990-06-15", ("j", "2006-06", ""), ("t", "", ""))) == []


def test_a_young_person_has_no_gaps() -> None:
    assert years(life("2015-03-02")) == []


def test_an_end_alone_counts_for_its_month() -> None:
    assert years(life("1990-06-15", ("t", "", "2010-06"), ("j", "2010-07", ""))) == ["2006–2010"]


def test_a_form_without_a_biography_has_no_gaps() -> None:
    bare = FormDefinition("f", "1", "c" * 64, {"de": "Leer"}, ("de",), Group("/f", "f"), {})
    session = FormSession(bare, today=lambda: TODAY, new_id=lambda: "r")
    assert gaps_of(session, TODAY) == ()
