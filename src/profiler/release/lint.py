"""Looks over sheets beside the form they print: names, and answers that could never appear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from profiler.forms.definition import FormDefinition
from profiler.release.items import category_of
from profiler.release.releases import Category
from profiler.release.sheets import Sheet


class SheetProblem(StrEnum):
    """What is wrong with a sheet. Clients have a sentence for each."""

    UNKNOWN_FORM = "unknown_form"
    UNKNOWN_SECTION = "unknown_section"
    UNKNOWN_QUESTION = "unknown_question"
    NEVER_RELEASED = "never_released"
    OUTSIDE_CATEGORIES = "outside_categories"
    NOT_ON_THIS_SHEET = "not_on_this_sheet"
    EMPTY_CATEGORY = "empty_category"
    KIND_TWICE = "kind_twice"


@dataclass(frozen=True, slots=True)
class SheetFinding:
    """One finding; `subject` is the name it is about."""

    sheet: str
    problem: SheetProblem
    subject: str


def check_sheets(sheets: Sequence[Sheet], forms: Mapping[str, FormDefinition]) -> tuple[SheetFinding, ...]:
    """All findings, sheet by sheet, each beside the form it prints.

    A question is never released if its category cannot be ticked (`intern`, health). It is not on this sheet
    if its own `sheets` column does not name the sheet: table and form must say the same.
    """
    found = [
        finding
        for sheet in sheets
        for finding in (
            _check(sheet, forms[sheet.form])
            if sheet.form in forms
            else (SheetFinding(sheet.code, SheetProblem.UNKNOWN_FORM, sheet.form),)
        )
    ]
    return (*found, *_kinds_twice(sheets))


def _check(sheet: Sheet, form: FormDefinition) -> Iterator[SheetFinding]:
    sections = {section.name for section in form.sections()}
    shown: set[Category] = set()
    for section in sheet.sections:
        if section.code not in sections:
            yield SheetFinding(sheet.code, SheetProblem.UNKNOWN_SECTION, section.code)
        for name in section.questions:
            if not form.has_question(name):
                yield SheetFinding(sheet.code, SheetProblem.UNKNOWN_QUESTION, name)
                continue
            question = form.question(name)
            category = category_of(question)
            if category is None:
                yield SheetFinding(sheet.code, SheetProblem.NEVER_RELEASED, name)
            elif category not in sheet.categories:
                yield SheetFinding(sheet.code, SheetProblem.OUTSIDE_CATEGORIES, name)
            else:
                shown.add(category)
            if sheet.code not in question.sheets:
                yield SheetFinding(sheet.code, SheetProblem.NOT_ON_THIS_SHEET, name)
    for name in sheet.blanks:
        if not form.has_question(name):
            yield SheetFinding(sheet.code, SheetProblem.UNKNOWN_QUESTION, name)
    for category in sorted(sheet.categories - shown):
        yield SheetFinding(sheet.code, SheetProblem.EMPTY_CATEGORY, category.value)


def _kinds_twice(sheets: Sequence[Sheet]) -> Iterator[SheetFinding]:
    seen: set[tuple[str, str]] = set()
    for sheet in sheets:
        kinds = {(sheet.form, kind) for kind in sheet.recipient_kinds}
        for _, kind in sorted(kinds & seen):
            yield SheetFinding(sheet.code, SheetProblem.KIND_TWICE, kind)
        seen |= kinds
