"""A record's answers as its form shows them: what is relevant, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.definition import FormDefinition, Group, Question, Repeat
from profiler.forms.session import FormSession


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


def opened(form: FormDefinition, snapshot: Snapshot, today: date) -> FormSession:
    """A session over stored answers, for looking only.

    Raises:
        WorldError: FORM_INVALID.
    """
    numbers = count(1)
    return FormSession(
        form, today=lambda: today, new_id=lambda: f"new-{next(numbers)}", snapshot=snapshot, only_read=True
    )


def answered_form(form: FormDefinition, snapshot: Snapshot, today: date) -> AnsweredForm:
    """The relevant answers and calculated values of a record, as its form shows them on a day.

    Raises:
        WorldError: FORM_INVALID.
    """
    session = opened(form, snapshot, today)
    pages: dict[str, _Page] = {}
    asked = []
    for address in session.addresses():
        question = form.by_path[address.path]
        if not isinstance(question, Question) or not session.state(address).relevant:
            continue
        page = pages.setdefault(_page_of(form, address.path).path, _Page(_page_of(form, address.path)))
        if question.kind.is_asked:
            asked.append(address)
        page.put(form, address, _item(session, address, question))
    return AnsweredForm(
        form=form,
        snapshot=snapshot,
        today=today,
        sections=tuple(page.section() for page in pages.values()),
        asked=tuple(asked),
    )


@dataclass
class _Page:
    """A section being filled in form order."""

    group: Group
    items: list[AnsweredItem] = field(default_factory=list)
    tables: dict[str, tuple[Repeat, dict[str, list[AnsweredItem]]]] = field(default_factory=dict)

    def put(self, form: FormDefinition, address: Address, item: AnsweredItem | None) -> None:
        repeat = form.repeat_of(address.path)
        found = () if item is None else (item,)
        if repeat is None:
            self.items.extend(found)
        else:
            _, rows = self.tables.setdefault(repeat.path, (repeat, {}))
            rows.setdefault(address.row, []).extend(found)

    def section(self) -> AnsweredSection:
        tables = (
            AnsweredTable(repeat, tuple(AnsweredRow(row, tuple(items)) for row, items in rows.items()))
            for repeat, rows in self.tables.values()
        )
        return AnsweredSection(self.group, tuple(self.items), tuple(tables))


def _page_of(form: FormDefinition, path: str) -> Group:
    return form.section_of(path) or form.root


def _item(session: FormSession, address: Address, question: Question) -> AnsweredItem | None:
    answer = Answer(session.value(address)) if question.calculation else session.answer(address)
    return AnsweredItem(address, question, answer) if answer.declined or answer.value else None
