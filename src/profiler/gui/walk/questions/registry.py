"""Which widget class a question gets: by its kind and appearance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from profiler.forms.definition import Question, QuestionKind
from profiler.gui.walk.questions.base import Around, Asked, QuestionView
from profiler.gui.walk.questions.choices import ChoiceView
from profiler.gui.walk.questions.fields import CodeView, DateView, NumberView, TextView
from profiler.gui.walk.questions.notes import NoteView

_BY_APPEARANCE: Final[Mapping[tuple[QuestionKind, str], type[QuestionView]]] = {
    (QuestionKind.TEXT, "code-country"): CodeView,
    (QuestionKind.TEXT, "code-language"): CodeView,
}
_BY_KIND: Final[Mapping[QuestionKind, type[QuestionView]]] = {
    QuestionKind.TEXT: TextView,
    QuestionKind.INTEGER: NumberView,
    QuestionKind.DECIMAL: NumberView,
    QuestionKind.TIME: NumberView,
    QuestionKind.DATE: DateView,
    QuestionKind.SELECT_ONE: ChoiceView,
    QuestionKind.SELECT_MULTIPLE: ChoiceView,
    QuestionKind.RANK: ChoiceView,
    QuestionKind.NOTE: NoteView,
}


def view_class(question: Question) -> type[QuestionView] | None:
    """The class that shows this question; None for what is computed or hidden."""
    if question.kind in (QuestionKind.CALCULATE, QuestionKind.HIDDEN) or question.calculation:
        return None
    for token in question.appearance.split():
        found = _BY_APPEARANCE.get((question.kind, token))
        if found is not None:
            return found
    # Whatever else a form brings is still a text somebody can type.
    return _BY_KIND.get(question.kind, TextView)


def view_of(asked: Asked, around: Around) -> QuestionView | None:
    """A widget for this question at this place."""
    made = view_class(asked.question)
    return None if made is None else made(asked, around)
