"""Checks forms, rules and sheets together, because each relies on names of the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from profiler.casework.content import Content, ContentFolders
from profiler.casework.explain_findings import form_finding, rule_finding, sheet_finding
from profiler.casework.loading import form_folders, form_messages, load, load_form
from profiler.forms.findings import Finding, Severity
from profiler.forms.lint import INTERNAL, lint_definition, lint_folder
from profiler.release.lint import SheetProblem, check_sheets
from profiler.release.own import HEALTH
from profiler.release.releases import Category
from profiler.routing.lint import Known, RuleProblem, check_rules
from profiler.routing.loading import load_vocabulary


@dataclass(frozen=True)
class Remark:
    """One finding as a German line.

    Attributes:
        keeps_from_use: whether the content must not be used like this.
    """

    text: str
    keeps_from_use: bool


def check_forms(folders: ContentFolders) -> tuple[Remark, ...]:
    """Everything found in the tables and translations of all forms.

    Raises:
        WorldError: RESOURCE_INVALID if a catalogue or the vocabulary cannot be read.
    """
    vocabulary = load_vocabulary(folders.resources / "vocabulary.csv")
    remarks: list[Remark] = []
    for folder in form_folders(folders.forms):
        found = lint_folder(folder, form_messages(folder), vocabulary, categories=_CATEGORIES)
        if not any(finding.severity is Severity.ERROR for finding in found):
            found = (*found, *lint_definition(load_form(folder, folders.built).definition))
        remarks.extend(_remark(folder.name, finding) for finding in found)
    return tuple(remarks)


_CATEGORIES = frozenset({*Category, INTERNAL, HEALTH})


def check_rules_and_sheets(folders: ContentFolders, today: date) -> tuple[Remark, ...]:
    """Everything found in rules and sheets.

    Raises:
        WorldError: FORM_INVALID, RULES_INVALID, RESOURCE_INVALID if a table cannot be read at all.
    """
    content = load(folders)
    known = Known(vocabulary=content.vocabulary, kinds=set(content.kinds), bring=set(content.bring))
    rules = [
        Remark(rule_finding(finding), finding.problem not in _MAY_WAIT)
        for finding in check_rules(content.rules, known, today)
    ]
    return (*rules, *_sheets(content))


_MAY_WAIT = (RuleProblem.CHECK_TOO_OLD, RuleProblem.OUT_OF_DATE)
"""A rule grows old by itself; the slip then shows its date, and the program goes on."""


def _sheets(content: Content) -> list[Remark]:
    return [
        Remark(sheet_finding(finding), finding.problem is not SheetProblem.EMPTY_CATEGORY)
        for finding in check_sheets(content.release.sheets, content.assessment)
    ]


def _remark(form_id: str, finding: Finding) -> Remark:
    return Remark(form_finding(form_id, finding), finding.severity is Severity.ERROR)
