"""Answers with pictures: beside the mark, told to a screen reader, told apart from each other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from profiler.casework.pictures import Picture
from profiler.gui.icons.pictograms import draw_pictogram
from profiler.gui.widgets.options import Option, OptionList
from profiler.gui.widgets.texts import Pair
from profiler.paths import resources_folder
from profiler.records.depth import Depth
from tests.unit.gui.walk_desk import walk

SIDE = 34
"""12 mm at 72 dots per inch."""

_ALIKE = 0.85


def inked(name: str) -> int:
    """The pixels of a pictogram as it prints in black and white, as bits."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_pictogram(painter, name, QRectF(0, 0, SIDE, SIDE), "#000000")
    painter.end()
    found = 0
    for place in range(SIDE * SIDE):
        dark = image.pixelColor(place % SIDE, place // SIDE).red() < 160
        found = found << 1 | dark
    return found


def test_no_two_pictograms_look_the_same_in_black_and_white() -> None:
    names = sorted(path.stem for path in (resources_folder() / "pictograms").glob("*.svg"))
    seen = {name: inked(name) for name in names}
    alike = [
        (one, other)
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        if (seen[one] & seen[other]).bit_count() > _ALIKE * (seen[one] | seen[other]).bit_count()
    ]
    assert all(seen.values())
    assert alike == []


def options(qtbot: QtBot, *, client: str = "") -> OptionList:
    def pair(german: str) -> Pair:
        return Pair(german, client, "ar") if client else Pair(german)

    made = OptionList(
        "q.informal",
        [
            Option("kochen", pair("Kochen"), Picture("kochen", "Topf mit Dampf")),
            Option("anderes", pair("Etwas anderes")),
        ],
        multiple=True,
        decline=pair("Keine Angabe"),
    )
    qtbot.addWidget(made)
    made.resize(800, made.sizeHint().height())
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_picture_is_described_to_those_who_do_not_see_it(qtbot: QtBot) -> None:
    rows = options(qtbot).rows
    assert rows["kochen"].accessibleDescription() == "Topf mit Dampf"
    assert rows["anderes"].accessibleDescription() == ""


@pytest.mark.parametrize("client", ["", "الطبخ"])
def test_words_stand_in_line_whether_their_row_has_a_picture_or_not(qtbot: QtBot, client: str) -> None:
    made = options(qtbot, client=client)
    rows = [*made.rows.values(), made.decline_row]
    assert len({row.height() for row in rows if row is not None}) == 1
    assert rows[0] is not None
    assert rows[0].height() >= 36


def test_keys_choose_rows_with_pictures(qtbot: QtBot) -> None:
    made = options(qtbot)
    made.rows["kochen"].setFocus()
    qtbot.keyClick(made.rows["kochen"], Qt.Key.Key_1)
    assert made.value() == "kochen"


def test_the_walk_shows_pictures_where_the_form_asks_for_them(qtbot: QtBot) -> None:
    desk = walk("ar", {"birth_date": "1990-03-12"}, depth=Depth.DEEP)
    qtbot.addWidget(desk.page)
    with qtbot.waitExposed(desk.page):
        desk.page.show()
    desk.section("arbeit")
    rows = desk.part("q.informal")
    assert isinstance(rows, OptionList)
    assert rows.rows["naehen"].accessibleDescription() == "Nähmaschine"
    desk.section("gespraech")
    plain = desk.part("q.client_mode")
    assert isinstance(plain, OptionList)
    assert {row.accessibleDescription() for row in plain.rows.values()} == {""}
