"""Profiler's engine and JavaRosa behind one face: edits go in, how everything stands comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import count
from pathlib import Path

from profiler.forms.answer import Address, Answer
from profiler.forms.changes import ProblemCode
from profiler.forms.definition import FormDefinition, Group, Repeat
from profiler.forms.definition import Node as Definition
from profiler.forms.positions import Positions
from profiler.forms.session import FormSession
from tests.oracle.javarosa import JavaRosa
from tests.oracle.standing import Record, Standing


def today() -> date:
    """The day of the machine in UTC, which is the one JavaRosa goes by here."""
    return datetime.now(UTC).date()


class EditKind(StrEnum):
    """What an edit does."""

    SET = "set"
    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit.

    Attributes:
        kind: what it does.
        path: with positions: of a question (set), a repeat without its own position (add), a row (remove).
        value: the answer.
    """

    kind: EditKind
    path: str
    value: str = ""


class Ours:
    """A record in Profiler's engine, on this very day: JavaRosa cannot be told another one."""

    def __init__(self, form: FormDefinition) -> None:
        ids = count(1)
        self.form = form
        self.session = FormSession(
            form, today=today, new_id=lambda: f"r{next(ids)}", now=lambda: datetime.now(UTC)
        )
        self.positions = Positions(self.session)

    def apply(self, edit: Edit) -> None:
        """Do an edit."""
        place = self.positions.find(edit.path)
        if edit.kind is EditKind.SET:
            self.session.set(place.address, Answer(edit.value))
        elif edit.kind is EditKind.ADD:
            self.session.add_row(place.node.path, place.row)
        else:
            self.session.remove_row(place.node.path, self.positions.row(place))
        self.positions.forget()

    def record(self) -> Record:
        """How every relevant question stands."""
        return dict(self._standings(self.form.root, self.form.root.path, ""))

    def places(self) -> dict[str, Address]:
        """Every question, also hidden ones: path with positions -> address."""
        return dict(self._leaves(self.form.root, self.form.root.path, ""))

    def repeats(self) -> Iterator[tuple[str, Repeat, int]]:
        """Every repeat as it stands in each row around it: its path, what the form says, number of rows."""
        yield from self._repeats(self.form.root, self.form.root.path, "")

    def _inside(self, node: Group, path: str, row: str) -> Iterator[tuple[Definition, str, str]]:
        for child in node.children:
            here = f"{path}/{child.name}"
            if not isinstance(child, Repeat):
                yield child, here, row
                continue
            for number, inner in enumerate(self.session.rows(child.path, row), 1):
                yield child, f"{here}[{number}]", inner

    def _leaves(self, node: Definition, path: str, row: str) -> Iterator[tuple[str, Address]]:
        if not isinstance(node, Group):
            yield path, Address(node.path, row)
            return
        for child, here, inner in self._inside(node, path, row):
            yield from self._leaves(child, here, inner)

    def _repeats(self, node: Group, path: str, row: str) -> Iterator[tuple[str, Repeat, int]]:
        for child in node.children:
            if isinstance(child, Repeat):
                yield f"{path}/{child.name}", child, len(self.session.rows(child.path, row))
        for child, here, inner in self._inside(node, path, row):
            if isinstance(child, Group):
                yield from self._repeats(child, here, inner)

    def _standings(self, node: Definition, path: str, row: str) -> Iterator[tuple[str, Standing]]:
        for here, address in self._leaves(node, path, row):
            state = self.session.state(address)
            if not state.relevant:
                continue
            problem = None if state.problem is None else state.problem.code
            holds = None if problem is ProblemCode.TYPE else problem is not ProblemCode.CONSTRAINT
            yield here, Standing(self.session.value(address), state.required, state.readonly, holds)


class Theirs:
    """A record in JavaRosa.

    Args:
        javarosa: the running engine, which holds one record at a time.
        form: the form as Profiler read it.
        file: its XForm; files with choices lie beside it.
    """

    def __init__(self, javarosa: JavaRosa, form: FormDefinition, file: Path) -> None:
        self._javarosa = javarosa
        self._meta = f"{form.root.path}/meta/"
        javarosa.ask("load", str(file))
        javarosa.ask("counts")

    def apply(self, edit: Edit) -> None:
        """Do an edit.

        Raises:
            JavaRosaFault: it threw an exception.
        """
        words = (
            (edit.kind.value, edit.path, edit.value) if edit.kind is EditKind.SET else (edit.kind, edit.path)
        )
        self._javarosa.ask(*words)
        self._javarosa.ask("counts")

    def refresh(self) -> None:
        """Have everything worked out anew, which heals what was left stale."""
        self._javarosa.ask("refresh")
        self._javarosa.ask("counts")

    def record(self) -> Record:
        """How every relevant question stands."""
        lines, _ = self._javarosa.ask("dump")
        return {
            path: Standing(value, required == "1", readonly == "1", holds == "1")
            for path, relevant, required, readonly, holds, value in lines
            if relevant == "1" and not path.endswith("]") and not path.startswith(self._meta)
        }
