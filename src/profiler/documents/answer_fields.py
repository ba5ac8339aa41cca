"""The single answers of a section as labelled fields; answers that belong together share one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from profiler.documents.answers import YEARS, as_date
from profiler.documents.columns import is_evidence
from profiler.documents.fields import Field
from profiler.documents.labels import FIELD_LABELS, FIRST_FACTS
from profiler.documents.proofs import proof_words
from profiler.documents.tables import TableTexts
from profiler.release.outputs import DisclosedItem, DisclosedSection, DisclosedTable

NAMES = frozenset({"family_name", "given_names", "name_original", "child_family_name", "child_given_names"})
_CLARIFY = "slip_clarify"
_SCRIPTS = "scripts"
_OTHER_NAMES = "names_other"
_IN_ONE_LINE = frozenset({_SCRIPTS, _OTHER_NAMES})


def tables_of(section: DisclosedSection) -> tuple[DisclosedTable, ...]:
    """The repeats of a section that are tables on paper."""
    return tuple(table for table in section.tables if table.repeat not in _IN_ONE_LINE)


def fields_of(section: DisclosedSection, texts: TableTexts, case: Field | None) -> list[Field]:
    """Fields in the order of the sheet; `case` stands behind the names, which then come first."""
    items = [item for item in section.items if not _says_the_name_again(item, section)]
    short = {table.repeat: table for table in section.tables if table.repeat in _IN_ONE_LINE}
    fields = [_script_field(short[_SCRIPTS], texts)] if _SCRIPTS in short else []
    other_names = [_list_field(short[_OTHER_NAMES], texts)] if _OTHER_NAMES in short else []
    if case is None:
        return [*fields, *_fields(items, texts), *other_names]
    names = [item for item in items if item.question.name in NAMES]
    others = [item for item in items if item.question.name not in NAMES]
    return [*_fields(names, texts), case, *other_names, *fields, *_fields(others, texts)]


def _says_the_name_again(item: DisclosedItem, section: DisclosedSection) -> bool:
    """In Latin script the name in the own script is the name itself."""
    if item.question.name != "name_original":
        return False
    given = {one.question.name: one.answer.value for one in section.items}
    full = f"{given.get('given_names', '')} {given.get('family_name', '')}"
    return item.answer.value.casefold() == full.strip().casefold()


def _fields(items: Sequence[DisclosedItem], texts: TableTexts) -> Iterator[Field]:
    papers: dict[str, list[DisclosedItem]] = {}
    for item in items:
        if is_evidence(item.question.name):
            papers.setdefault(_paper(item), []).append(item)
    years = {item.question.name: item for item in items if YEARS in item.question.name}
    asked = {item.question.name for item in items}
    for item in items:
        name = item.question.name
        if is_evidence(name):
            together = papers.pop(_paper(item), None)
            if together is not None:
                yield Field(texts.answers.label(together[0].question), proof_words(together, texts.answers))
        elif name not in years or name.partition(YEARS)[0] not in asked:
            yield _field(item, texts, years)


def _paper(item: DisclosedItem) -> str:
    return item.question.name.rpartition("_ev_")[0]


def _field(item: DisclosedItem, texts: TableTexts, years: dict[str, DisclosedItem]) -> Field:
    name = item.question.name
    value = texts.answers.value(item).german
    if name == "res_valid_until" and is_past(item, texts):
        value = f"{value} ({texts.words.text(_CLARIFY).german})"
    if any(each.partition(YEARS)[0] == name for each in years):
        value = texts.answers.chosen_with(
            item, {each.rpartition(YEARS)[2]: _for_years(told, texts) for each, told in years.items()}
        )
    return Field(texts.answers.label(item.question), value, bold=name in FIRST_FACTS)


def _for_years(item: DisclosedItem, texts: TableTexts) -> str:
    told = texts.answers.value(item).german
    if item.answer.declined:
        return told
    return f"{told} Jahr" if item.answer.value == "1" else f"{told} Jahre"


def is_past(item: DisclosedItem, texts: TableTexts) -> bool:
    """A paper whose day is over may go on by law; a bare date would say that the right has ended."""
    day = as_date(item.answer.value)
    return day is not None and day < texts.today


def _script_field(table: DisclosedTable, texts: TableTexts) -> Field:
    """All scripts in one line: how they are read and written."""
    said = []
    for row in table.rows:
        given = {item.question.name: texts.answers.value(item).german for item in row}
        skills = [
            f"{texts.words.of(FIELD_LABELS[name]).german} {given[name][:1].lower()}{given[name][1:]}"
            for name in ("script_read", "script_write")
            if name in given
        ]
        said.append(": ".join(part for part in (given.get("script", ""), ", ".join(skills)) if part))
    return Field(texts.words.of(FIELD_LABELS["script"]), " · ".join(said), least_columns=6)


def _list_field(table: DisclosedTable, texts: TableTexts) -> Field:
    """A repeat of one question: its answers in one line."""
    items = list(chain.from_iterable(table.rows))
    return Field(
        texts.answers.label(items[0].question), " · ".join(texts.answers.value(item).german for item in items)
    )
