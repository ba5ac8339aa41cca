"""Checks forms, rules and sheets together, because each relies on names of the others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from profiler.casework.content import ASSESSMENT, Content, ContentFolders
from profiler.casework.explain_findings import form_finding, rule_finding, sheet_finding
from profiler.casework.form_folders import (
    FormFolder,
    every_form,
    every_fragment,
    form_translations,
    included_fragment,
    inclusions,
)
from profiler.casework.loading import load, load_form
from profiler.casework.reliance import NOTHING_RELIES, Reliance, load_program_uses, with_reliance
from profiler.directory.loading import load_kinds
from profiler.errors import WorldError
from profiler.forms.county import COUNTY, read_merged
from profiler.forms.findings import Finding, FindingCode, Severity, error
from profiler.forms.fragments import fragment_source, read_fragment
from profiler.forms.lint import Vocabulary, in_order, lint_definition, lint_folder, with_labels
from profiler.forms.lint_files import misnamed_files
from profiler.forms.lint_own import INTERNAL, OwnCodes
from profiler.forms.lint_translations import Translations, translation_findings
from profiler.forms.source import SURVEY, FormSource, is_end
from profiler.records.health import HEALTH
from profiler.release.extra_consents import ConsentKind
from profiler.release.lint import SheetProblem, check_sheets
from profiler.release.loading import load_purposes, load_recipient_kinds, load_sheets
from profiler.release.releases import Category
from profiler.release.sheets import Sheet
from profiler.routing.lint import Known, RuleProblem, check_rules
from profiler.routing.loading import load_rules, load_vocabulary
from profiler.tables import read_table


@dataclass(frozen=True)
class Remark:
    """One finding as a German line.

    Attributes:
        keeps_from_use: whether the content must not be used like this.
    """

    text: str
    keeps_from_use: bool


def check_forms(folders: ContentFolders, only: FormFolder | None = None) -> tuple[Remark, ...]:
    """Everything found in the tables and translations of all forms, or of one.

    Raises:
        WorldError: RESOURCE_INVALID, RULES_INVALID if the vocabulary, rules, sheets, purposes or retention
            cannot be read.
    """
    own_codes = _own_codes(folders.resources)
    forms = every_form(folders) if only is None else (only,)
    remarks = []
    for form in forms:
        key = "" if form.name == ASSESSMENT else form.name
        vocabulary = load_vocabulary(folders.resources / "vocabulary.csv", key)
        reliance = _reliance(folders.resources, key)
        found = form_findings(form, vocabulary, own_codes, reliance)
        remarks += [_remark(form.name, finding) for finding in found]
    fragments = {each.tables: each for each in every_fragment(folders) if only is None}
    spoken: dict[Path, set[str]] = {}
    for form in forms:
        for inclusion in inclusions(form):
            fragment = included_fragment(form, inclusion)
            fragments[fragment.tables] = fragment
            spoken.setdefault(fragment.tables, set()).update(_languages(form))
    for place, fragment in fragments.items():
        found = fragment_findings(fragment, spoken.get(place, ()))
        remarks += [_remark(fragment.name, finding) for finding in found]
    # What is wrong with a fragment is wrong with every form it stands in.
    return tuple(dict.fromkeys(remarks))


def _languages(form: FormFolder) -> set[str]:
    return {path.stem for layer in form.layers for path in (layer / "po").glob("*.po")}


def _own_codes(resources: Path) -> OwnCodes:
    """What sheets, purposes and retention of the resources allow a form's own columns to say."""
    folder = resources / "release"
    purposes = load_purposes(folder / "purposes.csv")
    sheets = _all_sheets(resources)
    retentions = read_table(folder / "retention.csv", ("code", "label"), id_column="code")
    return OwnCodes(
        categories=_CATEGORIES,
        sheets=frozenset(sheet.code for sheet in sheets),
        purposes=frozenset(purposes),
        retentions=frozenset(row.identifier("code") for row in retentions),
        consents={HEALTH: ConsentKind.HEALTH.question},
    )


def _all_sheets(resources: Path) -> tuple[Sheet, ...]:
    folder = resources / "release"
    kinds = load_recipient_kinds(folder / "recipients.csv", load_purposes(folder / "purposes.csv"))
    return load_sheets(resources / "sheets", kinds)


def _reliance(resources: Path, form: str) -> Reliance:
    """Who rests on a form, "" being the assessment: only that one is read by rules."""
    kinds = load_kinds(resources / "directory" / "kinds.csv")
    return Reliance(
        rules=() if form else load_rules(resources / "routing" / "rules.csv", kinds=kinds),
        sheets=tuple(sheet for sheet in _all_sheets(resources) if sheet.form == (form or ASSESSMENT)),
        program=load_program_uses(resources / "vocabulary.csv", form),
    )


def form_findings(
    form: FormFolder, vocabulary: Vocabulary, own_codes: OwnCodes, reliance: Reliance = NOTHING_RELIES
) -> tuple[Finding, ...]:
    """Everything found in one form: in its tables, its catalogues, and in what is built of them."""
    translations, unreadable = _translations(form)
    lint = lint_folder(form.tables, translations, vocabulary, own_codes=own_codes, county=form.county)
    found = [*with_reliance(lint, reliance, form), *unreadable]
    if any(finding.severity is Severity.ERROR for finding in found):
        return tuple(found)
    try:
        definition = load_form(form).definition
    except WorldError as broken:
        definition, found = None, [*found, _not_built(broken)]
    source = read_merged(form.tables, form.county).source
    if definition is None:
        return tuple(with_labels(found, source))
    circles = (_placed(finding, source) for finding in lint_definition(definition))
    return (*found, *with_labels(circles, source))


def fragment_findings(fragment: FormFolder, languages: Collection[str]) -> tuple[Finding, ...]:
    """What is wrong with a fragment by itself, and with its catalogues.

    Args:
        fragment: which.
        languages: codes of the languages it must speak, besides those it has a catalogue for.
    """
    layer = COUNTY if fragment.own else ""
    tables = read_fragment(fragment.tables, layer)
    translations, unreadable = _translations(fragment)
    found = [*misnamed_files(fragment.tables), *unreadable]
    if tables.usable and not unreadable:
        spoken = {code: translations.get(code, {}) for code in sorted({*translations, *languages})}
        source = fragment_source(fragment.tables)
        found += with_labels(translation_findings(source, spoken), source)
    placed = (replace(finding, file=tables.place + finding.file) for finding in in_order(found))
    return (*tables.findings, *placed)


def _translations(form: FormFolder) -> tuple[Translations, tuple[Finding, ...]]:
    try:
        return form_translations(form), ()
    except WorldError as broken:
        details = broken.details
        path = Path(details["file"])
        file = f"{_folder_shown(path.parent.parent, form)}po/{path.name}"
        reason = details["reason"]
        return {}, (error(FindingCode.UNREADABLE, file, int(details["line"]), reason=reason),)


def _folder_shown(folder: Path, form: FormFolder) -> str:
    """What stands before a file for messages: nothing if it lies in the folder of a form."""
    for inclusion in inclusions(form) if folder not in form.layers else ():
        if included_fragment(form, inclusion).tables == folder:
            return inclusion.place
    return COUNTY if folder == form.county else ""


def _not_built(broken: WorldError) -> Finding:
    """What only the converter finds."""
    details = broken.details
    line = int(details.get("line") or 0)
    question = details.get("question", "")
    reason = details.get("detail") or details.get("reason", "")
    return error(FindingCode.NOT_CONVERTIBLE, Path(details["file"]).name, line, question, reason=reason)


def _placed(finding: Finding, source: FormSource) -> Finding:
    """A finding about several questions, at the row of the first."""
    first = finding.question.partition(",")[0]
    rows = [row for row in source.survey if row["name"] == first and not is_end(row["type"])]
    return replace(finding, file=rows[0].file or SURVEY, line=rows[0].line) if rows else finding


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
        for finding in check_sheets(
            content.release.sheets, {name: built.definition for name, built in content.forms.items()}
        )
    ]


def _remark(form_id: str, finding: Finding) -> Remark:
    return Remark(form_finding(form_id, finding), finding.severity is Severity.ERROR)
