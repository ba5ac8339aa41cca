"""How far a talk goes: the short form first, the deep questions later or at another desk."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from profiler.forms.answer import Address
from profiler.forms.definition import FormDefinition, Question
from profiler.forms.session import FormSession


class Depth(StrEnum):
    """How much is asked now."""

    SHORT = "short"
    DEEP = "deep"


_DEEP_TIER: Final = "deep"


def has_depth(form: FormDefinition) -> bool:
    """Whether the form has both short and deep questions; an imported one often has a single kind."""
    tiers = {question.tier == _DEEP_TIER for question in form.questions() if question.tier}
    return len(tiers) == len(Depth)


def is_put(question: Question, depth: Depth) -> bool:
    """Whether a question without an answer is put at this depth."""
    return depth is Depth.DEEP or question.tier != _DEEP_TIER


def belongs(session: FormSession, address: Address, question: Question, depth: Depth) -> bool:
    """Whether a question is put at this depth; what was already told is never hidden."""
    if is_put(question, depth):
        return True
    answer = session.answer(address)
    return question.kind.is_asked and (answer.declined or answer.value != "")
