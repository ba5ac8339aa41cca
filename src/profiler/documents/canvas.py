"""A page to draw on: measured in points from its upper left corner, black and grey only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from profiler.documents.text.paragraph import PlacedRun, Typesetter

if TYPE_CHECKING:
    from profiler.documents.text.pdf_fonts import SheetCanvas

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM

BLACK = 0.0
LABEL_GREY = 0x3A / 255
HAIR_GREY = 0x76 / 255
RULE_GREY = 0x77 / 255
BAND_TINT = 0xE7 / 255
ROW_TINT = 0xF0 / 255
WHITE = 1.0

PathStep = tuple[Literal["M", "L", "C", "Z"], tuple[float, ...]]
"""One step of a path in absolute coordinates: move, line, cubic curve, close."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says about itself. Never a person's name."""

    title: str
    author: str
    language: str


class Canvas:
    """One PDF document being drawn."""

    def __init__(self, typesetter: Typesetter, metadata: Metadata) -> None:
        from profiler.documents.text.pdf_fonts import EmbeddedFonts, SheetCanvas

        self.type = typesetter
        self._target = BytesIO()
        self._pdf: SheetCanvas = SheetCanvas(
            self._target, (PAGE_WIDTH, PAGE_HEIGHT), metadata.language.replace("_", "-")
        )
        self._pdf.setTitle(metadata.title)
        self._pdf.setAuthor(metadata.author)
        self._pdf.setCreator("Profiler")
        self._pdf.setSubject(metadata.title)
        self._pdf.setViewerPreference("DisplayDocTitle", "true")
        self._fonts = EmbeddedFonts(self._pdf)

    def glyphs(self, run: PlacedRun, x: float, baseline: float) -> None:
        """Draw one run of a line that starts at `x`."""
        self._fonts.draw(run, x, PAGE_HEIGHT - baseline)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, width: float, grey: float = BLACK, dash: float = 0
    ) -> None:
        """A straight rule; `dash` is the length of dashes and gaps, 0 for none."""
        self._stroke(width, grey, dash)
        self._pdf.line(x1, PAGE_HEIGHT - y1, x2, PAGE_HEIGHT - y2)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        rule: float = 0,
        grey: float = BLACK,
        fill: float | None = None,
        dash: float = 0,
        radius: float = 0,
    ) -> None:
        """A rectangle with its upper left corner at (x, y); filled, ruled or both."""
        if fill is not None:
            self._pdf.setFillGray(fill)
        if rule:
            self._stroke(rule, grey, dash)
        draw = {"stroke": int(bool(rule)), "fill": int(fill is not None)}
        bottom = PAGE_HEIGHT - y - height
        if radius:
            self._pdf.roundRect(x, bottom, width, height, radius, **draw)
        else:
            self._pdf.rect(x, bottom, width, height, **draw)

    def disc(self, x: float, y: float, radius: float, *, rule: float = 0, fill: float | None = None) -> None:
        """A circle around (x, y)."""
        if fill is not None:
            self._pdf.setFillGray(fill)
        if rule:
            self._stroke(rule, BLACK, 0)
        self._pdf.circle(x, PAGE_HEIGHT - y, radius, stroke=int(bool(rule)), fill=int(fill is not None))

    def wedge(self, x: float, y: float, radius: float, start: float, extent: float) -> None:
        """A black sector around (x, y); degrees counterclockwise from the right."""
        self._pdf.setFillGray(BLACK)
        centre = PAGE_HEIGHT - y
        self._pdf.wedge(
            x - radius, centre - radius, x + radius, centre + radius, start, extent, stroke=0, fill=1
        )

    def path(
        self,
        steps: Iterable[PathStep],
        x: float,
        y: float,
        scale: float,
        *,
        rule: float = 0,
        fill: float | None = None,
    ) -> None:
        """A path whose origin lies at (x, y); `rule` is its line width on paper, with round ends."""
        path = self._pdf.beginPath()
        for kind, numbers in steps:
            points = [
                coordinate
                for px, py in zip(numbers[::2], numbers[1::2], strict=True)
                for coordinate in (x + px * scale, PAGE_HEIGHT - y - py * scale)
            ]
            draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo}.get(kind)
            if draw is None:
                path.close()
            else:
                draw(*points)
        if fill is not None:
            self._pdf.setFillGray(fill)
        if rule:
            self._stroke(rule, BLACK, 0)
        self._pdf.setLineCap(1)
        self._pdf.setLineJoin(1)
        self._pdf.drawPath(path, stroke=int(bool(rule)), fill=int(fill is not None))
        self._pdf.setLineCap(0)
        self._pdf.setLineJoin(0)

    def modules(self, rows: Sequence[Sequence[bool]], x: float, y: float, module: float) -> None:
        """Black squares of a matrix code, one row's neighbours joined so that no gaps show."""
        self._pdf.setFillGray(BLACK)
        path = self._pdf.beginPath()
        for row, cells in enumerate(rows):
            start = 0
            while start < len(cells):
                end = start
                while end < len(cells) and cells[end]:
                    end += 1
                if end > start:
                    bottom = PAGE_HEIGHT - y - (row + 1) * module
                    path.rect(x + start * module, bottom, (end - start) * module, module)
                start = end + 1
        self._pdf.drawPath(path, stroke=0, fill=1)

    def next_page(self) -> None:
        """Finish this page and begin another."""
        self._pdf.showPage()

    def finish(self) -> bytes:
        """The PDF file; the last page must have been finished."""
        self._pdf.save()
        return self._target.getvalue()

    def _stroke(self, width: float, grey: float, dash: float) -> None:
        self._pdf.setLineWidth(width)
        self._pdf.setStrokeGray(grey)
        self._pdf.setDash([dash, dash] if dash else [])
