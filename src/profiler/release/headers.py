"""Heads of papers: who a paper is about, as far as the reader may know."""

from __future__ import annotations

from profiler.forms.answer import Precision
from profiler.records.identity import said_by
from profiler.records.record import Record
from profiler.records.view import AnsweredForm, AnsweredItem
from profiler.release.items import Allowed
from profiler.release.outputs import Header

LANGUAGE = "client_language"
GERMAN = "de"


def header(record: Record, answered: AnsweredForm, allowed: Allowed) -> Header:
    """Case number always; names, birth date and language only where those answers are allowed.

    Whoever may not know the language of the conversation gets German alone: a second language on the paper
    would tell it.
    """
    by_name = {item.question.name: item for section in answered.sections for item in section.items}

    def asked(what: str) -> AnsweredItem | None:
        question = said_by(answered.form, what)
        return None if question is None else by_name.get(question.name)

    def told(what: str) -> str:
        item = asked(what)
        if item is None or item.answer.is_empty or not allowed(item):
            return ""
        return item.answer.value

    born = asked("birth_date")

    def hidden(what: str) -> bool:
        item = asked(what)
        return item is not None and not item.answer.is_empty and not allowed(item)

    return Header(
        case_number=record.case_number,
        family_name=told("family_name"),
        given_names=told("given_names"),
        name_original=told("name_original"),
        birth_date=told("birth_date"),
        client_language=GERMAN if hidden(LANGUAGE) else record.client_language,
        birth_precision=born.answer.precision if born is not None else Precision.TAG,
    )
