"""Which widget class a question gets: by its kind and appearance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from profiler.forms.definition import Question, QuestionKind
from profiler.gui.walk.questions.base import Around, Asked, QuestionView
from profiler.gui.walk.questions.biography import BiographyView
from profiler.gui.walk.questions.choices import ChoiceView
from profiler.gui.walk.questions.consents import ConsentView, shown_consent
from profiler.gui.walk.questions.fields import CodeView, ConceptView, NumberView, TextView
from profiler.gui.walk.questions.files import file_view
from profiler.gui.walk.questions.moments import MomentView, TimeView
from profiler.gui.walk.questions.notes import NoteView
from profiler.gui.walk.questions.ranges import range_view
from profiler.gui.walk.questions.ticks import TickView
from profiler.gui.walk.questions.told_dates import ToldDateView

MakeView: TypeAlias = Callable[[Asked, Around], QuestionView]
"""Makes the widget of a question."""

_BY_APPEARANCE: Final[Mapping[tuple[QuestionKind, str], type[QuestionView]]] = {
    (QuestionKind.TEXT, "code-country"): CodeView,
    (QuestionKind.TEXT, "code-language"): CodeView,
    (QuestionKind.TEXT, "code-occupation"): ConceptView,
    (QuestionKind.TEXT, "code-skill"): ConceptView,
    (QuestionKind.ACKNOWLEDGE, "biography"): BiographyView,
}
_BY_KIND: Final[Mapping[QuestionKind, MakeView]] = {
    QuestionKind.TEXT: TextView,
    QuestionKind.INTEGER: NumberView,
    QuestionKind.DECIMAL: NumberView,
    QuestionKind.DATE: ToldDateView,
    QuestionKind.TIME: TimeView,
    QuestionKind.DATETIME: MomentView,
    QuestionKind.RANGE: range_view,
    QuestionKind.SELECT_ONE: ChoiceView,
    QuestionKind.SELECT_MULTIPLE: ChoiceView,
    QuestionKind.RANK: ChoiceView,
    QuestionKind.ACKNOWLEDGE: TickView,
    QuestionKind.FILE: file_view,
    QuestionKind.NOTE: NoteView,
}


def view_class(question: Question) -> MakeView | None:
    """The class that shows this question; None for what is computed or hidden."""
    if question.kind in (QuestionKind.CALCULATE, QuestionKind.HIDDEN) or question.calculation:
        return None
    for token in question.appearance.split():
        found = _BY_APPEARANCE.get((question.kind, token))
        if found is not None:
            return found
    # Whatever else a form brings is still a text somebody can type.
    return _BY_KIND.get(question.kind, TextView)


def has_view(question: Question, around: Around) -> bool:
    """Whether a question is shown at all; hidden ones are where they stand for a signed sheet."""
    if view_class(question) is not None:
        return True
    return around.copies is not None and shown_consent(question, around.editing.session.form) is not None


def view_of(asked: Asked, around: Around) -> QuestionView | None:
    """A widget for this question at this place."""
    copies = around.copies
    kind = shown_consent(asked.question, around.editing.session.form)
    if kind is not None and copies is not None:
        return ConsentView(asked, around, copies.sheets, kind, may_give=copies.may_change)
    made = view_class(asked.question)
    return None if made is None else made(asked, around)
