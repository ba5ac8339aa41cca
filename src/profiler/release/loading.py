"""Reads what a release is made of from `resources/release` and `resources/sheets`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from profiler.release.extra_consents import ConsentKind, ConsentText
from profiler.release.releases import Category
from profiler.release.sheets import Sheet, SheetSection
from profiler.tables import CellProblem, TableRow, read_table

_Code = TypeVar("_Code", bound=StrEnum)
_Text = TypeVar("_Text")


@dataclass(frozen=True, slots=True)
class CategoryText:
    """How a category is put to a person.

    Attributes:
        sentence: ends "Das Jobcenter darf wissen, ..." ("welche Sprachen ich kann").
        label: short name in the matrix.
        pictogram: name of the picture beside it.
    """

    category: Category
    sentence: str
    label: str
    pictogram: str


@dataclass(frozen=True, slots=True)
class RecipientKind:
    """A kind of office that may receive something.

    Attributes:
        kind: code of a station kind, or of helpers who are none (`ehrenamt`, `betrieb`).
        purpose: what for, unless somebody chooses otherwise.
        onward_duty: whether the sentence on § 87 AufenthG is shown before a release to it (domain 7.1, 5).
        sentence: begins what the person reads ("Das Jobcenter darf wissen, ...").
    """

    kind: str
    label: str
    purpose: str
    onward_duty: bool
    sentence: str


class UsedFor(StrEnum):
    """What a purpose may be named for."""

    BOTH = "both"
    RELEASE = "release"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why something is asked or passed on."""

    code: str
    label: str
    used_for: UsedFor

    @property
    def for_releases(self) -> bool:
        """Whether a release may name it (Form C4)."""
        return self.used_for is not UsedFor.QUESTION


@dataclass(frozen=True, slots=True)
class ReleaseContent:
    """Sheets, categories, recipient kinds, purposes and fixed texts, each in table order.

    Attributes:
        sheets: the default of every kind of recipient.
        categories: the columns of the matrix, all of them.
        recipient_kinds: by kind.
        purposes: by code.
        texts: fixed German texts by key.
        extra_consents: what is signed beside every release, by kind.
    """

    sheets: tuple[Sheet, ...]
    categories: Mapping[Category, CategoryText]
    recipient_kinds: Mapping[str, RecipientKind]
    purposes: Mapping[str, Purpose]
    texts: Mapping[str, str]
    extra_consents: Mapping[ConsentKind, ConsentText]


def load_release(resources: Path) -> ReleaseContent:
    """Everything under `release/` and `sheets/` of a resources folder, checked against each other.

    Raises:
        WorldError: RESOURCE_INVALID with file, line, column and reason (`tables.CellProblem`).
    """
    folder = resources / "release"
    purposes = load_purposes(folder / "purposes.csv")
    recipient_kinds = load_recipient_kinds(folder / "recipients.csv", purposes)
    return ReleaseContent(
        sheets=load_sheets(resources / "sheets", recipient_kinds),
        categories=load_categories(folder / "categories.csv"),
        recipient_kinds=recipient_kinds,
        purposes=purposes,
        texts=load_texts(folder / "texts.csv"),
        extra_consents=load_extra_consents(folder / "extra_consents.csv"),
    )


def load_categories(file: Path) -> Mapping[Category, CategoryText]:
    """The texts of all categories; one that is missing cannot be ticked and is therefore an error.

    Raises:
        WorldError: as `load_release`.
    """
    rows = read_table(file, ("code", "sentence", "label", "pictogram"), id_column="code")
    found = [
        CategoryText(
            category=row.choice("code", Category),
            sentence=row.needed("sentence"),
            label=row.needed("label"),
            pictogram=row.needed("pictogram"),
        )
        for row in rows
    ]
    return _complete({text.category: text for text in found}, Category, file, "code")


def load_purposes(file: Path) -> Mapping[str, Purpose]:
    """Purposes by code.

    Raises:
        WorldError: as `load_release`.
    """
    rows = read_table(file, ("code", "label", "used_for"), id_column="code")
    found = (
        Purpose(row.identifier("code"), row.needed("label"), row.choice("used_for", UsedFor)) for row in rows
    )
    return {purpose.code: purpose for purpose in found}


def load_recipient_kinds(file: Path, purposes: Mapping[str, Purpose]) -> Mapping[str, RecipientKind]:
    """Kinds of recipients by code; each has a usual purpose that a release may name.

    Raises:
        WorldError: as `load_release`.
    """
    rows = read_table(file, ("kind", "label", "purpose", "onward_duty", "sentence"), id_column="kind")
    nameable = [purpose.code for purpose in purposes.values() if purpose.for_releases]
    found = (
        RecipientKind(
            kind=row.identifier("kind"),
            label=row.needed("label"),
            purpose=row.one_of("purpose", nameable),
            onward_duty=row.yes("onward_duty"),
            sentence=row.needed("sentence"),
        )
        for row in rows
    )
    return {kind.kind: kind for kind in found}


def load_texts(file: Path) -> Mapping[str, str]:
    """Fixed German texts by key.

    Raises:
        WorldError: as `load_release`.
    """
    rows = read_table(file, ("key", "text"), id_column="key")
    return {row.identifier("key"): row.needed("text") for row in rows}


def load_extra_consents(file: Path) -> Mapping[ConsentKind, ConsentText]:
    """The texts of all extra sheets; one that is missing cannot be signed and is therefore an error.

    Raises:
        WorldError: as `load_release`.
    """
    rows = read_table(file, ("kind", "title", "text", "withdraw_text"), id_column="kind")
    found = (
        ConsentText(
            kind=row.choice("kind", ConsentKind),
            title=row.needed("title"),
            text=row.needed("text"),
            withdraw_text=row.needed("withdraw_text"),
        )
        for row in rows
    )
    return _complete({text.kind: text for text in found}, ConsentKind, file, "kind")


def _complete(
    texts: Mapping[_Code, _Text], codes: Iterable[_Code], file: Path, column: str
) -> Mapping[_Code, _Text]:
    """The texts, if every code has its row."""
    for code in codes:
        if code not in texts:
            raise TableRow(file.name, 1, {}, column).fault(code.value, CellProblem.MISSING_ROW)
    return texts


def load_sheets(folder: Path, recipient_kinds: Mapping[str, RecipientKind]) -> tuple[Sheet, ...]:
    """All sheets of `sheets.csv`, each with the questions of `<sheet>.csv` in print order.

    Raises:
        WorldError: as `load_release`.
    """
    columns = ("sheet", "title", "form", "recipient_kinds", "categories", "blanks")
    return tuple(
        _sheet(row, folder, recipient_kinds)
        for row in read_table(folder / "sheets.csv", columns, id_column="sheet")
    )


def _sheet(row: TableRow, folder: Path, recipient_kinds: Mapping[str, RecipientKind]) -> Sheet:
    code = row.identifier("sheet")
    kinds = row.codes("recipient_kinds")
    if any(kind not in recipient_kinds for kind in kinds):
        raise row.fault("recipient_kinds", CellProblem.UNKNOWN)
    return Sheet(
        code=code,
        title=row.needed("title"),
        recipient_kinds=frozenset(kinds),
        categories=row.choices("categories", Category),
        sections=_sections(code, folder / f"{code}.csv"),
        form=row.identifier("form"),
        blanks=row.codes("blanks"),
    )


def _sections(code: str, file: Path) -> tuple[SheetSection, ...]:
    questions: dict[str, list[str]] = {}
    for row in read_table(file, ("sheet", "section", "question"), id_column="question"):
        row.one_of("sheet", (code,))
        questions.setdefault(row.identifier("section"), []).append(row.identifier("question"))
    return tuple(SheetSection(section, tuple(names)) for section, names in questions.items())
