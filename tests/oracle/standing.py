"""How the questions of a record stand, as one engine sees them, and where two engines differ."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from profiler.forms.definition import FormDefinition, Question, QuestionKind


@dataclass(frozen=True, slots=True)
class Standing:
    """How one question stands.

    Attributes:
        value: as expressions read it, "" while it is not relevant.
        required: whether it must be answered.
        readonly: whether it cannot be answered.
        holds: whether its constraint holds; None if that was not asked because the answer is of a wrong type.
    """

    value: str
    required: bool = False
    readonly: bool = False
    holds: bool | None = True


Record = Mapping[str, Standing]
"""Path with positions -> how the question there stands; only what is relevant is in it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing two engines do not agree on.

    Attributes:
        path: path with positions of the question.
        aspect: `relevance`, `value`, `required`, `readonly` or `constraint`.
        ours: what Profiler says.
        theirs: what the other engine says.
    """

    path: str
    aspect: str
    ours: str
    theirs: str

    @property
    def generic(self) -> str:
        """The path without positions."""
        return generic(self.path)


def generic(path: str) -> str:
    """A path with positions without them."""
    return "/".join(step.partition("[")[0] for step in path.split("/"))


def differences(form: FormDefinition, ours: Record, theirs: Record) -> Iterator[Difference]:
    """Where two engines do not agree."""
    for path in dict.fromkeys([*ours, *theirs]):
        question = form.by_path.get(generic(path))
        if not isinstance(question, Question):
            continue  # a group whose rows are all gone looks like a leaf to JavaRosa
        own, other = ours.get(path), theirs.get(path)
        if own is None or other is None:
            yield Difference(path, "relevance", str(own is not None), str(other is not None))
            continue
        if not same_value(own.value, other.value):
            yield Difference(path, "value", own.value, other.value)
        if not question.kind.is_asked:
            continue
        if own.required != other.required:
            yield Difference(path, "required", str(own.required), str(other.required))
        if own.readonly != other.readonly and question.kind is not QuestionKind.OTHER:
            yield Difference(path, "readonly", str(own.readonly), str(other.readonly))
        if own.holds is not None and own.holds != other.holds:
            yield Difference(path, "constraint", str(own.holds), str(other.holds))


def same_value(one: str, other: str) -> bool:
    """Whether two texts are the same value: numbers and moments may be written in several ways."""
    if one == other:
        return True
    for read in (_number, _moment):
        first, second = read(one), read(other)
        if first is not None and second is not None:
            return math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-12)
    return False


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _moment(text: str) -> float | None:
    """Seconds since some day, of a time or a date with time."""
    try:
        return datetime.fromisoformat(text if "T" in text else f"2000-01-01T{text}").timestamp()
    except ValueError:
        return None
