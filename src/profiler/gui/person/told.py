"""The few lines that say who somebody is."""

from __future__ import annotations

from dataclasses import dataclass

from profiler.forms.answer import Source
from profiler.gui.answer_words import in_words
from profiler.records.summary import keeps_address_secret
from profiler.records.view import AnsweredForm, AnsweredItem

_SUMMARY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Alter", ("age", "child_age")),
    ("Wohnort", ("city", "child_address", "housing")),
    ("Hier seit", ("arrived_de", "in_de_since")),
    ("Papier", ("residence", "res_valid_until")),
    ("Arbeit erlaubt", ("work_permission",)),
    ("Sprachen", ("home_lang", "lang")),
    ("Deutsch", ("german_shown", "de_oral")),
    ("Schule", ("school_ever", "school_years")),
    ("Klasse", ("last_grade",)),
    ("Eltern", ("guardian_name", "parent_lang")),
    ("Ausbildung", ("t_title_de",)),
    ("Arbeit", ("j_own_words",)),
    ("Kann gut", ("informal",)),
    ("Ziele", ("goal",)),
    ("Betreuung", ("care_need", "care_now")),
    ("Erreichbar", ("phone", "email", "guardian_phone")),
)
"""Label of a line -> names of the questions it is made of; answers from rows are put one after the other."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of the overview; `source` is how the caseworker came to know it, None for several sources."""

    label: str
    text: str
    source: Source | None


def summary(answered: AnsweredForm) -> tuple[SummaryLine, ...]:
    """The lines that have an answer; with a secret address the place is left out (domain 7.1, 4)."""
    secret = keeps_address_secret(answered.snapshot)
    by_name: dict[str, list[AnsweredItem]] = {}
    for item in answered.every_item():
        by_name.setdefault(item.question.name, []).append(item)
    lines = []
    for label, names in _SUMMARY:
        if secret and "city" in names:
            continue
        items = [item for name in names for item in by_name.get(name, []) if not item.answer.is_empty]
        if items:
            sources = {item.answer.source for item in items}
            text = ", ".join(in_words(answered.form, item.question, item.answer) for item in items)
            lines.append(SummaryLine(label, text, sources.pop() if len(sources) == 1 else None))
    return tuple(lines)
