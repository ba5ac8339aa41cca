"""What is told in another calendar is the right Gregorian day, month or year, and back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiler.languages.calendars import (
    GERMAN_AFGHAN,
    YEARS,
    Calendar,
    CalendarError,
    CalendarFault,
    Told,
    calendar_of,
    german_for,
    in_calendar,
    month_count,
    names_of_months,
    read_month,
    read_number,
    span,
    written,
)

PERSIAN, ISLAMIC, ETHIOPIAN = Calendar.PERSIAN, Calendar.ISLAMIC, Calendar.ETHIOPIAN

KNOWN = [
    # Nowruz, from printed calendars and papers of Iran and Afghanistan.
    (Told(PERSIAN, 1357, 11, 22), date(1979, 2, 11)),
    (Told(PERSIAN, 1360, 1, 1), date(1981, 3, 21)),
    (Told(PERSIAN, 1370, 1, 1), date(1991, 3, 21)),
    (Told(PERSIAN, 1375, 1, 1), date(1996, 3, 20)),
    (Told(PERSIAN, 1379, 1, 1), date(2000, 3, 20)),
    (Told(PERSIAN, 1400, 1, 1), date(2021, 3, 21)),
    (Told(PERSIAN, 1403, 1, 1), date(2024, 3, 20)),
    (Told(PERSIAN, 1403, 12, 30), date(2025, 3, 20)),
    (Told(PERSIAN, 1404, 1, 1), date(2025, 3, 21)),
    (Told(PERSIAN, 1400, 5, 24), date(2021, 8, 15)),
    # New years of the Umm al-Qura calendar.
    (Told(ISLAMIC, 1343, 1, 1), date(1924, 8, 1)),
    (Told(ISLAMIC, 1400, 1, 1), date(1979, 11, 20)),
    (Told(ISLAMIC, 1403, 2, 17), date(1982, 12, 2)),
    (Told(ISLAMIC, 1441, 1, 1), date(2019, 8, 31)),
    (Told(ISLAMIC, 1443, 1, 1), date(2021, 8, 9)),
    (Told(ISLAMIC, 1445, 1, 1), date(2023, 7, 19)),
    (Told(ISLAMIC, 1446, 1, 1), date(2024, 7, 7)),
    (Told(ISLAMIC, 1445, 9, 1), date(2024, 3, 11)),
    # Enkutatash, on 12 September before a Gregorian leap year.
    (Told(ETHIOPIAN, 1984, 1, 1), date(1991, 9, 12)),
    (Told(ETHIOPIAN, 1983, 9, 16), date(1991, 5, 24)),
    (Told(ETHIOPIAN, 1892, 1, 1), date(1899, 9, 11)),
    (Told(ETHIOPIAN, 1893, 1, 1), date(1900, 9, 11)),
    (Told(ETHIOPIAN, 2000, 1, 1), date(2007, 9, 12)),
    (Told(ETHIOPIAN, 2015, 1, 1), date(2022, 9, 11)),
    (Told(ETHIOPIAN, 2015, 13, 6), date(2023, 9, 11)),
    (Told(ETHIOPIAN, 2016, 1, 1), date(2023, 9, 12)),
    (Told(ETHIOPIAN, 2016, 4, 28), date(2024, 1, 7)),
    (Told(ETHIOPIAN, 2093, 1, 1), date(2100, 9, 12)),
    (Told(Calendar.GREGORIAN, 1991, 5, 24), date(1991, 5, 24)),
]


@pytest.mark.parametrize(("told", "day"), KNOWN)
def test_a_known_day_is_found_both_ways(told: Told, day: date) -> None:
    assert span(told) == (day, day)
    assert in_calendar(day, told.calendar) == told


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        (Told(PERSIAN, 1370), date(1991, 3, 21), date(1992, 3, 20)),
        (Told(PERSIAN, 1403), date(2024, 3, 20), date(2025, 3, 20)),
        (Told(PERSIAN, 1380, 7), date(2001, 9, 23), date(2001, 10, 22)),
        (Told(ISLAMIC, 1429), date(2008, 1, 10), date(2008, 12, 28)),
        (Told(ISLAMIC, 1500), date(2076, 11, 27), date(2077, 11, 16)),
        (Told(ETHIOPIAN, 1984), date(1991, 9, 12), date(1992, 9, 10)),
        (Told(ETHIOPIAN, 1983, 13), date(1991, 9, 6), date(1991, 9, 11)),
        (Told(Calendar.GREGORIAN, 2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (Told(Calendar.GREGORIAN, 2024, 12), date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_a_year_or_month_is_a_span_of_gregorian_days(told: Told, first: date, last: date) -> None:
    assert span(told) == (first, last)


PERSIAN_LEAP_YEARS = {
    1354, 1358, 1362, 1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408,
}  # fmt: skip


def test_the_persian_leap_years_are_those_of_the_official_list() -> None:
    found = {year for year in range(1351, 1409) if _days(PERSIAN, year) == 366}
    assert found == PERSIAN_LEAP_YEARS


def test_every_fourth_ethiopian_year_ends_a_day_later() -> None:
    assert [year for year in range(2000, 2020) if _days(ETHIOPIAN, year) == 366] == [
        2003,
        2007,
        2011,
        2015,
        2019,
    ]


def test_islamic_months_have_29_or_30_days() -> None:
    # By the rule in force since 1423; printed calendars of earlier decades were corrected now and then.
    years = range(1423, YEARS[ISLAMIC][1] + 1)
    assert {_days(ISLAMIC, year) for year in years} == {354, 355}
    assert {_days(ISLAMIC, year, month) for year in years for month in range(1, 13)} == {29, 30}


def _days(calendar: Calendar, year: int, month: int | None = None) -> int:
    first, last = span(Told(calendar, year, month))
    return (last - first).days + 1


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (Told(PERSIAN, 1402, 12, 30), CalendarFault.IMPOSSIBLE),
        (Told(PERSIAN, 1370, 7, 31), CalendarFault.IMPOSSIBLE),
        (Told(PERSIAN, 1370, 13), CalendarFault.IMPOSSIBLE),
        (Told(PERSIAN, 1370, 0), CalendarFault.IMPOSSIBLE),
        (Told(PERSIAN, 1370, 1, 0), CalendarFault.IMPOSSIBLE),
        (Told(PERSIAN, 1370, None, 3), CalendarFault.IMPOSSIBLE),
        (Told(PERSIAN, 1991), CalendarFault.YEAR_UNKNOWN),
        (Told(PERSIAN, 70), CalendarFault.YEAR_UNKNOWN),
        (Told(ISLAMIC, 1342), CalendarFault.YEAR_UNKNOWN),
        (Told(ISLAMIC, 1501), CalendarFault.YEAR_UNKNOWN),
        (Told(ISLAMIC, 1445, 1, 31), CalendarFault.IMPOSSIBLE),
        (Told(ETHIOPIAN, 2016, 13, 6), CalendarFault.IMPOSSIBLE),
        (Told(ETHIOPIAN, 2016, 14), CalendarFault.IMPOSSIBLE),
        (Told(ETHIOPIAN, 2016, 1, 31), CalendarFault.IMPOSSIBLE),
        (Told(Calendar.GREGORIAN, 2023, 2, 29), CalendarFault.IMPOSSIBLE),
    ],
)
def test_what_does_not_exist_is_refused(told: Told, fault: CalendarFault) -> None:
    with pytest.raises(CalendarError) as refused:
        span(told)
    assert refused.value.fault is fault


def test_a_day_before_the_published_islamic_tables_is_not_invented() -> None:
    with pytest.raises(CalendarError):
        in_calendar(date(1924, 7, 31), ISLAMIC)
    with pytest.raises(CalendarError):
        in_calendar(date(1700, 1, 1), PERSIAN)


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
ISLAMIC_DAYS = st.dates(date(1924, 8, 1), date(2077, 11, 16))
TOLD_DAYS = st.one_of(
    st.tuples(st.sampled_from([Calendar.GREGORIAN, PERSIAN, ETHIOPIAN]), DAYS),
    st.tuples(st.just(ISLAMIC), ISLAMIC_DAYS),
)


@given(TOLD_DAYS)
def test_every_day_comes_back(given_day: tuple[Calendar, date]) -> None:
    calendar, day = given_day
    assert span(in_calendar(day, calendar)) == (day, day)


@given(TOLD_DAYS)
def test_the_next_day_is_the_next_day_in_every_calendar(given_day: tuple[Calendar, date]) -> None:
    calendar, day = given_day
    today = in_calendar(day, calendar)
    try:
        after = in_calendar(day + timedelta(days=1), calendar)
    except CalendarError:
        assert (calendar, day) == (ISLAMIC, date(2077, 11, 16))
        return
    places = [(each.year, each.month, each.day) for each in (today, after)]
    assert places[0] < places[1]
    assert after.day in (1, (today.day or 0) + 1)


@given(TOLD_DAYS)
def test_a_day_lies_in_its_month_and_its_month_in_its_year(given_day: tuple[Calendar, date]) -> None:
    calendar, day = given_day
    told = in_calendar(day, calendar)
    month = span(Told(calendar, told.year, told.month))
    year = span(Told(calendar, told.year))
    assert year[0] <= month[0] <= day <= month[1] <= year[1]


@pytest.mark.parametrize(
    ("language", "calendar"),
    [
        ("fa", PERSIAN), ("fa_AF", PERSIAN), ("ps", PERSIAN), ("ckb", PERSIAN),
        ("ar", ISLAMIC), ("ti", ETHIOPIAN), ("am", ETHIOPIAN),
        ("uk", None), ("tr", None), ("de", None), ("ku", None),
    ],
)  # fmt: skip
def test_the_language_says_which_calendar_is_likely(language: str, calendar: Calendar | None) -> None:
    assert calendar_of(language) is calendar


def test_afghans_and_iranians_name_the_same_month_differently() -> None:
    told = Told(PERSIAN, 1370, 3, 13)
    assert written(told, "fa_AF") == "۱۳ جوزا ۱۳۷۰"
    assert written(told, "fa") == "۱۳ خرداد ۱۳۷۰"
    assert written(told, "ps") == "۱۳ غبرګولی ۱۳۷۰"
    assert written(told, "ckb") == "13 جۆزەردان 1370"
    assert written(told, german_for("fa_AF")) == "13 Dschausa 1370"
    assert written(told, german_for("fa")) == "13 Chordad 1370"


def test_other_calendars_are_written_in_the_language_of_the_client() -> None:
    assert written(Told(ETHIOPIAN, 1984, 1, 1), "ti") == "1 መስከረም 1984"
    assert written(Told(ETHIOPIAN, 1984, 1), "am") == "መስከረም 1984"
    assert written(Told(ISLAMIC, 1445, 9, 1), "ar") == "1 رمضان 1445"
    assert written(Told(ISLAMIC, 1445), "ar") == "1445"
    assert written(Told(ISLAMIC, 1445, 9), "uk") == "Ramadan 1445"


def test_every_calendar_names_each_month_once_in_every_language() -> None:
    for calendar in Calendar:
        for language in ("de", GERMAN_AFGHAN, "en", "fa", "fa_AF", "ps", "ckb", "ar", "ku", "ti", "am"):
            assert len(set(names_of_months(calendar, language))) == month_count(calendar)


def test_a_month_is_found_by_every_name_it_is_shown_with() -> None:
    for calendar in Calendar:
        for language in ("de", GERMAN_AFGHAN, "en", "fa", "fa_AF", "ps", "ckb", "ar", "ku", "ti", "am"):
            names = names_of_months(calendar, language)
            assert [read_month(name, calendar) for name in names] == list(range(1, len(names) + 1))


@pytest.mark.parametrize(
    ("text", "calendar", "month"),
    [
        ("7", PERSIAN, 7), ("۷", PERSIAN, 7), ("٧", ISLAMIC, 7), (" 07 ", PERSIAN, 7), ("13", ETHIOPIAN, 13),
        ("miz", PERSIAN, 7), ("MEHR", PERSIAN, 7), ("Khordād", PERSIAN, 3), ("jawza", PERSIAN, 3),
        ("ramazan", ISLAMIC, 9), ("ربیع الاول", ISLAMIC, 3), ("Rabi II", ISLAMIC, 4),
        ("ربيع الثاني", ISLAMIC, 4),
        ("lekatit", ETHIOPIAN, 6), ("ጥቅ", ETHIOPIAN, 2), ("mär", Calendar.GREGORIAN, 3),
        ("m", PERSIAN, None), ("rabi", ISLAMIC, None), ("", PERSIAN, None), ("  ", PERSIAN, None),
        ("xyz", PERSIAN, None), ("99", PERSIAN, 99), ("Sene", PERSIAN, None),
    ],
)  # fmt: skip
def test_a_month_is_understood_by_number_or_name(text: str, calendar: Calendar, month: int | None) -> None:
    assert read_month(text, calendar) == month


@pytest.mark.parametrize(
    ("text", "number"),
    [("1370", 1370), ("۱۳۷۰", 1370), ("١٣٧٠", 1370), ("", None), ("13a", None), ("²", None)],
)
def test_numbers_are_read_in_every_digits(text: str, number: int | None) -> None:
    assert read_number(text) == number
