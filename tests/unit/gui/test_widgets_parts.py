"""The parts every screen is made of: keyboard, states, direction."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Precision
from profiler.gui import bidi, fonts, style
from profiler.gui.icons.drawing import draw
from profiler.gui.icons.names import Icon
from profiler.gui.notices import Action
from profiler.gui.tasks import ThreadRunner
from profiler.gui.tokens import PALETTES, Ink, Scheme, Tokens, Tone
from profiler.gui.widgets.bars import SaveState, TopBar
from profiler.gui.widgets.buttons import Chip, PrimaryButton, SecondaryButton
from profiler.gui.widgets.dates import DateFault, DateField, DateParts, read_date
from profiler.gui.widgets.lists import Place, SectionList
from profiler.gui.widgets.matrix import CefrMatrix, Level, Skill
from profiler.gui.widgets.notice_board import NoticeBoard
from profiler.gui.widgets.options import Option, OptionList
from profiler.gui.widgets.painting import Mark
from profiler.gui.widgets.search_combo import Entry, SearchCombo, fold
from profiler.gui.widgets.switches import YesNoSwitch
from profiler.gui.widgets.tables import RepeatTable
from profiler.gui.widgets.texts import Pair, Text
from profiler.gui.widgets.timeline import Gap, Span, gaps, lanes, month_count


def on_screen(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()


# --- colours ------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", PALETTES.values(), ids=[scheme.value for scheme in PALETTES])
def test_text_is_readable_and_controls_are_visible(tokens: Tokens) -> None:
    for ground in (tokens.surface, tokens.canvas, tokens.client, tokens.tint, tokens.sunken):
        for ink in (tokens.ink, tokens.ink2, tokens.accent):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ground in (tokens.surface, tokens.canvas):
        assert contrast(tokens.ink3, ground) >= 4.5
    for tone in Tone:
        assert contrast(tone.ink(tokens), tone.ground(tokens)) >= 4.5, tone
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    for ground in (tokens.surface, tokens.tint, tokens.canvas):
        assert contrast(tokens.control, ground) >= 3
        assert contrast(tokens.focus, ground) >= 3


@pytest.mark.parametrize("scheme", list(Scheme))
def test_no_colour_is_left_without_a_value_in_the_style_sheet(scheme: Scheme) -> None:
    sheet = style.sheet(PALETTES[scheme])
    assert "$" not in sheet
    assert PALETTES[scheme].focus in sheet


# --- fonts --------------------------------------------------------------------------------------------


def test_a_missing_font_is_named(qapp: QApplication, tmp_path: Path) -> None:
    manifest = tmp_path / "fonts.csv"
    rows = ["file,family", *(f"{family}.ttf,{family}" for family in fonts.SCREEN_FAMILIES[1:])]
    manifest.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(WorldError) as raised:
        fonts.load(tmp_path, manifest)
    assert raised.value.code is ErrorCode.FONTS_MISSING
    assert raised.value.details == {"file": "Noto Sans"}


@pytest.mark.parametrize(("language", "first"), [("ar", "Noto Sans Arabic UI"), ("ti", "Noto Sans Ethiopic")])
def test_every_script_has_its_font_and_a_latin_one_behind_it(language: str, first: str) -> None:
    assert fonts.families(language)[0] == first
    assert "Noto Sans" in fonts.families(language)


# --- direction ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("A2: يفهم", "ar", "\u200fA2: يفهم"),
        ("2003 يفهم", "ar", "\u200f2003 يفهم"),
        ("يفهم A2", "ar", "يفهم A2"),
        ("A2: versteht", "de", "A2: versteht"),
        ("يفهم (§ 87 AufenthG)", "ar", "يفهم (\u2066§\u00a087\u00a0AufenthG\u2069)"),
        ("يفهم 030 23125-100", "ar", "يفهم \u2066030\u00a023125-100\u2069"),
        ("", "ar", ""),
    ],
)
def test_a_label_keeps_its_direction_whatever_it_begins_with(text: str, language: str, shown: str) -> None:
    assert bidi.label_text(text, language) == shown


@given(st.text())
def test_marks_can_be_taken_away_again(text: str) -> None:
    plain = bidi.plain(text)
    for language in ("ar", "de"):
        assert bidi.plain(bidi.isolate(plain, language)) == plain
        assert bidi.plain(bidi.label_text(plain, language)) == plain


def test_no_letter_is_cut_where_right_to_left_text_wraps(qtbot: QtBot) -> None:
    label = Text("يبحث عنها المختص أو المختصة. المهم هو المهام وليس اللقب.", "ar")
    qtbot.addWidget(label)
    for width in range(200, 300):
        label.resize(width, label.heightForWidth(width))
        image = QImage(label.size(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        label.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
        painter.end()
        edge = {image.pixel(0, y) for y in range(image.height())}
        assert len(edge) == 1, f"a letter reaches the edge at {width} pixels"


def test_text_is_never_markup(qtbot: QtBot) -> None:
    label = Text("<img src=x>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


# --- icons --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("icon", list(Icon))
def test_every_icon_draws_something_in_its_colour(qapp: QApplication, icon: Icon) -> None:
    picture = QImage(48, 48, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw(painter, icon, QRectF(0, 0, 48, 48), "#ff0000")
    painter.end()
    inked = [picture.pixelColor(x, y) for x in range(48) for y in range(48)]
    strong = [colour for colour in inked if colour.alpha() > 200]
    assert 20 < len(strong) < 48 * 48 // 2
    assert all(colour == QColor(255, 0, 0, colour.alpha()) for colour in strong)


# --- buttons ------------------------------------------------------------------------------------------


def test_an_ampersand_in_a_button_is_an_ampersand(qtbot: QtBot) -> None:
    button = SecondaryButton("Arbeit & Beruf", "b")
    qtbot.addWidget(button)
    assert button.label == "Arbeit & Beruf"
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "Arbeit & Beruf"


def test_a_button_is_as_wide_as_its_text(qtbot: QtBot) -> None:
    short, long = PrimaryButton("Ja", "a"), PrimaryButton("Weiter: Schule und Ausbildung", "b")
    for button in (short, long):
        qtbot.addWidget(button)
    assert long.sizeHint().width() > short.sizeHint().width() + 150
    assert short.sizeHint().height() == long.sizeHint().height()


def test_the_focus_ring_has_room_and_its_own_colour(qtbot: QtBot) -> None:
    button = SecondaryButton("Zurück", "b")
    on_screen(qtbot, button)
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    image = button.grab().toImage()
    assert image.pixelColor(image.width() // 2, 1).name().upper() == style.tokens().focus


def test_a_chip_does_not_grow_when_it_is_chosen(qtbot: QtBot) -> None:
    chip = Chip("Deutsch", "c", count="Pflicht")
    qtbot.addWidget(chip)
    before = chip.sizeHint()
    chip.setChecked(True)
    assert chip.sizeHint() == before


# --- dates --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("boxes", "iso", "precision", "fault"),
    [
        (("", "", ""), "", Precision.TAG, None),
        (("31", "12", "2026"), "2026-12-31", Precision.TAG, None),
        (("1", "2", "2026"), "2026-02-01", Precision.TAG, None),
        (("", "9", "2012"), "2012-09-01", Precision.MONAT, None),
        (("", "", "2012"), "2012-01-01", Precision.JAHR, None),
        (("29", "02", "2028"), "2028-02-29", Precision.TAG, None),
        (("29", "02", "2027"), "", Precision.TAG, DateFault.IMPOSSIBLE),
        (("", "13", "2027"), "", Precision.TAG, DateFault.IMPOSSIBLE),
        (("", "", "0000"), "", Precision.TAG, DateFault.IMPOSSIBLE),
        (("1", "", "2027"), "", Precision.TAG, DateFault.MONTH_MISSING),
        (("1", "2", "27"), "", Precision.TAG, DateFault.YEAR_MISSING),
        (("1", "2", ""), "", Precision.TAG, DateFault.YEAR_MISSING),
    ],
)
def test_three_boxes_say_a_date_or_why_not(
    boxes: tuple[str, str, str], iso: str, precision: Precision, fault: DateFault | None
) -> None:
    entry = read_date(*boxes)
    assert (entry.iso, entry.fault) == (iso, fault)
    if iso:
        assert entry.precision is precision


@given(st.dates(), st.sampled_from([Precision.TAG, Precision.MONAT, Precision.JAHR]))
def test_a_date_shown_is_read_back_as_exactly(qapp: QApplication, day: object, precision: Precision) -> None:
    field = DateField("d")
    field.show_date(str(day), precision)
    entry = field.entry()
    assert entry.precision is precision
    assert entry.iso[:4] == str(day)[:4]
    if precision is not Precision.JAHR:
        assert entry.iso[:7] == str(day)[:7]
    field.deleteLater()


def test_a_point_leads_to_the_next_box(qtbot: QtBot) -> None:
    field = DateField("d")
    on_screen(qtbot, field)
    field.setFocus()
    qtbot.keyClicks(field.boxes["day"], "3.")
    assert field.boxes["month"].hasFocus()


def test_an_entry_that_is_no_date_survives(qtbot: QtBot) -> None:
    field = DateField("d")
    qtbot.addWidget(field)
    field.show_date("31.02.2027")
    assert [box.text() for box in field.boxes.values()] == ["31", "02", "2027"]
    assert field.typed() == "31.02.2027"


def test_month_and_year_have_two_boxes(qtbot: QtBot) -> None:
    field = DateField("d", parts=DateParts.MONTH)
    qtbot.addWidget(field)
    assert list(field.boxes) == ["month", "year"]
    assert field.findChildren(QWidget, "d.month")


# --- options, matrix, switch --------------------------------------------------------------------------


def options(*codes: str) -> list[Option]:
    return [Option(code, Pair(code.upper())) for code in codes]


def test_more_than_nine_options_go_on_with_letters(qtbot: QtBot) -> None:
    rows = OptionList("q", options(*"abcdefghijk"), decline=Pair("Keine Angabe"))
    on_screen(qtbot, rows)
    assert [row.key for row in rows.rows.values()][8:] == ["9", "a", "b"]
    with qtbot.waitSignal(rows.answered) as said:
        qtbot.keyClick(rows.rows["a"], "b")
    assert said.args == ["k", False]


def test_showing_an_answer_tells_nobody(qtbot: QtBot) -> None:
    rows = OptionList("q", options("a", "b"), decline=Pair("Keine Angabe"))
    qtbot.addWidget(rows)
    with qtbot.assertNotEmitted(rows.answered):
        rows.show_answer("a")
        rows.show_answer("", declined=True)
        rows.show_answer("")
    assert rows.value() == ""


def test_a_list_of_one_choice_is_one_tab_stop(qtbot: QtBot) -> None:
    rows = OptionList("q", options("a", "b", "c"))
    on_screen(qtbot, rows)
    tab = Qt.FocusPolicy.TabFocus
    stops = [code for code, row in rows.rows.items() if row.focusPolicy() & tab]
    assert stops == ["a"]
    rows.show_answer("c")
    stops = [code for code, row in rows.rows.items() if row.focusPolicy() & tab]
    assert stops == ["c"]


def test_assistive_toggling_counts_like_a_click(qtbot: QtBot) -> None:
    rows = OptionList("q", options("a", "b"), multiple=True)
    qtbot.addWidget(rows)
    with qtbot.waitSignal(rows.answered) as said:
        rows.rows["b"].toggle()
    assert said.args == ["b", False]


def test_long_texts_of_options_wrap(qtbot: QtBot) -> None:
    rows = OptionList("q", [Option("a", Pair("Wort " * 40, "كلمة " * 40, "ar"))])
    qtbot.addWidget(rows)
    row = rows.rows["a"]
    assert row.heightForWidth(500) > row.heightForWidth(1500)


def matrix() -> CefrMatrix:
    return CefrMatrix(
        "m",
        Pair("Niveau"),
        [Skill("m.hear", Pair("Hören")), Skill("m.read", Pair("Lesen"))],
        [Level(code, label) for code, label in (("keine", "0"), ("a1", "A1"), ("a2", "A2"))],
        Pair("Keine Angabe"),
    )


def test_digits_choose_levels_as_they_are_headed(qtbot: QtBot) -> None:
    table = matrix()
    on_screen(qtbot, table)
    for key, told in (("0", "keine"), ("2", "a2"), ("k", "")):
        with qtbot.waitSignal(table.answered) as said:
            qtbot.keyClick(table.lines["m.hear"].marks["a1"], key)
        assert said.args == ["m.hear", told, key == "k"]
    with qtbot.assertNotEmitted(table.answered):
        qtbot.keyClick(table.lines["m.hear"].marks["a1"], "7")


def test_a_line_of_the_matrix_is_one_tab_stop(qtbot: QtBot) -> None:
    table = matrix()
    on_screen(qtbot, table)
    line = table.lines["m.read"]
    line.show_answer("a1")
    tab = Qt.FocusPolicy.TabFocus
    assert [code for code, mark in line.marks.items() if mark.focusPolicy() & tab] == ["a1"]
    qtbot.keyClick(line.marks["a1"], Qt.Key.Key_Delete)
    assert line.value() == ""


def test_yes_and_no_are_equal_and_no_comes_first(qtbot: QtBot) -> None:
    switch = YesNoSwitch("s", Pair("Nein", "لا", "ar"), Pair("Ja", "نعم", "ar"), about="Kontakt")
    on_screen(qtbot, switch)
    assert not switch.is_yes()
    assert switch.no.size() == switch.yes.size()
    assert switch.yes.accessibleName() == "Kontakt: Ja · نعم"
    with qtbot.waitSignal(switch.decided) as said:
        switch.yes.toggle()
    assert said.args == [True]
    with qtbot.assertNotEmitted(switch.decided):
        switch.show_answer(False)
    assert not switch.is_yes()


# --- search -------------------------------------------------------------------------------------------

COUNTRIES = (
    Entry("SY", "Syrien", "سوريا", ("Syria",), "ar"),
    Entry("TR", "Türkei", "تركيا", ("Turkey",), "ar"),
    Entry("UA", "Ukraine", "أوكرانيا", (), "ar"),
)


def test_folding_forgives_accents_and_case() -> None:
    assert fold("TÜRKEI") == fold("turkei")


def test_what_fits_nothing_gives_way_to_what_was_chosen(qtbot: QtBot) -> None:
    search = SearchCombo("s", lambda: COUNTRIES)
    on_screen(qtbot, search)
    search.show_answer("SY")
    with qtbot.assertNotEmitted(search.answered):
        search.field.setText("Atlantis")
        search.field.left.emit()
    assert search.field.text() == "Syrien"


def test_an_emptied_search_takes_the_answer_away(qtbot: QtBot) -> None:
    search = SearchCombo("s", lambda: COUNTRIES)
    on_screen(qtbot, search)
    search.show_answer("SY")
    search.field.setFocus()
    search.field.selectAll()
    with qtbot.waitSignal(search.answered) as said:
        qtbot.keyClick(search.field, Qt.Key.Key_Backspace)
    assert said.args == [""]


def test_the_list_is_read_only_when_it_is_needed(qtbot: QtBot) -> None:
    asked: list[bool] = []

    def entries() -> tuple[Entry, ...]:
        asked.append(True)
        return COUNTRIES

    search = SearchCombo("s", entries)
    qtbot.addWidget(search)
    search.show_answer("")
    assert not asked
    search.show_answer("UA")
    assert asked == [True]


def test_an_unknown_code_is_shown_as_it_is(qtbot: QtBot) -> None:
    search = SearchCombo("s", lambda: COUNTRIES)
    qtbot.addWidget(search)
    search.show_answer("XK")
    assert search.field.text() == "XK"


# --- lists and tables ---------------------------------------------------------------------------------


def test_a_section_list_keeps_its_lines_when_states_change(qtbot: QtBot) -> None:
    sections = SectionList()
    qtbot.addWidget(sections)
    sections.show_places([Place("a", Pair("A")), Place("b", Pair("B"))], 0)
    rows = sections.rows
    with qtbot.assertNotEmitted(sections.chosen):
        sections.show_places([Place("a", Pair("A"), Mark.DONE, "3 / 3"), Place("b", Pair("B"))], 1)
    assert sections.rows == rows
    assert rows[0].accessibleName() == "A, fertig, 3 / 3"
    with qtbot.waitSignal(sections.chosen) as said:
        rows[0].toggle()
    assert said.args == [0]


def test_a_table_shows_as_many_lines_as_entries(qtbot: QtBot) -> None:
    table = RepeatTable("t", ["Name", "Alter"], "Eintrag hinzufügen")
    qtbot.addWidget(table)
    table.show_rows([["Amal", "7"], ["", ""]], 1)
    assert [row.accessibleName() for row in table.rows] == ["1: Amal, 7", "2: noch leer"]
    assert table.rows[1].isChecked()
    table.show_rows([["Amal", "7"]], 0)
    assert len(table.rows) == 1
    with qtbot.waitSignal(table.add_asked):
        table.add.click()


# --- strip of years ------------------------------------------------------------------------------------


def spans(*times: tuple[int, int]) -> list[Span]:
    return [Span(str(place), start, end, place) for place, (start, end) in enumerate(times)]


@pytest.mark.parametrize(
    ("times", "found"),
    [
        ([], []),
        ([(24120, 24132)], []),
        ([(24120, 24132), (24143, 24150)], []),
        ([(24120, 24132), (24144, 24150)], [Gap(24132, 24144)]),
        ([(24144, 24150), (24120, 24132)], [Gap(24132, 24144)]),
        ([(24120, 24180), (24121, 24122), (24190, 24200)], []),
    ],
)
def test_a_year_nobody_spoke_of_is_a_gap(times: list[tuple[int, int]], found: list[Gap]) -> None:
    assert list(gaps(spans(*times))) == found


def test_what_overlaps_stands_in_lines_of_its_own() -> None:
    drawn = lanes(spans((0, 10), (5, 15), (10, 20)))
    assert [[span.place for span in lane] for lane in drawn] == [[0, 2], [1]]


@pytest.mark.parametrize(
    ("iso", "months"), [("2012-09-01", 2012 * 12 + 8), ("", None), ("31.02.2027", None), ("2012-13-01", None)]
)
def test_months_are_counted_from_dates_only(iso: str, months: int | None) -> None:
    assert month_count(iso) == months


# --- bars and notices ---------------------------------------------------------------------------------


def test_the_bar_hides_the_name_and_drops_words_when_it_is_narrow(qtbot: QtBot) -> None:
    bar = TopBar("top", "Personen", languages=("de", "ar"))
    bar.resize(1366, 52)
    on_screen(qtbot, bar)
    bar.show_person("Amal Demir", "أمل", "LK-2026-0001")
    bar.show_language("ar")
    assert bar.language.accessibleName() == "Sprache: Deutsch + العربية"
    with qtbot.waitSignal(bar.privacy_changed) as said:
        qtbot.keyClick(bar, Qt.Key.Key_F12)
    assert said.args == [True]
    assert bar.person.text() == "Name verborgen"
    assert not bar.original.isVisible()
    bar.resize(800, 52)
    assert not bar.case_number.isVisible()


def test_the_saved_label_has_no_accessible_name_that_would_replace_it(qtbot: QtBot) -> None:
    bar = TopBar("top", "Personen")
    qtbot.addWidget(bar)
    bar.show_saved(SaveState.SAVED, "10:42")
    assert bar.saved.text.text() == "gespeichert 10:42"
    assert bar.saved.text.accessibleName() == ""
    bar.show_saved(SaveState.FAILED, "10:42")
    assert bar.saved.text.property("ink") == Ink.ERROR


@pytest.fixture
def board(qtbot: QtBot) -> Iterator[NoticeBoard]:
    made = NoticeBoard()
    made.set_content(QWidget())
    made.resize(600, 400)
    on_screen(qtbot, made)
    yield made
    made.clear_toast()


def test_there_is_never_more_than_one_banner(qtbot: QtBot, board: NoticeBoard) -> None:
    pressed: list[str] = []
    board.banner(Tone.WARN, "Eins")
    board.banner(Tone.ERROR, "Zwei", Action("Noch einmal", lambda: pressed.append("x"), name="retry"))
    texts = [label.text() for label in board.findChildren(Text, "banner.text") if label.isVisible()]
    assert texts == ["Zwei"]
    button = board.findChild(QWidget, "banner.retry")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == ["x"]
    board.clear_banner()
    assert not [label for label in board.findChildren(Text, "banner.text") if label.isVisible()]


def test_a_toast_offers_its_way_back_and_goes(qtbot: QtBot, board: NoticeBoard) -> None:
    pressed: list[str] = []
    board.toast("Entfernt", Action("Rückgängig", lambda: pressed.append("x"), name="undo"))
    button = board.findChild(QWidget, "toast.undo")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == ["x"]
    assert not button.isVisible()


# --- threads ------------------------------------------------------------------------------------------


def test_work_runs_elsewhere_and_reports_here_in_its_order(qtbot: QtBot) -> None:
    runner = ThreadRunner("writer")
    here = threading.get_ident()
    where: list[int] = []
    told: list[object] = []

    def work(number: int) -> int:
        where.append(threading.get_ident())
        if number == 2:
            raise WorldError(ErrorCode.DISK_FULL)
        return number

    for number in range(5):
        runner.run(
            lambda number=number: work(number),  # type: ignore[misc]  # a default binds the loop's value
            lambda result: told.append((result, threading.get_ident())),
            lambda error: told.append((type(error).__name__, threading.get_ident())),
        )
    runner.drain()
    assert told == [(0, here), (1, here), ("WorldError", here), (3, here), (4, here)]
    assert len(set(where)) == 1
    assert where[0] != here
    runner.deleteLater()
