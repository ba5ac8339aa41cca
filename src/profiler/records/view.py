"""A record's answers as its form shows them: what is relevant, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.definition import FormDefinition, Group, Question, Repeat


@dataclass(frozen=True, slots=True)
class AnsweredItem:
    """One relevant question with what was answered or calculated; declined answers are in here, marked so."""

    address: Address
    question: Question
    answer: Answer


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """One row of a repeat, with its answered questions in form order."""

    row: str
    items: tuple[AnsweredItem, ...]


@dataclass(frozen=True, slots=True)
class AnsweredTable:
    """One relevant repeat with its rows in order; a repeat inside a repeat is a table of its own."""

    repeat: Repeat
    rows: tuple[AnsweredRow, ...]


@dataclass(frozen=True, slots=True)
class AnsweredSection:
    """One page of the form: its own answers, then its tables; both may be empty."""

    group: Group
    items: tuple[AnsweredItem, ...]
    tables: tuple[AnsweredTable, ...]

    def every_item(self) -> Iterator[AnsweredItem]:
        """Answers of the page and of all its rows."""
        yield from self.items
        for table in self.tables:
            for row in table.rows:
                yield from row.items


@dataclass(frozen=True, slots=True)
class AnsweredForm:
    """What a person told us, read through the form on one day.

    Answers hidden by relevance and answers to questions the form does not have are not in here.

    Attributes:
        form: the form the answers were given to.
        snapshot: the answers this view was made of.
        today: the day relevance was computed for.
        sections: every relevant section in form order.
        asked: relevant questions a person answers, answered or not, in form order.
    """

    form: FormDefinition
    snapshot: Snapshot
    today: date
    sections: tuple[AnsweredSection, ...]
    asked: tuple[Address, ...]

    def every_item(self) -> Iterator[AnsweredItem]:
        """Every relevant answer in form order."""
        for section in self.sections:
            yield from section.every_item()

    def answer(self, name: str) -> Answer | None:
        """The relevant answer to a question outside repeats, None if there is none."""
        for section in self.sections:
            for item in section.items:
                if item.question.name == name:
                    return item.answer
        return None

    def value(self, name: str) -> str:
        """The value of `answer`, "" if there is none or it was declined."""
        answer = self.answer(name)
        return "" if answer is None or answer.is_empty else answer.value
