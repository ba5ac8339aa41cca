"""Sample people: clearly fictional, kept as lines of edits that a form session understands."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from profiler.casework.intake import Intake
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer, Precision, Source
from profiler.forms.session import FormSession
from profiler.release.releases import Category, SignsAs

Edit: TypeAlias = Mapping[str, str]
"""One line of a story: what is done, to which question or repeat, in which row."""


@dataclass(frozen=True)
class Persona:
    """One fictional person.

    Attributes:
        persona_id: name of the file.
        client_language: Babel code of the language beside the German.
        categories: recipient kind -> released categories.
        purposes: recipient kind -> what for.
        signs_as: who signs the release.
        edits: what is typed, in order.
        school: what is typed into school forms: number of the child's row, 0 for oneself -> edits.
    """

    persona_id: str
    label: str
    client_language: str
    categories: Mapping[str, frozenset[Category]]
    purposes: Mapping[str, str]
    signs_as: SignsAs
    edits: tuple[Edit, ...]
    school: Mapping[int, tuple[Edit, ...]] = field(default_factory=dict)


def read_personas(folder: Path) -> Mapping[str, Persona]:
    """All sample people of a folder, by id; school forms of the same name lie in its folder `schule`.

    Raises:
        WorldError: RESOURCE_INVALID with file and line.
    """
    return {path.stem: _with_school(_read(path), folder) for path in sorted(folder.glob("*.jsonl"))}


def _with_school(persona: Persona, folder: Path) -> Persona:
    path = folder / "schule" / f"{persona.persona_id}.jsonl"
    school: dict[int, tuple[Edit, ...]] = {}
    for edit in _lines(path) if path.exists() else ():
        try:
            child = int(str(edit.get("child", 0)))
        except ValueError as error:
            raise _unreadable(path, 1, error) from error
        school[child] = (*school.get(child, ()), _edit(edit))
    return replace(persona, school=school)


def _lines(path: Path) -> list[dict[str, object]]:
    lines: list[dict[str, object]] = []
    for number, text in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            if text.strip():
                lines.append(dict(json.loads(text.decode("utf-8"))))
        except (ValueError, TypeError) as error:
            raise _unreadable(path, number, error) from error
    return lines


def _edit(line: Mapping[str, object]) -> Edit:
    return {key: str(value) for key, value in line.items()}


def _read(path: Path) -> Persona:
    try:
        head, *edits = _lines(path)
        categories, purposes = head["categories"], head["purpose"]
        if not isinstance(categories, dict) or not isinstance(purposes, dict):
            raise TypeError("categories, purpose")
        return Persona(
            persona_id=str(head["persona"]),
            label=str(head["label"]),
            client_language=str(head["client_language"]),
            categories={str(kind): frozenset(map(Category, codes)) for kind, codes in categories.items()},
            purposes={str(kind): str(code) for kind, code in purposes.items()},
            signs_as=SignsAs(str(head["signs_as"])),
            edits=tuple(map(_edit, edits)),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable(path, 1, error) from error


def _unreadable(path: Path, line: int, error: Exception) -> WorldError:
    return WorldError(ErrorCode.RESOURCE_INVALID, file=str(path), reason=f"Zeile {line}: {error}")


def tell(intake: Intake, persona: Persona) -> None:
    """Enter everything a persona says, edit by edit, each one saved before the next.

    Raises:
        WorldError: RESOURCE_INVALID when an edit names a question or row that does not exist.
    """

    def add(repeat_path: str) -> str:
        row, step = intake.add_row(repeat_path)
        intake.save(step.edit)
        return row

    def answer(address: Address, given: Answer) -> None:
        intake.save(intake.set(address, given).edit)

    _retell(intake.session, persona, add, answer)


def fill_in(session: FormSession, persona: Persona) -> None:
    """Answer a form as a persona does; nothing is kept anywhere.

    Raises:
        WorldError: RESOURCE_INVALID when an edit names a question or row that does not exist.
    """

    def answer(address: Address, given: Answer) -> None:
        session.set(address, given)

    _retell(session, persona, lambda path: session.add_row(path)[0], answer)


def _retell(
    session: FormSession,
    persona: Persona,
    add: Callable[[str], str],
    answer: Callable[[Address, Answer], None],
) -> None:
    """A row that the interview opened by itself (German among the languages) is used before a new one."""
    repeats = tuple(session.form.repeats())
    waiting = {repeat.name: list(session.rows(repeat.path)) for repeat in repeats}
    rows: dict[str, list[str]] = {repeat.name: [] for repeat in repeats}
    paths = {repeat.name: repeat.path for repeat in repeats}
    for edit in persona.edits:
        try:
            if edit["op"] == "add":
                name = edit["repeat"]
                rows[name].append(waiting[name].pop(0) if waiting[name] else add(paths[name]))
            else:
                answer(_address(session, edit, rows), _answer(edit))
        except (KeyError, IndexError) as error:
            raise WorldError(
                ErrorCode.RESOURCE_INVALID, file=persona.persona_id, reason=f"{dict(edit)}: {error}"
            ) from error


def _address(session: FormSession, edit: Mapping[str, str], rows: Mapping[str, list[str]]) -> Address:
    question = session.form.question(edit["question"])
    repeat = session.form.repeat_of(question.path)
    if repeat is None:
        return Address(question.path)
    return Address(question.path, rows[repeat.name][int(edit["row"]) - 1])


def _answer(edit: Mapping[str, str]) -> Answer:
    return Answer(
        value=edit.get("value", ""),
        declined=edit["op"] == "decline",
        source=Source(edit.get("source", Source.SELBST.value)),
        precision=Precision(edit.get("precision", Precision.TAG.value)),
    )
