"""What somebody else fills in by hand: lines to write on and boxes to tick, empty and without a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from profiler.documents import scale
from profiler.documents.answers import AnswerWords
from profiler.documents.canvas import MM, Canvas
from profiler.documents.fields import Field, pack
from profiler.documents.pages import Block
from profiler.documents.parts import (
    Band,
    Gap,
    Part,
    Stack,
    beside,
    stamp_field,
    text,
    tick_box,
    write_line,
)
from profiler.documents.text.paragraph import Align, Typesetter
from profiler.documents.wording import Pair, Words
from profiler.forms.definition import FormDefinition, Question
from profiler.languages.tags import GERMAN

_BOX = 3.6 * MM
_BEHIND = 1.6 * MM
_ROW_GAP = 0.9 * MM
_MOST_COLUMNS = 4
_STAMP = 24 * MM


def by_hand(
    first: int, form: FormDefinition, names: Sequence[str], words: Words, setter: Typesetter
) -> Iterator[Block]:
    """One band a section of the form; the last one, black, is the recipient's answer and ends with the stamp.

    Args:
        first: number of the first band.
        form: whose questions they are.
        names: the questions, in print order.
        words: both languages.
        setter: measures the words.
    """
    answers = AnswerWords(form, words)
    questions = [form.question(name) for name in names if form.has_question(name)]
    runs = groupby(questions, key=lambda asked: (form.section_of(asked.path) or form.root).path)
    sections = [list(inside) for _, inside in runs]
    for place, inside in enumerate(sections):
        section = form.section_of(inside[0].path) or form.root
        title = Pair(section.label.get(GERMAN, section.name), _client(section.label, words))
        hint = section.hint.get(GERMAN, "")
        is_answer = place == len(sections) - 1
        band = Band(str(first + place), title, words.language.code, hint=hint, answer=is_answer)
        rows = list(_rows(inside, form, answers, words, setter))
        if is_answer:
            rows += [Gap(1.6 * MM), Stamped(words)]
        yield Block((), tuple(rows), gap=2.4 * MM, band=(band, Gap(1.2 * MM)))


def _rows(
    questions: Sequence[Question],
    form: FormDefinition,
    answers: AnswerWords,
    words: Words,
    setter: Typesetter,
) -> Iterator[Part]:
    """Questions with choices as boxes, neighbours without as lines beside each other."""
    for has_choices, run in groupby(questions, key=lambda asked: asked.choice_list is not None):
        if has_choices:
            for asked in run:
                options = tuple(
                    Pair(choice.label.get(GERMAN, choice.code), _client(choice.label, words))
                    for choice in form.choice_lists.get(asked.choice_list or "", ())
                )
                yield Boxes(answers.question(asked), options, words.language.code)
                yield Gap(_ROW_GAP)
        else:
            fields = [Field(answers.question(asked), "", written=True, least_columns=3) for asked in run]
            for row in pack(fields, words.language.code, setter):
                yield row
                yield Gap(_ROW_GAP)


def _client(label: Mapping[str, str], words: Words) -> str:
    return label.get(words.language.code, "") if words.bilingual else ""


@dataclass(frozen=True)
class Boxes:
    """A question and its choices, each behind a box to tick, the client's language below the German."""

    heading: Pair
    options: tuple[Pair, ...]
    client: str

    def _columns(self, setter: Typesetter, width: float) -> int:
        """As many as leave every German choice on one line."""
        widest = max(
            setter.lines(text(pair.german, scale.RUNNING).paragraph, width)[0].width for pair in self.options
        )
        return max(1, min(_MOST_COLUMNS, len(self.options), int(width // (widest + _BOX + 2 * _BEHIND))))

    def _option(self, pair: Pair) -> Stack:
        lines: list[Part] = [text(pair.german, scale.RUNNING)]
        if pair.client:
            lines.append(text(pair.client, scale.SMALL, self.client, Align.LEFT))
        return Stack(tuple(lines))

    def _heading(self) -> Part:
        return beside(self.heading, self.client, scale.LABEL, scale.LABEL_CLIENT)

    def _grid(self, setter: Typesetter, width: float) -> tuple[int, float, list[float]]:
        """Columns, the room of a choice, and the height of every row."""
        columns = self._columns(setter, width)
        room = width / columns - _BOX - 2 * _BEHIND
        heights = [self._option(pair).height(setter, room) for pair in self.options]
        rows = [max(_BOX + 0.6 * MM, *heights[at : at + columns]) for at in range(0, len(heights), columns)]
        return columns, room, rows

    def height(self, setter: Typesetter, width: float) -> float:
        """Heading and all rows."""
        _, _, rows = self._grid(setter, width)
        return self._heading().height(setter, width) + 0.4 * MM + sum(rows) + _ROW_GAP * (len(rows) - 1)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Boxes share no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw heading and boxes, row by row."""
        heading = self._heading()
        heading.draw(canvas, x, top, width)
        top += heading.height(canvas.type, width) + 0.4 * MM
        columns, room, rows = self._grid(canvas.type, width)
        for number, pair in enumerate(self.options):
            row, column = divmod(number, columns)
            left = x + column * width / columns
            at = top + sum(rows[:row]) + _ROW_GAP * row
            tick_box(canvas, left, at + 0.3 * MM, _BOX)
            self._option(pair).draw(canvas, left + _BOX + _BEHIND, at, room)


@dataclass(frozen=True)
class Stamped:
    """Date and signature at the left, the stamp at the right."""

    words: Words

    def height(self, setter: Typesetter, width: float) -> float:
        """As high as a stamp."""
        return _STAMP

    def ascent(self, setter: Typesetter, width: float) -> float:
        """A stamp shares no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw lines and stamp."""
        stamp = scale.span_width(4)
        client = self.words.language.code
        label = self.words.text("slip_stamp").german
        stamp_field(canvas, x + width - stamp, top, stamp, _STAMP - 2 * MM, label)
        line = top + _STAMP - 6 * MM
        day = scale.span_width(2)
        write_line(canvas, x, line, day, self.words.text("slip_date"), client)
        left = x + day + 4 * MM
        signature = self.words.text("slip_name_signature")
        write_line(canvas, left, line, width - stamp - day - 8 * MM, signature, client)
