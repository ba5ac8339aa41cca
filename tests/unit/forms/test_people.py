"""People of every kind fill the assessment in: what they are asked, what not, and what follows from it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from profiler import paths
from profiler.classifications.own_lists import read_occupations, read_skills
from profiler.cli.personas import fill_in, read_personas
from profiler.forms.answer import Address, Answer, Precision
from profiler.forms.definition import Question, Repeat
from profiler.forms.session import FormSession
from profiler.languages.names import SPECIAL_NATIONALITIES, country_codes, language_codes
from profiler.records.biography import gaps_of
from profiler.records.completeness import asked_questions, is_answered
from profiler.records.depth import Depth
from profiler.records.effort import effort_of
from tests.fakes.desks import shipped_content

TABLES = Path(__file__).parent / "people"
TODAY = date(2026, 11, 21)
PEOPLE = sorted(path.stem for path in TABLES.glob("*.csv"))
SAMPLES = frozenset(path.stem for path in (paths.resources_folder() / "personas").glob("*.jsonl"))
EXPECTED = frozenset({"row", "answer", "rough", "declined", "asked", "not_asked", "derived", "gap"})


@dataclass(frozen=True)
class Line:
    """One line of a person's table."""

    number: int
    question: str
    row: str
    expect: str
    value: str


class Talk:
    """A person's talk, told line by line."""

    def __init__(self, person: str) -> None:
        form = shipped_content().assessment
        self.session = FormSession(form, today=lambda: TODAY, new_id=map(str, count(1)).__next__)
        self.lines = tuple(_lines(TABLES / f"{person}.csv"))
        if person in SAMPLES:
            fill_in(self.session, read_personas(paths.resources_folder() / "personas")[person])
        self._waiting = {each.name: list(self.session.rows(each.path)) for each in form.repeats()}
        self._rows: dict[str, list[str]] = {name: [] for name in self._waiting}
        if person in SAMPLES:
            self._rows, self._waiting = self._waiting, {name: [] for name in self._waiting}
        for line in self.lines:
            self._tell(line)

    def _tell(self, line: Line) -> None:
        if line.expect == "row":
            repeat = next(each for each in self.session.form.repeats() if each.name == line.question)
            waiting = self._waiting[repeat.name]
            self._rows[repeat.name].append(
                waiting.pop(0) if waiting else self.session.add_row(repeat.path)[0]
            )
        elif line.expect in ("answer", "rough", "declined"):
            precision = Precision.JAHR if line.expect == "rough" else Precision.TAG
            declined = line.expect == "declined"
            self.session.set(self.address(line), Answer(line.value, declined=declined, precision=precision))

    def address(self, line: Line) -> Address:
        """Where a line's question stands."""
        path = self.session.form.question(line.question).path
        repeat = self.session.form.repeat_of(path)
        return Address(path) if repeat is None else Address(path, self._rows[repeat.name][int(line.row) - 1])

    def having(self, *expected: str) -> tuple[Line, ...]:
        """Lines of one kind."""
        return tuple(line for line in self.lines if line.expect in expected)


def _lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            assert row["expect"] in EXPECTED, f"{path.name}:{number}"
            yield Line(number, row["question"], row["row"], row["expect"], row["value"])


@pytest.fixture(scope="module")
def talks() -> Mapping[str, Talk]:
    return {person: Talk(person) for person in PEOPLE}


def test_there_are_fifteen_people_at_least() -> None:
    assert len(PEOPLE) >= 15
    assert set(PEOPLE) >= SAMPLES


@pytest.mark.parametrize("person", PEOPLE)
def test_what_is_answered_was_asked_and_is_right(person: str, talks: Mapping[str, Talk]) -> None:
    talk = talks[person]
    for line in talk.having("answer", "rough", "declined", "asked"):
        state = talk.session.state(talk.address(line))
        assert state.relevant, f"{person}:{line.number}: {line.question} is not asked"
        assert state.problem is None, f"{person}:{line.number}: {line.question}: {state.problem}"


@pytest.fixture(scope="module")
def lists() -> Mapping[str, frozenset[str]]:
    folder = paths.resources_folder() / "classifications"
    occupations = frozenset(each.concept_id for each in read_occupations(folder))
    return {
        "code-country": frozenset(country_codes()) | frozenset(SPECIAL_NATIONALITIES),
        "code-language": frozenset(language_codes()),
        "code-occupation": occupations,
        "code-skill": frozenset(each.concept_id for each in read_skills(folder, occupations)),
    }


@pytest.mark.parametrize("person", PEOPLE)
def test_codes_stand_in_the_lists(
    person: str, talks: Mapping[str, Talk], lists: Mapping[str, frozenset[str]]
) -> None:
    session = talks[person].session
    for address, question in asked_questions(session):
        for appearance in set(question.appearance.split()) & set(lists):
            unknown = set(session.value(address).split()) - lists[appearance]
            assert not unknown, f"{person}: {question.name}"


@pytest.mark.parametrize("person", PEOPLE)
def test_what_must_not_be_asked_is_not(person: str, talks: Mapping[str, Talk]) -> None:
    talk = talks[person]
    asked = {question.name for _, question in asked_questions(talk.session)}
    lines = talk.having("not_asked")
    assert lines, f"{person} is spared nothing"
    known = {each.name for each in _nodes(talk.session)}
    for line in lines:
        assert line.question in known, f"{person}:{line.number}"
        inside = {question.name for question in _inside(talk.session, line.question)}
        assert not asked & inside, f"{person}:{line.number}: {line.question} is asked"


@pytest.mark.parametrize("person", PEOPLE)
def test_nothing_that_is_asked_stays_open(person: str, talks: Mapping[str, Talk]) -> None:
    session = talks[person].session
    still = [address for address, _ in asked_questions(session) if not is_answered(session, address)]
    assert still == []
    assert session.validate() == ()


@pytest.mark.parametrize("person", PEOPLE)
def test_what_follows_from_the_answers(person: str, talks: Mapping[str, Talk]) -> None:
    talk = talks[person]
    lines = talk.having("derived")
    assert lines, f"{person} shows nothing that is worked out"
    for line in lines:
        assert talk.session.value(talk.address(line)) == line.value, (
            f"{person}:{line.number}: {line.question}"
        )
    assert [gap.years for gap in gaps_of(talk.session, TODAY)] == [line.value for line in talk.having("gap")]


@pytest.mark.parametrize("person", PEOPLE)
def test_the_short_talk_keeps_its_promise(person: str, talks: Mapping[str, Talk]) -> None:
    session = talks[person].session
    assert effort_of(session).short.minutes <= 20
    assert sum(1 for _ in asked_questions(session, Depth.SHORT)) > 0


def _nodes(session: FormSession) -> Iterator[Question | Repeat]:
    yield from session.form.questions()
    yield from session.form.repeats()


def _inside(session: FormSession, name: str) -> Iterator[Question]:
    named = [each.path for each in _nodes(session) if each.name == name]
    for question in session.form.questions():
        if any(question.path == path or question.path.startswith(path + "/") for path in named):
            yield question
