"""Questions about occupations and skills: found by what people say, stored as an id."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from profiler.classifications.catalogue import Classifications
from profiler.forms.answer import Address, Answer
from profiler.forms.definition import Question
from profiler.forms.session import FormSession
from profiler.gui.walk.editing import Editing
from profiler.gui.walk.questions.base import Around, Asked
from profiler.gui.walk.questions.fields import ConceptView
from profiler.gui.walk.questions.registry import view_of
from profiler.gui.walk.speech import Speech
from profiler.gui.walk.values import shown
from profiler.gui.widgets.find_combo import FindCombo
from tests.fakes.desks import MORNING, shipped_content
from tests.unit.forms.small_forms import form, question

if TYPE_CHECKING:
    from profiler.casework.intake import Intake
    from profiler.gui.walk.saving import Saver


class _Step:
    def __init__(self, session: FormSession, address: Address, answer: Answer) -> None:
        self.changes = session.set(address, answer)
        self.edit = None


class OneQuestion:
    """An interview of one question."""

    def __init__(self, session: FormSession, classifications: Classifications) -> None:
        self.session, self.classifications = session, classifications

    def set(self, address: Address, answer: Answer) -> _Step:
        """Answer it."""
        return _Step(self.session, address, answer)


class NoSaver:
    """Keeps nothing."""

    def expect(self, where: object) -> None:
        """Nothing is waited for."""

    def expect_no_more(self, where: object) -> None:
        """Nothing was."""

    def submit(self, edit: object) -> None:
        """Nothing is kept."""


class Asking:
    """The question on the screen."""

    def __init__(self, qtbot: QtBot, appearance: str, language: str = "ar", value: str = "") -> None:
        self.question: Question = replace(
            question("q", "text"), label={"de": "Beruf", "ar": "المهنة"}, appearance=appearance
        )
        definition = form(self.question)
        self.session = FormSession(definition, today=lambda: MORNING.date(), new_id=str)
        self.address = Address("/data/q")
        if value:
            self.session.set(self.address, Answer(value))
        content = shipped_content()
        intake = OneQuestion(self.session, content.classifications)
        editing = Editing(cast("Intake", intake), cast("Saver", NoSaver()))
        around = Around(editing, Speech(content.translator, language), 0)
        view = view_of(Asked(definition.question("q"), self.address, "q.q"), around)
        assert isinstance(view, ConceptView)
        self.view = view
        qtbot.addWidget(view)
        view.resize(1000, 300)
        view.show()
        view.refresh()
        search = view.findChild(FindCombo)
        assert isinstance(search, FindCombo)
        self.search = search
        search.field.setFocus()
        qtbot.waitUntil(search.field.hasFocus)

    def type(self, text: str) -> QListView:
        """Type letters of any script and give the list."""
        for sign in text:
            QApplication.sendEvent(
                self.search.field,
                QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign),
            )
        popup = self.search.field.completer().popup()
        assert isinstance(popup, QListView)
        return popup

    @property
    def value(self) -> str:
        """The answer as it is stored."""
        return self.session.answer(self.address).value


def lines(popup: QListView) -> list[str]:
    model = popup.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_an_occupation_is_found_by_what_is_done_and_stored_as_an_id(qtbot: QtBot) -> None:
    asking = Asking(qtbot, "code-occupation")
    popup = asking.type("Strom verl")
    qtbot.waitUntil(popup.isVisible)
    assert lines(popup)[0].startswith("Elektroniker/in für Energie- und Gebäudetechnik")
    assert "كهربائي" in lines(popup)[0]
    assert lines(popup)[0].endswith("ISCO 7411 · KldB 26212")
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert asking.value == "elektroniker"
    assert asking.search.field.text() == "Elektroniker/in für Energie- und Gebäudetechnik"


def test_every_letter_asks_anew_in_the_clients_language(qtbot: QtBot) -> None:
    asking = Asking(qtbot, "code-occupation")
    first = lines(asking.type("خ"))
    assert len(first) > 1
    second = lines(asking.type("باز"))
    assert len(second) == 1
    assert second[0].startswith("Bäcker/in")


def test_a_whole_name_counts_without_the_list(qtbot: QtBot) -> None:
    asking = Asking(qtbot, "code-occupation")
    popup = asking.type("schneider/in")
    popup.hide()
    asking.search.field.left.emit()
    assert asking.value == "schneider"


def test_several_skills_become_chips(qtbot: QtBot) -> None:
    asking = Asking(qtbot, "code-skill multiple", value="naehen")
    popup = asking.type("schweiß")
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert asking.value == "naehen schweissen"
    qtbot.waitUntil(lambda: asking.search.field.text() == "")


def test_what_fits_nothing_changes_nothing(qtbot: QtBot) -> None:
    asking = Asking(qtbot, "code-occupation", value="koch")
    assert asking.search.field.text() == "Koch/Köchin"
    asking.search.field.selectAll()
    popup = asking.type("xylophagie")
    assert not popup.isVisible()
    asking.search.field.left.emit()
    assert (asking.value, asking.search.field.text()) == ("koch", "Koch/Köchin")


def test_tables_show_the_label_and_an_unknown_id_as_it_is(qtbot: QtBot) -> None:
    lists = shipped_content().classifications
    asking = Asking(qtbot, "code-occupation", value="koch")
    assert shown(asking.session, asking.question, asking.address, lists) == "Koch/Köchin"
    other = Asking(qtbot, "code-skill multiple", value="naehen esco:gone")
    assert shown(other.session, other.question, other.address, lists) == "Nähen, esco:gone"
