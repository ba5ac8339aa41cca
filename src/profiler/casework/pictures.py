"""Which pictogram belongs to an answer, a question or a section, and what is to be seen on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from profiler.tables import CellProblem, TableRow, read_table


@dataclass(frozen=True, slots=True)
class Picture:
    """A pictogram by its name, and in German what is to be seen on it, for those who do not see it."""

    name: str
    description: str


@dataclass(frozen=True)
class Pictures:
    """The pictures beside words; what has none is shown by its word alone.

    Attributes:
        of_answers: (name of the choice list, code) -> picture.
        of_questions: name of a question, a repeat or a section -> picture.
    """

    of_answers: Mapping[tuple[str, str], Picture] = field(default_factory=dict)
    of_questions: Mapping[str, Picture] = field(default_factory=dict)


def load_pictures(folder: Path) -> Pictures:
    """The tables beside the pictograms.

    Args:
        folder: holds pictograms.csv (name, description), answers.csv (list, code, pictogram) and
            questions.csv (name, pictogram).

    Raises:
        WorldError: RESOURCE_INVALID with file and line.
    """
    known = {
        row.needed("name"): Picture(row.needed("name"), row.needed("description"))
        for row in read_table(folder / "pictograms.csv", ("name", "description"), id_column="name")
    }
    answers: dict[tuple[str, str], Picture] = {}
    for row in read_table(folder / "answers.csv", ("list", "code", "pictogram"), id_column=""):
        place = row.needed("list"), row.needed("code")
        if place in answers:
            raise row.fault("code", CellProblem.TWICE)
        answers[place] = _pictured(row, known)
    questions = read_table(folder / "questions.csv", ("name", "pictogram"), id_column="name")
    return Pictures(answers, {row.needed("name"): _pictured(row, known) for row in questions})


def _pictured(row: TableRow, known: Mapping[str, Picture]) -> Picture:
    name = row.needed("pictogram")
    if name not in known:
        raise row.fault("pictogram", CellProblem.UNKNOWN)
    return known[name]
