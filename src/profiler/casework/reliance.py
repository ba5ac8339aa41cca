"""What stops working when a form drops a question or a choice: rules, sheets, the program's own work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from profiler.casework.form_folders import FormFolder
from profiler.forms.county import read_merged
from profiler.forms.expressions.deciding import references
from profiler.forms.findings import Finding, FindingCode
from profiler.release.sheets import Sheet
from profiler.routing.lint import compared_codes
from profiler.routing.loading import vocabulary_rows
from profiler.routing.plans import Rule

_DROPPED = (
    FindingCode.MISSING_VOCABULARY_QUESTION,
    FindingCode.MISSING_VOCABULARY_CODE,
    FindingCode.COUNTY_HIDES_VOCABULARY,
)


@dataclass(frozen=True)
class Reliance:
    """Who rests on which question of a form.

    Attributes:
        rules: all rules.
        sheets: all sheets.
        program: question -> what the program itself does with it, in German words.
    """

    rules: tuple[Rule, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    program: Mapping[str, str] = field(default_factory=dict)

    def of_question(self, name: str) -> tuple[str, ...]:
        """German words for everything that rests on a question."""
        rules = [rule.rule_id for rule in self.rules if name in _read(rule)]
        titles = [f"„{sheet.title}“" for sheet in self.sheets if name in _printed(sheet)]
        program = [self.program[name]] if name in self.program else []
        return (*_named("Regel", "Regeln", rules), *_named("Blatt", "Blätter", titles), *program)

    def of_choice(self, name: str, code: str) -> tuple[str, ...]:
        """German words for everything that rests on a choice of a question."""
        rules = [rule.rule_id for rule in self.rules if (name, code) in _codes(rule)]
        return tuple(_named("Regel", "Regeln", rules))


NOTHING_RELIES = Reliance()


def load_program_uses(file: Path, form: str = "") -> Mapping[str, str]:
    """What the program itself does with a form's questions, where it does something; "" is the assessment.

    Raises:
        WorldError: RESOURCE_INVALID with file, line, column and reason.
    """
    rows = vocabulary_rows(file, form)
    return {row.identifier("question"): row.text("program") for row in rows if row.text("program")}


def with_reliance(found: Iterable[Finding], reliance: Reliance, form: FormFolder) -> tuple[Finding, ...]:
    """The findings of a form; those about dropped questions and choices name in `uses` what stops working."""
    return tuple(
        replace(finding, args={**finding.args, "uses": "; ".join(_uses(finding, reliance, form))})
        if finding.code in _DROPPED
        else finding
        for finding in found
    )


def _uses(finding: Finding, reliance: Reliance, form: FormFolder) -> tuple[str, ...]:
    if "choice" in finding.args:
        return reliance.of_choice(finding.question, finding.args["choice"])
    if "/" not in finding.question:
        return reliance.of_question(finding.question)
    # A hidden choice is named `list/code`; every question with this list loses it.
    listed, code = finding.question.split("/", 1)
    survey = read_merged(form.tables, form.county).source.survey
    asking = [row["name"] for row in survey if row["type"].split()[1:2] == [listed]]
    return tuple(dict.fromkeys(use for name in asking for use in reliance.of_choice(name, code)))


def _read(rule: Rule) -> frozenset[str]:
    texts = filter(None, (rule.condition, rule.deadline))
    return frozenset({rule.per_row} | {name for text in texts for name in references(text)})


def _codes(rule: Rule) -> frozenset[tuple[str, str]]:
    texts = filter(None, (rule.condition, rule.deadline))
    return frozenset(pair for text in texts for pair in compared_codes(text))


def _printed(sheet: Sheet) -> frozenset[str]:
    return frozenset(name for section in sheet.sections for name in section.questions)


def _named(one: str, many: str, names: list[str]) -> tuple[str, ...]:
    return (f"{one if len(names) == 1 else many} {', '.join(names)}",) if names else ()
