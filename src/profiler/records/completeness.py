"""How far an interview is: section by section, and what of the core is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from profiler.forms.answer import Address
from profiler.forms.changes import ProblemCode
from profiler.forms.definition import Group, Question, Repeat, Texts
from profiler.forms.session import FormSession
from profiler.records.depth import Depth, belongs, is_put


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
        lists: repeats that can take entries at present; a section of nothing else is asked as well.
        postponed: questions that are only asked when the talk goes deeper.
        open_core: required questions without an answer, in form order.
        wrong: answers that cannot stay as they are.
    """

    path: str
    name: str
    title: Texts
    answered: int
    asked: int
    lists: int
    postponed: int
    open_core: tuple[Address, ...]
    wrong: tuple[Address, ...]

    @property
    def state(self) -> SectionState:
        """Complete means: the core is answered and nothing is wrong; the rest is voluntary."""
        if not self.asked and not self.lists:
            return SectionState.NOT_ASKED
        if self.wrong:
            return SectionState.TO_CORRECT
        if not self.answered:
            return SectionState.UNTOUCHED
        return SectionState.STARTED if self.open_core else SectionState.COMPLETE


def section_progress(session: FormSession, depth: Depth = Depth.DEEP) -> tuple[SectionProgress, ...]:
    """Every section in form order, also those that are not asked at present."""
    sections = session.form.sections()
    found: dict[str, list[Address]] = {section.path: [] for section in sections}
    later = dict.fromkeys(found, 0)
    for address, question in asked_questions(session):
        section = session.form.section_of(address.path)
        if section is None:
            continue
        if belongs(session, address, question, depth):
            found[section.path].append(address)
        else:
            later[section.path] += 1
    return tuple(
        SectionProgress(
            path=section.path,
            name=section.name,
            title=section.label,
            answered=sum(is_answered(session, address) for address in found[section.path]),
            asked=len(found[section.path]),
            lists=sum(_takes_entries(session, repeat, depth) for repeat in _outer_repeats(section)),
            postponed=later[section.path],
            open_core=tuple(address for address in found[section.path] if _is_open_core(session, address)),
            wrong=tuple(address for address in found[section.path] if _is_wrong(session, address)),
        )
        for section in sections
    )


def _outer_repeats(group: Group) -> Iterator[Repeat]:
    for child in group.children:
        if isinstance(child, Repeat):
            yield child
        elif isinstance(child, Group):
            yield from _outer_repeats(child)


def _takes_entries(session: FormSession, repeat: Repeat, depth: Depth) -> bool:
    return session.state(Address(repeat.path)).relevant and any(
        question.kind.is_asked and not question.calculation and is_put(question, depth)
        for question in _questions_in(repeat)
    )


def _questions_in(group: Group) -> Iterator[Question]:
    for child in group.children:
        if isinstance(child, Group):
            yield from _questions_in(child)
        else:
            yield child


def asked_questions(session: FormSession, depth: Depth = Depth.DEEP) -> Iterator[tuple[Address, Question]]:
    """The questions to be asked at present, in form order, once in each row."""
    for address in session.addresses():
        question = session.form.by_path[address.path]
        if not isinstance(question, Question) or question.calculation or not question.kind.is_asked:
            continue
        if session.state(address).relevant and belongs(session, address, question, depth):
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
