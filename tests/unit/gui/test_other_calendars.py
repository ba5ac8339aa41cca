"""A date told in another calendar, or only roughly, becomes a Gregorian answer that leaves nothing out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from profiler.forms.answer import Answer, Precision, Source
from profiler.gui import bidi
from profiler.gui.walk.questions.told_dates import ToldDateView
from profiler.gui.widgets.dates import covering, nearest
from profiler.languages.calendars import Calendar, Told
from profiler.languages.calendars import span as told_span
from profiler.records.readings import span as meant_by
from tests.unit.gui.test_walk_questions import plain, shown_walk, type_foreign
from tests.unit.gui.walk_desk import WalkDesk


def box(desk: WalkDesk, part: str, question: str = "birth_date") -> QLineEdit:
    widget = desk.part(f"q.{question}.{part}")
    assert isinstance(widget, QLineEdit)
    return widget


def press(desk: WalkDesk, part: str, question: str = "birth_date") -> None:
    widget = desk.part(f"q.{question}.{part}")
    assert isinstance(widget, QAbstractButton)
    widget.click()


def said(desk: WalkDesk, part: str, question: str = "birth_date") -> str:
    widget = desk.part(f"q.{question}.{part}")
    assert isinstance(widget, QLabel)
    return bidi.plain(widget.text())


def tell(desk: WalkDesk, day: str, month: str, year: str, question: str = "birth_date") -> None:
    """Open the panel and type; what no key stands for goes in as an input method does it."""
    press(desk, "other_calendar", question)
    for part, text in (("day", day), ("month", month), ("year", year)):
        type_foreign(box(desk, f"calendar.{part}", question), text)


# -- what is stored --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "value", "precision"),
    [
        (Told(Calendar.PERSIAN, 1370, 3, 13), "1991-06-03", Precision.TAG),
        (Told(Calendar.PERSIAN, 1380, 7), "2001-10-07", Precision.JAHR),
        (Told(Calendar.PERSIAN, 1370, 10), "1992-01-01", Precision.GESCHAETZT),
        (Told(Calendar.PERSIAN, 1370), "1992-01-01", Precision.GESCHAETZT),
        (Told(Calendar.ETHIOPIAN, 1984), "1992-01-01", Precision.GESCHAETZT),
        (Told(Calendar.ETHIOPIAN, 2015, 13), "2023-09-08", Precision.MONAT),
        (Told(Calendar.ISLAMIC, 1429), "2008-01-01", Precision.JAHR),
        (Told(Calendar.GREGORIAN, 1991, 9), "1991-09-15", Precision.MONAT),
        (Told(Calendar.GREGORIAN, 1991), "1991-01-01", Precision.JAHR),
    ],
)
def test_the_precision_leaves_out_no_day_that_may_be_meant(
    told: Told, value: str, precision: Precision
) -> None:
    entry = covering(*told_span(told))
    assert (entry.iso, entry.precision) == (value, precision)


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(0, 365), st.booleans())
def test_every_day_of_a_told_span_lies_in_what_is_stored(first: date, days: int, estimated: bool) -> None:
    last = first + timedelta(days=days)
    entry = covering(first, last, estimated=estimated)
    low, high = meant_by(date.fromisoformat(entry.iso), entry.precision)
    assert low <= first <= last <= high
    assert (entry.precision is Precision.TAG) == (days == 0 and not estimated)


@given(DAYS, st.integers(0, 30))
def test_the_stored_day_of_a_month_lies_in_what_was_told(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    assert first <= date.fromisoformat(covering(first, last).iso) <= last


def test_questions_for_a_month_get_the_month_in_which_the_middle_lies() -> None:
    mizan = told_span(Told(Calendar.PERSIAN, 1380, 7))
    assert nearest(*mizan, Precision.MONAT).iso == "2001-10-01"
    year = nearest(*told_span(Told(Calendar.PERSIAN, 1370)), Precision.JAHR)
    assert (year.iso, year.precision) == ("1991-01-01", Precision.JAHR)
    assert nearest(*mizan, Precision.MONAT, estimated=True).precision is Precision.GESCHAETZT


# -- the panel -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "chosen"),
    [("fa_AF", "persian"), ("ar", "islamic"), ("ti", "ethiopian"), ("uk", "gregorian"), ("de", "gregorian")],
)
def test_the_likely_calendar_is_chosen_already(qtbot: QtBot, language: str, chosen: str) -> None:
    desk = shown_walk(qtbot, "person", language=language)
    press(desk, "other_calendar")
    for calendar in Calendar:
        chip = desk.part(f"q.birth_date.calendar.{calendar}")
        assert isinstance(chip, QAbstractButton)
        assert chip.isChecked() == (calendar == chosen)


def test_a_whole_afghan_date_goes_into_the_gregorian_boxes(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="fa_AF")
    tell(desk, "۱۳", "جوزا", "۱۳۷۰")
    assert said(desk, "calendar.result") == "13 Dschausa 1370 = 03.06.1991"
    assert said(desk, "client_date").endswith("۱۳ جوزا ۱۳۷۰ = 03.06.1991")
    press(desk, "calendar.take")
    assert plain(desk.saved("birth_date")) == Answer("1991-06-03")
    assert [box(desk, part).text() for part in ("day", "month", "year")] == ["03", "06", "1991"]
    assert not desk.has("q.birth_date.calendar")
    assert said(desk, "client_date").endswith("۱۳ جوزا ۱۳۷۰")


def test_a_year_of_another_calendar_is_taken_as_an_estimate(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="fa_AF")
    tell(desk, "", "", "1370")
    assert said(desk, "calendar.result") == "1370 = 21.03.1991 – 20.03.1992"
    assert "ungefähr 1992" in said(desk, "calendar.stored")
    press(desk, "calendar.take")
    assert plain(desk.saved("birth_date")) == Answer("1992-01-01", precision=Precision.GESCHAETZT)
    assert [box(desk, part).text() for part in ("day", "month", "year")] == ["", "", "1992"]
    assert "bis zu einem Jahr" in said(desk, "about")
    assert not desk.has("q.birth_date.client_date")


def test_a_month_of_another_calendar_is_still_shown_when_only_the_year_is_certain(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="ti")
    tell(desk, "", "ጥቅምቲ", "1984")
    assert said(desk, "calendar.stored") == "Eingetragen wird: 1991, ungefähr 10/1991."
    press(desk, "calendar.take")
    assert plain(desk.saved("birth_date")) == Answer("1991-10-26", precision=Precision.JAHR)
    assert box(desk, "year").text() == "1991"
    assert said(desk, "about") == "ungefähr 10/1991, sicher ist nur das Jahr"


def test_typing_a_gregorian_date_afterwards_ends_the_estimate(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="ti")
    tell(desk, "", "", "1984")
    press(desk, "calendar.take")
    assert desk.has("q.birth_date.about")
    for part, text in (("day", "03"), ("month", "06"), ("year", "1991")):
        box(desk, part).selectAll()
        qtbot.keyClicks(box(desk, part), text)
    desk.page.flush()
    assert plain(desk.saved("birth_date")) == Answer("1991-06-03")
    assert not desk.has("q.birth_date.about")


def test_a_gregorian_date_may_be_estimated_too(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="uk")
    tell(desk, "3", "juni", "1991")
    press(desk, "calendar.about")
    assert "ungefähr 03.06.1991" in said(desk, "calendar.stored")
    press(desk, "calendar.take")
    assert plain(desk.saved("birth_date")) == Answer("1991-06-03", precision=Precision.GESCHAETZT)
    assert desk.has("q.birth_date.about")


def test_an_islamic_day_says_that_the_moon_decides(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="ar")
    tell(desk, "13", "Ramad", "1411")
    assert said(desk, "calendar.result") == "13 Ramadan 1411 = 29.03.1991"
    assert "Mondes" in said(desk, "calendar.stored")
    assert said(desk, "client_date").splitlines() == [
        "التقويم الهجري: 13 رمضان 1411 = 29.03.1991",
        "قد يسبق ذلك بيوم أو يتأخر بيوم، حسب رؤية الهلال.",
    ]


def test_another_calendar_reads_the_same_boxes_anew(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="ti")
    tell(desk, "1", "1", "1400")
    assert said(desk, "calendar.result") != "1 Farwardin 1400 = 21.03.2021"
    press(desk, "calendar.persian")
    assert said(desk, "calendar.result") == "1 Farwardin 1400 = 21.03.2021"


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("", "", "", "So genau"),
        ("", "", "13", "vier Ziffern"),
        ("3", "", "1370", "auch den Monat"),
        ("", "m", "1370", "Monat als Zahl oder Name"),
        ("31", "7", "1370", "Diesen Tag gibt es"),
        ("", "13", "1370", "Diesen Tag gibt es"),
        ("", "", "1991", "1206 bis 1498"),
    ],
)
def test_what_is_no_date_is_explained_and_not_taken(
    qtbot: QtBot, day: str, month: str, year: str, sentence: str
) -> None:
    desk = shown_walk(qtbot, "person", language="fa_AF")
    tell(desk, day, month, year)
    assert sentence in said(desk, "calendar.result")
    assert not desk.part("q.birth_date.calendar.take").isEnabled()
    assert not desk.has("q.birth_date.client_date")
    qtbot.keyClick(box(desk, "calendar.year"), Qt.Key.Key_Return)
    assert desk.saved("birth_date") is None
    assert desk.has("q.birth_date.calendar")


def test_a_year_that_is_not_over_is_not_in_the_future(qtbot: QtBot) -> None:
    # The desk's clock stands at 21 November 2026; the year 1405 ends on 20 March 2027.
    desk = shown_walk(qtbot, "person", language="fa_AF")
    tell(desk, "", "", "1405")
    press(desk, "calendar.take")
    assert plain(desk.saved("birth_date")) == Answer("2026-03-21", precision=Precision.GESCHAETZT)
    assert not desk.has("q.birth_date.error")


@pytest.mark.parametrize(
    ("month", "shown", "value", "precision"),
    [
        ("mizan", ["10", "2011"], "2011-10-01", Precision.MONAT),
        ("", ["", "2011"], "2011-01-01", Precision.JAHR),
    ],
)
def test_a_question_for_a_month_gets_the_nearest(
    qtbot: QtBot, month: str, shown: list[str], value: str, precision: Precision
) -> None:
    desk = shown_walk(qtbot, "arbeit", language="fa_AF")
    press(desk, "add", "jobs")
    tell(desk, "", month, "1390", "jobs.row0.j_from")
    press(desk, "calendar.take", "jobs.row0.j_from")
    assert plain(desk.saved("j_from", desk.rows("jobs")[0])) == Answer(value, precision=precision)
    assert [box(desk, part, "jobs.row0.j_from").text() for part in ("month", "year")] == shown
    assert not desk.has("q.jobs.row0.j_from.about")
    assert not desk.has("q.jobs.row0.j_from.client_date")


def test_the_keyboard_alone_is_enough(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="ti")
    box(desk, "day").setFocus()
    qtbot.keyClick(box(desk, "day"), Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    for part, text in (("day", "1"), ("month", "1"), ("year", "1984")):
        assert box(desk, f"calendar.{part}").hasFocus()
        qtbot.keyClicks(box(desk, f"calendar.{part}"), text)
        if part != "year":
            qtbot.keyClick(box(desk, f"calendar.{part}"), Qt.Key.Key_Tab)
    qtbot.keyClick(box(desk, "calendar.year"), Qt.Key.Key_Return)
    assert plain(desk.saved("birth_date")) == Answer("1991-09-12")
    assert box(desk, "day").hasFocus()


def test_escape_closes_and_takes_nothing(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="ti")
    tell(desk, "", "", "1984")
    qtbot.keyClick(box(desk, "calendar.year"), Qt.Key.Key_Escape)
    assert not desk.has("q.birth_date.calendar")
    assert desk.saved("birth_date") is None
    assert box(desk, "day").hasFocus()


def test_the_button_closes_what_it_opened(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="ti")
    press(desk, "other_calendar")
    assert desk.has("q.birth_date.calendar")
    press(desk, "other_calendar")
    assert not desk.has("q.birth_date.calendar")


# -- the client's half -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("ar", "التقويم الهجري: 20 ذو القعدة 1411"),
        ("ti", "ናይ ግእዝ ዓውደ ኣዋርሕ: 26 ግንቦት 1983"),
        ("fa_AF", "تقویم هجری شمسی: ۱۳ جوزا ۱۳۷۰"),
    ],
)
def test_a_whole_day_is_shown_in_the_clients_calendar(qtbot: QtBot, language: str, shown: str) -> None:
    desk = shown_walk(qtbot, "person", language=language, answers={"birth_date": "1991-06-03"})
    assert said(desk, "client_date") == shown


@pytest.mark.parametrize("language", ["uk", "de"])
def test_others_see_no_second_calendar(qtbot: QtBot, language: str) -> None:
    desk = shown_walk(qtbot, "person", language=language, answers={"birth_date": "1991-06-03"})
    assert not desk.has("q.birth_date.client_date")


def test_only_a_whole_day_has_another_calendar(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="ti")
    qtbot.keyClicks(box(desk, "year"), "1991")
    desk.page.flush()
    assert not desk.has("q.birth_date.client_date")
    qtbot.keyClicks(box(desk, "month"), "6")
    qtbot.keyClicks(box(desk, "day"), "3")
    desk.page.flush()
    assert said(desk, "client_date").endswith("1983")


def test_a_day_before_the_islamic_tables_has_none(qtbot: QtBot) -> None:
    desk = shown_walk(qtbot, "person", language="ar", answers={"birth_date": "1920-06-03"})
    assert not desk.has("q.birth_date.client_date")


@pytest.mark.parametrize("size", [(911, 512), (1170, 700)])
def test_the_boxes_are_whole_on_a_narrow_page(qtbot: QtBot, size: tuple[int, int]) -> None:
    desk = shown_walk(qtbot, "person", language="ti", answers={"birth_date": "1991-06-03"})
    desk.page.resize(*size)
    question = desk.part("q.birth_date.question")
    assert isinstance(question, ToldDateView)
    question.tools.source.source_chosen.emit(Source.DOKUMENT_GESEHEN)
    for name in ("year", "other_calendar"):
        widget = desk.part(f"q.birth_date.{name}")
        qtbot.waitUntil(lambda widget=widget: is_whole(widget, desk.page))  # type: ignore[misc]  # a default


def is_whole(widget: QWidget, page: QWidget) -> bool:
    """Whether no widget around it cuts its width."""
    around = widget.parentWidget()
    while around is not None and around is not page:
        left = widget.mapTo(around, widget.rect().topLeft()).x()
        if left < 0 or left + widget.width() > around.width():
            return False
        around = around.parentWidget()
    return True
