"""What is known of a paper - whether it is here, translated, recognised - put together from its answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from profiler.documents import scale
from profiler.documents.answers import AnswerWords
from profiler.documents.labels import EVIDENCE_LABELS
from profiler.documents.marks import Evidence, EvidenceCell
from profiler.documents.parts import Part, text
from profiler.release.outputs import DisclosedItem

_STATE = "ev_state"
_OFFICE_AND_DAY = ("ev_authority", "ev_date")


def proof_parts(items: Sequence[DisclosedItem], answers: AnswerWords) -> Iterator[Part]:
    """Disc and word, and a line for each of the others; German only."""
    state, *others = _lines(items, answers)
    code = next((item.answer.value for item in items if item.question.name.endswith(_STATE)), "")
    if code in set(Evidence) and state:
        yield EvidenceCell(Evidence(code), state)
    elif state:
        yield text(state, scale.RUNNING)
    for line in others:
        yield text(line, scale.RUNNING)


def proof_words(items: Sequence[DisclosedItem], answers: AnswerWords) -> str:
    """The same in one line."""
    return " · ".join(line for line in _lines(items, answers) if line)


def _lines(items: Sequence[DisclosedItem], answers: AnswerWords) -> Iterator[str]:
    """First whether it is here, "" if that was not told."""
    by_end = {_end(item.question.name): answers.value(item).german for item in items}
    yield by_end.get(_STATE, "")
    for end, label in EVIDENCE_LABELS.items():
        if end in by_end:
            yield f"{label}: {by_end[end]}"
    where = [by_end[end] for end in _OFFICE_AND_DAY if end in by_end]
    if where:
        yield ", ".join(where)


def _end(name: str) -> str:
    ends = (_STATE, *EVIDENCE_LABELS, *_OFFICE_AND_DAY)
    return next((end for end in ends if name.endswith(end)), name)
