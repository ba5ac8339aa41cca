"""Questions answered on a scale from a first to a last number."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from profiler.forms.definition import Bounds
from profiler.gui.walk.questions.base import Around, Asked, QuestionView
from profiler.gui.walk.questions.choices import ChoiceView
from profiler.gui.walk.questions.fields import NumberView
from profiler.gui.widgets.options import Option
from profiler.gui.widgets.texts import Pair

_FEW: Final = 11
"""A scale of up to so many steps is a list to choose from; 0 to 10 is read at a glance."""


def steps_of(bounds: Bounds) -> Sequence[str]:
    """Every number of a short scale from the first to the last; empty if there are too many to list."""
    first, last, step = (Decimal(text) for text in (bounds.start, bounds.end, bounds.step))
    if not step or (last - first) / step < 0:
        step = -step
    if not step or abs((last - first) / step) >= _FEW:
        return ()
    return [_written(first + step * place) for place in range(int((last - first) / step) + 1)]


def _written(number: Decimal) -> str:
    return f"{number.normalize():f}"


class ScaleView(ChoiceView):
    """A short scale: its numbers as options, chosen with one key."""

    def _offered(self) -> Sequence[Option]:
        bounds = self.asked.question.bounds
        numbers = steps_of(bounds) if bounds is not None else ()
        language = self.around.speech.language
        single = self.around.speech.is_single
        return [
            Option(number, Pair(number) if single else Pair(number, number, language)) for number in numbers
        ]


class BoundedNumberView(NumberView):
    """A long scale: a number, with the two ends said beside it."""

    def hint(self) -> Pair:
        """What it is asked for, and from where to where."""
        hint = super().hint()
        bounds = self.asked.question.bounds
        if bounds is None:
            return hint
        ends = self.around.speech.pair("walk", "von {first} bis {last}", first=bounds.start, last=bounds.end)
        german = f"{hint.german} ({ends.german})" if hint.german else ends.german
        client = f"{hint.client} ({ends.client})" if hint.client else ends.client
        return Pair(german, client, hint.language)


def range_view(asked: Asked, around: Around) -> QuestionView:
    """The scale as a list if it is short, else a number."""
    bounds = asked.question.bounds
    short = bounds is not None and bool(steps_of(bounds))
    return ScaleView(asked, around) if short else BoundedNumberView(asked, around)
