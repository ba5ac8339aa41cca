from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from profiler.forms.answer import Address, Answer, Precision
from profiler.records.readings import readings_of, span
from tests.unit.records.rough_form import FORM, TODAY, asked, rough


def ages(**answers: str | Answer) -> list[object]:
    return [reading.values["age"] for reading in readings_of(FORM, asked(answers).snapshot(), TODAY)]


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        (Precision.TAG, date(2024, 2, 10), date(2024, 2, 10)),
        (Precision.MONAT, date(2024, 2, 1), date(2024, 2, 29)),
        (Precision.JAHR, date(2024, 1, 1), date(2024, 12, 31)),
        (Precision.GESCHAETZT, date(2023, 2, 10), date(2025, 2, 9)),
    ],
)
def test_a_date_means_a_span_of_days(precision: Precision, first: date, last: date) -> None:
    assert span(date(2024, 2, 10), precision) == (first, last)


def test_exact_dates_have_one_reading() -> None:
    assert ages(birth_date="2008-06-01") == ["18"]
    assert ages() == [""]


def test_a_year_of_birth_leaves_two_ages() -> None:
    assert ages(birth_date=rough("2008-06-01", Precision.JAHR)) == ["18", "17"]


def test_a_month_that_changes_nothing_still_reads_both_ends() -> None:
    readings = readings_of(
        FORM, asked({"birth_date": rough("1990-05-10", Precision.MONAT)}).snapshot(), TODAY
    )
    assert [reading.values["birth_date"] for reading in readings] == ["1990-05-01", "1990-05-31"]


def test_an_estimated_age_reads_the_middle_too() -> None:
    assert ages(birth_date=rough("2009-06-01", Precision.GESCHAETZT)) == ["18", "17", "16"]


def test_relevance_follows_each_reading() -> None:
    told = asked({"birth_date": rough("2008-06-01", Precision.JAHR), "guardian": "Tante", "hours": "20"})
    grown, minor = readings_of(FORM, told.snapshot(), TODAY)
    assert ("guardian" in grown.values, "hours" in grown.values) == (False, True)
    assert ("guardian" in minor.values, "hours" in minor.values) == (True, False)


def test_nobody_is_born_in_the_future() -> None:
    readings = readings_of(FORM, asked({"birth_date": rough("2026-03-01", Precision.JAHR)}).snapshot(), TODAY)
    assert [reading.values["birth_date"] for reading in readings] == ["2026-01-01", "2026-11-21"]


def test_a_date_the_form_refuses_anyway_stays_as_told() -> None:
    readings = readings_of(FORM, asked({"birth_date": rough("2031-03-01", Precision.JAHR)}).snapshot(), TODAY)
    assert [reading.values["birth_date"] for reading in readings] == ["2031-03-01"]


def test_a_hidden_date_makes_no_difference() -> None:
    told = asked({"birth_date": "1990-05-04"}, household=({"hh_birth": rough("2018-02-10", Precision.JAHR)},))
    told.set(Address("/f/person/birth_date"), Answer("2015-01-01"))
    assert len(readings_of(FORM, told.snapshot(), TODAY)) == 1


def test_refused_dates_and_words_are_not_read_twice() -> None:
    assert ages(birth_date=Answer("2008-06-01", declined=True, precision=Precision.JAHR)) == [""]
    assert len(ages(birth_date=rough("ungefähr 2008", Precision.JAHR))) == 1


def test_two_rough_dates_meet_in_every_combination() -> None:
    told = asked(
        {
            "birth_date": rough("1990-05-10", Precision.MONAT),
            "arrived_de": rough("2020-05-10", Precision.JAHR),
        }
    )
    pairs = [
        (reading.values["birth_date"], reading.values["arrived_de"])
        for reading in readings_of(FORM, told.snapshot(), TODAY)
    ]
    assert pairs == list(product(["1990-05-01", "1990-05-31"], ["2020-01-01", "2020-12-31"]))


def test_exact_dates_take_no_place_among_the_rough_ones() -> None:
    told = asked(
        {
            "birth_date": "1990-05-10",
            "arrived_de": rough("2020-05-10", Precision.MONAT),
            "left_home": rough("2019-05-10", Precision.MONAT),
        }
    )
    assert len(readings_of(FORM, told.snapshot(), TODAY)) == 4


def test_dates_in_rows_move_together() -> None:
    child = {"hh_birth": rough("2018-02-10", Precision.JAHR)}
    told = asked({"birth_date": "1990-05-10"}, household=(child, child))
    assert len(readings_of(FORM, told.snapshot(), TODAY)) == 2


def test_further_rough_dates_move_together() -> None:
    told = asked(
        {
            "birth_date": rough("1990-05-10", Precision.MONAT),
            "arrived_de": rough("2020-05-10", Precision.MONAT),
            "left_home": rough("2019-05-10", Precision.MONAT),
        },
        household=({"hh_birth": rough("2018-02-10", Precision.JAHR)}, {"hh_birth": "2015-01-01"}),
    )
    readings = readings_of(FORM, told.snapshot(), TODAY)
    assert len(readings) == 8
    together = {
        (reading.values["left_home"], tuple(row["hh_birth"] for row in reading.values["household"]))
        for reading in readings
        if not isinstance(reading.values["household"], str)
    }
    assert together == {
        ("2019-05-01", ("2018-01-01", "2015-01-01")),
        ("2019-05-31", ("2018-12-31", "2015-01-01")),
    }
