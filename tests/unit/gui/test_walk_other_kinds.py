"""Kinds of questions a county's form may bring that the shipped one does not have."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from profiler.casework.intake import Intake, Step
from profiler.forms.answer import Address, Answer
from profiler.forms.definition import Bounds, Choice, QuestionKind
from profiler.forms.session import FormSession
from profiler.gui.walk.editing import Editing
from profiler.gui.walk.questions.base import Around, Asked, QuestionView
from profiler.gui.walk.questions.moments import read_time
from profiler.gui.walk.questions.ranges import steps_of
from profiler.gui.walk.questions.registry import view_of
from profiler.gui.walk.saving import Saver
from profiler.gui.walk.speech import Speech
from profiler.languages.catalogues import Translator
from tests.fakes.desks import shipped_content
from tests.unit.forms.small_forms import TODAY, form, question


class NoSaver:
    """Nothing is kept; it only has to be told."""

    def expect(self, where: object) -> None:
        """Somebody types."""

    def expect_no_more(self, where: object) -> None:
        """Somebody stopped typing."""

    def submit(self, edit: object) -> None:
        """An edit was made."""


@dataclass
class OneQuestion:
    """Stands where the interview stands, on a form with one question."""

    session: FormSession
    ids: count[int] = field(default_factory=count)

    def set(self, address: Address, answer: Answer) -> Step:
        """Answer it."""
        return Step(self.session.set(address, answer), None)  # type: ignore[arg-type]  # nothing is kept here


@dataclass
class Shown:
    """The widget of one question and what it answers."""

    view: QuestionView
    session: FormSession

    @property
    def value(self) -> str:
        """The answer as the session has it."""
        return self.session.answer(Address("/data/q")).value

    def part(self, name: str) -> QWidget:
        """A part of the widget by its name."""
        found = cast("QWidget | None", self.view.findChild(QWidget, name))
        assert found is not None, name
        return found

    def line(self, name: str) -> QLineEdit:
        """A field by its name."""
        found = self.part(name)
        assert isinstance(found, QLineEdit)
        return found

    def press(self, name: str) -> None:
        """Click a button or row."""
        found = self.part(name)
        assert isinstance(found, QAbstractButton)
        found.click()

    def leave(self) -> None:
        """What happens when the page is left."""
        self.view.flush()
        self.view.refresh()


def show(qtbot: QtBot, kind: str, value: str = "", bounds: Bounds | None = None) -> Shown:
    asked = replace(question("q", kind), label={"de": "Frage", "ar": "سؤال"}, bounds=bounds)
    if kind == "rank":
        asked = replace(asked, choice_list="list")
    definition = form(
        asked, choices={"list": (Choice("a", {"de": "Arbeit"}), Choice("b", {"de": "Bildung"}))}
    )
    session = FormSession(definition, today=lambda: TODAY, new_id=str)
    address = Address("/data/q")
    if value:
        session.set(address, Answer(value))
    editing = Editing(cast("Intake", OneQuestion(session)), cast("Saver", NoSaver()))
    translator: Translator = shipped_content().translator
    around = Around(editing, Speech(translator, "ar"), 0)
    view = view_of(Asked(definition.question("q"), address, "q.q"), around)
    assert view is not None
    qtbot.addWidget(view)
    view.resize(1000, 300)
    view.show()
    view.refresh()
    return Shown(view, session)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9", "09:00"), ("09", "09:00"), ("930", "09:30"), ("0930", "09:30"), ("9:30", "09:30"),
        ("9.30", "09:30"), ("23:59", "23:59"), ("24", ""), ("9:60", ""), ("", ""), ("1:2", ""),
    ],
)  # fmt: skip
def test_times_are_understood_as_people_type_them(typed: str, read: str) -> None:
    assert read_time(typed) == read


def test_a_time_is_stored_whole_and_shown_short(qtbot: QtBot) -> None:
    shown = show(qtbot, "time")
    qtbot.keyClicks(shown.line("q.q.time"), "930")
    shown.leave()
    assert shown.value == "09:30:00.000"
    assert shown.line("q.q.time").text() == "09:30"


def test_what_is_no_time_stays_and_is_marked(qtbot: QtBot) -> None:
    shown = show(qtbot, "time")
    qtbot.keyClicks(shown.line("q.q.time"), "29")
    shown.leave()
    assert shown.value == "29"
    assert shown.line("q.q.time").property("wrong") is True


def test_a_whole_time_is_taken_while_the_keyboard_stays(qtbot: QtBot) -> None:
    shown = show(qtbot, "time")
    qtbot.keyClicks(shown.line("q.q.time"), "12:30")
    qtbot.waitUntil(lambda: shown.value == "12:30:00.000")


def test_a_moment_needs_both_halves(qtbot: QtBot) -> None:
    shown = show(qtbot, "datetime")
    for part, digits in (("day", "3"), ("month", "12"), ("year", "2026")):
        qtbot.keyClicks(shown.line(f"q.q.{part}"), digits)
    shown.leave()
    assert shown.line("q.q.time").property("wrong") is True
    qtbot.keyClicks(shown.line("q.q.time"), "14:05")
    shown.leave()
    assert shown.value == "2026-12-03T14:05:00.000"
    assert shown.line("q.q.time").property("wrong") is False


def test_a_moment_is_shown_again_and_can_be_emptied(qtbot: QtBot) -> None:
    shown = show(qtbot, "datetime", "2026-12-03T14:05:00.000")
    assert [shown.line(f"q.q.{part}").text() for part in ("day", "month", "year", "time")] == [
        "03", "12", "2026", "14:05",
    ]  # fmt: skip
    for part in ("day", "month", "year", "time"):
        line = shown.line(f"q.q.{part}")
        line.selectAll()
        qtbot.keyClick(line, Qt.Key.Key_Delete)
    shown.leave()
    assert shown.value == ""


def test_a_short_scale_is_chosen_from(qtbot: QtBot) -> None:
    shown = show(qtbot, "range", bounds=Bounds("1", "5", "1"))
    shown.press("q.q.opt.4")
    shown.press("q.q.opt.5")
    assert shown.value == "5"


def test_a_long_scale_is_typed_and_says_its_ends(qtbot: QtBot) -> None:
    shown = show(qtbot, "range", bounds=Bounds("0", "100", "5"))
    assert shown.view.hint().german == "von 0 bis 100"
    qtbot.keyClicks(shown.line("q.q.number"), "35")
    shown.leave()
    assert shown.value == "35"


@pytest.mark.parametrize(
    ("bounds", "steps"),
    [
        (Bounds("1", "3", "1"), ["1", "2", "3"]),
        (Bounds("0", "1", "0.25"), ["0", "0.25", "0.5", "0.75", "1"]),
        (Bounds("3", "1", "1"), ["3", "2", "1"]),
        (Bounds("0", "20", "10"), ["0", "10", "20"]),
        (Bounds("1", "12", "1"), []),
        (Bounds("1", "2", "0"), []),
    ],
)
def test_steps_of_a_scale(bounds: Bounds, steps: list[str]) -> None:
    assert list(steps_of(bounds)) == steps


def test_something_read_is_ticked_and_unticked(qtbot: QtBot) -> None:
    shown = show(qtbot, "acknowledge")
    shown.press("q.q.opt.OK")
    assert shown.value == "OK"
    shown.press("q.q.opt.OK")
    assert shown.value == ""


def test_a_paper_is_named(qtbot: QtBot) -> None:
    shown = show(qtbot, "file")
    qtbot.keyClicks(shown.line("q.q.text"), "Zeugnis")
    shown.leave()
    assert shown.value == "Zeugnis"
    assert "Name des Papiers" in shown.view.hint().german


def test_a_ranking_keeps_the_order_of_choosing(qtbot: QtBot) -> None:
    shown = show(qtbot, "rank")
    shown.press("q.q.opt.b")
    shown.press("q.q.opt.a")
    assert shown.value == "b a"


def test_every_kind_that_is_asked_has_a_view_of_its_own() -> None:
    from profiler.gui.walk.questions.fields import TextView
    from profiler.gui.walk.questions.registry import view_class

    as_text = [kind for kind in QuestionKind if view_class(question("q", kind.value)) is TextView]
    assert as_text == [QuestionKind.TEXT, QuestionKind.OTHER]
