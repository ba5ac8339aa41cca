"""How far an interview is: section by section, and what of the core is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from profiler.forms.answer import Address
from profiler.forms.changes import ProblemCode
from profiler.forms.definition import Question, Texts
from profiler.forms.session import FormSession


class SectionState(StrEnum):
    """How a section stands in the list beside the walk."""

    NOT_ASKED = "not_asked"
    UNTOUCHED = "untouched"
    STARTED = "started"
    TO_CORRECT = "to_correct"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far one section is.

    Attributes:
        path: generic path of the section.
        name: its code.
        title: by language.
        answered: questions with an answer, a refusal counted as one.
        asked: questions to be asked at present, in every row.
        open_core: required questions without an answer, in form order.
        wrong: answers that cannot stay as they are.
    """

    path: str
    name: str
    title: Texts
    answered: int
    asked: int
    open_core: tuple[Address, ...]
    wrong: tuple[Address, ...]

    @property
    def state(self) -> SectionState:
        """Complete means: the core is answered and nothing is wrong; the rest is voluntary."""
        if not self.asked:
            return SectionState.NOT_ASKED
        if self.wrong:
            return SectionState.TO_CORRECT
        if not self.answered:
            return SectionState.UNTOUCHED
        return SectionState.STARTED if self.open_core else SectionState.COMPLETE


def section_progress(session: FormSession) -> tuple[SectionProgress, ...]:
    """Every section in form order, also those that are not asked at present."""
    sections = session.form.sections()
    found: dict[str, list[Address]] = {section.path: [] for section in sections}
    for address, _ in asked_questions(session):
        section = session.form.section_of(address.path)
        if section is not None:
            found[section.path].append(address)
    return tuple(
        SectionProgress(
            path=section.path,
            name=section.name,
            title=section.label,
            answered=sum(is_answered(session, address) for address in found[section.path]),
            asked=len(found[section.path]),
            open_core=tuple(address for address in found[section.path] if _is_open_core(session, address)),
            wrong=tuple(address for address in found[section.path] if _is_wrong(session, address)),
        )
        for section in sections
    )


def asked_questions(session: FormSession) -> Iterator[tuple[Address, Question]]:
    """The questions to be asked at present, in form order, once in each row."""
    for address in session.addresses():
        question = session.form.by_path[address.path]
        if not isinstance(question, Question) or question.calculation or not question.kind.is_asked:
            continue
        if session.state(address).relevant:
            yield address, question


def is_answered(session: FormSession, address: Address) -> bool:
    """Whether there is an answer or a refusal."""
    answer = session.answer(address)
    return answer.declined or answer.value != ""


def _is_open_core(session: FormSession, address: Address) -> bool:
    return session.state(address).required and not is_answered(session, address)


def _is_wrong(session: FormSession, address: Address) -> bool:
    problem = session.state(address).problem
    return problem is not None and problem.code is not ProblemCode.REQUIRED
