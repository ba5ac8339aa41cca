"""Plays the same edits to both engines, and makes a run that shows a difference as short as it can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from profiler.errors import OurFault
from profiler.forms.definition import FormDefinition
from profiler.forms.positions import NoSuchPlace
from tests.oracle.editing import Editor
from tests.oracle.engines import Edit, Ours, Theirs, today
from tests.oracle.javarosa import JavaRosa, JavaRosaFault
from tests.oracle.standing import Difference, differences

STEPS = 25
"""Edits of one record; then a new one begins."""


@dataclass(frozen=True)
class SampleForm:
    """A form both engines can run.

    Attributes:
        name: for messages.
        definition: as Profiler reads it.
        file: its XForm.
    """

    name: str
    definition: FormDefinition
    file: Path


@dataclass(frozen=True)
class Finding:
    """A run of edits after which the engines do not agree.

    Attributes:
        form: name of the form.
        edits: the run.
        differences: what differs after the last edit.
    """

    form: str
    edits: tuple[Edit, ...]
    differences: tuple[Difference, ...]

    def __str__(self) -> str:
        edits = [f"  {edit.kind.value} {edit.path} {edit.value!r}" for edit in self.edits]
        seen = [f"  {each.path} {each.aspect}: ours {each.ours!r}, JavaRosa {each.theirs!r}"
                for each in self.differences]  # fmt: skip
        return "\n".join([f"{self.form}, after", *edits, "differs in", *seen])


STALE = "JavaRosa left it stale: worked out anew, it says the same as we do"

Excuse = Callable[[FormDefinition, Difference], str]
"""The reason for a difference, "" if there is none."""


@dataclass(frozen=True)
class Run:
    """What came of playing one record.

    Attributes:
        edits: how many were played.
        finding: what the engines differ in without an excuse, None if nothing.
        excused: reason -> how many differences it explains, once for each question and aspect.
    """

    edits: int
    finding: Finding | None
    excused: Counter[str]


class Pair:
    """A new record of a form in both engines.

    Args:
        form: the form.
        javarosa: the running engine.
        excuse: explains differences.
    """

    def __init__(self, form: SampleForm, javarosa: JavaRosa, excuse: Excuse) -> None:
        self._form = form.definition
        self._excuse = excuse
        self.ours = Ours(form.definition)
        self._theirs = Theirs(javarosa, form.definition, form.file)
        self._reasons: set[tuple[str, str, str]] = set()
        self.broken = False

    @property
    def excused(self) -> Counter[str]:
        """Reason -> how many differences it explained so far, once for each question and aspect."""
        return Counter(reason for reason, _, _ in self._reasons)

    def apply(self, edit: Edit) -> tuple[Difference, ...]:
        """Do an edit on both sides.

        Returns:
            What cannot be explained; an exception in JavaRosa is a difference, and the end of the record.
        """
        self.ours.apply(edit)
        try:
            self._theirs.apply(edit)
        except JavaRosaFault as fault:
            self.broken = True
            return self._unexcused([Difference(edit.path, "exception", "", str(fault))])
        return self.compare()

    def compare(self) -> tuple[Difference, ...]:
        """What cannot be explained as the record stands."""
        seen = self._unexcused(self._differences())
        if not seen:
            return ()
        self._theirs.refresh()
        lasting = self._unexcused(self._differences())
        self._reasons |= {(STALE, each.path, each.aspect) for each in seen if each not in lasting}
        return lasting

    def _differences(self) -> list[Difference]:
        return list(differences(self._form, self.ours.record(), self._theirs.record()))

    def _unexcused(self, seen: Iterable[Difference]) -> tuple[Difference, ...]:
        left = []
        for each in seen:
            if reason := self._excuse(self._form, each):
                self._reasons.add((reason, each.path, each.aspect))
            else:
                left.append(each)
        return tuple(left)


def play(form: SampleForm, javarosa: JavaRosa, seed: str, steps: int, excuse: Excuse) -> Run:
    """Play random edits to a new record until the engines differ without excuse."""
    day = today()
    editor = Editor(Random(seed))  # noqa: S311 - a repeatable sample, no secret
    pair = Pair(form, javarosa, excuse)
    edits: list[Edit] = []
    seen = pair.compare()
    while not seen and not pair.broken and len(edits) < steps:
        edits.append(editor.next(pair.ours))
        seen = pair.apply(edits[-1])
    # JavaRosa goes by the clock: a record begun before midnight proves nothing.
    finding = _shortest(form, javarosa, excuse, edits, seen) if seen and today() == day else None
    return Run(len(edits), finding, pair.excused)


def replay(
    form: SampleForm, javarosa: JavaRosa, excuse: Excuse, edits: Sequence[Edit]
) -> tuple[Difference, ...]:
    """What cannot be explained after some edits to a new record."""
    pair = Pair(form, javarosa, excuse)
    seen = pair.compare()
    for edit in edits:
        seen = pair.apply(edit)
        if pair.broken:
            break
    return seen


def _shortest(
    form: SampleForm, javarosa: JavaRosa, excuse: Excuse, edits: list[Edit], seen: tuple[Difference, ...]
) -> Finding:
    """Leaves out every edit that is not needed."""
    for place in reversed(range(len(edits))):
        fewer = edits[:place] + edits[place + 1 :]
        try:
            left = replay(form, javarosa, excuse, fewer)
        except (NoSuchPlace, OurFault):
            left = ()  # a later edit lost the row it was for: this one is needed
        if left:
            edits, seen = fewer, left
    return Finding(form.name, tuple(edits), seen)
