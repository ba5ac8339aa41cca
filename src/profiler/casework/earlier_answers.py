"""What a person told in an earlier version of the form, for their own copy alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from profiler.casework.desk import UnlockedDesk
from profiler.casework.upgrade_form import LeftOver, find_left_over
from profiler.forms.casting import cast
from profiler.forms.definition import FormDefinition, QuestionKind
from profiler.languages.tags import GERMAN
from profiler.records.record import Record
from profiler.release.outputs import DisclosedItem, DisclosedSection
from profiler.release.own import on_own_papers

SECTION = "frueher"
"""Code of the section these answers stand in."""


def earlier_answers(desk: UnlockedDesk, record: Record, form: FormDefinition) -> tuple[DisclosedSection, ...]:
    """The answers a record's form has no place for, as one section; none if there are none.

    Whose question nobody knows any more is left out: nobody can say what it is about, nor whom it concerns.

    Raises:
        WorldError: FORM_INVALID.
    """
    items = tuple(item for told in find_left_over(desk, record, form) for item in _item(told))
    if not items:
        return ()
    languages = (GERMAN, record.client_language)
    say = desk.content.translator.say
    title = {
        code: say(code, "document", "Angaben aus einer früheren Fassung des Bogens") for code in languages
    }
    return (DisclosedSection(SECTION, title, items, ()),)


def _item(told: LeftOver) -> Iterator[DisclosedItem]:
    """The answer with its question; choices are named in words, for their list may not be there any more."""
    question = told.question
    if question is None or not on_own_papers(told.form, question, with_health=False):
        return
    if not question.kind.is_select:
        yield DisclosedItem(question, told.answer)
        return
    written = replace(question, kind=QuestionKind.TEXT, choice_list=None)
    yield DisclosedItem(written, cast(told.answer, question, told.form, written, told.form) or told.answer)
