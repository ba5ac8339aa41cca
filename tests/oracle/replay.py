"""Plays the same edits to both engines, and makes a run that shows a difference as short as it can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

Excused = Callable[[Difference], bool]


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


def differ(form: SampleForm, edits: Sequence[Edit], javarosa: JavaRosa) -> tuple[Difference, ...]:
    """What differs after some edits to a new record; an exception in JavaRosa is a difference too."""
    ours, theirs = Ours(form.definition), Theirs(javarosa, form.definition, form.file)
    try:
        for edit in edits:
            ours.apply(edit)
            theirs.apply(edit)
    except JavaRosaFault as fault:
        return (_exception(edits[-1], fault),)
    return tuple(differences(form.definition, ours.record(), theirs.record()))


def play(
    form: SampleForm, javarosa: JavaRosa, seed: str, steps: int, excused: Excused
) -> tuple[Finding | None, int]:
    """Play random edits to a new record until the engines differ without excuse.

    Returns:
        What was found, as short as it can be made, and how many edits were played.
    """
    day = today()
    editor = Editor(Random(seed))  # noqa: S311 - a repeatable sample, no secret
    ours, theirs = Ours(form.definition), Theirs(javarosa, form.definition, form.file)
    edits: list[Edit] = []
    while len(edits) < steps:
        edits.append(editor.next(ours))
        ours.apply(edits[-1])
        try:
            theirs.apply(edits[-1])
            seen = [*differences(form.definition, ours.record(), theirs.record())]
        except JavaRosaFault as fault:
            seen = [_exception(edits[-1], fault)]
        unexcused = [each for each in seen if not excused(each)]
        if unexcused and today() == day:
            return _shortest(form, edits, javarosa, excused, unexcused), len(edits)
        if any(each.aspect == "exception" for each in seen):
            break
    return None, len(edits)


def _exception(edit: Edit, fault: JavaRosaFault) -> Difference:
    return Difference(edit.path, "exception", "", str(fault))


def _shortest(
    form: SampleForm, edits: list[Edit], javarosa: JavaRosa, excused: Excused, seen: Sequence[Difference]
) -> Finding:
    """Leaves out every edit that is not needed."""
    shown = tuple(seen)
    for place in reversed(range(len(edits))):
        fewer = edits[:place] + edits[place + 1 :]
        try:
            left = tuple(each for each in differ(form, fewer, javarosa) if not excused(each))
        except (NoSuchPlace, OurFault):
            left = ()  # a later edit lost the row it was for: this one is needed
        if left:
            edits, shown = fewer, left
    return Finding(form.name, tuple(edits), shown)
