"""Dates as they are told in the Persian, Islamic and Ethiopian calendar, and what they are in the Gregorian.

A told date may lack its day, or day and month; it then means a span of days. Which libraries count, and why
the Islamic calendar is Umm al-Qura: docs/decisions/0031-library-calendars.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from profiler.languages import month_names
from profiler.languages.tags import GERMAN


class Calendar(StrEnum):
    """The calendars dates are told in at the desk."""

    GREGORIAN = "gregorian"
    PERSIAN = "persian"
    ISLAMIC = "islamic"
    ETHIOPIAN = "ethiopian"


class CalendarFault(StrEnum):
    """Why a told date is none."""

    YEAR_UNKNOWN = "year_unknown"
    IMPOSSIBLE = "impossible"


class CalendarError(ValueError):
    """The told date does not exist or lies outside what can be converted.

    Attributes:
        fault: which of both.
    """

    def __init__(self, fault: CalendarFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Told:
    """A date as somebody told it.

    Attributes:
        year: with all its digits, 1370 and not 70.
        month: from 1; None if only the year is known.
        day: from 1; None if it is not known.
    """

    calendar: Calendar
    year: int
    month: int | None = None
    day: int | None = None


YEARS: Final[Mapping[Calendar, tuple[int, int]]] = {
    Calendar.GREGORIAN: (1800, 2199),
    Calendar.PERSIAN: (1206, 1498),
    Calendar.ISLAMIC: (1343, 1500),
    Calendar.ETHIOPIAN: (1800, 2199),
}
"""First and last year that is converted: Persian as the official list of leap years goes, Islamic as the
published Umm al-Qura tables do."""

_PREFERRED: Final[Mapping[str, Calendar]] = {
    "fa": Calendar.PERSIAN,
    "fa_AF": Calendar.PERSIAN,
    "ps": Calendar.PERSIAN,
    "ckb": Calendar.PERSIAN,
    "ar": Calendar.ISLAMIC,
    "ti": Calendar.ETHIOPIAN,
    "am": Calendar.ETHIOPIAN,
}
_AFGHAN: Final = frozenset({"fa_AF", "ps"})
_OWN_DIGITS: Final[Mapping[str, str]] = dict.fromkeys(("fa", "fa_AF", "ps"), "۰۱۲۳۴۵۶۷۸۹")
_NAMES: Final[Mapping[Calendar, Mapping[str, tuple[str, ...]]]] = {
    Calendar.GREGORIAN: month_names.GREGORIAN,
    Calendar.PERSIAN: month_names.PERSIAN,
    Calendar.ISLAMIC: month_names.ISLAMIC,
    Calendar.ETHIOPIAN: month_names.ETHIOPIAN,
}


def calendar_of(language: str) -> Calendar | None:
    """The calendar many speakers of a language count their years in, None for the Gregorian."""
    return _PREFERRED.get(language)


def month_count(calendar: Calendar) -> int:
    """Twelve; the Ethiopian year has a thirteenth month of five or six days."""
    return 13 if calendar is Calendar.ETHIOPIAN else 12


def span(told: Told) -> tuple[date, date]:
    """First and last Gregorian day a told date may mean; the same day twice where the day is known.

    Raises:
        CalendarError: a day without a month, a month or day that does not exist, a year outside `YEARS`.
    """
    low, high = YEARS[told.calendar]
    if not low <= told.year <= high:
        raise CalendarError(CalendarFault.YEAR_UNKNOWN)
    if told.month is None:
        if told.day is not None:
            raise CalendarError(CalendarFault.IMPOSSIBLE)
        first = _first_of_month(told.calendar, told.year, 1)
        return first, _last_of_month(told.calendar, told.year, month_count(told.calendar))
    if not 1 <= told.month <= month_count(told.calendar):
        raise CalendarError(CalendarFault.IMPOSSIBLE)
    first = _first_of_month(told.calendar, told.year, told.month)
    last = _last_of_month(told.calendar, told.year, told.month)
    if told.day is None:
        return first, last
    if not 1 <= told.day <= (last - first).days + 1:
        raise CalendarError(CalendarFault.IMPOSSIBLE)
    day = first + timedelta(days=told.day - 1)
    return day, day


def in_calendar(day: date, calendar: Calendar) -> Told:
    """A Gregorian day in another calendar.

    Raises:
        CalendarError: YEAR_UNKNOWN if it lies outside `YEARS`.
    """
    year, month, of_month = _FROM_DAY[calendar](day)
    low, high = YEARS[calendar]
    if not low <= year <= high:
        raise CalendarError(CalendarFault.YEAR_UNKNOWN)
    return Told(calendar, year, month, of_month)


def names_of_months(calendar: Calendar, language: str) -> tuple[str, ...]:
    """Names of the months, first month first; in German spelling where the language's own are not certain.

    Afghans call the months of the solar year differently from Iranians, in German letters, too; `language`
    decides, `de-AF` is the German spelling of the Afghan names.
    """
    if calendar is Calendar.PERSIAN and (language in _AFGHAN or language == GERMAN_AFGHAN):
        return month_names.AFGHAN.get(language, month_names.AFGHAN[GERMAN])
    known = _NAMES[calendar]
    return known.get(language, known[GERMAN])


GERMAN_AFGHAN: Final = "de-AF"
"""German letters, Afghan names of the months."""


def german_for(language: str) -> str:
    """In which German spelling a caseworker reads the months of somebody who speaks `language`."""
    return GERMAN_AFGHAN if language in _AFGHAN else GERMAN


def written(told: Told, language: str) -> str:
    """`13 Dschausa 1370`, `Dschausa 1370` or `1370`, with the names and digits of a language."""
    parts = [] if told.day is None else [str(told.day)]
    if told.month is not None:
        parts.append(names_of_months(told.calendar, language)[told.month - 1])
    parts.append(str(told.year))
    digits = _OWN_DIGITS.get(language)
    text = " ".join(parts)
    return text if digits is None else text.translate(str.maketrans("0123456789", digits))


def read_number(text: str) -> int | None:
    """A number in European, Arabic or Persian digits, None for anything else."""
    cleaned = text.strip()
    return int(cleaned) if cleaned.isdecimal() else None


def read_month(text: str, calendar: Calendar) -> int | None:
    """A month by number or by name in any language known here, also by the beginning of a name.

    None if nothing or more than one month fits. Numbers that no month has come back as they are, so that
    `span` can refuse them.
    """
    number = read_number(text)
    if number is not None:
        return number
    wanted = _fold(text)
    if not wanted:
        return None
    named = _names_by_month(calendar)
    for fits in (str.__eq__, str.startswith):
        found = {month for month, names in named.items() if any(fits(name, wanted) for name in names)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _names_by_month(calendar: Calendar) -> dict[int, set[str]]:
    tables = [*_NAMES[calendar].values()]
    if calendar is Calendar.PERSIAN:
        tables += month_names.AFGHAN.values()
    further = month_names.FURTHER.get(calendar.value, {})
    return {
        month: {_fold(name) for name in (*(table[month - 1] for table in tables), *further.get(month, ()))}
        for month in range(1, month_count(calendar) + 1)
    }


_LETTERS: Final = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "آ": "ا"})
"""Letters that keyboards of the same script write differently."""


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in decomposed if letter.isalnum())


def _first_of_month(calendar: Calendar, year: int, month: int) -> date:
    match calendar:
        case Calendar.GREGORIAN:
            return date(year, month, 1)
        case Calendar.PERSIAN:
            from persiantools.jdatetime import JalaliDate

            found = JalaliDate(year, month, 1)  # type: ignore[no-untyped-call]  # untyped in the library
            return found.to_gregorian()
        case Calendar.ISLAMIC:
            from hijridate import Hijri

            return date.fromisoformat(Hijri(year, month, 1).to_gregorian().isoformat())
        case Calendar.ETHIOPIAN:
            return date.fromordinal(_ethiopian_ordinal(year, month))


def _last_of_month(calendar: Calendar, year: int, month: int) -> date:
    match calendar:
        case Calendar.GREGORIAN:
            following = date(year + month // 12, month % 12 + 1, 1)
            return following - timedelta(days=1)
        case Calendar.PERSIAN:
            from persiantools.jdatetime import JalaliDate

            days = JalaliDate.days_in_month(month, year)
        case Calendar.ISLAMIC:
            from hijridate import Hijri

            days = Hijri(year, month, 1).month_length()
        case Calendar.ETHIOPIAN:
            days = 30 if month < 13 else 6 if year % 4 == 3 else 5
    return _first_of_month(calendar, year, month) + timedelta(days=days - 1)


def _persian(day: date) -> tuple[int, int, int]:
    from persiantools.jdatetime import JalaliDate

    found = JalaliDate.to_jalali(day)  # type: ignore[no-untyped-call]  # untyped in the library
    return found.year, found.month, found.day


def _islamic(day: date) -> tuple[int, int, int]:
    from hijridate import Gregorian

    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        raise CalendarError(CalendarFault.YEAR_UNKNOWN) from None
    return found.year, found.month, found.day


_ETHIOPIAN_EPOCH: Final = date(8, 8, 27).toordinal()
"""1 Meskerem of the year 1: 29 August 8 in the Julian calendar."""


def _ethiopian_ordinal(year: int, month: int) -> int:
    """First day of a month: twelve months of thirty days; every fourth year, 3 mod 4, ends a day later."""
    return _ETHIOPIAN_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1)


def _ethiopian(day: date) -> tuple[int, int, int]:
    year = (4 * (day.toordinal() - _ETHIOPIAN_EPOCH) + 1463) // 1461
    since = day.toordinal() - _ethiopian_ordinal(year, 1)
    return year, since // 30 + 1, since % 30 + 1


def _gregorian(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


_FROM_DAY: Final = {
    Calendar.GREGORIAN: _gregorian,
    Calendar.PERSIAN: _persian,
    Calendar.ISLAMIC: _islamic,
    Calendar.ETHIOPIAN: _ethiopian,
}
