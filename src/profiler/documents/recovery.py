"""The sheet with the recovery code, for a sealed envelope; it names no person but the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from profiler.documents import scale
from profiler.documents.canvas import MM, Canvas
from profiler.documents.pages import Block, Sheet, write
from profiler.documents.parts import Band, Gap, stamp_field, write_line
from profiler.documents.statements import statement
from profiler.documents.text.fonts import Weight
from profiler.documents.text.isolate import ltr
from profiler.documents.text.itemise import TextStyle
from profiler.documents.text.paragraph import Span, Typesetter, draw_line
from profiler.documents.wording import Pair, Words, WriterTexts
from profiler.languages.tags import GERMAN
from profiler.ports.paper import NoPerson, Sender

_CODE = TextStyle(20, 24, Weight.BOLD)
_IN_A_ROW = 4
_STEPS = (
    "Mit diesem Code lassen sich die gespeicherten Angaben öffnen, wenn niemand mehr ein Passwort weiß.",
    "Legen Sie das Blatt in einen Umschlag. Verschließen und unterschreiben Sie ihn quer über die Klappe.",
    "Bewahren Sie den Umschlag verschlossen auf, nicht beim Laptop.",
    "Der Code ist nirgends gespeichert. Geht er verloren, kann ihn niemand wiederherstellen.",
    "Nach dem Gebrauch gilt er nicht mehr. Das Programm zeigt dann einen neuen.",
)


def recovery_sheet(
    content: NoPerson, sender: Sender, texts: WriterTexts, setter: Typesetter, *, preview: bool
) -> bytes:
    """The PDF of the code's groups."""
    words = Words(texts, GERMAN)
    sheet = Sheet(
        code="R1",
        title=Pair("Wiederherstellungscode"),
        subtitle=None,
        case_number="",
        sender=sender,
        words=words,
        preview=preview,
    )
    steps = tuple(statement(Pair(step), GERMAN, style=scale.VALUE) for step in _STEPS)
    blocks = [
        Block((Band("1", Pair("Der Code"), GERMAN), Gap(3 * MM)), (Groups(content.lines),), gap=0),
        Block((Band("2", Pair("Was damit zu tun ist"), GERMAN),), steps, gap=6 * MM),
        Block((Band("3", Pair("Verwahrung"), GERMAN), Gap(2 * MM)), (Keeping(),), gap=6 * MM),
    ]
    return write(setter, sheet, blocks)


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of the code in numbered boxes, read from left to right."""

    groups: Sequence[str]

    def height(self, setter: Typesetter, width: float) -> float:
        """Rows of four boxes."""
        return -(-len(self.groups) // _IN_A_ROW) * 18 * MM

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Boxes share no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw every group with its number."""
        wide = (width - (_IN_A_ROW - 1) * scale.GUTTER) / _IN_A_ROW
        for index, group in enumerate(self.groups):
            left = x + index % _IN_A_ROW * (wide + scale.GUTTER)
            upper = top + index // _IN_A_ROW * 18 * MM
            canvas.box(left, upper, wide, 14 * MM, rule=1.2)
            number = canvas.type.line([Span(str(index + 1), scale.LABEL)], GERMAN)
            draw_line(canvas, number, left + 1.2 * MM, upper + 3.4 * MM)
            line = canvas.type.line([Span(ltr(group), _CODE)], GERMAN)
            draw_line(canvas, line, left + (wide - line.width) / 2, upper + 9.6 * MM)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Who put the envelope where, written by hand."""

    def height(self, setter: Typesetter, width: float) -> float:
        """Two lines and a stamp."""
        return 40 * MM

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Lines share no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw lines and stamp field."""
        wide = scale.span_width(7)
        for index, caption in enumerate(("Verwahrt von, wo", "Datum, Unterschrift")):
            write_line(canvas, x, top + (13 + index * 18) * MM, wide, Pair(caption), GERMAN)
        stamp_width = scale.span_width(5) - 4 * MM
        stamp_field(canvas, x + width - stamp_width, top, stamp_width, 32 * MM, "Stempel")
