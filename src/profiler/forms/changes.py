"""What one edit changed in a form: the only thing a screen has to read after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from profiler.forms.answer import Address, Answer


class ProblemCode(StrEnum):
    """What is wrong with an answer."""

    REQUIRED = "required"
    TYPE = "type"
    CONSTRAINT = "constraint"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer cannot stay as it is.

    Attributes:
        code: kind of problem; clients have a sentence for each.
        message: the form's own sentence per language, empty if the form gives none.
    """

    code: ProblemCode
    message: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NodeState:
    """How a question, group or repeat stands at this moment."""

    relevant: bool = True
    required: bool = False
    readonly: bool = False
    problem: Problem | None = None


class RowChangeKind(StrEnum):
    """What happened to a repeat row."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row came, went or moved.

    Attributes:
        kind: what happened.
        repeat: generic path of the repeat.
        parent: id of the row of the enclosing repeat, "" at the top.
        row: id of the row.
        index: position from 0 after the change; of a removed row the one it had.
    """

    kind: RowChangeKind
    repeat: str
    parent: str
    row: str
    index: int


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Everything that is different after one edit; what is not named here stayed as it was.

    Attributes:
        values: new values of answers and calculations as expressions read them ("" while not relevant).
        relevance: questions, groups and repeats that appear (True) or disappear (False).
        required: questions that became required or stopped being so.
        readonly: questions that became read-only or stopped being so.
        validity: questions whose problem changed; None means all is well now.
        choices: selects whose list of choices changed.
        rows: rows that came, went or moved, in the order it happened; of rows that lie in a row that came or
            went nothing is said.
        answers: what a store has to keep now: typed answers and those set by the form itself, None for those
            that went with their row.
        row_ids: likewise (path of the repeat, id of the parent row or "") -> ids of its rows in order.
    """

    values: Mapping[Address, str] = field(default_factory=dict)
    relevance: Mapping[Address, bool] = field(default_factory=dict)
    required: Mapping[Address, bool] = field(default_factory=dict)
    readonly: Mapping[Address, bool] = field(default_factory=dict)
    validity: Mapping[Address, Problem | None] = field(default_factory=dict)
    choices: frozenset[Address] = frozenset()
    rows: tuple[RowChange, ...] = ()
    answers: Mapping[Address, Answer | None] = field(default_factory=dict)
    row_ids: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
