"""How the pictograms look, all of them on one sheet, and beside the answers of a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from profiler.casework import intake as intakes
from profiler.gui.icons.pictograms import draw_pictogram
from profiler.gui.tasks import ImmediateRunner
from profiler.gui.tokens import Scheme
from profiler.gui.walk.page import WalkPage
from profiler.gui.widgets.options import OptionList
from profiler.paths import resources_folder
from tests.fakes.desks import open_desk, shipped_content, tell
from tests.fakes.notices import RecordedNotices
from tests.visual.comparing import picture_of, same_as_kept
from tests.visual.test_visual_pictures import settled

SIDE, CELL, ACROSS = 48, 64, 16


def contact_sheet() -> QImage:
    """Every pictogram in the order of its name."""
    names = sorted(path.stem for path in (resources_folder() / "pictograms").glob("*.svg"))
    sheet = QImage(ACROSS * CELL, -(-len(names) // ACROSS) * CELL, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#ffffff"))
    painter = QPainter(sheet)
    for number, name in enumerate(names):
        edge = (CELL - SIDE) / 2
        box = QRectF(number % ACROSS * CELL + edge, number // ACROSS * CELL + edge, SIDE, SIDE)
        draw_pictogram(painter, name, box, "#000000")
    painter.end()
    return sheet


@pytest.mark.parametrize("dressed", [Scheme.LIGHT], indirect=True)
def test_the_pictograms_look_as_they_should(tmp_path: Path, dressed: Scheme) -> None:
    same_as_kept(contact_sheet(), "pictograms", tmp_path)


@pytest.mark.parametrize("dressed", [Scheme.LIGHT], indirect=True)
@pytest.mark.parametrize("language", ["de", "ar", "ti"])
def test_answers_with_pictures_look_as_they_should(
    qtbot: QtBot, tmp_path: Path, dressed: Scheme, language: str
) -> None:
    content = shipped_content()
    conversation = intakes.start(open_desk().desk, language)
    tell(conversation, understood="ja", birth_date="1990-03-12", informal="kochen_fuer_viele naehen")
    notices = RecordedNotices()
    page = WalkPage(conversation, ImmediateRunner(), content.translator, notices, pictures=content.pictures)
    page.go_to([section.name for section in conversation.form.sections()].index("arbeit"))
    settled(qtbot, page, (1366, 768))
    answers = page.findChild(OptionList, "q.informal")
    assert answers is not None
    for area in page.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    same_as_kept(picture_of(answers), f"answers-with-pictures-{language}", tmp_path)
