"""Small signs that need no colour: evidence discs, language levels, matrix codes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from profiler.documents import scale
from profiler.documents.canvas import BLACK, MM, Canvas
from profiler.documents.text.paragraph import Paragraph, Span, Typesetter, draw_line
from profiler.languages.tags import GERMAN

_DISC = 3.4 * MM
_TEXT_GAP = 1.4 * MM
_LEVEL_BOX = (2.2 * MM, 3.0 * MM)
_LEVEL_GAP = 0.45 * MM

LEVELS = ("keine", "a1", "a2", "b1", "b2", "c1", "c2")
"""Codes of the Common European Framework, none first."""


class Evidence(StrEnum):
    """What is known about a paper; codes of the choice list `ev_state`."""

    ORIGINAL = "original_da"
    COPY = "kopie_da"
    PHOTO = "nur_foto"
    TO_FETCH = "im_herkunftsland_beschaffbar"
    LOST = "verloren"
    NEVER_ISSUED = "nie_ausgestellt"


def evidence_disc(canvas: Canvas, x: float, top: float, evidence: Evidence) -> None:
    """Full, half or quarter black; arrow, cross or empty where the paper is not here."""
    radius = _DISC / 2
    centre_x, centre_y = x + radius, top + radius
    canvas.disc(
        centre_x, centre_y, radius - 0.4, rule=0.8, fill=BLACK if evidence is Evidence.ORIGINAL else None
    )
    inner = radius - 0.8
    arm = inner * 0.62
    if evidence is Evidence.COPY:
        canvas.wedge(centre_x, centre_y, inner, 90, 180)
    elif evidence is Evidence.PHOTO:
        canvas.wedge(centre_x, centre_y, inner, 0, 90)
    elif evidence is Evidence.LOST:
        canvas.line(centre_x - arm, centre_y - arm, centre_x + arm, centre_y + arm, 0.9)
        canvas.line(centre_x - arm, centre_y + arm, centre_x + arm, centre_y - arm, 0.9)
    elif evidence is Evidence.TO_FETCH:
        canvas.line(centre_x, centre_y + arm, centre_x, centre_y - arm, 0.9)
        canvas.line(centre_x, centre_y - arm, centre_x - arm * 0.7, centre_y - arm * 0.2, 0.9)
        canvas.line(centre_x, centre_y - arm, centre_x + arm * 0.7, centre_y - arm * 0.2, 0.9)


@dataclass(frozen=True, slots=True)
class EvidenceCell:
    """An evidence disc with its word."""

    evidence: Evidence
    word: str

    def _paragraph(self) -> Paragraph:
        return Paragraph((Span(self.word, scale.RUNNING),), GERMAN)

    def height(self, setter: Typesetter, width: float) -> float:
        """Height of the word's lines."""
        return setter.height(self._paragraph(), width - _DISC - _TEXT_GAP)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Baseline of the word."""
        return setter.lines(self._paragraph(), width - _DISC - _TEXT_GAP)[0].ascent

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw disc and word."""
        evidence_disc(canvas, x, top + self.ascent(canvas.type, width) - _DISC + 1.6, self.evidence)
        inner = width - _DISC - _TEXT_GAP
        canvas.type.draw(canvas, self._paragraph(), x + _DISC + _TEXT_GAP, top, inner)


@dataclass(frozen=True, slots=True)
class LevelCell:
    """A language level as six boxes filled from the left, with the level in words."""

    code: str

    @property
    def word(self) -> str:
        """The level as people say it; 0 where there is no knowledge yet."""
        return "0" if self.code == LEVELS[0] else self.code.upper()

    def height(self, setter: Typesetter, width: float) -> float:
        """Height of one line."""
        return scale.RUNNING.leading

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Baseline of the word."""
        return setter.line([Span(self.word, scale.RUNNING_BOLD)], GERMAN).ascent

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw boxes and word."""
        wide, high = _LEVEL_BOX
        baseline = top + self.ascent(canvas.type, width)
        for index in range(len(LEVELS) - 1):
            filled = index < LEVELS.index(self.code)
            canvas.box(
                x + index * (wide + _LEVEL_GAP) + 0.3,
                baseline - high + 0.8,
                wide - 0.3,
                high - 0.3,
                rule=0.6,
                fill=BLACK if filled else None,
            )
        line = canvas.type.line([Span(self.word, scale.RUNNING_BOLD)], GERMAN)
        draw_line(canvas, line, x + 6 * wide + 5 * _LEVEL_GAP + 1.2 * MM, baseline)


def qr_modules(content: str) -> list[list[bool]]:
    """Modules of a QR code with error correction M, without the quiet zone."""
    from reportlab.graphics.barcode import qrencoder  # type: ignore[import-untyped]  # ships no types

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(content)
    code.make()
    count = code.getModuleCount()
    return [[bool(code.isDark(row, column)) for column in range(count)] for row in range(count)]


def qr_code(canvas: Canvas, x: float, top: float, size: float, content: str) -> None:
    """A QR code in a square of `size` points, its quiet zone of four modules outside."""
    rows = qr_modules(content)
    canvas.modules(rows, x, top, size / len(rows))
