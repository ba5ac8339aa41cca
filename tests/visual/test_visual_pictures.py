"""How the window looks: parts in both palettes, the walk in several languages and sizes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from profiler.casework import intake as intakes
from profiler.casework.intake import Intake
from profiler.forms.answer import Address, Answer, Precision
from profiler.gui.tasks import ImmediateRunner
from profiler.gui.tokens import Scheme
from profiler.gui.walk.page import WalkPage
from profiler.records.depth import Depth
from tests.fakes.desks import open_desk, shipped_content, tell
from tests.fakes.notices import RecordedNotices
from tests.visual.comparing import differing_share, picture_of, same_as_kept
from tests.visual.gallery import gallery


@dataclass(frozen=True)
class Look:
    """One picture: language, section, palette, size of the window in logical pixels, scale factor."""

    name: str
    language: str
    section: str
    scheme: Scheme = Scheme.LIGHT
    size: tuple[int, int] = (1366, 768)
    ratio: float = 1.0
    depth: Depth = Depth.SHORT


LOOKS = (
    Look("walk-arabic", "ar", "sprachen"),
    Look("walk-arabic-dark", "ar", "arbeit", Scheme.DARK),
    Look("walk-ukrainian", "uk", "person"),
    Look("walk-tigrinya-150", "ti", "aufenthalt", size=(911, 512), ratio=1.5),
    Look("walk-german", "de", "gespraech"),
    Look("walk-deep-arabic-150", "ar", "alltag", size=(911, 512), ratio=1.5, depth=Depth.DEEP),
    Look("walk-deep-german", "de", "arbeit", depth=Depth.DEEP),
)

# Fictional people; the names in their own script are spelled as such names are.
NAMES = {
    "ar": ("Al-Khatib", "Yusuf", "يوسف الخطيب"),
    "uk": ("Kowalenko", "Olena", "Олена Коваленко"),
    "ti": ("Tesfay", "Selam", "ሰላም ተስፋይ"),
    "de": ("Muster", "Robin", ""),
}


def row(conversation: Intake, repeat: str, **answers: str) -> None:
    """Add an entry; names ending in `from` and `to` are known to the month."""
    path = next(each.path for each in conversation.form.repeats() if each.name == repeat)
    made, step = conversation.add_row(path)
    conversation.save(step.edit)
    fill(conversation, made, **answers)


def fill(conversation: Intake, place: str, **answers: str) -> None:
    """Answer questions of one entry."""
    for name, value in answers.items():
        precision = Precision.MONAT if name.endswith(("_from", "_to")) else Precision.TAG
        address = Address(conversation.form.question(name).path, place)
        conversation.save(conversation.set(address, Answer(value, precision=precision)).edit)


def interview(language: str) -> Intake:
    """A fictional person halfway through."""
    family, given, original = NAMES[language]
    conversation = intakes.start(open_desk().desk, language)
    tell(
        conversation,
        interpreter_kind="niemand" if language != "de" else "",
        info_given="ja",
        voluntary_ok="ja",
        understood="ja",
        family_name=family,
        given_names=given,
        name_original=original,
        birth_date="1990-03-12",
        nationalities={"ar": "SY", "uk": "UA", "ti": "ER", "de": "DE"}[language],
        residence_kind="asylverfahren",
    )
    languages = next(each for each in conversation.form.repeats() if each.name == "languages")
    german = conversation.session.rows(languages.path)[0]
    fill(conversation, german, first_lang="nein", hear="a2", read="a1", talk="a2", present="a1")
    row(conversation, "languages", lang="ara", first_lang="ja")
    row(conversation, "languages", lang="eng", hear="a1", read="a2")
    row(
        conversation,
        "jobs",
        j_own_words="Verkäufer im Laden des Onkels",
        j_tasks="Beraten\nKassieren\nWare bestellen",
        j_kind="familienbetrieb",
        j_country="SY",
        j_from="2006-07-01",
        j_to="2012-08-01",
    )
    row(
        conversation,
        "jobs",
        j_own_words="Schneider in einer Textilfabrik",
        j_country="TR",
        j_from="2012-09-01",
        j_to="2016-03-01",
    )
    return conversation


def settled(qtbot: QtBot, widget: QWidget, size: tuple[int, int]) -> None:
    """Shown, laid out, without a blinking cursor."""
    qtbot.addWidget(widget)
    widget.resize(*size)
    with qtbot.waitExposed(widget):
        widget.show()
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()


@pytest.mark.parametrize(
    ("dressed", "look"),
    [(look.scheme, look) for look in LOOKS],
    indirect=["dressed"],
    ids=[x.name for x in LOOKS],
)
def test_the_walk_looks_as_it_should(qtbot: QtBot, tmp_path: Path, dressed: Scheme, look: Look) -> None:
    conversation = interview(look.language)
    notices = RecordedNotices()
    content = shipped_content()
    page = WalkPage(
        conversation,
        ImmediateRunner(),
        content.translator,
        notices,
        pictures=content.pictures,
        depth=look.depth,
    )
    names = [section.name for section in conversation.form.sections()]
    page.go_to(names.index(look.section))
    settled(qtbot, page, look.size)
    same_as_kept(picture_of(page, look.ratio), look.name, tmp_path)


@pytest.mark.parametrize("dressed", list(Scheme), indirect=True)
def test_the_parts_look_as_they_should(qtbot: QtBot, tmp_path: Path, dressed: Scheme) -> None:
    parts = gallery()
    settled(qtbot, parts, (1366, 860))
    same_as_kept(picture_of(parts), f"parts-{dressed}", tmp_path)


def test_the_comparison_sees_what_people_see() -> None:
    """Guards the tests above: a comparison that sees nothing would pass for ever."""
    white = QImage(100, 100, QImage.Format.Format_RGB32)
    white.fill(QColor("#ffffff"))
    assert differing_share(white, white.copy()) == 0.0
    marked = white.copy()
    for x in range(20):
        for y in range(20):
            marked.setPixelColor(x, y, QColor("#000000"))
    assert differing_share(white, marked) == pytest.approx(0.04)
    faint = white.copy()
    faint.fill(QColor("#f0f0f0"))
    assert differing_share(white, faint) == 0.0
    assert differing_share(white, white.copy(0, 0, 50, 50)) == 1.0
