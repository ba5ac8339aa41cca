"""The end of a sheet: what the evidence discs mean, and the person's word that the answers are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from profiler.documents import scale
from profiler.documents.canvas import MM, Canvas
from profiler.documents.marks import Evidence, EvidenceCell
from profiler.documents.pages import Block
from profiler.documents.parts import Beside, Gap, Stack, Together, beside, text, write_line
from profiler.documents.text.paragraph import Typesetter
from profiler.documents.wording import Pair, Words
from profiler.forms.definition import FormDefinition
from profiler.languages.tags import GERMAN
from profiler.release.outputs import DisclosedSection

_LONGEST_COMPANION = 60 * MM


def closed(
    blocks: list[Block],
    form: FormDefinition,
    sections: Sequence[DisclosedSection],
    words: Words,
    setter: Typesetter,
) -> list[Block]:
    """The blocks of a sheet with its end."""
    return _with(blocks, _closing(form, sections, words), setter)


def _closing(form: FormDefinition, sections: Sequence[DisclosedSection], words: Words) -> Closing:
    shows_evidence = any(
        item.question.choice_list == "ev_state"
        for section in sections
        for table in section.tables
        for row in table.rows
        for item in row
    )
    legend = _legend(form) if shows_evidence else ()
    return Closing(words, legend)


def _with(blocks: list[Block], closing: Closing, setter: Typesetter) -> list[Block]:
    """The closing never stands on a page of its own: the last row goes with it, unless it is a long text."""
    if blocks and blocks[-1].rows:
        *others, last = blocks[-1].rows
        if last.height(setter, scale.CONTENT) <= _LONGEST_COMPANION:
            kept = Together(Stack((last, Gap(3 * MM), closing)))
            return [*blocks[:-1], replace(blocks[-1], rows=(*others, kept))]
    return [*blocks, Block((), (closing,), gap=3 * MM)]


def _legend(form: FormDefinition) -> tuple[tuple[Evidence, str], ...]:
    choices = form.choice_lists.get("ev_state", ())
    return tuple(
        (Evidence(choice.code), choice.label.get(GERMAN, choice.code))
        for choice in choices
        if choice.code in set(Evidence)
    )


@dataclass(frozen=True)
class Closing:
    """Legend of the evidence discs at the left, the person's confirmation at the right."""

    words: Words
    legend: tuple[tuple[Evidence, str], ...]

    def height(self, setter: Typesetter, width: float) -> float:
        """Height of the person's box, which leaves 12 mm above the line."""
        return self._statement(setter, scale.span_width(7) - 3.2 * MM) + 13.5 * MM

    def _statement(self, setter: Typesetter, width: float) -> float:
        return self._beside().height(setter, width) + 1.2 * MM

    def _beside(self) -> Beside:
        pair = self.words.text("sheet_checked_with_me")
        return beside(pair, self.words.language.code, scale.RUNNING, scale.RUNNING)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """No baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw both halves."""
        height = self.height(canvas.type, width)
        if self.legend:
            self._draw_legend(canvas, x, top, scale.span_width(5) - 2 * MM)
        wide = scale.span_width(7)
        left = x + width - wide
        canvas.box(left, top, wide, height, rule=1.2)
        self._beside().draw(canvas, left + 1.6 * MM, top + 1.0 * MM, wide - 3.2 * MM)
        line_y = top + height - 4.4 * MM
        date_width = 20 * MM
        client = self.words.language.code
        date_caption = self.words.text("slip_date")
        write_line(canvas, left + 1.6 * MM, line_y, date_width, Pair(date_caption.german), client)
        signature_left = left + 1.6 * MM + date_width + 4 * MM
        write_line(
            canvas,
            signature_left,
            line_y,
            left + wide - 1.6 * MM - signature_left,
            self.words.text("signature"),
            client,
        )

    def _draw_legend(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        heading = text(self.words.text("evidence_legend").german, scale.LABEL_BOLD)
        heading.draw(canvas, x, top, width)
        top += heading.height(canvas.type, width) + 0.6 * MM
        half = width / 2
        for index, (evidence, word) in enumerate(self.legend):
            cell = EvidenceCell(evidence, word)
            cell.draw(canvas, x + (index % 2) * half, top, half - 2 * MM)
            if index % 2:
                top += max(
                    cell.height(canvas.type, half - 2 * MM),
                    EvidenceCell(*self.legend[index - 1]).height(canvas.type, half - 2 * MM),
                )
