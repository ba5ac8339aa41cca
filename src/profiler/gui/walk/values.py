"""Answers as short German texts: for tables, chips and lists."""

from __future__ import annotations

from typing import Final

from profiler.classifications.catalogue import Classifications
from profiler.forms.answer import Address
from profiler.forms.definition import Question, QuestionKind
from profiler.forms.session import FormSession
from profiler.gui.answer_words import shown_date
from profiler.languages.names import SPECIAL_NATIONALITIES, country_name, language_name
from profiler.languages.tags import GERMAN

DECLINED: Final = "keine Angabe"
_SPECIAL: Final = dict(zip(SPECIAL_NATIONALITIES, ("Staatenlos", "Ungeklärt"), strict=True))


def has(question: Question, token: str) -> bool:
    """Whether the question's appearance contains a token."""
    return token in question.appearance.split()


def shown(
    session: FormSession, question: Question, address: Address, classifications: Classifications
) -> str:
    """The answer in German, "" if there is none."""
    answer = session.answer(address)
    if answer.declined:
        return DECLINED
    if not answer.value:
        return ""
    if question.kind.is_select:
        codes = answer.value.split()
        return ", ".join(session.choice_label(address, code, GERMAN) for code in codes)
    if question.kind is QuestionKind.DATE:
        return shown_date(answer)
    if has(question, "code-country"):
        return ", ".join(code_name("code-country", code) for code in answer.value.split())
    if has(question, "code-language"):
        return ", ".join(code_name("code-language", code) for code in answer.value.split())
    if has(question, "code-occupation") or has(question, "code-skill"):
        return ", ".join(classifications.label_of(code) for code in answer.value.split())
    return answer.value


def code_name(appearance: str, code: str, language: str = GERMAN) -> str:
    """Name of a country or a language."""
    if appearance == "code-country":
        return _SPECIAL.get(code) or country_name(code, language)
    return language_name(code, language)
