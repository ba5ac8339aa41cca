"""Says where an answer stands as people count it, `/data/jobs[2]/title`, and finds it there again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from profiler.forms.answer import Address
from profiler.forms.definition import Node, Repeat
from profiler.forms.session import FormSession

_STEP = re.compile(r"([^\s/\[\]]+)(?:\[\s*([0-9]{1,9})\s*\])?")


class MissingPlace(StrEnum):
    """Why there is nothing at a path."""

    UNKNOWN_PATH = "unknown_path"
    NO_SUCH_ROW = "no_such_row"


class NoSuchPlace(Exception):  # noqa: N818 - reads as a sentence at the raise site
    """Nothing stands at a path.

    Attributes:
        reason: why.
        path: the path as far as it was understood.
    """

    def __init__(self, reason: MissingPlace, path: str) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.path = path


@dataclass(frozen=True, slots=True)
class Place:
    """What a path with positions leads to.

    Attributes:
        node: the question, group or repeat.
        row: id of the row it lies in (of a repeat: of the row around it), "" outside repeats.
        position: the position the last step names, from 1; 1 if it names none.
    """

    node: Node
    row: str
    position: int = 1

    @property
    def address(self) -> Address:
        """Where answers to it belong."""
        return Address(self.node.path, self.row)


class Positions:
    """Paths with positions of one session.

    A position counts from 1; a step that names none means the first row. `forget` must be called after rows
    came, went or moved.
    """

    def __init__(self, session: FormSession) -> None:
        self._session = session
        self._rows: dict[str, str] = {}

    def forget(self) -> None:
        """Rows are no longer where they were."""
        self._rows = {}

    def find(self, path: str) -> Place:
        """What stands at a path.

        Raises:
            NoSuchPlace: the form has no such path, or too few rows.
        """
        before, *steps = path.strip().split("/")
        if before or not steps:
            raise NoSuchPlace(MissingPlace.UNKNOWN_PATH, path)
        place = self._step("", "", steps[0], path)
        for step in steps[1:]:
            row = self.row(place) if isinstance(place.node, Repeat) else place.row
            place = self._step(place.node.path, row, step, path)
        return place

    def _step(self, around: str, row: str, step: str, path: str) -> Place:
        found = _STEP.fullmatch(step)
        node = self._session.form.by_path.get(f"{around}/{found.group(1)}") if found else None
        if found is None or node is None:
            raise NoSuchPlace(MissingPlace.UNKNOWN_PATH, path)
        position = int(found.group(2) or 1)
        if position != 1 and not isinstance(node, Repeat):
            raise NoSuchPlace(MissingPlace.NO_SUCH_ROW, path)
        return Place(node, row, position)

    def row(self, place: Place) -> str:
        """The id of the row a path to a repeat means.

        Raises:
            NoSuchPlace: it has fewer rows, or the place is no repeat.
        """
        if not isinstance(place.node, Repeat):
            raise NoSuchPlace(MissingPlace.NO_SUCH_ROW, self.path(place.address))
        rows = self._session.rows(place.node.path, place.row)
        if not 1 <= place.position <= len(rows):
            raise NoSuchPlace(MissingPlace.NO_SUCH_ROW, f"{self.path(place.address)}[{place.position}]")
        return rows[place.position - 1]

    def path(self, address: Address) -> str:
        """The path with positions of a question, group or repeat; a row that is gone leaves out positions."""
        if not address.row:
            return address.path
        around = self._session.form.repeat_of(address.path)
        if not self._rows:
            self._count()
        if around is None or address.row not in self._rows:
            return address.path
        return self._rows[address.row] + address.path[len(around.path) :]

    def _count(self) -> None:
        form, session = self._session.form, self._session
        parents: dict[str, tuple[str, ...]] = {}
        for repeat in form.repeats():
            around = form.repeat_of(repeat.path)
            inside: list[str] = []
            for parent in parents[around.path] if around is not None else ("",):
                start = self._rows[parent] + repeat.path[len(around.path) :] if around else repeat.path
                for number, row in enumerate(session.rows(repeat.path, parent), 1):
                    self._rows[row] = f"{start}[{number}]"
                    inside.append(row)
            parents[repeat.path] = tuple(inside)
