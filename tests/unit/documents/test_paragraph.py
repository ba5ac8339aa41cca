"""Whatever the script and the width: all text is set once, in order, inside its column."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from profiler.documents.text.fonts import Weight, font_book
from profiler.documents.text.isolate import isolated, ltr
from profiler.documents.text.itemise import NOT_DRAWN, TextStyle
from profiler.documents.text.paragraph import Align, Line, Paragraph, Span, Typesetter, shift

PLAIN = TextStyle(8, 10.5)
BOLD = TextStyle(8, 10.5, Weight.BOLD)
WORDS = (
    "Schweigepflichtentbindung", "und", "Einwilligung,", "§ 25 Abs. 2", "Öffnungszeiten:", "Mo–Fr", "(8–12)",
    "دائماً", "وثيقة", "الإقامة،", "لا", "می‌توانید", "صفحهٔ", "۴۶۷", "٢٠٢٦", "Паспорт", "об'єкт", "ї",
    "ፍቓድ፡", "ስራሕ።", "ښوونځي", "ڕۆژ", "Şanlıurfa", "☐", "„Schloss“", "1.250,50", "u\u0308ber",
)  # fmt: skip

words = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(("+49 431 5550-12", "30.09.2027, 10:00")).map(ltr),
    st.sampled_from(("يوسف المنصور", "Olena Muster", "ሰላም")).map(isolated),
)
spans = st.lists(
    st.tuples(st.lists(words, min_size=1, max_size=6).map(" ".join), st.sampled_from((PLAIN, BOLD))),
    min_size=1,
    max_size=4,
).map(lambda pieces: tuple(Span(f"{text} ", style) for text, style in pieces))
languages = st.sampled_from(("de", "ar", "uk", "ti", "fa", "ps", "ckb", "tr"))


def drawn(text: str) -> list[str]:
    """Characters that have to appear: no blanks, no steering marks."""
    composed = unicodedata.normalize("NFC", text)
    return sorted(c for c in composed if c not in NOT_DRAWN and not c.isspace())


def set_text(lines: tuple[Line, ...]) -> str:
    return "".join(glyph.source for line in lines for run in line.runs for glyph in run.glyphs)


@given(spans, languages, st.floats(40, 500))
def test_all_text_is_set_once(pieces: tuple[Span, ...], language: str, width: float) -> None:
    lines = Typesetter(font_book()).lines(Paragraph(pieces, language), width)
    added = set_text(lines).count("-") - "".join(span.text for span in pieces).count("-")
    said = drawn("".join(span.text for span in pieces)) + ["-"] * added
    assert added < len(lines)
    assert sorted(c for c in set_text(lines) if not c.isspace()) == sorted(said)


@given(spans, languages, st.floats(140, 500))
def test_no_line_leaves_its_column(pieces: tuple[Span, ...], language: str, width: float) -> None:
    paragraph = Paragraph(pieces, language)
    for line in Typesetter(font_book()).lines(paragraph, width):
        assert line.width <= width + 0.6
        assert -0.6 <= shift(paragraph, line.width, width) <= width


@given(st.lists(st.sampled_from(("Паспорт", "Wort", "ስራሕ")), min_size=3, max_size=9), st.floats(60, 120))
def test_no_line_begins_with_a_closing_mark(said: list[str], width: float) -> None:
    text = " , ".join(said) + " ! (" + " ) ".join(said) + ")"
    for line in Typesetter(font_book()).lines(Paragraph((Span(text, PLAIN),), "de"), width):
        assert set_text((line,))[0] not in ",!)"


@given(spans, languages, st.floats(60, 300), st.floats(5, 90))
def test_the_halves_of_a_split_are_the_whole(
    pieces: tuple[Span, ...], language: str, width: float, height: float
) -> None:
    setter = Typesetter(font_book())
    whole = Paragraph(pieces, language, keep_with_next=True)
    halves = setter.split(whole, width, height)
    lines = setter.lines(whole, width)
    if halves is None:
        assert lines[0].height > height or setter.height(whole, width) <= height + 0.02
        return
    first, rest = halves
    assert setter.height(first, width) <= height + 0.02
    assert (*setter.lines(first, width), *setter.lines(rest, width)) == lines
    assert (first.keep_with_next, rest.keep_with_next) == (False, True)


def test_a_date_is_never_torn_apart() -> None:
    setter = Typesetter(font_book())
    text = f"صالحة حتى {ltr('30.09.2027, 10:00')} فقط"
    for width in range(70, 200, 7):
        lines = setter.lines(Paragraph((Span(text, PLAIN),), "ar"), width)
        assert any("30.09.2027, 10:00" in set_text((line,)) for line in lines)


def test_order_is_made_line_by_line() -> None:
    setter = Typesetter(font_book())
    spans = (Span("أبجد هوز Landkreis Musterland حطي", PLAIN),)
    lines = setter.lines(Paragraph(spans, "ar"), 95)
    assert len(lines) > 1
    latin = [set_text((line,)) for line in lines]
    assert any("Landkreis" in line for line in latin)
    assert any("Musterland" in line for line in latin)


def test_a_soft_hyphen_shows_only_at_the_end_of_a_line() -> None:
    setter = Typesetter(font_book())
    paragraph = Paragraph((Span("Daten\u00adweitergabe", PLAIN),), "de")
    assert set_text(setter.lines(paragraph, 500)) == "Datenweitergabe"
    assert set_text(setter.lines(paragraph, 45)) == "Daten-weitergabe"


def test_a_line_feed_begins_a_new_paragraph() -> None:
    setter = Typesetter(font_book())
    lines = setter.lines(Paragraph((Span("eins\nzwei", PLAIN),), "de"), 500)
    assert [set_text((line,)) for line in lines] == ["eins", "zwei"]


def test_start_and_end_follow_the_direction() -> None:
    german = Paragraph((Span("x", PLAIN),), "de")
    arabic = Paragraph((Span("x", PLAIN),), "ar")
    assert shift(german, 10, 100) == 0
    assert shift(arabic, 10, 100) == 90
    assert shift(Paragraph((Span("x", PLAIN),), "ar", Align.END), 10, 100) == 0
    assert shift(Paragraph((Span("x", PLAIN),), "de", Align.CENTRE), 10, 100) == 45


def test_bold_inside_a_word_keeps_its_letters_joined() -> None:
    setter = Typesetter(font_book())
    whole = setter.line([Span("كتاب", PLAIN)], "ar")
    cut = setter.line([Span("كت", PLAIN), Span("اب", PLAIN)], "ar")
    assert abs(whole.width - cut.width) < 0.01
    styled = setter.line([Span("كت", PLAIN), Span("اب", BOLD)], "ar")
    glyphs = [
        glyph.glyph_id for run in styled.runs for glyph in run.glyphs if run.face.row.weight is Weight.REGULAR
    ]
    assert set(glyphs) <= {glyph.glyph_id for run in whole.runs for glyph in run.glyphs}
