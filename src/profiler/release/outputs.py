"""The kinds of output that carry a person; only this room makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from profiler.forms.answer import Answer, Precision
from profiler.forms.definition import FormDefinition, Question
from profiler.release.releases import Category, Recipient
from profiler.release.sheets import Sheet

Enclosure = TypeVar("Enclosure")


@dataclass(frozen=True, slots=True)
class DisclosedItem:
    """One answered question; `row` is the id of the innermost repeat row, "" outside repeats."""

    question: Question
    answer: Answer
    row: str = ""


@dataclass(frozen=True, slots=True)
class DisclosedTable:
    """The rows of one repeat; each row holds the items that may be shown, in form order."""

    repeat: str
    label: Mapping[str, str]
    rows: tuple[tuple[DisclosedItem, ...], ...]


@dataclass(frozen=True, slots=True)
class DisclosedSection:
    """One band of paper: title by language, single answers, tables. Never empty."""

    code: str
    title: Mapping[str, str]
    items: tuple[DisclosedItem, ...]
    tables: tuple[DisclosedTable, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Who a paper is about: as told, with the case number offices quote."""

    case_number: str
    family_name: str
    given_names: str
    name_original: str
    birth_date: str
    client_language: str
    birth_precision: Precision = Precision.TAG


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What one recipient may see under one release: sheet's default, ticked categories, relevant answers."""

    record_id: UUID
    header: Header
    recipient: Recipient
    purpose: str
    categories: frozenset[Category]
    release_id: UUID
    release_number: int
    signed_on: date
    valid_until: date
    sheet: Sheet
    form: FormDefinition
    sections: tuple[DisclosedSection, ...]


@dataclass(frozen=True, slots=True)
class OwnCopy(Generic[Enclosure]):
    """A paper for the person: everything they told us, or an enclosure such as a route slip.

    Logged like every output and marked "Exemplar der Person".
    """

    record_id: UUID
    header: Header
    form: FormDefinition
    sections: tuple[DisclosedSection, ...]
    enclosure: Enclosure
