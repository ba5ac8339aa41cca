"""Every section and every page a newcomer looks at, in a language nobody wrote into the code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import chain

import pytest
import shiboken6
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from profiler.casework import extra_consents, intake, school_forms, sign_release
from profiler.casework.content import Content
from profiler.casework.desk import UnlockedDesk
from profiler.casework.intake import Intake
from profiler.cli.personas import tell
from profiler.gui.person.new_person_page import NewPersonPage
from profiler.gui.printing import PrinterSink
from profiler.gui.release.release_page import ReleasePage
from profiler.gui.release.side import ASK_BACK, CHOOSE, EXPLAIN, SIGN
from profiler.gui.release.texts import ReleaseTexts
from profiler.gui.route.route_page import RoutePage
from profiler.gui.shell.desk_page import AtDesk
from profiler.gui.tasks import ImmediateRunner, Runners
from profiler.gui.walk.code_lists import entries_of
from profiler.gui.walk.consent_dialogs import ConsentDialog, WithdrawDialog
from profiler.gui.walk.page import WalkPage
from profiler.gui.walk.speech import Speech
from profiler.gui.widgets.texts import Text
from profiler.languages.tags import GERMAN, PSEUDO
from profiler.records.depth import Depth
from profiler.release.extra_consents import ConsentKind
from profiler.release.releases import Category
from tests.depth import deep
from tests.fakes.desks import open_desk
from tests.fakes.notices import RecordedNotices
from tests.fakes.paper import ListSink
from tests.unit.pseudo.listening import Ear, ListeningTranslator, foreign_words, listen_to_window
from tests.unit.pseudo.people import open_pseudo_desk, people

pytestmark = pytest.mark.usefixtures("dressed")
ROW = re.compile(r"q\.\w+\.row\d+")
EVERYBODY = ("elektriker", "jugendlicher", "krankenschwester", "schneider", "schweisser")
PERSONAS = deep(("jugendlicher", "schneider"), EVERYBODY)


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    return listen_to_window(monkeypatch)


def at(desk: UnlockedDesk) -> AtDesk:
    runner = ImmediateRunner()
    files = ListSink()
    runners = Runners(runner, runner)
    return AtDesk(desk, runners, RecordedNotices(), PrinterSink(lambda: None), lambda folder: files, "qps")


def told(content: Content, name: str) -> tuple[UnlockedDesk, Intake]:
    desk = open_pseudo_desk(content)
    conversation = intake.start(desk, PSEUDO.code)
    tell(conversation, people(content)[name])
    return desk, conversation


def looked_at(qtbot: QtBot, page: QWidget) -> None:
    qtbot.addWidget(page)
    page.resize(1366, 3000)
    with qtbot.waitExposed(page):
        page.show()
    page.grab()


@pytest.mark.parametrize("name", PERSONAS)
def test_every_section_and_every_row_of_the_conversation(
    qtbot: QtBot, content: Content, translator: ListeningTranslator, ear: Ear, name: str
) -> None:
    desk, conversation = told(content, name)
    opened = walked(qtbot, content, conversation)
    persona = people(content)[name]
    for edits in (persona.school[number] for number in persona.school if number == 0):
        form_id = school_forms.open_school_form(desk, conversation.record_id, school_forms.ONESELF)
        child = intake.resume(desk, form_id)
        tell(child, replace(persona, edits=edits))
        opened += walked(qtbot, content, child)
    assert opened > 3
    assert ear.heard > 500
    assert sorted(ear.wrong) == []
    assert sorted(translator.missing) == []


def walked(qtbot: QtBot, content: Content, conversation: Intake) -> int:
    """Look at every section and open every row; how many were opened."""
    page = WalkPage(
        conversation,
        ImmediateRunner(),
        content.translator,
        RecordedNotices(),
        pictures=content.pictures,
        depth=Depth.DEEP,
    )
    looked_at(qtbot, page)
    opened = 0
    for place in range(len(conversation.form.sections())):
        page.go_to(place)
        QApplication.processEvents()
        page.grab()
        for row in [each for each in page.findChildren(QAbstractButton) if ROW.fullmatch(each.objectName())]:
            if shiboken6.isValid(row) and row.isVisibleTo(page):
                row.click()
                QApplication.processEvents()
                opened += 1
        page.grab()
    return opened


@pytest.mark.parametrize("kind", list(ConsentKind))
def test_every_consent_beside_the_release(
    qtbot: QtBot, content: Content, translator: ListeningTranslator, ear: Ear, kind: ConsentKind
) -> None:
    desk, conversation = told(content, "elektriker")
    sheet = extra_consents.sheet(desk, conversation.record_id, kind)
    speech, behind = Speech(translator, PSEUDO.code), QWidget()
    qtbot.addWidget(behind)
    for dialog in (
        ConsentDialog(sheet, desk.clock.today().isoformat(), speech, behind),
        WithdrawDialog(sheet.text, 1, speech, behind),
    ):
        dialog.grab()
    assert ear.heard >= 4
    assert sorted(ear.wrong) == []
    assert sorted(translator.missing) == []


def test_every_list_that_is_searched(content: Content) -> None:
    form = content.assessment
    lists = [each for each in form.questions() if "code-country" in each.appearance]
    lists += [each for each in form.questions() if "code-language" in each.appearance]
    assert len(lists) > 5
    for question in lists:
        for entry in entries_of(question, form, PSEUDO.code):
            assert entry.client, entry.german
            assert foreign_words(entry.client) == []


def texts_in(part: object) -> Iterator[Mapping[str, str]]:
    """Every text of a form in its languages, wherever it stands."""
    if isinstance(part, Mapping):
        if isinstance(part.get(GERMAN), str):
            yield part
        else:
            yield from chain.from_iterable(texts_in(each) for each in part.values())
    elif isinstance(part, tuple):
        yield from chain.from_iterable(texts_in(each) for each in part)
    elif is_dataclass(part):
        yield from chain.from_iterable(texts_in(getattr(part, each.name)) for each in fields(part))


def test_every_text_of_every_form(content: Content) -> None:
    """Also of questions nobody was asked above."""
    heard = 0
    for form in (built.definition for built in content.forms.values()):
        for texts in texts_in(form):
            pseudo = texts.get(PSEUDO.code, "")
            assert pseudo or not foreign_words(texts[GERMAN]), texts[GERMAN]
            assert foreign_words(pseudo) == [], texts[GERMAN]
            heard += 1
    assert heard > 500


def test_every_step_of_the_release(
    qtbot: QtBot, content: Content, translator: ListeningTranslator, ear: Ear
) -> None:
    desk, conversation = told(content, "elektriker")
    page = ReleasePage(at(desk), conversation.record_id)
    looked_at(qtbot, page)
    choosing = page._choosing
    assert choosing is not None
    choosing.decide(choosing.chosen[0].recipient.recipient_id, Category.SPRACHE, True)
    for step in (EXPLAIN, CHOOSE, ASK_BACK, SIGN):
        before = ear.heard
        page._go(step)
        QApplication.processEvents()
        page.grab()
        assert ear.heard > before
    assert sorted(ear.wrong) == []
    assert sorted(translator.missing) == []


def test_every_recipient_and_topic(content: Content, translator: ListeningTranslator, ear: Ear) -> None:
    texts = ReleaseTexts(content, PSEUDO.code)
    for choice in sign_release.possible_recipients(open_pseudo_desk(content)):
        for pair in (texts.question(choice), texts.recipient(choice), texts.purpose(choice)):
            assert pair.client
    for category in content.release.categories:
        assert texts.topic(category).client
    assert sorted(ear.wrong) == []
    assert sorted(translator.missing) == []


@pytest.mark.parametrize("name", PERSONAS)
def test_the_route(
    qtbot: QtBot, content: Content, translator: ListeningTranslator, ear: Ear, name: str
) -> None:
    desk, conversation = told(content, name)
    looked_at(qtbot, RoutePage(at(desk), conversation.record_id))
    assert ear.heard > 10
    assert sorted(ear.wrong) == []
    assert sorted(translator.missing) == []


def test_it_is_offered_only_where_somebody_asked_for_it(qtbot: QtBot, content: Content) -> None:
    offered = []
    for desk in (open_pseudo_desk(content), open_desk().desk):
        page = NewPersonPage(at(desk))
        qtbot.addWidget(page)
        offered.append(page.findChild(QWidget, f"new.language.{PSEUDO.code}") is not None)
    assert offered == [True, False]


def test_what_is_not_translated_is_heard(content: Content, ear: Ear) -> None:
    """Guards the tests above: an ear that hears nothing would be content for ever."""
    speech = Speech(content.translator, PSEUDO.code)
    speech.pair("walk", "Diesen Satz kennt kein Katalog.")
    speech.texts({GERMAN: "Nur auf Deutsch"})
    Text("Fest im Code", PSEUDO.code)
    assert {said for _, said in ear.wrong} == {
        "Diesen Satz kennt kein Katalog.",
        "Nur auf Deutsch",
        "Fest im Code",
    }
